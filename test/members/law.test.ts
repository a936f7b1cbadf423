import { Lunar, Solar } from 'lunar-javascript';
import { describe, expect, it } from 'vitest';
import { lawDays } from '../../src/members/calendar/law.ts';
import { hasNotice, isOfficialWorkday } from '../../src/members/calendar/official.ts';

const YEARS = Array.from({ length: 26 }, (_, index) => 2025 + index);

/** The same days by another library. */
function byLunarJavascript(year: number): string[] {
  const on = (month: number, day: number) => Solar.fromYmd(year, month, day);
  const lunar = (month: number, day: number) => Lunar.fromYmd(year, month, day).getSolar();
  const terms = Lunar.fromYmd(year, 1, 1).getJieQiTable();
  const days = [
    on(1, 1),
    ...[-1, 0, 1, 2].map((shift) => lunar(1, 1).next(shift)),
    terms.清明,
    ...[on(5, 1), on(5, 2), lunar(5, 5), lunar(8, 15), on(10, 1), on(10, 2), on(10, 3)],
  ];
  return [...new Set(days.map((day) => day.toYmd()))].sort();
}

describe('the days off that the law names', () => {
  it.each(YEARS)('are in %i the same by two libraries', (year) => {
    expect([...lawDays(year).keys()].sort()).toEqual(byLunarJavascript(year));
  });

  it('are thirteen a year, and twelve where two feasts share one', () => {
    const twelve = YEARS.filter((year) => lawDays(year).size === 12);
    expect(twelve).toEqual([2028, 2031, 2039]);
    expect(YEARS.filter((year) => lawDays(year).size !== 13)).toEqual(twelve);
    expect(lawDays(2028).get('2028-10-03')).toBe('midAutumn');
  });

  it.each([
    ['2027-01-01', 'newYear'],
    ['2027-02-05', 'spring'],
    ['2027-02-06', 'spring'],
    ['2027-02-08', 'spring'],
    ['2027-04-05', 'qingming'],
    ['2027-06-09', 'dragonBoat'],
    ['2027-09-15', 'midAutumn'],
    ['2030-02-03', 'spring'],
    ['2033-09-08', 'midAutumn'],
  ])('know %s as %s', (day, feast) => {
    expect(lawDays(Number(day.slice(0, 4))).get(day)).toBe(feast);
  });
});

describe('a year whose notice is not known yet', () => {
  it.each(YEARS.filter((year) => year > 2026))('has the law’s days of %i off, and no make-up workday', (year) => {
    for (const day of lawDays(year).keys()) expect([day, isOfficialWorkday(day)]).toEqual([day, false]);
  });

  it('works on all other days from Monday to Friday', () => {
    expect(isOfficialWorkday('2027-01-04')).toBe(true);
    expect(isOfficialWorkday('2027-02-04')).toBe(true);
    expect(isOfficialWorkday('2027-02-09')).toBe(true);
    expect(isOfficialWorkday('2027-10-04')).toBe(true);
    expect(isOfficialWorkday('2027-10-09')).toBe(false);
  });
});

describe('a year whose notice is known', () => {
  it('has its bridges off and its make-up days on', () => {
    expect(isOfficialWorkday('2026-02-20')).toBe(false);
    expect(isOfficialWorkday('2026-02-14')).toBe(true);
    expect(isOfficialWorkday('2026-01-04')).toBe(true);
    expect(isOfficialWorkday('2026-10-07')).toBe(false);
  });

  it('is told from one whose notice is not', () => {
    expect([2010, 2024, 2026, 2027, 2050].map(hasNotice)).toEqual([true, true, true, false, false]);
  });

  it('has every day off that the law names', () => {
    for (const year of [2025, 2026])
      for (const day of lawDays(year).keys()) expect([day, isOfficialWorkday(day)]).toEqual([day, false]);
  });
});
