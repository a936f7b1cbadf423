import { type Member, members, type Store, WITHOUT_KEYS } from '../model.ts';

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

/** The zones in which active members are. */
export async function zonesOf(ctx: Store): Promise<string[]> {
  return members(ctx).distinct('tz', active(ctx));
}

/** The shifts that active members have, in the roster's words. */
export async function shiftsOf(ctx: Store): Promise<string[]> {
  const shifts: unknown[] = await members(ctx).distinct('shift', { ...active(ctx), shift: { $gt: '' } });
  return shifts.filter((shift) => typeof shift === 'string').sort();
}

function active(ctx: Store) {
  return { workspace: ctx.workspace, state: 'active' as const, isGuest: false };
}
