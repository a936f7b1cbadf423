import { describe, expect, it } from 'vitest';
import { textOf } from '../../../playground/client.ts';
import { explainedMessage } from '../../../src/features/quiz/card/explain-views.ts';
import { resultMessage } from '../../../src/features/quiz/card/result-views.ts';
import { mark, type Response } from '../../../src/features/quiz/question/rules/mark.ts';
import { MARKING } from '../../../src/features/quiz/question/rules/points.ts';
import type { Question, QuestionKey } from '../../../src/features/quiz/question/rules/question.ts';
import type { Locale } from '../../../src/lib/language.ts';

const ABOUT = { stem: '发现险情先做什么？', category: '安全生产', tags: [], posts: [] };
const WHY = { explanation: '先保人。', source: '《安全生产法》第五十五条' };
const choice = (...chosen: number[]): Response => ({ kind: 'choice', chosen });
const OPTIONS = ['停止作业', '继续作业', '报告', '拍照'];
/** As the reader saw them: 报告, 停止作业, 拍照, 继续作业. */
const ORDER = [2, 0, 3, 1];

/** What stands in a result, a line each, without what formats. */
function linesOf(locale: Locale, key: QuestionKey, response: Response, more: object = {}): string[] {
  const content: Question = { ...ABOUT, ...WHY, ...key };
  const message = resultMessage(locale, {
    question: { content, order: 'options' in key ? ORDER : [] },
    response,
    ...mark(content, response, MARKING),
    points: 2,
    streak: 3,
    weekPoints: 12,
    teamRank: 4,
    byLock: false,
    next: undefined,
    mode: 'card' as const,
    comesBack: { days: 1, day: '2026-12-08' },
    ref: { kind: 'card', card: 'c1', item: 0 },
    ...more,
  });
  return message.text.split('\n').map((line) => line.trim());
}

describe('after an answer', () => {
  it('the options stay, with what was mine and what is right', () => {
    const single: QuestionKey = { kind: 'single', options: OPTIONS, correct: 0 };
    expect(linesOf('zh', single, choice(1))).toEqual([
      '🧠 每日一题 · 安全生产 · 已连续 3 天',
      '发现险情先做什么？',
      'A  报告',
      '✓ B  停止作业  正确答案',
      'C  拍照',
      '✗ D  继续作业  你选的',
      '这次没答对。 先保人。',
      '依据：《安全生产法》第五十五条',
      '明天再考你一次。',
      '+2 分（参与分） · 本周 12 分 · 班组第 4',
      '[再练一题] [题目有误]',
    ]);
    expect(linesOf('en', single, choice(0))).toEqual([
      '🧠 Daily quiz · 安全生产 · 3-day streak',
      '发现险情先做什么？',
      'A  报告',
      '✓ B  停止作业  your choice',
      'C  拍照',
      'D  继续作业',
      'Right. 先保人。',
      'Source: 《安全生产法》第五十五条',
      '+2 points · 12 this week · no. 4 in your team',
      '[Practise one more] [Report a mistake]',
    ]);
  });

  it.each<[string, Locale, QuestionKey, Response, string[]]>([
    [
      'either is right',
      'zh',
      { kind: 'single', options: OPTIONS, correct: 0, alsoCorrect: [2] },
      choice(0),
      ['✓ A  报告  选它也对', '✓ B  停止作业  你选的', 'C  拍照', 'D  继续作业', '答对了。 先保人。'],
    ],
    [
      'several',
      'zh',
      { kind: 'multiple', options: OPTIONS, correct: [0, 2] },
      choice(0, 1),
      [
        '✓ A  报告  正确答案，你没有选',
        '✓ B  停止作业  你选的，对',
        'C  拍照',
        '✗ D  继续作业  你选的，不对',
        '这次没答对。 先保人。',
      ],
    ],
    [
      'several',
      'en',
      { kind: 'multiple', options: OPTIONS, correct: [0, 2] },
      choice(0),
      [
        '✓ A  报告  right, and you left it out',
        '✓ B  停止作业  your choice, right',
        'C  拍照',
        'D  继续作业',
        'Partly right. 先保人。',
      ],
    ],
    [
      'true or false',
      'zh',
      { kind: 'truefalse', correct: true },
      { kind: 'truth', value: false },
      ['✓ 对  正确答案', '✗ 错  你选的', '这次没答对。 先保人。'],
    ],
    [
      'true or false',
      'en',
      { kind: 'truefalse', correct: false },
      { kind: 'truth', value: false },
      ['True', '✓ False  your choice', 'Right. 先保人。'],
    ],
    [
      'fill-in',
      'zh',
      { kind: 'fill', accepted: ['电闸', '闸刀'] },
      { kind: 'text', text: '水泵' },
      ['✗ 你的答案：水泵', '✓ 正确答案：电闸 / 闸刀', '这次没答对。 先保人。'],
    ],
    [
      'fill-in',
      'en',
      { kind: 'fill', accepted: ['119'] },
      { kind: 'text', text: '１１９' },
      ['✓ Your answer: １１９', 'Right. 先保人。'],
    ],
    [
      'number',
      'en',
      { kind: 'numeric', value: 32, tolerance: 0.5 },
      { kind: 'number', text: '32.4' },
      ['✓ Your answer: 32.4', '✓ Right answer: 32 ± 0.5', 'Right. 先保人。'],
    ],
    [
      'several blanks',
      'zh',
      { kind: 'fill', blanks: [['四', '4'], ['2'], ['绳']] },
      { kind: 'texts', texts: ['4', '3', ''] },
      [
        '✓ 第 1 空  你填的：4',
        '✗ 第 2 空  你填的：3  正确答案：2',
        '✗ 第 3 空  没有填  正确答案：绳',
        '3 个空答对 1 个。 先保人。',
      ],
    ],
  ])('%s, in %s', (_kind, locale, key, response, lines) => {
    expect(linesOf(locale, key, response).slice(2, 2 + lines.length)).toEqual(lines);
  });

  it.each<[Locale, number, string]>([
    ['zh', 2, '后天再考你一次。'],
    ['zh', 3, '12月8日（周二）再考你一次。'],
    ['en', 2, 'We’ll ask you again the day after tomorrow.'],
    ['en', 3, 'We’ll ask you again on Tue 8 Dec.'],
  ])('says when it is asked again, in %s after %s days', (locale, days, words) => {
    const key: QuestionKey = { kind: 'truefalse', correct: true };
    const wrong: Response = { kind: 'truth', value: false };
    expect(linesOf(locale, key, wrong, { comesBack: { days, day: '2026-12-08' } })).toContain(words);
    expect(linesOf(locale, key, wrong, { comesBack: undefined }).join()).not.toMatch(/再考你|again/);
  });

  it('a shield is explained on the day that earns it', () => {
    const key: QuestionKey = { kind: 'truefalse', correct: true };
    const right: Response = { kind: 'truth', value: true };
    expect(linesOf('zh', key, right, { shieldsEarned: 1 })).toContain(
      '得到一张补签卡：哪天漏答了自动用上一张，连续天数不断。',
    );
  });
});

it('a day explained shows the reader’s own answer, and without one only what is right', () => {
  const content: Question = { ...ABOUT, ...WHY, kind: 'single', options: OPTIONS, correct: 0 };
  const given = { content, order: ORDER, response: choice(3) };
  const told = textOf(explainedMessage('zh', [given, { content, order: [0, 1, 2, 3] }], []).blocks);
  expect(told).toMatch(/✓ B {2}停止作业 {2}\*?正确答案/);
  expect(told).toMatch(/✗ C {2}拍照 {2}\*?你选的/);
  expect(told).toMatch(/✓ A {2}停止作业 {2}\*?正确答案/);
  expect(told.match(/你选的/g)).toHaveLength(1);
});
