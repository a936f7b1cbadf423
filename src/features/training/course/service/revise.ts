import type { Actor } from '../../../../bot/actor.ts';
import { UserError } from '../../../../bot/routing/errors.ts';
import type { Context } from '../../../../context.ts';
import { clock } from '../../../../lib/clock.ts';
import { sizeOfAudience } from '../../../../members/audience/resolve.ts';
import { checkReadable, fitsScope } from '../../../../members/audience/spec.ts';
import { certificates } from '../../certificate/model.ts';
import { WORDS } from '../../messages/words.ts';
import { type Course, courses, type Session, type Whom } from '../../model.ts';
import { datesIn } from '../../rules/course-dates.ts';
import { MOST_SESSIONS, readDates } from '../../rules/dates.ts';
import type { Fault } from '../../rules/facts.ts';
import { type AddedDate, type CourseDate, readShiftLines, zoneAmong } from '../../rules/shift-dates.ts';
import { placesFor, termsOf } from '../../rules/terms.ts';
import { courseFor } from '../../session/service/courses.ts';
import { allDatesOf, mayCome, mustCome, withinOf } from '../../session/service/sessions.ts';
import { openSoon } from './publish.ts';

/** What of a published course its officers may widen or narrow. */
export interface Revision extends Whom {
  /** Dates to be added, a line each, on the clock of who saves. */
  more: string;
  /** Everybody who may come hears of these dates; else who is on a list of the course. */
  isForAll?: boolean;
}

/** What cannot be in a revision, in the order of its form. */
function faultsOf(actor: Actor, course: Course, { include, must, ...rest }: Revision): Fault[] {
  const dates = addedIn(actor, course, rest.more);
  const now = clock.now();
  const count = datesIn(course).length + (course.added?.length ?? 0) + (dates?.length ?? 0);
  const parts = [...mayCome({ ...rest, include, must }).include, ...mustCome({ ...rest, include, must }).include];
  return [
    ...(include.length + must.length === 0 ? (['include'] as const) : []),
    ...(fitsScope({ include: parts, except: [] }, actor) ? [] : (['beyond'] as const)),
    ...(dates === undefined || (dates.length > 0 && count > MOST_SESSIONS) ? (['dates'] as const) : []),
    ...(dates?.some((one) => one.startsAt <= now) === true ? (['datesPast'] as const) : []),
  ];
}

/** A shift is one of the course's, in whatever zone who writes it is. @returns undefined when a line says no date */
function addedIn({ tz }: Actor, course: Course, text: string): CourseDate[] | undefined {
  if (course.facts.kind === 'self-study') return [];
  if (course.repeat === 'shifts') {
    const there = [...datesIn(course), ...(course.added ?? [])];
    const read = readShiftLines(
      text,
      tz,
      zoneAmong(there, course.tz),
      there.flatMap(({ group }) => group?.shift ?? []),
    );
    return 'wrong' in read ? undefined : read.dates;
  }
  const read = readDates(text, tz);
  return 'wrong' in read ? undefined : read.dates.map((startsAt) => ({ startsAt }));
}

/**
 * Changes whom a published course is for, and adds dates to it. Nobody loses a seat; who is new is invited, who must come now is
 * seated, and who is on a list hears of the dates; all of it by the job that publishes.
 * @param seen the number of the last revision that the officer saw
 * @throws UserError for who does not look after it, when somebody else saved since, or when it would reach nobody
 */
export async function reviseCourse(
  ctx: Context,
  actor: Actor,
  id: string,
  seen: number,
  wanted: Revision,
): Promise<Course | { faults: Fault[] }> {
  const course = await courseFor(ctx, actor, id);
  for (const spec of [mayCome(wanted), mustCome(wanted)]) checkReadable(spec);
  const faults = faultsOf(actor, course, wanted);
  if (faults.length > 0) return { faults };
  const { include, except, must, more } = wanted;
  const within = withinOf(course);
  const [may, obliged] = await Promise.all(
    [mayCome(wanted), mustCome(wanted)].map((spec) => sizeOfAudience(ctx, spec, within)),
  );
  if ((may?.members ?? 0) + (obliged?.members ?? 0) === 0) throw new UserError(WORDS.nobodyNow);
  const revision = seen + 1;
  const now = clock.now();
  const dates = await allDatesOf(ctx, id);
  const coming = dates.filter((one) => one.state === 'open' && one.startsAt > now);
  const nameOf = ({ startsAt, group }: CourseDate) => `${startsAt.getTime()} ${group?.tz ?? ''} ${group?.shift ?? ''}`;
  const there = new Set(coming.map(nameOf));
  const added = (addedIn(actor, course, more) ?? [])
    .filter((one) => there.size < there.add(nameOf(one)).size)
    .map(
      (one): AddedDate => ({
        ...one,
        revision,
        at: now,
        by: actor.user,
        ...(wanted.isForAll === true ? { isForAll: true } : {}),
      }),
    );
  if ((obliged?.members ?? 0) > placesIn(course, dates, coming, added.length)) throw new UserError(WORDS.tooManyNow);
  if (added.length > 0 && termsOf(course).needed === 'all' && (await isCertified(ctx, id)))
    throw new UserError(WORDS.certified);
  const saved = await courses(ctx)
    .findOneAndUpdate(
      {
        workspace: ctx.workspace,
        _id: id,
        state: 'published',
        'wave.id': { $exists: false },
        revision: seen === 0 ? { $exists: false } : seen,
      },
      {
        $set: { include, except, must, revision, state: 'publishing', updatedAt: now, uncertified: now },
        ...(added.length === 0 ? {} : { $push: { added: { $each: added } } }),
      },
      { returnDocument: 'after' },
    )
    .lean<Course>();
  if (saved === null) {
    const { state, wave } = await courseFor(ctx, actor, id);
    throw new UserError(state === 'publishing' || wave !== undefined ? WORDS.stillOpening : WORDS.revised);
  }
  await openSoon(ctx, id);
  return saved;
}

/** Whether somebody holds its certificate: one more date that is needed would take it away. */
async function isCertified({ workspace, ...ctx }: Context, course: string): Promise<boolean> {
  return (await certificates(ctx).exists({ workspace, course, annulledAt: { $exists: false } })) !== null;
}

/** Of one date for each of them, who has been to a date that is over has had a place, and a date that is added gives some. */
function placesIn(course: Course, dates: readonly Session[], coming: readonly Session[], added: number): number {
  const { needed } = termsOf(course);
  if (needed !== 'one')
    return placesFor(
      needed,
      coming.map((one) => one.capacity),
    );
  const held = dates.filter((one) => one.state !== 'cancelled').map((one) => one.capacity);
  return placesFor(needed, [...held, ...Array.from({ length: added }, () => course.facts.capacity)]);
}
