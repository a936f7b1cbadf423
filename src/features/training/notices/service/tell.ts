import type { Context } from '../../../../context.ts';
import type { PlannedNotice } from '../../../../delivery/plan.ts';
import { OFFER_MS } from '../../../../gatherings/rules/seats.ts';
import { offerTimes, type Telling } from '../../../../gatherings/telling.ts';
import type { News, Session } from '../../model.ts';
import { aboutCourse } from '../../rules/about.ts';
import { termsOfCourse } from '../../session/service/terms-of.ts';
import { completeAt, stretchOf } from '../rules/together.ts';

export const changedNotice = (session: string, version: number): string => `training.changed-${session}-${version}`;

/** The trainers who hear of a change or a cancellation. */
export const trainersOf = (_session: Session, { trainers = [] }: News): readonly string[] => trainers;

/**
 * What is told otherwise than of any gathering: of a course of which all dates are needed a seat is offered and lost on all of
 * them at once, and a change of several dates is told when all of these have it.
 */
export const toldOtherwise: NonNullable<Telling<Session>['notices']> = async (ctx, session) => {
  const isTogether = await isToldTogether(ctx, session);
  return (news, reader) => {
    if (news.wave !== undefined) return [];
    if (!isTogether) return undefined;
    if (news.what === 'passed')
      return [
        { ...together(session, 'passed-dates', news.until), recipient: news.member, expiresAt: session.startsAt },
      ];
    if (news.what !== 'offered') return undefined;
    const seat = session.seats.find((one) => one.member === news.member && one.seq === news.seq);
    // Taken or given up since: nothing is offered any more.
    if (seat?.until === undefined || reader === undefined) return [];
    const { since = seat.at, until } = seat;
    const told = together(session, 'offers', since);
    const expiresAt = new Date(since.getTime() + OFFER_MS);
    return [{ ...told, recipient: news.member, ...offerTimes(reader, told.dueAt, until), expiresAt }];
  };
};

async function isToldTogether(ctx: Context, { count, course, news }: Session): Promise<boolean> {
  const isOf = count > 1 && news.some(({ what }) => what === 'offered' || what === 'passed');
  return isOf && (await termsOfCourse(ctx, course)).needed === 'all';
}

/** A notice that the dates of a course share: whichever of them plans it, it is the same one. */
function together({ course }: Session, verb: string, at: Date): Omit<PlannedNotice, 'recipient'> & { dueAt: Date } {
  const stretch = stretchOf(at);
  return {
    notice: `training.${verb}-${course}-${stretch}`,
    kind: `training.${verb}`,
    about: aboutCourse(course),
    to: 'member',
    params: { course, stretch },
    dueAt: completeAt(at),
  };
}

/** By when they have to know: the start as they know it or as it is now, whichever comes first and is not over. */
export function deadlineOf({ startsAt, past }: Session, now: Date): Date {
  const starts = [startsAt, ...past.slice(-1).map((one) => one.startsAt)].filter((one) => one > now);
  return new Date(Math.min(...(starts.length === 0 ? [startsAt] : starts).map((one) => one.getTime())));
}
