import { createConnection } from 'mongoose';
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import type { Context } from '../../../src/context.ts';
import { type Item, items } from '../../../src/features/suggestions/item/model.ts';
import { suggestionCases } from '../../../src/features/suggestions/service/items.ts';
import { newId } from '../../../src/lib/ids.ts';

const COUNT = 1_500;
const SEEDED = Date.parse('2026-03-02T09:00:00+08:00');
/** A word of its own for each, of letters: the segmenter leaves it whole. */
const wordOf = (index: number) =>
  `pond${[...String(index)].map((digit) => 'abcdefghij'.charAt(Number(digit))).join('')}`;

let database: string;
const uri = () => inject('mongoUri').replace(/\/[^/?]*(\?|$)/, `/${database}$1`);

/** A process that has not been asked yet: the index belongs to its connection. */
async function freshProcess(): Promise<Context> {
  const db = await createConnection(uri(), { autoIndex: false }).asPromise();
  return { db, workspace: 'T1' } as unknown as Context;
}

function item(index: number, more: Partial<Item> = {}): Item {
  const at = new Date(SEEDED + index * 1_000);
  return {
    _id: `i${index}`,
    workspace: 'T1',
    number: `S-2026-${index}`,
    once: `o${index}`,
    kind: 'fault',
    photos: 0,
    text: wordOf(index),
    place: '',
    branch: '',
    isAnonymous: false,
    state: 'received',
    rank: 0,
    round: 0,
    supporters: [],
    watchers: [],
    events: [],
    told: 0,
    marks: [],
    acceptBy: at,
    createdAt: at,
    updatedAt: at,
    ...more,
  };
}

const numbers = async (ctx: Context, text: string) =>
  (await suggestionCases.similarTo(ctx, text)).map(({ number }) => number);
const newer = () => new Date(SEEDED + COUNT * 1_000);

let ctx: Context;
beforeEach(async () => {
  database = `similar_${newId()}`;
  ctx = await freshProcess();
  await items(ctx).createIndexes();
  await items(ctx).insertMany(Array.from({ length: COUNT }, (_, index) => item(index)));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await ctx.db.dropDatabase();
  await ctx.db.close();
});

/** Every look at the clock finds that a slice's time is over. */
function everySliceIsOne(): void {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 1_000));
}

/** Counts texts as they are taken apart, which is what an index costs. @param onText what happens at the how-manieth */
function countTexts(onText: (nth: number) => void = () => undefined): () => number {
  let count = 0;
  const segment = Intl.Segmenter.prototype.segment;
  vi.spyOn(Intl.Segmenter.prototype, 'segment').mockImplementation(function (this: Intl.Segmenter, text) {
    count += 1;
    onText(count);
    return segment.call(this, text);
  });
  return () => count;
}

describe('the index of what has been suggested', { timeout: 60_000 }, () => {
  it('is made in slices, with other work in between', async () => {
    everySliceIsOne();
    const texts = countTexts();
    let isDone = false;
    let [before, longest] = [0, 0];
    const turn = (): void => {
      longest = Math.max(longest, texts() - before);
      before = texts();
      if (!isDone) setImmediate(turn);
    };
    setImmediate(turn);
    expect(await numbers(ctx, wordOf(1_234))).toEqual(['S-2026-1234']);
    isDone = true;
    // A batch of five hundred lies in memory, and after each of its items comes everybody's turn.
    expect(longest).toBe(1);
  });

  it('is made once, however many ask at first, and later questions read what has changed', async () => {
    const texts = countTexts();
    const asked = [3, 700, 1_400].map((index) => numbers(ctx, wordOf(index)));
    expect(await Promise.all(asked)).toEqual([['S-2026-3'], ['S-2026-700'], ['S-2026-1400']]);
    // A question takes its own text apart, and each that it compares with it: here one.
    const questions = 3 * 2;
    expect(texts()).toBe(COUNT + questions);
    await numbers(ctx, wordOf(4));
    expect(texts()).toBe(COUNT + questions + 2);
  });

  it('goes on at the next question where a fault came in the middle', async () => {
    const broken = 700;
    countTexts((nth) => {
      // The question itself is the first text.
      if (nth === broken + 1) throw new Error('out of memory');
    });
    await expect(suggestionCases.similarTo(ctx, wordOf(3))).rejects.toThrow('out of memory');
    vi.restoreAllMocks();
    const texts = countTexts();
    expect(await numbers(ctx, wordOf(3))).toEqual(['S-2026-3']);
    // The question, what was left of the index, and the one that was found.
    expect(texts()).toBe(1 + COUNT - (broken - 1) + 1);
    // Also the one at which it broke, once.
    for (const index of [broken - 2, broken - 1, broken, COUNT - 1])
      expect(await numbers(ctx, wordOf(index))).toEqual([`S-2026-${index}`]);
  });

  it('has in it what changed while it was made', async () => {
    const other = await freshProcess();
    let changing: Promise<unknown> | undefined;
    const change = async (): Promise<void> => {
      const set = (index: number, fields: Partial<Item>) =>
        items(other).updateOne({ _id: `i${index}` }, { $set: { ...fields, updatedAt: newer() } });
      await set(10, { text: 'rewritten meanwhile' });
      await set(11, { state: 'closed', outcome: 'impossible' });
      await items(other).create(item(COUNT, { text: 'brandnew matter' }));
    };
    everySliceIsOne();
    countTexts((nth) => {
      if (nth === 600) changing = change();
    });
    await suggestionCases.similarTo(ctx, wordOf(3));
    await changing;
    expect(await numbers(ctx, 'rewritten meanwhile')).toEqual(['S-2026-10']);
    expect(await numbers(ctx, wordOf(10))).toEqual([]);
    expect(await numbers(ctx, wordOf(11))).toEqual([]);
    expect(await numbers(ctx, 'brandnew matter')).toEqual([`S-2026-${COUNT}`]);
    // Of a process whose clock is behind.
    await items(other).create(item(COUNT + 1, { text: 'belated', updatedAt: new Date(newer().getTime() - 30_000) }));
    expect(await numbers(ctx, 'belated')).toEqual([`S-2026-${COUNT + 1}`]);
    await other.db.close();
  });

  it('looks up what is rare, and compares all words of what it finds', async () => {
    const common = Array.from(
      { length: 30 },
      (_, index) => `everywhere${'abcdefghij'.charAt(index % 10)}${'xyz'.charAt(index / 10)}`,
    );
    await items(ctx).deleteMany({});
    await items(ctx).insertMany(
      Array.from({ length: COUNT }, (_, index) => item(index, { text: [...common, wordOf(index)].join(' ') })),
    );
    expect((await numbers(ctx, [...common, wordOf(7)].join(' ')))[0]).toBe('S-2026-7');
    // One rare word of many is not enough to be alike.
    expect(await numbers(ctx, [wordOf(8), 'none', 'of', 'these', 'words', 'stands', 'there'].join(' '))).toEqual([]);
    expect(await numbers(ctx, 'nothing known here')).toEqual([]);
  });
});
