import type { Actor } from '../../../bot/actor.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { newId } from '../../../lib/ids.ts';
import { type LivingDocuments, living } from '../../../lib/living.ts';
import { makeIndexes } from '../../../lib/stores/collection.ts';
import { maySee } from '../../../members/roles.ts';
import { type NoticeCalendar, noticeCalendar, prepareNotices } from '../../../notices/calendar.ts';
import { contests, papers, presences, sheets } from '../model.ts';
import { draw, goOn, QUALIFYING, qualify, wakesAt } from '../rules/contest.ts';
import type { Contest } from '../rules/records.ts';
import { WORDS } from '../words.ts';
import { arenaNoticeKinds } from './audience.ts';
import { knownOf, workdaysFor } from './known.ts';
import { playedIn } from './marks.ts';
import { follow } from './telling.ts';

export const prepareArena = async (ctx: Pick<Context, 'db'>): Promise<void> => {
  await Promise.all([makeIndexes(ctx, [contests, sheets, papers, presences]), prepareNotices(ctx)]);
};

/** What it tells by itself, and when. */
export const calendar: NoticeCalendar<Contest> = noticeCalendar<Contest>({ ...arenaNoticeKinds, lives: () => lives });

/** Contests: each write is decided purely, and what follows from it is told again by the tick if a process dies. */
export const lives: LivingDocuments<Contest, Context> = living<Contest, Context>({
  name: 'contest',
  model: contests,
  gone: () => new UserError(WORDS.gone),
  busy: () => new UserError(WORDS.busy),
  same: ({ rev }) => ({ rev }),
  also: ({ rev }) => ({ rev: rev + 1 }),
  wakesAt: (_ctx, one) => nextOf(one),
  hasNews: ({ news }) => news.length > 0,
  follow,
  followed: (now, { news }) => {
    const told = new Set(news.map(({ seq }) => seq));
    return { news: now.news.filter(({ seq }) => !told.has(seq)) };
  },
  due: async (ctx, { _id }) => {
    await goForward(ctx, _id);
    await calendar.tell(ctx, await lives.present(ctx, _id));
    await lives.decide(ctx, _id, restUntil);
  },
});

/** When it has to be looked at next, by what its dates say. */
function nextOf(one: Contest): Date | undefined {
  const hours = [wakesAt(one), calendar.wakesAt(one)].filter((at) => at !== undefined);
  return hours.length === 0 ? undefined : new Date(Math.min(...hours.map((at) => at.getTime())));
}

/** A contest that somebody’s last answer has woken, and in which nothing was to be done, rests again. */
function restUntil(one: Contest, now: Date): Partial<Contest> | undefined {
  const next = nextOf(one);
  const isWokenEarly = one.wakeAt !== undefined && one.wakeAt <= now && (next === undefined || next > now);
  return isWokenEarly ? {} : undefined;
}

/**
 * Draws, decides and ends what is due; asked again it changes nothing. What was played is read and marked once, before the write
 * is tried.
 * @returns the contest as it is then
 */
export async function advance(ctx: Context, id: string): Promise<Contest> {
  const found = await lives.present(ctx, id);
  const now = clock.now();
  if (found.state === 'open') {
    const [known, isWorkday] = await Promise.all([knownOf(ctx, found), workdaysFor(ctx, found)]);
    return (await lives.decide(ctx, id, (one) => draw(one, known, newId(), isWorkday, now), found)).one;
  }
  if (found.state === 'qualifying') {
    const [played, isWorkday] = await Promise.all([playedIn(ctx, found, [QUALIFYING.id]), workdaysFor(ctx, found)]);
    const marksOf = (entrant: string) => played.sideOf(QUALIFYING.id, entrant);
    return (await lives.decide(ctx, id, (one) => qualify(one, marksOf, newId(), isWorkday, now), found)).one;
  }
  if (found.state !== 'drawn') return found;
  const [played, isWorkday] = await Promise.all([playedIn(ctx, found, undefined, now), workdaysFor(ctx, found)]);
  let isStale = false;
  const { one } = await lives.decide(
    ctx,
    id,
    (contest) => {
      // What was read need not hold for what somebody else has made of it since.
      isStale = contest.rev !== found.rev;
      return isStale ? undefined : goOn(contest, played, isWorkday, now);
    },
    found,
  );
  return isStale ? advance(ctx, id) : one;
}

/** Decides what is due and tells it. */
export async function goForward(ctx: Context, id: string): Promise<void> {
  await lives.tell(ctx, await advance(ctx, id));
}

/** Whether an officer looks after a contest. */
export const manages = (actor: Actor, { branch }: Pick<Contest, 'branch'>): boolean => maySee(actor, branch);

/** @throws UserError for people who do not look after it */
export async function managed(ctx: Context, actor: Actor, id: string): Promise<Contest> {
  const found = await lives.present(ctx, id);
  if (!manages(actor, found)) throw new UserError(WORDS.notYours);
  return found;
}

export const tick = (ctx: Context): Promise<void> => lives.wake(ctx);
