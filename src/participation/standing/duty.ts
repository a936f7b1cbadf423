import { type WorkTimes, workTimesOf } from '../../members/calendar/work-times.ts';
import { isWorkingDay, type Work } from '../../members/shift.ts';
import type { Entry, Store } from '../ledger/model.ts';
import type { Duty } from './standing.ts';

/** The days on duty around an entry. */
export type DutyOf = (entry: Pick<Entry, 'member' | 'unit' | 'shift'>) => Duty;

/** The days on duty in these working times. */
export function dutyIn(work: Work): Duty {
  return { isOnDuty: (day) => isWorkingDay(work, day) };
}

/** The days on duty around entries, by the shift and the branch that they carry and the calendar as it stands. */
export async function dutiesOf(ctx: Store): Promise<DutyOf> {
  return dutiesBy(await workTimesOf(ctx));
}

/** The same by working times that are at hand. */
export function dutiesBy(times: WorkTimes): DutyOf {
  return ({ member, unit, shift }) => dutyIn(times.of({ user: member, shift, branch: unit.branch }));
}
