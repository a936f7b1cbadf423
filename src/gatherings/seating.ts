import type { JobDefinition } from '../../jobs/define.ts';
import { UserError } from '../bot/routing/errors.ts';
import type { Context } from '../context.ts';
import { clock } from '../lib/clock.ts';
import { gather } from '../lib/lists/gather.ts';
import type { Gathering } from './gathering.ts';
import { inGroups } from './in-groups.ts';
import type { Move, Outcome } from './rules/seats.ts';
import type { Stored } from './stored.ts';
import { seatWrite } from './writes.ts';

/** What has become of a person's move. */
export interface Seated<T> {
  gathering: T;
  outcome: Outcome;
}

/** The job that passes an offer on when it is over: a feature's own, so that it has a worker. */
export type PassOn = JobDefinition<{ session: string }>;

export interface Seating<T> {
  /**
   * Does moves in a gathering's seats, one after the other, in one write.
   * @throws UserError when it is not open any more
   */
  moveAll(ctx: Context, id: string, steps: readonly Move[]): Promise<{ gathering: T; outcomes: Outcome[] }>;
  /** One person's move; those of the same moment share a write. @throws UserError when it is not open any more */
  moveSeat(ctx: Context, id: string, step: Move): Promise<Seated<T>>;
  /** Passes on what was offered and is over by now. @returns whether there was such an offer */
  expireOffers(ctx: Context, id: string): Promise<boolean>;
}

/** Moves of the seats, each told when it is written. */
export function seating<T extends Gathering>(
  { find, write, words }: Stored<T>,
  tellSoon: (ctx: Context, one: T) => Promise<void>,
): Seating<T> {
  const moveAll: Seating<T>['moveAll'] = async (ctx, id, steps) => {
    let outcomes: Outcome[] = [];
    const gathering = await write(ctx, id, (before, now) => {
      if (before.state !== 'open') throw new UserError(words.notOpen);
      const decided = seatWrite(before, steps, now);
      outcomes = decided.outcomes;
      return decided.set as Partial<T> | undefined;
    });
    await tellSoon(ctx, gathering);
    return { gathering, outcomes };
  };

  /** Presses of the same moment on the same gathering share one write, in the order in which they came. */
  const moveTogether = gather((ctx: Context, items: readonly { id: string; step: Move }[]) =>
    inGroups<(typeof items)[number], Seated<T>>(
      items,
      (one) => one.id,
      async (id, own) => {
        const { gathering, outcomes } = await moveAll(
          ctx,
          id,
          own.map((one) => one.step),
        );
        return outcomes.map((outcome) => ({ gathering, outcome }));
      },
    ),
  );

  return {
    moveAll,
    moveSeat: async (ctx, id, step) => {
      const done = await moveTogether(ctx, { id, step });
      if (done instanceof UserError) throw done;
      return done;
    },
    expireOffers: async (ctx, id) => {
      const one = await find(ctx, id);
      const now = clock.now();
      if (one?.state !== 'open' || !one.seats.some(({ until }) => until !== undefined && until <= now)) return false;
      await moveAll(ctx, id, [{ do: 'expire' }]);
      return true;
    },
  };
}
