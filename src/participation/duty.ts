import { isWorkingDay, parseShift, type Shift } from '../members/shift.ts';
import type { Entry } from './model.ts';
import type { Duty } from './standing.ts';

const SHIFTS_KEPT = 1_000;

/** A company has a handful of shifts; thousands of entries repeat them. */
const parsed = new Map<string, Shift | undefined>();

/** The days on duty of a shift in the roster's words; none or one that nobody can read: China's official calendar. */
export function dutyOfShift(text: string | undefined): Duty {
  const shift = text === undefined ? undefined : shiftOf(text);
  return { isOnDuty: (day) => isWorkingDay(shift, day) };
}

/** The days on duty around an entry, by the shift that it carries. */
export function dutyOf(entry: Pick<Entry, 'shift'>): Duty {
  return dutyOfShift(entry.shift);
}

function shiftOf(text: string): Shift | undefined {
  if (parsed.has(text)) return parsed.get(text);
  if (parsed.size >= SHIFTS_KEPT) parsed.clear();
  const shift = parseShift(text);
  parsed.set(text, shift);
  return shift;
}
