import type { Context } from '../../../context.ts';
import { suggestionCases } from './items.ts';
import { moveAbsences } from './people.ts';

/**
 * What is due by itself: warnings, escalations, the end of silence, news that could not be told, and boards. All of it is found in MongoDB, so that nothing is lost with Redis or in a night without a worker.
 */
export async function tick(ctx: Context): Promise<void> {
  await moveAbsences(ctx);
  await suggestionCases.tick(ctx);
}
