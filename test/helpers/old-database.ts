import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import mongoose, { type mongo } from 'mongoose';
import type { WorkspaceData } from '../../playground/server/model.ts';

/** What an earlier release has left behind: its database, and its messages in Slack with their buttons. */
export interface OldDatabase {
  /** How it was made, and by which commit. */
  note: string;
  /** The hour at which it was left. */
  at: string;
  collections: Record<string, mongo.Document[]>;
  slack: WorkspaceData;
}

/** @param name of a file of test/fixtures: gzipped extended JSON of MongoDB */
export function readOldDatabase(name: string): OldDatabase {
  const text = gunzipSync(readFileSync(new URL(`../fixtures/${name}`, import.meta.url))).toString();
  return mongoose.mongo.BSON.EJSON.parse(text, { relaxed: false }) as OldDatabase;
}

/** Puts its documents into an empty database. */
export async function restoreDatabase(uri: string, { collections }: OldDatabase): Promise<void> {
  const connection = await mongoose.createConnection(uri).asPromise();
  for (const [name, rows] of Object.entries(collections)) await connection.collection(name).insertMany(rows);
  await connection.close();
}
