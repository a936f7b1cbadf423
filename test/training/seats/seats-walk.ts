import fc from 'fast-check';
import { WORDS } from '../../../src/features/training/messages/words.ts';
import type { Session } from '../../../src/features/training/model.ts';
import type { Move, Seat } from '../../../src/gatherings/rules/seats.ts';
import type { Bilingual } from '../../../src/lib/language.ts';
import { PEOPLE } from '../../helpers/workplace.ts';

/*
 * The random walks of `stored-seats.test.ts`: which steps there are, and what a step means for the session that there is.
 */

export const HOUR = 3_600_000;
const MINUTE = 60_000;
export const BEGIN = new Date('2026-03-02T09:00:00+08:00');
export const MEMBERS = [PEOPLE.officer, PEOPLE.chen, PEOPLE.li, PEOPLE.maria, PEOPLE.zhao, 'U0QH2003'];

/** The hour of the walk, for whoever moves it and whoever reads it. */
export const moved = { now: BEGIN };

type Step =
  | { do: 'sign-up' | 'withdraw' | 'accept' | 'decline'; nth: number }
  /** `isOld`: the officer has a version before them that is not the present one. */
  | { do: 'resize'; capacity: number | undefined; isOld: boolean }
  | { do: 'reschedule'; minutes: number }
  /** The clock goes to where the first offer is over. */
  | { do: 'expire' }
  | { do: 'cancel' | 'tick' | 'restart' };

/** A step as it concerns the session that there is. */
export type Deed =
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
export const FIRST_FOUR = [0, 1, 2, 3].map((nth) => ({
  step: { do: 'sign-up', nth } as const,
  minutes: nth,
  process: nth % 2,
  dies: false,
}));
export const walk = fc.record({
  turns: fc.array(anyTurn, { minLength: 10, maxLength: 22 }),
  capacity: fc.integer({ min: 1, max: 2 }),
  hours: fc.constantFrom(8, 30, 60, 96),
});

export const isOffered = ({ state }: Seat) => state === 'offered';
export const isPassed = (one: Seat) => one.until !== undefined && one.until <= moved.now;
export const seqsOf = ({ seats }: Session) => new Set(seats.map(({ seq }) => seq));

/** When the step is done. */
export function hourOf(step: Step, minutes: number, { seats }: Session): Date {
  const next = moved.now.getTime() + minutes * MINUTE;
  const ends = step.do === 'expire' ? seats.flatMap(({ until }) => until?.getTime() ?? []) : [];
  return new Date(ends.length === 0 ? next : Math.max(next, Math.min(...ends)));
}

export function deedOf(step: Step, { seats, startsAt, capacity }: Session): Deed {
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
      return { do: 'change', startsAt: new Date(moved.now.getTime() + step.minutes * MINUTE), capacity, isOld: false };
    case 'expire':
      return { do: 'tick' };
    default:
      return step;
  }
}

/** What a deed means for the seats: nothing where it is refused before anybody looks at them. */
export function movesOf(deed: Deed, before: Session): Move[] {
  if (before.state !== 'open') return [];
  const isMoved = deed.do === 'change' && deed.startsAt.getTime() !== before.startsAt.getTime();
  switch (deed.do) {
    case 'withdraw':
      return before.startsAt <= moved.now ? [] : [deed];
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
export function refusalOf(deed: Deed, before: Session, outcome: string | undefined): Bilingual | undefined {
  if (deed.do === 'withdraw' && before.startsAt <= moved.now) return WORDS.begun;
  if (deed.do === 'tick' || deed.do === 'restart') return undefined;
  // Said once more by the same officer, it is done.
  if (deed.do === 'cancel') return before.state === 'closed' ? WORDS.overNow : undefined;
  if (deed.do === 'change' && before.state !== 'open') return WORDS.overNow;
  if (deed.do === 'change' && deed.isOld) return undefined;
  if (before.state !== 'open') return WORDS.notOpen;
  return outcome === 'over' ? WORDS.over : outcome === 'no-seat' ? WORDS.noSeat : undefined;
}
