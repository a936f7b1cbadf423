import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Counted, Facts, Indicator } from '../../src/features/competition/rules/facts.ts';
import { foldedBy, type Row, rounded, standingOf } from '../../src/features/competition/rules/reckon.ts';

const indicator = (changes: Partial<Indicator> = {}): Indicator => ({
  id: 'i',
  name: '亩产量',
  measure: '公斤',
  direction: 'more',
  weight: 10,
  scale: 'total',
  cap: 120,
  pace: 'month',
  fold: 'sum',
  days: 5,
  source: '生产日报',
  reporters: [],
  verifiers: [],
  ...changes,
});

const unit = (key: string, heads = 10) => ({ key, name: key, heads });
const value = (unitKey: string, number: number, slot = '2026-03', id = 'i'): Counted => ({
  indicator: id,
  unit: unitKey,
  slot,
  value: number,
});
const facts = (changes: Partial<Facts>): Facts => ({
  units: [unit('a'), unit('b')],
  indicators: [indicator()],
  counted: [],
  half: 10,
  changes: [],
  ...changes,
});
const totals = (one: Facts) => Object.fromEntries(standingOf(one).rows.map((row) => [row.unit.key, row.total]));
const rowOf = (one: Facts, key: string): Row => {
  const found = standingOf(one).rows.find((row) => row.unit.key === key);
  if (found === undefined) throw new Error(`no ${key}`);
  return found;
};

describe('the score against a goal', () => {
  it.each([
    ['more, under the target', { target: 200 }, 150, 75],
    ['more, over the target', { target: 200 }, 220, 110],
    ['more, capped', { target: 200 }, 900, 120],
    ['less, under the target', { target: 200, direction: 'less' as const }, 180, 110],
    ['less, twice the target', { target: 200, direction: 'less' as const }, 400, 0],
    ['less, far over it', { target: 200, direction: 'less' as const }, 900, 0],
    ['more, a target of 0, none', { target: 0 }, 0, 100],
    ['more, a target of 0, some', { target: 0 }, 3, 120],
    ['less, a target of 0, none', { target: 0, direction: 'less' as const }, 0, 100],
    ['less, a target of 0, some', { target: 0, direction: 'less' as const }, 1, 0],
  ])('%s', (_, changes, number, total) => {
    const one = facts({ indicators: [indicator(changes)], counted: [value('a', number)] });
    expect(totals(one)).toEqual({ a: total, b: 0 });
  });

  it('is the mean of the units where there is no target', () => {
    expect(totals(facts({ counted: [value('a', 110), value('b', 90)] }))).toEqual({ a: 110, b: 90 });
    expect(totals(facts({ counted: [value('a', 0), value('b', 0)] }))).toEqual({ a: 100, b: 100 });
  });

  it('divides by heads, and gives a unit of `half` heads half of its own', () => {
    const one = facts({
      units: [unit('a', 10), unit('b', 30)],
      indicators: [indicator({ scale: 'head', target: 10 })],
      counted: [value('a', 60), value('b', 300)],
    });
    // a: 6 a head, 60; b: 10 a head, 100; the mean by heads is 90. a: 90 + 1/2 · (60 − 90); b: 90 + 3/4 · (100 − 90).
    expect(totals(one)).toEqual({ a: 75, b: 97.5 });
    expect(totals({ ...one, half: 0 })).toEqual({ a: 60, b: 100 });
  });

  it('folds weeks and months as a sum, a mean or the latest', () => {
    const counted = [value('a', 30, '2026-03'), value('a', 10, '2026-01'), value('a', 20, '2026-02')];
    const folded = (fold: Indicator['fold']) =>
      foldedBy({ indicators: [indicator({ fold })], counted })
        .get('i')
        ?.get('a');
    expect([folded('sum'), folded('mean'), folded('latest')]).toEqual([60, 20, 30]);
  });
});

describe('the total', () => {
  it('weighs the indicators for which any unit has a verified value, and no others', () => {
    const indicators = [
      indicator({ target: 100, weight: 30 }),
      indicator({ id: 'j', target: 100, weight: 10 }),
      indicator({ id: 'k', target: 100, weight: 60 }),
    ];
    const counted = [value('a', 80), value('b', 100), value('a', 120, '2026-03', 'j')];
    // k has no value at all; b has none of j, and gets 0 there.
    expect(totals(facts({ indicators, counted }))).toEqual({ a: 90, b: 75 });
    expect(standingOf(facts({ indicators, counted })).counting.map(({ id }) => id)).toEqual(['i', 'j']);
  });

  it('adds bonus and malus, and puts units last that are out', () => {
    const one = facts({
      units: [unit('a'), unit('b'), unit('c')],
      indicators: [indicator({ target: 100 })],
      counted: [value('a', 100), value('b', 90), value('c', 80)],
      changes: [
        { unit: 'a', points: 0, isOut: true },
        { unit: 'c', points: 15.5, isOut: false },
      ],
    });
    expect(standingOf(one).rows.map((row) => [row.unit.key, row.total, row.rank])).toEqual([
      ['c', 95.5, 1],
      ['b', 90, 2],
      ['a', 100, undefined],
    ]);
  });

  it('takes points for each accident by the rule of an indicator, and puts out who has more than it allows', () => {
    const harm = indicator({ id: 'harm', weight: 0, each: -5, outOver: 1 });
    const one = facts({
      units: [unit('a'), unit('b'), unit('c')],
      indicators: [indicator({ target: 100 }), harm],
      counted: [
        ...[value('a', 100), value('b', 98), value('c', 90)],
        ...[value('a', 1, '2026-03', 'harm'), value('b', 0, '2026-03', 'harm'), value('c', 2, '2026-03', 'harm')],
      ],
      changes: [{ unit: 'a', points: 2, isOut: false }],
    });
    expect(standingOf(one).rows.map((row) => [row.unit.key, row.extra, row.total, row.rank])).toEqual([
      ['b', 0, 98, 1],
      ['a', -3, 97, 2],
      ['c', -10, 80, undefined],
    ]);
  });

  it('lets equal totals share a rank: 1, 2, 2, 4', () => {
    const one = facts({
      units: ['a', 'b', 'c', 'd'].map((key) => unit(key)),
      indicators: [indicator({ target: 100 })],
      counted: [value('a', 70), value('b', 90), value('c', 100), value('d', 90)],
    });
    expect(standingOf(one).rows.map(({ rank }) => rank)).toEqual([1, 2, 2, 4]);
  });

  it.each([
    [1.005, 1.01],
    [2.675, 2.68],
    [-1.005, -1.01],
    [99.994999, 99.99],
    [0.1 + 0.2, 0.3],
    [-0.001, 0],
  ])('rounds %d to %d, as a spreadsheet does', (number, round) => expect(rounded(number)).toBe(round));

  it('is 0 for everybody while nothing is verified', () => {
    expect(standingOf(facts({})).rows.map(({ total, rank }) => [total, rank])).toEqual([
      [0, 1],
      [0, 1],
    ]);
  });
});

const anyIndicator = (id: string): fc.Arbitrary<Indicator> =>
  fc
    .record({
      direction: fc.constantFrom('more' as const, 'less' as const),
      target: fc.option(fc.integer({ min: 0, max: 200 }), { nil: undefined }),
      weight: fc.integer({ min: 1, max: 100 }),
      scale: fc.constantFrom('total' as const, 'head' as const, 'rate' as const),
      cap: fc.integer({ min: 100, max: 200 }),
      fold: fc.constantFrom('sum' as const, 'mean' as const, 'latest' as const),
    })
    .map(({ target, ...rest }) => indicator({ id, ...rest, ...(target === undefined ? {} : { target }) }));

const anyFacts: fc.Arbitrary<Facts> = fc
  .record({
    heads: fc.array(fc.integer({ min: 1, max: 80 }), { minLength: 2, maxLength: 6 }),
    indicators: fc.tuple(anyIndicator('i'), anyIndicator('j')),
    half: fc.integer({ min: 0, max: 30 }),
    numbers: fc.array(fc.option(fc.integer({ min: 0, max: 400 }), { nil: undefined }), {
      minLength: 24,
      maxLength: 24,
    }),
  })
  .map(({ heads, indicators, half, numbers }) => {
    const units = heads.map((one, at) => unit(`u${at}`, one));
    const counted = units.flatMap(({ key }, u) =>
      ['i', 'j'].flatMap((id, n) =>
        ['2026-01', '2026-02'].flatMap((slot, s) => {
          const number = numbers[(u * 4 + n * 2 + s) % numbers.length];
          return number === undefined ? [] : [value(key, number, slot, id)];
        }),
      ),
    );
    return facts({ units, indicators, half, counted });
  });

describe('what holds for every competition', () => {
  it('does not depend on the order of units, indicators’ values and changes', () => {
    fc.assert(
      fc.property(anyFacts, fc.nat(), (one, turn) => {
        const turned = <T>(list: readonly T[]) =>
          [...list.slice(turn % (list.length || 1)), ...list.slice(0, turn % (list.length || 1))].reverse();
        const byUnit = ({ rows }: { rows: Row[] }) => rows.map((row) => [row.unit.key, row.exact, row.rank]).sort();
        const other = { ...one, units: turned(one.units), counted: turned(one.counted) };
        expect(byUnit(standingOf(other))).toEqual(byUnit(standingOf(one)));
      }),
    );
  });

  it('never lets a better value lose ground to anybody', () => {
    fc.assert(
      fc.property(anyFacts, fc.nat(), fc.integer({ min: 1, max: 100 }), (one, pick, better) => {
        fc.pre(one.counted.length > 0);
        const at = pick % one.counted.length;
        const chosen = one.counted[at] as Counted;
        const direction = one.indicators.find(({ id }) => id === chosen.indicator)?.direction;
        const next = direction === 'more' ? chosen.value + better : Math.max(0, chosen.value - better);
        const counted = one.counted.map((each, nth) => (nth === at ? { ...each, value: next } : each));
        const [before, after] = [one, { ...one, counted }].map((each) => standingOf(each).rows);
        const exact = (rows: Row[] | undefined, key: string) => rows?.find((row) => row.unit.key === key)?.exact ?? 0;
        for (const { key } of one.units) {
          const lead = (rows: Row[] | undefined) => exact(rows, chosen.unit) - exact(rows, key);
          expect(lead(after)).toBeGreaterThanOrEqual(lead(before) - 1e-9);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('pulls a small unit closer to the others than a large one with the same figure', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 21, max: 90 }),
        fc.integer({ min: 0, max: 300 }),
        fc.integer({ min: 1, max: 30 }),
        (small, large, number, half) => {
          const one = facts({
            units: [unit('large', large), unit('rest', 50), unit('small', small)],
            indicators: [indicator({ scale: 'rate', target: 100 })],
            counted: [value('small', number), value('large', number), value('rest', 100)],
            half,
          });
          const away = (key: string) => {
            const [mark] = rowOf(one, key).marks;
            return Math.abs((mark?.score ?? 0) - (mark?.base ?? 0));
          };
          expect(away('small')).toBeLessThanOrEqual(away('large') + 1e-9);
        },
      ),
    );
  });

  it('keeps every score between 0 and the cap', () => {
    fc.assert(
      fc.property(anyFacts, (one) => {
        for (const { marks } of standingOf(one).rows)
          for (const { indicator: id, score } of marks) {
            expect(score).toBeGreaterThanOrEqual(0);
            expect(score).toBeLessThanOrEqual((one.indicators.find((each) => each.id === id)?.cap ?? 0) + 1e-9);
          }
      }),
    );
  });
});
