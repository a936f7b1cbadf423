import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { validateBlocks, validateView } from '../../playground/server/validate/payload.ts';
import { LOCALES, type Message } from '../../src/bot/feature.ts';
import { cardMessage } from '../../src/features/training/card-views.ts';
import { conflictNote } from '../../src/features/training/conflict-views.ts';
import { coursePageModal, draftPageModal } from '../../src/features/training/course-page-views.ts';
import { courseMessage, datesModal } from '../../src/features/training/course-views.ts';
import { digestMessage } from '../../src/features/training/digest-views.ts';
import {
  feedbackMessage,
  feedbackModal,
  feedbackTwins,
  wordsModal,
} from '../../src/features/training/feedback-views.ts';
import {
  addModal,
  cancelModal,
  changeModal,
  codeModal,
  draftModal,
  leaveModal,
  markModal,
} from '../../src/features/training/form-views.ts';
import { homeBlocks, mineMessage, officeMessage } from '../../src/features/training/list-views.ts';
import { materialsMessage, materialsModal, pastModal } from '../../src/features/training/materials-views.ts';
import {
  absentMessage,
  cancelledMessage,
  changedMessage,
  handoverMessage,
  markedMessage,
  offerMessage,
  passedMessage,
  reminderMessage,
} from '../../src/features/training/notice-views.ts';
import { officerMessages } from '../../src/features/training/officer-messages.ts';
import { sessionModal } from '../../src/features/training/page-views.ts';
import { type QuizShown, quizMessage, quizModal, quizResultsModal } from '../../src/features/training/quiz-views.ts';
import { rollModal } from '../../src/features/training/roll-views.ts';
import { MARKS } from '../../src/features/training/rules/attendance.ts';
import { ASPECTS, GRADES, type Opinion, tallyOf } from '../../src/features/training/rules/feedback.ts';
import { KINDS, STATES } from '../../src/features/training/rules/kinds.ts';
import { FIELDS } from '../../src/features/training/rules/plan.ts';
import { QUIZ_STAGES, type QuizTry } from '../../src/features/training/rules/quiz.ts';
import { RUNGS } from '../../src/features/training/rules/reminders.ts';
import { SEAT_STATES } from '../../src/features/training/rules/seats.ts';
import { STAGES } from '../../src/features/training/rules/study.ts';
import { NEEDED } from '../../src/features/training/rules/terms.ts';
import type { Shown } from '../../src/features/training/service/present.ts';
import type { StudyShown } from '../../src/features/training/service/study-lists.ts';
import { studyPageModal } from '../../src/features/training/study-page-views.ts';
import { studyMessage, studyModal } from '../../src/features/training/study-views.ts';
import { termsModal } from '../../src/features/training/terms-views.ts';
import {
  cancelledDatesMessage,
  changedDatesMessage,
  offersMessage,
  passedDatesMessage,
} from '../../src/features/training/together-views.ts';
import { COMMANDS, hostileWords, mrkdwnIn } from '../helpers/hostile-words.ts';

const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });
const now = new Date('2026-03-09T01:00:00Z');
const startsAt = new Date('2026-03-11T06:00:00Z');
const endsAt = new Date('2026-03-11T08:00:00Z');

const anySession: fc.Arbitrary<Shown> = fc.record({
  ...{ id: fc.constant('0123456789abcdef-0'), course: fc.constant('0123456789abcdef'), version: fc.nat(9) },
  ...{
    index: fc.nat(3),
    count: fc.constantFrom(1, 4),
    kind: fc.constantFrom(...KINDS),
    state: fc.constantFrom(...STATES),
  },
  ...{ topic: hostileWords(120), about: hostileWords(1_500), where: hostileWords(200), reason: hostileWords(300) },
  ...{ startsAt: fc.constant(startsAt), endsAt: fc.constant(endsAt), trainer: hostileWords(80), minutes: fc.nat(1440) },
  link: fc.constantFrom('', 'https://example.com/a?b=1'),
  materials: fc.array(
    fc.record({ title: hostileWords(80), link: fc.webUrl({ validSchemes: ['https'], withQueryParameters: true }) }),
    { maxLength: 5 },
  ),
  ...{ capacity: maybe(fc.integer({ min: 1, max: 2_000 })), taken: fc.nat(99), free: fc.nat(5), inLine: fc.nat(9) },
  own: maybe(
    fc.record({
      ...{ state: fc.constantFrom(...SEAT_STATES), must: fc.boolean(), place: fc.nat(9) },
      until: fc.constant(new Date('2026-03-09T13:00:00Z')),
    }),
  ),
  mark: maybe(fc.constantFrom(...MARKS)),
  ...{ isOnDuty: fc.boolean(), isCodeTime: fc.boolean(), mayCallRoll: fc.boolean() },
  ...{ isTrainer: fc.boolean(), isAffair: fc.boolean(), reminders: fc.subarray([...RUNGS]) },
  ofCourse: fc.record({
    needed: fc.constantFrom(...NEEDED),
    elsewhere: maybe(fc.constant({ startsAt, endsAt })),
    attended: maybe(fc.constant({ startsAt, endsAt })),
    makesUp: fc.array(fc.constant({ startsAt, endsAt }), { maxLength: 3 }),
    shift: maybe(hostileWords(60)),
    missing: fc.array(
      fc.oneof(
        fc.record({ what: fc.constant('course' as const), course: fc.constant('c'), topic: hostileWords(120) }),
        fc.constant({ what: 'points' as const, needed: 100, has: 20 }),
      ),
      { maxLength: 3 },
    ),
  }),
}) as fc.Arbitrary<Shown>;

const at = fc.constantFrom(now, startsAt, endsAt);
const anyStudy: fc.Arbitrary<StudyShown> = fc.record({
  ...{ id: fc.constant('0123456789abcdef'), topic: hostileWords(120), about: hostileWords(1_500) },
  ...{ link: fc.constant('https://example.com/a?b=1&c=2'), minutes: fc.nat(240), counts: fc.nat(1440) },
  ...{ until: at, finishBy: at, rev: fc.nat(9), stage: fc.constantFrom(...STAGES), hint: hostileWords(300) },
  ...{ beganAt: maybe(at), readyAt: maybe(at), againAt: maybe(at), passedAt: maybe(at) },
  question: fc.record({
    words: hostileWords(700),
    options: fc.array(hostileWords(150), { minLength: 2, maxLength: 5 }),
  }),
});
const anyTry: fc.Arbitrary<QuizTry> = fc.record({
  ...{ day: fc.constant('2026-03-09'), pass: fc.integer({ min: 1, max: 100 }) },
  asked: fc.array(
    fc.record({
      ...{
        id: fc.constant('q'),
        words: hostileWords(700),
        options: fc.array(hostileWords(150), { minLength: 5, maxLength: 5 }),
      },
      ...{ right: fc.nat(4), why: hostileWords(2_000) },
    }),
    { minLength: 1, maxLength: 10 },
  ),
  given: fc.array(fc.nat(4), { maxLength: 10 }),
  finishedAt: fc.constant(now),
});
const anyQuiz: fc.Arbitrary<QuizShown> = fc
  .record({
    ...{ course: fc.constant('0123456789abcdef'), topic: hostileWords(120), stage: fc.constantFrom(...QUIZ_STAGES) },
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
const someQuizzes = fc.array(anyQuiz, { maxLength: 5 });
const someStudies = fc.array(anyStudy, { maxLength: 5 });
const anyOpinion: fc.Arbitrary<Opinion> = fc.record({
  grades: fc.dictionary(fc.constantFrom(...ASPECTS), fc.constantFrom(...GRADES)),
  words: maybe(hostileWords(500)),
});

const names = fc.array(hostileWords(60), { maxLength: 80 });

function fine({ text, blocks }: Message): void {
  expect(validateBlocks(blocks, 'message')).toEqual([]);
  expect(text.length).toBeLessThanOrEqual(4_000);
  expect(text.trim()).not.toBe('');
  expect(mrkdwnIn(blocks) + text).not.toMatch(COMMANDS);
}

function fineView(view: Parameters<typeof validateView>[0] & { blocks: unknown }): void {
  expect(validateView(view)).toEqual([]);
  expect(mrkdwnIn(view.blocks)).not.toMatch(COMMANDS);
}

describe.each(LOCALES)('in %s, at worst,', (locale) => {
  const reader = { locale, tz: 'Asia/Shanghai', now };

  test('messages are harmless and inside Slack’s limits, and their text says the same', () => {
    fc.assert(
      fc.property(
        anySession,
        fc.array(anySession, { maxLength: 20 }),
        hostileWords(300),
        someStudies,
        someQuizzes,
        (one, others, words, studies, quizzes) => {
          const note = 'done';
          fine(cardMessage(reader, one));
          fine(cardMessage(reader, one, { lead: note, note, clashes: others.slice(0, 3), held: others[0] }));
          fine(courseMessage(reader, [one, ...others]));
          fine(courseMessage(reader, [one, ...others], { note, clashes: others }));
          fine(offersMessage(reader, [one, ...others], endsAt));
          fine(passedDatesMessage(reader, [one, ...others]));
          fine(cancelledDatesMessage(reader, [one, ...others]));
          const line = { field: 'where' as const, before: one.where, after: one.topic };
          fine(
            changedDatesMessage(
              reader,
              [one, ...others],
              [[line, { ...line, field: 'time', before: '8:00', after: '9:00' }]],
            ),
          );
          for (const rung of RUNGS) fine(reminderMessage(reader, one, rung));
          fine(offerMessage(reader, one, endsAt));
          fine(passedMessage(reader, one));
          fine(changedMessage(reader, one, [{ field: 'where', before: words, after: '' }]));
          fine(cancelledMessage(reader, one));
          fine(markedMessage(reader, one, words, 'late'));
          fine(absentMessage(reader, one));
          fine(handoverMessage(reader, one));
          fine(materialsMessage(reader, one));
          fine(digestMessage(reader, others, [one, ...others.slice(0, 4)]));
          const mine = {
            own: others,
            open: [one],
            taught: others.slice(0, 5),
            studies,
            quizzes,
            minutes: 135,
            studied: 30,
            isOfficer: true,
          };
          fine(mineMessage(reader, mine));
          expect(validateBlocks(homeBlocks(reader, mine), 'home')).toEqual([]);
          fine(officeMessage(reader, others, [{ id: 'x', topic: words }], studies));
        },
      ),
      { numRuns: 25 },
    );
  });

  test('feedback and self-study', () => {
    const opinions = fc.array(anyOpinion, { maxLength: 40 });
    fc.assert(
      fc.property(anySession, anyStudy, opinions, names, (one, study, said, people) => {
        for (const until of [now, endsAt]) fine(feedbackMessage(reader, one, said[0] ?? { grades: {} }, until));
        const page = { shown: one, attended: 50, ...tallyOf(said) };
        fineView(feedbackModal(reader, page, 0));
        fineView(feedbackModal(reader, page, 20));
        fine(feedbackTwins(reader, page).rich);
        fine(feedbackTwins(reader, page).plain);
        fineView(wordsModal(locale, 'x', '主题', said[0]?.words ?? ''));
        for (const answered of ['wrong', 'stale', undefined] as const) {
          const extras = { isTooEarly: true, ...(answered === undefined ? {} : { answered }) };
          fine(studyMessage(reader, study, extras));
          fineView(studyModal(reader, study, extras));
        }
        const affairs = { people: 9, began: 4, passed: people, faults: people.slice(0, 3).map(() => 'x') };
        for (const state of ['draft', 'published'] as const)
          fineView(studyPageModal(reader, { id: 'x', state, shown: study, ...affairs }, officerMessages[locale], 'x'));
        const terms = {
          link: study.link,
          minutes: 15,
          until: endsAt,
          question: study.question.words,
          hint: study.hint,
        };
        fineView(
          termsModal(
            locale,
            'x',
            { needed: 'each', study: terms },
            { isStudy: true, hasBanks: true, topics: new Map() },
          ),
        );
      }),
      { numRuns: 25 },
    );
  });

  test('the quiz', () => {
    fc.assert(
      fc.property(anyQuiz, names, (quiz, people) => {
        fine(quizMessage(reader, quiz));
        fineView(quizModal(reader, quiz));
        const results = people.map((name, nth) => ({
          name,
          best: nth % 3 === 0 ? undefined : nth,
          passed: nth % 3 === 1,
        }));
        const head = { id: 'x', topic: quiz.topic, terms: quiz.terms };
        fineView(quizResultsModal(reader, head, { passed: 1, notYet: 2, unanswered: 3, people: results }));
        const terms = { needed: 'all' as const, quiz: { ...quiz.terms, bank: 'quiz|1' } };
        fineView(termsModal(locale, 'x', terms, { isStudy: false, hasBanks: true, topics: new Map() }));
      }),
      { numRuns: 25 },
    );
  });

  test('modals as well, with hundreds of names', () => {
    fc.assert(
      fc.property(anySession, names, fc.array(anySession, { maxLength: 53 }), (one, people, dates) => {
        const withdrawn = people.map((name) => ({ name, reason: `duty: ${name}` }));
        const changes = people.slice(0, 20).map((by) => ({ at: now, by, fields: [...FIELDS] }));
        fineView(
          sessionModal(
            reader,
            one,
            { held: people, waiting: people, withdrawn, unseen: people, changes },
            { note: 'x' },
          ),
        );
        const corrections = people.map((name) => ({
          name,
          by: name,
          at: now,
          from: undefined,
          to: MARKS[0],
          reason: name,
        }));
        const roll = people.map((name, nth) => ({
          member: `U${nth}`,
          name,
          mark: MARKS[nth % 6],
          isOpen: nth % 2 === 0,
          absence: nth % 3 === 0 ? ('work' as const) : undefined,
        }));
        fineView(
          rollModal(
            reader,
            { shown: one, roll, corrections, code: { code: '012345', until: endsAt }, closes: endsAt, door: 'F1' },
            'x',
          ),
        );
        fineView(datesModal(reader, dates));
        fineView(pastModal(reader, dates.slice(0, 20)));
        fineView(materialsModal(locale, 'x', one.materials, 'x'));
        const branches = people.map((branch) => ({ branch, members: 3 }));
        const size = { id: 'x', may: 9, must: 1, branches, uncovered: people };
        fineView(
          draftPageModal(
            reader,
            { ...size, faults: [], lacking: 2, busy: { elsewhere: 2, onDuty: 1, trainer: [one] }, shown: dates, dates },
            'x',
          ),
        );
        fineView(
          coursePageModal(reader, { ...size, topic: one.topic, isOnItsWay: false, isMakeUp: false, dates }, 'x'),
        );
        const { topic, kind, about, where, link, trainer, minutes, capacity } = one;
        const facts = { topic, kind, where, link, trainer: 'U1', minutes, capacity, startsAt };
        const note = conflictNote(reader, one, changes.slice(0, 3));
        expect(note).not.toMatch(COMMANDS);
        const who = new Map([['U1', trainer]]);
        fineView(changeModal(locale, 'x|1|V1', { ...facts, about, endsAt }, who, { hasLater: true, note }));
        const draft = { facts: { ...facts, duration: 60 }, about, repeat: 'once' as const };
        const whom = { include: ['all', 'member:U1'], except: ['branch:东湖'], must: [] };
        fineView(draftModal(locale, 'x', { ...draft, ...whom, times: 1, more: '' }, who));
      }),
      { numRuns: 20 },
    );
  });

  test('small forms too', () => {
    for (const view of [
      cancelModal(locale, 'x', true),
      addModal(locale, 'x', true),
      termsModal(
        locale,
        'x',
        { needed: 'one', before: ['c'], points: 10 },
        { isStudy: false, hasBanks: true, topics: new Map([['c', '主题']]) },
      ),
      markModal(locale, 'x', true),
      leaveModal(locale, 'x', '主题', 'all'),
      codeModal(locale, 'x', '主题'),
    ])
      fineView(view);
  });
});
