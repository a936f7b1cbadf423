import type { Button } from '@slack/types';
import type { Locale } from '../../lib/language.ts';
import type { Share, SheetCell } from '../../lib/tables/xlsx-write.ts';
import { percent } from '../text/i18n.ts';
import type { AnyBlock } from './block-kit.ts';
import { actions, cut, header, plain, section } from './blocks.ts';
import { chart, dataTable, type Twins } from './figures.ts';
import { message } from './message.ts';

/** Rows of a table that stand at once; the reader turns to the others. */
const ROWS_SHOWN = 10;
/** Lines of a part in words. */
const LINES_SAID = 12;
const NAME_CHARS = 90;

/** What stands where there is nothing to divide by, or nothing yet. */
export const NONE = '–';

/** What a line is about, then a figure for each column: a number, a share, or `NONE`. */
export type NumbersRow = readonly [name: string, ...figures: SheetCell[]];

/** Lines that belong together: by kind, by branch. */
export interface NumbersPart {
  /** Also the heading of the column of names. */
  title: string;
  /** Words above its figures, where they are others than the page's. */
  columns?: readonly string[];
  rows: readonly NumbersRow[];
  /** Its rows in words, in mrkdwn, where they read better than figure by figure. */
  lines?: readonly string[];
}

/** Values by month, by day or by unit. */
export interface NumbersChart {
  title: string;
  type?: 'bar' | 'line';
  /** Of months: '2026-03'; of days: '03-02'. */
  labels: readonly string[];
  /** Words at the axes. */
  x: string;
  y: string;
  /** At most six, each with a value for every month. */
  series: readonly { name: string; values: readonly number[] }[];
}

export interface NumbersPage {
  title: string;
  /** Of when and of whom the numbers are: "2026, whole company". */
  scope: string;
  /** What an officer wants to know first, then the rest of it, in mrkdwn. */
  head: readonly string[];
  /** Words above the figures. */
  columns: readonly string[];
  /** All lines in one, for the file. */
  total?: NumbersRow;
  /** Parts without lines are left out. Without any, the page is its head. */
  parts: readonly NumbersPart[];
  /** Drawn alone: what it says stands in a part. */
  chart?: NumbersChart;
  /** In words and in the file they are lines, unless a part of the same title says more of them. */
  months?: NumbersChart;
  /** What stands between the head and the figures, and below them. */
  above?: readonly AnyBlock[];
  below?: readonly AnyBlock[];
  /** Lines that are counted apart, for the file. */
  apart?: readonly NumbersRow[];
  /** What else can be done, in front of `file`. */
  buttons?: readonly Button[];
  /** Sends the same as a file, where there is anything. */
  file?: Button;
}

const OTHERS: Record<Locale, (count: number) => string> = {
  zh: (count) => `另有 ${count} 项，导出 Excel 看全部`,
  en: (count) => `${count} more; export to Excel to see all`,
};

/**
 * A year in numbers, as a message with a chart and tables, and as the same in words for where Slack draws no figures.
 * ```ts
 * const page: NumbersPage = {
 *   title: say.title, scope: say.scope(year, branch), head: [say.first(all)], columns: say.columns,
 *   total: [say.total, ...figures(all)], parts: [{ title: say.byBranch, rows: branches.map((one) => [one.name, ...figures(one)]) }],
 *   file: button({ action: 'visits.export', label: say.export }),
 * };
 * await sendEither(ctx, numbersTwins(locale, page), reply);   // in a modal: numbersTwins(locale, page).plain.blocks
 * const rows = numbersSheet(page);                            // the file
 * ```
 */
export function numbersTwins(locale: Locale, page: NumbersPage): Twins {
  const { title, scope, columns, chart: drawn = page.months, above = [], below = [], buttons = [], file } = page;
  const parts = page.parts.filter(({ rows }) => rows.length > 0);
  const [first = '', ...more] = page.head;
  const head = [header(title), section([`*${first}*`, ...more, plain(scope)].join('\n'))];
  const ways = [...buttons, ...(parts.length === 0 || file === undefined ? [] : [file])];
  const foot = [...below, ...(ways.length === 0 ? [] : [actions(...ways)])];
  const inWords = [...parts, ...monthsLines(page)].map((part) => partWords(locale, columns, part));
  // Read aloud, the number that one wants to know comes first.
  const said = section([first, ...more, `${plain(title)} · ${plain(scope)}`].join('\n'));
  const readAs = parts.length === 0 ? undefined : [said, ...above, ...inWords, ...foot];
  const tables = parts.map(({ title: of, columns: own = columns, rows }) =>
    dataTable({
      caption: of,
      head: [of, ...own],
      rows: rows.map(([name, ...figures]) => [name, ...figures.map(shownFigure)]),
      pageSize: ROWS_SHOWN,
    }),
  );
  const shown = (numbers: AnyBlock[]) =>
    message([...head, ...above, ...(parts.length === 0 ? [] : numbers), ...foot], { readAs });
  return { rich: shown([...(drawn === undefined ? [] : [chartOf(drawn)]), ...tables]), plain: shown(inWords) };
}

/** The same as rows of a sheet: the total, each part under its title, and what is counted apart. */
export function numbersSheet(page: NumbersPage): SheetCell[][] {
  return [
    [page.scope, ...page.columns],
    ...(page.total === undefined ? [] : [[...page.total]]),
    ...[...page.parts, ...monthsLines(page)].flatMap(({ title, columns = [], rows }) => [
      [title, ...columns],
      ...rows.map((row) => [...row]),
    ]),
    ...(page.apart ?? []).map((row) => [...row]),
  ];
}

/** As a message shows a figure. */
export function shownFigure(figure: SheetCell): string | number {
  return isShare(figure) ? percent(figure.share, 1) : figure;
}

const isShare = (figure: SheetCell): figure is Share => typeof figure === 'object';

/** The months as lines. */
function monthsLines({ months, parts }: NumbersPage): NumbersPart[] {
  if (months === undefined || parts.some(({ title }) => title === months.title)) return [];
  const { title, labels, series } = months;
  const rows = labels.map((label, nth): NumbersRow => [label, ...series.map(({ values }) => values[nth] ?? 0)]);
  return [{ title, columns: series.map(({ name }) => name), rows }];
}

function partWords(
  locale: Locale,
  columns: readonly string[],
  { title, rows, columns: own = columns, lines }: NumbersPart,
): AnyBlock {
  const said = lines ?? rows.map((row) => rowWords(own, row));
  const left = said.length - LINES_SAID;
  return section([`*${title}*`, ...said.slice(0, LINES_SAID), ...(left > 0 ? [OTHERS[locale](left)] : [])].join('\n'));
}

function rowWords(columns: readonly string[], [name, ...figures]: NumbersRow): string {
  const said = figures.map((figure, nth) => `${columns[nth] ?? ''} ${shownFigure(figure)}`.trim());
  return plain(`${cut(name, NAME_CHARS)}: ${said.join(' · ')}`);
}

function chartOf({ type = 'bar', labels, ...rest }: NumbersChart): AnyBlock {
  return chart({ ...rest, type, categories: labels.map((month) => month.replace(/^\d{4}-(?=\d\d$)/, '')) });
}
