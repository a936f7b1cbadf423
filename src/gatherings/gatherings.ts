import type { Model } from 'mongoose';
import type { Context } from '../context.ts';
import { clock } from '../lib/clock.ts';
import { type LivingDocuments, living } from '../lib/living.ts';
import { type CheckingIn, checkingIn } from './checking-in.ts';
import type { Gathering } from './gathering.ts';
import { type Joining, joining, type May } from './joining.ts';
import type { Readers } from './readers.ts';
import { ladders, type PlanLadders } from './reminding.ts';
import { type Rights, type Roll, roll } from './roll.ts';
import { closesAt } from './rules/marks.ts';
import { type Seating, seating } from './seating.ts';
import { type Settlement, type Settling, settling } from './settling.ts';
import { lifeOf, type Stored } from './stored.ts';
import { follows, type Telling } from './telling.ts';
import { closeWrite } from './writes.ts';

/** So many of a person's own are looked at. */
const MINE = 20;

/** What a feature says about its gatherings. */
export interface GatheringSpec<T extends Gathering, Q> extends Rights<T>, Settlement<T>, Telling<T> {
  may: May<T, Q>;
  /** How many guests a person can bring; none, if absent. */
  guests?(one: T): number;
}

export interface Gatherings<T extends Gathering, Q>
  extends Seating<T>,
    Joining<T, Q>,
    CheckingIn<T>,
    Roll<T>,
    Omit<Settling<T>, 'settleMarks' | 'voidEarlyMarks'> {
  /** What a person comes to or waits for that is not over, the next first. */
  ownOf(ctx: Context, user: string): Promise<T[]>;
  planLadders: PlanLadders<T>;
  /** Does what follows from what has happened; doing it again adds nothing. */
  tell(ctx: Context, one: T): Promise<void>;
  /** The same; the change stands, so what cannot be told at once, the tick tells. */
  tellSoon(ctx: Context, one: T): Promise<void>;
  /** Does what is due of each gathering, and plans the reminders that are near. @returns how many of these were new */
  wake(ctx: Context): Promise<number>;
}

/**
 * What has a date and seats: people sign up, wait in a line and are offered what becomes free, are reminded by their own clocks,
 * check in by a code or on a roll, and have it in the ledger. See README.md for what a feature gives and gets.
 *
 * ```ts
 * const stored = storedGatherings<Talk>({ feature: 'talks', name: 'talk', model: talks, attendances });
 * const { signUp, accept, withdraw, checkIn, wake } = gatherings<Talk>(stored, {
 *   may: async (ctx, talk, presses) => presses.map(() => true),
 *   manages: (_ctx, actor, talk) => maySee(actor, talk.branch),
 *   guests: () => 2,
 *   worth: (talk, mark) => (hasAttended(mark) ? { kind: 'attend', minutes: talk.minutes, points: 5 } : undefined),
 *   entry: () => ({ outcome: {} }),
 * });
 *
 * const done = await signUp(ctx, talk, { user, isMeant: false, guests: 2 });
 * await withdraw(ctx, user, talk, '当班');
 * ```
 */
export function gatherings<T extends Gathering, Q = never>(
  stored: Stored<T>,
  spec: GatheringSpec<T, Q>,
): Gatherings<T, Q> {
  const settled = settling(stored, spec);
  const lives: LivingDocuments<T, Context> = living<T, Context>({
    ...lifeOf<T, Context>(stored, stored.words),
    follow: (ctx, one) => follow(ctx, one),
    due: async (ctx, one, now) => {
      if (one.state !== 'open') return;
      if (one.seats.some(({ until }) => until !== undefined && until <= now)) await seats.expireOffers(ctx, one._id);
      if (closesAt(one) > now) return;
      await lives.tellSoon(ctx, await stored.write(ctx, one._id, closeWrite));
    },
  });
  const follow = follows(stored, settled, spec, lives.tellSoon);
  const seats = seating(stored, lives.tellSoon);
  const planLadders = ladders(stored);

  const ownOf = (ctx: Context, user: string): Promise<T[]> =>
    (stored.model(ctx) as unknown as Model<Gathering>)
      .find({ workspace: ctx.workspace, 'seats.member': user, endsAt: { $gt: clock.now() }, state: 'open' })
      .sort({ startsAt: 1, _id: 1 })
      .limit(MINE)
      .lean<T[]>();

  return {
    ...seats,
    ...joining(stored, seats, spec.may, (one) => spec.guests?.(one) ?? 0),
    ...checkingIn(stored, ownOf),
    ...roll(stored, spec, settled),
    settle: settled.settle,
    book: settled.book,
    bookUnbooked: settled.bookUnbooked,
    ownOf,
    planLadders,
    tell: lives.tell,
    tellSoon: lives.tellSoon,
    wake: async (ctx) => {
      const readers: Readers = new Map();
      let planned = 0;
      await lives.wake(ctx, async (found) => {
        planned += await planLadders(ctx, found, readers);
      });
      return planned;
    },
  };
}
