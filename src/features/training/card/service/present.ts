import type { Actor } from '../../../../bot/actor.ts';
import type { Context } from '../../../../context.ts';
import { type Seen, seenOf } from '../../../../gatherings/card/seen.ts';
import { type Rung, rungsOf } from '../../../../gatherings/rules/ladder.ts';
import { inLanguage } from '../../../../lib/language.ts';
import { MINUTE_MS } from '../../../../lib/zone.ts';
import { membersOf } from '../../../../members/audience/audience.ts';
import { workTimesOf } from '../../../../members/calendar/work-times.ts';
import { materialsOf } from '../../materials/service.ts';
import type { Course, Session } from '../../model.ts';
import { datesIn } from '../../rules/course-dates.ts';
import { courseWords } from '../../rules/course-words.ts';
import type { Kind } from '../../rules/kinds.ts';
import type { Material } from '../../rules/materials.ts';
import { termsOf } from '../../rules/terms.ts';
import { isOnDuty } from '../../session/service/duty.ts';
import { mayManage } from '../../session/service/sessions.ts';
import { stored } from '../../session/service/write.ts';
import { noPart, type OwnCourse, ownCoursesOf, spansOf } from './own-course.ts';

/** A session as one reader may see it. */
export interface Shown extends Seen {
  course: string;
  index: number;
  count: number;
  kind: Kind;
  topic: string;
  about: string;
  where: string;
  link: string;
  trainer: string;
  minutes: number;
  materials: readonly Material[];
  isOnDuty: boolean;
  /** The reader teaches it, or looks after it, and the roll can be called. */
  mayCallRoll: boolean;
  isTrainer: boolean;
  isAffair: boolean;
  ofCourse: OwnCourse;
  /** When who has a seat is reminded. */
  reminders: readonly Rung[];
}

/** Sessions as a person may see them, with names and the own state. */
export async function shownOf(ctx: Context, actor: Actor, found: readonly Session[]): Promise<Shown[]> {
  const [people, seen, ofCourse, materials, times] = await Promise.all([
    membersOf(
      ctx,
      found.map((one) => one.trainer),
    ),
    seenOf(stored, ctx, actor.user, found),
    ownCoursesOf(ctx, actor, found),
    materialsOf(
      ctx,
      found.map((one) => one.course),
    ),
    workTimesOf(ctx),
  ]);
  return found.map((session): Shown => {
    const { course, index, count, kind, where, link, trainer, minutes, group } = session;
    const { topic, about } = inLanguage(actor.locale, session);
    const isTrainer = trainer === actor.user;
    const isAffair = mayManage(actor, session);
    const one = seen(session);
    return {
      ...one,
      // Of one date for each shift everybody has one.
      index: group === undefined ? index : 0,
      count: group === undefined ? count : 1,
      course,
      kind,
      topic,
      about,
      where,
      link,
      minutes,
      trainer: people.get(trainer)?.name ?? '',
      materials: materials.get(course) ?? [],
      isOnDuty: isOnDuty(times, actor, session),
      mayCallRoll: (isTrainer || isAffair) && one.isRollTime,
      isTrainer,
      isAffair,
      ofCourse: ofCourse(session),
      reminders: rungsOf(session),
    };
  });
}

/** One session as a person may see it. */
export async function shownOne(ctx: Context, actor: Actor, session: Session): Promise<Shown> {
  const [shown] = await shownOf(ctx, actor, [session]);
  if (shown === undefined) throw new Error('one session is shown as one');
  return shown;
}

/** How the dates of a draft will look: of one for each shift the first; none while it has no date. */
export async function previewsOf(ctx: Context, { locale }: Pick<Actor, 'locale'>, course: Course): Promise<Shown[]> {
  const { facts, _id: id } = course;
  const { startsAt: _, duration, trainer, reminders, second: _second, ...same } = facts;
  const dates = datesIn(course);
  const shown = dates.some((one) => one.group !== undefined) ? dates.slice(0, 1) : dates;
  const name = (await membersOf(ctx, [trainer])).get(trainer)?.name ?? '';
  const makesUp = [...(await spansOf(ctx, course.makesUp ?? [])).values()];
  return shown.map(({ startsAt, group }, index) => ({
    ...same,
    ...courseWords(locale, course),
    id,
    course: id,
    index,
    count: shown.length,
    version: 0,
    capacity: facts.capacity,
    trainer: name,
    startsAt,
    endsAt: new Date(startsAt.getTime() + duration * MINUTE_MS),
    taken: 0,
    free: facts.capacity ?? Number.POSITIVE_INFINITY,
    inLine: 0,
    state: 'open',
    reason: '',
    own: undefined,
    mark: undefined,
    isOnDuty: false,
    isCodeTime: false,
    isRollTime: false,
    mayCallRoll: false,
    isTrainer: false,
    isAffair: false,
    materials: course.materials ?? [],
    reminders: rungsOf({ reminders }),
    ofCourse: { ...noPart(termsOf(course).needed), makesUp, shift: group?.shift },
  }));
}
