import type { Button } from '@slack/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { validateBlocks, validateView } from '../../../playground/server/validate/payload.ts';
import type { Message } from '../../../src/bot/draw/block-kit.ts';
import { asModal } from '../../../src/bot/draw/present.ts';
import { digestMessage } from '../../../src/features/quiz/digest/views.ts';
import { messages } from '../../../src/features/quiz/messages.ts';
import { type HomeData, homeMessage } from '../../../src/features/quiz/record/home-views.ts';
import type { MyRecord } from '../../../src/features/quiz/record/service.ts';
import { boardMessage, recordMessage } from '../../../src/features/quiz/record/views.ts';
import { BOARD_PERIODS, BOARD_SCOPES } from '../../../src/features/quiz/refs.ts';
import { LOCALES } from '../../../src/lib/language.ts';
import { COMMANDS, hostileWords, mrkdwnIn } from '../../helpers/hostile-words.ts';

const LOCK = new Date('2026-03-02T17:30:00+08:00');
const name = hostileWords(80);
const count = fc.nat(1_000_000);
const share = fc.double({ min: 0, max: 1, noNaN: true });
const rank = fc.option(fc.record({ rank: count, points: count, of: count }), { nil: undefined });
const streak = fc.record({ current: count, longest: count, shields: fc.nat(2), last100: fc.nat(100) });

const record: fc.Arbitrary<MyRecord> = fc.record({
  streak: fc.option(
    streak.map((one) => ({ ...one, towards: 0, window: '', day: '' })),
    { nil: undefined },
  ),
  week: count,
  month: count,
  total: count,
  team: rank,
  branch: rank,
  mistakes: count,
});
const row = fc.record({ rank: count, member: fc.constant('U2'), points: count, name, isReader: fc.boolean() });
const board = fc.record({
  period: fc.constantFrom(...BOARD_PERIODS),
  scope: fc.constantFrom(...BOARD_SCOPES),
  rows: fc.array(row, { maxLength: 10 }),
  around: fc.array(row, { maxLength: 5 }),
});
const branch = fc.record({ branch: name, took: count, invited: count });
const digest = fc.record({
  day: fc.constant('2026-03-02'),
  schedule: fc.constant('s'.repeat(16)),
  took: count,
  invited: count,
  right: share,
  weekBefore: fc.option(share, { nil: undefined }),
  hardest: fc.option(fc.record({ stem: hostileWords(2000), right: share }), { nil: undefined }),
  byBranch: fc.array(branch, { maxLength: 60 }),
  full: fc.array(name, { maxLength: 60 }),
});
const when = fc.constantFrom('17:30', '周三 08:00');
const home: fc.Arbitrary<HomeData> = fc.record({
  mine: record,
  today: fc.oneof(
    fc.record({
      state: fc.constant('open' as const),
      ref: fc.constant({ kind: 'card' as const, card: '0123456789abcdef', item: 0 }),
      until: when,
      lockAt: fc.constant(LOCK),
    }),
    fc.record({
      state: fc.constant('join' as const),
      run: fc.constant(`${'s'.repeat(16)}-2026-03-02-channel`),
      until: when,
      lockAt: fc.constant(LOCK),
    }),
    fc.record({
      state: fc.constantFrom('done' as const, 'waiting' as const),
      next: fc.option(when, { nil: undefined }),
    }),
  ),
  officer: fc.option(fc.record({ reports: fc.nat(3), hasBanks: fc.boolean(), hasSchedules: fc.boolean() }), {
    nil: undefined,
  }),
});

const mine: MyRecord = {
  streak: undefined,
  week: 0,
  month: 0,
  total: 0,
  team: undefined,
  branch: undefined,
  mistakes: 0,
};

function expectSound(locale: (typeof LOCALES)[number], message: Message): void {
  expect(validateBlocks(message.blocks, 'message')).toEqual([]);
  expect(message.text.trim()).not.toBe('');
  expect(message.text.length).toBeLessThanOrEqual(4000);
  expect(message.text + mrkdwnIn(message.blocks)).not.toMatch(COMMANDS);
  if (!message.blocks.some(({ type }) => type === 'table')) expect(validateView(asModal(locale, message))).toEqual([]);
}

describe.each(LOCALES)('whatever the numbers and names, in %s', (locale) => {
  it('a record stays inside Slack’s limits', () => {
    fc.assert(fc.property(record, (mine) => expectSound(locale, recordMessage(locale, mine))));
  });

  it('a modal does not say its title twice', () => {
    const home = homeMessage(locale, { mine, today: { state: 'waiting', next: undefined } });
    expect(home.blocks[0]?.type).toBe('header');
    expect(asModal(locale, home, messages[locale].title).blocks[0]?.type).toBe('section');
    expect(asModal(locale, home, '别的').blocks[0]?.type).toBe('header');
  });

  it('a board does, and marks at most one period and one scope', () => {
    fc.assert(
      fc.property(board, (shown) => {
        const message = boardMessage(locale, shown);
        expectSound(locale, message);
        expect(JSON.stringify(message.blocks).match(/"style":"primary"/g)).toHaveLength(2);
      }),
    );
  });

  it('a digest does', () => {
    fc.assert(fc.property(digest, (one) => expectSound(locale, digestMessage(locale, one))));
  });

  it('App Home does, with one green button at most, the first of its row', () => {
    fc.assert(
      fc.property(home, (data) => {
        const { blocks, text } = homeMessage(locale, data);
        expect(validateBlocks(blocks, 'home')).toEqual([]);
        expectSound(locale, { blocks, text });
        expect(JSON.stringify(blocks).match(/"style":"primary"/g)?.length ?? 0).toBeLessThanOrEqual(1);
        const rows = blocks.flatMap((block) => (block.type === 'actions' ? [block.elements] : []));
        for (const [, ...rest] of rows) expect(JSON.stringify(rest)).not.toContain('"primary"');
      }),
    );
  });
});

describe('the one green button of App Home', () => {
  const waiting = { state: 'waiting' as const, next: undefined };
  const calm = { reports: 0, hasBanks: true, hasSchedules: true };
  const open = {
    state: 'open' as const,
    ref: { kind: 'card' as const, card: 'x', item: 0 },
    until: '17:30',
    lockAt: LOCK,
  };
  it.each<[string, Pick<HomeData, 'today' | 'officer'>, string | undefined]>([
    ['a worker’s question of today', { today: open }, 'quiz.open'],
    ['the question in a channel', { today: { state: 'join', run: 'r1', until: '17:30', lockAt: LOCK } }, 'quiz.join'],
    ['nothing for a worker who has answered', { today: waiting }, undefined],
    ['the question before the reports', { today: open, officer: { ...calm, reports: 2 } }, 'quiz.open'],
    ['the reports that wait', { today: waiting, officer: { ...calm, reports: 2 } }, 'quiz.reports'],
    ['the first bank', { today: waiting, officer: { ...calm, hasBanks: false, hasSchedules: false } }, 'quiz.import'],
    ['the first schedule', { today: waiting, officer: { ...calm, hasSchedules: false } }, 'quiz.schedule'],
    ['nothing when all is done', { today: waiting, officer: calm }, undefined],
  ])('is %s', (_, data, action) => {
    const { blocks } = homeMessage('zh', { mine, ...data });
    const buttons = (blocks as { accessory?: Button; elements?: Button[] }[]).flatMap(
      ({ accessory, elements = [] }) => [...(accessory === undefined ? [] : [accessory]), ...elements],
    );
    const green = buttons.filter(({ style }) => style === 'primary').map((one) => one.action_id);
    expect(green).toEqual(action === undefined ? [] : [action]);
  });
});
