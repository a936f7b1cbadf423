import fc from 'fast-check';
import { expect } from 'vitest';
import { validateBlocks, validateView } from '../../playground/server/validate/payload.ts';
import type { Message } from '../../src/bot/draw/block-kit.ts';
import type { Shown } from '../../src/features/training/card/service/present.ts';
import { ASPECTS } from '../../src/features/training/feedback/rules.ts';
import { QUIZ_STAGES, type QuizTry } from '../../src/features/training/quiz/rules.ts';
import type { QuizShown } from '../../src/features/training/quiz/views.ts';
import { KINDS } from '../../src/features/training/rules/kinds.ts';
import { NEEDED } from '../../src/features/training/rules/terms.ts';
import { STAGES } from '../../src/features/training/study/rules.ts';
import type { StudyShown } from '../../src/features/training/study/service/lists.ts';
import { GRADES, type Opinion } from '../../src/gatherings/opinions/rules.ts';
import type { People, Person } from '../../src/gatherings/people/people.ts';
import { RUNGS } from '../../src/gatherings/rules/ladder.ts';
import { MARKS } from '../../src/gatherings/rules/marks.ts';
import { SEAT_STATES } from '../../src/gatherings/rules/seats.ts';
import { STATES } from '../../src/gatherings/rules/wake.ts';
import { COMMANDS, hostileWords, mrkdwnIn } from '../helpers/hostile-words.ts';

const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });
export const now = new Date('2026-03-09T01:00:00Z');
export const startsAt = new Date('2026-03-11T06:00:00Z');
export const endsAt = new Date('2026-03-11T08:00:00Z');

export const anySession: fc.Arbitrary<Shown> = fc.record({
  id: fc.constant('0123456789abcdef-0'),
  course: fc.constant('0123456789abcdef'),
  version: fc.nat(9),

  index: fc.nat(3),
  count: fc.constantFrom(1, 4),
  kind: fc.constantFrom(...KINDS),
  state: fc.constantFrom(...STATES),
  topic: hostileWords(120),
  about: hostileWords(1_500),
  where: hostileWords(200),
  reason: hostileWords(300),
  startsAt: fc.constant(startsAt),
  endsAt: fc.constant(endsAt),
  trainer: hostileWords(80),
  minutes: fc.nat(1440),
  link: fc.constantFrom('', 'https://example.com/a?b=1'),
  materials: fc.array(
    fc.record({ title: hostileWords(80), link: fc.webUrl({ validSchemes: ['https'], withQueryParameters: true }) }),
    { maxLength: 5 },
  ),
  capacity: maybe(fc.integer({ min: 1, max: 2_000 })),
  taken: fc.nat(99),
  free: fc.nat(5),
  inLine: fc.nat(9),
  own: maybe(
    fc.record({
      state: fc.constantFrom(...SEAT_STATES),
      must: fc.boolean(),
      place: fc.nat(9),
      guests: fc.nat(3),
      until: fc.constant(new Date('2026-03-09T13:00:00Z')),
    }),
  ),
  mark: maybe(fc.constantFrom(...MARKS)),
  isOnDuty: fc.boolean(),
  isCodeTime: fc.boolean(),
  isRollTime: fc.boolean(),
  mayCallRoll: fc.boolean(),
  isTrainer: fc.boolean(),
  isAffair: fc.boolean(),
  reminders: fc.subarray([...RUNGS]),
  ofCourse: fc.record({
    needed: fc.constantFrom(...NEEDED),
    elsewhere: maybe(fc.constant({ startsAt, endsAt })),
    attended: maybe(fc.constant({ startsAt, endsAt })),
    makesUp: fc.array(fc.constant({ startsAt, endsAt }), { maxLength: 3 }),
    shift: maybe(hostileWords(60)),
    missing: fc.array(
      fc.oneof(
        fc.record({
          what: fc.constant('course' as const),
          course: fc.constant('c'),
          topic: fc.record({ zh: hostileWords(120), en: hostileWords(120) }),
        }),
        fc.constant({ what: 'points' as const, needed: 100, has: 20 }),
      ),
      { maxLength: 3 },
    ),
  }),
}) as fc.Arbitrary<Shown>;

const at = fc.constantFrom(now, startsAt, endsAt);
export const anyStudy: fc.Arbitrary<StudyShown> = fc.record({
  id: fc.constant('0123456789abcdef'),
  topic: hostileWords(120),
  about: hostileWords(1_500),
  link: fc.constant('https://example.com/a?b=1&c=2'),
  minutes: fc.nat(240),
  counts: fc.nat(1440),
  until: at,
  finishBy: at,
  rev: fc.nat(9),
  stage: fc.constantFrom(...STAGES),
  hint: hostileWords(300),
  beganAt: maybe(at),
  readyAt: maybe(at),
  againAt: maybe(at),
  passedAt: maybe(at),
  question: fc.record({
    words: hostileWords(700),
    options: fc.array(hostileWords(150), { minLength: 2, maxLength: 5 }),
  }),
});
const anyTry: fc.Arbitrary<QuizTry> = fc.record({
  day: fc.constant('2026-03-09'),
  pass: fc.integer({ min: 1, max: 100 }),
  asked: fc.array(
    fc.record({
      id: fc.constant('q'),
      words: hostileWords(700),
      options: fc.array(hostileWords(150), { minLength: 5, maxLength: 5 }),
      right: fc.nat(4),
      why: hostileWords(2_000),
    }),
    { minLength: 1, maxLength: 10 },
  ),
  given: fc.array(fc.nat(4), { maxLength: 10 }),
  finishedAt: fc.constant(now),
});
export const anyQuiz: fc.Arbitrary<QuizShown> = fc
  .record({
    course: fc.constant('0123456789abcdef'),
    topic: hostileWords(120),
    stage: fc.constantFrom(...QUIZ_STAGES),
    terms: fc.record({ count: fc.nat(10), pass: fc.nat(100), name: hostileWords(60) }),
    tries: fc.array(anyTry, { maxLength: 2 }),
  })
  .map((quiz) => ({
    ...quiz,
    // Whoever is still asked has a question left.
    tries: quiz.tries.map((one) => ({
      ...one,
      given: one.given.slice(0, one.asked.length - (quiz.stage === 'asking' ? 1 : 0)),
    })),
  }));
export const someQuizzes = fc.array(anyQuiz, { maxLength: 5 });
export const someStudies = fc.record({
  found: fc.array(anyStudy, { maxLength: 5 }),
  page: fc.integer({ min: 1, max: 3 }),
  hasMore: fc.boolean(),
});
export const anyOpinion: fc.Arbitrary<Opinion> = fc.record({
  grades: fc.dictionary(fc.constantFrom(...ASPECTS), fc.constantFrom(...GRADES)),
  words: maybe(hostileWords(500)),
});

export const names = fc.array(hostileWords(60), { maxLength: 80 });

/** These names in each list of a session's people; everybody has withdrawn, too, and said why. */
export function peopleNamed(all: readonly string[]): People {
  const person = (name: string, nth: number): Person => ({
    member: `U${nth}`,
    name,
    employeeNumber: `E${nth}`,
    branch: name,
    team: name,
    guests: nth % 3,
    seat: undefined,
    place: nth,
    mark: MARKS[nth % MARKS.length],
    part: {
      workspace: 'T1',
      session: 'x',
      member: `U${nth}`,
      at: now,
      withdrawReason: `duty: ${name}`,
      wrong: 0,
      corrections: [],
    },
  });
  const list = all.map(person);
  return { held: list, line: list, came: list, missing: list, withdrawn: list };
}

export function fine({ text, blocks }: Message): void {
  expect(validateBlocks(blocks, 'message')).toEqual([]);
  expect(text.length).toBeLessThanOrEqual(4_000);
  expect(text.trim()).not.toBe('');
  expect(mrkdwnIn(blocks) + text).not.toMatch(COMMANDS);
}

export function fineView(view: Parameters<typeof validateView>[0] & { blocks: unknown }): void {
  expect(validateView(view)).toEqual([]);
  expect(mrkdwnIn(view.blocks)).not.toMatch(COMMANDS);
}
