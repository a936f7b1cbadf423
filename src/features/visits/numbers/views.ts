import { button } from '../../../bot/draw/blocks.ts';
import { NONE, type NumbersPage, type NumbersRow } from '../../../bot/draw/numbers-page.ts';
import type { Locale } from '../../../lib/language.ts';
import type { SheetCell } from '../../../lib/tables/xlsx-write.ts';
import { messages } from '../messages.ts';
import type { Figures, Year } from './service.ts';

const figures = (one: Figures): SheetCell[] => [
  one.collected,
  one.solved,
  one.partly,
  one.impossible,
  one.elsewhere,
  one.open,
  one.days ?? NONE,
  one.confirmed,
];
const rows = (lines: readonly Figures[], nameOf: (key: string) => string): NumbersRow[] =>
  lines.map((line) => [nameOf(line.key), ...figures(line)]);

/** The year in numbers: collected, solved, to whom, by branch. */
export function numbersPage(locale: Locale, year: Year): NumbersPage {
  const words = messages[locale];
  const { stats } = words;
  const { all } = year;
  return {
    title: words.numbers,
    scope: stats.scope(year.year, year.branch ?? words.company),
    head: [
      all.collected === 0 ? stats.none : stats.head(all.collected, all.solved),
      stats.apart(year.visits, year.topics, year.said),
    ],
    columns: stats.columns,
    total: [stats.total, ...figures(all)],
    parts: [
      { title: stats.byBranch, rows: rows(year.branches, (key) => key || words.company) },
      { title: stats.byKind, rows: rows(year.kinds, (key) => (words.kinds as Record<string, string>)[key] ?? key) },
      {
        title: stats.byOwner,
        rows: rows(year.owners, (key) => (key === '' ? stats.nobody : (year.names[key] ?? key))),
      },
    ],
    months: {
      title: stats.months,
      labels: year.months.map(({ label }) => label),
      x: stats.month,
      y: stats.count,
      series: [
        { name: stats.columns[0] ?? '', values: year.months.map(({ collected }) => collected) },
        { name: stats.columns[1] ?? '', values: year.months.map(({ solved }) => solved) },
      ],
    },
    file: button({ action: 'visits.sheet', label: stats.export }),
  };
}
