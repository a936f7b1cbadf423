import { createHash } from 'node:crypto';
import type { QueryFilter } from 'mongoose';
import { UserError } from '../../bot/routing/errors.ts';
import type { Context } from '../../context.ts';
import type { Locale } from '../../lib/language.ts';
import { usersInClub } from '../clubs/clubs.ts';
import { type Member, members, WITHOUT_KEYS } from '../model.ts';
import { withRole } from '../officers.ts';
import { type Affairs, inAffairs } from '../roles.ts';
import { type AudiencePart, type AudienceSpec, hasLost } from './spec.ts';

/** What an audience is looked up in: the store, the channels of Slack, and who is an administrator by configuration. */
export type AudienceContext = Pick<Context, 'db' | 'workspace' | 'slack' | 'config'>;

export interface AudienceSize {
  members: number;
  /** Largest first; members of no branch stand under the empty name. */
  branches: { branch: string; members: number }[];
}

/** Members who share a clock: the day and the hour of a notice are the same for all of them. */
export interface ShiftGroup {
  tz: string;
  /** The shift in the roster's words; empty without one. */
  shift: string;
  /** Names the group; the same wherever it is computed, fit for ids and job keys. */
  key: string;
}

/** So many members are read at once: few enough for a worker that stays small. */
const PAGE = 1_000;
const CHANNEL_PAGE = 1_000;

const CHANNEL_GONE = {
  zh: '有一个频道读不到了，没有发送。请在那个频道里发送 /invite @jingying，或者从对象里去掉它。',
  en: 'A channel cannot be read any more, and nothing was sent. Send /invite @jingying in that channel, or take it out of the audience.',
};

/** What Slack answers when asking again will not help. */
const NO_CHANNEL = [
  'channel_not_found',
  'not_in_channel',
  'missing_scope',
  'fetch_members_failed',
  'method_not_supported_for_channel_type',
];

/**
 * The active members of an audience as it is now, in pages, each member once, in the order of their ids. Pages by key:
 * work between two pages may take as long as it likes. Channels are read once, at the beginning.
 * @param within keeps it to one branch; see `affairsOf`.
 * @param of only those of a zone and shift; how many are read at once
 * @throws UserError when a channel cannot be read; Slack's error when asking again may help (rate limits).
 */
export async function* resolveAudience(
  ctx: AudienceContext,
  spec: AudienceSpec,
  within?: Affairs,
  { clock, size = PAGE }: { clock?: Clock; size?: number } = {},
): AsyncGenerator<Member[], void, void> {
  const filter = { ...(await filterOf(ctx, spec, within)), ...(clock === undefined ? {} : ofClock(clock)) };
  for (let after = ''; ; ) {
    const page = await members(ctx)
      .find({ $and: [filter, { user: { $gt: after } }] }, WITHOUT_KEYS)
      .sort({ user: 1 })
      .limit(size)
      .batchSize(size)
      .lean<Member[]>();
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    if (page.length < size) return;
    after = last.user;
  }
}

/** How many active members an audience has now, and how many of each branch. Throws as `resolveAudience`. */
export async function sizeOfAudience(
  ctx: AudienceContext,
  spec: AudienceSpec,
  within?: Affairs,
): Promise<AudienceSize> {
  const found = await members(ctx).aggregate<{ branch: string; members: number }>([
    { $match: await filterOf(ctx, spec, within) },
    { $group: { _id: { $ifNull: ['$branch', ''] }, members: { $sum: 1 } } },
    { $sort: { members: -1, _id: 1 } },
    { $project: { _id: 0, branch: '$_id', members: 1 } },
  ]);
  return { members: found.reduce((sum, one) => sum + one.members, 0), branches: found };
}

/** How many of an audience read a language now. Who is in a channel is not looked up for it. */
export async function readersIn(
  ctx: AudienceContext,
  { include, except }: AudienceSpec,
  locale: Locale,
  within?: Affairs,
): Promise<number> {
  const known = (parts: readonly AudiencePart[]) => parts.filter(({ kind }) => kind !== 'channel');
  const spec = { include: known(include), except: known(except) };
  const reads = { $or: [{ localeChosen: locale }, { localeChosen: { $exists: false }, locale }] };
  return members(ctx).countDocuments({ $and: [await filterOf(ctx, spec, within), reads] });
}

/** Which of these people are in an audience now. Throws as `resolveAudience`. */
export async function whoIsIn(
  ctx: AudienceContext,
  spec: AudienceSpec,
  users: readonly string[],
  within?: Affairs,
): Promise<Set<string>> {
  const filter = await filterOf(ctx, spec, within);
  const found: string[] = await members(ctx).distinct('user', { $and: [filter, { user: { $in: [...users] } }] });
  return new Set(found);
}

/** The zones and shifts of an audience, each once. */
export async function shiftGroups(ctx: AudienceContext, spec: AudienceSpec): Promise<ShiftGroup[]> {
  const found = await members(ctx).aggregate<{ _id: { tz: string; shift: string } }>([
    { $match: await filterOf(ctx, spec, undefined) },
    { $group: { _id: { tz: '$tz', shift: { $ifNull: ['$shift', ''] } } } },
    { $sort: { '_id.tz': 1, '_id.shift': 1 } },
  ]);
  return found.map(({ _id: { tz, shift } }) => ({
    tz,
    shift,
    key: createHash('sha256').update(`${tz} ${shift}`).digest('hex').slice(0, 12),
  }));
}

/** A zone, and a shift in it. @param shift empty: of people without one; undefined: whatever it is */
type Clock = { tz: string; shift?: string };

function ofClock({ tz, shift }: Clock): QueryFilter<Member> {
  if (shift === undefined) return { tz };
  // null finds those without the field too.
  return shift === '' ? { tz, shift: null } : { tz, shift };
}

async function filterOf(
  ctx: AudienceContext,
  { include, except }: AudienceSpec,
  within: Affairs | undefined,
): Promise<QueryFilter<Member>> {
  if (hasLost({ include, except })) return { workspace: ctx.workspace, user: { $in: [] } };
  const [wanted, unwanted] = [await conditions(ctx, include), await conditions(ctx, except)];
  return {
    workspace: ctx.workspace,
    state: 'active',
    isGuest: false,
    ...inAffairs(within ?? 'company'),
    // Of nobody nobody is left; `$or` and `$nor` take no empty lists.
    ...(wanted.length === 0 ? { user: { $in: [] } } : { $or: wanted }),
    ...(unwanted.length === 0 ? {} : { $nor: unwanted }),
  };
}

/** Parts as conditions: people, channels and clubs together are one list of ids. */
async function conditions(ctx: AudienceContext, parts: readonly AudiencePart[]): Promise<QueryFilter<Member>[]> {
  const users = new Set<string>();
  const found: QueryFilter<Member>[] = [];
  for (const part of parts) {
    if (part.kind === 'member') users.add(part.user);
    else if (part.kind === 'channel') for (const user of await usersIn(ctx, part.channel)) users.add(user);
    else if (part.kind === 'club') for (const user of await usersInClub(ctx, part.club)) users.add(user);
    else if (part.kind !== 'lost') found.push(conditionOf(ctx, part));
  }
  return users.size === 0 ? found : [...found, { user: { $in: [...users] } }];
}

function conditionOf(
  ctx: AudienceContext,
  part: Exclude<AudiencePart, { kind: 'member' | 'channel' | 'club' | 'lost' }>,
): QueryFilter<Member> {
  switch (part.kind) {
    case 'everyone':
      return { workspace: { $exists: true } };
    case 'branch':
      return { branch: part.branch };
    case 'team':
      return { branch: part.branch, team: part.team };
    case 'post':
      return { post: part.post };
    case 'role':
      return withRole(ctx, part.role);
  }
}

/** Who is in a channel. @throws UserError when it cannot be read */
export async function usersIn(ctx: AudienceContext, channel: string): Promise<string[]> {
  const users: string[] = [];
  let cursor = '';
  try {
    do {
      const page = await ctx.slack.conversations.members({
        channel,
        limit: CHANNEL_PAGE,
        ...(cursor === '' ? {} : { cursor }),
      });
      users.push(...(page.members ?? []));
      cursor = page.response_metadata?.next_cursor ?? '';
    } while (cursor !== '');
  } catch (error) {
    if (NO_CHANNEL.some((code) => error instanceof Error && error.message.includes(code)))
      throw new UserError(CHANNEL_GONE);
    throw error;
  }
  return users;
}
