import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Facts, Indicator } from '../../src/features/competition/rules/facts.ts';
import { standingOf } from '../../src/features/competition/rules/reckon.ts';
import { type WorkbookWords, workbookOf } from '../../src/features/competition/rules/workbook.ts';
import { workbook } from '../../src/members/take-sheets.ts';
import { openWorkbook } from './reckoned-workbook.ts';

const WORDS: WorkbookWords = {
  sheets: { ranks: '名次', marks: '计算', indicators: '指标', values: '数值', open: '未核定', changes: "it's" },
  ranks: ['rank', 'unit', 'weighted', 'extra', 'total'],
  marks: ['i', 'u', 'n', 'v', 'x', 'goal', 'capped', 'base', 'own', 'score', 'weight', 'ruled'],
  indicators: ['i', 'm', 'd', 's', 't', 'w', 'cap', 'fold', 'half', 'source', 'each', 'over'],
  values: ['i', 'u', 'slot', 'v', 'by', 'by', 'corrected'],
  open: ['i', 'u', 'slot', 'v', 'by', 'state'],
  changes: ['u', 'p', 'out', 'why', 'by'],
  direction: ({ direction }) => direction,
  scale: ({ scale }) => scale,
  fold: ({ fold }) => fold,
  source: ({ source }) => source,
  slot: (slot) => slot,
  out: '—',
};

const anyIndicator = (id: string): fc.Arbitrary<Indicator> =>
  fc
    .record({
      direction: fc.constantFrom('more' as const, 'less' as const),
      target: fc.option(fc.double({ min: 0, max: 200, noNaN: true }), { nil: undefined }),
      weight: fc.integer({ min: 1, max: 100 }),
      each: fc.option(fc.integer({ min: -50, max: 50 }), { nil: undefined }),
      outOver: fc.option(fc.integer({ min: 100, max: 900 }), { nil: undefined }),
      scale: fc.constantFrom('total' as const, 'head' as const, 'rate' as const),
      cap: fc.integer({ min: 100, max: 200 }),
      fold: fc.constantFrom('sum' as const, 'mean' as const, 'latest' as const),
    })
    .map(({ target, each, outOver, ...rest }) => ({
      id,
      name: `=${id}`,
      measure: '%',
      pace: 'month',
      days: 5,
      source: 'log',
      reporters: [],
      verifiers: [],
      ...rest,
      ...(target === undefined ? {} : { target: Math.round(target * 100) / 100 }),
      ...(each === undefined ? {} : { each: each / 10 }),
      ...(outOver === undefined ? {} : { outOver }),
    }));

const anyFacts: fc.Arbitrary<Facts> = fc
  .record({
    heads: fc.array(fc.integer({ min: 1, max: 80 }), { minLength: 2, maxLength: 5 }),
    indicators: fc.tuple(anyIndicator('i'), anyIndicator('j'), anyIndicator('k')),
    half: fc.integer({ min: 0, max: 30 }),
    numbers: fc.array(fc.option(fc.integer({ min: 0, max: 40_000 }), { nil: undefined }), {
      minLength: 30,
      maxLength: 30,
    }),
    changes: fc.array(
      fc.record({ at: fc.nat({ max: 4 }), points: fc.integer({ min: -500, max: 500 }), isOut: fc.boolean() }),
      { maxLength: 4 },
    ),
  })
  .map(({ heads, indicators, half, numbers, changes }) => {
    const units = heads.map((one, at) => ({ key: `u${at}`, name: `班组 ${at}`, heads: one }));
    const counted = units.flatMap(({ key: unit }, u) =>
      ['i', 'j', 'k'].flatMap((indicator, n) =>
        ['2026-01', '2026-02'].flatMap((slot, s) => {
          const number = numbers[(u * 6 + n * 2 + s) % numbers.length];
          return number === undefined ? [] : [{ indicator, unit, slot, value: number / 100 }];
        }),
      ),
    );
    const given = changes
      .filter(({ at }) => at < units.length)
      .map(({ at, points, isOut }) => ({ unit: `u${at}`, points: points / 10, isOut }));
    return { units, indicators, half, counted, changes: given };
  });

async function bookOf(facts: Facts) {
  const standing = standingOf(facts);
  const values = facts.counted.map((one) => ({ ...one, reporter: 'a', verifier: 'b', corrected: '' }));
  const changes = facts.changes.map((one, at) => ({
    ...one,
    id: `${at}`,
    reason: 'r',
    by: 'c',
    name: 'c',
    at: new Date(0),
  }));
  const sheets = workbookOf(WORDS, { facts, standing, values, open: [], changes });
  return { standing, book: openWorkbook(await workbook(sheets)) };
}

describe('the workbook of a standing', () => {
  it('comes to the same total and rank when all its formulas are reckoned again, to the last digit', async () => {
    await fc.assert(
      fc.asyncProperty(anyFacts, async (facts) => {
        const { standing, book } = await bookOf(facts);
        const shown = standing.rows.map(({ unit, total, rank }) => [unit.name, total, rank ?? '—']);
        const again = standing.rows.map((_, at) => [
          book.stored('名次', `B${at + 2}`),
          book.reckon('名次', `E${at + 2}`),
          book.reckon('名次', `A${at + 2}`),
        ]);
        expect(again).toEqual(shown);
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  it('has the figure of every formula stored beside it', async () => {
    await fc.assert(
      fc.asyncProperty(anyFacts, async (facts) => {
        const { book } = await bookOf(facts);
        for (const sheet of book.sheets)
          for (const cell of book.formulas(sheet)) {
            const stored = book.stored(sheet, cell);
            expect(stored, `${sheet} ${cell}`).toBeTypeOf('number');
            expect(book.reckon(sheet, cell)).toBeCloseTo(Number(stored), 6);
          }
      }),
      { numRuns: 20 },
    );
  }, 120_000);

  it('guards what people wrote', async () => {
    const [facts] = fc.sample(anyFacts, 1);
    const { book } = await bookOf({
      ...(facts as Facts),
      counted: [{ indicator: 'i', unit: 'u0', slot: '2026-01', value: 1 }],
    });
    expect(book.stored('数值', 'A2')).toBe("'=i");
  });
});
