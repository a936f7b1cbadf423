import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildPool, defaultMaxDue, drawFor, type PoolQuestion } from '../../../src/features/quiz/run/rules/draw.ts';

const POSTS = ['电工', '焊工', '塘管员'];
const questions = (count: number, postOf: (index: number) => string[] = () => []): PoolQuestion[] =>
  Array.from({ length: count }, (_, index) => ({ id: `q${index}`, posts: postOf(index) }));
const NOTHING = new Set<string>();

describe('the draw', () => {
  const pool = buildPool(questions(100));
  const base = { member: { id: 'U1' }, pool, due: [], seen: NOTHING, count: 3, seed: '2026-03-02' };

  it('takes due ones first, most overdue first, under the cap', () => {
    const due = ['q5', 'q6', 'q7', 'q8'];
    const seen = new Set(due);
    const ids = drawFor({ ...base, due, seen });
    expect(ids.slice(0, 2)).toEqual(['q5', 'q6']);
    expect(due).not.toContain(ids[2]);
    expect(drawFor({ ...base, due, seen, maxDue: 3 })).toEqual(['q5', 'q6', 'q7']);
    expect(drawFor({ ...base, due, seen, count: 1 })).toEqual(['q5']);
    expect(due).not.toContain(drawFor({ ...base, due, seen, count: 1, maxDue: 0 })[0]);
    expect([1, 2, 3, 4, 5].map(defaultMaxDue)).toEqual([1, 1, 2, 2, 3]);
  });

  it('takes more due ones, then the next due, when nothing is unseen', () => {
    const small = buildPool(questions(6));
    const seen = { has: () => true };
    const draw = { ...base, pool: small, seen, due: ['q3', 'q1'], resting: ['q0', 'q3', 'q5', 'q2'], maxDue: 1 };
    expect(drawFor({ ...draw, count: 5 })).toEqual(['q3', 'q1', 'q0', 'q5', 'q2']);
    expect(drawFor({ ...draw, count: 3 })).toEqual(['q3', 'q1', 'q0']);
    expect(drawFor({ ...draw, due: [], resting: [] })).toEqual([]);
  });

  it('passes over what is no longer in the pool, or there twice', () => {
    expect(drawFor({ ...base, due: ['gone', 'q1', 'q1'], seen: { has: () => true }, resting: ['gone'] })).toEqual([
      'q1',
    ]);
    expect(drawFor({ ...base, pool: buildPool([...questions(2), ...questions(2)]) }).sort()).toEqual(['q0', 'q1']);
    expect(drawFor({ ...base, pool: buildPool([]) })).toEqual([]);
  });

  it('finds the one unseen among ten thousand', () => {
    const seen = { has: (id: string) => id !== 'q4321' };
    expect(drawFor({ ...base, pool: buildPool(questions(10_000)), seen, count: 1 })).toEqual(['q4321']);
  });

  it('is the same for the same member and day, another for others', () => {
    const big = buildPool(questions(5_000));
    const of = (id: string, seed: string): string[] => drawFor({ ...base, pool: big, member: { id }, seed, count: 5 });
    expect(of('U1', 'a')).toEqual(of('U1', 'a'));
    expect(of('U1', 'a')).not.toEqual(of('U2', 'a'));
    expect(of('U1', 'a')).not.toEqual(of('U1', 'b'));
  });

  it('never repeats, never shows a seen one while unseen are left, and is as long as it can be', () => {
    const ids = fc.uniqueArray(fc.integer({ min: 0, max: 29 }).map((index) => `q${index}`));
    fc.assert(
      fc.property(
        fc.array(fc.subarray(POSTS), { maxLength: 30 }),
        ids,
        ids,
        fc.record({ count: fc.integer({ min: 0, max: 8 }), maxDue: fc.integer({ min: 0, max: 8 }) }),
        fc.constantFrom(undefined, '', 'nowhere', ...POSTS),
        fc.string(),
        (posts, seenIds, dueIds, { count, maxDue }, post, seed) => {
          const list = posts.map((each, index) => ({ id: `q${index}`, posts: each }));
          const here = new Set(list.map((each) => each.id));
          const seen = new Set([...seenIds, ...dueIds]);
          const due = dueIds.filter((id) => here.has(id));
          const resting = seenIds.filter((id) => here.has(id) && !due.includes(id));
          const draw = { member: { id: 'U1', post }, pool: buildPool(list), due, seen, resting, count, maxDue, seed };
          const drawn = drawFor(draw);
          const unseen = [...here].filter((id) => !seen.has(id));
          expect(new Set(drawn).size).toBe(drawn.length);
          expect(drawn.every((id) => here.has(id))).toBe(true);
          expect(drawn.length).toBe(Math.min(count, here.size));
          const dueDrawn = drawn.filter((id) => due.includes(id));
          const newDrawn = drawn.filter((id) => unseen.includes(id));
          if (newDrawn.length < unseen.length) expect(dueDrawn.length).toBeLessThanOrEqual(maxDue);
          if (newDrawn.length < unseen.length) expect(drawn.some((id) => resting.includes(id))).toBe(false);
          expect(dueDrawn).toEqual(due.slice(0, dueDrawn.length));
        },
      ),
    );
  });
});

describe('the weights of posts', () => {
  // 10 of the post, 10 of none, 10 of others: 30 : 10 : 3.
  const list = questions(30, (index) => [[' 电工 '], [], ['焊工', '塘管员']][index % 3] ?? []);
  const expected = { matching: 30 / 43, general: 10 / 43, others: 3 / 43 };
  const shareOf = (post: string | undefined, seen: { has(id: string): boolean }): number[] => {
    const pool = buildPool(list);
    const counts = [0, 0, 0];
    for (let i = 0; i < 20_000; i++) {
      const [id = ''] = drawFor({ member: { id: `U${i}`, post }, pool, due: [], seen, count: 1, seed: 's' });
      const group = Number(id.slice(1)) % 3;
      counts[group] = (counts[group] ?? 0) + 1;
    }
    return counts.map((count) => count / 20_000);
  };

  it('are kept', () => {
    const [matching, general, others] = shareOf('电工', NOTHING);
    expect(matching).toBeCloseTo(expected.matching, 1);
    expect(Math.abs((matching ?? 0) - expected.matching)).toBeLessThan(0.015);
    expect(Math.abs((general ?? 0) - expected.general)).toBeLessThan(0.015);
    expect(Math.abs((others ?? 0) - expected.others)).toBeLessThan(0.01);
  });

  it('are those of general and other questions for a member without a post', () => {
    const [matching = 0, general = 0, others = 0] = shareOf(undefined, NOTHING);
    expect(Math.abs(general - 10 / 16)).toBeLessThan(0.015);
    expect(Math.abs(matching - others)).toBeLessThan(0.015);
  });

  it('hold for what is left, too, by guess and by list', () => {
    // Left: q0 (3), q1 (1), q2 (0.3).
    const left = new Set(['q0', 'q1', 'q2']);
    const [matching = 0, general = 0, others = 0] = shareOf('电工', { has: (id) => !left.has(id) });
    expect(Math.abs(matching - 3 / 4.3)).toBeLessThan(0.015);
    expect(Math.abs(general - 1 / 4.3)).toBeLessThan(0.015);
    expect(Math.abs(others - 0.3 / 4.3)).toBeLessThan(0.01);
  });
});

it('draws for 10,000 members from a bank of 10,000 without reading the bank for each', () => {
  const pool = buildPool(questions(10_000, (index) => (index % 2 ? [] : [POSTS[index % 3] ?? ''])));
  const seen = new Set(Array.from({ length: 5_000 }, (_, index) => `q${index * 2}`));
  let asked = 0;
  const counting = {
    has: (id: string) => {
      asked++;
      return seen.has(id);
    },
  };
  const began = performance.now();
  for (let i = 0; i < 10_000; i++) {
    const member = { id: `U${i}`, post: POSTS[i % 3] };
    const drawn = drawFor({ member, pool, due: [`q${i % 5_000}`], seen: counting, count: 3, seed: '2026-03-02' });
    if (drawn.length !== 3) throw new Error('too few');
  }
  const took = performance.now() - began;
  expect(asked / 10_000).toBeLessThan(20);
  expect(took).toBeLessThan(1_000);
});
