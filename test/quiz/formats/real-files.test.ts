import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readBank } from '../../../src/features/quiz/formats/read-bank.ts';
import { writeBank } from '../../../src/features/quiz/formats/write-bank.ts';
import { oddities } from './read-text.ts';

const root = new URL('../../../', import.meta.url);
const banks = new URL('../shared/question-banks/', root);
const read = (name: string, base = banks) => readBank(readFileSync(new URL(name, base)), name);

describe('the demo banks', () => {
  it.each([
    ['playground/demo-bank.csv', 64],
    ['playground/demo-bank-en.csv', 20],
  ])('%s: no fault, no note, all five kinds', async (name, least) => {
    const reading = await read(name, root);
    expect(oddities(reading)).toEqual([]);
    expect(reading.questions.length).toBeGreaterThanOrEqual(least);
    expect(new Set(reading.questions.map(({ question }) => question.kind)).size).toBe(5);
    for (const { question } of reading.questions) {
      expect(question.source).toBeTruthy();
      expect(question.explanation).toBeTruthy();
      expect(question.tags).not.toEqual([]);
    }
  });
});

describe.skipIf(!existsSync(banks))('real banks that nobody here wrote (../shared/question-banks)', () => {
  const tables = existsSync(banks) ? readdirSync(new URL('cmmlu/', banks)) : [];
  /** Lines that look odd, found by reading them; options that only refer to the others are not counted here. */
  const ODD: Record<string, string[]> = {
    'chinese_food_culture.csv': [12, 43, 46, 83, 116].map((line) => `${line} unbalanced-marks`),
    'construction_project_management.csv': ['27 unbalanced-marks'],
    'marxist_theory.csv': [
      '26 unbalanced-marks',
      '31 text-looks-cut',
      '35 unbalanced-marks',
      '74 unbalanced-marks',
      '100 unbalanced-marks',
      '140 text-looks-cut',
    ],
    'nutrition.csv': ['11 text-looks-cut'],
  };

  it.each(tables)('%s: every row is imported, odd ones are noted, and it survives every format', async (name) => {
    const reading = await read(`cmmlu/${name}`);
    const records =
      readFileSync(new URL(`cmmlu/${name}`, banks), 'utf8')
        .trimEnd()
        .split('\n').length - 1;
    expect(reading.faults).toEqual([]);
    expect(reading.questions).toHaveLength(records);
    expect(reading.questions.every(({ question }) => question.kind === 'single' && question.options.length === 4)).toBe(
      true,
    );
    const odd = oddities(reading).filter((entry) => !entry.endsWith('refers-to-options'));
    if (name !== 'food_science.csv') expect(odd).toEqual(ODD[name] ?? []);
    else expect(odd).toContain('2 text-looks-cut');

    const questions = reading.questions.map(({ question }) => question);
    for (const format of ['csv', 'xlsx', 'gift', 'moodle', 'aiken'] as const) {
      const { bytes, leftOut } = await writeBank(questions, format);
      expect(leftOut).toEqual([]);
      const back = await readBank(bytes, `bank.${format === 'moodle' ? 'xml' : format}`);
      expect(back.questions.map(({ question }) => question)).toEqual(questions);
    }
  });

  it('Moodle’s GIFT examples', async () => {
    const reading = await read('moodle/examples.gift.txt');
    expect(reading.questions).toHaveLength(20);
    expect(reading.faults.filter(({ reason }) => reason !== 'duplicate-row')).toMatchObject([
      { line: 55, reason: 'unsupported', detail: 'matching' },
      { line: 61, reason: 'unsupported', detail: 'matching' },
    ]);
    const byLine = new Map(reading.questions.map(({ line, question }) => [line, question]));
    expect(byLine.get(72)).toMatchObject({ kind: 'numeric', tolerance: 0.0005 });
    expect(byLine.get(117)).toMatchObject({ kind: 'single', correct: 3 });
    expect(byLine.get(130)).toMatchObject({ kind: 'multiple', correct: [1, 2] });
    expect(byLine.get(148)).toMatchObject({ options: ['~', '=', '#', '{', '}', '\\'], correct: 5 });
  });

  it('Moodle’s Aiken example', async () => {
    const reading = await read('moodle/questions.aiken.txt');
    expect(oddities(reading)).toEqual([]);
    expect(reading.questions).toMatchObject([
      { line: 1, question: { kind: 'single', correct: 1 } },
      { line: 8, question: { kind: 'truefalse', correct: true } },
    ]);
  });
});
