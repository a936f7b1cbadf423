import { UserError } from '../../../bot/routing/errors.ts';
import type { Context } from '../../../context.ts';
import { type LivingDocuments, living } from '../../../lib/living.ts';
import { resolveAudience } from '../../../members/audience/resolve.ts';
import { EVERYBODY } from '../../../members/audience/spec.ts';
import { type NoticeCalendar, noticeCalendar } from '../../../notices/calendar.ts';
import { nominees, programmes } from '../model.ts';
import { waitsForJudge } from '../rules/nominee.ts';
import { noticesOf, wakesAt } from '../rules/programme.ts';
import type { Nominee, Programme } from '../rules/records.ts';
import { WORDS } from '../words.ts';

/** What a programme's life is made of, but for what follows from it. */
export const programmeLife = {
  name: 'honours programme',
  model: programmes,
  gone: () => new UserError(WORDS.gone),
  busy: () => new UserError(WORDS.busy),
  same: ({ rev }: Programme) => ({ rev }),
  also: ({ rev }: Programme) => ({ rev: rev + 1 }),
  wakesAt: (_ctx: Context, one: Programme) => {
    const hours = [wakesAt(one), calendar.wakesAt(one)].filter((at) => at !== undefined);
    return hours.length === 0 ? undefined : new Date(Math.min(...hours.map((at) => at.getTime())));
  },
  hasNews: ({ news }: Programme) => news.length > 0,
  followed: (now: Programme, { news }: Programme) => {
    const told = new Set(news.map(({ seq }) => seq));
    return { news: now.news.filter(({ seq }) => !told.has(seq)) };
  },
};

/** The programmes, for whatever need not know what follows from a write. */
export const kept: LivingDocuments<Programme, Context> = living<Programme, Context>({
  ...programmeLife,
  follow: async () => {},
  due: async () => {},
});

export const nomineesOf = (ctx: Context, programme: string): Promise<Nominee[]> =>
  nominees(ctx).find({ workspace: ctx.workspace, programme }).sort({ _id: 1 }).lean<Nominee[]>();

/** Whether somebody judges in a programme, stands in it for any title, or has nominated anybody: who does decides nothing in it. */
export async function hasPart(
  ctx: Context,
  { _id, judges }: Pick<Programme, '_id' | 'judges'>,
  user: string,
): Promise<boolean> {
  if (judges.includes(user)) return true;
  return (await stakedIn(ctx, _id, [user])).length > 0;
}

/** Those of some people who stand in a programme, or have nominated somebody. */
export async function stakedIn(ctx: Context, programme: string, users: readonly string[]): Promise<string[]> {
  const found = await nominees(ctx)
    .find(
      {
        workspace: ctx.workspace,
        programme,
        $or: [{ member: { $in: users } }, { 'nominations.by': { $in: users } }],
      },
      { member: 1, 'nominations.by': 1 },
    )
    .lean<Pick<Nominee, 'member' | 'nominations'>[]>();
  const staked = new Set(found.flatMap(({ member, nominations }) => [member, ...nominations.map(({ by }) => by)]));
  return users.filter((user) => staked.has(user));
}

/** The judges whose sheets wait. */
const lateJudges = async (ctx: Context, { _id, judges }: Programme): Promise<string[]> => {
  const all = await nomineesOf(ctx, _id);
  return judges.filter((judge) => all.some((one) => waitsForJudge(one, judge)));
};

/** What a programme tells by itself, and when. */
export const calendar: NoticeCalendar<Programme> = noticeCalendar<Programme>({
  feature: 'honours',
  lives: () => kept,
  titleOf: ({ name }) => name,
  entries: noticesOf,
  foreseen: (one, now) => noticesOf(one.state === 'draft' ? { ...one, openedAt: now } : one),
  readers: async function* (ctx, one, { verb }) {
    if (verb === 'sheets') return yield await lateJudges(ctx, one);
    const within = one.branch === undefined ? undefined : { branch: one.branch };
    for await (const page of resolveAudience(ctx, EVERYBODY, within))
      yield page.map(({ user }) => user).filter((user) => verb !== 'opening' || !one.judges.includes(user));
  },
  isFor: async (ctx, one, { verb }, user) => verb !== 'sheets' || (await lateJudges(ctx, one)).includes(user),
  kinds: {
    opening: { zh: '开始推荐', en: 'Nominations open' },
    sheets: { zh: '评委要评的材料', en: 'Dossiers to score' },
    publicity: { zh: '公示', en: 'Publicity' },
    result: { zh: '评选结果', en: 'Result' },
  },
});
