import { type Connection, Schema } from 'mongoose';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { counter, numberOf, takeNumbers } from '../../src/lib/counter.ts';
import { collection } from '../../src/lib/stores/collection.ts';
import { connectMongo } from '../../src/lib/stores/mongo.ts';

let db: Connection;
beforeAll(async () => {
  db = await connectMongo(inject('mongoUri'), `counter-${process.pid}`);
});
afterAll(async () => {
  await db.dropDatabase();
  await db.close(true);
});

const next = counter('counters');

it('counts each year of each workspace by itself, from 1', async () => {
  const [one, two] = [
    { db, workspace: 'T1' },
    { db, workspace: 'T2' },
  ];
  expect([await next(one, '2026'), await next(one, '2026'), await next(one, '2027')]).toEqual([1, 2, 1]);
  expect(await next(two, '2026')).toBe(1);
});

it('takes several at once, and gives the first', async () => {
  const ctx = { db, workspace: 'T3' };
  expect([await next(ctx, '2026', 5), await next(ctx, '2026'), await next(ctx, '2026', 2)]).toEqual([1, 6, 7]);
});

it('gives fifty who ask at the same moment, for a year that has no number yet, a number each without a gap', async () => {
  const ctx = { db, workspace: 'T4' };
  const taken = await Promise.all(Array.from({ length: 50 }, () => next(ctx, '2026')));
  expect(taken.sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, nth) => nth + 1));
});

it('counts in a document of another shape, found by its own unique fields', async () => {
  interface Year {
    workspace: string;
    year: number;
    serial: number;
  }
  const schema = new Schema<Year>({ workspace: String, year: Number, serial: Number }, { versionKey: false });
  schema.index({ workspace: 1, year: 1 }, { unique: true });
  const model = collection('years', schema)({ db });
  await model.createIndexes();
  await model.create({ workspace: 'T1', year: 2026, serial: 41 });
  const take = (count?: number) => takeNumbers(model, { workspace: 'T1', year: 2026 }, 'serial', count);
  expect([await take(), await take(3), await take()]).toEqual([42, 43, 46]);
});

it.each([
  ['S', '2026', 42, 'S-2026-0042'],
  ['V', '2027', 1, 'V-2027-0001'],
  ['S', '2026', 12_345, 'S-2026-12345'],
])('writes %s, %s and %d as %s', (prefix, year, nth, written) => {
  expect(numberOf(prefix, year, nth)).toBe(written);
});
