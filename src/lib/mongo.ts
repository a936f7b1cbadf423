import mongoose, { type Connection } from 'mongoose';

/** MongoDB's code of a violated unique key. */
const DUPLICATE_KEY = 11000;

/**
 * Connects to MongoDB; every write is acknowledged by the majority and journaled.
 * @param uri a MongoDB connection string; its path names the database.
 * @param dbName overrides the database of the string.
 */
export async function connectMongo(uri: string, dbName?: string): Promise<Connection> {
  const connection = mongoose.createConnection(uri, {
    ...(dbName === undefined ? {} : { dbName }),
    writeConcern: { w: 'majority', journal: true },
    serverSelectionTimeoutMS: 5_000,
    socketTimeoutMS: 20_000,
    retryWrites: false,
    // Indexes are made by `prepare`; a collection comes with its first document.
    autoIndex: false,
    autoCreate: false,
  });
  await connection.asPromise();
  return connection;
}

/** Whether a write failed only because the same key is there already. */
export function isDuplicateKey(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === DUPLICATE_KEY;
}
