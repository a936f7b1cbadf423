import { readQuestion } from '../../bot/draw/question-text.ts';

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

/** A receipt is in exactly one of these: together they are the audience. */
export const RECEIPT_STATES = ['waiting', 'reached', 'confirmed', 'left', 'failed', 'stopped'] as const;
export type ReceiptState = (typeof RECEIPT_STATES)[number];

export const MOST_REMINDERS = 5;
const HOUR_MS = 3_600_000;

export type Fault = 'title' | 'body' | 'audience' | 'channels' | 'question' | 'past' | 'end' | 'reminders';

/** What of an announcement is checked before it may go out. */
export interface Sendable {
  title: string;
  hasBody: boolean;
  parts: number;
  via: Via;
  channels: readonly string[];
  questionText: string;
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
    ...(isLadder(one) ? [] : (['reminders'] as const)),
    ...(one.endsAt !== undefined && one.endsAt <= starts ? (['end'] as const) : []),
  ];
}

function isLadder({ reminders, everyHours }: Sendable): boolean {
  return (
    Number.isInteger(reminders) && reminders >= 0 && reminders <= MOST_REMINDERS && everyHours >= 1 && everyHours <= 720
  );
}

/**
 * When the next reminder of the ladder is due. @returns undefined when there is none any more
 * @param sent how many were sent, by hand or by the ladder
 */
export function nextReminder(
  one: { reminders: number; everyHours: number; endsAt?: Date | undefined },
  last: Date,
  sent: number,
): Date | undefined {
  if (sent >= Math.min(one.reminders, MOST_REMINDERS)) return undefined;
  const due = new Date(last.getTime() + one.everyHours * HOUR_MS);
  return one.endsAt !== undefined && due >= one.endsAt ? undefined : due;
}

/** What a delivery's end makes of a receipt. */
export function receiptStateOf(delivery: string, reason: string | undefined): ReceiptState {
  if (delivery === 'sent') return 'reached';
  if (delivery === 'failed') return reason === 'account_inactive' || reason === 'user_not_found' ? 'left' : 'failed';
  if (delivery === 'dropped') return reason === 'left' ? 'left' : 'stopped';
  return 'waiting';
}

/** What receipts say together: the states are the audience, `opened` and `wrongFirst` are counted across them. */
export interface Tally extends Record<ReceiptState, number> {
  audience: number;
  opened: number;
  wrongFirst: number;
}

export interface TallyRow {
  branch: string;
  team: string;
  state: ReceiptState;
  wrongFirst: number;
  opened: number;
  count: number;
}

export function emptyTally(): Tally {
  return {
    audience: 0,
    opened: 0,
    wrongFirst: 0,
    waiting: 0,
    reached: 0,
    confirmed: 0,
    left: 0,
    failed: 0,
    stopped: 0,
  };
}

/** Counts rows by a name of their own. */
export function tallied(rows: readonly TallyRow[], nameOf: (row: TallyRow) => string): Map<string, Tally> {
  const found = new Map<string, Tally>();
  for (const row of rows) {
    const name = nameOf(row);
    const tally = found.get(name) ?? emptyTally();
    tally.audience += row.count;
    tally[row.state] += row.count;
    tally.wrongFirst += row.wrongFirst;
    tally.opened += row.opened;
    found.set(name, tally);
  }
  return found;
}

/** Who has it before their eyes: whoever opened it is among them. */
export function arrived({ reached, confirmed }: Tally): number {
  return reached + confirmed;
}

/** Where the most are still to confirm, then where the most have not got it. */
export function mostOpenFirst(one: Tally, other: Tally): number {
  const missing = (tally: Tally): number => tally.audience - arrived(tally);
  return other.reached - one.reached || missing(other) - missing(one);
}
