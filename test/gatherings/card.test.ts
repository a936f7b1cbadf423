import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { validateBlocks, validateView } from '../../playground/server/validate/payload.ts';
import { message } from '../../src/bot/draw/message.ts';
import { type Seen, seenBy } from '../../src/gatherings/card/seen.ts';
import { gatheringCard } from '../../src/gatherings/card/views.ts';
import type { Gathering } from '../../src/gatherings/gathering.ts';
import { gatheringMessages } from '../../src/gatherings/messages.ts';
import { LISTS, type People, type Person } from '../../src/gatherings/people/people.ts';
import { peopleLines, peopleModal } from '../../src/gatherings/people/views.ts';
import { peopleMessages } from '../../src/gatherings/people/words.ts';
import { MARKS } from '../../src/gatherings/rules/marks.ts';
import { SEAT_STATES, type Seat } from '../../src/gatherings/rules/seats.ts';
import { STATES } from '../../src/gatherings/rules/wake.ts';
import { LOCALES } from '../../src/lib/language.ts';
import { COMMANDS, hostileWords, mrkdwnIn } from '../helpers/hostile-words.ts';

const startsAt = new Date('2026-03-11T06:00:00Z');
const endsAt = new Date('2026-03-11T08:00:00Z');
const before = new Date('2026-03-10T06:00:00Z');
const reader = (now = before) => ({ locale: 'zh' as const, tz: 'Asia/Shanghai', now });

const seat = (member: string, more: Partial<Seat> = {}): Seat => ({
  member,
  state: 'held',
  at: before,
  seq: 1,
  ...more,
});
const talk = (more: Partial<Gathering> = {}): Gathering => ({
  _id: 'g1',
  workspace: 'T1',
  startsAt,
  endsAt,
  state: 'open',
  seats: [],
  seq: 0,
  rev: 0,
  version: 1,
  news: [],
  createdAt: before,
  updatedAt: before,
  ...more,
});
const card = gatheringCard<Seen>({ feature: 'talks', messages: gatheringMessages, guests: () => 3 });
const labelsFor = (one: Gathering, now = before): string[] =>
  card.buttons(reader(now), seenBy(one, 'U1', undefined, now)).map(({ text }) => text.text);
const stateFor = (one: Gathering, now = before): string | undefined =>
  card.stateLine(reader(now), seenBy(one, 'U1', undefined, now));

describe('the card of a gathering', () => {
  test.each<[string, Partial<Gathering>, string[], string | undefined]>([
    ['nobody yet', {}, ['报名', '带 1 位报名', '带 2 位报名', '带更多人'], undefined],
    ['full', { capacity: 1, seats: [seat('U2')] }, ['报名', '带 1 位报名', '带 2 位报名', '带更多人'], undefined],
    [
      'a line before one',
      { capacity: 1, seats: [seat('U2'), seat('U3', { state: 'waiting' })] },
      ['报名', '带 1 位报名', '带 2 位报名', '带更多人'],
      '前面有 1 人排队，报名后排在后面',
    ],
    [
      'a seat with guests',
      { seats: [seat('U1', { guests: 2 })] },
      ['加到日历', '改人数', '不去了'],
      '✓ 已报名，带 2 位',
    ],
    [
      'an offer',
      { seats: [seat('U1', { state: 'offered', until: startsAt })] },
      ['我去', '不去'],
      '有名额了，留给你到 3月11日（周三）14:00。',
    ],
    ['in line', { seats: [seat('U1', { state: 'waiting' })] }, ['改人数', '不等了'], '排队第 1 位，有名额会通知你'],
    ['cancelled', { state: 'cancelled', reason: '下雨' }, [], '已取消。原因：下雨'],
  ])('%s: says where one stands, and offers what can be done', (_what, facts, labels, state) => {
    expect(labelsFor(talk(facts))).toEqual(labels);
    expect(stateFor(talk(facts))).toBe(state);
  });

  it('leads to the code while it counts, and nowhere else', () => {
    const own = talk({ seats: [seat('U1')] });
    const soon = new Date(startsAt.getTime() - 10 * 60_000);
    expect(labelsFor(own, soon)).toEqual(['签到']);
    expect(labelsFor(talk(), soon)).toContain('报名');
    expect(labelsFor(own, endsAt)).toEqual([]);
    expect(stateFor(own, endsAt)).toBe('已结束');
    expect(stateFor(talk(), new Date(startsAt.getTime() + 1))).toBe('正在进行');
  });

  it('carries what an old button carried: the id alone', () => {
    expect(card.refs.join.read('g1')).toEqual({ id: 'g1' });
    expect(card.refs.join.read(card.refs.join.pack({ id: 'g1', guests: 2 }))).toEqual({ id: 'g1', guests: 2 });
  });
});

const anySeen: fc.Arbitrary<Seen> = fc.record({
  id: fc.constant('g1'),
  startsAt: fc.constant(startsAt),
  endsAt: fc.constant(endsAt),
  state: fc.constantFrom(...STATES),
  version: fc.nat(9),
  capacity: fc.option(fc.nat(2_000), { nil: undefined }),
  reason: hostileWords(400),
  taken: fc.nat(99),
  free: fc.nat(5),
  inLine: fc.nat(9),
  own: fc.option(
    fc.record({
      state: fc.constantFrom(...SEAT_STATES),
      until: fc.constant(startsAt),
      guests: fc.nat(3),
      place: fc.nat(9),
    }),
    { nil: undefined },
  ),
  mark: fc.option(fc.constantFrom(...MARKS), { nil: undefined }),
  isCodeTime: fc.boolean(),
  isRollTime: fc.boolean(),
});

const peopleNamed = (names: readonly string[]): People => {
  const list = names.map(
    (name, nth): Person => ({
      member: `U${nth}`,
      name,
      employeeNumber: '1',
      branch: name,
      team: name,
      guests: nth % 3,
      seat: nth % 2 === 0 ? undefined : seat(`U${nth}`, { until: startsAt, must: true }),
      place: nth,
      mark: MARKS[nth % MARKS.length],
      part: {
        workspace: 'T1',
        session: 'g1',
        member: `U${nth}`,
        at: before,
        withdrawReason: name,
        wrong: 0,
        corrections: [],
      },
    }),
  );
  return { held: list, line: list, came: list, missing: [], withdrawn: list };
};

describe.each(LOCALES)('in %s, at worst,', (locale) => {
  const look = { feature: 'talks', messages: gatheringMessages, words: peopleMessages };
  const who = { locale, tz: 'Asia/Shanghai', now: before };

  it('cards and lists keep Slack’s limits and command nothing, whatever people write', () => {
    fc.assert(
      fc.property(
        anySeen,
        hostileWords(2_000),
        fc.array(hostileWords(80), { maxLength: 120 }),
        (seen, words, names) => {
          const people = peopleNamed(names);
          const { blocks, text } = message([
            ...card.blocks(who, seen, { facts: ['x'], about: words, lead: 'x', note: 'x' }),
            card.row(who, seen, ['x', card.stateLine(who, seen) ?? ''], 'row'),
          ]);
          expect(validateBlocks(blocks, 'message')).toEqual([]);
          expect(mrkdwnIn(blocks) + text).not.toMatch(COMMANDS);
          const told = { id: 'g1', topic: 'x', when: 'x', start: 'x', place: 'x' };
          for (const list of LISTS)
            for (const page of [1, 3, 99]) {
              const view = peopleModal(look, who, told, people, { list, page, isManaged: page !== 3 });
              expect(validateView(view)).toEqual([]);
              expect(mrkdwnIn(view.blocks)).not.toMatch(COMMANDS);
            }
          expect(peopleLines(look, who, seen, people, false).join('\n')).not.toContain(
            peopleMessages[locale].withdrawn('').trim(),
          );
        },
      ),
    );
  });
});
