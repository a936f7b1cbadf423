import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayNumber, weekdayOf } from '../../src/lib/zone.ts';
import { isWorkingDay } from '../../src/members/shift.ts';
import { parseShift } from '../../src/members/shifts/read-shift.ts';

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
