import type { Context } from '../../context.ts';
import { makeIndexes } from '../../lib/stores/collection.ts';
import { sweepSaid, topicModels, wakeTopics } from './discussion/service.ts';
import { findingCases } from './findings/service.ts';
import { plans, visits } from './model.ts';

/** What is due by itself: clocks of findings, the end of discussions, and what could not be told. All of it stands in MongoDB. */
export async function tick(ctx: Context): Promise<void> {
  await findingCases.tick(ctx);
  await wakeTopics(ctx);
  await sweepSaid(ctx);
}

/** Makes the indexes; running it again changes nothing. */
export async function prepare(ctx: Context): Promise<void> {
  await Promise.all([findingCases.prepare(ctx), makeIndexes(ctx, [visits, plans, ...topicModels])]);
}
