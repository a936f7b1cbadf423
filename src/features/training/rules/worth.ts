import { hasAttended, type Mark } from '../../../gatherings/rules/marks.ts';

const MINUTES_A_POINT = 6;

/** What a mark is worth in the ledger: a person who left early has half of the minutes. */
export function worthOf(mark: Mark | undefined, minutes: number): { minutes: number; points: number } {
  const counted = !hasAttended(mark) ? 0 : mark === 'left-early' ? Math.floor(minutes / 2) : minutes;
  return { minutes: counted, points: Math.floor(counted / MINUTES_A_POINT) };
}
