import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minutesBetween, readHour, readHours } from '../../../src/features/training/import/rules/hours.ts';
import { readDay, readLength } from '../../../src/features/training/import/rules/words.ts';
import { weeksLater } from '../../../src/features/training/rules/dates.ts';
import { addDays, dayOf, instantOf, weekdayOf } from '../../../src/lib/zone.ts';

describe('a day as people write it', () => {
  it.each([
    ['2026-03-10', '2026-03-10', ''],
    ['2026/3/10', '2026-03-10', ''],
    ['2026.3.10', '2026-03-10', ''],
    ['2026年3月10日', '2026-03-10', ''],
    ['2026年3月10日（周二）', '2026-03-10', ''],
    ['２０２６－０３－１０', '2026-03-10', ''],
    ['20260310', '2026-03-10', ''],
    ['2026-03-10 14:00', '2026-03-10', '14:00'],
    ['2026-03-10T14:00', '2026-03-10', '14:00'],
    ['2026年3月10日 下午2点', '2026-03-10', '下午2点'],
    ['Mar 10, 2026', '2026-03-10', ''],
    ['10 March 2026 2 pm', '2026-03-10', '2 pm'],
    ['46091', '2026-03-10', ''],
    ['46091.5', '2026-03-10', '0.5'],
  ])('%s', (text, day, rest) => expect(readDay(text)).toEqual({ day, rest }));

  it.each(['', '3月10日', '10/03/2026', '2026-02-30', '2026-13-01', '明天', '2026', '#REF!'])('%s is none', (text) =>
    expect(readDay(text)).toBeUndefined(),
  );
});

/** As the clock shows it; the midnight at a day's end is 24:00. */
const clock = (said: { minutes: number } | undefined) =>
  said && [Math.floor(said.minutes / 60), said.minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');

describe('an hour as people write it', () => {
  it.each([
    ['14:00', '14:00'],
    ['14：00', '14:00'],
    ['9:05', '09:05'],
    ['14:00:00', '14:00'],
    ['14.30', '14:30'],
    ['14点', '14:00'],
    ['14点半', '14:30'],
    ['14时20分', '14:20'],
    ['下午2点', '14:00'],
    ['下午 2:30', '14:30'],
    ['晚上7点半', '19:30'],
    ['晚上11点', '23:00'],
    ['晚上12点', '24:00'],
    ['夜里12点半', '24:30'],
    ['夜里1点', '01:00'],
    ['半夜2点', '02:00'],
    ['夜里11点', '23:00'],
    ['凌晨1点', '01:00'],
    ['凌晨12点', '00:00'],
    ['下午12点半', '12:30'],
    ['晚上20点', '20:00'],
    ['上午9点', '09:00'],
    ['中午12点', '12:00'],
    ['中午1点', '13:00'],
    ['2 pm', '14:00'],
    ['2:30PM', '14:30'],
    ['12 am', '00:00'],
    ['12 pm', '12:00'],
    ['0.5833333333', '14:00'],
  ])('%s', (text, hour) => expect(clock(readHour(text))).toBe(hour));

  it.each(['', '14', '24:00', '12:60', '25点', '两点', 'abc', '-1:00'])('%s is none', (text) =>
    expect(readHour(text)).toBeUndefined(),
  );

  it.each([
    ['14:00', '14:00', undefined],
    ['14:00-16:00', '14:00', 120],
    ['14：00～16：00', '14:00', 120],
    ['下午2点至4点', '14:00', 120],
    ['2 pm – 4:00', '14:00', 120],
    ['上午9点到11点半', '09:00', 150],
    ['上午9点到4点', '09:00', 420],
    ['中午12点到12点半', '12:00', 30],
    ['22:00-02:00', '22:00', 240],
    ['22:00-6:00', '22:00', 480],
    ['晚上10点到2点', '22:00', 240],
    ['晚上8点到12点', '20:00', 240],
    ['20:00-晚上12点', '20:00', 240],
    ['晚上11点至夜里1点', '23:00', 120],
    ['晚上12点至2点', '24:00', 120],
    ['夜里1点至3点', '01:00', 120],
    ['08:00-21:00', '08:00', 780],
    ['上午8点到晚上9点', '08:00', 780],
    ['14:00-14:00', '14:00', undefined],
    ['下午2点到2点', '14:00', undefined],
    ['14:00-12:00', '14:00', undefined],
    ['14:00-4:00', '14:00', undefined],
    ['2:00-4:00 pm', '02:00', undefined],
  ])('from when, and for how long: %s', (text, from, minutes) => {
    const hours = readHours(text);
    expect(clock(hours?.from)).toBe(from);
    expect(hours?.until && minutesBetween(hours.from, hours.until)).toBe(minutes);
  });

  it('every minute of a day is read back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1439 }), (minutes) => {
        const hour = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
        expect(clock(readHour(hour))).toBe(hour);
        expect(clock(readHour(String(minutes / 1440)))).toBe(minutes === 0 ? undefined : hour);
      }),
    );
  });
});

describe('how long', () => {
  it.each([
    ['120', 120],
    ['120分钟', 120],
    ['2小时', 120],
    ['1.5 h', 90],
    ['90 min', 90],
    ['2:00', 120],
    ['1:30:00', 90],
    ['0.0625', 90],
    ['0.08333333333333333', 120],
    ['0.5', undefined],
    ['1.5', undefined],
    ['14:00', undefined],
    ['', undefined],
    ['半天', undefined],
    ['-5', undefined],
  ])('%s', (text, minutes) => expect(readLength(text)).toBe(minutes));
});

describe('52 weeks later', () => {
  it('is the same weekday and the same hour on the wall, whatever summer time does', () => {
    const zone = fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Australia/Sydney');
    fc.assert(
      fc.property(zone, fc.integer({ min: 0, max: 3_000 }), fc.integer({ min: 8, max: 20 }), (tz, offset, hour) => {
        const day = addDays('2024-01-01', offset);
        const time = `${String(hour).padStart(2, '0')}:30`;
        const later = weeksLater(instantOf(day, time, tz), 52, tz);
        expect(later).toEqual(instantOf(addDays(day, 364), time, tz));
        expect(weekdayOf(dayOf(later, tz))).toBe(weekdayOf(day));
      }),
    );
  });
});
