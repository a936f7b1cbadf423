import type { Context } from '../context.ts';
import { membersOf } from './audience/audience.ts';
import { awayOf } from './leave/leaves.ts';
import { type Member, members, WITHOUT_KEYS } from './model.ts';
import { withRole } from './officers.ts';
import { actorFrom } from './service.ts';

/** The highest rank: 0 the branch's officers, 1 the company's, 2 the administrators. */
export const TOP_RANK = 2;

export function rankAbove(rank: number): number {
  return Math.min(TOP_RANK, rank + 1);
}

/** What decides of which rank an officer is. */
export interface Officer {
  user: string;
  roles: readonly string[];
  scope: 'company' | 'branch';
  branch?: string | undefined;
}

/** The officers of a rank for a branch's affairs; those of the next rank where there are none. */
export function officersOfRank<T extends Officer>(officers: readonly T[], rank: number, branch: string): T[] {
  const isAdministrator = (one: T) => one.roles.includes('administrator');
  const ranks = [
    officers.filter((one) => !isAdministrator(one) && one.branch === branch && one.roles.includes('officer')),
    officers.filter((one) => !isAdministrator(one) && one.scope === 'company' && one.roles.includes('officer')),
    officers.filter(isAdministrator),
  ];
  return ranks.slice(rank).find((found) => found.length > 0) ?? [];
}

/** Who of these people is in the company and not away today. */
export async function whoIsThere(ctx: Context, users: readonly string[]): Promise<(user: string) => boolean> {
  const [known, away] = await Promise.all([membersOf(ctx, users), awayOf(ctx, users)]);
  return (user) => known.get(user)?.state === 'active' && !away.has(user);
}

/**
 * The officers of a rank for a branch's affairs who are there. Nothing is left to nobody: where all of them are away, it is
 * theirs all the same.
 * @returns user ids; none only where the company has neither an officer of that rank or above nor an administrator
 */
export async function onDutyOfRank(ctx: Context, rank: number, branch: string): Promise<string[]> {
  const filter = { workspace: ctx.workspace, state: 'active' as const, ...withRole(ctx, 'officer', 'administrator') };
  const found = await members(ctx).find(filter, WITHOUT_KEYS).lean<Member[]>();
  const officers = found.flatMap((member) => actorFrom(ctx, member) ?? []);
  const all = officersOfRank(officers, rank, branch).map((one) => one.user);
  const isThere = await whoIsThere(ctx, all);
  const present = all.filter(isThere);
  return present.length === 0 ? all : present;
}
