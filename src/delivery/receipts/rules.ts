/*
 * What decides about receipts, without storage and without a clock.
 */

/** A receipt is in exactly one of these: together they are the audience. */
export const RECEIPT_STATES = ['waiting', 'reached', 'confirmed', 'left', 'failed', 'stopped'] as const;
export type ReceiptState = (typeof RECEIPT_STATES)[number];

/** What is asked of the audience: nothing but to read it, to confirm it, or to answer a check question rightly. */
export type Asks = 'seen' | 'confirm' | 'answer';

export const MOST_REMINDERS = 5;
const HOUR_MS = 3_600_000;

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

/** How many have it before their eyes: people who opened it are among them. */
export function arrived({ reached, confirmed }: Tally): number {
  return reached + confirmed;
}

/** Where the most are still to confirm, then where the most have not got it. */
export function mostOpenFirst(one: Tally, other: Tally): number {
  const missing = (tally: Tally): number => tally.audience - arrived(tally);
  return other.reached - one.reached || missing(other) - missing(one);
}
