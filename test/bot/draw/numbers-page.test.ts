import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateBlocks } from '../../../playground/server/validate/payload.ts';
import { button } from '../../../src/bot/draw/blocks.ts';
import { type NumbersPage, numbersSheet, numbersTwins } from '../../../src/bot/draw/numbers-page.ts';
import { LOCALES } from '../../../src/lib/language.ts';
import { COMMANDS, hostileWords, mrkdwnIn } from '../../helpers/hostile-words.ts';

const page = (name: string, count: number): NumbersPage => ({
  title: '走访',
  scope: '2026 年，全公司',
  head: ['今年 3 次', '解决 2 次'],
  columns: ['次数', '解决率'],
  total: ['合计', 3, { share: 2 / 3 }],
  parts: [{ title: '按分会', rows: Array.from({ length: count }, (_, nth) => [`${name}${nth}`, nth, { share: 0.5 }]) }],
  months: {
    title: '按月份',
    labels: ['2026-01', '2026-02'],
    x: '月份',
    y: '次',
    series: [{ name: '收到', values: [1, 2] }],
  },
  apart: [['另计', 1, '–']],
  file: button({ action: 'visits.export', label: '导出' }),
});

describe('a year in numbers', () => {
  it('says the same in figures, in words and in the file', () => {
    const shown = page('第一分会', 1);
    const { rich, plain } = numbersTwins('zh', shown);
    expect(rich.text).toBe(plain.text);
    expect(plain.text).toBe(
      [
        ...['今年 3 次', '解决 2 次', '走访 · 2026 年，全公司', '按分会', '第一分会0: 次数 0 · 解决率 50%'],
        ...['按月份', '2026-01: 收到 1', '2026-02: 收到 2', '[导出]'],
      ].join('\n'),
    );
    expect(rich.blocks.map((one) => one.type)).toEqual([
      ...['header', 'section', 'data_visualization', 'data_table', 'actions'],
    ]);
    expect(numbersSheet(shown)).toEqual([
      ['2026 年，全公司', '次数', '解决率'],
      ['合计', 3, { share: 2 / 3 }],
      ['按分会'],
      ['第一分会0', 0, { share: 0.5 }],
      ['按月份', '收到'],
      ['2026-01', 1],
      ['2026-02', 2],
      ['另计', 1, '–'],
    ]);
  });

  it('is its head where there is nothing', () => {
    const { rich, plain } = numbersTwins('en', page('x', 0));
    expect(rich).toEqual(plain);
    expect(plain.blocks.map((one) => one.type)).toEqual(['header', 'section']);
  });

  it('says the months once where a part says more of them', () => {
    const shown = page('第一分会', 1);
    const parts = [{ title: '按月份', rows: [['2026-01', 1, { share: 1 }] as const] }];
    expect(numbersTwins('zh', { ...shown, parts }).plain.text.match(/按月份/g)).toHaveLength(1);
  });

  it('stays within Slack’s limits, and people’s words do nothing', () => {
    fc.assert(
      fc.property(
        hostileWords(120),
        fc.integer({ min: 1, max: 150 }),
        fc.constantFrom(...LOCALES),
        (name, count, locale) => {
          const { rich, plain } = numbersTwins(locale, page(name, count));
          expect(validateBlocks(rich.blocks, 'message')).toEqual([]);
          expect(validateBlocks(plain.blocks, 'message')).toEqual([]);
          expect(mrkdwnIn([plain.blocks, plain.text])).not.toMatch(COMMANDS);
        },
      ),
      { numRuns: 40 },
    );
  });
});
