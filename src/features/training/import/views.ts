import {
  actions,
  button,
  context,
  cut,
  input,
  modal,
  option,
  plain,
  section,
  sections,
} from '../../../bot/draw/blocks.ts';
import type { AnyBlock, Locale, Message, ModalView } from '../../../bot/feature.ts';
import { dayFor, timeFor, weekdayFor } from '../../../bot/text/times.ts';
import { notReadLines } from '../../../imports/words.ts';
import { guardCell, guardRow } from '../../../lib/tables/formula-guard.ts';
import type { SheetCell } from '../../../lib/tables/xlsx-write.ts';
import { addDays, weekdayOf } from '../../../lib/zone.ts';
import { dayOf } from '../../../members/shift.ts';
import { messages } from '../messages/worker-messages.ts';
import { topicOf } from '../session/card-views.ts';
import type { Reader } from '../times.ts';
import { planMessages } from './messages.ts';
import type { PlanRow, RowFault } from './rules/row.ts';
import { PLAN_COLUMNS, type PlanColumn } from './rules/table.ts';
import type { PlanPreview } from './service/plan.ts';

const FAULTS_SHOWN = 10;
const COURSES_SHOWN = 20;
const DATES_SHOWN = 10;
const NAME = 40;
const WIDTHS: Record<PlanColumn, number> = {
  ...{ topic: 24, series: 14, kind: 14, date: 14, start: 10, end: 10, where: 24, link: 24, trainer: 12, capacity: 8 },
  ...{ include: 20, must: 20, counts: 12, about: 30 },
};
const REASON_WIDTH = 60;

/** Chooses the file of a plan. */
export function importModal(locale: Locale): ModalView {
  const say = planMessages[locale];
  return modal({
    ...{ callback: 'training.import', title: say.import, close: messages[locale].close, submit: say.look },
    blocks: [
      section(say.intro),
      actions(button({ action: 'training.template', label: say.template })),
      input({ kind: 'file', id: 'file', label: say.file, types: ['csv', 'xlsx'] }),
    ],
  });
}

/** What a file would bring: the rows to mend first, then a few of the good ones, then what shall become of them. */
export function previewModal(reader: Reader, file: string, preview: PlanPreview): ModalView {
  const { locale } = reader;
  const say = planMessages[locale];
  const { fresh, known, bad, people } = preview;
  const isAny = fresh.length > 0;
  const sessions = fresh.reduce((sum, rows) => sum + rows.length, 0);
  const head = [
    isAny ? say.found(sessions, fresh.length) : say.none,
    ...(known > 0 ? [say.known(known)] : []),
    ...(bad.length > 0 ? [say.bad(bad.length, !isAny)] : []),
    ...notReadLines(locale, notRead(preview), say.columns, (text) => plain(cut(text, NAME))),
  ];
  const more = bad.length - FAULTS_SHOWN;
  const badBlocks: AnyBlock[] =
    bad.length === 0
      ? []
      : [
          ...bad
            .slice(0, FAULTS_SHOWN)
            .map(({ cells, fault }) => section(say.row(cells.line, plain(faultText(locale, fault))))),
          ...(more > 0 ? [context(say.moreRows(more))] : []),
          actions(button({ action: 'training.badRows', label: say.badFile, value: file })),
        ];
  const goodBlocks: AnyBlock[] = !isAny
    ? []
    : [
        ...sections(
          [say.firstOnes, ...fresh.slice(0, COURSES_SHOWN).map((rows) => courseLine(reader, rows))].join('\n'),
        ),
        ...(fresh.length > COURSES_SHOWN ? [context(say.moreCourses(fresh.length - COURSES_SHOWN))] : []),
        input({
          ...{ kind: 'radio', id: 'mode', label: say.mode, initial: 'drafts' },
          options: [option('drafts', say.drafts), option('publish', say.publish(people))],
        }),
      ];
  return modal({
    ...{ callback: 'training.importConfirm', title: say.preview, metadata: file },
    close: isAny ? say.cancel : messages[locale].close,
    ...(isAny ? { submit: say.submit } : {}),
    blocks: [section(head.join('\n')), ...badBlocks, ...goodBlocks],
  });
}

/** The column of reasons in a file that was mended is known. */
function notRead({ unused, passed }: PlanPreview): Pick<PlanPreview, 'unused' | 'passed'> {
  const reasons: readonly string[] = [planMessages.zh.reason, planMessages.en.reason];
  return { passed, unused: unused.filter(({ header }) => !reasons.includes(header)) };
}

export function startedModal(locale: Locale, courses: number): ModalView {
  const say = planMessages[locale];
  return modal({
    ...{ callback: 'training.importStarted', title: say.import, close: messages[locale].close },
    blocks: [section(say.started(courses))],
  });
}

/** Tells the officer what became of the file. */
export function importedMessage(locale: Locale, { published, drafts }: { published: number; drafts: number }): Message {
  const say = planMessages[locale];
  const words = [say.doneTitle, say.done(published, drafts)];
  const show = button({ action: 'training.drafts', label: say.draftsTitle, value: '1', style: 'primary' });
  return {
    text: words.join('\n'),
    blocks: [section(`*${words[0]}*\n${words[1]}`), ...(drafts > 0 ? [actions(show)] : [])],
  };
}

/** Tells the officer that the file could not be read any more when its turn came. */
export function notImportedMessage(locale: Locale): Message {
  const say = planMessages[locale];
  const words = [say.failedTitle, say.failed];
  const again = button({ action: 'training.import', label: say.import, style: 'primary' });
  return { text: words.join('\n'), blocks: [section(`*${words[0]}*\n${words[1]}`), actions(again)] };
}

function courseLine(reader: Reader, rows: readonly PlanRow[]): string {
  const say = planMessages[reader.locale];
  const [first] = rows;
  if (first === undefined) return '';
  return [`*${topicOf(first)}*`, datesLine(reader, rows), plain(cut(first.where, NAME)), say.course(rows.length)]
    .filter(Boolean)
    .join(' · ');
}

/** All dates of a course with their weekdays, those of one hour together: 12月8日（周二）、12月9日（周三） 09:00–17:00. */
function datesLine({ locale, tz }: Reader, rows: readonly PlanRow[]): string {
  const say = planMessages[locale];
  const days = new Map<string, string[]>();
  for (const { startsAt, duration } of rows.slice(0, DATES_SHOWN)) {
    const endsAt = new Date(startsAt.getTime() + duration * 60_000);
    const hours = `${timeFor(startsAt, startsAt, tz, locale)}–${timeFor(endsAt, startsAt, tz, locale)}`;
    days.set(hours, [...(days.get(hours) ?? []), dayFor(dayOf(startsAt, tz), locale)]);
  }
  const more = Math.max(0, rows.length - DATES_SHOWN);
  const groups = [...days];
  return groups
    .map(([hours, own], index) => `${say.dates(own, index === groups.length - 1 ? more : 0)} ${hours}`)
    .join('；');
}

/** 12月8日, without its weekday. */
function dateWords(day: string, locale: Locale): string {
  const words = dayFor(day, locale);
  return locale === 'zh' ? words.replace(/（.*）$/, '') : words.replace(/^\S+ /, '');
}

/** What is to be mended in a row, in plain text. */
export function faultText(locale: Locale, fault: RowFault): string {
  const say = planMessages[locale];
  switch (fault.why) {
    case 'badCell':
      return say.badCell(fault.cell);
    case 'tooLong':
      return say.tooLong(say.columns[fault.column]);
    case 'weekday': {
      const said = weekdayFor(fault.said, locale);
      return say.weekday(dateWords(fault.day, locale), weekdayFor(weekdayOf(fault.day), locale), said);
    }
    case 'beside':
      return say.beside(cut(fault.words, NAME));
    case 'twoStarts':
      return say.twoStarts(cut(fault.date, NAME), cut(fault.start, NAME));
    case 'repeated':
      return say.repeated(fault.line);
    case 'trainerUnknown':
    case 'trainerSeveral':
    case 'audienceUnknown':
    case 'audienceSeveral':
      return say[fault.why](cut(fault.name, NAME));
    default:
      return say.faults[fault.why];
  }
}

/** The rows to mend as a sheet that can be imported again: their cells as they were, and the reason beside. */
export function badRowsSheet(locale: Locale, { header, bad }: PlanPreview): { rows: string[][]; widths: number[] } {
  const say = planMessages[locale];
  // In a file that was mended before, the column is there: it is written anew.
  const width = header.includes(say.reason) ? header.indexOf(say.reason) : header.length;
  const line = (cells: readonly string[], reason: string) =>
    [...Array.from({ length: width }, (_, index) => cells[index] ?? ''), reason].map(guardCell);
  return {
    rows: [line(header, say.reason), ...bad.map(({ cells, fault }) => line(cells.written, faultText(locale, fault)))],
    widths: [...Array.from({ length: width }, () => 16), REASON_WIDTH],
  };
}

/** A sheet to fill in, with two examples: dates of one course, written in two ways. */
export function templateSheet({ locale, tz, now }: Reader, trainer: string): { rows: SheetCell[][]; widths: number[] } {
  const { columns, examples } = planMessages[locale];
  const example = (days: number, start: string, end: string): Record<PlanColumn, SheetCell> => ({
    ...{ topic: examples.topic, series: '', kind: examples.kind, date: addDays(dayOf(now, tz), days), start, end },
    ...{ where: examples.where, link: '', trainer, capacity: 30, include: examples.everyone, must: '' },
    ...{ counts: 120, about: examples.about },
  });
  const rows = [columns, example(14, examples.first, examples.until), example(21, examples.later, examples.long)];
  return {
    rows: rows.map((row) => guardRow(PLAN_COLUMNS.map((column) => row[column]))),
    widths: PLAN_COLUMNS.map((column) => WIDTHS[column]),
  };
}
