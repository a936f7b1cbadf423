import { createHash } from 'node:crypto';
import type { QueryFilter } from 'mongoose';
import { type Member, members, type Store, WITHOUT_KEYS } from '../model.ts';

/** For whom something is: everyone, a branch, a team of it, or a post. */
export interface Audience {
  kind: 'company' | 'branch' | 'team' | 'post';
  branch?: string;
  team?: string;
  post?: string;
}

/** Members who share a clock: the day and the hour of a notice are the same for all of them. */
export interface ShiftGroup {
  tz: string;
  /** The shift in the roster's words; empty without one. */
  shift: string;
  /** Names the group; the same wherever it is computed, fit for ids and job keys. */
  key: string;
}

const UNITS = ['branch', 'team', 'post'] as const;
type Unit = (typeof UNITS)[number];

const MOST_READ = 5_000;

/**
 * The active members of an audience (of several: of any of them, each once), in batches, in the order of their ids.
 * Pages by key, so that work between two batches may take as long as it likes.
 * @param group only those of one zone and shift.
 */
export async function* eachMember(
  ctx: Store,
  audience: Audience | readonly Audience[],
  batchSize: number,
  group?: Pick<ShiftGroup, 'tz' | 'shift'>,
): AsyncGenerator<Member[], void, void> {
  const filter = { ...filterOf(ctx, audience), ...(group === undefined ? {} : clockOf(group)) };
  for (let after = ''; ; ) {
    const batch = await members(ctx)
      .find({ $and: [filter, { user: { $gt: after } }] }, WITHOUT_KEYS)
      .sort({ user: 1 })
      .limit(Math.min(batchSize, MOST_READ))
      .lean<Member[]>();
    const last = batch.at(-1);
    if (last === undefined) return;
    yield batch;
    after = last.user;
  }
}

/** How many active members an audience has. */
export async function countMembers(ctx: Store, audience: Audience | readonly Audience[]): Promise<number> {
  return members(ctx).countDocuments(filterOf(ctx, audience));
}

/** Whether an audience includes a person, by the same rule as the queries. */
export function isIncluded(audience: Audience, person: Record<Unit, string | undefined>): boolean {
  if (audience.kind === 'company') return true;
  const part = partOf(audience);
  return part !== undefined && UNITS.every((unit) => part[unit] === undefined || part[unit] === person[unit]);
}

/** The zones and shifts of an audience, each once. */
export async function shiftGroups(ctx: Store, audience: Audience | readonly Audience[]): Promise<ShiftGroup[]> {
  const found = await members(ctx).aggregate<{ _id: { tz: string; shift: string } }>([
    { $match: filterOf(ctx, audience) },
    { $group: { _id: { tz: '$tz', shift: { $ifNull: ['$shift', ''] } } } },
    { $sort: { '_id.tz': 1, '_id.shift': 1 } },
  ]);
  return found.map(({ _id: { tz, shift } }) => ({
    tz,
    shift,
    key: createHash('sha256').update(`${tz} ${shift}`).digest('hex').slice(0, 12),
  }));
}

/** These members by user id, whatever their state; strangers are not in it. */
export async function membersOf(ctx: Store, users: readonly string[]): Promise<Map<string, Member>> {
  if (users.length === 0) return new Map();
  const found = await members(ctx)
    .find({ workspace: ctx.workspace, user: { $in: [...new Set(users)] } }, WITHOUT_KEYS)
    .lean<Member[]>();
  return new Map(found.map((member) => [member.user, member]));
}

export interface BranchSize {
  branch: string;
  members: number;
  teams: { team: string; members: number }[];
}

/** The branches and their teams with how many active members each has; who is in none is not counted. */
export async function branchesAndTeams(ctx: Store): Promise<BranchSize[]> {
  const found = await members(ctx).aggregate<{ _id: { branch: string; team?: string | null }; count: number }>([
    { $match: { ...active(ctx), branch: { $gt: '' } } },
    { $group: { _id: { branch: '$branch', team: '$team' }, count: { $sum: 1 } } },
    { $sort: { '_id.branch': 1, '_id.team': 1 } },
  ]);
  const branches = new Map<string, BranchSize>();
  for (const { _id, count } of found) {
    const branch = branches.get(_id.branch) ?? { branch: _id.branch, members: 0, teams: [] };
    branch.members += count;
    if (_id.team) branch.teams.push({ team: _id.team, members: count });
    branches.set(_id.branch, branch);
  }
  return [...branches.values()];
}

/** The posts that active members have, sorted. */
export async function postsOf(ctx: Store): Promise<string[]> {
  const posts: unknown[] = await members(ctx).distinct('post', { ...active(ctx), post: { $gt: '' } });
  return posts.filter((post) => typeof post === 'string').sort();
}

/** The shifts that active members have, in the roster's words. */
export async function shiftsOf(ctx: Store): Promise<string[]> {
  const shifts: unknown[] = await members(ctx).distinct('shift', { ...active(ctx), shift: { $gt: '' } });
  return shifts.filter((shift) => typeof shift === 'string').sort();
}

function active(ctx: Store) {
  return { workspace: ctx.workspace, state: 'active' as const, isGuest: false };
}

function filterOf(ctx: Store, audience: Audience | readonly Audience[]): QueryFilter<Member> {
  const all: readonly Audience[] = 'kind' in audience ? [audience] : audience;
  if (all.some((one) => one.kind === 'company')) return active(ctx);
  const parts = all.map(partOf).filter((part) => part !== undefined);
  const [only] = parts;
  if (only === undefined) return { ...active(ctx), user: { $in: [] } };
  return parts.length === 1 ? { ...active(ctx), ...only } : { ...active(ctx), $or: parts };
}

/** An audience that does not say which branch, team or post is nobody, not everybody. */
function partOf({ kind, branch, team, post }: Audience): Pick<Audience, Unit> | undefined {
  if (kind === 'post') return post ? { post } : undefined;
  if (!branch) return undefined;
  if (kind === 'branch') return { branch };
  return team ? { branch, team } : undefined;
}

function clockOf({ tz, shift }: Pick<ShiftGroup, 'tz' | 'shift'>): QueryFilter<Member> {
  // null finds those without the field too.
  return shift === '' ? { tz, shift: null } : { tz, shift };
}
