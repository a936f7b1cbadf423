import type { Actor } from '../../../../bot/actor.ts';
import { ROLES } from '../../../../bot/actor.ts';
import type { Context } from '../../../../context.ts';
import { LOCALES } from '../../../../lib/language.ts';
import { branchesAndTeams, postsOf } from '../../../../members/audience/audience.ts';
import { fitsScope, partKey, partOfKey } from '../../../../members/audience/spec.ts';
import { EVERYONE, HOLDERS } from '../../../../members/audience/text.ts';
import { affairsOf } from '../../../../members/roles.ts';
import { nameKey } from '../../../../members/roster/match.ts';
import { membersNamed } from '../../../../members/roster/named.ts';
import { memberOf } from '../../../../members/service.ts';
import type { PlanNames } from '../rules/row.ts';
import type { PlanCells } from '../rules/table.ts';

const ALL = ['全体', '所有人', '全员', 'all', 'everybody'];

/** Looks up, once for a whole plan, whom its words name: everyone, branches, teams, posts, roles; trainers by name or number. */
export async function planNames(ctx: Context, actor: Actor, rows: readonly PlanCells[]): Promise<PlanNames> {
  const trainers = rows.map((row) => row.cells.trainer ?? '').filter((word) => word !== '');
  const [branches, posts, people] = await Promise.all([
    branchesAndTeams(ctx),
    postsOf(ctx),
    membersNamed(ctx, trainers, affairsOf(actor)),
  ]);
  const parts = new Map<string, Set<string>>();
  const add = (name: string, key: string) => {
    const known = parts.get(nameKey(name));
    if (known === undefined) parts.set(nameKey(name), new Set([key]));
    else known.add(key);
  };
  for (const name of [...ALL, ...LOCALES.map((locale) => EVERYONE[locale])]) add(name, 'all');
  for (const { branch, teams } of branches) {
    add(branch, partKey({ kind: 'branch', branch }));
    for (const { team } of teams)
      for (const name of [team, `${branch}${team}`]) add(name, partKey({ kind: 'team', branch, team }));
  }
  for (const post of posts) add(post, partKey({ kind: 'post', post }));
  for (const role of ROLES.filter((one) => one !== 'worker'))
    for (const locale of LOCALES) add(HOLDERS[role][locale], partKey({ kind: 'role', role }));
  const mayInvite = (key: string): boolean => {
    const part = partOfKey(key);
    return part !== undefined && fitsScope({ include: [part], except: [] }, actor);
  };
  return {
    mayInvite,
    trainer: (word) => people.get(word) ?? [],
    audience: (word) => {
      const keys = [...(parts.get(nameKey(word)) ?? [])];
      // A team of the own branch is meant where another branch has one of the same name.
      const own = keys.filter(mayInvite);
      return own.length > 0 ? own : keys;
    },
  };
}

/** What the examples of a template name, so that it can be imported as it is: the officer as trainer, and whom they may invite. */
export async function templateFacts(ctx: Context, actor: Actor): Promise<{ trainer: string; audience: string }> {
  const affairs = affairsOf(actor);
  const named = (await membersNamed(ctx, [actor.name], affairs)).get(actor.name) ?? [];
  const number = named.length === 1 ? undefined : (await memberOf(ctx, actor.user))?.employeeNumber;
  return {
    trainer: number ?? actor.name,
    audience: typeof affairs === 'object' ? affairs.branch : EVERYONE[actor.locale],
  };
}
