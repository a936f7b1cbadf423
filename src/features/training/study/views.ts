import type { Button } from '@slack/types';
import { z } from 'zod';
import type { AnyBlock, Message, ModalView } from '../../../bot/draw/block-kit.ts';
import { actions, button, cut, escapeMrkdwn, modal, plain, section, sections } from '../../../bot/draw/blocks.ts';
import { message } from '../../../bot/draw/message.ts';
import { pager } from '../../../bot/draw/pager.ts';
import { ref } from '../../../bot/draw/ref.ts';
import type { Waiting } from '../../../bot/routing/contributions.ts';
import { type Reader, timeOf, topicOf } from '../messages/reader.ts';
import { messages } from '../messages/worker-messages.ts';
import { studyMessages } from './messages.ts';
import { minutesLeft } from './rules.ts';
import type { StudiesPage, StudyShown } from './service/lists.ts';

const ABOUT = 1_500;
const HINT = 300;
export const LETTERS = 'ABCDE';

export interface StudyExtras {
  /** Why it is said to who is not done: it ends soon, or earlier or later than they knew. */
  why?: 'soon' | 'earlier' | 'later' | undefined;
  /** "Done" was pressed too early. */
  isTooEarly?: boolean;
  answered?: 'right' | 'wrong' | 'early' | 'stale';
}

export const linkOf = (reader: Reader, { link }: StudyShown): string =>
  `<${escapeMrkdwn(link)}|${studyMessages[reader.locale].material}>`;

/** The question of which terms is answered; the choice is the button's suffix. */
export const studyAnswerRef = ref('training.studyAnswer', z.object({ id: z.string(), rev: z.number() }), {
  before: ['id', 'rev'],
});

/** What stands under the heading, and what to do: by where the person is. */
function stateOf(reader: Reader, shown: StudyShown, extras: StudyExtras): { lines: string[]; buttons: Button[] } {
  const say = studyMessages[reader.locale];
  const { id, stage, rev, beganAt = reader.now, readyAt = reader.now, againAt = reader.now } = shown;
  const at = (when: Date) => timeOf(reader, when);
  const by = extras.why === undefined ? [] : [say.finishBy(at(shown.finishBy))];
  const hint = shown.hint === '' ? [] : [say.hint(plain(cut(shown.hint, HINT)))];
  const primary = (verb: 'begin' | 'finish' | 'study', label: string) =>
    button({ action: `training.${verb}`, label, value: id, style: 'primary' });
  switch (stage) {
    case 'closed':
      return { lines: [extras.why === 'earlier' ? say.closedEarly : say.closed], buttons: [] };
    case 'new':
      return { lines: [say.until(at(shown.until))], buttons: [primary('begin', say.begin)] };
    case 'reading': {
      const left = minutesLeft(readyAt, reader.now);
      const isEarly = extras.isTooEarly === true && left > 0;
      return {
        lines: [
          linkOf(reader, shown),
          isEarly ? say.missing(left, at(readyAt)) : say.begun(at(beganAt), at(readyAt)),
          say.finishBy(at(shown.finishBy)),
        ],
        buttons: [primary('finish', say.done)],
      };
    }
    case 'again': {
      const word = extras.answered === 'wrong' ? say.wrong : say.wait;
      return {
        lines: [word(at(againAt)), ...hint, linkOf(reader, shown), ...by],
        buttons: [primary('study', say.again)],
      };
    }
    case 'asked': {
      const { words, options } = shown.question;
      const value = studyAnswerRef.pack({ id, rev });
      return {
        lines: [
          ...(extras.answered === 'stale' ? [say.changedQuestion] : []),
          say.ask,
          `*${plain(words)}*`,
          ...options.map((one, index) => `${LETTERS[index]}  ${plain(one)}`),
          linkOf(reader, shown),
          ...by,
        ],
        buttons: options.map((_, index) =>
          button({ action: `training.studyAnswer:${index}`, label: LETTERS[index] ?? '', value }),
        ),
      };
    }
    case 'passed': {
      const counts = shown.counts > 0 ? say.counted(messages[reader.locale].hours(shown.counts)) : '';
      return { lines: [say.passed(at(shown.passedAt ?? reader.now), counts).trim()], buttons: [] };
    }
  }
}

/** A self-study with what the reader has done and what there is to do. */
export function studyMessage(reader: Reader, shown: StudyShown, extras: StudyExtras = {}): Message {
  const say = studyMessages[reader.locale];
  const isAhead = shown.stage === 'new' || shown.stage === 'reading';
  const isOver = shown.stage === 'passed' || shown.stage === 'closed';
  const lead = extras.why === undefined || isOver ? '' : say.why[extras.why];
  const head = [`${lead}*${topicOf(shown)}*`, say.what(shown.minutes, shown.counts)];
  const about = !isAhead || shown.about.trim() === '' ? [] : [plain(cut(shown.about.trim(), ABOUT))];
  const { lines, buttons } = stateOf(reader, shown, extras);
  return message([
    section(head.join('\n')),
    ...about.flatMap((words) => sections(words)),
    ...sections(lines.join('\n')),
    ...(buttons.length === 0 ? [] : [actions(...buttons)]),
  ]);
}

/** Names the modal of a self-study. */
export const studyOf = (course: string): string => `study ${course}`;

export function studyModal(reader: Reader, shown: StudyShown, extras: StudyExtras = {}): ModalView {
  return modal({
    callback: 'training.study',
    title: studyMessages[reader.locale].kind,
    close: messages[reader.locale].close,
    metadata: studyOf(shown.id),
    blocks: studyMessage(reader, shown, extras).blocks,
  });
}

const nextStep = (reader: Reader, { stage }: StudyShown): string => {
  const say = studyMessages[reader.locale];
  return stage === 'new' ? say.begin : say.goOn;
};

const byWhen = (reader: Reader, { stage, until, finishBy }: StudyShown): string =>
  timeOf(reader, stage === 'new' ? until : finishBy);

const waitingLine = (reader: Reader, one: StudyShown): string => {
  const say = studyMessages[reader.locale];
  const by = one.stage === 'new' ? say.until : say.finishBy;
  return `*${topicOf(one)}*\n${say.what(one.minutes, one.counts)}\n${by(byWhen(reader, one))}`;
};

const waitingRow = (reader: Reader, one: StudyShown, index: number) =>
  section(
    waitingLine(reader, one),
    button({ action: `training.study:${index}`, label: nextStep(reader, one), value: one.id }),
  );

/** The self-studies that wait for the reader, as a part of the own list. */
export function studyRows(reader: Reader, { found, hasMore }: StudiesPage<StudyShown>): AnyBlock[] {
  const say = studyMessages[reader.locale];
  if (found.length === 0) return [];
  return [
    section(`*${say.list}*`),
    ...found.map((one, index) => waitingRow(reader, one, index)),
    ...(hasMore ? [actions(button({ action: 'training.waiting', label: say.all }))] : []),
  ];
}

/** The next of them, among what waits on Home. */
export function studyAtHome(reader: Reader, { found: [next] }: StudiesPage<StudyShown>): Waiting[] {
  if (next === undefined) return [];
  const say = studyMessages[reader.locale];
  return [
    {
      what: `*${topicOf(next)}*\n${say.kind}`,
      until: next.stage === 'new' ? next.until : next.finishBy,
      button: { action: 'training.study', label: nextStep(reader, next), value: next.id },
    },
  ];
}

const officeLine = (reader: Reader, one: StudyShown): string => {
  const say = studyMessages[reader.locale];
  const state = one.until > reader.now ? say.until(timeOf(reader, one.until)) : say.closed;
  return `*${topicOf(one)}*\n${say.kind} · ${state}`;
};

const officeRow = (reader: Reader, one: StudyShown, index: number) =>
  section(
    officeLine(reader, one),
    button({ action: `training.course:study${index}`, label: messages[reader.locale].open, value: one.id }),
  );

/** The self-studies of an officer's affairs, as a part of the officer's list. */
export function studyOfficeRows(reader: Reader, { found, hasMore }: StudiesPage<StudyShown>): AnyBlock[] {
  const say = studyMessages[reader.locale];
  return [
    ...found.map((one, index) => officeRow(reader, one, index)),
    ...(hasMore ? [actions(button({ action: 'training.studies', label: say.all }))] : []),
  ];
}

/** All self-studies of a reader, a page at a time. @param whose those that wait for them, or those that they look after */
export function studiesModal(
  reader: Reader,
  whose: 'waiting' | 'studies',
  { found, ...turning }: StudiesPage<StudyShown>,
): ModalView {
  const say = studyMessages[reader.locale];
  const row = whose === 'waiting' ? waitingRow : officeRow;
  return modal({
    callback: `training.${whose}`,
    title: say.list,
    close: messages[reader.locale].close,
    blocks: [
      ...(found.length === 0 ? [section(say.none)] : []),
      ...found.map((one, index) => row(reader, one, index)),
      ...pager(reader.locale, `training.${whose}`, turning),
    ],
  });
}
