import type { Connection, Model, Schema } from 'mongoose';

/** A collection of a connection, under its own name; the model is made on the first call. */
export function collection<T>(name: string, schema: Schema<T>): (ctx: { db: Connection }) => Model<T> {
  return ({ db }) => (db.models[name] as Model<T> | undefined) ?? db.model<T>(name, schema, name);
}
