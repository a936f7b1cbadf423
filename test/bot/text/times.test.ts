import { describe, expect, test } from 'vitest';
import { timeFor } from '../../../src/bot/text/times.ts';

const NOW = new Date('2026-03-02T00:30:00Z');

describe('a time as its reader sees it', () => {
  test.each([
    ['2026-03-02T09:30:00Z', 'Asia/Shanghai', 'zh', '17:30'],
    ['2026-03-02T16:00:00Z', 'Asia/Shanghai', 'zh', '3月3日（周二）00:00'],
    ['2026-03-04T06:00:00Z', 'Asia/Shanghai', 'en', 'Wed 4 Mar, 14:00'],
    ['2026-03-09T00:00:00Z', 'Asia/Shanghai', 'zh', '3月9日（周一）08:00'],
    ['2026-03-09T00:00:00Z', 'Asia/Shanghai', 'en', 'Mon 9 Mar, 08:00'],
    // Sunday evening there, and the day that summer time begins is 23 hours long.
    ['2026-03-02T01:00:00Z', 'America/New_York', 'en', '20:00'],
    ['2026-03-08T07:00:00Z', 'America/New_York', 'en', 'Sun 8 Mar, 03:00'],
  ] as const)('%s in %s, %s: %s', (at, tz, locale, shown) => {
    expect(timeFor(new Date(at), NOW, tz, locale)).toBe(shown);
  });
});
