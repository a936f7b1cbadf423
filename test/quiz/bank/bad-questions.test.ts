import { describe, expect, it } from 'vitest';
import { badOf } from '../../../src/features/quiz/bank/bad-questions.ts';
import type { BankReading } from '../../../src/features/quiz/formats/bank-file.ts';
import { readBank } from '../../../src/features/quiz/formats/read-bank.ts';
import { LOCALES, type Locale } from '../../../src/lib/language.ts';
import { readText } from '../formats/read-text.ts';

function backOf(locale: Locale, reading: BankReading) {
  const bad = badOf(locale, reading);
  if (!('file' in bad)) throw new Error('it is a table');
  return { ...bad.file, text: new TextDecoder().decode(bad.file.bytes) };
}

const GIFT = [
  '$CATEGORY: $course$/top/安全/消防',
  '',
  '好的？{=甲 ~乙}',
  '',
  '// [tag:用火]',
  '两个{=甲} 括号{=乙}',
  '',
  '$CATEGORY: $course$/top/用电',
  '',
  '几伏？{#三十六}',
].join('\n');
const AIKEN = '好的？\nA) 甲\nB) 乙\nANSWER: A\n\n缺一个？\nA) 甲\nC) 丙\nANSWER: A\n';
const PAPER = [
  '第一章 用电',
  '一、单选题',
  '1. 好的？',
  'A. 甲 B. 乙',
  '2. 没有的？',
  'A. 甲 B. 乙',
  '二、判断题',
  '3. 天是蓝的。',
  '参考答案',
  '一、单选题',
  '1.A 2.D',
].join('\n');
const MOODLE = `<?xml version="1.0"?><quiz>
<question type="category"><category><text>$course$/top/用电</text></category></question>
<question type="numerical"><questiontext><text>几伏？</text></questiontext><answer fraction="100"><text>三十六</text></answer></question>
<question type="truefalse"><questiontext><text>好的？</text></questiontext><answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question>
</quiz>`;

describe('questions that are no rows, and were left out', () => {
  it.each([
    [
      'bank.gift',
      GIFT,
      /\.gift\.txt$/,
      [
        ['两个{=甲} 括号{=乙}', '两个括号{=甲 ~乙}'],
        ['三十六', '36'],
      ],
      ['安全/消防', '用电'],
    ],
    ['bank.aiken', AIKEN, /\.aiken\.txt$/, [['C) 丙', 'B) 丙']], ['']],
    [
      'paper.txt',
      PAPER,
      /\.paper\.txt$/,
      [
        ['答案：D', '答案：B'],
        ['天是蓝的。', '天是蓝的。（√）'],
      ],
      ['用电', '用电'],
    ],
    ['bank.xml', MOODLE, /\.xml$/, [['三十六', '36']], ['用电']],
  ])(
    'of %s come back in its format, and are read once they are mended',
    async (name, text, ending, mends, categories) => {
      const reading = await readText(text, name);
      expect(reading.questions.map(({ question }) => question.stem)).toEqual(['好的？']);
      for (const locale of LOCALES) {
        const back = backOf(locale, reading);
        expect(back.filename).toMatch(ending);
        expect(back.text).not.toContain('好的？');
        // Sent back as it is, it says the same again.
        const again = await readBank(back.bytes, back.filename);
        expect(again.faults.map(({ reason }) => reason)).toEqual(reading.faults.map(({ reason }) => reason));
        expect(again.questions).toEqual([]);
        const mended = mends.reduce((whole, [bad = '', good = '']) => whole.replaceAll(bad, good), back.text);
        const read = await readBank(new TextEncoder().encode(mended), back.filename);
        expect(read.faults).toEqual([]);
        expect(read.questions.map(({ question }) => question.category)).toEqual(categories);
      }
    },
  );

  it('say what is wrong above each', async () => {
    const { text } = backOf('zh', await readText(AIKEN, 'bank.aiken'));
    expect(text).toBe(
      '// 要改什么: 选项的字母和内容对不上，有缺的、重复的或次序乱的。\n缺一个？\nA) 甲\nC) 丙\nANSWER: A\n',
    );
  });

  it('keep their section: a judgement stays one', async () => {
    const { text } = backOf('zh', await readText(PAPER, 'paper.txt'));
    expect(text).toContain('第一章 用电\n一、单选题\n');
    expect(text).toContain('第一章 用电\n二、判断题\n');
  });

  it('of a broken file stand behind the others, so that they take none along', async () => {
    const broken = MOODLE.replace(
      '</answer></question>\n<question type="truefalse">',
      '</answer>\n<question type="truefalse">',
    );
    const reading = await readText(broken, 'bank.xml');
    expect(reading.faults.map(({ reason }) => reason)).toEqual(['broken-row']);
    const back = backOf('en', reading);
    expect((await readBank(back.bytes, back.filename)).faults).toHaveLength(1);
  });
});
