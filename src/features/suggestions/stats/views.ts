import { button } from '../../../bot/draw/blocks.ts';
import { NONE, type NumbersPage, type NumbersRow } from '../../../bot/draw/numbers-page.ts';
import type { Line } from '../../../cases/numbers.ts';
import type { Locale } from '../../../lib/language.ts';
import type { SheetCell } from '../../../lib/tables/xlsx-write.ts';
import { messages } from '../messages.ts';
import { officerMessages } from '../officer-messages.ts';
import type { Stats } from './service.ts';

/** The year in numbers. */
export function statsPage(locale: Locale, stats: Stats): NumbersPage {
  const say = officerMessages[locale];
  const [, ...columns] = say.columns;
  const [counted = '', solved = ''] = say.series;
  const { all, kinds, branches, months, titles } = stats;
  const isEmpty = all.count === 0;
  return {
    title: say.stats,
    scope: say.statsScope(stats.year, stats.branch ?? say.company),
    head: [isEmpty ? say.statsNone : say.statsAll(all.count, all.solved)],
    columns,
    total: [say.total, ...figures(all)],
    parts: [
      { title: say.byKind, rows: rows(kinds, (key) => titles[key]?.[locale] ?? key) },
      { title: say.byBranch, rows: rows(branches, (key) => key || messages[locale].form.company) },
    ],
    months: {
      title: say.months,
      labels: months.map(({ label }) => label),
      x: say.month,
      y: say.number,
      series: [
        { name: counted, values: months.map((one) => one.count) },
        { name: solved, values: months.map((one) => one.solved) },
      ],
    },
    file: button({ action: 'suggestions.export', label: say.export }),
  };
}

const rows = (lines: readonly Line[], nameOf: (key: string) => string) =>
  lines.map((line): NumbersRow => [nameOf(line.key), ...figures(line)]);

function figures({ count, solved, toAccept, toSolve, satisfied, rated }: Line): SheetCell[] {
  return [count, solved, toAccept ?? NONE, toSolve ?? NONE, rated === 0 ? NONE : { share: satisfied / rated }];
}
