import { readQuestion } from '../../bot/draw/question-text.ts';
import { MOST_REMINDERS } from '../../delivery/receipts/rules.ts';

/*
 * What decides about an announcement, without storage and without a clock.
 */

export const STATES = ['draft', 'awaiting', 'scheduled', 'sending', 'sent', 'ended', 'recalled'] as const;
export type State = (typeof STATES)[number];

export const CATEGORIES = ['announcement', 'disclosure', 'contest', 'safety'] as const;
export type Category = (typeof CATEGORIES)[number];

export const REPEATS = ['once', 'week', 'month'] as const;
export type Repeat = (typeof REPEATS)[number];

export const VIAS = ['dm', 'channel'] as const;
export type Via = (typeof VIAS)[number];

export type Fault =
  | 'title'
  | 'body'
  | 'audience'
  | 'channels'
  | 'question'
  | 'past'
  | 'end'
  | 'reminders'
  | 'secondTitle'
  | 'secondBody'
  | 'secondQuestion';

/** What of an announcement is checked before it may go out. */
export interface Sendable {
  title: string;
  hasBody: boolean;
  parts: number;
  via: Via;
  channels: readonly string[];
  questionText: string;
  /** What is written in the other language. */
  second?: { title: string; hasBody: boolean; questionText: string } | undefined;
  at?: Date | undefined;
  endsAt?: Date | undefined;
  reminders: number;
  everyHours: number;
}

/** Which act leads from which states to which. */
export const MOVES = {
  send: { from: ['draft'], to: 'scheduled' },
  ask: { from: ['draft'], to: 'awaiting' },
  approve: { from: ['awaiting'], to: 'scheduled' },
  withdraw: { from: ['awaiting', 'scheduled'], to: 'draft' },
  begin: { from: ['scheduled', 'sending'], to: 'sending' },
  finish: { from: ['sending'], to: 'sent' },
  end: { from: ['sent'], to: 'ended' },
  /** The coming turn of a series that has ended, or that an officer ends. */
  lapse: { from: ['scheduled'], to: 'ended' },
  recall: { from: ['sending', 'sent', 'ended'], to: 'recalled' },
} as const satisfies Record<string, { from: readonly State[]; to: State }>;
export type Move = keyof typeof MOVES;

/** The state after an act; undefined where the act is not allowed. */
export function moved(state: State, move: Move): State | undefined {
  const { from, to } = MOVES[move];
  return (from as readonly State[]).includes(state) ? to : undefined;
}

/** What is missing or cannot be, in the order of the form; empty when it may go out. */
export function faultsOf(one: Sendable, now: Date): Fault[] {
  const starts = one.at ?? now;
  return [
    ...(one.title.trim() === '' ? (['title'] as const) : []),
    ...(one.hasBody ? [] : (['body'] as const)),
    ...(one.via === 'channel' && one.channels.length === 0 ? (['channels'] as const) : []),
    ...(one.via !== 'channel' && one.parts === 0 ? (['audience'] as const) : []),
    ...(one.at !== undefined && one.at < now ? (['past'] as const) : []),
    ...(one.questionText.trim() !== '' && readQuestion(one.questionText) === undefined ? (['question'] as const) : []),
    ...secondFaults(one),
    ...(isLadder(one) ? [] : (['reminders'] as const)),
    ...(one.endsAt !== undefined && one.endsAt <= starts ? (['end'] as const) : []),
  ];
}

/** In the other language there is all of it or nothing, and its question has the same answer. */
function secondFaults({ questionText, second }: Sendable): Fault[] {
  if (second === undefined) return [];
  const [first, other] = [readQuestion(questionText), readQuestion(second.questionText)];
  const isSame = other !== undefined && other.right === first?.right && other.options.length === first.options.length;
  return [
    ...(second.title.trim() === '' ? (['secondTitle'] as const) : []),
    ...(second.hasBody ? [] : (['secondBody'] as const)),
    ...(second.questionText.trim() === '' || isSame ? [] : (['secondQuestion'] as const)),
  ];
}

function isLadder({ reminders, everyHours }: Sendable): boolean {
  return (
    Number.isInteger(reminders) && reminders >= 0 && reminders <= MOST_REMINDERS && everyHours >= 1 && everyHours <= 720
  );
}
