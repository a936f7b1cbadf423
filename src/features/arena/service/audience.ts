import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { resolveAudience } from '../../../members/audience/resolve.ts';
import { EVERYBODY } from '../../../members/audience/spec.ts';
import type { NoticeKinds } from '../../../notices/calendar.ts';
import { isEnded } from '../../../papers/answers.ts';
import { papers } from '../model.ts';
import { noticesOf, roundOfKey } from '../rules/calendar.ts';
import { participants, turnsIn } from '../rules/contest.ts';
import { entrantOf } from '../rules/entering.ts';
import type { Contest, Paper } from '../rules/records.ts';

/*
 * Who hears what of a contest.
 */

const hasAnswered = (contest: Contest, user: string): boolean =>
  entrantOf(contest, user) !== undefined || contest.refused.includes(user);

/** Those who have a match in a round and have not finished their paper. @param of only this person */
async function waitingIn(ctx: Context, contest: Contest, round: number, of?: string): Promise<string[]> {
  const turns = turnsIn(contest, round);
  const users = of === undefined ? [...turns.keys()] : [of].filter((user) => turns.has(user));
  const begun = await papers(ctx)
    .find({ workspace: ctx.workspace, contest: contest._id, member: { $in: users } })
    .lean<Paper[]>();
  const now = clock.now();
  const done = new Set(
    begun
      .filter((one) => one.match === turns.get(one.member) && isEnded(one, contest.count, now))
      .map((one) => one.member),
  );
  return users.filter((user) => !done.has(user));
}

const isInvitation = (verb: string): boolean => verb === 'opening' || verb === 'closing';
/** What is about a match of one's own. */
const isTurn = (verb: string): boolean => ['turn', 'last', 'ready', 'next'].includes(verb);

/** The notices of a contest: when they go out, and to whom. */
export const arenaNoticeKinds: Omit<NoticeKinds<Contest>, 'lives'> = {
  feature: 'arena',
  titleOf: ({ name }) => name,
  entries: noticesOf,
  foreseen: (one, now) => noticesOf(one.state === 'draft' ? { ...one, publishedAt: now } : one),
  readers: async function* (ctx, contest, { verb, key }) {
    if (isTurn(verb)) return yield await waitingIn(ctx, contest, roundOfKey(key));
    if (!isInvitation(verb)) return yield participants(contest);
    // Everybody who can sign up: the branch’s, or the company’s.
    const within = contest.branch === undefined ? undefined : { branch: contest.branch };
    for await (const page of resolveAudience(ctx, EVERYBODY, within))
      yield page.map(({ user }) => user).filter((user) => !hasAnswered(contest, user));
  },
  isFor: async (ctx, contest, { verb, key }, user) => {
    if (isInvitation(verb)) return !hasAnswered(contest, user);
    return !isTurn(verb) || (await waitingIn(ctx, contest, roundOfKey(key), user)).length > 0;
  },
  kinds: {
    opening: { zh: '开放报名', en: 'Sign-up opens' },
    closing: { zh: '报名快截止', en: 'Sign-up closes soon' },
    draw: { zh: '抽签公布', en: 'Draw' },
    next: { zh: '下一场对手', en: 'Next match' },
    ready: { zh: '开赛前签到', en: 'Check-in' },
    turn: { zh: '轮到你上台', en: 'Your match' },
    last: { zh: '这一轮快结束', en: 'Round ends soon' },
    standings: { zh: '这一轮战况', en: 'Standings' },
    result: { zh: '最后名次', en: 'Result' },
  },
};
