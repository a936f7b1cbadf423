import { addDays, dayOf, instantOf } from '../../src/lib/zone.ts';
import { isOfficialWorkday } from '../../src/members/calendar/official.ts';

/** The demo company works in one zone. */
const ZONE = 'Asia/Shanghai';
/** When the day's question comes, and when everybody has it. */
const COMES = '08:00';
const HAS_COME = '08:05';

/**
 * The next morning of a working day on which a question is still to come: in the minutes in which today's is being sent, tomorrow's.
 * In milliseconds since the epoch.
 */
export function nextMorning(now: number): number {
  let day = dayOf(new Date(now), ZONE);
  for (;;) {
    if (instantOf(day, COMES, ZONE).getTime() > now && isOfficialWorkday(day))
      return instantOf(day, HAS_COME, ZONE).getTime();
    day = addDays(day, 1);
  }
}
