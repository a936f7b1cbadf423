import type { Context } from '../../../../context.ts';
import { MINUTE_MS } from '../../../../lib/zone.ts';
import { resolveAudience } from '../../../../members/audience/resolve.ts';
import { type Worker, type WorkTimes, workTimesOf } from '../../../../members/calendar/work-times.ts';
import type { Course, Session } from '../../model.ts';
import { datesIn } from '../../rules/course-dates.ts';
import { type DatesAtOnce, datesAtOnce, isOfGroup } from '../../rules/shift-dates.ts';
import { termsOf } from '../../rules/terms.ts';
import { byPerson, clashesWith, isAtOnce, type Span } from '../../session/service/clashes.ts';
import { isOnDuty } from '../../session/service/duty.ts';
import { mustCome, withinOf } from '../../session/service/sessions.ts';

/** What an officer should know before a draft is published: who has to be in two places at once. */
export interface BusyThen {
  /** How many of those who must come have a seat elsewhere then, or teach. */
  elsewhere: number;
  /** How many of them are on shift. */
  onDuty: number;
  /** What its trainer comes to, or teaches, then. */
  trainer: Pick<Session, 'topic' | 'startsAt' | 'endsAt'>[];
  /** Its own dates that are at the same time, with one trainer and one place for all of them. */
  twice: DatesAtOnce[];
}

const SHOWN = 3;

/** Where one date is enough, a person is busy who is so on all of them; else on any that is theirs. */
export async function busyThen(ctx: Context, course: Course): Promise<BusyThen> {
  const { facts, must } = course;
  const dates = datesIn(course).map(({ startsAt, group }) => ({
    startsAt,
    endsAt: new Date(startsAt.getTime() + facts.duration * MINUTE_MS),
    group,
  }));
  const trainer = facts.trainer === '' ? [] : await clashesWith(ctx, [facts.trainer], dates);
  const isOne = termsOf(course).needed === 'one' && course.repeat !== 'shifts';
  const times = await workTimesOf(ctx);
  const count = { elsewhere: 0, onDuty: 0 };
  if (must.length > 0 && dates.length > 0)
    for await (const page of resolveAudience(ctx, mustCome(course), withinOf(course))) {
      const users = page.map((one) => one.user);
      const elsewhere = byPerson(await clashesWith(ctx, users, dates));
      const duty = dutyOf(times);
      for (const person of page) {
        const own = dates.filter((one) => isOfGroup(person, one.group));
        const isBusy = (is: (date: Span) => boolean) => own.length > 0 && (isOne ? own.every(is) : own.some(is));
        const others = elsewhere.get(person.user) ?? [];
        if (isBusy((date) => others.some((one) => isAtOnce(one, date)))) count.elsewhere += 1;
        if (isBusy((date) => duty(person, date))) count.onDuty += 1;
      }
    }
  return { ...count, trainer: trainer.slice(0, SHOWN), twice: datesAtOnce(dates).slice(0, SHOWN) };
}

/** Whether a date is in somebody's shift; people of one shift, branch and zone are looked up once. */
function dutyOf(times: WorkTimes): (person: Worker & { tz: string }, date: Span) => boolean {
  const known = new Map<string, boolean>();
  return (person, date) => {
    const key = `${person.tz} ${person.shift ?? ''} ${person.branch ?? ''} ${date.startsAt.getTime()}`;
    const is = known.get(key) ?? isOnDuty(times, { ...person, user: undefined }, date);
    known.set(key, is);
    return is;
  };
}
