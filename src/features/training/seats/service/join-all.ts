import { setTimeout } from 'node:timers/promises';
import type { Actor } from '../../../../bot/actor.ts';
import { UserError } from '../../../../bot/routing/errors.ts';
import type { Context } from '../../../../context.ts';
import { hasSeat } from '../../../../gatherings/gathering.ts';
import { inGroups } from '../../../../gatherings/in-groups.ts';
import { clock } from '../../../../lib/clock.ts';
import { gather } from '../../../../lib/lists/gather.ts';
import { WORDS } from '../../messages/words.ts';
import { courses, type Session } from '../../model.ts';
import { missingFor } from '../../prerequisites/service/prerequisites.ts';
import { clashesOf, clashesWith } from '../../session/service/clashes.ts';
import { datesOf, invitedTo, isFor } from '../../session/service/sessions.ts';
import { termsOfCourse } from '../../session/service/terms-of.ts';
import { lackingSentence } from './guards.ts';
import { moveAll } from './seats.ts';

/** The dates; or nothing done, and the other sessions at the time of a date, in which they have a seat. */
export interface JoinedAll {
  dates: Session[];
  clashes: Session[];
}

interface Press {
  course: string;
  actor: Actor;
  isMeant: boolean;
}

/** One process at a time signs people up for all dates of a course; whoever died with it is waited for so long. */
const LEASE_MS = 5_000;
const TRIES = 60;
const TRY_MS = 50;

/**
 * Whoever comes first to one date of a camp comes first to all of them: what came at the same moment goes together, in its order,
 * and of several processes one after the other.
 */
const joinTogether = gather((ctx: Context, presses: readonly Press[]) =>
  inGroups(
    presses,
    (one) => one.course,
    (course, own) => joinCourse(ctx, course, own),
  ),
);

/**
 * Signs a person up for every date of a course that is still to come; full ones put them into the line.
 * @param isMeant although they have a seat in other sessions at the time of a date
 * @returns the dates, or nothing done and `clashes`: those other sessions
 * @throws UserError when the course is not for them, asks for what they lack, or is over
 */
export async function signUpForAll(ctx: Context, actor: Actor, course: string, isMeant: boolean): Promise<JoinedAll> {
  const joined = await joinTogether(ctx, { course, actor, isMeant });
  if (joined instanceof UserError) throw joined;
  return joined;
}

async function joinCourse(ctx: Context, course: string, presses: readonly Press[]): Promise<(JoinedAll | UserError)[]> {
  const asked = await lookedUp(ctx, course, presses);
  const going = asked.flatMap((one, nth) =>
    one instanceof UserError || one.clashes.length > 0
      ? []
      : [{ user: presses[nth]?.actor.user ?? '', dates: one.dates }],
  );
  if (going.length === 0) return asked;
  const done = await alone(ctx, course, () => seatAll(ctx, going));
  return asked.map((one) => {
    if (one instanceof UserError || one.clashes.length > 0) return one;
    const dates = one.dates.flatMap(({ _id }) => done.get(_id) ?? []);
    return dates.length === 0 ? new UserError(WORDS.over) : { dates, clashes: [] };
  });
}

/** The dates that each press is for, with what speaks against it; looked up for all of them at once. */
async function lookedUp(ctx: Context, course: string, presses: readonly Press[]): Promise<(JoinedAll | UserError)[]> {
  const now = clock.now();
  const open = (await datesOf(ctx, course)).filter((one) => one.state === 'open' && one.startsAt > now);
  const terms = await termsOfCourse(ctx, course);
  const teaches = (user: string, date: Session) => date.trainer === user && !hasSeat(date, user);
  const own = presses.map(({ actor }) => open.filter((one) => isFor(actor, one) && !teaches(actor.user, one)));
  const users = presses.map((one) => one.actor.user);
  const asking = presses.filter((one) => !one.isMeant).map((one) => one.actor.user);
  const firsts = new Map(own.flatMap(([first]) => (first === undefined ? [] : [[first._id, first] as const])));
  const [invited, lacking, clashing] = await Promise.all([
    Promise.all([...firsts].map(async ([id, first]) => [id, await invitedTo(ctx, first, users)] as const)),
    missingFor(ctx, terms, users),
    clashesWith(ctx, asking, open),
  ]);
  const invitedBy = new Map(invited);
  return presses.map(({ actor: { user }, isMeant }, nth) => {
    const dates = own[nth] ?? [];
    const [first] = dates;
    if (first === undefined) return new UserError(open.some((one) => teaches(user, one)) ? WORDS.youTeach : WORDS.over);
    if (invitedBy.get(first._id)?.has(user) !== true) return new UserError(WORDS.notInvited);
    const isOn = (date: Session) => hasSeat(date, user);
    if (!dates.some(isOn) && lacking.has(user)) return new UserError(lackingSentence(lacking.get(user)));
    if (terms.needed === 'one' && dates.length > 1) return new UserError(WORDS.chooseOne);
    const missing = dates.filter((one) => !isOn(one));
    const clashes = clashesOf(clashing, user, missing).filter((one) => one.course !== course);
    return { dates, clashes: isMeant ? [] : clashes };
  });
}

/** Date by date, all of them in one order. A date that was cancelled meanwhile is left out. @returns the dates by id */
async function seatAll(
  ctx: Context,
  going: readonly { user: string; dates: readonly Session[] }[],
): Promise<Map<string, Session>> {
  const done = new Map<string, Session>();
  const ids = new Set(going.flatMap((one) => one.dates.map(({ _id }) => _id)));
  for (const id of ids)
    try {
      const here = going.filter((one) => one.dates.some(({ _id }) => _id === id));
      const steps = here.map(({ user }) => ({ do: 'sign-up', member: user }) as const);
      done.set(id, (await moveAll(ctx, id, steps)).gathering);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
    }
  return done;
}

/** Does it while no other process does it for this course. @throws UserError when others were first too often */
async function alone<T>(ctx: Context, course: string, work: () => Promise<T>): Promise<T> {
  const { workspace } = ctx;
  for (let tries = 0; tries < TRIES; tries++) {
    const joining = clock.now();
    const isFree = {
      $or: [{ joining: { $exists: false } }, { joining: { $lt: new Date(joining.getTime() - LEASE_MS) } }],
    };
    const taken = await courses(ctx).updateOne({ workspace, _id: course, ...isFree }, { $set: { joining } });
    if (taken.modifiedCount === 0) {
      await setTimeout(TRY_MS);
      continue;
    }
    try {
      return await work();
    } finally {
      await courses(ctx).updateOne({ workspace, _id: course, joining }, { $unset: { joining: 1 } });
    }
  }
  throw new UserError(WORDS.busy);
}
