import { addDays, dayNumber, weekdayOf } from '../../../lib/zone.ts';
import { type Indicator, PACES, type Pace } from './facts.ts';

/** When a competition runs: days 'YYYY-MM-DD', both included. */
export interface Period {
  from: string;
  to: string;
}

/** The slot of an indicator that has one value for the whole. */
export const WHOLE = 'all';

/** The week 'YYYY-Www' (ISO 8601), the month 'YYYY-MM' or the whole to which a day belongs. */
export function slotOf(pace: Pace, day: string): string {
  if (pace === 'whole') return WHOLE;
  if (pace === 'month') return day.slice(0, 7);
  // A week belongs to the year in which its Thursday lies.
  const thursday = addDays(day, 4 - weekdayOf(day));
  const nth = Math.floor((dayNumber(thursday) - dayNumber(`${thursday.slice(0, 4)}-01-01`)) / 7) + 1;
  return `${thursday.slice(0, 4)}-W${String(nth).padStart(2, '0')}`;
}

/** The slots of a period, in their order. */
export function slotsOf(pace: Pace, { from, to }: Period): string[] {
  const slots: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const slot = slotOf(pace, day);
    if (slots.at(-1) !== slot) slots.push(slot);
  }
  return slots;
}

const known = new WeakMap<Period, Map<Pace, ReadonlySet<string>>>();

/** Whether a slot is one of a period. A file asks it for thousands of rows of one competition: its slots are listed once. */
export function isSlotOf(pace: Pace, slot: string, period: Period): boolean {
  const paces = known.get(period) ?? new Map<Pace, ReadonlySet<string>>();
  known.set(period, paces);
  const slots = paces.get(pace) ?? new Set(slotsOf(pace, period));
  paces.set(pace, slots);
  return slots.has(slot);
}

/** The days of a slot within the period. */
export function daysOf(slot: string, { from, to }: Period): Period {
  const own = ownDays(slot, { from, to });
  return { from: own.from < from ? from : own.from, to: own.to > to ? to : own.to };
}

function ownDays(slot: string, period: Period): Period {
  if (slot === WHOLE) return period;
  if (!slot.includes('W')) {
    const [year = 0, month = 0] = slot.split('-').map(Number);
    const next = month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, '0')}`;
    return { from: `${slot}-01`, to: addDays(`${next}-01`, -1) };
  }
  const fourth = `${slot.slice(0, 4)}-01-04`;
  const monday = addDays(fourth, 1 - weekdayOf(fourth) + (Number(slot.slice(6)) - 1) * 7);
  return { from: monday, to: addDays(monday, 6) };
}

/** The last day on which a slot’s value can be reported. */
export function cutOffOf({ days }: Pick<Indicator, 'days'>, slot: string, period: Period): string {
  return addDays(daysOf(slot, period).to, days);
}

/** The day after which nothing can be reported any more: then the competition ends by itself. */
export function closesOn(indicators: readonly Pick<Indicator, 'days'>[], { to }: Period): string {
  return addDays(to, Math.max(0, ...indicators.map(({ days }) => days)));
}

/** The month to which a slot belongs; undefined for the whole. Of a week, that of its Thursday. */
export function monthOf(slot: string, period: Period): string | undefined {
  if (slot === WHOLE) return undefined;
  return slot.includes('W') ? addDays(ownDays(slot, period).from, 3).slice(0, 7) : slot;
}

type Paced = Pick<Indicator, 'pace' | 'days'>;

/** Slot → the last day on which a value of it can be reported, of all slots of these indicators but the whole. */
export function slotCloses(indicators: readonly Paced[], period: Period): Map<string, string> {
  const paces = PACES.filter((pace) => pace !== 'whole' && indicators.some((one) => one.pace === pace));
  return new Map(
    paces.flatMap((pace) => {
      const days = Math.max(...indicators.filter((one) => one.pace === pace).map((one) => one.days));
      return slotsOf(pace, period).map((slot) => [slot, cutOffOf({ days }, slot, period)] as const);
    }),
  );
}

/** Month → the latest cut-off of the slots that belong to it: after that day all of its values can be there. */
export function monthCloses(indicators: readonly Paced[], period: Period): Map<string, string> {
  const closes = new Map<string, string>();
  for (const [slot, day] of slotCloses(indicators, period)) {
    const month = monthOf(slot, period);
    if (month !== undefined && day > (closes.get(month) ?? '')) closes.set(month, day);
  }
  return closes;
}
