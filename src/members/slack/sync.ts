import { ErrorCode } from '@slack/web-api';
import type { AnyBulkWriteOperation } from 'mongoose';
import { clock } from '../../lib/clock.ts';
import { forgetActor } from '../actor-cache.ts';
import { type Member, type MemberSync, memberSyncs, members } from '../model.ts';
import { enrichAll } from '../roster/enrich.ts';
import type { MembersContext } from '../service.ts';
import { readSlackUser, type SlackUser, upsertOf } from './user.ts';

/** Slack advises at most 200 a page. */
const PAGE = 200;
/** A cursor older than this may not serve any more, and what it had read may not hold. */
const RESUMED_MS = 6 * 3_600_000;

/**
 * Reads all people of the workspace from Slack: new ones are kept, changes follow, and people who are not named any
 * more have left. Then matches the roster. Running it twice is running it once; ended in the middle (a limited rate),
 * the next call goes on from the page that was not read.
 * @returns how many have left.
 * @throws Slack's error, rate limits included: the caller decides what waits.
 */
export async function syncMembers(ctx: MembersContext): Promise<{ left: number }> {
  const { workspace } = ctx;
  const state = await begin(ctx);
  const { startedAt } = state;
  let cursor = state.cursor ?? '';
  do {
    const page = await readPage(ctx, cursor);
    await keepPage(ctx, page.members ?? []);
    cursor = page.response_metadata?.next_cursor ?? '';
    await memberSyncs(ctx).updateOne({ workspace, startedAt }, { $set: { cursor } });
  } while (cursor !== '');
  const now = clock.now();
  const gone = await members(ctx).updateMany(
    { workspace, state: 'active', syncedAt: { $lt: startedAt } },
    { $set: { state: 'left', leftAt: now, updatedAt: now } },
    // No index knows `syncedAt`: the planner need not try them all on a predicate that mostly finds nobody.
    { hint: { workspace: 1, user: 1 } },
  );
  forgetActor(ctx);
  await enrichAll(ctx);
  await memberSyncs(ctx).updateOne(
    { workspace, startedAt },
    { $set: { finishedAt: now }, $unset: { startedAt: 1, cursor: 1 } },
  );
  return { left: gone.modifiedCount };
}

/** Whether Slack's list was ever read to its end. */
export async function hasSynced(ctx: Pick<MembersContext, 'db' | 'workspace'>): Promise<boolean> {
  return (await memberSyncs(ctx).exists({ workspace: ctx.workspace, finishedAt: { $exists: true } })) !== null;
}

/**
 * Matches the roster. On the first day nobody may be known yet: then Slack is read first, else only matched. When Slack
 * limits the rate, the nightly run completes it.
 */
export async function matchNow(ctx: MembersContext): Promise<void> {
  if (await hasSynced(ctx)) return enrichAll(ctx);
  try {
    await syncMembers(ctx);
  } catch (error) {
    if (retryAfterMs(error) === undefined) throw error;
    await enrichAll(ctx);
  }
}

/** How long Slack wants us to wait, in ms, when that is why a call failed. */
export function retryAfterMs(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('code' in error) || error.code !== ErrorCode.RateLimitedError) return undefined;
  return 'retryAfter' in error && typeof error.retryAfter === 'number' ? error.retryAfter * 1_000 : 60_000;
}

async function begin(ctx: MembersContext): Promise<{ startedAt: Date; cursor?: string }> {
  const { workspace } = ctx;
  const now = clock.now();
  const known = await memberSyncs(ctx).findOne({ workspace }, { _id: 0 }).lean<MemberSync>();
  const ageMs = known?.startedAt === undefined ? undefined : now.getTime() - known.startedAt.getTime();
  if (known?.startedAt !== undefined && known.cursor && ageMs !== undefined && ageMs >= 0 && ageMs < RESUMED_MS)
    return { startedAt: known.startedAt, cursor: known.cursor };
  await memberSyncs(ctx).updateOne(
    { workspace },
    { $set: { startedAt: now }, $unset: { cursor: 1 } },
    { upsert: true },
  );
  return { startedAt: now };
}

async function readPage(ctx: MembersContext, cursor: string) {
  try {
    const page = await ctx.slack.users.list({
      limit: PAGE,
      include_locale: true,
      ...(cursor === '' ? {} : { cursor }),
    });
    // The bot itself is always in it. Taken at its word, an empty list would make everybody one who has left.
    if (cursor === '' && !page.members?.length) throw new Error('users.list named nobody, not even the bot');
    return page;
  } catch (error) {
    // Pages read under a cursor that is void now do not count: the next call begins again.
    if (cursor !== '' && error instanceof Error && error.message.includes('invalid_cursor'))
      await memberSyncs(ctx).updateOne({ workspace: ctx.workspace }, { $unset: { startedAt: 1, cursor: 1 } });
    throw error;
  }
}

async function keepPage(ctx: MembersContext, page: SlackUser[]): Promise<void> {
  const writes = page.flatMap((user): AnyBulkWriteOperation<Member>[] => {
    const facts = readSlackUser(ctx, user);
    return typeof facts === 'string' ? [] : [{ updateOne: upsertOf(ctx, facts) }];
  });
  if (writes.length > 0) await members(ctx).bulkWrite(writes, { ordered: false });
}
