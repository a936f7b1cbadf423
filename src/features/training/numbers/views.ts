import { actions, button, cut, header, modal, plain, section } from '../../../bot/draw/blocks.ts';
import { chart, dataTable, type Twins, twins } from '../../../bot/draw/figures.ts';
import type { AnyBlock, Locale, ModalView } from '../../../bot/feature.ts';
import { percent } from '../../../bot/text/i18n.ts';
import type { Share, SheetCell } from '../../../lib/tables/xlsx-write.ts';
import { messages } from '../messages/worker-messages.ts';
import { numbersMessages } from './messages.ts';
import type { Numbers } from './service/numbers.ts';
import type { Line } from './service/year-lines.ts';

const PAGE = 10;
/** Lines of a part of the text twin. */
const SAID = 12;
const LINE_CHARS = 90;
const NONE = '–';

type Named = [name: string, line: Line];
type Part = [title: string, named: Named[]];

function partsOf(locale: Locale, { kinds, branches, months, branch }: Numbers): Part[] {
  const say = numbersMessages[locale];
  const titles = new Map<string, string>(Object.entries(messages[locale].kinds));
  const named = (lines: readonly Line[], nameOf: (key: string) => string) =>
    lines.map((line): Named => [nameOf(line.key), line]);
  return [
    [say.byKind, named(kinds, (key) => titles.get(key) ?? key)],
    ...(branch === undefined ? [[say.byBranch, named(branches, (key) => key || say.noBranch)] satisfies Part] : []),
    [say.byMonth, named(months, (key) => key)],
  ];
}

function rates({ personTimes, absent }: Line): [attendance: Share | string, absence: Share | string] {
  const expected = personTimes + absent;
  return expected === 0 ? [NONE, NONE] : [{ share: personTimes / expected }, { share: absent / expected }];
}

/** As a message shows it. */
function shown<Cell extends string | number>(cell: Cell | Share): Cell | string {
  return typeof cell === 'object' ? percent(cell.share, 1) : cell;
}

/** Hours to a tenth, so that a column of them can be compared. */
function figures(line: Line): SheetCell[] {
  const hours = Math.round(line.minutes / 6) / 10;
  return [line.sessions, line.personTimes, line.people, hours, ...rates(line)];
}

const cells = (line: Line) => figures(line).map((cell) => shown(cell));

function headLines(locale: Locale, numbers: Numbers): string[] {
  const say = numbersMessages[locale];
  const { hours } = messages[locale];
  const { all, selfStudy, year, isThisYear } = numbers;
  const own = selfStudy.personTimes === 0;
  const isEmpty = all.personTimes + all.absent === 0;
  const [attendance, absence] = rates(all);
  return [
    ...(isEmpty
      ? [say.none]
      : [
          say.first(isThisYear ? undefined : year, all.sessions, all.personTimes),
          say.more(all.people, hours(all.minutes)),
          say.rates(shown(attendance), shown(absence)),
        ]),
    ...(own ? [] : [say.selfStudy(selfStudy.sessions, selfStudy.personTimes, hours(selfStudy.minutes))]),
  ];
}

const scopeOf = (locale: Locale, { year, branch }: Numbers): string =>
  numbersMessages[locale].scope(year, branch ?? numbersMessages[locale].company);

/** The year in numbers with chart and tables, and the same in words. */
export function numbersTwins(locale: Locale, numbers: Numbers): Twins {
  const say = numbersMessages[locale];
  const parts = partsOf(locale, numbers).filter(([, named]) => named.length > 0);
  const [first = '', ...more] = headLines(locale, numbers);
  const said = parts.map(([title, named]) => {
    const left = named.length - SAID;
    return [title, ...named.slice(0, SAID).map((one) => sayLine(locale, one)), ...(left > 0 ? [say.others(left)] : [])];
  });
  const scope = scopeOf(locale, numbers);
  const head = [header(say.title), section([`*${first}*`, ...more, plain(scope)].join('\n'))];
  const foot = actions(button({ action: 'training.numbersFile', label: say.export, value: numbers.year }));
  const inWords = said.map(([title = '', ...lines]) => section([`*${title}*`, ...lines.map(plain)].join('\n')));
  if (parts.length === 0) return twins([], [], () => head);
  const drawn = [monthsChart(locale, numbers), ...parts.map((part) => table(locale, part))];
  return twins(drawn, inWords, (numbers) => [...head, ...numbers, foot]);
}

/** Names the modal. */
export const NUMBERS = 'numbers';

/** A modal shows no figures: they come as a message when that is asked for. */
export function numbersModal(locale: Locale, numbers: Numbers, note?: string): ModalView {
  const { title, close } = messages[locale];
  const say = numbersMessages[locale];
  const { yearBefore } = numbers;
  return modal({
    ...{ callback: 'training.numbers', title, close, metadata: NUMBERS },
    blocks: [
      ...(note === undefined ? [] : [section(note)]),
      ...numbersTwins(locale, numbers).plain.blocks,
      actions(
        button({ action: 'training.numbers:chart', label: say.chart, value: numbers.year }),
        ...(numbers.isThisYear ? [] : [button({ action: 'training.numbers:now', label: say.thisYear })]),
        ...(yearBefore === undefined
          ? []
          : [button({ action: 'training.numbers:before', label: say.otherYear(yearBefore), value: yearBefore })]),
      ),
    ],
  });
}

/** The same as rows of a sheet. */
export function numbersRows(locale: Locale, numbers: Numbers): SheetCell[][] {
  const say = numbersMessages[locale];
  const row = ([name, line]: Named) => [name, ...figures(line)];
  return [
    [scopeOf(locale, numbers), ...say.columns],
    row([say.total, numbers.all]),
    ...partsOf(locale, numbers).flatMap(([title, named]) => [[title], ...named.map(row)]),
    row([messages[locale].kinds['self-study'], numbers.selfStudy]),
  ];
}

function sayLine(locale: Locale, [name, line]: Named): string {
  const { columns } = numbersMessages[locale];
  const said = cells(line).map((cell, index) => `${columns[index]} ${cell}`);
  return `${cut(name, LINE_CHARS)}: ${said.join(' · ')}`;
}

function table(locale: Locale, [title, named]: Part): AnyBlock {
  return dataTable({
    ...{ caption: title, head: [title, ...numbersMessages[locale].columns], pageSize: PAGE },
    rows: named.map(([name, line]) => [name, ...cells(line)]),
  });
}

function monthsChart(locale: Locale, { months }: Numbers): AnyBlock {
  const { byMonth, month, series } = numbersMessages[locale];
  const [came = '', absent = ''] = series;
  return chart({
    ...{ type: 'bar', title: byMonth, x: month, y: came },
    categories: months.map(({ key }) => key.slice(5)),
    series: [
      { name: came, values: months.map((one) => one.personTimes) },
      { name: absent, values: months.map((one) => one.absent) },
    ],
  });
}
