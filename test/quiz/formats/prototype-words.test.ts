import { expect, test } from 'vitest';
import { readBank } from '../../../src/features/quiz/formats/read-bank.ts';
import { writeBank } from '../../../src/features/quiz/formats/write-bank.ts';
import type { Question } from '../../../src/features/quiz/question/rules/question.ts';

const WORDS = Object.getOwnPropertyNames(Object.prototype);

test.each(['xlsx', 'csv'] as const)(
  '%s: words that every object has of its own are words like others',
  async (format) => {
    const questions = WORDS.map(
      (word): Question => ({
        kind: 'fill',
        stem: `${word}?`,
        accepted: [word],
        source: word,
        category: '',
        tags: [],
        posts: [],
      }),
    );
    const { bytes } = await writeBank(questions, format);
    const reading = await readBank(bytes, `bank.${format}`);
    expect(reading.faults).toEqual([]);
    expect(reading.questions.map(({ question }) => question)).toEqual(questions);
  },
);
