import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { plain } from '../../../src/bot/draw/blocks.ts';
import { isolated } from '../../../src/bot/text/bidi.ts';

test.each([
  ['三号塘', '三号塘'],
  ['\u202Egnp.exe', '\u2068\u202Egnp.exe\u202C\u2069'],
  ['a\u2067b', '\u2068a\u2067b\u2069\u2069'],
  ['\u2069\u202Ea', '\u2068\u202Ea\u202C\u2069'],
  ['مرحبا\u200F!', '\u2068مرحبا\u200F!\u2069'],
])('%j turns nothing beyond itself', (text, shown) => {
  expect(isolated(text)).toBe(shown);
  expect(plain(text)).toBe(shown);
});

it('closes all that it opens, in order, and keeps every letter', () => {
  const mark = fc.constantFrom(
    '\u202A',
    '\u202B',
    '\u202C',
    '\u202D',
    '\u202E',
    '\u2066',
    '\u2067',
    '\u2068',
    '\u2069',
  );
  const piece = fc.oneof(mark, fc.constantFrom('稻', 'a', 'ש', '🦐'));
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = pieces.join('');
      const shown = isolated(text);
      const open: string[] = [];
      for (const char of shown) {
        if ('\u202A\u202B\u202D\u202E'.includes(char)) open.push('\u202C');
        else if ('\u2066\u2067\u2068'.includes(char)) open.push('\u2069');
        else if ('\u202C\u2069'.includes(char)) expect(open.pop()).toBe(char);
      }
      expect(open).toEqual([]);
      const letters = (one: string) => one.replace(/[\u202A-\u202E\u2066-\u2069]/g, '');
      expect(letters(shown)).toBe(letters(text));
    }),
  );
});
