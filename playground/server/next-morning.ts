import { addDays, dayOf, instantOf } from '../../src/lib/zone.ts';
import { isOfficialWorkday } from '../../src/members/calendar/official.ts';

/** The demo company works in one zone. */
const ZONE = 'Asia/Shanghai';
/** When the day's question has come. */
const TIME = '08:05';

/** The next morning of a working day, in milliseconds since the epoch. */
export function nextMorning(now: number): number {
  let day = dayOf(new Date(now), ZONE);
  for (;;) {
    const morning = instantOf(day, TIME, ZONE).getTime();
    if (morning > now && isOfficialWorkday(day)) return morning;
    day = addDays(day, 1);
  }
}
