import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countBlanks } from '../../../src/features/quiz/question/rules/blanks.ts';
import { mark, parseNumber, type Response } from '../../../src/features/quiz/question/rules/mark.ts';
import type { QuestionKey } from '../../../src/features/quiz/question/rules/question.ts';

const ALL = { multiple: 'all-or-nothing' } as const;
const PARTIAL = { multiple: 'partial' } as const;
const single: QuestionKey = { kind: 'single', options: ['a', 'b', 'c', 'd'], correct: 2 };
const multiple: QuestionKey = { kind: 'multiple', options: ['a', 'b', 'c', 'd', 'e'], correct: [0, 1, 3] };
const choice = (...chosen: number[]): Response => ({ kind: 'choice', chosen });
const text = (value: string): Response => ({ kind: 'text', text: value });

describe('choices', () => {
  it.each([
    ['the right one', single, choice(2), 1],
    ['another', single, choice(1), 0],
    ['none', single, choice(), 0],
    ['two, one of them right', single, choice(2, 1), 0],
    ['the right one twice', single, choice(2, 2), 1],
    ['a text', single, text('2'), 0],
    ['true, and it is', { kind: 'truefalse', correct: true } as const, { kind: 'truth', value: true } as const, 1],
    [
      'false, and it is not',
      { kind: 'truefalse', correct: true } as const,
      { kind: 'truth', value: false } as const,
      0,
    ],
  ])('%s', (_name, question, response, credit) => {
    expect(mark(question, response, ALL)).toEqual({ correct: credit === 1, credit });
  });

  it.each([
    [[0, 1, 3], 1, 1],
    [[3, 1, 0, 0], 1, 1],
    [[0, 1], 2 / 3, 0],
    [[0], 1 / 3, 0],
    [[0, 1, 2], 1 / 3, 0],
    [[0, 1, 2, 3], 2 / 3, 0],
    [[0, 1, 2, 3, 4], 1 / 3, 0],
    [[2, 4], 0, 0],
    [[], 0, 0],
  ])('multiple: %j', (chosen, partial, all) => {
    expect(mark(multiple, choice(...chosen), PARTIAL)).toEqual({ correct: partial === 1, credit: partial });
    expect(mark(multiple, choice(...chosen), ALL)).toEqual({ correct: all === 1, credit: all });
  });

  it('is correct for the key alone, with a credit between 0 and 1', () => {
    const subset = fc.uniqueArray(fc.integer({ min: 0, max: 7 }));
    fc.assert(
      fc.property(subset, subset, fc.constantFrom(ALL, PARTIAL), (correct, chosen, options) => {
        const result = mark({ kind: 'multiple', options: Array(8).fill('x'), correct }, choice(...chosen), options);
        const isSame = correct.length > 0 && new Set([...correct, ...chosen]).size === correct.length;
        expect(result.correct).toBe(isSame && chosen.length === correct.length);
        expect(result.credit).toBeGreaterThanOrEqual(0);
        expect(result.credit).toBeLessThanOrEqual(1);
        expect(result.credit === 1).toBe(result.correct);
      }),
    );
  });
});

describe('fill-in', () => {
  const question: QuestionKey = { kind: 'fill', accepted: ['安全第一、预防为主', 'pH 7', 'Ａ级', 'O-'] };
  it.each([
    ['安全第一、预防为主', true],
    [' 安全第一、 预防为主。', true],
    ['安全第一，预防为主', false],
    ['ＰＨ７', true],
    ['ph7.', true],
    ['a级！', true],
    ['a\u200b级', true],
    ['o-', true],
    ['O', false],
    ['pH 8', false],
    ['', false],
    ['。', false],
  ])('%s', (answer, isRight) => {
    expect(mark(question, text(answer), ALL).correct).toBe(isRight);
  });

  it('keeps an answer of punctuation alone', () => {
    expect(mark({ kind: 'fill', accepted: ['！'] }, text('!'), ALL).correct).toBe(true);
    expect(mark({ kind: 'fill', accepted: ['！'] }, text('?'), ALL).correct).toBe(false);
    expect(mark({ kind: 'fill', accepted: [''] }, text(' '), ALL).correct).toBe(false);
  });

  it('accepts what is accepted, in any width and spacing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (word) => {
        fc.pre(word.normalize('NFKC').replace(/[\s\p{Cf}]/gu, '') !== '');
        expect(mark({ kind: 'fill', accepted: [word] }, text(` ${word} `), ALL).correct).toBe(true);
      }),
    );
  });
});

describe('several blanks', () => {
  const question: QuestionKey = {
    kind: 'fill',
    blanks: [
      ['四', '4'],
      ['2', '两'],
    ],
  };
  const texts = (...all: string[]): Response => ({ kind: 'texts', texts: all });
  it.each([
    [texts('四', '2'), 1],
    [texts('4 ', '２'), 1],
    [texts('四', '3'), 0.5],
    [texts('', '两'), 0.5],
    [texts('2', '四'), 0],
    [texts('', ''), 0],
    [texts('四'), 0.5],
    [texts('四', '2', '9'), 1],
    // Typed into one input, before the key said that there are two.
    [text('四；2'), 1],
    [text('四、2'), 1],
    [text('四 2'), 1],
    [text('四'), 0.5],
    [text('2'), 0],
    [choice(0), 0],
  ])('%j', (response, credit) => {
    expect(mark(question, response, PARTIAL)).toEqual({ correct: credit === 1, credit });
    expect(mark(question, response, ALL)).toEqual({ correct: credit === 1, credit: credit === 1 ? 1 : 0 });
  });

  it('one right blank of some is never all of it', () => {
    const word = fc.stringMatching(/^[甲-癸a-z]{1,4}$/);
    fc.assert(
      fc.property(fc.uniqueArray(word, { minLength: 2, maxLength: 6 }), fc.nat(), (words, at) => {
        const blanks = words.map((one) => [one]);
        const given = words.map((one, index) => (index === at % words.length ? one : ''));
        const result = mark({ kind: 'fill', blanks }, { kind: 'texts', texts: given }, PARTIAL);
        expect(result).toEqual({ correct: false, credit: 1 / words.length });
      }),
    );
  });

  it.each([
    ['高处作业分为____级，其中____米以上要系安全带。', 2],
    ['安全带的正确用法是（  ）挂（　）用。', 2],
    ['填 ()、[ ] 和 【】', 3],
    ['急救电话是（____）。', 1],
    ['＿＿＿是＿＿', 2],
    ['急救电话是？', 0],
    ['变量 a_b（1）和 f(x)', 0],
  ])('counts the blanks of %s', (stem, count) => {
    expect(countBlanks(stem)).toBe(count);
  });
});

describe('numbers', () => {
  it.each([
    ['１，２３４.５', 1234.5],
    ['1,234,567', 1_234_567],
    ['3.14', 3.14],
    ['３．１４', 3.14],
    ['3。14', 3.14],
    ['3.14。', 3.14],
    ['-2', -2],
    ['−2', -2],
    ['－２', -2],
    ['+7', 7],
    ['.5', 0.5],
    ['5.', 5],
    ['1e3', 1000],
    ['1E-3', 0.001],
    ['50%', 0.5],
    ['５０％', 0.5],
    ['2‰', 0.002],
    [' 1 000 ', 1000],
    ['12,34', undefined],
    ['1,2', undefined],
    ['1.2.3', undefined],
    ['0x10', undefined],
    ['1e999', undefined],
    ['Infinity', undefined],
    ['NaN', undefined],
    ['5米', undefined],
    ['½', undefined],
    ['%', undefined],
    ['--2', undefined],
    ['五', undefined],
    ['', undefined],
  ])('%s', (typed, value) => {
    expect(parseNumber(typed)).toBe(value);
  });

  it('reads every number back', () => {
    const numbers = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(fc.property(numbers, (n) => parseNumber(String(n)) === n || n === 0));
  });

  it.each([
    [3.14, 0.01, '3.13', true],
    [3.14, 0.01, '3.15', true],
    [3.14, 0.01, '3.151', false],
    [0.3, 0, '0.3', true],
    [0.1 + 0.2, 0, '0.3', true],
    [19.5, 0, '19.5%', true],
    [0.5, 0, '50%', true],
    [0.5, 0, '50', false],
    [1234.5, 0, '１，２３４.５', true],
    [0, 0, '', false],
    [-2, 0.5, '-2.5', true],
  ])('%d ± %d: %s', (value, tolerance, typed, isRight) => {
    const question: QuestionKey = { kind: 'numeric', value, tolerance };
    expect(mark(question, { kind: 'number', text: typed }, ALL).correct).toBe(isRight);
  });
});
