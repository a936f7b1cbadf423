import type { Context } from '../../context.ts';
import { tellRivals } from './service/rivals.ts';
import { lives, rankUnranked } from './service/store.ts';
import { tellUntold } from './service/values.ts';

/** What is due by itself: competitions that end, rankings, points, and what could not be told. All of it stands in MongoDB. */
export async function tick(ctx: Context): Promise<void> {
  await lives.wake(ctx);
  await rankUnranked(ctx);
  await tellUntold(ctx);
  await tellRivals(ctx);
}
