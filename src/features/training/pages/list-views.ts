import type { Button } from '@slack/types';
import type { AnyBlock, Message, ModalView } from '../../../bot/draw/block-kit.ts';
import { actions, button, cut, modal, plain, section } from '../../../bot/draw/blocks.ts';
import { message } from '../../../bot/draw/message.ts';
import { closesAt } from '../../../gatherings/rules/marks.ts';
import type { Locale } from '../../../lib/language.ts';
import { neededWords, signUpButtons } from '../card/date-views.ts';
import type { Shown } from '../card/service/present.ts';
import { officeLine } from '../card/views.ts';
import { materialsMessages } from '../materials/messages.ts';
import { materialsLine, TITLE } from '../materials/views.ts';
import { officerMessages } from '../messages/officer-messages.ts';
import { type Reader, rangeOf, timeOf, topicOf } from '../messages/reader.ts';
import { messages } from '../messages/worker-messages.ts';
import { teachMessages } from '../notices/teach-messages.ts';
import { type QuizShown, quizRows } from '../quiz/views.ts';
import { studyMessages } from '../study/messages.ts';
import type { StudiesPage, StudyShown } from '../study/service/lists.ts';
import { studyOfficeRows, studyRows } from '../study/views.ts';

/** A person's training: what they come to, what they could come to, what they teach. */
export interface Mine {
  own: readonly Shown[];
  open: readonly Shown[];
  taught: readonly Shown[];
  /** Self-studies that wait for them. */
  studies: StudiesPage<StudyShown>;
  /** Quizzes after courses that wait for them. */
  quizzes: readonly QuizShown[];
  /** Minutes of the year in the ledger, and apart from them those of self-study. */
  minutes: number;
  studied: number;
  isOfficer: boolean;
}

/** A session in two lines: what, then when and how one stands with it. */
export function mineLine(reader: Reader, shown: Shown): string {
  const say = messages[reader.locale];
  const { own, capacity, free } = shown;
  const state = own === undefined ? undefined : say.states[own.must === true ? 'must' : own.state];
  const seats = own === undefined && capacity !== undefined ? say.seats(capacity, free) : undefined;
  const dates =
    own === undefined ? [...(shown.count > 1 ? [say.all(shown.count)] : []), ...neededWords(reader, shown)] : [];
  const facts = [rangeOf(reader, shown), ...dates, state ?? seats];
  return [`*${topicOf(shown)}*`, facts.filter(Boolean).join(' · ')].join('\n');
}

/** Whether the reader may mark people now. */
export const isRollOpen = ({ mayCallRoll, state }: Shown): boolean => mayCallRoll && state === 'open';

/** The same of a session that one teaches: when it is over, what there is to do or to see. */
export function taughtLine(reader: Reader, shown: Shown): string {
  const teach = teachMessages[reader.locale];
  const isClosed = shown.state === 'closed';
  if (!isClosed && shown.endsAt > reader.now) return mineLine(reader, shown);
  const what = isClosed ? teach.closed : teach.rollUntil(timeOf(reader, closesAt(shown)));
  return `*${topicOf(shown)}*\n${rangeOf(reader, shown)} · ${what}`;
}

/** To sign up in one press; where something is missing or speaks against it, or there is a choice of dates, the page asks. */
function joinOf(reader: Reader, shown: Shown, nth: number): Button | undefined {
  const isPlain = shown.count === 1 && shown.ofCourse.missing.length === 0 && !shown.isOnDuty;
  const [join] = isPlain ? signUpButtons(reader, shown) : [];
  // Several stand in one view, in which an action_id is unique.
  return join === undefined ? undefined : { ...join, action_id: `training.join:${nth}` };
}

export function mineMessage(
  reader: Reader,
  { own, open, taught, studies, quizzes, minutes, studied, isOfficer }: Mine,
): Message {
  const say = messages[reader.locale];
  const office = officerMessages[reader.locale];
  let index = 0;
  const rows = (title: string, shown: readonly Shown[], none: string | undefined, lineOf = mineLine): AnyBlock[] => {
    if (shown.length === 0 && none === undefined) return [];
    const blocks: AnyBlock[] = shown.map((one) => {
      index += 1;
      const join = shown === open ? joinOf(reader, one, index) : undefined;
      if (join !== undefined) return section(lineOf(reader, one), join);
      const isRoll = lineOf === taughtLine && isRollOpen(one);
      return section(
        lineOf(reader, one),
        button({
          action: isRoll ? `training.roll:${index}` : `training.open:${index}`,
          label: isRoll ? office.callRoll : say.open,
          value: one.id,
        }),
      );
    });
    return [section(`*${title}*${shown.length === 0 ? `\n${none}` : ''}`), ...blocks];
  };
  const parts = [
    rows(say.taught, taught, undefined, taughtLine),
    rows(say.mine, own, say.mineNone),
    quizRows(reader, quizzes),
    studyRows(reader, studies),
    rows(say.openOnes, open, say.openNone),
  ];
  const year = yearLines(reader, minutes, studied);
  const buttons = isOfficer
    ? [
        actions(
          button({ action: 'training.new', label: office.create }),
          button({ action: 'training.list', label: office.manage }),
        ),
      ]
    : [];
  return message([
    ...parts.flat().slice(0, 46),
    ...year.map((text) => section(text)),
    pastButton(reader.locale),
    ...buttons,
  ]);
}

/** The minutes of the year in a line; none when there are none. */
export function yearLines({ locale }: Reader, minutes: number, studied: number): string[] {
  const say = messages[locale];
  const study = studied > 0 ? studyMessages[locale].year(say.hours(studied)) : undefined;
  const classes = minutes > 0 || study === undefined ? say.hours(minutes) : undefined;
  return minutes + studied === 0 ? [] : [say.year([classes, study].filter(Boolean).join(' · '))];
}

export function mineModal(reader: Reader, mine: Mine): ModalView {
  const say = messages[reader.locale];
  const { blocks } = mineMessage(reader, mine);
  return modal({ callback: 'training.mine', title: say.title, close: say.close, blocks });
}

/** The officer's list: what is coming, what was, and drafts. @param hasMore more is coming than is shown */
export function officeMessage(
  reader: Reader,
  shown: readonly Shown[],
  drafts: readonly { id: string; topic: string }[],
  studies: StudiesPage<StudyShown>,
  hasMore: boolean,
): Message {
  const say = messages[reader.locale];
  const office = officerMessages[reader.locale];
  const own = studyOfficeRows(reader, studies);
  const head = shown.length + drafts.length + studies.found.length === 0 ? office.none : office.list;
  const lineOf = (one: Shown) => [`*${topicOf(one)}*`, officeLine(reader, one)].join('\n');
  const draftLine = (one: { topic: string }) => `*${topicOf(one) || office.untitled}*\n${office.draft}`;
  return message([
    section(head),
    actions(
      button({ action: 'training.new', label: office.create, style: 'primary' }),
      button({ action: 'training.import', label: office.planFile }),
      button({ action: 'training.lastYear', label: office.lastYear }),
      button({ action: 'training.numbers', label: office.numbers }),
      button({ action: 'training.earlier', label: office.paged.earlier.title, value: '1' }),
      ...(hasMore ? [button({ action: 'training.coming', label: office.paged.coming.title, value: '2' })] : []),
    ),
    ...drafts.map((one, index) =>
      section(draftLine(one), button({ action: `training.course:${index}`, label: say.open, value: one.id })),
    ),
    ...own,
    ...shown.map((one, index) =>
      section(lineOf(one), button({ action: `training.open:${index}`, label: say.open, value: one.id })),
    ),
  ]);
}

export function officeModal(...[reader, ...lists]: Parameters<typeof officeMessage>): ModalView {
  const say = messages[reader.locale];
  const { blocks } = officeMessage(reader, ...lists);
  return modal({ callback: 'training.list', title: say.title, close: say.close, blocks });
}

/** What a person has been to, the last first; each opens with its materials. */
export function pastModal(reader: Reader, shown: readonly Shown[]): ModalView {
  const say = materialsMessages[reader.locale];
  const rows = shown.map((one, index) => {
    const words = messages[reader.locale];
    const tail = [rangeOf(reader, one), ...(one.mark === undefined ? [] : [words.marks[one.mark]])].join(' · ');
    const lines = [`*${plain(cut(one.topic, TITLE))}*`, tail, ...materialsLine(reader.locale, one.materials)];
    return section(lines.join('\n'), button({ action: `training.open:${index}`, label: words.open, value: one.id }));
  });
  return modal({
    callback: 'training.past',
    title: say.past,
    close: messages[reader.locale].close,
    blocks: rows.length === 0 ? [section(say.pastNone)] : rows,
  });
}

/** The way to it, from a person's own sessions. */
export const pastButton = (locale: Locale): AnyBlock =>
  actions(button({ action: 'training.past', label: materialsMessages[locale].past }));
