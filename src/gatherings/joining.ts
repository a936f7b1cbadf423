import { UserError } from '../bot/routing/errors.ts';
import type { Context } from '../context.ts';
import { type PlannedNotice, plan } from '../delivery/plan.ts';
import { clock } from '../lib/clock.ts';
import type { Bilingual } from '../lib/language.ts';
import { gather } from '../lib/lists/gather.ts';
import { UNMARKED } from './attendance.ts';
import { aboutGathering, type Gathering, hasSeat } from './gathering.ts';
import { inGroups } from './in-groups.ts';
import type { Move } from './rules/seats.ts';
import type { Seated, Seating } from './seating.ts';
import type { Stored } from './stored.ts';
import { guestsSentence } from './words.ts';

/** Somebody presses "sign up". */
export interface Press {
  user: string;
  /** They were asked what speaks against it, and mean it. */
  isMeant: boolean;
  /** How many they bring along; absent: as many as before, nobody at first. */
  guests?: number | undefined;
}

/** What of a seat a guard decides; see `Move`. */
export type SeatTerms = Partial<Pick<Extract<Move, { member: string }>, 'alone' | 'must'>>;

/**
 * What a guard says to a person who signs up: yes, with what is special about their seat; no, and why; or first a question, to
 * which a second press with `isMeant` is the answer.
 */
export type Verdict<Q> = true | { seat: SeatTerms } | { refused: Bilingual } | { asks: Q };

/**
 * Who may sign up: the guards of a feature, asked for all presses of a moment at once.
 * @returns a verdict for each press, in their order; undefined: this person is not invited
 */
export type May<T, Q> = (
  ctx: Context,
  one: T,
  presses: readonly Press[],
) => Promise<readonly (Verdict<Q> | undefined)[]>;

export interface Joining<T, Q> {
  /**
   * Signs a person up. Twice is once; another number of guests changes it.
   * @returns a seat or a place in the line; or nothing done, and what the guards ask
   * @throws UserError when it is not for them, over, or has no room for their guests
   */
  signUp(ctx: Context, id: string, press: Press): Promise<Seated<T> | { gathering: T; asks: Q }>;
  /** Takes an offered seat. @throws UserError when it has gone to the next */
  accept(ctx: Context, user: string, id: string, terms?: SeatTerms): Promise<Seated<T>>;
  /**
   * Gives back a seat, an offer or a place in the line; the reason is kept for the officers.
   * @throws UserError when it has begun
   */
  withdraw(ctx: Context, user: string, id: string, reason: string): Promise<T>;
  /** The person who must come says that it is understood. */
  understand(ctx: Context, user: string, id: string): Promise<T>;
  /** Puts people on the list; where no seat is free they wait in the line. Each of them is told, once. */
  assign(ctx: Context, id: string, users: readonly string[], terms?: SeatTerms): Promise<T>;
}

/**
 * How people come to their seats and give them back.
 * @param may the guards; they are not asked about people who are put on the list
 * @param mostGuests how many guests a person can bring
 */
export function joining<T extends Gathering, Q>(
  { feature, words, present, attendances }: Stored<T>,
  { moveAll, moveSeat }: Seating<T>,
  may: May<T, Q>,
  mostGuests: (one: T) => number,
): Joining<T, Q> {
  type Joined = Seated<T> | { gathering: T; asks: Q };

  const verdictOf = (one: T, press: Press, verdict: Verdict<Q> | undefined) => {
    const most = mostGuests(one);
    if (verdict === undefined) return new UserError(words.notInvited);
    if (verdict === true) return isPossible(press.guests, most) ? {} : new UserError(guestsSentence(most));
    if ('refused' in verdict) return new UserError(verdict.refused);
    if (!isPossible(press.guests, most)) return new UserError(guestsSentence(most));
    return 'asks' in verdict ? { gathering: one, asks: verdict.asks } : verdict.seat;
  };

  async function joinOne(ctx: Context, id: string, presses: readonly Press[]): Promise<(Joined | UserError)[]> {
    const before = await present(ctx, id);
    const verdicts = await may(ctx, before, presses);
    const answers = presses.map((press, nth) => verdictOf(before, press, verdicts[nth]));
    const steps = presses.flatMap(({ user, guests }, nth): Move[] => {
      const terms = answers[nth];
      if (terms === undefined || terms instanceof UserError || 'asks' in terms) return [];
      return [{ do: 'sign-up', member: user, ...terms, ...(guests === undefined ? {} : { guests }) }];
    });
    const done = steps.length === 0 ? { gathering: before, outcomes: [] } : await moveAll(ctx, id, steps);
    const outcomes = done.outcomes.values();
    return answers.map((answer): Joined | UserError => {
      if (answer instanceof UserError || 'asks' in answer) return answer;
      const outcome = outcomes.next().value ?? 'over';
      const refusal = refusalOf[outcome];
      return refusal === undefined ? { gathering: done.gathering, outcome } : new UserError(words[refusal]);
    });
  }

  /** Presses keep the order in which they came: what has to be looked up is looked up for all of a moment at once. */
  const joinTogether = gather((ctx: Context, items: readonly { id: string; press: Press }[]) =>
    inGroups(
      items,
      (one) => one.id,
      (id, own) =>
        joinOne(
          ctx,
          id,
          own.map((one) => one.press),
        ),
    ),
  );

  return {
    signUp: async (ctx, id, press) => {
      const joined = await joinTogether(ctx, { id, press });
      if (joined instanceof UserError) throw joined;
      return joined;
    },
    accept: async (ctx, user, id, terms = {}) => {
      const done = await moveSeat(ctx, id, { do: 'accept', member: user, ...terms });
      if (done.outcome === 'no-seat') throw new UserError(words.noSeat);
      return done;
    },
    withdraw: async (ctx, user, id, reason) => {
      const one = await present(ctx, id);
      if (one.startsAt <= clock.now()) throw new UserError(words.begun);
      if (one.state !== 'open') throw new UserError(words.notOpen);
      if (!hasSeat(one, user)) return one;
      // Before the seat is given back: a person whose press is lost between has told why, and presses again.
      await attendances(ctx).updateOne(
        { workspace: ctx.workspace, session: id, member: user },
        {
          $set: { withdrawnAt: clock.now(), withdrawReason: reason },
          // The code may have been typed already.
          $unset: UNMARKED,
          $setOnInsert: { at: one.startsAt, wrong: 0, corrections: [] },
        },
        { upsert: true },
      );
      return (await moveSeat(ctx, id, { do: 'withdraw', member: user })).gathering;
    },
    understand: async (ctx, user, id) => (await moveSeat(ctx, id, { do: 'understand', member: user })).gathering,
    assign: async (ctx, id, users, terms = {}) => {
      const steps = users.map((member) => ({ do: 'assign', member, ...terms }) as const);
      const { gathering } = await moveAll(ctx, id, steps);
      const seqOf = new Map(gathering.seats.map((one) => [one.member, one.seq]));
      await plan(
        ctx,
        users.map(
          (recipient): PlannedNotice => ({
            notice: `${feature}.assigned-${id}-${seqOf.get(recipient) ?? 0}`,
            kind: `${feature}.assigned`,
            about: aboutGathering(feature, id),
            recipient,
            to: 'member',
            params: { session: id },
            expiresAt: gathering.endsAt,
          }),
        ),
      );
      return gathering;
    },
  };
}

/** Why a press has given no seat, as a key of the words. */
const refusalOf: Partial<Record<string, 'over' | 'tooMany' | 'noRoom'>> = {
  over: 'over',
  'too-many': 'tooMany',
  'no-room': 'noRoom',
};

const isPossible = (guests: number | undefined, most: number): boolean =>
  guests === undefined || (Number.isInteger(guests) && guests >= 0 && guests <= most);
