import { addDays, dayNumber } from '../../../lib/zone.ts';
import { type LeaveSpan, LONGEST_DAYS } from '../../../members/leave/rules.ts';

/** So many days back somebody may still say that they were away. */
export const LATEST_DAYS = 31;

export type LeaveFault = 'orderWrong' | 'tooLong' | 'tooOld';

/** What is wrong with the days of a leave, if anything. @param today of the person who is away */
export function faultOfLeave({ from, to }: Pick<LeaveSpan, 'from' | 'to'>, today: string): LeaveFault | undefined {
  if (to < from) return 'orderWrong';
  if (from < addDays(today, -LATEST_DAYS)) return 'tooOld';
  return dayNumber(to) - dayNumber(from) + 1 > LONGEST_DAYS ? 'tooLong' : undefined;
}
