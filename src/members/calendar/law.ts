import { LunarDay, SolarTerm } from 'tyme4ts';
import { addDays, DAY_MS, dayFromNumber } from '../../lib/zone.ts';

/** The feasts for which the law gives everybody days off. */
export const LAW_FEASTS = ['newYear', 'spring', 'qingming', 'labour', 'dragonBoat', 'midAutumn', 'national'] as const;
export type LawFeast = (typeof LAW_FEASTS)[number];

const YEARS_KEPT = 40;
const kept = new Map<number, ReadonlyMap<string, LawFeast>>();

/**
 * The days off that the law itself names in a year, without the bridges and make-up workdays of the yearly notice: 1 January; the
 * eve of the Spring Festival and the three days after; 清明; 1 and 2 May; 端午; 中秋; 1 to 3 October.
 * Source: 全国年节及纪念日放假办法, as revised with effect from 1 January 2025 (国务院令第795号).
 * @param year of the common calendar, 1900 to 2099
 * @returns 'YYYY-MM-DD' → whose day it is; where two feasts share a day, the one named first
 */
export function lawDays(year: number): ReadonlyMap<string, LawFeast> {
  const known = kept.get(year);
  if (known !== undefined) return known;
  const found = computed(year);
  if (kept.size >= YEARS_KEPT) kept.clear();
  kept.set(year, found);
  return found;
}

function computed(year: number): Map<string, LawFeast> {
  const first = lunarDay(year, 1, 1);
  const on = (month: number, day: number) =>
    `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  const feasts: readonly (readonly [string, LawFeast])[] = [
    [on(1, 1), 'newYear'],
    ...[-1, 0, 1, 2].map((shift) => [addDays(first, shift), 'spring'] as const),
    [solarTermDay(year, '清明'), 'qingming'],
    ...[1, 2].map((day) => [on(5, day), 'labour'] as const),
    [lunarDay(year, 5, 5), 'dragonBoat'],
    [lunarDay(year, 8, 15), 'midAutumn'],
    ...[1, 2, 3].map((day) => [on(10, day), 'national'] as const),
  ];
  const days = new Map<string, LawFeast>();
  for (const [day, feast] of feasts) if (!days.has(day)) days.set(day, feast);
  return days;
}

type Solar = ReturnType<LunarDay['getSolarDay']>;

const asDay = (solar: Solar): string =>
  dayFromNumber(Date.UTC(solar.getYear(), solar.getMonth() - 1, solar.getDay()) / DAY_MS);

const lunarDay = (year: number, month: number, day: number): string =>
  asDay(LunarDay.fromYmd(year, month, day).getSolarDay());

const solarTermDay = (year: number, name: string): string =>
  asDay(SolarTerm.fromName(year, name).getJulianDay().getSolarDay());
