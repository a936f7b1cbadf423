import { addDays, dayOf } from '../../../../lib/zone.ts';
import type { Worker, WorkTimes } from '../../../../members/calendar/work-times.ts';
import { dutySpans } from '../../../../members/shift.ts';
import type { Session } from '../../model.ts';

/** Whether a session is in somebody's shift. */
export function isOnDuty(
  times: WorkTimes,
  person: Worker & { tz: string },
  { startsAt, endsAt }: Pick<Session, 'startsAt' | 'endsAt'>,
): boolean {
  if (person.shift === undefined) return false;
  const work = times.of(person);
  const { tz } = person;
  // A night shift belongs to the day on which it began.
  return [addDays(dayOf(startsAt, tz), -1), dayOf(startsAt, tz), dayOf(endsAt, tz)].some((day) => {
    const spans = dutySpans(work, day, tz);
    return spans.some((span) => span.startsAt < endsAt && startsAt < span.endsAt);
  });
}
