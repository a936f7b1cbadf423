import type { Connection, Model } from 'mongoose';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { within } from '../../../lib/lists/within.ts';

/** How often MongoDB is asked again, and for how long. */
const AGAIN_MS = 3_000;
/** A write that takes longer is held too: see `gather` for why MongoDB's driver may wait for ever. */
const WRITE_MS = 5_000;
const HELD_MS = 30 * 60_000;

type Stored = { _id: string; workspace: string };

/** Documents of a collection that MongoDB did not take, as they would stand there; in this process only. */
export interface HeldWrites<T extends Stored> {
  /** Writes one; while MongoDB is away or full it is held here, and written when that has passed. */
  write(ctx: Pick<Context, 'db' | 'log'>, one: T): Promise<void>;
  find(ctx: Pick<Context, 'db'>, id: string): T | undefined;
  all(ctx: Pick<Context, 'db'>): T[];
  drop(ctx: Pick<Context, 'db'>, id: string): void;
}

/** See `HeldWrites`. What is written later under the same id takes the place of what is held. */
export function heldWrites<T extends Stored>(model: (ctx: Pick<Context, 'db'>) => Model<T>): HeldWrites<T> {
  const heldBy = new WeakMap<Connection, Map<string, { one: T; until: number }>>();
  const heldOf = ({ db }: Pick<Context, 'db'>) => {
    const found = heldBy.get(db) ?? new Map<string, { one: T; until: number }>();
    heldBy.set(db, found);
    return found;
  };
  const put = async (ctx: Pick<Context, 'db'>, { _id, workspace, ...set }: T): Promise<void> => {
    const writing = model(ctx).updateOne({ _id, workspace } as never, { $set: set } as never, { upsert: true });
    await within(WRITE_MS, 'Writing a draft', writing);
  };
  const tryAgain = (ctx: Pick<Context, 'db'>): void => {
    setTimeout(() => void flush(ctx), AGAIN_MS).unref();
  };
  const flush = async (ctx: Pick<Context, 'db'>): Promise<void> => {
    const held = heldOf(ctx);
    for (const [id, kept] of held) {
      const isWritten = await put(ctx, kept.one).then(
        () => true,
        () => false,
      );
      // What came meanwhile under the same id is newer.
      const isSame = held.get(id) === kept;
      if (isSame && (isWritten || kept.until <= clock.now().getTime())) held.delete(id);
    }
    if (held.size > 0) tryAgain(ctx);
  };

  return {
    write: async (ctx, one) => {
      const held = heldOf(ctx);
      try {
        await put(ctx, one);
        held.delete(one._id);
      } catch (error) {
        ctx.log.warn({ err: error }, 'a draft could not be written and is held until it can');
        const isFirst = held.size === 0;
        held.set(one._id, { one, until: clock.now().getTime() + HELD_MS });
        if (isFirst) tryAgain(ctx);
      }
    },
    find: (ctx, id) => heldOf(ctx).get(id)?.one,
    all: (ctx) => [...heldOf(ctx).values()].map(({ one }) => one),
    drop: (ctx, id) => {
      heldOf(ctx).delete(id);
    },
  };
}
