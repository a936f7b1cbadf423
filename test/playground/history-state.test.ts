import type { Connection } from 'mongoose';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { beginWriting, endWriting } from '../../playground/history/state.ts';
import { newId } from '../../src/lib/ids.ts';
import { connectMongo } from '../../src/lib/stores/mongo.ts';

let db: Connection;
beforeAll(async () => {
  db = await connectMongo(inject('mongoUri'), `test_${newId()}`);
});
afterAll(async () => {
  await db.dropDatabase();
  await db.close();
});

it('begins a history once, again where it was cut off, and never over what is somebody else’s', async () => {
  const ctx = { db };
  const notes = db.collection('notes');
  expect(await beginWriting(ctx, false)).toBe('begun');
  await notes.insertOne({ text: 'half of it' });
  // Cut off: what there is of it goes.
  expect(await beginWriting(ctx, false)).toBe('begun');
  expect(await notes.countDocuments()).toBe(0);

  await notes.insertOne({ text: 'all of it' });
  await endWriting(ctx);
  expect(await beginWriting(ctx, false)).toBe('whole');
  expect(await notes.countDocuments()).toBe(1);
  // As `--fresh` wants it.
  expect(await beginWriting(ctx, true)).toBe('begun');
  expect(await notes.countDocuments()).toBe(0);

  await db.dropDatabase();
  await notes.insertOne({ text: 'somebody else’s' });
  expect(await beginWriting(ctx, true)).toBe('other');
  expect(await notes.countDocuments()).toBe(1);
});
