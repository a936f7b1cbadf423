import type { Actor } from '../../../bot/actor.ts';
import type { Context } from '../../../context.ts';
import { branchesAndTeams, membersOf } from '../../../members/audience/audience.ts';
import { resolveAudience } from '../../../members/audience/resolve.ts';
import { type AudiencePart, partKey, partOfKey, specOfKeys } from '../../../members/audience/spec.ts';
import { maySee } from '../../../members/roles.ts';
import type { Competition } from '../model.ts';
import type { Level, Unit } from '../rules/facts.ts';

const PART_KIND = { branch: 'branch', team: 'team', person: 'member' } as const satisfies Record<Level, string>;

/** Whether something that was chosen is one of those that compete with each other at this level. */
export const isOfLevel = (level: Level, key: string): boolean => partOfKey(key)?.kind === PART_KIND[level];

/** The units as they are now, with their heads: those that were chosen, else all of those whose competition it is. */
export async function unitsOf(ctx: Context, one: Pick<Competition, 'level' | 'chosen' | 'branch'>): Promise<Unit[]> {
  const all = one.level === 'person' ? await peopleOf(ctx, one) : await groupsOf(ctx, one);
  const chosen = new Set(one.chosen);
  return all.filter(({ key }) => chosen.size === 0 || chosen.has(key));
}

async function groupsOf(ctx: Context, { level, branch: own }: Pick<Competition, 'level' | 'branch'>): Promise<Unit[]> {
  const sizes = (await branchesAndTeams(ctx)).filter(({ branch }) => own === undefined || branch === own);
  return sizes.flatMap(({ branch, members, teams }): Unit[] =>
    level === 'branch'
      ? [{ key: partKey({ kind: 'branch', branch }), name: branch, heads: members }]
      : teams.map(({ team, members: heads }) => ({
          key: partKey({ kind: 'team', branch, team }),
          name: own === undefined ? `${branch} ${team}` : team,
          heads,
        })),
  );
}

async function peopleOf(ctx: Context, { chosen, branch }: Pick<Competition, 'chosen' | 'branch'>): Promise<Unit[]> {
  const spec = specOfKeys(chosen.length > 0 ? chosen : ['all'], []);
  const units: Unit[] = [];
  for await (const page of resolveAudience(ctx, spec, branch === undefined ? undefined : { branch }))
    for (const { user, name } of page) units.push({ key: partKey({ kind: 'member', user }), name, heads: 1 });
  return units;
}

/** The members of each unit as they are now. */
export async function membersIn(ctx: Context, units: readonly Unit[]): Promise<{ unit: string; users: string[] }[]> {
  const users = new Map(units.map(({ key }) => [key, [] as string[]]));
  const spec = specOfKeys([...users.keys()], []);
  for await (const page of resolveAudience(ctx, spec))
    for (const { user, branch = '', team = '' } of page) {
      const parts: AudiencePart[] = [
        { kind: 'member', user },
        { kind: 'team', branch, team },
        { kind: 'branch', branch },
      ];
      const own = parts.map((part) => users.get(partKey(part))).find((found) => found !== undefined);
      own?.push(user);
    }
  return [...users].map(([unit, found]) => ({ unit, users: found }));
}

/** The unit to which a person belongs. */
export function ownUnit(
  { units }: Pick<Competition, 'units'>,
  { user, branch = '', team = '' }: Actor,
): Unit | undefined {
  const keys = [
    partKey({ kind: 'member', user }),
    partKey({ kind: 'team', branch, team }),
    partKey({ kind: 'branch', branch }),
  ];
  return units.find(({ key }) => keys.includes(key));
}

/** Who a unit is, among people. */
export function userOf(unit: string): string | undefined {
  const part = partOfKey(unit);
  return part?.kind === 'member' ? part.user : undefined;
}

/** Whether somebody may speak for a unit: its branch’s officers; a person for themselves. */
export function speaksFor(actor: Actor, unit: string): boolean {
  const part = partOfKey(unit);
  if (part?.kind === 'member') return part.user === actor.user;
  return (part?.kind === 'branch' || part?.kind === 'team') && maySee(actor, part.branch);
}

/** These people by name. */
export async function namesOf(ctx: Context, users: readonly string[]): Promise<Map<string, string>> {
  return new Map([...(await membersOf(ctx, users))].map(([user, { name }]) => [user, name]));
}
