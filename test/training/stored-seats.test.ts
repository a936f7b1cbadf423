import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { UserError } from '../../src/bot/errors.ts';
import type { Actor, Bilingual } from '../../src/bot/feature.ts';
import type { Context } from '../../src/context.ts';
import { deliveries } from '../../src/delivery/model.ts';
import { type Session, sessions } from '../../src/features/training/model.ts';
import { closesAt } from '../../src/features/training/rules/attendance.ts';
import { type Move, move, offerUntil, type Seat, seatsTaken } from '../../src/features/training/rules/seats.ts';
import { wakeAt } from '../../src/features/training/rules/wake.ts';
import { cancelSession, changeSession } from '../../src/features/training/service/change.ts';
import { factsOf } from '../../src/features/training/service/change-write.ts';
import { accept, signUp, withdraw } from '../../src/features/training/service/join.ts';
import { seatWrite } from '../../src/features/training/service/seat-write.ts';
import { tick } from '../../src/features/training/service/tick.ts';
import { writeSession } from '../../src/features/training/service/write.ts';
import { WORDS } from '../../src/features/training/words.ts';
import { clock } from '../../src/lib/clock.ts';
import { type OpenContext, openContext } from '../../src/start-context.ts';
import { actor } from '../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';
import { openCourseOf, sessionOf } from './classroom.ts';

/*
 * The rules of seats are tried in `seats.test.ts`. Here the same walk goes through the stored session: by the services that the
 * buttons call, in two processes of which either may be started anew or die before it has told what it has written.
 */

const HOUR = 3_600_000;
const MINUTE = 60_000;
const BEGIN = new Date('2026-03-02T09:00:00+08:00');
const MEMBERS = [PEOPLE.officer, PEOPLE.chen, PEOPLE.li, PEOPLE.maria, PEOPLE.zhao, 'U0QH2003'];

let work: Workplace;
let template: Session;
let who: Map<string, Actor>;
let now = BEGIN;
let made = 0;
beforeAll(async () => {
  work = await openWorkplace({ at: BEGIN.toISOString(), bot: 'http', isWorkerElsewhere: true });
  const startsAt = new Date('2026-03-10T14:00:00+08:00');
  const [one] = await openCourseOf(work, { facts: { startsAt, duration: 120, capacity: 2 } });
  if (one === undefined) throw new Error('no session');
  template = one;
  const all = await Promise.all([...MEMBERS, PEOPLE.admin].map((user) => actor(work, user)));
  who = new Map(all.map((person) => [person.user, person]));
  vi.spyOn(clock, 'now').mockImplementation(() => new Date(now));
});
afterAll(async () => {
  vi.restoreAllMocks();
  await work.close();
});

type Step =
  | { do: 'sign-up' | 'withdraw' | 'accept' | 'decline'; nth: number }
  /** `isOld`: the officer has a version before them that is not the present one. */
  | { do: 'resize'; capacity: number | undefined; isOld: boolean }
  | { do: 'reschedule'; minutes: number }
  /** The clock goes to where the first offer is over. */
  | { do: 'expire' }
  | { do: 'cancel' | 'tick' | 'restart' };

/** A step as it concerns the session that there is. */
type Deed =
  | { do: 'sign-up' | 'withdraw' | 'accept'; member: string }
  | { do: 'change'; startsAt: Date; capacity: number | undefined; isOld: boolean }
  | { do: 'cancel' | 'tick' | 'restart' };

const nth = fc.nat(MEMBERS.length - 1);
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 16, arbitrary: fc.record({ do: fc.constant('sign-up' as const), nth }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('withdraw' as const), nth }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constantFrom('accept' as const, 'decline' as const), nth }) },
  { weight: 3, arbitrary: fc.constant<Step>({ do: 'tick' }) },
  { weight: 5, arbitrary: fc.constant<Step>({ do: 'expire' }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('resize' as const),
      capacity: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined, freq: 8 }),
      isOld: fc.constantFrom(false, false, false, true),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('reschedule' as const),
      // Often so near that an offer ends with it.
      minutes: fc.oneof(fc.integer({ min: 10, max: 3 * 60 }), fc.integer({ min: 10, max: 60 * 60 })),
    }),
  },
  { weight: 3, arbitrary: fc.constant<Step>({ do: 'restart' }) },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'cancel' }) },
);
const anyTurn = fc.record({
  step: anyStep,
  minutes: fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: 0, max: 30 }) },
    { weight: 2, arbitrary: fc.integer({ min: 0, max: 7 * 60 }) },
  ),
  process: fc.nat(1),
  /** The process is killed when the seats are written and nobody has been told yet. */
  dies: fc.constantFrom(false, false, true),
});
/** So that there is a line from the beginning. */
const FIRST_FOUR = [0, 1, 2, 3].map((nth) => ({
  ...{ step: { do: 'sign-up', nth } as const, minutes: nth, process: nth % 2, dies: false },
}));
const walk = fc.record({
  turns: fc.array(anyTurn, { minLength: 10, maxLength: 22 }),
  capacity: fc.integer({ min: 1, max: 2 }),
  hours: fc.constantFrom(8, 30, 60, 96),
});

const isOffered = ({ state }: Seat) => state === 'offered';
const isPassed = (one: Seat) => one.until !== undefined && one.until <= now;
const seqsOf = ({ seats }: Session) => new Set(seats.map(({ seq }) => seq));

/** When the step is done. */
function hourOf(step: Step, minutes: number, { seats }: Session): Date {
  const next = now.getTime() + minutes * MINUTE;
  const ends = step.do === 'expire' ? seats.flatMap(({ until }) => until?.getTime() ?? []) : [];
  return new Date(ends.length === 0 ? next : Math.max(next, Math.min(...ends)));
}

function deedOf(step: Step, { seats, startsAt, capacity }: Session): Deed {
  // Rather one whom it can be about.
  const oneOf = (able: readonly string[], nth: number) => able[nth % able.length] ?? MEMBERS[nth] ?? '';
  switch (step.do) {
    case 'sign-up':
      return { do: 'sign-up', member: MEMBERS[step.nth] ?? '' };
    case 'withdraw': {
      const there = seats.map((one) => one.member);
      return { do: 'withdraw', member: oneOf(there, step.nth) };
    }
    case 'accept':
    case 'decline': {
      const offered = seats.filter(isOffered).map((one) => one.member);
      return { do: step.do === 'accept' ? 'accept' : 'withdraw', member: oneOf(offered, step.nth) };
    }
    case 'resize':
      return { do: 'change', startsAt, capacity: step.capacity, isOld: step.isOld };
    case 'reschedule':
      return { do: 'change', startsAt: new Date(now.getTime() + step.minutes * MINUTE), capacity, isOld: false };
    case 'expire':
      return { do: 'tick' };
    default:
      return step;
  }
}

/** What a deed means for the seats: nothing where it is refused before anybody looks at them. */
function movesOf(deed: Deed, before: Session): Move[] {
  if (before.state !== 'open') return [];
  const isMoved = deed.do === 'change' && deed.startsAt.getTime() !== before.startsAt.getTime();
  switch (deed.do) {
    case 'withdraw':
      return before.startsAt <= now ? [] : [deed];
    case 'sign-up':
    case 'accept':
      return [deed];
    case 'change':
      if (deed.isOld) return [];
      return [
        ...(isMoved ? [{ do: 'reschedule', startsAt: deed.startsAt } as const] : []),
        ...((deed.capacity ?? 0) === (before.capacity ?? 0)
          ? []
          : [{ do: 'resize', capacity: deed.capacity } as const]),
      ];
    case 'tick':
      return before.seats.some(isPassed) ? [{ do: 'expire' }] : [];
    default:
      return [];
  }
}

/** What whoever acts is told when it is refused. */
function refusalOf(deed: Deed, before: Session, outcome: string | undefined): Bilingual | undefined {
  if (deed.do === 'withdraw' && before.startsAt <= now) return WORDS.begun;
  if (deed.do === 'tick' || deed.do === 'restart' || deed.do === 'cancel') return undefined;
  if (deed.do === 'change' && deed.isOld) return undefined;
  if (before.state !== 'open') return WORDS.notOpen;
  return outcome === 'over' ? WORDS.over : outcome === 'no-seat' ? WORDS.noSeat : undefined;
}

async function does(ctx: Context, id: string, deed: Deed): Promise<unknown> {
  const person = 'member' in deed ? who.get(deed.member) : who.get(PEOPLE.admin);
  if (person === undefined) throw new Error('nobody');
  switch (deed.do) {
    case 'sign-up':
      return signUp(ctx, person, id, true);
    case 'withdraw':
      return withdraw(ctx, person, id, 'private');
    case 'accept':
      return accept(ctx, person, id);
    case 'change': {
      const present = await sessionOf(work, id);
      const { startsAt, capacity } = deed;
      const to = { ...factsOf(present), startsAt, endsAt: new Date(startsAt.getTime() + 2 * HOUR), capacity };
      return changeSession(ctx, person, id, present.version - (deed.isOld ? 1 : 0), to);
    }
    case 'cancel':
      return cancelSession(ctx, person, id, '停电检修', false);
    default:
      // What passes to the next in one round is in the reminders of the following one.
      await tick(ctx);
      return tick(ctx);
  }
}

/** @returns what the person is told when it is refused */
async function refused(act: () => Promise<unknown>): Promise<Bilingual | undefined> {
  try {
    await act();
    return undefined;
  } catch (error) {
    if (error instanceof UserError) return error.said;
    throw error;
  }
}

/** Which notices there have to be, reckoned from the session before and after each step alone. */
class Notices {
  readonly due: string[] = [];
  /** What is written and not told yet. */
  #owed: { verb: 'offer' | 'passed'; member: string; seq: number }[] = [];

  follow(before: Session, after: Session, deed: Deed): void {
    const { _id: id } = after;
    // The clockwork tells what somebody has left before it does anything else.
    if (deed.do === 'tick') this.#tell(before);
    const [seqsBefore, seqsAfter] = [seqsOf(before), seqsOf(after)];
    const passed = before.seats.filter((one) => isPassed(one) && !seqsAfter.has(one.seq));
    const offered = after.seats.filter((one) => isOffered(one) && !seqsBefore.has(one.seq));
    this.#owed.push(
      ...passed.map(({ member, seq }) => ({ verb: 'passed' as const, member, seq })),
      ...offered.map(({ member, seq }) => ({ verb: 'offer' as const, member, seq })),
    );
    if (after.startsAt.getTime() !== before.startsAt.getTime() && before.seats.length > 0)
      this.due.push(...after.seats.map(({ member }) => `training.changed-${id}-${after.version} ${member}`));
    if (after.state === 'cancelled' && before.state === 'open') {
      this.#owed = [];
      this.due.push(...after.seats.map(({ member }) => `training.cancelled-${id} ${member}`));
    }
    if (after.news.length === 0) this.#tell(after);
  }

  #tell(session: Session): void {
    const standing = seqsOf(session);
    for (const { verb, member, seq } of this.#owed)
      if (verb === 'passed' || standing.has(seq)) this.due.push(`training.${verb}-${session._id}-${seq} ${member}`);
    this.#owed = [];
  }
}

async function noticesOf(id: string): Promise<string[]> {
  const kinds = ['training.offer', 'training.passed', 'training.changed', 'training.cancelled'];
  const found = await deliveries(work.ctx)
    .find({ kind: { $in: kinds }, 'params.session': id })
    .lean();
  return found.map((one) => `${one.notice} ${one.recipient}`).sort();
}

/** What holds of the stored seats, whatever was done. */
function expectOrder(before: Session, after: Session, moves: readonly Move[]): void {
  const { seats, capacity, startsAt } = after;
  const [takenBefore, taken] = [seatsTaken(before), seatsTaken(after)];
  if (typeof capacity === 'number' && after.state === 'open') {
    // Where an officer made it smaller than what is taken, nothing is added.
    expect(taken).toBeLessThanOrEqual(Math.max(capacity, takenBefore));
    if (capacity === before.capacity && takenBefore >= capacity) expect(taken).toBeLessThanOrEqual(takenBefore);
  }
  const members = seats.map((one) => one.member);
  expect(new Set(members).size).toBe(members.length);
  expect(new Set(seats.map((one) => one.seq)).size).toBe(seats.length);
  expect(seats.every((one) => one.seq <= after.seq)).toBe(true);
  // Who stays keeps the place and the hour of arrival; who comes stands behind all others.
  const placeOf = ({ member, at }: Seat) => `${member} ${at.toISOString()}`;
  const places = new Set(before.seats.map(placeOf));
  const [stay, come] = [
    seats.filter((one) => places.has(placeOf(one))),
    seats.filter((one) => !places.has(placeOf(one))),
  ];
  const left = new Set(seats.map(placeOf));
  expect(stay.map(placeOf)).toEqual(before.seats.map(placeOf).filter((one) => left.has(one)));
  expect(seats).toEqual([...stay, ...come]);
  const times = seats.map((one) => one.at.getTime());
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  // No offer overtakes who waits, and none outlives the start.
  const firstWaiting = seats.findIndex((one) => one.state === 'waiting');
  if (firstWaiting >= 0) expect(seats.findLastIndex(isOffered)).toBeLessThan(firstWaiting);
  for (const { state, until } of seats)
    expect(state === 'offered' ? until !== undefined && until <= startsAt : until === undefined).toBe(true);
  if (moves.length === 0 || after.state !== 'open') return;
  // Once anybody has looked: no offer stands that is over, and while offers are made no seat is empty beside a line.
  expect(seats.some(isPassed)).toBe(false);
  const isFree = typeof capacity !== 'number' || taken < capacity;
  if (offerUntil(now, startsAt) !== undefined && isFree) expect(firstWaiting).toBe(-1);
}

/** The session without what counts and dates its writes. */
function contentOf({ rev: _rev, updatedAt: _updatedAt, wakeAt: _wakeAt, ...rest }: Session) {
  return rest;
}

/** One write for what has changed and one for what has been told, no more. */
function expectCounted(before: Session, after: Session, deed: Deed, hasNews: boolean): void {
  expect(after.wakeAt).toEqual(wakeAt(after));
  const { news: _before, ...old } = contentOf(before);
  const { news: left, ...present } = contentOf(after);
  const isSame = JSON.stringify(old) === JSON.stringify(present);
  if (deed.do === 'tick') {
    if (isSame && before.news.length === left.length) expect(after).toEqual(before);
    else expect(after.rev).toBeGreaterThan(before.rev);
    return;
  }
  const isTold = left.length === 0 && hasNews;
  expect(after.rev - before.rev).toBe((isSame ? 0 : 1) + (isTold ? 1 : 0));
}

async function newSession(capacity: number, hours: number): Promise<Session> {
  // Sessions of other walks are at the same time: nobody may have a seat there.
  await sessions(work.ctx).deleteMany({});
  await deliveries(work.ctx).deleteMany({});
  const startsAt = new Date(now.getTime() + hours * HOUR);
  const times = { startsAt, endsAt: new Date(startsAt.getTime() + 2 * HOUR), createdAt: now, updatedAt: now };
  const fresh: Session = { ...template, _id: `walk-${made++}`, ...times, capacity };
  const at = wakeAt(fresh);
  await sessions(work.ctx).create({ ...fresh, ...(at === undefined ? {} : { wakeAt: at }) });
  return sessionOf(work, fresh._id);
}

/** Does one deed in one process, and again. @returns the session as it is stored then, and what the rules came to */
async function tried(ctx: Context, before: Session, deed: Deed, dies: boolean, notices: Notices) {
  const { _id: id } = before;
  const moves = movesOf(deed, before);
  const decided = seatWrite(before, moves, now);
  const isKilled = dies && 'member' in deed && moves.length > 0;
  const act = isKilled
    ? () => writeSession(ctx, id, (found, at) => seatWrite(found, moves, at).set)
    : () => does(ctx, id, deed);
  const said = await refused(act);
  const after = await sessionOf(work, id);
  notices.follow(before, after, deed);

  if (!isKilled) expect(said).toEqual(refusalOf(deed, before, decided.outcomes.at(-1)));
  // What is stored is what the rules say.
  const isOver = deed.do === 'tick' && before.state === 'open' && closesAt(before) <= now;
  const seats = moves.reduce((seating, step) => move(seating, step, now).seating, before as Parameters<typeof move>[0]);
  expect(after.seats).toEqual(isOver ? seats.seats.filter((one) => one.state === 'held') : seats.seats);
  expect(after.state).toBe(
    isOver ? 'closed' : deed.do === 'cancel' && before.state === 'open' ? 'cancelled' : before.state,
  );
  if (before.state !== 'open') expect(after.seats).toEqual(before.seats);
  expectOrder(before, after, moves);
  const isNews = (decided.set?.news?.length ?? 0) > 0 || (moves.length > 0 && before.news.length > 0);
  const isChanged = moves.some((one) => one.do === 'reschedule') && before.seats.length > 0;
  const isCancelled = after.state === 'cancelled' && before.state === 'open';
  expectCounted(before, after, deed, isCancelled ? before.seats.length > 0 : isNews || isChanged);
  expect(await noticesOf(id)).toEqual(notices.due.toSorted());

  // Done twice, it is done once.
  await refused(act);
  expect(await sessionOf(work, id)).toEqual(after);
  expect(await noticesOf(id)).toEqual(notices.due.toSorted());
  return { after, outcome: said === undefined ? (decided.outcomes.at(-1) ?? 'nothing') : 'refused' };
}

describe('the stored seats of a session', { timeout: 300_000 }, () => {
  it('keep capacity and order, and each is told once, whatever is done in whichever process', async () => {
    const processes = await Promise.all([1, 2].map(() => openContext(work.ctx.config, 'worker')));
    const happened = new Set<string>();
    try {
      await fc.assert(
        fc.asyncProperty(walk, async ({ turns, capacity, hours }) => {
          now = BEGIN;
          let session = await newSession(capacity, hours);
          const notices = new Notices();
          for (const { step, minutes, process, dies } of [...FIRST_FOUR, ...turns]) {
            now = hourOf(step, minutes, session);
            const deed = deedOf(step, session);
            if (deed.do === 'restart') {
              await processes[process]?.close();
              processes[process] = await openContext(work.ctx.config, 'worker');
              continue;
            }
            const { ctx } = processes[process] as OpenContext;
            const { after, outcome } = await tried(ctx, session, deed, dies, notices);
            happened.add(`${deed.do} ${outcome}`).add(after.state);
            for (const notice of notices.due) happened.add(notice.split('-', 1)[0] ?? '');
            if (after.news.length > 0) happened.add('untold');
            session = after;
          }
          // Whatever was left untold is told by the clockwork.
          const { ctx } = processes[0] as OpenContext;
          const { after } = await tried(ctx, session, { do: 'tick' }, false, notices);
          expect(after.news).toEqual([]);
        }),
        { numRuns: 20 },
      );
    } finally {
      await Promise.all(processes.map((one) => one.close()));
    }
    // The walks have been everywhere.
    const often = ['sign-up held', 'sign-up waiting', 'sign-up refused', 'withdraw out', 'withdraw refused'];
    often.push('accept held', 'accept refused', 'tick done', 'change done', 'open', 'cancelled', 'closed', 'untold');
    often.push('training.offer', 'training.passed', 'training.changed', 'training.cancelled');
    expect(often.filter((one) => !happened.has(one))).toEqual([]);
  });
});
