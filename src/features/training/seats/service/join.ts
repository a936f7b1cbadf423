import type { Actor, Bilingual } from '../../../../bot/feature.ts';
import { UserError } from '../../../../bot/routing/errors.ts';
import type { Context } from '../../../../context.ts';
import { clock } from '../../../../lib/clock.ts';
import { gather } from '../../../../lib/lists/gather.ts';
import { attendedBy, datesThatCount } from '../../attendance/service/attended.ts';
import { UNMARKED } from '../../attendance/service/void-marks.ts';
import { termsOfCourse } from '../../course/service/terms-of.ts';
import { WORDS } from '../../messages/words.ts';
import { enrolments, type Session } from '../../model.ts';
import type { NamedMissing } from '../../prerequisites/rules.ts';
import { missingFor } from '../../prerequisites/service/prerequisites.ts';
import { missingSentence } from '../../prerequisites/words.ts';
import { datesOf, hasSeat, invitedTo, presentSession } from '../../session/service/sessions.ts';
import { clashesOf, clashesWith } from './clashes.ts';
import { inGroups } from './in-groups.ts';
import { heldElsewhere } from './one-date.ts';
import { moveAll, moveSeat, type Seated } from './seats.ts';

/**
 * A seat, a place in the line, or first the question whether it is meant although the person is elsewhere then, or has a seat on
 * another date of a course of which one is enough.
 */
export type Joined = Seated | { session: Session; clashes: Session[]; held: Session | undefined };

interface Press {
  session: string;
  user: string;
  isMeant: boolean;
}

/** Presses keep the order in which they came: what has to be looked up is looked up for all of a moment at once. */
const joinTogether = gather((ctx: Context, presses: readonly Press[]) =>
  inGroups(
    presses,
    (one) => one.session,
    (session, own) => joinOne(ctx, session, own),
  ),
);

async function joinOne(ctx: Context, id: string, presses: readonly Press[]): Promise<(Joined | UserError)[]> {
  const session = await presentSession(ctx, id);
  const users = presses.map((one) => one.user);
  const asking = presses.filter((one) => !one.isMeant && session.state === 'open').map((one) => one.user);
  const terms = await termsOfCourse(ctx, session.course);
  const isAlone = terms.needed === 'one' && session.count > 1;
  const [invited, clashing, held, attended, lacking] = await Promise.all([
    invitedTo(ctx, session, users),
    clashesWith(ctx, asking, [session]),
    isAlone ? heldElsewhere(ctx, session, users) : new Map<string, Session>(),
    isAlone ? attendedBy(ctx, await datesThatCount(ctx, [session.course]), users) : new Map<string, unknown>(),
    missingFor(ctx, terms, users),
  ]);
  const before = presses.map(({ user, isMeant }) => {
    const own = session.seats.find((one) => one.member === user);
    if (!invited.has(user)) return new UserError(WORDS.notInvited);
    if (own === undefined && session.trainer === user) return new UserError(WORDS.youTeach);
    if (own === undefined && attended.has(user)) return new UserError(WORDS.attendedOne);
    if (own === undefined && lacking.has(user)) return new UserError(lackingSentence(lacking.get(user)));
    if (isMeant) return undefined;
    const other = own?.state === 'held' ? undefined : held.get(user);
    const clashes = clashesOf(clashing, user, [session]).filter((one) => one._id !== other?._id);
    return clashes.length === 0 && other === undefined ? undefined : { session, clashes, held: other };
  });
  const steps = presses
    .filter((_, nth) => before[nth] === undefined)
    .map(({ user }) => {
      const must = held.get(user)?.seats.find((one) => one.member === user)?.must === true;
      return { do: 'sign-up', member: user, alone: isAlone, must } as const;
    });
  const done = steps.length === 0 ? { session, outcomes: [] } : await moveAll(ctx, id, steps);
  const outcomes = done.outcomes.values();
  return before.map((one) => {
    if (one !== undefined) return one;
    const outcome = outcomes.next().value ?? 'over';
    return outcome === 'over' ? new UserError(WORDS.over) : { session: done.session, outcome };
  });
}

/** What somebody lacks, as a refusal. */
export function lackingSentence(missing: readonly NamedMissing[] = []): Bilingual {
  const said = missing.map(missingSentence);
  return { zh: said.map((one) => one.zh).join(''), en: said.map((one) => one.en).join(' ') };
}

/**
 * Signs a person up. Twice is once.
 * @param isMeant although they have a seat in another session at that time
 * @throws UserError when it is not for them, or over
 */
export async function signUp(
  ctx: Context,
  { user }: Pick<Actor, 'user'>,
  session: string,
  isMeant: boolean,
): Promise<Joined> {
  const joined = await joinTogether(ctx, { session, user, isMeant });
  if (joined instanceof UserError) throw joined;
  return joined;
}

/**
 * Takes an offered seat, or asks first: since they began to wait they may have taken a seat in another session at that time.
 * Signing up although it is so takes the seat.
 * @throws UserError when it has gone to the next
 */
export async function accept(
  ctx: Context,
  actor: Actor,
  id: string,
): Promise<Seated | { session: Session; clashes: Session[] }> {
  const session = await presentSession(ctx, id);
  const { course, count } = session;
  const clashes = await clashesOfOffers(ctx, actor.user, [session]);
  if (clashes.length > 0) return { session, clashes };
  const alone = count > 1 && (await termsOfCourse(ctx, course)).needed === 'one';
  const done = await moveSeat(ctx, id, { do: 'accept', member: actor.user, alone });
  if (done.outcome === 'no-seat') throw new UserError(WORDS.noSeat);
  return done;
}

/** Takes the offered seats of all dates of a course to come, or asks first. @throws UserError when all of them have gone to the next */
export async function acceptAll(
  ctx: Context,
  { user }: Actor,
  course: string,
): Promise<{ dates: Session[]; clashes: Session[] }> {
  const own = await ownDates(ctx, course, user);
  const clashes = await clashesOfOffers(ctx, user, own);
  if (clashes.length > 0) return { dates: own, clashes };
  const dates: Session[] = [];
  for (const { _id } of own) {
    const { session, outcome } = await moveSeat(ctx, _id, { do: 'accept', member: user });
    if (outcome !== 'no-seat') dates.push(session);
  }
  if (dates.length === 0) throw new UserError(WORDS.noSeat);
  return { dates, clashes };
}

/** What else somebody has a seat in at the time of what is offered to them; other dates of the same course make room by themselves. */
async function clashesOfOffers(ctx: Context, user: string, dates: readonly Session[]): Promise<Session[]> {
  const offered = dates.filter((one) => one.seats.some(({ member, state }) => member === user && state === 'offered'));
  const found = await clashesWith(ctx, [user], offered);
  return found.filter((one) => one.course !== offered[0]?.course);
}

/** The dates of a course to come on which somebody has a seat, an offer or a place in the line. */
async function ownDates(ctx: Context, course: string, user: string): Promise<Session[]> {
  const now = clock.now();
  return (await datesOf(ctx, course)).filter(
    (one) => one.state === 'open' && one.startsAt > now && one.seats.some(({ member }) => member === user),
  );
}

/**
 * Gives back a seat, an offer or a place in the line; the reason is kept for the officers.
 * @throws UserError when the session has begun
 */
export async function withdraw(ctx: Context, actor: Actor, id: string, reason: string): Promise<Session> {
  const session = await presentSession(ctx, id);
  const { startsAt, state } = session;
  if (startsAt <= clock.now()) throw new UserError(WORDS.begun);
  if (state !== 'open') throw new UserError(WORDS.notOpen);
  if (!hasSeat(session, actor.user)) return session;
  // Before the seat is given back: whoever dies between has told why, and presses again.
  await enrolments(ctx).updateOne(
    { workspace: ctx.workspace, session: id, member: actor.user },
    {
      $set: { withdrawnAt: clock.now(), withdrawReason: reason },
      // The code may have been typed already.
      $unset: UNMARKED,
      $setOnInsert: { at: startsAt, wrong: 0, corrections: [] },
    },
    { upsert: true },
  );
  return (await moveSeat(ctx, id, { do: 'withdraw', member: actor.user })).session;
}

/**
 * Gives back every seat, offer and place in a line of a course's dates to come, with one reason.
 * @returns the session where it was asked for
 */
export async function withdrawFromAll(ctx: Context, actor: Actor, id: string, reason: string): Promise<Session> {
  const { course, startsAt } = await presentSession(ctx, id);
  if (startsAt <= clock.now()) throw new UserError(WORDS.begun);
  for (const { _id } of await ownDates(ctx, course, actor.user))
    if (_id !== id) await withdraw(ctx, actor, _id, reason);
  return withdraw(ctx, actor, id, reason);
}

/** Who must come says that it is understood. */
export async function understand(ctx: Context, actor: Actor, id: string): Promise<Session> {
  return (await moveSeat(ctx, id, { do: 'understand', member: actor.user })).session;
}

/** Who must come says so of all dates to come of a course at once; what was said before stays. */
export async function understandAll(ctx: Context, actor: Actor, course: string): Promise<void> {
  const isNew = ({ seats }: Session) =>
    seats.some((one) => one.member === actor.user && one.must === true && one.seenAt === undefined);
  const dates = (await ownDates(ctx, course, actor.user)).filter(isNew);
  await Promise.all(dates.map(({ _id }) => understand(ctx, actor, _id)));
}
