import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayFromNumber, dayNumber, weekdayOf } from '../../../src/lib/zone.ts';
import {
  coverOf,
  type PeriodKind,
  periodKind,
  periodRange,
  periodsOf,
  previousPeriod,
} from '../../../src/participation/boards/periods.ts';

const days = fc.integer({ min: dayNumber('2000-01-01'), max: dayNumber('2099-12-31') }).map(dayFromNumber);
const kinds = fc.constantFrom<PeriodKind>('day', 'week', 'month', 'year');

describe('periods', () => {
  it.each([
    ['2026-03-02', '2026-W10'],
    ['2026-01-01', '2026-W01'],
    ['2027-01-01', '2026-W53'],
    ['2024-12-30', '2025-W01'],
    ['2023-01-01', '2022-W52'],
  ])('%s lies in %s', (day, week) => {
    expect(periodsOf(day)).toEqual({ day, week, month: day.slice(0, 7), year: day.slice(0, 4) });
  });

  it.each([
    ['2026-03-02', '2026-03-02', '2026-03-02', '2026-03-01'],
    ['2026-W01', '2025-12-29', '2026-01-04', '2025-W52'],
    ['2026-W53', '2026-12-28', '2027-01-03', '2026-W52'],
    ['2024-02', '2024-02-01', '2024-02-29', '2024-01'],
    ['2026-01', '2026-01-01', '2026-01-31', '2025-12'],
    ['2026', '2026-01-01', '2026-12-31', '2025'],
  ])('%s is from %s to %s, after %s', (period, from, to, previous) => {
    expect(periodRange(period)).toEqual({ from, to });
    expect(previousPeriod(period)).toBe(previous);
  });

  it.each(['2025-W53', '2026-W00', '2026-W54', '2026-13', '2026-00', '2026-02-30', '26', 'today', ''])(
    'knows no %j',
    (period) => {
      expect(() => periodRange(period)).toThrow(RangeError);
    },
  );

  it('hold their days, without a gap or an overlap', () => {
    fc.assert(
      fc.property(days, kinds, (day, kind) => {
        const period = periodsOf(day)[kind];
        expect(periodKind(period)).toBe(kind);
        const { from, to } = periodRange(period);
        expect(from <= day && day <= to).toBe(true);
        expect([periodsOf(from)[kind], periodsOf(to)[kind]]).toEqual([period, period]);
        expect(periodRange(previousPeriod(period)).to).toBe(addDays(from, -1));
        expect(previousPeriod(period) < period).toBe(true);
        if (kind === 'week') expect([weekdayOf(from), weekdayOf(to)]).toEqual([1, 7]);
      }),
    );
  });
});

describe('the cover of a span', () => {
  it.each([
    ['2026-01-01', '2026-02-28', ['2026-01', '2026-02']],
    ['2026-01-31', '2026-03-01', ['2026-01-31', '2026-02', '2026-03-01']],
    ['2026-03-02', '2026-03-02', ['2026-03-02']],
    ['2026-03-02', '2026-03-01', []],
  ])('from %s to %s is %j', (from, to, cover) => {
    expect(coverOf(from, to)).toEqual(cover);
  });

  it('holds each day once, and no other', () => {
    fc.assert(
      fc.property(days, fc.nat(80), (from, length) => {
        const to = addDays(from, length);
        const ranges = coverOf(from, to).map(periodRange);
        expect([ranges[0]?.from, ranges.at(-1)?.to]).toEqual([from, to]);
        for (const [index, range] of ranges.slice(1).entries()) {
          expect(range.from).toBe(addDays(ranges[index]?.to ?? '', 1));
        }
      }),
    );
  });

  it('has no end that is no day', () => {
    expect(() => coverOf('2026-03-02', 'today')).toThrow(RangeError);
    expect(() => coverOf('2026-02-30', '2026-03-02')).toThrow(RangeError);
  });
});
