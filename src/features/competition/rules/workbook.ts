import type { Formula, Sheet } from '../../../lib/tables/xlsx-write.ts';
import type { Change, Counted, Facts, Indicator, Unit } from './facts.ts';
import { type Mark, ruledPoints, type Standing, xOf } from './reckon.ts';

/** What the sheets of the reckoning are called, and their columns. */
export interface WorkbookWords {
  sheets: { ranks: string; marks: string; indicators: string; values: string; open: string; changes: string };
  ranks: string[];
  marks: string[];
  indicators: string[];
  values: string[];
  open: string[];
  changes: string[];
  direction(one: Indicator): string;
  scale(one: Indicator): string;
  fold(one: Indicator): string;
  source(one: Indicator): string;
  slot(slot: string): string;
  out: string;
}

/** A verified value as the file lists it. */
export interface ListedValue extends Counted {
  reporter: string;
  verifier: string;
  /** Its corrections, in words. */
  corrected: string;
}

/** A value that does not count. */
export interface OpenValue extends Counted {
  reporter: string;
  state: string;
}

export interface WorkbookData {
  facts: Facts;
  standing: Standing;
  values: readonly ListedValue[];
  open: readonly OpenValue[];
  changes: readonly (Change & { name: string })[];
}

type Row = Sheet['rows'][number];
const reckoned = (formula: string, value: number): Formula => ({ formula, value });
const quoted = (sheet: string) => `'${sheet.replaceAll("'", "''")}'!`;

/**
 * A standing as a workbook that reckons itself: from the verified values to the rank every figure is a formula, and the figure that
 * it comes to is stored beside it. Whoever changes a value or a weight sees what would follow.
 */
export function workbookOf(say: WorkbookWords, data: WorkbookData): Sheet[] {
  const { facts, standing } = data;
  const units = new Map(facts.units.map((unit) => [unit.key, unit]));
  const nameOf = (key: string) => units.get(key)?.name ?? key;
  const order = new Map(standing.counting.map(({ id }, at) => [id, at]));
  const indicatorName = (id: string) => facts.indicators.find((one) => one.id === id)?.name ?? id;
  const values = data.values
    .filter(({ indicator, unit }) => order.has(indicator) && units.has(unit))
    .toSorted((a, b) => compare([order.get(a.indicator), a.unit, a.slot], [order.get(b.indicator), b.unit, b.slot]));
  const changes = data.changes.toSorted((a, b) => compare([a.unit], [b.unit]));
  const marks = markRows(say, facts, standing, values);
  return [
    {
      name: say.sheets.ranks,
      rows: [say.ranks, ...rankRows(say, standing, marks.places, changes)],
      widths: [8, 24, 14, 14, 14],
    },
    {
      name: say.sheets.marks,
      rows: [say.marks, ...marks.rows],
      widths: [24, 24, 8, 14, 14, 14, 10, 10, 10, 12, 8, 12],
    },
    {
      name: say.sheets.indicators,
      rows: [
        say.indicators,
        ...standing.counting.map(
          (one): Row => [
            one.name,
            one.measure,
            say.direction(one),
            say.scale(one),
            one.target ?? '',
            one.weight,
            one.cap,
            say.fold(one),
            one.scale === 'total' ? 0 : facts.half,
            say.source(one),
            one.each ?? '',
            one.outOver ?? '',
          ],
        ),
      ],
      widths: [24, 10, 12, 16, 12, 8, 10, 10, 12, 30, 12, 12],
    },
    {
      name: say.sheets.values,
      rows: [
        say.values,
        ...values.map(
          (one): Row => [
            indicatorName(one.indicator),
            nameOf(one.unit),
            say.slot(one.slot),
            one.value,
            one.reporter,
            one.verifier,
            one.corrected,
          ],
        ),
      ],
      widths: [24, 24, 12, 14, 14, 14, 60],
    },
    {
      name: say.sheets.open,
      rows: [
        say.open,
        ...data.open.map(
          (one): Row => [
            indicatorName(one.indicator),
            nameOf(one.unit),
            say.slot(one.slot),
            one.value,
            one.reporter,
            one.state,
          ],
        ),
      ],
      widths: [24, 24, 12, 14, 14, 40],
    },
    {
      name: say.sheets.changes,
      rows: [
        say.changes,
        ...changes.map((one): Row => [nameOf(one.unit), one.points, one.isOut ? say.out : '', one.reason, one.name]),
      ],
      widths: [24, 10, 14, 60, 14],
    },
  ];
}

function compare(
  one: readonly (string | number | undefined)[],
  other: readonly (string | number | undefined)[],
): number {
  for (const [at, part] of one.entries()) {
    const against = other[at];
    if (part !== against && part !== undefined && against !== undefined) return part < against ? -1 : 1;
  }
  return 0;
}

/** One row for each indicator and unit; of an indicator those with a value first, so that a range holds them. */
function markRows(say: WorkbookWords, facts: Facts, { rows, counting }: Standing, values: readonly ListedValue[]) {
  const places = new Map<string, number[]>();
  const out: Row[] = [];
  const units = rows.map((row) => row).sort((a, b) => (a.unit.key < b.unit.key ? -1 : 1));
  for (const [nth, indicator] of counting.entries()) {
    const all = units.flatMap(({ unit, marks }) => {
      const mark = marks[nth];
      return mark === undefined ? [] : [{ unit, mark }];
    });
    const reported = all.filter(({ mark }) => mark.value !== undefined);
    const first = out.length + 2;
    const range = { from: first, to: first + reported.length - 1 };
    for (const { unit, mark } of [...reported, ...all.filter(({ mark }) => mark.value === undefined)]) {
      const at = out.length + 2;
      places.set(unit.key, [...(places.get(unit.key) ?? []), at]);
      out.push(markRow(say, indicator, { unit, mark, at, range, parameters: nth + 2, half: facts.half }, values));
    }
  }
  return { rows: out, places };
}

function markRow(
  say: WorkbookWords,
  indicator: Indicator,
  of: { unit: Unit; mark: Mark; at: number; range: { from: number; to: number }; parameters: number; half: number },
  values: readonly ListedValue[],
): Row {
  const { unit, mark, at, range, parameters } = of;
  const parameter = (column: string) => `${quoted(say.sheets.indicators)}$${column}$${parameters}`;
  const weight = reckoned(parameter('F'), indicator.weight);
  const heads = indicator.scale === 'total' ? 1 : unit.heads;
  const head: Row = [indicator.name, unit.name, heads];
  if (mark.value === undefined) return [...head, '', '', '', '', '', '', 0, weight, ''];
  const ruled = ruledPoints(indicator, mark.value);
  const column = (name: string) => `$${name}$${range.from}:$${name}$${range.to}`;
  const mean = (name: string) => `SUMPRODUCT(${column('C')},${column(name)})/SUM(${column('C')})`;
  const cap = parameter('G');
  const [none, some] = indicator.direction === 'more' ? [cap, `100*E${at}/F${at}`] : ['0', `100*(2-E${at}/F${at})`];
  return [
    ...head,
    reckoned(foldFormula(say, indicator, unit, values), mark.value),
    reckoned(indicator.scale === 'head' ? `D${at}/MAX(1,C${at})` : `D${at}`, xOf(indicator, mark.value, unit)),
    reckoned(indicator.target === undefined ? mean('E') : parameter('E'), mark.goal),
    reckoned(`MIN(${cap},MAX(0,IF(F${at}=0,IF(E${at}=0,100,${none}),${some})))`, mark.capped),
    indicator.target === undefined ? 100 : reckoned(mean('G'), mark.base),
    reckoned(`C${at}/(C${at}+${parameter('I')})`, mark.own),
    reckoned(`H${at}+I${at}*(G${at}-H${at})`, mark.score),
    weight,
    ruled === undefined ? '' : reckoned(`D${at}*${parameter('K')}`, ruled),
  ];
}

/** The values of a unit stand below one another, in the order of their periods. */
function foldFormula(say: WorkbookWords, { id, fold }: Indicator, unit: Unit, values: readonly ListedValue[]): string {
  const from = values.findIndex((one) => one.indicator === id && one.unit === unit.key) + 2;
  const to = values.findLastIndex((one) => one.indicator === id && one.unit === unit.key) + 2;
  const sheet = quoted(say.sheets.values);
  if (fold === 'latest') return `${sheet}$D$${to}`;
  return `${fold === 'sum' ? 'SUM' : 'AVERAGE'}(${sheet}$D$${from}:$D$${to})`;
}

function rankRows(
  say: WorkbookWords,
  { rows, counting }: Standing,
  places: ReadonlyMap<string, readonly number[]>,
  changes: readonly Change[],
): Row[] {
  const sheet = quoted(say.sheets.marks);
  const last = rows.filter(({ isOut }) => !isOut).length + 1;
  return rows.map(({ unit, marks, exact, extra, total, rank, isOut }, nth): Row => {
    const at = nth + 2;
    const own = places.get(unit.key) ?? [];
    const weighted = own.map((place) => `${sheet}K${place}*${sheet}J${place}`).join('+');
    const weights = own.map((place) => `${sheet}K${place}`).join('+');
    const from = changes.findIndex((one) => one.unit === unit.key) + 2;
    const to = changes.findLastIndex((one) => one.unit === unit.key) + 2;
    const given = from < 2 ? [] : [`SUM(${quoted(say.sheets.changes)}$B$${from}:$B$${to})`];
    const ruled = own.flatMap((place, at) =>
      ruledPoints(counting[at] ?? {}, marks[at]?.value) === undefined ? [] : [`${sheet}L${place}`],
    );
    const all = sum(counting.map(({ weight }) => weight));
    return [
      isOut || rank === undefined ? say.out : reckoned(`RANK(E${at},$E$2:$E$${last})`, rank),
      unit.name,
      all === 0 ? 0 : reckoned(`(${weighted})/(${weights})`, exact - extra),
      given.length + ruled.length === 0 ? 0 : reckoned([...given, ...ruled].join('+'), extra),
      reckoned(`ROUND(C${at}+D${at},2)`, total),
    ];
  });
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
