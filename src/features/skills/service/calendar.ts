import { UserError } from '../../../bot/routing/errors.ts';
import type { Context } from '../../../context.ts';
import { type LivingDocuments, living } from '../../../lib/living.ts';
import { resolveAudience } from '../../../members/audience/resolve.ts';
import { EVERYBODY } from '../../../members/audience/spec.ts';
import { type NoticeCalendar, noticeCalendar } from '../../../notices/calendar.ts';
import type { Dated } from '../../../notices/rules/due.ts';
import { contests, entrants, heats } from '../model.ts';
import { heatOfKey, noticesOf, wakesAt } from '../rules/contest.ts';
import type { Contest, Entrant } from '../rules/records.ts';
import { waitsForJudge } from '../rules/scoring.ts';
import { WORDS } from '../words.ts';

/** What a contest's life is made of, but for what follows from it. */
export const contestLife = {
  name: 'skill contest',
  model: contests,
  gone: () => new UserError(WORDS.gone),
  busy: () => new UserError(WORDS.busy),
  same: ({ rev }: Contest) => ({ rev }),
  also: ({ rev }: Contest) => ({ rev: rev + 1 }),
  wakesAt: (_ctx: Context, one: Contest) => {
    const hours = [wakesAt(one), calendar.wakesAt(one)].filter((at) => at !== undefined);
    return hours.length === 0 ? undefined : new Date(Math.min(...hours.map((at) => at.getTime())));
  },
  hasNews: ({ news }: Contest) => news.length > 0,
  followed: (now: Contest, { news }: Contest) => {
    const told = new Set(news.map(({ seq }) => seq));
    return { news: now.news.filter(({ seq }) => !told.has(seq)) };
  },
};

/** The contests, for whatever need not know what follows from a write. */
export const kept: LivingDocuments<Contest, Context> = living<Contest, Context>({
  ...contestLife,
  follow: async () => {},
  due: async () => {},
});

/** Everybody who can sign up: the branch's, or the company's. */
export async function* invited(ctx: Context, { branch }: Contest): AsyncGenerator<string[]> {
  const within = branch === undefined ? undefined : { branch };
  for await (const page of resolveAudience(ctx, EVERYBODY, within)) yield page.map(({ user }) => user);
}

/** Who has a seat, waits for one, or does not want to be asked. */
async function answered(ctx: Context, { _id: contest, refused }: Contest): Promise<Set<string>> {
  const seated: unknown[] = await heats(ctx).distinct('seats.member', {
    workspace: ctx.workspace,
    contest,
    state: 'open',
  });
  return new Set([...refused, ...seated.map(String)]);
}

/** The people of a heat who compete in it. */
const competing = (ctx: Context, heat: string, member?: string): Promise<Entrant[]> =>
  entrants(ctx)
    .find({ workspace: ctx.workspace, heat, state: 'in', ...(member === undefined ? {} : { member }) })
    .lean<Entrant[]>();

/** The judges of a heat whose sheets wait. */
const lateJudges = async (ctx: Context, heat: string): Promise<string[]> => [
  ...new Set((await competing(ctx, heat)).flatMap((one) => one.panel.filter((judge) => waitsForJudge(one, judge)))),
];

/** To whom a notice goes as things stand. */
async function* readers(ctx: Context, contest: Contest, { verb, key }: Dated): AsyncGenerator<string[]> {
  if (verb === 'opening' || verb === 'closing') {
    const done = await answered(ctx, contest);
    for await (const page of invited(ctx, contest)) yield page.filter((user) => !done.has(user));
    return;
  }
  if (verb === 'turn') return yield (await competing(ctx, heatOfKey(key))).map(({ member }) => member);
  if (verb === 'sheets') return yield await lateJudges(ctx, heatOfKey(key));
  const all = await entrants(ctx).distinct('member', {
    workspace: ctx.workspace,
    contest: contest._id,
    state: { $ne: 'withdrawn' },
  });
  yield all;
}

/** What a contest tells by itself, and when. */
export const calendar: NoticeCalendar<Contest> = noticeCalendar<Contest>({
  feature: 'skills',
  lives: () => kept,
  titleOf: ({ name }) => name,
  entries: noticesOf,
  foreseen: (one, now) => noticesOf(one.state === 'draft' ? { ...one, openedAt: now } : one),
  readers,
  isFor: async (ctx, contest, { verb, key }, user) => {
    if (verb === 'opening' || verb === 'closing') return !(await answered(ctx, contest)).has(user);
    if (verb === 'turn') return (await competing(ctx, heatOfKey(key), user)).length > 0;
    if (verb === 'sheets') return (await lateJudges(ctx, heatOfKey(key))).includes(user);
    return true;
  },
  kinds: {
    opening: { zh: '开放报名', en: 'Sign-up opens' },
    closing: { zh: '报名快截止', en: 'Sign-up closes soon' },
    turn: { zh: '轮到你上场', en: 'Your turn' },
    sheets: { zh: '评分表等评委交', en: 'Score sheets that wait' },
    result: { zh: '成绩公布', en: 'Results' },
  },
});
