import { actions, button, cut, header, plain, section } from '../../bot/blocks.ts';
import type { AnyBlock, Locale } from '../../bot/feature.ts';
import { chart, dataTable, type Twins } from '../../bot/figures.ts';
import { percent } from '../../bot/i18n.ts';
import { messages } from './messages.ts';
import { officerMessages } from './officer-messages.ts';
import { KINDS } from './rules/kinds.ts';
import type { Line } from './rules/stats.ts';
import type { Stats } from './service/stats.ts';

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
  const named: [string, Line][] = [
    ...stats.kinds.map((line): [string, Line] => [
      KINDS.find((one) => one.kind === line.key)?.title[locale] ?? line.key,
      line,
    ]),
    ...stats.branches.map((line): [string, Line] => [line.key || messages[locale].form.company, line]),
  ];
  const lines = named.slice(0, SAID).map(([name, line]) => sayLine(locale, name, line));
  const months = stats.months.map(({ label, count, solved }) => `${label}  ${count} / ${solved}`);
  const text = cut([`${say.stats} · ${scope}`, all, ...lines, say.months, ...months].join('\n'), 3_900);
  const head: AnyBlock[] = [header(say.stats), section(`${plain(scope)}\n${all}`)];
  const foot = actions(button({ action: 'suggestions.export', label: say.export }));
  const isEmpty = stats.all.count === 0;
  return {
    rich: { text, blocks: isEmpty ? head : [...head, monthsChart(locale, stats), linesTable(locale, named), foot] },
    plain: {
      text,
      blocks: isEmpty
        ? head
        : [
            ...head,
            section(lines.map((line) => plain(line)).join('\n')),
            section([`*${say.months}*`, ...months].join('\n')),
            foot,
          ],
    },
  };
}

function cells({ count, solved, toAccept, toSolve, satisfied, rated }: Line): string[] {
  const days = (value: number | undefined) => (value === undefined ? '–' : String(value));
  return [String(count), String(solved), days(toAccept), days(toSolve), rated === 0 ? '–' : percent(satisfied, rated)];
}

function sayLine(locale: Locale, name: string, line: Line): string {
  const [, ...columns] = officerMessages[locale].columns;
  const said = cells(line).map((cell, index) => `${columns[index]} ${cell}`);
  return `${cut(name, LINE_CHARS)}: ${said.join(' · ')}`;
}

function linesTable(locale: Locale, named: readonly [string, Line][]): AnyBlock {
  const say = officerMessages[locale];
  const [first = '', ...columns] = say.columns;
  return dataTable({
    caption: `${say.byKind} · ${say.byBranch}`,
    head: [first || say.byKind, ...columns],
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
