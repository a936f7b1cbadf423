import { describe, expect, it } from 'vitest';
import { nextMorning } from '../../playground/server/next-morning.ts';

const at = (time: string): number => Date.parse(`${time}:00+08:00`);

describe('☀️, the next morning on which a question comes', () => {
  it.each([
    ['before work', '2026-12-01T06:00', '2026-12-01T08:05'],
    ['a minute before it comes', '2026-12-01T07:59', '2026-12-01T08:05'],
    ['while it comes, today’s is on its way', '2026-12-01T08:00', '2026-12-02T08:05'],
    ['three minutes later', '2026-12-01T08:03', '2026-12-02T08:05'],
    ['in the afternoon', '2026-12-01T14:30', '2026-12-02T08:05'],
    ['on a Friday', '2026-12-04T12:00', '2026-12-07T08:05'],
    ['on a weekend', '2026-12-06T07:00', '2026-12-07T08:05'],
    ['before a week of holidays', '2026-09-30T09:00', '2026-10-08T08:05'],
    ['before a Saturday that makes up for one', '2026-10-09T09:00', '2026-10-10T08:05'],
  ])('%s', (_, now, morning) => expect(nextMorning(at(now))).toBe(at(morning)));
});
