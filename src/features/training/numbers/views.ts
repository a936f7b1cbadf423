import type { ModalView } from '../../../bot/draw/block-kit.ts';
import { actions, button, modal, section } from '../../../bot/draw/blocks.ts';
import {
  NONE,
  type NumbersPage,
  type NumbersPart,
  type NumbersRow,
  numbersTwins,
  shownFigure,
} from '../../../bot/draw/numbers-page.ts';
import type { Locale } from '../../../lib/language.ts';
import type { Share, SheetCell } from '../../../lib/tables/xlsx-write.ts';
import { messages } from '../messages/worker-messages.ts';
import { numbersMessages } from './messages.ts';
import type { Numbers } from './service/numbers.ts';
import type { Line } from './service/year-lines.ts';

function partsOf(locale: Locale, { kinds, branches, months, branch }: Numbers): NumbersPart[] {
  const say = numbersMessages[locale];
  const titles = new Map<string, string>(Object.entries(messages[locale].kinds));
  const rows = (lines: readonly Line[], nameOf: (key: string) => string) =>
    lines.map((line): NumbersRow => [nameOf(line.key), ...figures(line)]);
  return [
    { title: say.byKind, rows: rows(kinds, (key) => titles.get(key) ?? key) },
    ...(branch === undefined ? [{ title: say.byBranch, rows: rows(branches, (key) => key || say.noBranch) }] : []),
    { title: say.byMonth, rows: rows(months, (key) => key) },
  ];
}

function rates({ personTimes, absent }: Line): [attendance: Share | string, absence: Share | string] {
  const expected = personTimes + absent;
  return expected === 0 ? [NONE, NONE] : [{ share: personTimes / expected }, { share: absent / expected }];
}

/** Hours to a tenth, so that a column of them can be compared. */
function figures(line: Line): SheetCell[] {
  const hours = Math.round(line.minutes / 6) / 10;
  return [line.sessions, line.personTimes, line.people, hours, ...rates(line)];
}

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
          say.rates(String(shownFigure(attendance)), String(shownFigure(absence))),
        ]),
    ...(own ? [] : [say.selfStudy(selfStudy.sessions, selfStudy.personTimes, hours(selfStudy.minutes))]),
  ];
}

/** The year in numbers. */
export function numbersPage(locale: Locale, numbers: Numbers): NumbersPage {
  const say = numbersMessages[locale];
  const { year, branch, all, selfStudy, months } = numbers;
  const [came = '', absent = ''] = say.series;
  return {
    title: say.title,
    scope: say.scope(year, branch ?? say.company),
    head: headLines(locale, numbers),
    columns: say.columns,
    total: [say.total, ...figures(all)],
    parts: partsOf(locale, numbers),
    months: {
      title: say.byMonth,
      labels: months.map(({ key }) => key),
      x: say.month,
      y: came,
      series: [
        { name: came, values: months.map((one) => one.personTimes) },
        { name: absent, values: months.map((one) => one.absent) },
      ],
    },
    apart: [[messages[locale].kinds['self-study'], ...figures(selfStudy)]],
    file: button({ action: 'training.numbersFile', label: say.export, value: year }),
  };
}

/** Names the modal. */
export const NUMBERS = 'numbers';

/** A modal shows no figures: they come as a message when that is asked for. */
export function numbersModal(locale: Locale, numbers: Numbers, note?: string): ModalView {
  const { title, close } = messages[locale];
  const say = numbersMessages[locale];
  const { yearBefore } = numbers;
  return modal({
    callback: 'training.numbers',
    title,
    close,
    metadata: NUMBERS,
    blocks: [
      ...(note === undefined ? [] : [section(note)]),
      ...numbersTwins(locale, numbersPage(locale, numbers)).plain.blocks,
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
