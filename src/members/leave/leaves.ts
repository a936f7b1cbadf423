import { isDeepStrictEqual } from 'node:util';
import { clock } from '../../lib/clock.ts';
import { isDuplicateKey } from '../../lib/stores/mongo.ts';
import { dayOf } from '../../lib/zone.ts';
import { membersOf } from '../audience/audience.ts';
import { forgetWorkTimes } from '../calendar/work-times.ts';
import type { Member, Store } from '../model.ts';
import { type Affairs, isOf } from '../roles.ts';
import { type Leave, leaves } from './model.ts';
import { backOn, type LeaveSpan, spanOn } from './rules.ts';

/** More than the people who can change one person's leave at one moment. */
const TRIES = 50;

/** When a person is, was and will be away. */
export async function leaveOf(ctx: Store, user: string): Promise<LeaveSpan[]> {
  return (await found(ctx, user))?.spans ?? [];
}

/**
 * Changes when a person is away, also when others do so at the same moment. Twice is once.
 * @param change makes the new spans of those that stand; may run several times
 * @returns what stood before and what stands now
 */
export async function changeLeave(
  ctx: Store,
  user: string,
  change: (spans: readonly LeaveSpan[]) => LeaveSpan[],
): Promise<{ before: LeaveSpan[]; after: LeaveSpan[] }> {
  const { workspace } = ctx;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const seen = await found(ctx, user);
    const before = seen?.spans ?? [];
    const after = change(before);
    if (isDeepStrictEqual(before, after)) return { before, after };
    const version = (seen?.version ?? 0) + 1;
    try {
      const filter = { workspace, user, version: seen?.version ?? { $exists: false } };
      const { matchedCount, upsertedCount } = await leaves(ctx).collection.updateOne(
        filter as never,
        { $set: { workspace, user, spans: after, version, follow: true }, $currentDate: { touchedAt: true } },
        { upsert: seen === undefined },
      );
      if (matchedCount + upsertedCount === 0) continue;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      continue;
    }
    forgetWorkTimes(ctx);
    return { before, after };
  }
  throw new Error('The leave was changed by others time and again');
}

async function found(ctx: Store, user: string): Promise<Leave | undefined> {
  const { workspace } = ctx;
  return (await leaves(ctx).findOne({ workspace, user }, { _id: 0 }).lean<Leave>()) ?? undefined;
}

/** Whose latest change has not been followed to its end, with its version. */
export async function leavesToFollow(ctx: Store, user?: string): Promise<Pick<Leave, 'user' | 'version'>[]> {
  return leaves(ctx)
    .find(
      { workspace: ctx.workspace, follow: true, ...(user === undefined ? {} : { user }) },
      { _id: 0, user: 1, version: 1 },
    )
    .lean<Pick<Leave, 'user' | 'version'>[]>();
}

/** Notes that all is done that follows from a change; not when there is a later one. */
export async function leaveFollowed(ctx: Store, { user, version }: Pick<Leave, 'user' | 'version'>): Promise<void> {
  await leaves(ctx).updateOne({ workspace: ctx.workspace, user, version }, { $unset: { follow: 1 } });
}

/** Who of these is away today, by the clock of each, and the day on which they are back. Never why. */
export async function awayOf(ctx: Store, users: readonly string[]): Promise<Map<string, string>> {
  const { workspace } = ctx;
  const [people, absent] = await Promise.all([
    membersOf(ctx, users),
    leaves(ctx)
      .find({ workspace, user: { $in: users } }, { _id: 0 })
      .lean<Leave[]>(),
  ]);
  const now = clock.now();
  return new Map(
    absent.flatMap(({ user, spans }): [string, string][] => {
      const today = dayOf(now, people.get(user)?.tz);
      return spanOn(spans, today) === undefined ? [] : [[user, backOn(spans, today)]];
    }),
  );
}

/** One person of the list of those who are away. */
export interface Away {
  member: Member;
  span: LeaveSpan;
}

/** Who is away on a day or later, the first to go first; of one branch, or of the whole company. */
export async function awayFrom(ctx: Store, day: string, affairs: Affairs): Promise<Away[]> {
  const rows = await leaves(ctx)
    .find({ workspace: ctx.workspace, 'spans.to': { $gte: day } }, { _id: 0 })
    .lean<Leave[]>();
  const people = await membersOf(
    ctx,
    rows.map(({ user }) => user),
  );
  return rows
    .flatMap(({ user, spans }) => {
      const member = people.get(user);
      if (member?.state !== 'active' || !isOf(affairs, member.branch)) return [];
      return spans.filter(({ to }) => to >= day).map((span): Away => ({ member, span }));
    })
    .sort((a, b) => (a.span.from < b.span.from ? -1 : a.span.from > b.span.from ? 1 : 0));
}
