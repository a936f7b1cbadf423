import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRightMark, optionMarks, truthMarks } from '../../../src/features/quiz/question/rules/answer-marks.ts';
import { mark, type Response } from '../../../src/features/quiz/question/rules/mark.ts';
import { rightOptions } from '../../../src/features/quiz/question/rules/right-options.ts';

const choice = (...chosen: number[]): Response => ({ kind: 'choice', chosen });
const options = ['甲', '乙', '丙', '丁'];
const one = { kind: 'single', options, correct: 0 } as const;
const either = { kind: 'single', options, correct: 0, alsoCorrect: [2] } satisfies Parameters<typeof optionMarks>[0];
const several = { kind: 'multiple', options, correct: [0, 1] } satisfies Parameters<typeof optionMarks>[0];

describe('the marks of options', () => {
  it.each([
    ['one, right', one, choice(0), ['mine-right', 'other', 'other', 'other']],
    ['one, wrong', one, choice(3), ['right', 'other', 'other', 'mine-wrong']],
    ['one, not answered', one, undefined, ['right', 'other', 'other', 'other']],
    ['either, right', either, choice(2), ['also-right', 'other', 'mine-right', 'other']],
    ['either, wrong', either, choice(1), ['one-right', 'mine-wrong', 'one-right', 'other']],
    ['several, right', several, choice(1, 0), ['mine-right', 'mine-right', 'other', 'other']],
    ['several, in part', several, choice(1, 3), ['missed', 'mine-right', 'other', 'mine-wrong']],
    ['several, not answered', several, undefined, ['right', 'right', 'other', 'other']],
  ] as const)('%s', (_name, key, response, marks) => {
    expect(optionMarks(key, response)).toEqual(marks);
  });

  it('of true and false', () => {
    expect(truthMarks(true, { kind: 'truth', value: true })).toEqual(['mine-right', 'other']);
    expect(truthMarks(true, { kind: 'truth', value: false })).toEqual(['right', 'mine-wrong']);
    expect(truthMarks(false, undefined)).toEqual(['other', 'right']);
  });

  it('name the whole key and the whole answer, and are all right when the answer is', () => {
    const indexes = (count: number) =>
      fc.uniqueArray(fc.nat(count - 1), { minLength: 1, maxLength: count }).map((all) => all.sort((a, b) => a - b));
    const questions = fc.integer({ min: 2, max: 10 }).chain((count) =>
      fc.record({
        count: fc.constant(count),
        correct: indexes(count),
        chosen: indexes(count),
        isSingle: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(questions, ({ count, correct, chosen, isSingle }) => {
        const texts = Array.from({ length: count }, (_, index) => `${index}`);
        const [first = 0, ...others] = correct;
        const key = isSingle
          ? { kind: 'single' as const, options: texts, correct: first, alsoCorrect: others }
          : { kind: 'multiple' as const, options: texts, correct };
        const mine = isSingle ? chosen.slice(0, 1) : chosen;
        const marks = optionMarks(key, choice(...mine));
        const at = (fits: (one: (typeof marks)[number]) => boolean) =>
          marks.flatMap((one, index) => (fits(one) ? [index] : []));
        expect(at(isRightMark)).toEqual(rightOptions(key));
        expect(at((one) => one.startsWith('mine'))).toEqual(mine);
        const isWhole = marks.every((one) => one !== 'mine-wrong' && one !== 'missed' && one !== 'one-right');
        expect(isWhole).toBe(mark(key, choice(...mine), { multiple: 'partial' }).correct);
      }),
    );
  });
});
