import { actions, button, cut, header, plain, section } from '../../bot/blocks.ts';
import type { AnyBlock, Locale, Message } from '../../bot/feature.ts';
import { percent } from '../../bot/i18n.ts';
import { messages } from './messages.ts';
import { officerMessages } from './officer-messages.ts';
import type { Line } from './rules/stats.ts';
import type { Stats } from './service/stats.ts';

const ROWS = 100;
const PAGE = 10;
/** Lines of the text twin. */
const SAID = 30;
const LINE_CHARS = 90;

/**
 * The year in numbers. `rich` has a native chart and a table that pages; `plain` says the same in words, for where Slack does
 * not take them, and for modals.
 */
export function statsMessages(locale: Locale, stats: Stats): { rich: Message; plain: Message } {
  const say = officerMessages[locale];
  const scope = say.statsScope(stats.year, stats.branch ?? say.company);
  const all = stats.all.count === 0 ? say.statsNone : say.statsAll(stats.all.count, stats.all.solved);
  const named: [string, Line][] = [
    ...stats.kinds.map((line): [string, Line] => [stats.titles[line.key]?.[locale] ?? line.key, line]),
    ...stats.branches.map((line): [string, Line] => [line.key || messages[locale].form.company, line]),
  ];
  const lines = named.slice(0, SAID).map(([name, line]) => sayLine(locale, name, line));
  const months = stats.months.map(({ label, count, solved }) => `${label}  ${count} / ${solved}`);
  const text = cut([`${say.stats} · ${scope}`, all, ...lines, say.months, ...months].join('\n'), 3_900);
  const head: AnyBlock[] = [header(say.stats), section(`${plain(scope)}\n${all}`)];
  const foot = actions(button({ action: 'suggestions.export', label: say.export }));
  const isEmpty = stats.all.count === 0;
  return {
    rich: { text, blocks: isEmpty ? head : [...head, chart(locale, stats), table(locale, named), foot] },
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

function table(locale: Locale, named: readonly [string, Line][]): AnyBlock {
  const say = officerMessages[locale];
  const raw = (text: string) => ({ type: 'raw_text', text: text || ' ' });
  const [first = '', ...columns] = say.columns;
  return {
    type: 'data_table',
    caption: `${say.byKind} · ${say.byBranch}`,
    page_size: PAGE,
    row_header_column_index: 0,
    rows: [
      [raw(first || say.byKind), ...columns.map(raw)],
      ...named.slice(0, ROWS).map(([name, line]) => [raw(cut(name, LINE_CHARS)), ...cells(line).map(raw)]),
    ],
  };
}

function chart(locale: Locale, { months }: Stats): AnyBlock {
  const say = officerMessages[locale];
  const label = (month: string) => month.slice(5);
  const series = (name: string, pick: 'count' | 'solved') => ({
    name,
    data: months.map((one) => ({ label: label(one.label), value: one[pick] })),
  });
  return {
    type: 'data_visualization',
    title: say.months,
    chart: {
      type: 'bar',
      series: [series(say.series[0] ?? '', 'count'), series(say.series[1] ?? '', 'solved')],
      axis_config: { categories: months.map((one) => label(one.label)), x_label: say.month, y_label: say.number },
    },
  };
}
