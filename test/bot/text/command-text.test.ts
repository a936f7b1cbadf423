import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asTyped, normalise } from '../../../src/bot/text/command-text.ts';

describe('people’s own words behind a command', () => {
  it.each([
    ['食堂的汤，太咸！', '食堂的汤,太咸!', '食堂的汤，太咸！'],
    ['new 灯坏了，请修。\n在三号门', '灯坏了,请修。 在三号门', '灯坏了，请修。\n在三号门'],
    ['　建议　提建议　“安全”第一 &amp; 快 &lt;3', '"安全"第一 & 快 <3', '“安全”第一 & 快 <3'],
    ['new', '', ''],
  ])('keep their punctuation and lines: %j', (raw, plain, typed) => {
    expect(asTyped(raw, plain)).toBe(typed);
  });

  it('say the same as the normalised ones, whatever is typed', () => {
    const word = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => normalise(text) !== '');
    fc.assert(
      fc.property(word, word, (verb, own) => {
        const raw = `${verb} ${own}`;
        const plain = normalise(own);
        expect(normalise(asTyped(raw, plain))).toBe(plain);
      }),
    );
  });
});
