import type { Context } from '../../../../context.ts';
import { membersOf } from '../../../../members/audience/audience.ts';
import { workTimesOf } from '../../../../members/calendar/work-times.ts';
import type { Session } from '../../model.ts';
import { clashesOf, clashesWith } from '../../session/service/clashes.ts';
import { isOnDuty } from '../../session/service/duty.ts';
import { termsOfCourse } from '../../session/service/terms-of.ts';
import type { NamedMissing } from '../rules.ts';
import { missingFor } from './prerequisites.ts';

/** Why an officer should think twice before putting somebody on a list. */
export interface Doubt {
  user: string;
  name: string;
  /** What they lack before they could sign up themselves. */
  missing: readonly NamedMissing[];
  /** What else they have a seat in, or teach, at that time. */
  clashes: readonly Pick<Session, 'topic' | 'startsAt' | 'endsAt' | 'trainer'>[];
  /** During which of the dates they are on shift. */
  onDuty: readonly Pick<Session, 'startsAt'>[];
}

/**
 * Of these people those who lack something, or are elsewhere or on duty on one of these dates of a course; who is on a list already
 * is in no doubt about that date.
 */
export async function doubtsAbout(
  ctx: Context,
  dates: readonly [Session, ...Session[]],
  users: readonly string[],
): Promise<Doubt[]> {
  const isOn = ({ seats }: Session, user: string) => seats.some(({ member }) => member === user);
  const fresh = users.filter((user) => dates.some((date) => !isOn(date, user)));
  const [lacking, clashing, people, times] = await Promise.all([
    missingFor(ctx, await termsOfCourse(ctx, dates[0].course), fresh),
    clashesWith(ctx, fresh, dates),
    membersOf(ctx, fresh),
    workTimesOf(ctx),
  ]);
  return fresh.flatMap((user): Doubt[] => {
    const person = people.get(user);
    const missing = lacking.get(user) ?? [];
    const own = dates.filter((date) => !isOn(date, user));
    const clashes = clashesOf(clashing, user, own);
    const onDuty = person === undefined ? [] : own.filter((date) => isOnDuty(times, person, date));
    if (missing.length + clashes.length + onDuty.length === 0) return [];
    return [{ user, name: person?.name ?? '', missing, clashes, onDuty }];
  });
}
