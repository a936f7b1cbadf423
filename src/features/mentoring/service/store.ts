import { UserError } from '../../../bot/routing/errors.ts';
import type { Context } from '../../../context.ts';
import { living } from '../../../lib/living.ts';
import { makeIndexes } from '../../../lib/stores/collection.ts';
import { certificates, learners, pairs, places } from '../model.ts';
import { type Decision, due, wakesAt } from '../rules/pair.ts';
import type { Pair } from '../rules/records.ts';
import { WORDS } from '../words.ts';
import { followPair } from './follow.ts';

/** Makes the indexes. */
export const prepareMentoring = (ctx: Pick<Context, 'db'>): Promise<void> =>
  makeIndexes(ctx, [pairs, learners, places, certificates]);

/** The pairs: each write is decided purely, and what follows from it is told again by the tick if a process dies. */
export const lives = living<Pair, Context>({
  name: 'pair',
  model: pairs,
  gone: () => new UserError(WORDS.gone),
  busy: () => new UserError(WORDS.busy),
  same: ({ rev }) => ({ rev }),
  also: ({ rev }) => ({ rev: rev + 1 }),
  wakesAt: (ctx, pair) => wakesAt(pair, ctx.config.TIMEZONE),
  hasNews: ({ news }) => news.length > 0,
  follow: followPair,
  followed: (now, { news }) => {
    const told = new Set(news.map((one) => one.seq));
    return { news: now.news.filter((one) => !told.has(one.seq)) };
  },
  due: async (ctx, { _id }) => {
    await change(ctx, _id, (pair, now) => due(pair, now, ctx.config.TIMEZONE));
  },
});

/** One write, and what follows from it. @throws UserError with the rule's word for why not */
export async function change(ctx: Context, id: string, rule: (pair: Pair, now: Date) => Decision): Promise<Pair> {
  const { one } = await lives.decide(ctx, id, (pair, now) => {
    const decided = rule(pair, now);
    if (typeof decided === 'string') throw new UserError(WORDS[decided]);
    return decided;
  });
  await lives.tellSoon(ctx, one);
  return one;
}
