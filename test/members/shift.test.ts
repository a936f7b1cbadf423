import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayjs } from '../../src/lib/dayjs.ts';
import { addDays, dayFromNumber, dayNumber, weekdayOf, zoneOf } from '../../src/lib/zone.ts';
import {
  dayOf,
  instantOf,
  isWorkingDay,
  nextWorkingInstant,
  parseShift,
  QUIET_HOURS,
  type Shift,
  shiftHours,
} from '../../src/members/shift.ts';

const ZONES = [
  'Asia/Shanghai',
  'America/New_York',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'Pacific/Apia',
];
const days = fc.integer({ min: dayNumber('2024-01-01'), max: dayNumber('2027-12-31') }).map(dayFromNumber);
const zones = fc.constantFrom(...ZONES);
const times = fc
  .integer({ min: 0, max: 1439 })
  .map((m) => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`);
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
const instants = fc.date({
  min: new Date('2024-01-01T00:00:00Z'),
  max: new Date('2027-12-31T00:00:00Z'),
  noInvalidDate: true,
});

describe('a shift in the roster', () => {
  it.each([
    ['08:00-17:30', { kind: 'calendar', from: '08:00', to: '17:30' }],
    ['８：００～１７：３０', { kind: 'calendar', from: '08:00', to: '17:30' }],
    ['8:00 至 17:30', { kind: 'calendar', from: '08:00', to: '17:30' }],
    ['16:00-24:00', { kind: 'calendar', from: '16:00', to: '00:00' }],
    ['08:00-17:30 一二三四五六', { kind: 'weekly', from: '08:00', to: '17:30', weekdays: [1, 2, 3, 4, 5, 6] }],
    ['08:00-17:30 Mon-Sat', { kind: 'weekly', from: '08:00', to: '17:30', weekdays: [1, 2, 3, 4, 5, 6] }],
    ['08:00-17:30 周一至周六', { kind: 'weekly', from: '08:00', to: '17:30', weekdays: [1, 2, 3, 4, 5, 6] }],
    ['08:00-12:00 周末', undefined],
    ['08:00-12:00 Sat, Sunday', { kind: 'weekly', from: '08:00', to: '12:00', weekdays: [6, 7] }],
    ['08:00-12:00 Sat-Mon', { kind: 'weekly', from: '08:00', to: '12:00', weekdays: [1, 6, 7] }],
    ['08:00-12:00 星期天', { kind: 'weekly', from: '08:00', to: '12:00', weekdays: [7] }],
    [
      '19:30-07:30 4/2 2026-01-01',
      { kind: 'rotation', from: '19:30', to: '07:30', on: 4, off: 2, anchor: '2026-01-01' },
    ],
    ['19:30-07:30 4/2', undefined],
    ['19:30-07:30 0/2 2026-01-01', undefined],
    ['19:30-07:30 4/2 2026-02-30', undefined],
    ['25:00-07:30', undefined],
    ['08:00-17:60', undefined],
    ['08:00-17:30 Mon-', undefined],
    ['08:00-17:30 -Mon', undefined],
    ['08:00-17:30 mo', undefined],
    ['night', undefined],
    ['', undefined],
  ])('%s', (text, shift) => {
    expect(parseShift(text)).toEqual(shift);
  });

  it('takes any text without a fault', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseShift(text)));
  });
});

describe('working days', () => {
  const sixDays = parseShift('08:00-17:30 Mon-Sat');
  const turns = parseShift('19:30-07:30 4/2 2026-01-01');

  it.each([
    ['a Monday', undefined, '2026-03-02', true],
    ['a Sunday', undefined, '2026-03-01', false],
    ['Spring Festival', undefined, '2026-02-17', false],
    ['a make-up Saturday', undefined, '2026-02-14', true],
    ['National Day', undefined, '2025-10-01', false],
    ['a Saturday with six days a week', sixDays, '2026-02-21', true],
    ['a Sunday with six days a week', sixDays, '2026-02-22', false],
    ['the anchor', turns, '2026-01-01', true],
    ['the fourth day', turns, '2026-01-04', true],
    ['the fifth day', turns, '2026-01-05', false],
    ['the seventh day', turns, '2026-01-07', true],
    ['the eve of the anchor', turns, '2025-12-31', false],
    ['four days before the anchor', turns, '2025-12-29', true],
  ])('%s', (_name, shift, day, expected) => {
    expect(isWorkingDay(shift, day)).toBe(expected);
  });

  it('follows the published list, day by day', () => {
    const file = createRequire(import.meta.url).resolve('chinese-days/dist/chinese-days.json');
    const list: { holidays: Record<string, string>; workdays: Record<string, string> } = JSON.parse(
      readFileSync(file, 'utf8'),
    );
    for (let day = '2023-01-01'; day <= '2026-12-31'; day = addDays(day, 1)) {
      const expected = day in list.workdays || (weekdayOf(day) <= 5 && !(day in list.holidays));
      expect([day, isWorkingDay(undefined, day)]).toEqual([day, expected]);
    }
  });

  it('knows weekdays and days', () => {
    expect([weekdayOf('1969-12-28'), weekdayOf('2026-03-02'), weekdayOf('2026-03-01')]).toEqual([7, 1, 7]);
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(() => dayNumber('2026-02-30')).toThrow(RangeError);
    expect(() => dayNumber('tomorrow')).toThrow(RangeError);
  });
});

describe('instants', () => {
  it.each([
    ['2026-03-02', '08:00', 'Asia/Shanghai', '2026-03-02T00:00:00.000Z'],
    ['2026-03-08', '02:30', 'America/New_York', '2026-03-08T07:30:00.000Z'],
    ['2026-11-01', '01:30', 'America/New_York', '2026-11-01T05:30:00.000Z'],
    ['2026-03-29', '02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['2026-10-25', '02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z'],
    ['2026-03-02', '23:59:59', 'Asia/Kolkata', '2026-03-02T18:29:59.000Z'],
    ['2026-03-02', '24:00', 'Asia/Shanghai', '2026-03-02T16:00:00.000Z'],
    ['2026-03-02', '08:00', 'Not/AZone', '2026-03-02T00:00:00.000Z'],
    ['2026-03-02', '08:00', undefined, '2026-03-02T00:00:00.000Z'],
  ])('%s %s in %s', (day, time, tz, instant) => {
    expect(instantOf(day, time, tz).toISOString()).toBe(instant);
  });

  it('has a zone for everyone', () => {
    expect(zoneOf('Europe/Berlin', 'Asia/Tokyo')).toBe('Europe/Berlin');
    expect(zoneOf('', 'Asia/Tokyo')).toBe('Asia/Tokyo');
    expect(zoneOf(null, 'nowhere')).toBe('Asia/Shanghai');
  });

  it('agrees with dayjs on the day', () => {
    fc.assert(
      fc.property(instants, zones, (at, tz) => {
        expect(dayOf(at, tz)).toBe(dayjs(at).tz(tz).format('YYYY-MM-DD'));
      }),
    );
  });

  it('shows the time asked for, unless the clock skips it', () => {
    fc.assert(
      fc.property(days, times, zones, (day, time, tz) => {
        const at = instantOf(day, time, tz);
        const shown = dayjs(at).tz(tz).format('YYYY-MM-DD HH:mm');
        const late = Date.parse(`${shown.replace(' ', 'T')}Z`) - Date.parse(`${day}T${time}Z`);
        expect([0, 30, 60]).toContain(late / 60_000);
      }),
    );
  });
});

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
