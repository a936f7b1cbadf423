import mongoose, { type Connection, type Model } from 'mongoose';

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
    // Somebody has clicked and waits: a lost server is said soon, and nothing waits for it unseen.
    serverSelectionTimeoutMS: 3_000,
    waitQueueTimeoutMS: 5_000,
    bufferCommands: false,
    socketTimeoutMS: 20_000,
    retryWrites: false,
    // A second try would double the wait of who clicked; who calls decides what is tried again.
    retryReads: false,
    // Indexes are made by `prepare`; a collection comes with its first document.
    autoIndex: false,
    autoCreate: false,
  });
  await connection.asPromise();
  return connection;
}

/**
 * Inserts the documents that are not there yet, as their unique keys tell.
 * @returns those that this call has inserted
 * @throws the driver's error for any other fault; some may have been inserted then
 */
export async function insertNew<T extends object>(
  { collection }: Pick<Model<T>, 'collection'>,
  documents: readonly T[],
): Promise<T[]> {
  if (documents.length === 0) return [];
  try {
    // Copies: the driver writes its ids into what it is given.
    await collection.insertMany(
      documents.map((document) => ({ ...document })),
      { ordered: false },
    );
    return [...documents];
  } catch (error) {
    if (!(error instanceof mongoose.mongo.MongoBulkWriteError)) throw error;
    const faults = [error.writeErrors].flat();
    if (faults.length === 0 || faults.some((fault) => fault.code !== DUPLICATE_KEY)) throw error;
    const known = new Set(faults.map((fault) => fault.index));
    return documents.filter((_, index) => !known.has(index));
  }
}

/** Whether a write failed only because the same key is there already. */
export function isDuplicateKey(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === DUPLICATE_KEY;
}
