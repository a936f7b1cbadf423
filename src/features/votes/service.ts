import { balloted } from '../../ballots/ballots.ts';
import { type Ballot, MOST_AT_ONCE } from '../../ballots/rules/ballot.ts';
import type { Actor } from '../../bot/actor.ts';
import { UserError } from '../../bot/routing/errors.ts';
import type { Context } from '../../context.ts';
import { sizeOfAudience } from '../../members/audience/resolve.ts';
import { type AudienceSpec, checkReadable, fitsScope } from '../../members/audience/spec.ts';
import { ownedBy } from '../../members/roles.ts';
import type { Wanted } from './rules.ts';
import { WORDS } from './words.ts';

/** The votes that officers call: all that there is about them is in the kernel. */
export const votes = balloted({ feature: 'votes' });

/** Whom an officer asks, as things stand. @throws UserError for an audience that is not theirs, and for one of nobody */
export async function reachOf(ctx: Context, actor: Actor, electorate: AudienceSpec): Promise<number> {
  checkReadable(electorate);
  const { branch } = ownedBy(actor);
  if (!fitsScope(electorate, actor)) throw new UserError(WORDS.otherBranch);
  const { members } = await sizeOfAudience(ctx, electorate, branch === undefined ? undefined : { branch });
  if (members === 0) throw new UserError(WORDS.nobody);
  return members;
}

/** Calls a vote, and opens it if it is to begin now; a big one is opened by the tick. @param id of this one call: the same again is the first one */
export async function callVote(ctx: Context, actor: Actor, id: string, wanted: Wanted): Promise<Ballot> {
  const people = await reachOf(ctx, actor, wanted.electorate);
  await votes.call(ctx, actor, id, { ...wanted, ...ownedBy(actor) });
  return people > MOST_AT_ONCE ? votes.present(ctx, id) : votes.goForward(ctx, id);
}

export const tick = (ctx: Context): Promise<void> => votes.wake(ctx);
