import { expect, it } from 'vitest';
import { beside, tight } from '../../../src/bot/text/i18n.ts';

it.each([
  ['到 周三 17:30 为止', '到周三 17:30 为止'],
  ['到 17:30 为止', '到 17:30 为止'],
  ['22:00 至 周二 14:00', '22:00 至周二 14:00'],
  ['用 Slack 打开', '用 Slack 打开'],
])('"%s" is set as "%s"', (text, expected) => expect(tight(text)).toBe(expected));

it.each([
  ['A', '选 A'],
  ['120', '选 120'],
  ['“错”', '选“错”'],
  ['电源', '选电源'],
])('"%s" stands behind a word as "%s"', (word, expected) => expect(`选${beside(word)}`).toBe(expected));
