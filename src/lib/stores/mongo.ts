import mongoose, { type Connection, type Model } from 'mongoose';
import { failOnClosedSockets } from './mongo-closed-socket.ts';

/** MongoDB's code of a violated unique key. */
export const DUPLICATE_KEY = 11000;
/** Documents a command carries. */
const BATCH = 1_000;

/**
 * Connects to MongoDB; every write is acknowledged by the majority and journaled.
 * @param uri a MongoDB connection string; its path names the database.
 * @param dbName overrides the database of the string.
 * @param isHasty does not wait for the journal: only for what is written from its beginning again when the server dies
 */
export async function connectMongo(uri: string, dbName?: string, isHasty = false): Promise<Connection> {
  failOnClosedSockets();
  const connection = mongoose.createConnection(uri, {
    ...(dbName === undefined ? {} : { dbName }),
    writeConcern: isHasty ? { w: 1, journal: false } : { w: 'majority', journal: true },
    // Somebody has clicked and waits: a lost server is said soon, and nothing waits for it unseen.
    serverSelectionTimeoutMS: 3_000,
    waitQueueTimeoutMS: 5_000,
    bufferCommands: false,
    socketTimeoutMS: 20_000,
    retryWrites: false,
    // A second try would double the wait of the person who clicked; the caller decides what is tried again.
    retryReads: false,
    // Indexes are made by `prepare`; a collection comes with its first document.
    autoIndex: false,
    autoCreate: false,
  });
  await connection.asPromise();
  return connection;
}

/**
 * Inserts the documents that are not there yet, as their unique keys tell. By the plain command: the driver's `insertMany` measures every
 * document by serialising it before it does so again, a third of what a big insert costs.
 * @returns those that this call has inserted
 * @throws the driver's error for any other fault; some may have been inserted then
 */
export async function insertNew<T extends object>(
  { collection }: Pick<Model<T>, 'collection'>,
  documents: readonly T[],
): Promise<T[]> {
  const { db } = collection.conn;
  if (db === undefined) throw new Error('There is no connection to MongoDB');
  const known = new Set<T>();
  const { w = 'majority', journal: j = true } = db.writeConcern ?? {};
  for (let start = 0; start < documents.length; start += BATCH) {
    const batch = documents.slice(start, start + BATCH);
    const { writeErrors = [] } = (await db.command({
      insert: collection.name,
      documents: batch,
      ordered: false,
      writeConcern: { w, j },
    })) as { writeErrors?: { index: number; code: number; errmsg: string }[] };
    for (const { index, code, errmsg } of writeErrors) {
      if (code !== DUPLICATE_KEY) throw new mongoose.mongo.MongoServerError({ message: errmsg, code });
      known.add(batch[index] as T);
    }
  }
  return documents.filter((one) => !known.has(one));
}

/**
 * Runs an upsert, and runs it again as an update where another process has inserted the same document in between. MongoDB does so by
 * itself only where the filter names the fields of the unique key and nothing else, which `{ _id, workspace }` does not.
 */
export async function upserted<T>(upsert: () => Promise<T>): Promise<T> {
  return upsert().catch((error: unknown) => {
    if (isDuplicateKey(error)) return upsert();
    throw error;
  });
}

/** Whether a write failed only because the same key is there already. */
export function isDuplicateKey(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === DUPLICATE_KEY;
}
