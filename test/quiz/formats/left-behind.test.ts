import { describe, expect, it } from 'vitest';
import { leftLines, leftText } from '../../../src/features/quiz/bank/export-words.ts';
import { leftBehind } from '../../../src/features/quiz/formats/left-behind.ts';
import { writeBank } from '../../../src/features/quiz/formats/write-bank.ts';
import type { Question } from '../../../src/features/quiz/question/rules/question.ts';

const bare = { category: '', tags: [], posts: [] };
const BANK: Question[] = [
  { ...bare, kind: 'truefalse', correct: true, stem: '甲', category: '安全', explanation: '因为', source: '第五条' },
  { ...bare, kind: 'single', options: ['一', '二'], correct: 0, stem: '乙', picture: 'https://example.org/a.png' },
  { ...bare, kind: 'truefalse', correct: true, stem: '丙' },
  { ...bare, kind: 'numeric', value: 3, tolerance: 0, stem: '丁' },
];

describe('an export says of every question what it leaves out', () => {
  it('as Aiken: what it has no place for, and the questions that it cannot carry', async () => {
    const { leftOut } = await writeBank(BANK, 'aiken');
    const left = leftBehind(BANK, 'aiken', leftOut);
    expect(left.map((one) => [one.index, one.left])).toEqual([
      [0, ['explanation', 'category', 'source']],
      [1, ['picture']],
      [3, 'whole'],
    ]);
    expect(leftLines('zh', left, 'aiken').join('\n')).toMatch(
      /1 题不能用.*\n.*2 题没有带上：解析 1，分类 1，出处 1，图片 1/,
    );
    expect(leftText('zh', left).split('\n')).toEqual([
      '第 1 题 甲：没有带上解析，分类，出处',
      '第 2 题 乙：没有带上图片',
      '第 4 题 丁：没有带上整道题',
    ]);
  });

  it.each(['csv', 'xlsx', 'gift', 'moodle'] as const)('as %s: nothing', async (format) => {
    const { leftOut } = await writeBank(BANK, format);
    expect(leftBehind(BANK, format, leftOut)).toEqual([]);
    expect(leftLines('en', [], format)).toEqual([]);
  });
});
