import type { Actor } from '../../../../bot/actor.ts';
import type { Context } from '../../../../context.ts';
import { type Rung, rungsOf } from '../../../../gatherings/rules/ladder.ts';
import { hasAttended, isCodeTime, type Mark, rollOpensAt } from '../../../../gatherings/rules/marks.ts';
import { placeInLine, type Seat, seatsFree, seatsTaken } from '../../../../gatherings/rules/seats.ts';
import type { State } from '../../../../gatherings/rules/wake.ts';
import { clock } from '../../../../lib/clock.ts';
import { MINUTE_MS } from '../../../../lib/zone.ts';
import { membersOf } from '../../../../members/audience/audience.ts';
import { workTimesOf } from '../../../../members/calendar/work-times.ts';
import { materialsOf } from '../../materials/service.ts';
import type { Course, Session } from '../../model.ts';
import { datesIn } from '../../rules/course-dates.ts';
import type { Kind } from '../../rules/kinds.ts';
import type { Material } from '../../rules/materials.ts';
import { termsOf } from '../../rules/terms.ts';
import { isOnDuty } from '../../session/service/duty.ts';
import { attendancesOf, mayManage } from '../../session/service/sessions.ts';
import { noPart, type OwnCourse, ownCoursesOf, spansOf } from './own-course.ts';

/** A session as one reader may see it. */
export interface Shown {
  id: string;
  course: string;
  index: number;
  count: number;
  version: number;
  kind: Kind;
  topic: string;
  about: string;
  startsAt: Date;
  endsAt: Date;
  where: string;
  link: string;
  trainer: string;
  minutes: number;
  materials: readonly Material[];
  capacity: number | undefined;
  taken: number;
  /** Seats that are free now. */
  free: number;
  inLine: number;
  state: State;
  reason: string;
  own: (Pick<Seat, 'state' | 'since' | 'until' | 'must' | 'seenAt'> & { place: number }) | undefined;
  mark: Mark | undefined;
  isOnDuty: boolean;
  /** The reader may check in now. */
  isCodeTime: boolean;
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
  const [people, rows, ofCourse, materials, times] = await Promise.all([
    membersOf(
      ctx,
      found.map((one) => one.trainer),
    ),
    attendancesOf(ctx, { member: actor.user, session: { $in: found.map((one) => one._id) } }),
    ownCoursesOf(ctx, actor, found),
    materialsOf(
      ctx,
      found.map((one) => one.course),
    ),
    workTimesOf(ctx),
  ]);
  const marks = new Map(rows.map((one) => [one.session, one.mark]));
  const now = clock.now();
  return found.map((session): Shown => {
    const { _id: id, course, index, count, version, kind, topic, about, startsAt, endsAt, where, link } = session;
    const { trainer, minutes, capacity, seats, state, reason = '', group } = session;
    const own = seats.find((one) => one.member === actor.user);
    const isTrainer = trainer === actor.user;
    const isAffair = mayManage(actor, session);
    const mark = marks.get(id);
    const isRollTime = state === 'closed' || (state === 'open' && now >= rollOpensAt(session));
    return {
      // Of one date for each shift everybody has one.
      index: group === undefined ? index : 0,
      count: group === undefined ? count : 1,
      id,
      course,
      version,
      kind,
      topic,
      about,
      startsAt,
      endsAt,
      where,
      link,
      minutes,
      capacity,
      trainer: people.get(trainer)?.name ?? '',
      materials: materials.get(course) ?? [],
      taken: seatsTaken(session),
      free: Math.max(0, seatsFree(session)),
      state,
      reason,
      mark,
      inLine: seats.filter((one) => one.state === 'waiting').length,
      own: own && { ...own, place: placeInLine(session, actor.user) },
      isOnDuty: isOnDuty(times, actor, session),
      isCodeTime: state === 'open' && isCodeTime(session, now) && own?.state === 'held' && !hasAttended(mark),
      mayCallRoll: (isTrainer || isAffair) && isRollTime,
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
export async function previewsOf(ctx: Context, course: Course): Promise<Shown[]> {
  const { facts, about, _id: id } = course;
  const { startsAt: _, duration, trainer, reminders, ...same } = facts;
  const dates = datesIn(course);
  const shown = dates.some((one) => one.group !== undefined) ? dates.slice(0, 1) : dates;
  const name = (await membersOf(ctx, [trainer])).get(trainer)?.name ?? '';
  const makesUp = [...(await spansOf(ctx, course.makesUp ?? [])).values()];
  return shown.map(({ startsAt, group }, index) => ({
    ...same,
    id,
    course: id,
    index,
    count: shown.length,
    version: 0,
    about,
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
    mayCallRoll: false,
    isTrainer: false,
    isAffair: false,
    materials: course.materials ?? [],
    reminders: rungsOf({ reminders }),
    ofCourse: { ...noPart(termsOf(course).needed), makesUp, shift: group?.shift },
  }));
}
