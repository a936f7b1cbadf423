import { divided } from '../../../judging/rules.ts';
import type { Criterion, Measured, Row } from './records.ts';

/*
 * What a score is worth: pure. Points are whole hundredths from here on, so that every sum is exact.
 */

export const HUNDREDTHS = 100;
export const TOP_LEVEL = 3;
export const MOST_CRITERIA = 12;
/** That one is worth. */
export const MOST_POINTS = 100;
/** No measure on a workshop's sheet is larger. */
export const MOST_VALUE = 1_000_000;

/** Measures are compared to a millionth: 5.3 − 5 is not 0.3 in floating point. */
const MILLION = 1_000_000;
const exactly = (value: number): number => Math.round(value * MILLION);

/** How far a measured number is off, as people would write it. */
export const deviationOf = ({ target }: Measured, value: number): number =>
  Math.abs(exactly(value) - exactly(target)) / MILLION;

/** What a score is worth. @param value a measured number, or a level @returns hundredths */
export function pointsFor(criterion: Criterion, value: number): number {
  const most = criterion.points * HUNDREDTHS;
  if (criterion.kind === 'judged') return divided(most * value, TOP_LEVEL);
  const off = exactly(deviationOf(criterion, value));
  if (off <= exactly(criterion.tolerance)) return most;
  return (criterion.rows.find(({ to }) => off <= exactly(to))?.points ?? 0) * HUNDREDTHS;
}

/** Whether a score can be written down. */
export const isScore = (criterion: Criterion, value: number): boolean =>
  criterion.kind === 'judged'
    ? Number.isInteger(value) && value >= 0 && value <= TOP_LEVEL
    : Number.isFinite(value) && Math.abs(value) <= MOST_VALUE;

/** What is wrong with a line of a table, counted from 1. */
export interface RowFault {
  fault: 'unread' | 'overlap' | 'gap' | 'points';
  line: number;
}

/** `1 8`, `≤1mm: 8`, `0.5–1 8分`: up to so much off, so many points. */
const LINE =
  /^(?:(\d+(?:\.\d+)?)\s*[^\s\d:：=.–~～至到-]*\s*(?:-|–|~|～|至|到|to)\s*)?[≤<]?\s*(\d+(?:\.\d+)?)\s*[^\s\d:：=.-]*\s*[\s:：=]\s*(\d+)\s*(?:分|points?|pts?)?$/i;

/**
 * Reads a table of deviations, a row on each line. Each row goes on where the one before ends, the first at the tolerance, and is
 * worth less than it.
 * @param most what is within the tolerance is worth
 */
export function readRows(text: string, tolerance: number, most: number): { rows: Row[] } | RowFault {
  const rows: Row[] = [];
  const lines = text
    .normalize('NFKC')
    .split('\n')
    .map((line) => line.trim());
  for (const [nth, written] of lines.entries()) {
    if (written === '') continue;
    const line = nth + 1;
    const before = rows.at(-1) ?? { to: tolerance, points: most };
    const [, from, to, points] = LINE.exec(written) ?? [];
    if (to === undefined || points === undefined) return { fault: 'unread', line };
    const row = { to: Number(to), points: Number(points) };
    const begins = from === undefined ? before.to : Number(from);
    if (exactly(begins) < exactly(before.to) || exactly(row.to) <= exactly(before.to))
      return { fault: 'overlap', line };
    if (exactly(begins) > exactly(before.to)) return { fault: 'gap', line };
    if (row.points >= before.points) return { fault: 'points', line };
    rows.push(row);
  }
  return { rows };
}

/** A table as `readRows` reads it. */
export const writtenRows = (rows: readonly Row[]): string => rows.map(({ to, points }) => `${to} ${points}`).join('\n');
