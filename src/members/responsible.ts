import type { Actor } from '../bot/actor.ts';
import { mayRun } from '../bot/routing/roles.ts';
import type { Context } from '../context.ts';
import { type Member, members, WITHOUT_KEYS } from './model.ts';
import { withRole } from './officers.ts';
import { whoIsThere } from './ranks.ts';
import { maySee } from './roles.ts';
import { actorFrom, actorOf } from './service.ts';

/**
 * Who answers for something: the officer who made it, while they still may manage it and are not away; else the company's officers
 * who are there. Nothing is left to nobody: where all are away, the person who made it.
 * @param mayManage the feature's own rule of whose it is
 */
export async function responsibleFor(
  ctx: Context,
  maker: string,
  mayManage: (actor: Actor) => boolean,
): Promise<string[]> {
  const found = await actorOf(ctx, maker);
  const mayStill = found !== undefined && mayRun(found, 'officer') && mayManage(found);
  if (mayStill && (await whoIsThere(ctx, [maker]))(maker)) return [maker];
  const officers = await members(ctx)
    .find({ workspace: ctx.workspace, state: 'active', ...withRole(ctx, 'officer', 'administrator') }, WITHOUT_KEYS)
    .lean<Member[]>();
  const company = officers
    .flatMap((member) => actorFrom(ctx, member) ?? [])
    .filter((actor) => mayRun(actor, 'officer') && maySee(actor, undefined))
    .map(({ user }) => user);
  const there = company.filter(await whoIsThere(ctx, company));
  if (there.length > 0) return there;
  return mayStill ? [maker] : company;
}
