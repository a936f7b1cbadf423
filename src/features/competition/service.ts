import type { Context } from '../../context.ts';
import { lives } from './service/lives.ts';
import { tellRivals } from './service/rivals.ts';
import { settleLeft, tellUntold } from './service/values.ts';

/** What is due by itself: competitions that end, rankings, points, and what could not be told. All of it stands in MongoDB. */
export async function tick(ctx: Context): Promise<void> {
  await lives.wake(ctx);
  await settleLeft(ctx);
  await tellUntold(ctx);
  await tellRivals(ctx);
}
