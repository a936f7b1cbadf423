import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Question } from '../../../src/features/quiz/question/rules/question.ts';
import { hasFixedOrder, refersToOthers, shownOrder } from '../../../src/features/quiz/question/rules/shuffle.ts';
import { seededRandom, shuffledOrder } from '../../../src/lib/seeded.ts';

const body = { stem: '灭火器的压力表指针在哪个区域为正常？', category: '', tags: [], posts: [] };
const single = (options: string[], more: Partial<typeof body & { explanation: string }> = {}): Question => ({
  ...body,
  ...more,
  kind: 'single',
  options,
  correct: 0,
});

describe('the seeded random function', () => {
  it('is the same everywhere', () => {
    const random = seededRandom('2026-03-02/U123/q1');
    expect([random(), random(), random()]).toMatchInlineSnapshot(`
      [
        0.47174133639782667,
        0.8656410188414156,
        0.6356593274977058,
      ]
    `);
    expect(seededRandom('a')()).toBe(seededRandom('a')());
    expect(seededRandom('a')()).not.toBe(seededRandom('b')());
  });

  it('stays in [0, 1) and is even', () => {
    const tenths = Array<number>(10).fill(0);
    for (let i = 0; i < 10_000; i++) {
      const value = seededRandom(`seed ${i}`)();
      expect(value >= 0 && value < 1).toBe(true);
      const tenth = Math.floor(value * 10);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });
});

describe('the order of options', () => {
  it('is a permutation, the same for the same seed', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 0, max: 10 }), (seed, n) => {
        const order = shuffledOrder(seed, n);
        expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, index) => index));
        expect(shuffledOrder(seed, n)).toEqual(order);
      }),
    );
  });

  it('puts every option everywhere equally often', () => {
    const seen = Array<number>(16).fill(0);
    for (let i = 0; i < 4_000; i++) {
      for (const [place, option] of shuffledOrder(`U${i}`, 4).entries()) {
        seen[place * 4 + option] = (seen[place * 4 + option] ?? 0) + 1;
      }
    }
    for (const count of seen) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  it.each([
    ['以上都对', true],
    ['以上都是', true],
    ['以上均不正确', true],
    ['以上三种情况都可以', true],
    ['上述说法都错误', true],
    ['都不对', true],
    ['全部正确', true],
    ['均可', true],
    ['A和B', true],
    ['Ａ、Ｂ都对', true],
    ['ABC都对', true],
    ['AC', true],
    ['选项A正确', true],
    ['A项和C项', true],
    ['All of the above', true],
    ['none of these', true],
    ['Both A and B', true],
    ['Neither A nor B.', true],
    ['2米以上', false],
    ['18周岁以上的人员', false],
    ['A型血', false],
    ['ABC干粉灭火器', false],
    ['停止作业，或在采取可能的应急措施后撤离作业场所', false],
    ['维生素A', false],
    ['PLA and PVC', false],
    ['An item above the shoulder', false],
    ['对', false],
  ])('%s refers to others: %s', (option, expected) => {
    expect(refersToOthers(option)).toBe(expected);
  });

  it.each([
    ['options alone', single(['红', '绿', '黄']), false],
    ['an option that refers to others', single(['红', '绿', '以上都不是']), true],
    ['an explanation that names a letter', single(['红', '绿', '黄'], { explanation: '绿区为正常，故选B。' }), true],
    ['an explanation with letters in order', single(['红', '绿'], { explanation: 'A、C项错误。' }), true],
    ['an English explanation', single(['red', 'green'], { explanation: 'Option B is the working range.' }), true],
    ['an explanation with a law', single(['红', '绿'], { explanation: '依据 GB 4351，A 类火灾。' }), false],
    ['true/false', { ...body, kind: 'truefalse', correct: true } as Question, true],
    ['fill-in', { ...body, kind: 'fill', accepted: ['绿'] } as Question, true],
  ])('is fixed for %s: %s', (_name, question, expected) => {
    expect(hasFixedOrder(question)).toBe(expected);
  });

  it('is the author’s where it is fixed', () => {
    for (let i = 0; i < 20; i++) expect(shownOrder(single(['红', '绿', '以上都对']), `U${i}`)).toEqual([0, 1, 2]);
    expect(shownOrder({ ...body, kind: 'truefalse', correct: true }, 'x')).toEqual([]);
    const orders = new Set(
      Array.from({ length: 50 }, (_, i) => shownOrder(single(['红', '绿', '黄']), `U${i}`).join()),
    );
    expect(orders.size).toBe(6);
  });
});
