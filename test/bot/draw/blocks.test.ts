import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateBlocks } from '../../../playground/server/validate/payload.ts';
import { escapeMrkdwn, LIMITS, sections } from '../../../src/bot/draw/blocks.ts';
import { hostileWords } from '../../helpers/hostile-words.ts';

const textsOf = (mrkdwn: string): string[] =>
  sections(mrkdwn).flatMap((block) => (block.type === 'section' && block.text ? [block.text.text] : []));
const withoutSpace = (text: string) => text.replace(/\s/g, '');

describe('a text in sections', () => {
  it.each([
    ['an entity', '&amp;'],
    ['a mention', '<@U0QH1003>'],
    ['an emoji', '🦐'],
  ])('parts no line inside %s', (_, whole) => {
    for (let shift = 0; shift < whole.length; shift += 1) {
      const text = `${'稻'.repeat(LIMITS.section - shift)}${whole}尾`;
      const texts = textsOf(text);
      expect(texts.join('')).toBe(text);
      expect(texts.filter((one) => one.includes(whole))).toHaveLength(1);
    }
  });

  it('is whole, within Slack’s limits, and has no half of an entity', () => {
    fc.assert(
      fc.property(hostileWords(4_000), hostileWords(4_000), (one, other) => {
        const text = escapeMrkdwn(`${one}\n${other}`);
        expect(withoutSpace(textsOf(text).join(''))).toBe(withoutSpace(text));
        expect(textsOf(text).join('|')).not.toMatch(/&(?!amp;|lt;|gt;)/);
        expect(validateBlocks(sections(text), 'message')).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
