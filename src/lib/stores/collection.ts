import { type Connection, type Model, mongo, type Schema } from 'mongoose';

/** A collection of a connection, under its own name; the model is made on the first call. */
export function collection<T>(name: string, schema: Schema<T>): (ctx: { db: Connection }) => Model<T> {
  return ({ db }) => (db.models[name] as Model<T> | undefined) ?? db.model<T>(name, schema, name);
}

/** What indexes are made of. */
type Indexed = Pick<Model<unknown>, 'collection'> & { schema: Pick<Schema, 'indexes'> };

/** Makes the indexes that the schemas name, with one command for each collection; running it again changes nothing. */
export async function makeIndexes(
  ctx: { db: Connection },
  models: readonly ((ctx: { db: Connection }) => Indexed)[],
): Promise<void> {
  await Promise.all(
    models.map(async (of) => {
      const { collection: rows, schema } = of(ctx);
      const indexes = schema.indexes().map(([key, options]) => ({ ...options, key: key as Record<string, 1> }));
      if (indexes.length > 0) await rows.createIndexes(indexes as mongo.IndexDescription[]);
    }),
  );
}

/** What MongoDB answers where there is nothing to drop. */
const NOT_THERE: readonly unknown[] = [26, 27];

/** Drops an index that an earlier release has made: every write would keep it up. Again changes nothing. */
export async function dropIndex(
  ctx: { db: Connection },
  of: (ctx: { db: Connection }) => Pick<Model<unknown>, 'collection'>,
  name: string,
): Promise<void> {
  try {
    await of(ctx).collection.dropIndex(name);
  } catch (error) {
    if (!(error instanceof mongo.MongoServerError && NOT_THERE.includes(error.code))) throw error;
  }
}
