import type { Related } from '../../../bot/routing/contributions.ts';
import type { Context } from '../../../context.ts';
import { appealCases } from './appeals.ts';
import { runningContests } from './contests.ts';
import { enterSeats, entrantLives, formPanels, tellShort } from './entrants.ts';
import { gathered } from './heats.ts';
import { lives } from './lives.ts';

/** What is due of contests, heats, entrants, panels and appeals. Again it adds nothing. */
export async function tick(ctx: Context, related: Related): Promise<void> {
  // What was decided of an entrant comes before results are final.
  await entrantLives.wake(ctx);
  await lives.wake(ctx);
  await gathered.wake(ctx);
  await gathered.bookUnbooked(ctx);
  for (const contest of await runningContests(ctx)) {
    // A seat that was offered and taken since has a number from here.
    await enterSeats(ctx, contest);
    await formPanels(ctx, related, contest);
    await tellShort(ctx, contest);
  }
  await appealCases.tick(ctx);
}
