import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { validateBlocks, validateView } from '../../playground/server/validate/payload.ts';
import type { Message } from '../../src/bot/draw/block-kit.ts';
import { asModal } from '../../src/bot/draw/present.ts';
import { explainedMessage } from '../../src/features/quiz/card/explain-views.ts';
import { writeForm, writeShown } from '../../src/features/quiz/card/modal-views.ts';
import { missedMessage, type ResultData, resultMessage } from '../../src/features/quiz/card/result-views.ts';
import { cardMessage, channelCardMessage } from '../../src/features/quiz/card/views.ts';
import type { Response } from '../../src/features/quiz/question/rules/mark.ts';
import { QUESTION_LIMITS, type Question } from '../../src/features/quiz/question/rules/question.ts';
import { LOCALES, type Locale } from '../../src/lib/language.ts';
import { anyQuestion } from './formats/question-arbitrary.ts';

const READER = (locale: Locale) => ({ locale, tz: 'Asia/Shanghai', now: new Date(0) });
const REF = { kind: 'card', card: '0123456789abcdef', item: 0 } as const;

/** Some response to a question of its kind; not always a right one. */
function responseTo(question: Question): Response {
  switch (question.kind) {
    case 'single':
      return { kind: 'choice', chosen: [0] };
    case 'multiple':
      return { kind: 'choice', chosen: question.options.map((_, index) => index) };
    case 'truefalse':
      return { kind: 'truth', value: false };
    case 'fill':
      return { kind: 'text', text: '<!channel> & *' };
    case 'numeric':
      return { kind: 'number', text: '3.14' };
  }
}

function everyView(locale: (typeof LOCALES)[number], content: Question): Message[] {
  const order =
    content.kind === 'single' || content.kind === 'multiple' ? content.options.map((_, index) => index).reverse() : [];
  const question = { content, order };
  const response = responseTo(content);
  const result: ResultData = {
    question,
    response,
    correct: false,
    credit: 0,
    points: 2,
    streak: 3,
    weekPoints: 12,
    teamRank: 4,
    comesBack: { days: 1, day: '2026-03-03' },
    shieldsEarned: 2,
    byLock: true,
  };
  const open = {
    ref: REF,
    question,
    streak: 12,
    until: '周三 17:30',
    position: { now: 1, of: 5 },
    mode: 'card' as const,
  };
  return [
    cardMessage(locale, { ...open, picked: undefined, previous: result }),
    cardMessage(locale, { ...open, picked: response }),
    cardMessage(locale, { ...open, picked: undefined, until: undefined, mode: 'practice', note: '练习' }),
    resultMessage(locale, { ...result, ref: REF, next: undefined, mode: 'card' }),
    resultMessage(locale, { ...result, correct: true, credit: 1, ref: REF, next: REF, mode: 'card' }),
    missedMessage(locale, { question, ref: REF, time: '17:30', reveal: true }),
    missedMessage(locale, { question, ref: REF, time: '17:30', reveal: true, next: REF }),
    missedMessage(locale, { question, ref: REF, time: '17:30', reveal: false }),
    explainedMessage(locale, [question, question], ['17:30']),
  ];
}

function expectWithinLimits(content: Question): void {
  for (const locale of LOCALES) {
    for (const message of everyView(locale, content)) {
      expect(validateBlocks(message.blocks, 'message')).toEqual([]);
      expect(message.text.length).toBeLessThanOrEqual(4000);
      expect(message.text.trim()).not.toBe('');
      expect(validateView(asModal(locale, message))).toEqual([]);
      expect(JSON.stringify(message.blocks)).not.toContain('<!channel>');
    }
    expect(validateView(writeForm(content).draw(READER(locale), writeShown(locale, { content, order: [] })))).toEqual(
      [],
    );
    for (const isClosed of [false, true]) {
      const data = { run: 'r1', category: content.category, until: '17:30', answered: 2, isClosed };
      const card = channelCardMessage(locale, data);
      expect(validateBlocks(card.blocks, 'message')).toEqual([]);
      expect(card.text).not.toContain('<!channel>');
    }
  }
}

describe('a worker’s cards stay inside Slack’s limits', () => {
  test('whatever the question', () => {
    fc.assert(fc.property(anyQuestion, expectWithinLimits), { numRuns: 60 });
  });

  test.each(['single', 'multiple'] as const)('with the longest texts, %s', (kind) => {
    const text = (length: number) => '&<稻'.repeat(length).slice(0, length);
    const options = Array.from(
      { length: QUESTION_LIMITS.options },
      (_, index) => `${index}${text(QUESTION_LIMITS.option - 1)}`,
    );
    const key = kind === 'single' ? { kind, correct: 0 } : { kind, correct: [0, 9] };
    expectWithinLimits({
      ...key,
      options,
      stem: text(QUESTION_LIMITS.stem),
      category: text(QUESTION_LIMITS.label),
      tags: [],
      posts: [],
      explanation: text(QUESTION_LIMITS.explanation),
      source: text(QUESTION_LIMITS.source),
      picture: 'https://example.com/a.png',
    });
  });

  test('the key is nowhere on an open card', () => {
    const content: Question = {
      kind: 'single',
      stem: '题',
      options: ['甲', '乙'],
      correct: 1,
      category: '',
      tags: [],
      posts: [],
      explanation: '因为',
      source: '依据',
    };
    for (const locale of LOCALES) {
      const card = cardMessage(locale, {
        ref: REF,
        question: { content, order: [0, 1] },
        picked: undefined,
        streak: 0,
        until: '17:30',
        position: { now: 1, of: 1 },
        mode: 'card',
      });
      const other = cardMessage(locale, {
        ref: REF,
        question: { content: { ...content, correct: 0 }, order: [0, 1] },
        picked: undefined,
        streak: 0,
        until: '17:30',
        position: { now: 1, of: 1 },
        mode: 'card',
      });
      expect(card).toEqual(other);
      expect(JSON.stringify(card)).not.toMatch(/因为|依据/);
    }
  });
});
