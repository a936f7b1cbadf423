import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BANK_EXTENSION } from '../../../src/features/quiz/formats/bank-file.ts';
import { questionFingerprint } from '../../../src/features/quiz/formats/fingerprint.ts';
import { readBank } from '../../../src/features/quiz/formats/read-bank.ts';
import { writeBank } from '../../../src/features/quiz/formats/write-bank.ts';
import { cleanText } from '../../../src/features/quiz/question/rules/clean-text.ts';
import type { Question } from '../../../src/features/quiz/question/rules/question.ts';
import { anyQuestion } from './question-arbitrary.ts';

const anyBank = fc.uniqueArray(anyQuestion, { minLength: 1, maxLength: 4, selector: questionFingerprint });

async function roundTrip(bank: Question[], format: 'csv' | 'xlsx' | 'gift' | 'moodle' | 'aiken') {
  const { bytes, leftOut } = await writeBank(bank, format);
  const reading = await readBank(bytes, `bank.${BANK_EXTENSION[format]}`);
  return { leftOut, reading, back: reading.questions.map(({ question }) => question) };
}

describe('export, then import, is identity', () => {
  it.each([
    ['csv', 400],
    ['xlsx', 80],
    ['gift', 300],
    ['moodle', 300],
  ] as const)('%s: every field of any question', { timeout: 120_000 }, async (format, numRuns) => {
    await fc.assert(
      fc.asyncProperty(anyBank, async (bank) => {
        const { bytes, leftOut } = await writeBank(bank, format);
        // GIFT and Moodle XML have a short answer of one blank only.
        const isCarried = (question: Question) => format === 'csv' || format === 'xlsx' || !('blanks' in question);
        const carried = bank.filter(isCarried);
        expect(leftOut).toEqual(bank.flatMap((question, index) => (isCarried(question) ? [] : [index])));
        if (carried.length === 0) return;
        const back = await readBank(bytes, `bank.${BANK_EXTENSION[format]}`);
        expect(back.format).toBe(format);
        expect(back.faults).toEqual([]);
        expect(back.questions.map(({ question }) => question)).toEqual(carried);
      }),
      { numRuns },
    );
  });

  it('aiken: kind, stem, options and key of single and truefalse; what it cannot carry is named', async () => {
    const core = (question: Question) => ({
      kind: question.kind,
      stem: question.stem,
      options: 'options' in question ? question.options : [],
      correct: 'correct' in question ? question.correct : undefined,
    });
    await fc.assert(
      fc.asyncProperty(anyBank, async (bank) => {
        const { bytes, leftOut } = await writeBank(bank, 'aiken');
        const kept = bank.filter((_, index) => !leftOut.includes(index));
        for (const question of kept) expect(['single', 'truefalse']).toContain(question.kind);
        if (kept.length === 0) return;
        const reading = await readBank(bytes, 'bank.aiken.txt');
        expect(reading.questions.map(({ question }) => core(question))).toEqual(kept.map(core));
      }),
      { numRuns: 300 },
    );
  });

  it.each(['csv', 'xlsx', 'gift', 'moodle'] as const)('%s: every character there is', async (format) => {
    const codes = [
      ...Array(0x3100).keys(),
      ...Array.from({ length: 0x2000 }, (_, at) => 0xe000 + at),
      0x1f469,
      0x1fffe,
      0xe0041,
    ];
    const stems = codes.map((code) => cleanText(`甲${String.fromCodePoint(code)}乙`));
    const bank = Array.from({ length: Math.ceil(stems.length / 200) }, (_, at) => ({
      kind: 'truefalse' as const,
      correct: true,
      category: '',
      tags: [],
      posts: [],
      stem: stems.slice(at * 200, at * 200 + 200).join(''),
    }));
    const { leftOut, back } = await roundTrip(bank, format);
    expect(leftOut).toEqual([]);
    expect(back).toEqual(bank);
  });

  it('aiken leaves no plain question out', async () => {
    const plain: Question[] = [
      { kind: 'single', stem: '甲？', options: ['一', '二', '三'], correct: 2, category: '', tags: [], posts: [] },
      { kind: 'truefalse', stem: '乙。', correct: false, category: '', tags: [], posts: [] },
      { kind: 'fill', stem: '丙', accepted: ['丁'], category: '', tags: [], posts: [] },
    ];
    expect((await writeBank(plain, 'aiken')).leftOut).toEqual([2]);
  });

  it('the fingerprint knows a question again whatever the format', async () => {
    await fc.assert(
      fc.asyncProperty(anyQuestion, async (question) => {
        fc.pre(!('blanks' in question));
        for (const format of ['csv', 'gift', 'moodle'] as const) {
          const { back } = await roundTrip([question], format);
          expect(back.map(questionFingerprint)).toEqual([questionFingerprint(question)]);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('a spreadsheet that opens an export', () => {
  it('finds a BOM, and no cell that it would take for a formula', async () => {
    await fc.assert(
      fc.asyncProperty(anyBank, async (bank) => {
        const { bytes } = await writeBank(bank, 'csv');
        expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
        const { parse } = await import('csv-parse/sync');
        const cells: string[] = parse(Buffer.from(bytes), { bom: true }).flat();
        for (const cell of cells) expect(cell).not.toMatch(/^(?:[=+@\t\r]|-(?!\d+(?:\.\d+)?(?:e[+-]?\d+)?$))/);
      }),
      { numRuns: 100 },
    );
  });
});
