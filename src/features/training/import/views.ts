import type { Button } from '@slack/types';
import type { AnyBlock, Message, ModalView } from '../../../bot/draw/block-kit.ts';
import { actions, button, context, cut, modal, option, plain, section, sections } from '../../../bot/draw/blocks.ts';
import { choice } from '../../../bot/draw/form/chosen.ts';
import { form } from '../../../bot/draw/form/form.ts';
import { files } from '../../../bot/draw/form/kinds.ts';
import { message } from '../../../bot/draw/message.ts';
import { dayFor, timeFor, weekdayFor } from '../../../bot/text/times.ts';
import { type BadRows, badRowsOf } from '../../../imports/bad-rows.ts';
import { templateButtons } from '../../../imports/template.ts';
import { badRowWords, notReadLines } from '../../../imports/words.ts';
import type { Locale } from '../../../lib/language.ts';
import { dayOf, weekdayOf } from '../../../lib/zone.ts';
import { officerMessages } from '../messages/officer-messages.ts';
import { type Reader, topicOf } from '../messages/reader.ts';
import { messages } from '../messages/worker-messages.ts';
import { planMessages } from './messages.ts';
import type { PlanRow, RowFault } from './rules/row.ts';
import type { PlanPreview } from './service/plan.ts';

const FAULTS_SHOWN = 10;
const COURSES_SHOWN = 20;
const DATES_SHOWN = 10;
const NAME = 40;

/** Chooses the file of a plan. */
export const importForm = form(
  'training.import',
  {
    file: files({
      label: (locale) => planMessages[locale].file,
      max: 1,
      types: ['csv', 'xlsx'],
      needed: true,
      missing: (locale) => planMessages[locale].noFile,
    }),
  },
  { title: (locale) => officerMessages[locale].planFile, submit: (locale) => planMessages[locale].look },
);

/** What such a file holds, and one to begin with. */
export const importIntro = (locale: Locale): AnyBlock[] => [
  section(planMessages[locale].intro),
  actions(...templateButtons(locale, 'training', ['xlsx'])),
];

const modeField = choice({ label: (locale) => planMessages[locale].mode, look: 'radio', initial: 'drafts' });

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
    ...notReadLines(locale, preview, say.columns, (text) => plain(cut(text, NAME))),
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
          actions(badRowsButton(locale, file)),
        ];
  const goodBlocks: AnyBlock[] = !isAny
    ? []
    : [
        ...sections(
          [say.firstOnes, ...fresh.slice(0, COURSES_SHOWN).map((rows) => courseLine(reader, rows))].join('\n'),
        ),
        ...(fresh.length > COURSES_SHOWN ? [context(say.moreCourses(fresh.length - COURSES_SHOWN))] : []),
        ...modeField.draw({
          id: 'mode',
          raw: modeField.initial,
          reader,
          options: [option('drafts', say.drafts), option('publish', say.publish(people))],
        }),
      ];
  return modal({
    callback: 'training.importConfirm',
    title: say.preview,
    metadata: file,
    close: isAny ? say.cancel : messages[locale].close,
    ...(isAny ? { submit: say.submit } : {}),
    blocks: [section(head.join('\n')), ...badBlocks, ...goodBlocks],
  });
}

export function startedModal(locale: Locale, courses: number): ModalView {
  const say = planMessages[locale];
  return modal({
    callback: 'training.importStarted',
    title: officerMessages[locale].planFile,
    close: messages[locale].close,
    blocks: [section(say.started(courses))],
  });
}

/** Tells the officer what became of the file. */
export function importedMessage(
  locale: Locale,
  { published, drafts, file, bad }: { published: number; drafts: number; file: string; bad: number },
): Message {
  const say = planMessages[locale];
  const [title, ...words] = [say.doneTitle, say.done(published, drafts), ...(bad > 0 ? [say.notTaken(bad)] : [])];
  const show = button({
    action: 'training.drafts',
    label: officerMessages[locale].draftsTitle,
    value: '1',
    style: 'primary',
  });
  const buttons = [...(drafts > 0 ? [show] : []), ...(bad > 0 ? [badRowsButton(locale, file)] : [])];
  return message([section([`*${title}*`, ...words].join('\n')), ...(buttons.length > 0 ? [actions(...buttons)] : [])]);
}

/** Tells the officer that the file could not be read any more when its turn came. */
export function notImportedMessage(locale: Locale): Message {
  const say = planMessages[locale];
  const words = [say.failedTitle, say.failed];
  const again = button({ action: 'training.import', label: officerMessages[locale].planFile, style: 'primary' });
  return message([section(`*${words[0]}*\n${words[1]}`), actions(again)]);
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

/** The rows that make no session, each with what is to be mended in it. */
export function planBadRows(locale: Locale, { tables, bad }: Pick<PlanPreview, 'tables' | 'bad'>): BadRows {
  const written = tables.map((table) => ({
    ...table,
    rows: bad.filter(({ cells }) => cells.sheet === table.sheet).map(({ cells }) => cells.written),
  }));
  const troubles = bad.map(({ cells, fault }) => ({ sheet: cells.sheet, line: cells.line, fault }));
  return badRowsOf(written, troubles, ({ fault }, columnOf) =>
    faultText(locale, 'cell' in fault ? { ...fault, cell: columnOf(fault.cell) } : fault),
  );
}

function badRowsButton(locale: Locale, file: string): Button {
  return button({ action: 'training.badRows', label: badRowWords[locale].button, value: file });
}
