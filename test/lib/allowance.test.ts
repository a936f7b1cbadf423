import type { Connection } from 'mongoose';
import { afterAll, afterEach, beforeAll, expect, inject, it, vi } from 'vitest';
import { allowance } from '../../src/lib/allowance.ts';
import { clock } from '../../src/lib/clock.ts';
import { connectMongo } from '../../src/lib/stores/mongo.ts';

let db: Connection;
beforeAll(async () => {
  db = await connectMongo(inject('mongoUri'), `allowance-${process.pid}`);
});
afterEach(() => vi.restoreAllMocks());
afterAll(async () => {
  await db.dropDatabase();
  await db.close(true);
});

const aDay = allowance('allowances');
const EXPIRES = new Date('2026-03-04T00:00:00Z');
const ctx = {
  get db() {
    return db;
  },
  workspace: 'T1',
};
const use = async (of: string, once: string, most: number) =>
  (await aDay.use(ctx, [{ of, once, expiresAt: EXPIRES }], most))[0];
const used = async (of: string) => (await aDay.model(ctx).findOne({ _id: of }).lean())?.used;

it('gives places until it is used up, and the same thing keeps the one that it has', async () => {
  expect([await use('a', 'x', 2), await use('a', 'y', 2), await use('a', 'z', 2)]).toEqual([0, 1, undefined]);
  expect([await use('a', 'y', 2), await use('a', 'x', 2)]).toEqual([1, 0]);
  expect(await use('b', 'x', 2)).toBe(0);
  expect(await used('a')).toBe(2);
});

it('gives fifty who ask at the same moment ten places, each once', async () => {
  const places = await Promise.all(Array.from({ length: 50 }, (_, nth) => use('rush', `item ${nth}`, 10)));
  const found = places.filter((one) => one !== undefined);
  expect(found.sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(await used('rush')).toBe(10);
});

it('counts the same thing once, were it asked for fifty times at the same moment', async () => {
  const places = await Promise.all(Array.from({ length: 50 }, () => use('twice', 'item', 10)));
  expect(new Set(places)).toEqual(new Set([0]));
  expect(await used('twice')).toBe(1);
});

it('uses many at once, each by itself, and twice of the same one in their order', async () => {
  const uses = ['p', 'q', 'p', 'p'].map((of, nth) => ({ of, once: `item ${nth}`, expiresAt: EXPIRES }));
  const places = await aDay.use(ctx, uses, 2);
  expect(places[1]).toBe(0);
  expect([places[0], places[2], places[3]].filter((one) => one !== undefined)).toHaveLength(2);
  expect(await aDay.use(ctx, uses, 2)).toEqual(places);
  expect(await aDay.use(ctx, [], 2)).toEqual([]);
});

it('hands on a fault that is no duplicate', async () => {
  vi.spyOn(aDay.model(ctx).collection, 'bulkWrite').mockRejectedValue(new Error('no primary'));
  await expect(use('fault', 'x', 2)).rejects.toThrow('no primary');
});

it('is forgotten when it has expired, in its own workspace only', async () => {
  await use('old', 'x', 2);
  vi.spyOn(clock, 'now').mockReturnValue(new Date(EXPIRES.getTime() - 1));
  await aDay.sweep(ctx);
  expect(await used('old')).toBe(1);
  vi.mocked(clock.now).mockReturnValue(EXPIRES);
  await aDay.sweep({ db, workspace: 'T2' });
  expect(await used('old')).toBe(1);
  await aDay.sweep(ctx);
  expect(await used('old')).toBeUndefined();
});
