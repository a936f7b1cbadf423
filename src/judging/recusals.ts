import type { Related } from '../bot/routing/contributions.ts';
import type { Context } from '../context.ts';
import { membersOf } from '../members/audience/audience.ts';
import { type Near, type Recusal, recusalOf } from './rules.ts';

/** Somebody who is judged, and where they were when it began. */
export type Judged = Near & { member: string };

/**
 * What judges are to the people whom they would score. Where somebody was when it began counts, and where they are now.
 * @param related what features know beside the roster, such as a mentor and their apprentice
 */
export async function recusals(
  ctx: Context,
  related: Related,
  judges: readonly string[],
  among: readonly Judged[],
): Promise<(judge: string, judged: Judged) => Recusal | undefined> {
  const members = among.map(({ member }) => member);
  const [people, near] = await Promise.all([
    membersOf(ctx, [...judges, ...members]),
    Promise.all(judges.map(async (judge) => [judge, await related(ctx, judge, members)] as const)),
  ]);
  const nearTo = new Map(near);
  return (judge, { member, branch, team }) => {
    const [own, other] = [people.get(judge), people.get(member)];
    const isRelated = nearTo.get(judge)?.has(member) === true;
    const as = { user: judge, branch: own?.branch, team: own?.team };
    return (
      recusalOf(as, { member, branch, team }, isRelated) ??
      recusalOf(as, { member, branch: other?.branch, team: other?.team }, isRelated)
    );
  };
}
