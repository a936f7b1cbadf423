import { aliasesOf, type ColumnWords } from '../../../lib/tables/columns.ts';
import { type NamedRow, type NamedTable, readNamedRows } from '../../../lib/tables/named-rows.ts';
import type { Sheet } from '../../../lib/tables/table-file.ts';
import { addDays } from '../../../lib/zone.ts';
import { isSameMeasure, readValue, type ValueFault } from './checks.ts';
import { type Indicator, PACES, type Pace, type Unit } from './facts.ts';
import { type Period, slotOf, slotsOf, WHOLE } from './slots.ts';

export const VALUE_COLUMNS = ['indicator', 'unit', 'slot', 'value', 'measure', 'reason'] as const;
export type ValueColumn = (typeof VALUE_COLUMNS)[number];

export const VALUE_LIMITS = { bytes: 5_000_000, rows: 5_000 } as const;

export type ValueRow = NamedRow<ValueColumn>;
export type ValueTable = NamedTable<ValueColumn>;

const WORDS: ColumnWords<ValueColumn> = {
  aliases: aliasesOf<ValueColumn>({
    indicator: '指标 指标名称 项目 考核指标 indicator kpi item',
    unit: '单位 参赛单位 分会 班组 姓名 职工 部门 unit branch team name worker',
    slot: '期 期间 月份 月 周 周次 时间 日期 period month week',
    value: '数值 数据 完成值 实际值 实绩 值 value actual result figure',
    measure: '计量单位 量纲 measure unitofmeasure uom',
    reason: '更正原因 原因 说明 备注 reason note remark',
  }),
  required: ['indicator', 'unit', 'value'],
};

/** Reads all sheets that have the columns. @returns undefined when none has */
export const readValueTable = (sheets: readonly Sheet[]): ValueTable | undefined =>
  readNamedRows(sheets, VALUE_COLUMNS, WORDS);

/** Why a row names no value. */
export type RowFault = 'cell' | 'indicator' | 'unit' | 'sameName' | 'slot' | ValueFault;

export interface ReadRow {
  indicator: string;
  unit: string;
  slot: string;
  value: number;
  reason: string;
}

/** Reads the rows of a file in a competition’s ids. Names are looked up as often as there are rows, so they are made comparable once. @param userOf Slack’s id of a unit that is a person */
export function rowReader(
  { indicators, units, ...period }: Period & { indicators: readonly Indicator[]; units: readonly Unit[] },
  userOf: (key: string) => string | undefined,
): (row: Pick<ValueRow, 'cells' | 'isBroken'>) => ReadRow | RowFault {
  const byName = new Map(
    indicators
      .toReversed()
      .flatMap((one) => [one.name, `${one.name}（${one.measure}）`].map((name) => [plainOf(name), one])),
  );
  const byUnit = unitsByName(units, userOf);
  const slots = new Map(PACES.map((pace) => [pace, slotsOf(pace, period)]));
  return ({ cells, isBroken }) => {
    if (isBroken) return 'cell';
    const indicator = byName.get(plainOf(cells.indicator));
    if (indicator === undefined) return 'indicator';
    const unit = byUnit.get(plainOf(cells.unit));
    if (unit === undefined) return 'unit';
    if (unit === 'several') return 'sameName';
    const slot = readSlot(indicator.pace, cells.slot, slots.get(indicator.pace) ?? []);
    if (slot === undefined) return 'slot';
    if (cells.measure !== '' && !isSameMeasure(cells.measure, indicator.measure)) return 'measure';
    const value = readValue(cells.value, indicator.measure);
    if (typeof value === 'string') return value;
    return { indicator: indicator.id, unit: unit.key, slot, value, reason: cells.reason };
  };
}

/** What a unit is called → the unit. A person is also called by Slack’s member ID, which nobody else has. */
function unitsByName(
  units: readonly Unit[],
  userOf: (key: string) => string | undefined,
): Map<string, Unit | 'several'> {
  const named = new Map<string, Unit | 'several'>();
  for (const unit of units) {
    const name = plainOf(unit.name);
    named.set(name, named.has(name) ? 'several' : unit);
  }
  for (const unit of units) {
    const user = userOf(unit.key);
    named.set(plainOf(unit.key), unit);
    if (user !== undefined) named.set(plainOf(user), unit);
  }
  return named;
}

const plainOf = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s()]/g, '')
    .toLowerCase();

/** A period among `slots` as people write it: `2026-03`, `2026年3月`, `3月`, `2026-W10`, `第10周`, or a day in it. */
export function readSlot(pace: Pace, cell: string, slots: readonly string[]): string | undefined {
  if (pace === 'whole') return WHOLE;
  const text = cell.normalize('NFKC').replace(/\s/g, '').toUpperCase();
  const day = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?/.exec(text);
  const known = (slot: string) => (slots.includes(slot) ? slot : undefined);
  const two = (digits = '') => digits.padStart(2, '0');
  if (day !== null) {
    const named = `${day[1]}-${two(day[2])}-${two(day[3])}`;
    return isDay(named) ? known(slotOf(pace, named)) : undefined;
  }
  if (pace === 'week') {
    const found = /^(?:(\d{4})[-/年]?)?(?:W|第)(\d{1,2})周?$/.exec(text);
    if (found === null) return undefined;
    const ending = `-W${two(found[2])}`;
    return found[1] === undefined ? only(slots, ending) : known(`${found[1]}${ending}`);
  }
  const month = /^(\d{4})[-/.年](\d{1,2})月?$/.exec(text);
  if (month !== null) return known(`${month[1]}-${two(month[2])}`);
  const alone = /^(\d{1,2})月?$/.exec(text);
  return alone === null ? undefined : only(slots, `-${two(alone[1])}`);
}

const only = (slots: readonly string[], ending: string): string | undefined => {
  const found = slots.filter((slot) => slot.endsWith(ending));
  return found.length === 1 ? found[0] : undefined;
};

function isDay(day: string): boolean {
  try {
    return addDays(day, 0) === day;
  } catch {
    return false;
  }
}
