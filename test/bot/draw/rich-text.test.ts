import fc from 'fast-check';
import { expect, it } from 'vitest';
import { validateBlocks } from '../../../playground/server/validate/payload.ts';
import type { AnyBlock } from '../../../src/bot/draw/block-kit.ts';
import { quietRichText, richTextFrom, richTextMrkdwn, richTextOf } from '../../../src/bot/draw/rich-text.ts';
import { COMMANDS, hostileWords } from '../../helpers/hostile-words.ts';

const section = (...elements: object[]) => ({ type: 'rich_text_section', elements });
const words = (text: string, style?: object) => ({ type: 'text', text, ...(style ? { style } : {}) });
const block = (...elements: object[]) => JSON.stringify({ type: 'rich_text', block_id: 'x', elements });
const read = (json: string) => {
  const found = richTextOf(json);
  if (found === undefined) throw new Error(`no rich text: ${json}`);
  return found;
};

it.each([
  undefined,
  '',
  'no JSON',
  'null',
  '"words"',
  '[]',
  '{"type":"section"}',
  '{"type":"rich_text","elements":[]}',
])('%s is no rich text', (json) => {
  expect(richTextOf(json)).toBeUndefined();
});

const EVERYTHING = block(
  section(words('通知 ', { bold: true }), { type: 'broadcast', range: 'channel' }, words(' 与 ')),
  section({ type: 'usergroup', usergroup_id: 'S1' }, { type: 'team', team_id: 'T1' }, { type: 'user', user_id: 'U1' }),
  {
    type: 'rich_text_list',
    style: 'ordered',
    offset: 2,
    elements: [section(words('先 <停机>')), section({ type: 'broadcast', range: 'here' })],
  },
  { type: 'rich_text_list', style: 'bullet', elements: [section({ type: 'link', url: 'https://x.cn', text: '图' })] },
  {
    type: 'rich_text_quote',
    elements: [
      { type: 'broadcast', range: 'everyone' },
      { type: 'emoji', name: 'fish' },
    ],
  },
  { type: 'rich_text_preformatted', elements: [words('1 < 2'), { type: 'link', url: 'https://y.cn' }] },
  section(
    { type: 'date', timestamp: 1_772_413_200, format: '{date}', fallback: '3 月 2 日' },
    { type: 'channel', channel_id: 'C1' },
  ),
);

it('pings nobody in number, and keeps all the rest', () => {
  const quiet = quietRichText(read(EVERYTHING));
  const json = JSON.stringify(quiet);
  expect(json).not.toMatch(/broadcast|usergroup|team/);
  expect(json).toContain('"@channel"');
  expect(json).toContain('"@here"');
  expect(json).toContain('"@everyone"');
  expect(quiet.elements).toHaveLength(7);
  expect(quiet.elements[0]).toEqual(section(words('通知 ', { bold: true }), words('@channel'), words(' 与 ')));
  expect(validateBlocks([quiet], 'message')).toEqual([]);
});

it('is a text without its clothes', () => {
  expect(richTextMrkdwn(read(EVERYTHING))).toBe(
    [
      '通知 @channel 与 ',
      '@…@…<@U1>',
      '3. 先 &lt;停机&gt;',
      '4. @here',
      '• 图 (https://x.cn)',
      '@everyone:fish:',
      '1 &lt; 2https://y.cn',
      '3 月 2 日<#C1>',
    ].join('\n'),
  );
});

it('from plain words is the words, harmless and whole', () => {
  fc.assert(
    fc.property(hostileWords(4_000), (said) => {
      const rich = quietRichText(richTextFrom(said));
      expect(validateBlocks([rich] as AnyBlock[], 'message')).toEqual([]);
      expect(JSON.stringify(rich)).toContain(JSON.stringify(said).slice(1, -1));
      expect(richTextMrkdwn(rich)).not.toMatch(COMMANDS);
    }),
  );
  expect(richTextMrkdwn(richTextFrom(''))).toBe('');
});
