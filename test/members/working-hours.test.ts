import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayjs } from '../../src/lib/dayjs.ts';
import { addDays, dayOf } from '../../src/lib/zone.ts';
import { nextWorkingInstant, QUIET_HOURS, type Shift, shiftHours } from '../../src/members/shift.ts';
import { parseShift } from '../../src/members/shifts/read-shift.ts';
import { days, instants, times, ZONES, zones } from './any-time.ts';

const shifts: fc.Arbitrary<Shift> = fc.oneof(
  fc.record({ kind: fc.constant('calendar' as const), from: times, to: times }),
  fc.record({
    kind: fc.constant('weekly' as const),
    from: times,
    to: times,
    weekdays: fc
      .uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 })
      .map((list) => list.sort((a, b) => a - b)),
  }),
  fc.record({
    kind: fc.constant('rotation' as const),
    from: times,
    to: times,
    on: fc.integer({ min: 1, max: 14 }),
    off: fc.integer({ min: 0, max: 14 }),
    anchor: days,
  }),
);

describe('working hours', () => {
  it.each([
    ['no shift', undefined, '2026-03-02', 'Asia/Shanghai', '2026-03-02T00:00:00.000Z', '2026-03-02T09:30:00.000Z'],
    [
      'over midnight',
      '19:30-07:30 4/2 2026-01-01',
      '2026-01-04',
      'Asia/Shanghai',
      '2026-01-04T11:30:00.000Z',
      '2026-01-04T23:30:00.000Z',
    ],
    [
      'a day and a night',
      '08:00-08:00 1/2 2026-01-01',
      '2026-01-01',
      'Asia/Shanghai',
      '2026-01-01T00:00:00.000Z',
      '2026-01-02T00:00:00.000Z',
    ],
    [
      'a night that loses an hour',
      '19:30-07:30 Sat',
      '2026-03-07',
      'America/New_York',
      '2026-03-08T00:30:00.000Z',
      '2026-03-08T11:30:00.000Z',
    ],
  ])('%s', (_name, text, day, tz, startsAt, endsAt) => {
    const hours = shiftHours(text === undefined ? undefined : parseShift(text), day, tz);
    expect([hours?.startsAt.toISOString(), hours?.endsAt.toISOString()]).toEqual([startsAt, endsAt]);
  });

  it('has none on a day off', () => {
    expect(shiftHours(undefined, '2026-02-17', 'Asia/Shanghai')).toBeUndefined();
  });

  it.each([
    ['in hours: now', '08:00-17:30', '2026-03-02 09:00', '2026-03-02 09:00'],
    ['before: at the start', '08:00-17:30', '2026-03-02 06:00', '2026-03-02 08:00'],
    ['after: the next day', '08:00-17:30', '2026-03-02 17:30', '2026-03-03 08:00'],
    ['before Spring Festival: after it', '08:00-17:30', '2026-02-14 18:00', '2026-02-24 08:00'],
    [
      'at night, on duty: when it is no longer quiet',
      '19:30-07:30 4/2 2026-01-01',
      '2026-01-02 02:00',
      '2026-01-02 07:00',
    ],
    ['the morning after the last night', '19:30-07:30 4/2 2026-01-01', '2026-01-05 07:40', '2026-01-07 19:30'],
    ['an early shift', '05:00-13:00 一二三四五', '2026-03-02 05:00', '2026-03-02 07:00'],
    ['all in quiet hours: they do not count', '23:00-06:00 一二三四五', '2026-03-02 12:00', '2026-03-02 23:00'],
  ])('%s', (_name, text, at, expected) => {
    const tz = 'Asia/Shanghai';
    const found = nextWorkingInstant(parseShift(text), tz, dayjs.tz(at, tz).toDate(), QUIET_HOURS);
    expect(dayjs(found).tz(tz).format('YYYY-MM-DD HH:mm')).toBe(expected);
  });

  it('is the earliest: never before, always on duty, and itself when asked again', () => {
    fc.assert(
      fc.property(shifts, zones, instants, fc.boolean(), (shift, tz, at, isQuiet) => {
        const quiet = isQuiet ? QUIET_HOURS : undefined;
        const found = nextWorkingInstant(shift, tz, at, quiet);
        expect(found >= at).toBe(true);
        const day = dayOf(found, tz);
        const spans = [addDays(day, -1), day].map((each) => shiftHours(shift, each, tz));
        expect(spans.some((span) => span && span.startsAt <= found && found < span.endsAt)).toBe(true);
        expect(nextWorkingInstant(shift, tz, found, quiet)).toEqual(found);
        const half = new Date((at.getTime() + found.getTime()) / 2);
        expect(nextWorkingInstant(shift, tz, half, quiet)).toEqual(found);
      }),
    );
  });

  it('serves 20,000 members quickly', () => {
    const at = new Date('2026-03-01T15:00:00Z');
    const all = ['08:00-17:30', '23:00-06:00 Mon-Sat', '19:30-07:30 4/2 2026-01-01'].map(parseShift);
    const began = performance.now();
    for (let i = 0; i < 20_000; i++) nextWorkingInstant(all[i % 3], ZONES[i % ZONES.length], at, QUIET_HOURS);
    // About 0.3 s; the room is for a busy machine. Without the caches it is more than ten times as much.
    expect(performance.now() - began).toBeLessThan(4_000);
  });
});
