import type { Actor } from '../../../bot/actor.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import type { Context } from '../../../context.ts';
import { recallCopies, redrawAbout, redrawCopies } from '../../../delivery/copies.ts';
import { plan } from '../../../delivery/plan.ts';
import { inGroups } from '../../../gatherings/in-groups.ts';
import { clock } from '../../../lib/clock.ts';
import { newId } from '../../../lib/ids.ts';
import { gather } from '../../../lib/lists/gather.ts';
import { type LivingDocuments, living } from '../../../lib/living.ts';
import { makeIndexes } from '../../../lib/stores/collection.ts';
import { resolveAudience } from '../../../members/audience/resolve.ts';
import { EVERYBODY } from '../../../members/audience/spec.ts';
import { maySee } from '../../../members/roles.ts';
import { aboutDates, type NoticeCalendar, noticeCalendar, prepareNotices } from '../../../notices/calendar.ts';
import type { Dated } from '../../../notices/rules/due.ts';
import { isEnded } from '../../../papers/answers.ts';
import { contests, papers, sheets } from '../model.ts';
import { after, isReady, type Match } from '../rules/bracket.ts';
import {
  bracketOf,
  draw,
  entrantAt,
  entrantOf,
  goOn,
  laidOf,
  noticesOf,
  participants,
  QUALIFYING,
  qualify,
  roundOfKey,
  turnsIn,
  wakesAt,
} from '../rules/contest.ts';
import type { Contest, Paper } from '../rules/records.ts';
import { WORDS } from '../words.ts';
import { knownOf, workdaysFor } from './known.ts';
import { playedIn } from './marks.ts';
import { settle } from './settling.ts';

export const prepareArena = async (ctx: Pick<Context, 'db'>): Promise<void> => {
  await Promise.all([makeIndexes(ctx, [contests, sheets, papers]), prepareNotices(ctx)]);
};

/** The name of the message in a channel that shows the bracket. */
export const boardNotice = (id: string): string => `arena.board-${id}`;

/** Everybody who can sign up: the branch's, or the company's. */
export async function* invited(ctx: Context, { branch }: Contest): AsyncGenerator<string[]> {
  const within = branch === undefined ? undefined : { branch };
  for await (const page of resolveAudience(ctx, EVERYBODY, within)) yield page.map(({ user }) => user);
}

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

/** To whom a notice goes as things stand. */
async function* readers(ctx: Context, contest: Contest, { verb, key }: Dated): AsyncGenerator<string[]> {
  if (verb === 'opening' || verb === 'closing') {
    for await (const page of invited(ctx, contest)) yield page.filter((user) => !hasAnswered(contest, user));
    return;
  }
  if (verb === 'turn' || verb === 'last') return yield await waitingIn(ctx, contest, roundOfKey(key));
  yield participants(contest);
}

/** What it tells by itself, and when. */
export const calendar: NoticeCalendar<Contest> = noticeCalendar<Contest>({
  feature: 'arena',
  lives: () => lives,
  titleOf: ({ name }) => name,
  entries: noticesOf,
  foreseen: (one, now) => noticesOf(one.state === 'draft' ? { ...one, publishedAt: now } : one),
  readers,
  isFor: async (ctx, contest, { verb, key }, user) => {
    if (verb === 'opening' || verb === 'closing') return !hasAnswered(contest, user);
    if (verb === 'turn' || verb === 'last') return (await waitingIn(ctx, contest, roundOfKey(key), user)).length > 0;
    return true;
  },
  kinds: {
    opening: { zh: '开放报名', en: 'Sign-up opens' },
    closing: { zh: '报名快截止', en: 'Sign-up closes soon' },
    draw: { zh: '抽签公布', en: 'Draw' },
    turn: { zh: '轮到你上台', en: 'Your match' },
    last: { zh: '这一轮快结束', en: 'Round ends soon' },
    standings: { zh: '这一轮战况', en: 'Standings' },
    result: { zh: '最后名次', en: 'Result' },
  },
});

/** Matches of this round that are done: everybody has answered, or their time is over. */
function isDoneIn(contest: Contest, all: readonly Paper[], now: Date): (match: Match) => boolean {
  return ({ id, a2, b2 }) =>
    [a2, b2].every((seed) => {
      const entrant = entrantAt(contest, seed);
      const own = all.filter((one) => one.match === id && one.entrant === entrant?.id);
      return own.length === contest.boards && own.every((one) => isEnded(one, contest.count, now));
    });
}

/**
 * Draws, decides and ends what is due; asked again it changes nothing.
 * @param only looks at these matches alone, and reads their papers alone
 * @returns the contest as it is then
 */
export async function advance(ctx: Context, id: string, only?: readonly string[]): Promise<Contest> {
  const found = await lives.present(ctx, id);
  if (found.state === 'open') {
    const [known, isWorkday] = await Promise.all([knownOf(ctx, found), workdaysFor(ctx, found)]);
    return (await lives.decide(ctx, id, (one, now) => draw(one, known, newId(), isWorkday, now), found)).one;
  }
  if (found.state === 'qualifying') {
    const [qualified, isWorkday] = await Promise.all([playedIn(ctx, found, [QUALIFYING.id]), workdaysFor(ctx, found)]);
    const marksOf = (entrant: string) => qualified.sideOf(QUALIFYING.id, entrant);
    return (await lives.decide(ctx, id, (one, now) => qualify(one, marksOf, newId(), isWorkday, now), found)).one;
  }
  if (found.state !== 'drawn') return found;
  const ready = bracketOf(found)
    .filter(isReady)
    .filter((match) => only?.includes(match.id) !== false);
  if (only !== undefined && ready.length === 0) return found;
  const played = await playedIn(ctx, found, only);
  const now = clock.now();
  const isDone = isDoneIn(found, played.papers, now);
  const isKnown = new Set(ready.map(({ id: match }) => match));
  if (only !== undefined && !ready.some(isDone)) return found;
  let isLast = false;
  const { one } = await lives.decide(
    ctx,
    id,
    // A match that was not ready when its papers were read is looked at the next time.
    (contest) => {
      const change = goOn(contest, played.marksOf, (match) => isKnown.has(match.id) && isDone(match), now);
      // The ranking and what is over by its time need all papers.
      isLast = only !== undefined && change !== undefined && !isOnly(contest, change, only);
      return isLast ? undefined : change;
    },
    found,
  );
  return isLast ? advance(ctx, id) : one;
}

/** Whether a change decides nothing but these matches. */
const isOnly = (before: Contest, change: Partial<Contest>, only: readonly string[]): boolean =>
  change.state === undefined &&
  Object.keys(change.decisions ?? {}).every((match) => match in before.decisions || only.includes(match));

/** Decides matches whose last papers have just come in; what ends at the same moment is written at once. */
export const endTogether = gather((ctx: Context, items: readonly { id: string; match: string }[]) =>
  inGroups(
    items,
    ({ id }) => id,
    async (id, own) => {
      const after = await advance(ctx, id, [...new Set(own.map(({ match }) => match))]);
      await lives.tell(ctx, after);
      return own.map(() => after);
    },
  ),
);

/** Those whose match was decided otherwise, and those who may meet one of them now. */
async function tellOverturned(ctx: Context, contest: Contest, match: string, seq: number): Promise<void> {
  const further = new Set([match, ...after(laidOf(contest), match).map(({ id }) => id)]);
  const concerned = bracketOf(contest)
    .filter(({ id }) => further.has(id))
    .flatMap(({ a2, b2 }) => [entrantAt(contest, a2), entrantAt(contest, b2)])
    .flatMap((one) => one?.members ?? []);
  await plan(
    ctx,
    [...new Set(concerned)].map((recipient) => ({
      notice: `arena.changed-${contest._id}-${seq}`,
      kind: 'arena.changed',
      recipient,
      to: 'member' as const,
      params: { of: contest._id, match },
    })),
  );
}

/** Those whose match is known late. */
async function tellLate(ctx: Context, contest: Contest, match: string, seq: number): Promise<void> {
  const own = bracketOf(contest).find(({ id }) => id === match);
  const sides = [entrantAt(contest, own?.a2), entrantAt(contest, own?.b2)];
  await plan(
    ctx,
    sides
      .flatMap((one) => one?.members.slice(0, contest.boards) ?? [])
      .map((recipient) => ({
        notice: `arena.late-${contest._id}-${seq}`,
        kind: 'arena.late',
        about: aboutDates('arena', contest._id),
        recipient,
        to: 'member' as const,
        params: { of: contest._id, match },
      })),
  );
}

/**
 * What stands in Slack of it shows it as it is: of a match that was decided to its people, of a cancellation to everybody, of anything
 * else to those who take part. Who was only invited hears by pressing that it is over: Slack takes fifty changes a minute.
 */
async function redrawNotices(ctx: Context, contest: Contest): Promise<void> {
  const { _id: id, news } = contest;
  const about = aboutDates('arena', id);
  if (news.some(({ what }) => what === 'cancelled')) await redrawAbout(ctx, about);
  const decided = new Set(news.flatMap((one) => (one.what === 'decided' ? one.match : [])));
  const players = bracketOf(contest)
    .filter((match) => decided.has(match.id))
    .flatMap(({ a2, b2 }) => [entrantAt(contest, a2), entrantAt(contest, b2)])
    .flatMap((one) => one?.members ?? []);
  const isForAll = news.some(({ what }) => what === 'shown' || what === 'overturned');
  const recipients = isForAll ? participants(contest) : players;
  if (recipients.length > 0) await redrawAbout(ctx, about, { recipients });
}

/** What follows from news: the ledger, and what stands in a channel. */
async function follow(ctx: Context, contest: Contest): Promise<void> {
  const { _id: id, news, channel, state } = contest;
  for (const one of news) await settle(ctx, contest, one);
  if (channel !== undefined && contest.drawn !== undefined && state !== 'cancelled') {
    await plan(ctx, [
      {
        notice: boardNotice(id),
        kind: 'arena.board',
        recipient: channel,
        to: 'channel',
        params: { of: id },
      },
    ]);
    await redrawCopies(ctx, boardNotice(id));
  }
  await redrawNotices(ctx, contest);
  for (const one of news) {
    if (one.what === 'overturned') await tellOverturned(ctx, contest, one.match, one.seq);
    if (one.what === 'late') await tellLate(ctx, contest, one.match, one.seq);
  }
  if (news.some(({ what }) => what === 'cancelled')) {
    await recallCopies(ctx, boardNotice(id));
    const concerned = new Set([contest.createdBy, ...participants(contest)]);
    await plan(
      ctx,
      [...concerned].map((recipient) => ({
        notice: `arena.off-${id}`,
        kind: 'arena.off',
        recipient,
        to: 'member' as const,
        params: { of: id },
      })),
    );
  }
}

/** Contests: each write is decided purely, and what follows from it is told again by the tick if a process dies. */
export const lives: LivingDocuments<Contest, Context> = living<Contest, Context>({
  name: 'contest',
  model: contests,
  gone: () => new UserError(WORDS.gone),
  busy: () => new UserError(WORDS.busy),
  same: ({ rev }) => ({ rev }),
  also: ({ rev }) => ({ rev: rev + 1 }),
  wakesAt: (_ctx, one) => {
    const hours = [wakesAt(one), calendar.wakesAt(one)].filter((at) => at !== undefined);
    return hours.length === 0 ? undefined : new Date(Math.min(...hours.map((at) => at.getTime())));
  },
  hasNews: ({ news }) => news.length > 0,
  follow,
  followed: (now, { news }) => {
    const told = new Set(news.map(({ seq }) => seq));
    return { news: now.news.filter(({ seq }) => !told.has(seq)) };
  },
  due: async (ctx, { _id }) => {
    await lives.tell(ctx, await advance(ctx, _id));
    await calendar.tell(ctx, await lives.present(ctx, _id));
  },
});

/** Whether an officer looks after a contest. */
export const manages = (actor: Actor, { branch }: Pick<Contest, 'branch'>): boolean => maySee(actor, branch);

/** @throws UserError for people who do not look after it */
export async function managed(ctx: Context, actor: Actor, id: string): Promise<Contest> {
  const found = await lives.present(ctx, id);
  if (!manages(actor, found)) throw new UserError(WORDS.notYours);
  return found;
}

export const tick = (ctx: Context): Promise<void> => lives.wake(ctx);
