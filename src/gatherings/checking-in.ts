import { hkdfSync } from 'node:crypto';
import type { Actor } from '../bot/actor.ts';
import { UserError } from '../bot/routing/errors.ts';
import type { Context } from '../context.ts';
import { clock } from '../lib/clock.ts';
import { insertNew } from '../lib/stores/mongo.ts';
import type { Attendance } from './attendance.ts';
import { type Gathering, isExpected } from './gathering.ts';
import { CODE_MS, codeOf, codeWindow, isSameCode, MOST_WRONG, WRONG_REST_MS } from './rules/code.ts';
import { ATTENDED, hasAttended, isCodeTime, markAt } from './rules/marks.ts';
import type { Stored } from './stored.ts';

/** The digits that a screen shows now. */
export interface Code {
  code: string;
  until: Date;
}

export interface CheckingIn<T> {
  /** The code that the screen shows now, and until when. @returns undefined outside the gathering's window */
  codeFor(ctx: Context, one: T): Code | undefined;
  /** The gatherings that a person can check in to now, and has not. */
  checkInsNow(ctx: Context, user: string): Promise<T[]>;
  /**
   * Checks in to the gathering whose code it is: two may be open at a time, one after the other. A wrong code is a try for each
   * of them.
   * @throws UserError with what to do
   */
  checkInSomewhere(ctx: Context, actor: Actor, typed: string): Promise<Attendance>;
  /**
   * A person types the code. Only the present window's counts; after three wrong ones in a row nothing is compared for a minute.
   * @returns their part in it: with `markedBy` the mark on the roll, which stands
   * @throws UserError with what to do
   */
  checkIn(ctx: Context, actor: Actor, id: string, typed: string): Promise<Attendance>;
}

/**
 * Checking in by a code that changes every minute.
 * @param ownOf what a person comes to that is not over, the next first
 */
export function checkingIn<T extends Gathering>(
  { feature, words, present, attendances, attendancesOf }: Stored<T>,
  ownOf: (ctx: Context, user: string) => Promise<T[]>,
): CheckingIn<T> {
  /** Derived from a secret that no database holds; of use for this alone. */
  const keyOf = ({ config, workspace }: Pick<Context, 'config' | 'workspace'>): Buffer =>
    Buffer.from(hkdfSync('sha256', config.SLACK_SIGNING_SECRET, workspace, `${feature}.code`, 32));

  const checkInsNow: CheckingIn<T>['checkInsNow'] = async (ctx, user) => {
    const now = clock.now();
    const open = (await ownOf(ctx, user)).filter((one) => isCodeTime(one, now) && isExpected(one, user));
    const rows = await attendancesOf(ctx, { member: user, session: { $in: open.map((one) => one._id) } });
    const done = new Set(rows.filter(isCheckedIn).map((one) => one.session));
    return open.filter((one) => !done.has(one._id));
  };

  /** A try is taken before anything is compared: many at once are no more tries than one after the other. */
  async function claimTry(
    ctx: Context,
    own: { workspace: string; session: string; member: string },
    now: Date,
  ): Promise<void> {
    const counted = await attendances(ctx).updateOne(
      { ...own, wrong: { $lt: MOST_WRONG } },
      { $inc: { wrong: 1 }, $set: { wrongAt: now } },
    );
    if (counted.modifiedCount === 1) return;
    const rested = new Date(now.getTime() - WRONG_REST_MS);
    const again = await attendances(ctx).updateOne(
      { ...own, wrong: { $gte: MOST_WRONG }, wrongAt: { $lte: rested } },
      { $set: { wrong: 1, wrongAt: now } },
    );
    if (again.modifiedCount === 0) throw new UserError(words.rest);
  }

  const checkIn: CheckingIn<T>['checkIn'] = async (ctx, actor, id, typed) => {
    const one = await present(ctx, id);
    const now = clock.now();
    if (one.state !== 'open' || !isCodeTime(one, now)) throw new UserError(words.notNow);
    if (!isExpected(one, actor.user)) throw new UserError(words.notExpected);
    const own = { workspace: ctx.workspace, session: id, member: actor.user };
    await insertNew<Attendance>(attendances(ctx), [{ ...own, at: one.startsAt, wrong: 0, corrections: [] }]);
    const before = await attendances(ctx).findOne(own).lean<Attendance>();
    if (before !== null && isCheckedIn(before)) return before;
    await claimTry(ctx, own, now);
    const given = typed.normalize('NFKC').replace(/\s/g, '');
    const key = keyOf(ctx);
    const window = codeWindow(now);
    if (!isSameCode(given, codeOf(key, id, window))) {
      // A person who types what the screen showed a moment ago is no guesser; it is refused all the same.
      if (!isSameCode(given, codeOf(key, id, window - 1))) throw new UserError(words.wrongCode);
      await attendances(ctx).updateOne(own, { $inc: { wrong: -1 } });
      throw new UserError(words.oldCode);
    }
    // A person who was marked on the roll as there, or as gone early, does not become late by the code.
    await attendances(ctx).updateOne(
      { ...own, mark: { $nin: [...ATTENDED] }, settled: { $exists: false } },
      { $set: { mark: markAt(one, now), markedAt: now }, $unset: { markedBy: 1, agrees: 1 } },
    );
    const marked = await attendances(ctx)
      .findOneAndUpdate(own, { $set: { wrong: 0 } }, { returnDocument: 'after' })
      .lean<Attendance>();
    if (marked === null) throw new UserError(words.gone);
    return marked;
  };

  return {
    codeFor: (ctx, one) => {
      const now = clock.now();
      if (one.state !== 'open' || !isCodeTime(one, now)) return undefined;
      const window = codeWindow(now);
      return { code: codeOf(keyOf(ctx), one._id, window), until: new Date((window + 1) * CODE_MS) };
    },
    checkInsNow,
    checkIn,
    checkInSomewhere: async (ctx, actor, typed) => {
      let refused = new UserError(words.noneNow);
      for (const { _id } of await checkInsNow(ctx, actor.user))
        try {
          return await checkIn(ctx, actor, _id, typed);
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
          refused = error;
        }
      throw refused;
    },
  };
}

const isCheckedIn = ({ mark, markedBy }: Attendance): boolean => hasAttended(mark) && markedBy === undefined;
