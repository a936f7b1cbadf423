import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readOptions } from '../../../src/features/quiz/formats/table/options.ts';
import { sameLookKey } from '../../../src/features/quiz/question/rules/clean-text.ts';
import { readText } from './read-text.ts';

const inOne = (cell: string) => {
  const read = readOptions([], cell, false, []);
  return 'fault' in read ? read.fault : read.texts;
};
const inColumns = (...cells: string[]) => {
  const read = readOptions(cells, '', false, []);
  return 'fault' in read ? read.fault : read.texts;
};

describe('options in one cell', () => {
  it.each([
    ['A. 5米    B. 10米\nC. 15米    D. 20米', ['5米', '10米', '15米', '20米']],
    ['A.5米 B.10米 C.15米', ['5米', '10米', '15米']],
    ['A、甲 B、乙 C、丙', ['甲', '乙', '丙']],
    ['A:甲\nB:乙\nC:丙', ['甲', '乙', '丙']],
    ['A：甲；B：乙；C：丙', ['甲', '乙', '丙']],
    ['A．甲\tB．乙\tC．丙', ['甲', '乙', '丙']],
    ['Ａ.甲 Ｂ.乙 Ｃ.丙', ['甲', '乙', '丙']],
    ['Ａ．甲　Ｂ．乙　Ｃ．丙', ['甲', '乙', '丙']],
    ['(A)甲 (B)乙 (C)丙', ['甲', '乙', '丙']],
    ['（A）甲（B）乙（C）丙', ['甲', '乙', '丙']],
    ['【A】甲 【B】乙', ['甲', '乙']],
    ['A) 甲\nB) 乙', ['甲', '乙']],
    ['a. 甲 b. 乙 c. 丙', ['甲', '乙', '丙']],
    ['A 甲\nB 乙\nC 丙', ['甲', '乙', '丙']],
    ['A.甲B.乙C.丙D.丁', ['甲', '乙', '丙', '丁']],
    ['A.甲 B.乙C.丙 D.丁', ['甲', '乙', '丙', '丁']],
    ['A.0.5MPa B.1.0MPa C.1.5MPa', ['0.5MPa', '1.0MPa', '1.5MPa']],
    ['A.5mB.10mC.15m', ['5m', '10m', '15m']],
    ['①甲②乙③丙', ['甲', '乙', '丙']],
    ['① 甲\n② 乙', ['甲', '乙']],
    ['1、甲 2、乙 3、丙', ['甲', '乙', '丙']],
    ['1. 甲\n2. 乙', ['甲', '乙']],
    ['(1)甲(2)乙', ['甲', '乙']],
    ['甲\n乙\n丙', ['甲', '乙', '丙']],
    ['甲\n\n乙\n\n丙', ['甲', '乙', '丙']],
    ['甲|乙|丙', ['甲', '乙', '丙']],
    ['甲｜乙', ['甲', '乙']],
    ['甲；乙；丙；', ['甲', '乙', '丙']],
    ['甲;乙', ['甲', '乙']],
    ['5 米\t10 米', ['5 米', '10 米']],
    ['5 米    10 米', ['5 米', '10 米']],
    ['甲　乙　丙', ['甲', '乙', '丙']],
    ['甲班 乙班 丙班', ['甲班', '乙班', '丙班']],
    ['选项：A.甲 B.乙', ['甲', '乙']],
    // Letters inside the texts are no marks.
    ['A.维生素A、B族 B.维生素C C.钙', ['维生素A、B族', '维生素C', '钙']],
    ['A、维生素A、B族 B、维生素C', ['维生素A、B族', '维生素C']],
    ['A.维生素A、B族B.维生素C', ['维生素A、B族', '维生素C']],
    ['维生素A、B族|维生素C|钙', ['维生素A、B族', '维生素C', '钙']],
    ['A.①② B.②③ C.①③', ['①②', '②③', '①③']],
    ['1.5米|2.0米', ['1.5米', '2.0米']],
    ['A.10.5% B.20.5%', ['10.5%', '20.5%']],
    ['A.pH值<7 B.pH值>7', ['pH值<7', 'pH值>7']],
  ])('%j', (cell, texts) => {
    expect(inOne(cell)).toEqual(texts);
  });

  it.each([
    ['B is missing', 'A. 甲 C. 丙'],
    ['B is missing, on lines', 'A. 甲\nC. 丙\nD. 丁'],
    ['A is missing', '甲 B. 乙 C. 丙'],
    ['A is missing, on lines', '甲\nB. 乙\nC. 丙'],
    ['out of order', 'A. 甲 C. 丙 B. 乙'],
    ['twice', 'A. 甲 B. 乙 B. 丙'],
    ['twice, without spaces', 'A.甲B.乙B.丙'],
    ['a line without a letter', 'A. 甲\n乙\nC. 丙'],
    ['a line that goes on or is an option', 'A. 甲\n乙\nB. 丙'],
    ['letters from the second line on', '甲\nA. 乙\nB. 丙'],
    ['a last one without a space', 'A.甲 B.维生素C.钙'],
    ['numbers out of order', '①甲③丙'],
    ['A alone', 'A. 甲'],
    ['letters behind bars', '甲|B. 乙|丙'],
  ])('%s: refused', (_name, cell) => {
    expect(inOne(cell)).toBe('options-unclear');
  });

  it('an empty one keeps its letter', async () => {
    const reading = await readText('题干,选项,答案\n问,A.甲 B. C.丙,C\n又问,甲||丙,C\n还问,甲||丙,B\n');
    expect(reading.questions).toMatchObject([
      { question: { options: ['甲', '丙'], correct: 1 } },
      { question: { options: ['甲', '丙'], correct: 1 } },
    ]);
    expect(reading.faults).toMatchObject([{ line: 4, reason: 'answer-not-an-option' }]);
  });
});

describe('options in columns', () => {
  it('lose their own letters, and are refused with those of others', () => {
    expect(inColumns('A. 甲', 'B. 乙', 'C. 丙')).toEqual(['甲', '乙', '丙']);
    expect(inColumns('A. 甲', 'C. 乙', 'B. 丙')).toBe('options-unclear');
    expect(inColumns('A. 甲', '', 'C. 丙')).toEqual(['甲', '丙']);
    expect(inColumns('A. 甲', '', 'B. 丙')).toBe('options-unclear');
    expect(inColumns('维生素A、B族', 'B、C都有', '无')).toEqual(['维生素A、B族', 'B、C都有', '无']);
  });

  it('may all stand in the first', () => {
    expect(inColumns('A.甲 B.乙\nC.丙 D.丁', '', '', '')).toEqual(['甲', '乙', '丙', '丁']);
  });
});

describe('options that are joined', () => {
  const LETTERS = 'ABCDEFGHIJ';
  /** Words as options have them, letters of others inside, no separators of lists. */
  const word = fc
    .array(
      fc.constantFrom('维生素A、B族', 'C区', 'A和B', '甲', '先通风', '5米', '0.5%', 'pH', '（含）', '10', '乙', '，'),
      {
        minLength: 1,
        maxLength: 4,
      },
    )
    .map((parts) => parts.join('').replace(/^[，]+|[，]+$/g, ''))
    .filter((text) => text !== '' && !/^[A-J][、]/.test(text));
  const options = fc.uniqueArray(word, { minLength: 2, maxLength: 8, selector: sameLookKey });
  const mark = fc.constantFrom(
    (at: number) => `${LETTERS[at]}.`,
    (at: number) => `${LETTERS[at]}. `,
    (at: number) => `${LETTERS[at]}．`,
    (at: number) => `${LETTERS[at]}：`,
    (at: number) => `${LETTERS[at]})`,
    (at: number) => `(${LETTERS[at]})`,
    (at: number) => `（${LETTERS[at]}）`,
    (at: number) => `${LETTERS[at]}、`,
    (at: number) => String.fromCharCode(0xff21 + at).concat('．'),
    (at: number) => '①②③④⑤⑥⑦⑧'.charAt(at),
  );
  const gap = fc.constantFrom(' ', '  ', '\n', '\t', '；', ' | ', '\u3000', '');

  it('are the same options under the same letters, or refused', () => {
    fc.assert(
      fc.property(options, mark, fc.array(gap, { minLength: 8, maxLength: 8 }), (texts, sign, gaps) => {
        const cell = texts.map((text, at) => `${at > 0 ? gaps[at] : ''}${sign(at)}${text}`).join('');
        const read = inOne(cell);
        if (typeof read !== 'string') expect(read).toEqual(texts);
        else expect(read).toBe('options-unclear');
      }),
      { numRuns: 2000 },
    );
  });

  it('are read whole with spaces or lines between them', () => {
    fc.assert(
      fc.property(options, mark, fc.constantFrom(' ', '\n', '    '), (texts, sign, between) => {
        const cell = texts.map((text, at) => `${sign(at)}${text}`).join(between);
        // Signs like those of the options inside a text leave two readings.
        fc.pre(!texts.some((text) => text.includes('、') && sign(0).endsWith('、')));
        expect(inOne(cell)).toEqual(texts);
      }),
      { numRuns: 1000 },
    );
  });

  it('without letters are the same by every separator, or refused', () => {
    fc.assert(
      fc.property(options, fc.constantFrom('\n', '|', '；', '\t'), (texts, between) => {
        const read = inOne(texts.join(between));
        if (typeof read !== 'string') expect(read).toEqual(texts);
        else expect(read).toBe('options-unclear');
      }),
      { numRuns: 1000 },
    );
  });
});
