import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { isPassed, offeredAt, type Reader, type Rung, reminderAt, toldAt } from '../../src/gatherings/rules/ladder.ts';
import { parseShift } from '../../src/members/shifts/read-shift.ts';

const at = (text: string) => new Date(text);
const CHINA = 'Asia/Shanghai';
const BERLIN = 'Europe/Berlin';

describe('reminders', () => {
  const reader = (tz: string, shift?: string): Reader => ({
    tz,
    shift: shift === undefined ? undefined : parseShift(shift),
  });
  const long = at('2025-12-01T00:00:00Z');

  test.each<[string, Rung, string, Reader, string]>([
    ['the day before at eight', 'day', '2026-03-11T06:00:00Z', reader(CHINA), '2026-03-10T00:00:00.000Z'],
    [
      'at the beginning of an early shift',
      'day',
      '2026-03-11T06:00:00Z',
      reader(CHINA, '07:00-16:00'),
      '2026-03-09T23:00:00.000Z',
    ],
    [
      'an early shift inside the quiet hours',
      'day',
      '2026-03-11T06:00:00Z',
      reader(CHINA, '06:00-14:30'),
      '2026-03-09T23:00:00.000Z',
    ],
    ['in the person’s own zone', 'day', '2026-03-11T06:00:00Z', reader(BERLIN), '2026-03-10T07:00:00.000Z'],
    [
      'the day before in another zone is another day',
      'day',
      '2026-03-11T23:30:00Z',
      reader(CHINA),
      '2026-03-11T00:00:00.000Z',
    ],
    ['an hour before', 'hour', '2026-03-11T06:00:00Z', reader(CHINA), '2026-03-11T05:00:00.000Z'],
    [
      'an hour before across the change of clocks',
      'hour',
      '2026-03-29T01:30:00Z',
      reader(BERLIN),
      '2026-03-29T00:30:00.000Z',
    ],
    [
      'out of the quiet hours when that is in time',
      'hour',
      '2026-03-10T23:30:00Z',
      reader(CHINA),
      '2026-03-10T23:00:00.000Z',
    ],
    [
      'in the quiet hours when nothing else is in time',
      'hour',
      '2026-03-10T22:50:00Z',
      reader(CHINA),
      '2026-03-10T21:50:00.000Z',
    ],
    ['at the start', 'start', '2026-03-10T22:50:00Z', reader(CHINA), '2026-03-10T22:50:00.000Z'],
    [
      'the night shift is awake',
      'hour',
      '2026-03-10T19:00:00Z',
      reader(CHINA, '22:00-06:30'),
      '2026-03-10T18:00:00.000Z',
    ],
  ])('%s', (_, rung, startsAt, who, due) => {
    expect(reminderAt(rung, at(startsAt), who).toISOString()).toBe(due);
  });

  it('whose hour is over are left out; the start is not', () => {
    const startsAt = at('2026-03-11T06:00:00Z');
    const now = at('2026-03-11T05:30:00Z');
    expect(isPassed('day', reminderAt('day', startsAt, reader(CHINA)), now)).toBe(true);
    expect(isPassed('day', reminderAt('day', startsAt, reader(CHINA)), long)).toBe(false);
    expect(isPassed('hour', reminderAt('hour', startsAt, reader(CHINA)), now)).toBe(true);
    expect(isPassed('hour', reminderAt('hour', startsAt, reader(CHINA)), long)).toBe(false);
    expect(reminderAt('start', startsAt, reader(CHINA))).toEqual(startsAt);
    expect(isPassed('start', startsAt, at('2026-03-11T06:00:30Z'))).toBe(false);
  });

  it('never come at or after the start, and never long before it', () => {
    const zones = fc.constantFrom(CHINA, BERLIN, 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia', 'UTC');
    const shifts = fc.constantFrom(
      undefined,
      '08:00-17:30',
      '22:00-06:30',
      '19:30-07:30 4/2 2026-01-01',
      '06:00-14:30',
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 730 * 96 }), zones, shifts, (quarter, tz, shift) => {
        const startsAt = new Date(at('2026-01-02T00:00:00Z').getTime() + quarter * 900_000);
        const day = reminderAt('day', startsAt, reader(tz, shift));
        const hour = reminderAt('hour', startsAt, reader(tz, shift));
        expect(day < startsAt && startsAt.getTime() - day.getTime() <= 48 * 3_600_000).toBe(true);
        expect(hour < startsAt && startsAt.getTime() - hour.getTime() <= 3_600_000).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('news come in the person’s hours, before the start at any rate', () => {
    const saturday = at('2026-03-07T02:00:00Z');
    expect(toldAt(reader(CHINA), saturday, at('2026-03-12T06:00:00Z')).toISOString()).toBe('2026-03-09T00:00:00.000Z');
    expect(toldAt(reader(CHINA), saturday, at('2026-03-08T06:00:00Z'))).toEqual(saturday);
    const night = at('2026-03-06T16:00:00Z');
    expect(toldAt(reader(CHINA), night, at('2026-03-07T06:00:00Z')).toISOString()).toBe('2026-03-06T23:00:00.000Z');
    expect(toldAt(reader(CHINA), night, at('2026-03-06T20:00:00Z'))).toEqual(night);
  });

  test.each([
    ['by day at once', '2026-03-06T02:00:00Z', '2026-03-06T14:00:00Z', '2026-03-06T02:00:00Z'],
    ['of the night in the morning', '2026-03-06T16:00:00Z', '2026-03-07T04:00:00Z', '2026-03-06T23:00:00Z'],
    ['that ends before the morning at once', '2026-03-06T14:30:00Z', '2026-03-06T19:45:00Z', '2026-03-06T14:30:00Z'],
    ['that ends soon after waking at once', '2026-03-06T14:30:00Z', '2026-03-06T23:20:00Z', '2026-03-06T14:30:00Z'],
  ])('an offer %s', (_, now, until, due) => {
    expect(offeredAt(reader(CHINA), at(now), at(until))).toEqual(at(due));
  });
});
