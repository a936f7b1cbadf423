import { actions, button, cut, header, plain, section } from '../../../bot/draw/blocks.ts';
import { chart, dataTable, type Twins, twins } from '../../../bot/draw/figures.ts';
import type { AnyBlock, Locale } from '../../../bot/feature.ts';
import { percent } from '../../../bot/text/i18n.ts';
import type { Line } from '../../../cases/numbers.ts';
import type { SheetCell } from '../../../lib/tables/xlsx-write.ts';
import { messages } from '../messages.ts';
import { officerMessages } from '../officer/messages.ts';
import type { Stats } from './service.ts';

const PAGE = 10;
/** Lines of the text twin. */
const SAID = 30;
const LINE_CHARS = 90;

/**
 * The year in numbers. `rich` has a native chart and a table that pages; `plain` says the same in words, for where Slack does
 * not take them, and for modals.
 */
export function statsMessages(locale: Locale, stats: Stats): Twins {
  const say = officerMessages[locale];
  const scope = say.statsScope(stats.year, stats.branch ?? say.company);
  const all = stats.all.count === 0 ? say.statsNone : say.statsAll(stats.all.count, stats.all.solved);
  const { kinds, branches } = namedLines(locale, stats);
  const lines = [...kinds, ...branches].slice(0, SAID).map(([name, line]) => sayLine(locale, name, line));
  const months = stats.months.map(({ label, count, solved }) => `${label}  ${count} / ${solved}`);
  const head: AnyBlock[] = [header(say.stats), section(`${plain(scope)}\n${all}`)];
  const foot = actions(button({ action: 'suggestions.export', label: say.export }));
  const isEmpty = stats.all.count === 0;
  if (isEmpty) return twins([], [], () => head);
  const drawn = [
    monthsChart(locale, stats),
    linesTable(locale, say.byKind, messages[locale].form.kind, kinds),
    linesTable(locale, say.byBranch, say.branch, branches),
  ];
  const inWords = [
    section(lines.map((line) => plain(line)).join('\n')),
    section([`*${say.months}*`, ...months].join('\n')),
  ];
  return twins(drawn, inWords, (numbers) => [...head, ...numbers, foot]);
}

type Named = [name: string, line: Line];

function namedLines(locale: Locale, stats: Stats): { kinds: Named[]; branches: Named[] } {
  return {
    kinds: stats.kinds.map((line) => [stats.titles[line.key]?.[locale] ?? line.key, line]),
    branches: stats.branches.map((line) => [line.key || messages[locale].form.company, line]),
  };
}

/** The same numbers as rows of a sheet, all in one. */
export function statsRows(locale: Locale, stats: Stats): SheetCell[][] {
  const say = officerMessages[locale];
  const { kinds, branches } = namedLines(locale, stats);
  const [, ...columns] = say.columns;
  const rows = (title: string, named: readonly Named[]): SheetCell[][] => [
    [title],
    ...named.map(([name, line]) => [name, ...figures(line)]),
  ];
  return [
    [say.statsScope(stats.year, stats.branch ?? say.company), ...columns],
    [say.total, ...figures(stats.all)],
    ...rows(say.byKind, kinds),
    ...rows(say.byBranch, branches),
    [say.months, ...say.series],
    ...stats.months.map(({ label, count, solved }) => [label, count, solved]),
  ];
}

const NONE = '–';

function figures({ count, solved, toAccept, toSolve, satisfied, rated }: Line): SheetCell[] {
  return [count, solved, toAccept ?? NONE, toSolve ?? NONE, rated === 0 ? NONE : { share: satisfied / rated }];
}

/** As a message shows them. */
function cells(line: Line): (string | number)[] {
  return figures(line).map((cell) => (typeof cell === 'object' ? percent(cell.share, 1) : cell));
}

function sayLine(locale: Locale, name: string, line: Line): string {
  const [, ...columns] = officerMessages[locale].columns;
  const said = cells(line).map((cell, index) => `${columns[index]} ${cell}`);
  return `${cut(name, LINE_CHARS)}: ${said.join(' · ')}`;
}

function linesTable(locale: Locale, caption: string, first: string, named: readonly Named[]): AnyBlock {
  const [, ...columns] = officerMessages[locale].columns;
  return dataTable({
    caption,
    head: [first, ...columns],
    rows: named.map(([name, line]) => [name, ...cells(line)]),
    pageSize: PAGE,
  });
}

function monthsChart(locale: Locale, { months }: Stats): AnyBlock {
  const say = officerMessages[locale];
  const [counted = '', solved = ''] = say.series;
  return chart({
    type: 'bar',
    title: say.months,
    categories: months.map(({ label }) => label.slice(5)),
    series: [
      { name: counted, values: months.map((one) => one.count) },
      { name: solved, values: months.map((one) => one.solved) },
    ],
    ...{ x: say.month, y: say.number },
  });
}
