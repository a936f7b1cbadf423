import { type Connection, type Model, type QueryFilter, Schema, type UpdateQuery } from 'mongoose';
import { collection } from './stores/collection.ts';
import { upserted } from './stores/mongo.ts';

/** The last number that was taken under a name, such as a year's. */
export interface Counter {
  _id: string;
  workspace: string;
  last: number;
}

interface Store {
  db: Connection;
  workspace: string;
}

const counterSchema = new Schema<Counter>(
  {
    _id: { type: String, required: true },
    workspace: { type: String, required: true },
    last: { type: Number, required: true },
  },
  { versionKey: false, minimize: false },
);

/**
 * Numbers that count up under a name: `counter('suggestions_counters')(ctx, '2026')` gives 1, 2, 3 …, each of them once
 * in all processes. A number that was taken and not used is never given again.
 * @param name the collection in which the counters stand
 * @returns a function that takes the next number, or the first of the next `count` numbers
 */
export function counter(name: string): (ctx: Store, of: string, count?: number) => Promise<number> {
  const counters = collection(name, counterSchema);
  return (ctx, of, count = 1) => {
    const { workspace } = ctx;
    return takeNumbers<Counter>(counters(ctx), { _id: `${workspace} ${of}`, workspace }, 'last', count);
  };
}

/**
 * Takes the next `count` numbers of a field that counts up, in a document of any shape.
 * @param of names the document, which is made with its first number; its fields need a unique index
 * @returns the first of them
 */
export async function takeNumbers<T>(
  model: Model<T>,
  of: QueryFilter<T>,
  field: keyof T & string,
  count = 1,
): Promise<number> {
  const take = () =>
    model
      .findOneAndUpdate(of, { $inc: { [field]: count } } as UpdateQuery<T>, { upsert: true, returnDocument: 'after' })
      .lean<T>();
  const after = await upserted(take);
  if (!after) throw new Error('an upsert gave no document');
  return Number(after[field]) - count + 1;
}

/** A number as people read it: `S-2026-0042`. @param nth 1 or more */
export function numberOf(prefix: string, year: string, nth: number): string {
  return `${prefix}-${year}-${String(nth).padStart(4, '0')}`;
}
