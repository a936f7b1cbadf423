import type { CycleDay, DayHours, Pattern } from '../../members/shift.ts';
import { dayHours, findHours, plainText } from '../../members/shifts/clock-words.ts';
import {
  type Crew,
  type CycleWords,
  hoursText,
  type LineFault,
  readCrews,
  readCycle,
  writeCrews,
  writeCycle,
} from '../../members/shifts/pattern-lines.ts';
import type { UnnamedShift } from '../../members/shifts/read-shift.ts';
import { isRotationName, isShiftName, shiftKey } from '../../members/shifts/shift-name.ts';
import { readWeekdays } from '../../members/shifts/weekday-words.ts';

export type Field = 'name' | 'days' | 'hours' | 'weekdays' | 'first' | 'crews' | 'from';

export const DAYS = ['calendar', 'weekly', 'cycle'] as const;
export type Days = (typeof DAYS)[number];

/** What stands in the form. */
export type Filled = { [K in Field]?: string | undefined };

/** What is wrong at a field, and where in it. */
export type FormFault =
  | LineFault
  | 'need-name'
  | 'long-name'
  | 'need-days'
  | 'one-day'
  | 'weekdays'
  | 'need-first'
  | 'only-cycle';
export type FormFaults = Partial<Record<Field, { fault: FormFault; line: string }>>;

export interface FormShift {
  name: string;
  /** Empty: always. */
  from: string;
  pattern: Pattern;
  crews: Crew[];
}

/** The words of the person who fills in the form. */
export interface FormWords extends CycleWords {
  weekdays(days: readonly number[]): string;
}

const LONGEST_NAME = 30;

/** Reads the form: a shift, or what is wrong at which fields. */
export function readForm(filled: Filled): { shift: FormShift } | { faults: FormFaults } {
  const name = (filled.name ?? '').normalize('NFKC').replace(/\s+/g, ' ').trim();
  const days = DAYS.find((one) => one === filled.days);
  const faults: FormFaults = {};
  if (shiftKey(name) === '') faults.name = { fault: 'need-name', line: '' };
  else if ([...name].length > LONGEST_NAME) faults.name = { fault: 'long-name', line: name };
  if (days === undefined) return { faults: { ...faults, days: { fault: 'need-days', line: '' } } };
  const read = days === 'cycle' ? cycleIn(filled) : dayIn(filled, days);
  if ('faults' in read) return { faults: { ...faults, ...read.faults } };
  if (Object.keys(faults).length > 0) return { faults };
  return { shift: { name, from: filled.from ?? '', ...read } };
}

type Read = Pick<FormShift, 'pattern' | 'crews'> | { faults: FormFaults };

function dayIn(filled: Filled, days: 'calendar' | 'weekly'): Read {
  const faults: FormFaults = {};
  const text = filled.hours ?? '';
  const hours = hoursIn(text);
  if (hours === undefined)
    faults.hours = { fault: text.trim().includes('\n') ? 'one-day' : 'hours', line: text.trim() };
  if ((filled.crews ?? '').trim() !== '') faults.crews = { fault: 'only-cycle', line: '' };
  const weekdays = days === 'weekly' ? readWeekdays(plainText(filled.weekdays ?? '')) : [];
  if (weekdays === undefined) faults.weekdays = { fault: 'weekdays', line: filled.weekdays ?? '' };
  if (hours === undefined || weekdays === undefined || faults.crews !== undefined) return { faults };
  return {
    pattern: days === 'weekly' ? { kind: 'weekly', ...hours, weekdays } : { kind: 'calendar', ...hours },
    crews: [],
  };
}

function hoursIn(text: string): DayHours | undefined {
  const { spans, rest } = findHours(plainText(text));
  const isPlain = rest.split(/[\s,;、/:]+/).every((word) => word === '' || isShiftName(word));
  return isPlain ? spans && dayHours(spans) : undefined;
}

function cycleIn({ hours = '', first = '', crews = '' }: Filled): Read {
  const cycle = readCycle(hours);
  if ('wrong' in cycle)
    return { faults: { hours: { fault: hours.trim() === '' ? 'hours' : cycle.wrong, line: cycle.line } } };
  if (first === '') return { faults: { first: { fault: 'need-first', line: '' } } };
  const read = readCrews(crews, { day: first, turn: cycle.days.length });
  if ('wrong' in read) return { faults: { crews: { fault: read.wrong, line: read.line } } };
  return { pattern: { kind: 'cycle', days: cycle.days, anchor: first }, crews: read.crews };
}

/** The form of a pattern as it stands. */
export function fill(pattern: Pattern, crews: readonly Crew[], words: FormWords): Filled {
  if (pattern.kind === 'cycle' || pattern.kind === 'rotation') {
    const days: readonly CycleDay[] = pattern.kind === 'cycle' ? pattern.days : turnDays(pattern, pattern);
    return {
      days: 'cycle',
      hours: writeCycle(days, words),
      first: pattern.anchor,
      ...(crews.length === 0 ? {} : { crews: writeCrews(crews) }),
    };
  }
  const hours = hoursText(pattern);
  if (pattern.kind === 'calendar') return { days: 'calendar', hours };
  return { days: 'weekly', hours, weekdays: words.weekdays(pattern.weekdays) };
}

/** The form of a name of the roster, with what the roster says of it. */
export function fillKnown(
  name: string,
  { hours, turn, weekdays }: Omit<UnnamedShift, 'unnamed' | 'crew'>,
  words: FormWords,
): Filled {
  if (turn !== undefined)
    return { name, days: 'cycle', ...(hours && { hours: writeCycle(turnDays(hours, turn), words) }) };
  const days = weekdays !== undefined ? 'weekly' : isRotationName(plainText(name)) ? 'cycle' : 'calendar';
  return {
    name,
    days,
    ...(hours && { hours: hoursText(hours) }),
    ...(weekdays && { weekdays: words.weekdays(weekdays) }),
  };
}

function turnDays({ from, to, pauses }: DayHours, { on, off }: { on: number; off: number }): CycleDay[] {
  const day: DayHours = { from, to, ...(pauses === undefined ? {} : { pauses }) };
  return [...Array<CycleDay>(on).fill(day), ...Array<CycleDay>(off).fill(null)];
}
