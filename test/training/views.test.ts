import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { validateBlocks, validateView } from '../../playground/server/validate/payload.ts';
import { LOCALES, type Message } from '../../src/bot/feature.ts';
import { cardMessage, courseMessage, datesModal } from '../../src/features/training/card-views.ts';
import { conflictNote } from '../../src/features/training/conflict-views.ts';
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
import { courseModal, rollModal, sessionModal } from '../../src/features/training/page-views.ts';
import { MARKS } from '../../src/features/training/rules/attendance.ts';
import { KINDS, STATES } from '../../src/features/training/rules/kinds.ts';
import { FIELDS } from '../../src/features/training/rules/plan.ts';
import { RUNGS } from '../../src/features/training/rules/reminders.ts';
import { SEAT_STATES } from '../../src/features/training/rules/seats.ts';
import type { Shown } from '../../src/features/training/service/present.ts';
import { weekMessage } from '../../src/features/training/week-views.ts';
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
  ...{ isTrainer: fc.boolean(), isAffair: fc.boolean() },
}) as fc.Arbitrary<Shown>;

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
      fc.property(anySession, fc.array(anySession, { maxLength: 20 }), hostileWords(300), (one, others, words) => {
        const note = 'done';
        fine(cardMessage(reader, one));
        fine(cardMessage(reader, one, { lead: note, note, clashes: others.slice(0, 3) }));
        fine(courseMessage(reader, [one, ...others]));
        for (const rung of RUNGS) fine(reminderMessage(reader, one, rung));
        fine(offerMessage(reader, one, endsAt));
        fine(passedMessage(reader, one));
        fine(changedMessage(reader, one, [{ field: 'where', before: words, after: '' }]));
        fine(cancelledMessage(reader, one));
        fine(markedMessage(reader, one, words, 'late'));
        fine(absentMessage(reader, one));
        fine(handoverMessage(reader, one));
        fine(weekMessage(reader, others, [one, ...others.slice(0, 4)]));
        fine(materialsMessage(reader, one));
        const mine = { own: others, open: [one], taught: others.slice(0, 5), minutes: 135, isOfficer: true };
        fine(mineMessage(reader, mine));
        expect(validateBlocks(homeBlocks(reader, mine), 'home')).toEqual([]);
        fine(officeMessage(reader, others, [{ id: 'x', topic: words }]));
      }),
      { numRuns: 25 },
    );
  });

  test('modals as well, with hundreds of names', () => {
    fc.assert(
      fc.property(anySession, names, fc.array(anySession, { maxLength: 53 }), (one, people, dates) => {
        const changes = people.slice(0, 20).map((by) => ({ at: now, by, fields: [...FIELDS] }));
        fineView(sessionModal(reader, one, { held: people, waiting: people, unseen: 3, changes }, { note: 'x' }));
        const roll = people.map((name, nth) => ({
          member: `U${nth}`,
          name,
          mark: MARKS[nth % 6],
          isOpen: nth % 2 === 0,
        }));
        fineView(rollModal(reader, { shown: one, roll, code: { code: '012345', until: endsAt }, closes: endsAt }, 'x'));
        fineView(datesModal(reader, dates));
        fineView(pastModal(reader, dates.slice(0, 20)));
        fineView(materialsModal(locale, 'x', one.materials, 'x'));
        const branches = people.map((branch) => ({ branch, members: 3 }));
        const page = { id: 'x', state: 'draft' as const, faults: [], shown: one, dates, may: 9, must: 1, branches };
        fineView(courseModal(reader, page, 'x'));
        const { topic, where, link, trainer, minutes, capacity } = one;
        const facts = { topic, where, link, trainer: 'U1', minutes, capacity, startsAt };
        const note = conflictNote(reader, one, changes.slice(0, 3));
        expect(note).not.toMatch(COMMANDS);
        const who = new Map([['U1', trainer]]);
        fineView(changeModal(locale, 'x|1|V1', { ...facts, endsAt }, who, { hasLater: true, note }));
        const draft = { facts: { ...facts, kind: one.kind, duration: 60 }, about: one.about, repeat: 'once' as const };
        const whom = { include: ['all', 'member:U1'], except: ['branch:东湖'], must: [] };
        fineView(draftModal(locale, 'x', { ...draft, ...whom, times: 1, more: '' }, who));
      }),
      { numRuns: 20 },
    );
  });

  test('small forms too', () => {
    for (const view of [
      cancelModal(locale, 'x', true),
      addModal(locale, 'x'),
      markModal(locale, 'x', true),
      leaveModal(locale, 'x', '主题'),
      codeModal(locale, 'x', '主题'),
    ])
      fineView(view);
  });
});
