import { hkdfSync } from 'node:crypto';
import type { Actor } from '../../../../bot/feature.ts';
import { UserError } from '../../../../bot/routing/errors.ts';
import type { Context } from '../../../../context.ts';
import { clock } from '../../../../lib/clock.ts';
import { insertNew } from '../../../../lib/stores/mongo.ts';
import { WORDS } from '../../messages/words.ts';
import { type Enrolment, enrolments, type Session } from '../../model.ts';
import { enrolmentsOf, ownSessions, presentSession } from '../../session/service/sessions.ts';
import {
  ATTENDED,
  CODE_MS,
  codeOf,
  codeWindow,
  hasAttended,
  isCodeTime,
  isSameCode,
  MOST_WRONG,
  markAt,
  WRONG_REST_MS,
} from '../rules/attendance.ts';

/** Derived from a secret that no database holds; of use for this alone. */
function keyOf(ctx: Pick<Context, 'config' | 'workspace'>): Buffer {
  return Buffer.from(hkdfSync('sha256', ctx.config.SLACK_SIGNING_SECRET, ctx.workspace, 'training.code', 32));
}

/** The code that the trainer's screen shows now, and until when. @returns undefined outside the session's window */
export function codeFor(ctx: Context, session: Session): { code: string; until: Date } | undefined {
  const now = clock.now();
  if (session.state !== 'open' || !isCodeTime(session, now)) return undefined;
  const window = codeWindow(now);
  return { code: codeOf(keyOf(ctx), session._id, window), until: new Date((window + 1) * CODE_MS) };
}

/** The sessions that a person can check in to now, and has not. */
export async function sessionsNow(ctx: Context, user: string): Promise<Session[]> {
  const now = clock.now();
  const open = (await ownSessions(ctx, user)).filter((one) => isCodeTime(one, now) && isExpected(one, user));
  const rows = await enrolmentsOf(ctx, { member: user, among: open.map((one) => one._id) });
  const done = new Set(rows.filter(isCheckedIn).map((one) => one.session));
  return open.filter((one) => !done.has(one._id));
}

const isCheckedIn = ({ mark, markedBy }: Enrolment): boolean => hasAttended(mark) && markedBy === undefined;

/**
 * Checks in to the session whose code it is: two may be open at a time, one after the other. A wrong code is a try for each of them.
 * @throws UserError with what to do
 */
export async function checkInSomewhere(ctx: Context, actor: Actor, typed: string): Promise<Enrolment> {
  let refused = new UserError(WORDS.noneNow);
  for (const { _id } of await sessionsNow(ctx, actor.user))
    try {
      return await checkIn(ctx, actor, _id, typed);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      refused = error;
    }
  throw refused;
}

function isExpected({ seats }: Session, user: string): boolean {
  return seats.some((one) => one.member === user && one.state === 'held');
}

/**
 * A worker types the code. Only the present window's counts; after three wrong ones in a row nothing is compared for a minute.
 * @returns their part in it: with `markedBy` the trainer's mark, which stands
 * @throws UserError with what to do
 */
export async function checkIn(ctx: Context, actor: Actor, id: string, typed: string): Promise<Enrolment> {
  const session = await presentSession(ctx, id);
  const now = clock.now();
  if (session.state !== 'open' || !isCodeTime(session, now)) throw new UserError(WORDS.notNow);
  if (!isExpected(session, actor.user)) throw new UserError(WORDS.notExpected);
  const own = { workspace: ctx.workspace, session: id, member: actor.user };
  await insertNew(enrolments(ctx), [{ ...own, at: session.startsAt, wrong: 0, corrections: [] } as Enrolment]);
  const before = await enrolments(ctx).findOne(own).lean<Enrolment>();
  if (before !== null && isCheckedIn(before)) return before;
  await claimTry(ctx, own, now);
  const given = typed.normalize('NFKC').replace(/\s/g, '');
  const key = keyOf(ctx);
  const window = codeWindow(now);
  if (!isSameCode(given, codeOf(key, id, window))) {
    // Whoever types what the screen showed a moment ago is no guesser; it is refused all the same.
    if (!isSameCode(given, codeOf(key, id, window - 1))) throw new UserError(WORDS.wrongCode);
    await enrolments(ctx).updateOne(own, { $inc: { wrong: -1 } });
    throw new UserError(WORDS.oldCode);
  }
  // Whom the trainer has marked as there, or as gone early, does not become late by the code.
  await enrolments(ctx).updateOne(
    { ...own, mark: { $nin: [...ATTENDED] }, settled: { $exists: false } },
    { $set: { mark: markAt(session, now), markedAt: now }, $unset: { markedBy: 1, agrees: 1 } },
  );
  const marked = await enrolments(ctx)
    .findOneAndUpdate(own, { $set: { wrong: 0 } }, { returnDocument: 'after' })
    .lean<Enrolment>();
  if (marked === null) throw new UserError(WORDS.gone);
  return marked;
}

/** A try is taken before anything is compared: many at once are no more tries than one after the other. */
async function claimTry(
  ctx: Context,
  own: { workspace: string; session: string; member: string },
  now: Date,
): Promise<void> {
  const model = enrolments(ctx);
  const counted = await model.updateOne(
    { ...own, wrong: { $lt: MOST_WRONG } },
    { $inc: { wrong: 1 }, $set: { wrongAt: now } },
  );
  if (counted.modifiedCount === 1) return;
  const rested = new Date(now.getTime() - WRONG_REST_MS);
  const again = await model.updateOne(
    { ...own, wrong: { $gte: MOST_WRONG }, wrongAt: { $lte: rested } },
    { $set: { wrong: 1, wrongAt: now } },
  );
  if (again.modifiedCount === 0) throw new UserError(WORDS.rest);
}
