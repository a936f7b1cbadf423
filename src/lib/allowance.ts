import { type Connection, type Model, mongo, Schema } from 'mongoose';
import { clock } from './clock.ts';
import { collection } from './stores/collection.ts';
import { DUPLICATE_KEY } from './stores/mongo.ts';

/** What was used under a name, such as a person's day. */
export interface Allowance {
  _id: string;
  workspace: string;
  used: number;
  /** What used it: the same thing counts once, however often it asks. */
  items?: string[];
  expiresAt: Date;
}

interface Store {
  db: Connection;
  workspace: string;
}

/** One thing that wants to be within an allowance. */
export interface Use {
  /** Whose allowance, unique in all workspaces: it may be a hash that leads to nobody. */
  of: string;
  /** What uses it. */
  once: string;
  /** After that the allowance is forgotten. */
  expiresAt: Date;
}

/** See `allowance`. */
export interface Allowances {
  /** For the indexes. */
  model(ctx: Pick<Store, 'db'>): Model<Allowance>;
  /**
   * Uses allowances, each by one thing.
   * @param most how often each may be used
   * @returns for each the place that it has among those that used it, from 0; undefined: it is used up
   */
  use(ctx: Store, uses: readonly Use[], most: number): Promise<(number | undefined)[]>;
  /** Forgets what has expired. */
  sweep(ctx: Store): Promise<void>;
}

const string = { type: String, required: true } as const;
const allowanceSchema = new Schema<Allowance>(
  {
    _id: string,
    workspace: string,
    used: { type: Number, required: true },
    items: { type: [String], default: undefined },
    expiresAt: { type: Date, required: true },
  },
  { versionKey: false, minimize: false },
);
allowanceSchema.index({ workspace: 1, expiresAt: 1 });

/** A try fails only against one that makes the same document at that moment. */
const TRIES = 5;

/**
 * So many of something and no more, such as ten suggestions that a person sends on a day. Fifty calls at once use it no
 * more often than fifty one after the other, and the same thing that asks again keeps the place that it has.
 *
 * ```ts
 * const aDay = allowance('thanks_allowances');
 * const [place] = await aDay.use(ctx, [{ of: `${workspace} ${user} ${day}`, once: thanks, expiresAt }], 5);
 * if (place === undefined) throw new UserError(WORDS.enough);
 * ```
 * @param name the collection in which they stand
 */
export function allowance(name: string): Allowances {
  const model = collection(name, allowanceSchema);
  return {
    model,
    use: async (ctx, uses, most) => {
      const places = new Map<Use, number | undefined>();
      let left = [...uses];
      for (let tries = 0; left.length > 0; tries++) {
        if (tries === TRIES) throw new Error('an allowance could not be used');
        await write(model(ctx), ctx.workspace, left, most);
        const rows = await model(ctx)
          .find({ _id: { $in: left.map((one) => one.of) }, workspace: ctx.workspace })
          .lean<Allowance[]>();
        const known = new Map(rows.map((one) => [one._id, one]));
        left = left.filter((one) => {
          const { used = 0, items = [] } = known.get(one.of) ?? {};
          const place = items.indexOf(one.once);
          if (place >= 0) places.set(one, place);
          return place < 0 && used < most;
        });
      }
      return uses.map((one) => places.get(one));
    },
    sweep: async (ctx) => {
      await model(ctx).deleteMany({ workspace: ctx.workspace, expiresAt: { $lte: clock.now() } });
    },
  };
}

/** Each use takes its place where there is one: what is there already, and has none, is refused as a duplicate. */
async function write(model: Model<Allowance>, workspace: string, uses: readonly Use[], most: number): Promise<void> {
  const operations = uses.map(({ of, once, expiresAt }) => ({
    updateOne: {
      filter: { _id: of, workspace, used: { $lt: most }, items: { $ne: once } },
      update: { $inc: { used: 1 }, $push: { items: once }, $setOnInsert: { expiresAt } },
      upsert: true,
    },
  }));
  try {
    await model.collection.bulkWrite(operations as never, { ordered: false });
  } catch (error) {
    const faults = error instanceof mongo.MongoBulkWriteError ? [error.writeErrors].flat() : [];
    if (faults.length === 0 || faults.some((one) => one.code !== DUPLICATE_KEY)) throw error;
  }
}
