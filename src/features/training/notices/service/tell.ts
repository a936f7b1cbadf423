import { trainingExpire } from '../../../../../jobs/training.ts';
import type { Context } from '../../../../context.ts';
import { type PlannedNotice, plan } from '../../../../delivery/plan.ts';
import { clock } from '../../../../lib/clock.ts';
import { settleAttendance } from '../../attendance/service/settle.ts';
import { voidEarlyMarks } from '../../attendance/service/void-marks.ts';
import { termsOfCourse } from '../../course/service/terms-of.ts';
import { courses, type News, type Session } from '../../model.ts';
import { OFFER_MS } from '../../seats/rules/seats.ts';
import { completeMoves } from '../../seats/service/one-date.ts';
import { writeSession } from '../../session/service/write.ts';
import { offeredAt, type Reader, toldAt } from '../rules/reminders.ts';
import { completeAt, stretchOf } from '../rules/together.ts';
import { readersOf } from './readers.ts';

const OFFER_PRIORITY = 2;
export const NEWS_PRIORITY = 3;

export const changedNotice = (session: string, version: number): string => `training.changed-${session}-${version}`;

/**
 * Does what follows from what has happened to a session: notices, and at the end the ledger. Each piece has its own name, so that
 * doing it again adds nothing; when all of it is done, it is taken off the session.
 */
export async function tell(ctx: Context, session: Session): Promise<void> {
  if (session.news.length === 0) return;
  const isClosed = session.news.some((one) => one.what === 'closed');
  const others = [...(isClosed ? await settleAttendance(ctx, session) : []), ...(await completeMoves(ctx, session))];
  for (const other of others) await tellSoon(ctx, other);
  if (session.news.some((one) => one.what === 'cancelled'))
    await courses(ctx).updateOne(
      { workspace: ctx.workspace, _id: session.course },
      { $set: { uncertified: clock.now() } },
    );
  if (session.news.some((one) => one.what === 'changed')) await voidEarlyMarks(ctx, session);
  const users = session.news.flatMap((one) => ('member' in one ? one.member : toldOf(session, one)));
  const readers = await readersOf(ctx, users);
  const now = clock.now();
  const isTogether = await isToldTogether(ctx, session);
  const planned = session.news.flatMap((one) => noticesOf(session, one, readers, now, isTogether));
  await plan(ctx, planned);
  await passOnInTime(ctx, session);
  const told = new Set(session.news.map((one) => one.seq));
  await writeSession(ctx, session._id, ({ news }) => {
    const left = news.filter((one) => !told.has(one.seq));
    return left.length === news.length ? undefined : { news: left };
  });
}

/** Each offer that was made has a job of its own at its end, when the seat goes to the next. What Redis does not take, the tick finds. */
async function passOnInTime(ctx: Context, { _id: session, news, seats }: Session): Promise<void> {
  const offered = new Set(news.flatMap((one) => (one.what === 'offered' ? one.seq : [])));
  const ends = new Set(
    seats.flatMap(({ seq, until }) => (until !== undefined && offered.has(seq) ? until.getTime() : [])),
  );
  for (const end of ends)
    await ctx
      .enqueue(trainingExpire, { session }, { key: `${session}-${end.toString(36)}`, at: new Date(end) })
      .catch((error: unknown) =>
        ctx.log.warn({ err: error, session }, 'the end of an offer is not queued; the tick will find it'),
      );
}

/** The change stands: what cannot be told at once, the clockwork tells. */
export async function tellSoon(ctx: Context, session: Session): Promise<void> {
  try {
    await tell(ctx, session);
  } catch (error) {
    ctx.log.warn({ err: error, session: session._id }, 'news of a session could not be told; the clockwork will');
  }
}

/** Of a course of which all dates are needed, a seat is offered and lost on all of them at once. */
async function isToldTogether(ctx: Context, { count, course, news }: Session): Promise<boolean> {
  const isOf = count > 1 && news.some(({ what }) => what === 'offered' || what === 'passed');
  return isOf && (await termsOfCourse(ctx, course)).needed === 'all';
}

function noticesOf(
  session: Session,
  news: News,
  readers: Map<string, Reader>,
  now: Date,
  isTogether: boolean,
): PlannedNotice[] {
  const { _id: id, startsAt, endsAt } = session;
  const base = { to: 'member', params: { session: id, seq: String(news.seq) } } as const;
  if (news.what === 'offered') {
    const seat = session.seats.find((one) => one.member === news.member && one.seq === news.seq);
    const reader = readers.get(news.member);
    // Taken or given up since: nothing is offered any more.
    if (seat?.until === undefined || reader === undefined) return [];
    if (isTogether) {
      const { since = seat.at } = seat;
      const told = together(session, 'offers', since);
      const dueAt = offeredAt(reader, told.dueAt, seat.until);
      const expiresAt = new Date(since.getTime() + OFFER_MS);
      return [{ ...told, recipient: news.member, dueAt, exactly: true, expiresAt, priority: OFFER_PRIORITY }];
    }
    return [
      {
        ...{ ...base, notice: `training.offer-${id}-${news.seq}`, kind: 'training.offer', recipient: news.member },
        ...{
          dueAt: offeredAt(reader, now, seat.until),
          exactly: true,
          expiresAt: seat.until,
          priority: OFFER_PRIORITY,
        },
      },
    ];
  }
  if (news.what === 'passed' && isTogether)
    return [{ ...together(session, 'passed-dates', news.until), recipient: news.member, expiresAt: startsAt }];
  if (news.what === 'passed')
    return [
      {
        ...{ ...base, notice: `training.passed-${id}-${news.seq}`, kind: 'training.passed', recipient: news.member },
        ...{ expiresAt: startsAt },
      },
    ];
  // Of several dates it is told when all of them have it.
  if (news.what === 'closed' || 'member' in news || news.wave !== undefined) return [];
  const deadline = deadlineOf(session, now);
  return toldOf(session, news).map((member) => {
    const reader = readers.get(member);
    return {
      ...base,
      ...(news.what === 'cancelled'
        ? { notice: `training.cancelled-${id}`, kind: 'training.cancelled' }
        : { notice: changedNotice(id, session.version), kind: 'training.changed' }),
      params: { session: id, version: String(session.version) },
      ...{ recipient: member, exactly: true, expiresAt: endsAt, priority: NEWS_PRIORITY },
      ...(reader === undefined ? {} : { dueAt: toldAt(reader, now, deadline) }),
    };
  });
}

/** Whom a change or a cancellation concerns: who is on the list, and who teaches it or did. */
function toldOf({ seats }: Session, news: News): string[] {
  if (news.what !== 'changed' && news.what !== 'cancelled') return [];
  return [...new Set([...seats.map((one) => one.member), ...(news.trainers ?? [])])];
}

/** A notice that the dates of a course share: whichever of them plans it, it is the same one. */
function together({ course }: Session, verb: string, at: Date) {
  const stretch = stretchOf(at);
  return {
    ...{ notice: `training.${verb}-${course}-${stretch}`, kind: `training.${verb}`, to: 'member' as const },
    ...{ params: { course, stretch }, dueAt: completeAt(at) },
  };
}

/** By when they have to know: the start as they know it or as it is now, whichever comes first and is not over. */
export function deadlineOf({ startsAt, past }: Session, now: Date): Date {
  const starts = [startsAt, ...past.slice(-1).map((one) => one.startsAt)].filter((one) => one > now);
  return new Date(Math.min(...(starts.length === 0 ? [startsAt] : starts).map((one) => one.getTime())));
}
