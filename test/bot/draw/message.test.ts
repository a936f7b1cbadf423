import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { validateBlocks } from '../../../playground/server/validate/payload.ts';
import type { AnyBlock } from '../../../src/bot/draw/block-kit.ts';
import {
  actions,
  button,
  context,
  divider,
  escapeMrkdwn,
  header,
  LIMITS,
  option,
  plain,
  section,
  sections,
} from '../../../src/bot/draw/blocks.ts';
import { chart, dataTable, twins } from '../../../src/bot/draw/figures.ts';
import { message } from '../../../src/bot/draw/message.ts';
import { quietRichText, richTextFrom } from '../../../src/bot/draw/rich-text.ts';
import { sentence } from '../../../src/bot/draw/sentence.ts';
import { COMMANDS, hostileWords } from '../../helpers/hostile-words.ts';

const press = (label: string, style?: 'primary' | 'danger', action = `tiny.${label}`) =>
  button({ action, label, ...(style === undefined ? {} : { style }) });

/** Half a character is not people's doing: what is not whole becomes a sign that is. */
const whole = (text: string) => Buffer.from(text).toString();
const words = (max: number) => hostileWords(max).map(whole);

test('text is what stands in the blocks, in their order', () => {
  const { text } = message([
    header('安全 <1 & 2>'),
    section('*什么时候*\n12月8日（周二）14:00 `/jy` <https://x.example/a|手册> <@U1>'),
    divider(),
    { type: 'section', fields: [{ type: 'mrkdwn', text: '*已发*\n12' }] },
    richTextFrom('写的 <字>') as AnyBlock,
    context('小字', '第二段'),
  ]);
  expect(text).toBe(
    '安全 &lt;1 &amp; 2&gt;\n什么时候\n12月8日（周二）14:00 /jy 手册 <@U1>\n已发 12\n写的 &lt;字&gt;\n小字  第二段',
  );
});

describe('buttons', () => {
  it('reads a tree of signs by what stands at its ends, and leaves the signs that people write', () => {
    const tree = section('```\n+==+-- 林月 4:2\n|  \\== 李强 5:1\n\\----- 王秀英\n```');
    expect(message([tree]).text).toBe('林月 4:2\n李强 5:1\n王秀英');
    expect(message([section('+5 分\n- 一\n| 表 |\n-- 完')]).text).toBe('+5 分\n- 一\n| 表 |\n-- 完');
  });

  it('that are green are the thing to do, wherever they stand', () => {
    const blocks = [section('今天的题', press('作答', 'primary')), actions(press('排行榜'), press('练习'))];
    expect(message(blocks).text).toBe('今天的题\n[作答]');
  });
  it('of the only row are read when none is green', () => {
    expect(message([section('哪一项'), actions(press('A'), press('B'))]).text).toBe('哪一项\n[A] [B]');
  });
  it('of many rows are not: each belongs to what it stands under', () => {
    const rows = [section('一'), actions(press('改')), section('二'), actions(press('改', undefined, 'tiny.b'))];
    expect(message(rows).text).toBe('一\n二');
  });
});

test('what is chosen from, shown and counted is read too', () => {
  const boxes: AnyBlock = {
    type: 'actions',
    elements: [
      { type: 'checkboxes', action_id: 'tiny.a', options: [option('0', 'A  停止 <作业>'), option('1', 'B  等')] },
    ],
  };
  const picture: AnyBlock = { type: 'image', image_url: 'https://x.example/a.png', alt_text: '吊装 & 指挥' };
  const table = dataTable({ caption: '各分会', head: ['分会', '件数', '解决'], rows: [['<一>', 3, 2]], pageSize: 5 });
  const bars = chart({
    type: 'bar',
    title: '参与',
    x: '日',
    y: '%',
    categories: ['周一', '周二'],
    series: [{ name: '本周', values: [84, 79] }],
  });
  expect(message([boxes, picture, table, bars]).text).toBe(
    'A  停止 &lt;作业&gt;\nB  等\n吊装 &amp; 指挥\n各分会\n&lt;一&gt;: 件数 3 · 解决 2\n参与\n本周: 周一 84 · 周二 79',
  );
  const said: AnyBlock = { type: 'image', image_url: 'https://x.example/a.png', alt_text: '指挥信号' };
  expect(message([section('*吊装作业的指挥信号*'), said]).text).toBe('吊装作业的指挥信号');
});

test('figures and their words say the same', () => {
  const bars = chart({
    type: 'bar',
    title: 't',
    x: 'x',
    y: 'y',
    categories: ['a'],
    series: [{ name: 's', values: [1] }],
  });
  const { rich, plain: inWords } = twins([bars], [section('周一 84%')], (numbers) => [header('数'), ...numbers]);
  expect(rich.text).toBe('数\n周一 84%');
  expect(inWords.text).toBe(rich.text);
  expect(rich.blocks).toContain(bars);
});

test('marks that people wrote stay theirs, and those that format go', () => {
  expect(message([section(`*${plain('a*b`c')}* _d_`)]).text).toBe(`${plain('a*b`c')} _d_`);
});

test('more blocks than Slack takes: the last one stays, it has the buttons', () => {
  const many = Array.from({ length: 60 }, (_, index) => section(String(index)));
  const { blocks } = message([...many, actions(press('下一页'))]);
  expect(blocks).toHaveLength(LIMITS.messageBlocks);
  expect(JSON.stringify(blocks.at(-1))).toContain('下一页');
});

test('a message without a word has a text all the same: Slack takes no empty one', () => {
  expect(message([divider()]).text).toBe('…');
});

test('people’s words, at worst, stay words: inside the limits, no mention, no link, nothing cut in two', () => {
  fc.assert(
    fc.property(words(4_500), words(200), words(80), (long, short, label) => {
      const blocks = [
        header(short),
        ...sections(plain(long)),
        section(`*${plain(short)}*\n${escapeMrkdwn(long)}`, press('开', 'primary')),
        quietRichText(richTextFrom(long)) as AnyBlock,
        context(plain(long)),
        dataTable({ caption: short, head: [short, label], rows: [[label, short]], pageSize: 1 }),
        actions(button({ action: 'tiny.x', label, style: 'primary' })),
      ];
      const shown = message(blocks);
      expect(validateBlocks(shown.blocks, 'message')).toEqual([]);
      expect(shown.text.length).toBeLessThanOrEqual(LIMITS.text);
      expect(shown.text).not.toMatch(COMMANDS);
      expect(shown.text).not.toMatch(/[<>]/);
      expect(shown.text).not.toMatch(/&(?!amp;|lt;|gt;)/);
      expect(whole(shown.text)).toBe(shown.text);
      // However much stands above it: the thing to do is read.
      expect(shown.text).toContain('[开]');
    }),
    { numRuns: 60 },
  );
});

test('a sentence keeps a mention of the bot’s own whole when it is cut', () => {
  const { text } = sentence(`${'长'.repeat(3_985)} <@U12345678901234>`);
  expect(text).not.toMatch(/<[^>]*$/);
});
