import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factsOf, linesOf, yearsBetween } from '../../src/features/honours/rules/dossier.ts';
import { checkedOf, isEligible, masked, scoreOf } from '../../src/features/honours/rules/nominee.ts';
import {
  type Around,
  advance,
  noticesOf,
  outcomeOf,
  proposedOf,
  readCriteria,
  writtenCriteria,
} from '../../src/features/honours/rules/programme.ts';
import type { Nominee, Programme, Title } from '../../src/features/honours/rules/records.ts';
import { meanOf } from '../../src/judging/rules.ts';
import { NAMES, TITLE } from './programme-of.ts';

const NOW = new Date('2026-03-10T09:00:00Z');
const programme = (more: Partial<Programme> = {}): Programme => ({
  _id: 'p',
  workspace: 'T',
  name: '评选',
  titles: [TITLE],
  criteria: [],
  judges: ['J1', 'J2', 'J3'],
  isDropped: false,
  nominateUntil: NOW,
  checkDays: 1,
  scoreDays: 2,
  publicityDays: 3,
  voters: 'none',
  voteDays: 1,
  state: 'nominating',
  openedAt: NOW,
  chosen: [],
  seq: 0,
  rev: 0,
  news: [],
  createdBy: 'O',
  createdAt: NOW,
  updatedAt: NOW,
  ...more,
});
const nominee = (id: string, total: number, more: Partial<Nominee> = {}): Nominee => ({
  _id: id,
  workspace: 'T',
  programme: 'p',
  title: TITLE.id,
  member: id,
  state: 'in',
  nominations: [],
  evidence: [],
  hidden: [],
  struck: [],
  panel: [],
  considered: [],
  recused: [],
  refused: [],
  sheets: {},
  total,
  seq: 0,
  rev: 0,
  news: [],
  updatedAt: NOW,
  ...more,
});

describe('criteria as they are typed', () => {
  it.each([
    [
      '业绩 60\n带徒 40',
      [
        ['业绩', 60],
        ['带徒', 40],
      ],
    ],
    [
      '业绩：60分\n\n带徒（40分）',
      [
        ['业绩', 60],
        ['带徒', 40],
      ],
    ],
    [
      'Results: 70\nTeaching others, 30 points',
      [
        ['Results', 70],
        ['Teaching others', 30],
      ],
    ],
    ['全部 100', [['全部', 100]]],
  ])('%j', (typed, wanted) => {
    const read = readCriteria(typed);
    expect('criteria' in read ? read.criteria.map(({ name, points }) => [name, points]) : read).toEqual(wanted);
  });

  it.each([
    ['业绩 60\n带徒 30', { fault: 'sum', sum: 90 }],
    ['业绩', { fault: 'unread', line: 1 }],
    ['业绩 50\n业绩 50', { fault: 'twice', line: 2 }],
    ['业绩 0\n带徒 100', { fault: 'unread', line: 1 }],
    ['', { fault: 'count' }],
    ['a 10\nb 10\nc 10\nd 10\ne 10\nf 10\ng 40', { fault: 'count' }],
  ])('%j is refused', (typed, fault) => expect(readCriteria(typed)).toEqual(fault));

  it('are read as they were written', () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[a-z\u4e00-\u4eff]{1,8}$/), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(names, (some) => {
        const each = Math.floor(100 / some.length);
        const criteria = some.map((name, nth) => ({
          id: `c${nth + 1}`,
          name,
          points: nth === 0 ? 100 - each * (some.length - 1) : each,
        }));
        expect(readCriteria(writtenCriteria(criteria))).toEqual({ criteria });
      }),
    );
  });
});

describe('phases', () => {
  const later = new Date(NOW.getTime() + 1_000);
  const clear: Around = {
    isWaiting: false,
    isPrepared: true,
    isScored: true,
    count: 1,
    isTied: false,
    standing: 1,
    isElected: true,
    endOf: (days) => new Date(NOW.getTime() + days * 86_400_000),
    lot: 'lot',
  };
  const after = (one: Partial<Programme>, around: Partial<Around> = {}, now = later) =>
    advance(programme(one), { ...clear, ...around }, now)?.state;
  const scoring: Partial<Programme> = { state: 'scoring', scoreUntil: NOW };
  const publicity: Partial<Programme> = { state: 'publicity', publicityUntil: NOW, proposed: [] };

  it.each<[string, Partial<Programme>, Partial<Around>, Programme['state'] | undefined]>([
    ['nominations end', {}, {}, 'checking'],
    ['nobody was nominated', {}, { count: 0 }, 'awarded'],
    ['the check ends', { state: 'checking', checkUntil: NOW }, {}, 'scoring'],
    ['a dispute is open', { state: 'checking', checkUntil: NOW }, { isWaiting: true }, undefined],
    ['a dossier is missing', { state: 'checking', checkUntil: NOW }, { isPrepared: false }, undefined],
    ['scores are in', scoring, {}, 'publicity'],
    ['a score is missing', scoring, { isScored: false }, undefined],
    ['nobody meets the rules', scoring, { count: 0 }, 'awarded'],
    ['publicity ends', publicity, {}, 'awarded'],
    ['an objection is open', publicity, { isWaiting: true }, undefined],
    ['scores are equal', publicity, { isTied: true }, 'deciding'],
    ['who is proposed is not written yet', { ...publicity, proposed: undefined as never }, {}, undefined],
    ['it was decided', { ...publicity, state: 'deciding' }, {}, 'awarded'],
    [
      'an objection came while it was to be decided',
      { ...publicity, state: 'deciding' },
      { isWaiting: true },
      undefined,
    ],
    ['something is to follow', { ...publicity, news: [{ seq: 1, what: 'shown' }] }, {}, undefined],
    ['there is a vote', { ...publicity, voters: 'judges' }, {}, 'voting'],
    ['there is nobody to vote on', { ...publicity, voters: 'judges' }, { standing: 0 }, 'awarded'],
    ['votes are not counted', { state: 'voting', voters: 'judges', polls: [] }, { isElected: false }, undefined],
    ['votes are not called', { state: 'voting', voters: 'judges' }, {}, undefined],
    ['votes are counted', { state: 'voting', voters: 'judges', polls: [] }, {}, 'awarded'],
    ['it is over', { state: 'awarded' }, {}, undefined],
    ['it was cancelled', { state: 'cancelled' }, {}, undefined],
    ['it is a draft', { state: 'draft' }, {}, undefined],
  ])('%s', (_what, one, around, wanted) => expect(after(one, around)).toBe(wanted));

  it('go on at their hour, and not a moment before', () => {
    expect(after({}, {}, new Date(NOW.getTime() - 1))).toBeUndefined();
    expect(after({}, {}, NOW)).toBe('checking');
  });

  it('tell nothing of a draft or of what was cancelled', () => {
    const { openedAt: _none, ...draft } = programme();
    expect(noticesOf(draft)).toEqual([]);
    expect(noticesOf(programme({ state: 'cancelled' }))).toEqual([]);
    expect(noticesOf(programme()).map(({ key }) => key)).toEqual(['opening']);
  });
});

describe('who is proposed', () => {
  const titles = (places: number, per: Title['per'] = 'company'): Title[] => [{ ...TITLE, places, per }];
  const ids = (all: readonly { nominee: string }[]) => all.map((one) => one.nominee);

  it.each<[number, [string, number][], string[]]>([
    [
      1,
      [
        ['a', 90],
        ['b', 80],
      ],
      ['a'],
    ],
    [
      2,
      [
        ['a', 90],
        ['b', 80],
        ['c', 80],
      ],
      ['a', 'b', 'c'],
    ],
    [
      3,
      [
        ['a', 90],
        ['b', 80],
        ['c', 80],
      ],
      ['a', 'b', 'c'],
    ],
    [
      1,
      [
        ['a', 80],
        ['b', 80],
        ['c', 70],
      ],
      ['a', 'b'],
    ],
    [2, [], []],
  ])('for %i places of %j', (places, scores, wanted) =>
    expect(
      ids(
        proposedOf(
          titles(places),
          scores.map(([id, total]) => nominee(id, total)),
        ),
      ),
    ).toEqual(wanted),
  );

  it('has places of their own in each branch, where they are the branch’s', () => {
    const all = [
      nominee('a', 90, { branch: 'A' }),
      nominee('b', 80, { branch: 'A' }),
      nominee('c', 10, { branch: 'B' }),
      nominee('d', 99, { branch: 'B', state: 'withdrawn' }),
    ];
    expect(ids(proposedOf(titles(1, 'branch'), all))).toEqual(['a', 'c']);
  });

  it('never gives more titles than places, whatever an officer chooses; and who is ahead always has one', () => {
    const scores = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 8 });
    fc.assert(
      fc.property(scores, fc.integer({ min: 1, max: 4 }), fc.infiniteStream(fc.boolean()), (totals, places, coins) => {
        const all = totals.map((total, nth) => nominee(`n${nth}`, total));
        const proposed = proposedOf(titles(places), all);
        const standing = new Set(ids(proposed).filter(() => coins.next().value === true));
        let chosen: Programme['chosen'] = [];
        for (let rounds = 0; rounds < 10; rounds++) {
          const { ties } = outcomeOf({ titles: titles(places), proposed, chosen }, standing);
          const [tie] = ties;
          if (tie === undefined) break;
          const next = tie.tied.find((one) => !tie.chosen.includes(one.nominee));
          chosen = [...chosen, { nominee: next?.nominee ?? '', by: 'O', at: NOW }];
        }
        const { holders, ties } = outcomeOf({ titles: titles(places), proposed, chosen }, standing);
        expect(ties).toEqual([]);
        expect(holders).toHaveLength(Math.min(places, standing.size));
        const worst = Math.min(...holders.map((one) => one.total));
        for (const one of proposed)
          if (standing.has(one.nominee) && one.total > worst) expect(ids(holders)).toContain(one.nominee);
      }),
    );
  });
});

describe('rules of a title', () => {
  const strict: Title = { ...TITLE, years: 3, hours: 20, safeMonths: 12 };
  it.each([
    [{ years: 3, hours: 20, accidents: [] }, [], true],
    [{ years: 2, hours: 20, accidents: [] }, [], false],
    [{ years: 3, hours: 19, accidents: [] }, [], false],
    [{ years: 3, hours: 20, accidents: ['x'] }, [], false],
    [{ years: 3, hours: 20, accidents: ['x'] }, ['x'], true],
    [{ years: 3, hours: 20, accidents: ['x', 'y'] }, ['x'], false],
    [{ years: 0, hours: 0, accidents: [] }, ['rule-years', 'rule-hours'], true],
  ])('%j without %j: %s', (facts, struck, wanted) => expect(isEligible(strict, { facts, struck })).toBe(wanted));

  it('are not asked where they are 0', () => expect(checkedOf(TITLE, { struck: [] })).toEqual([]));

  it.each([
    ['2023-03-10', '2026-03-10', 3],
    ['2023-03-11', '2026-03-10', 2],
    ['2024-02-29', '2025-02-28', 0],
    ['2026-03-11', '2026-03-10', 0],
  ])('from %s to %s: %i whole years', (from, to, years) => expect(yearsBetween(from, to)).toBe(years));
});

describe('scores', () => {
  it('are means of the panel alone, in exact hundredths', () => {
    const criteria = [{ id: 'c1', name: '业绩', points: 100 }];
    const sheet = (c1: number) => ({ values: { c1 }, at: NOW });
    const sheets = { J1: sheet(80), J2: sheet(81), J3: sheet(81), X: sheet(0) };
    expect(scoreOf(criteria, { panel: ['J1', 'J2', 'J3'], sheets }, false).total).toBe(8_067);
    expect(scoreOf(criteria, { panel: ['J1', 'J2', 'J3'], sheets }, true).total).toBe(8_100);
  });

  it('lie between the lowest and the highest that count, in whatever order they are given', () => {
    const given = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(given, fc.boolean(), (points, isDropped) => {
        const mean = meanOf(points, isDropped);
        expect(mean).toBe(meanOf(points.toReversed(), isDropped));
        expect(mean).toBeGreaterThanOrEqual(Math.min(...points));
        expect(mean).toBeLessThanOrEqual(Math.max(...points));
      }),
    );
  });
});

describe('words without names', () => {
  it.each([
    ['陈小梅在一号塘班', ['陈小梅', '一号塘班'], '■■在■■'],
    ['Maria Santos, MARIA SANTOS', ['Maria Santos'], '■■, ■■'],
    ['a.b (x)', ['a.b (x)'], '■■'],
    ['班组长', ['班'], '班组长'],
    ['东湖养殖分会', ['东湖', '东湖养殖分会'], '■■'],
    ['清', [undefined, ''], '清'],
  ])('%j without %j', (text, names, wanted) => expect(masked(text, names)).toBe(wanted));

  it('leave no name behind', () => {
    const name = fc
      .string({ minLength: 2, maxLength: 6 })
      .filter((text) => text.trim().length > 1 && !text.includes('■'));
    fc.assert(
      fc.property(name, fc.string(), fc.string(), (of, before, behind) => {
        expect(masked(`${before}${of}${behind}`, [of]).toLowerCase()).not.toContain(of.toLowerCase());
      }),
    );
  });
});

describe('lines of a dossier', () => {
  const sum = { feature: 'quiz', kind: 'answer', count: 40, minutes: 0, right: 31 };
  const deed = { key: 'k', feature: 'skills', kind: 'title', activity: 'a', day: '2026-01-05' };
  const read = { sums: [sum], deeds: [], first: '2020-01-01', recentMinutes: 0 };

  it('say how much, and what it is compared to', () =>
    expect(linesOf(read, NAMES).map(({ text }) => text.zh)).toEqual(['每日一题：作答 40 题，正确率 78%']));

  it('leave out what was annulled, and the place of a title', () => {
    const place = { ...deed, key: 'p', kind: 'place', outcome: { place: 2 } };
    const title = { ...deed, outcome: { contest: '焊工比武', title: '焊接', place: 2 } };
    const lines = linesOf({ ...read, sums: [{ ...sum, count: 0 }], deeds: [place, title] }, NAMES);
    expect(lines.map(({ key, text }) => [key, text.zh])).toEqual([
      ['k', '2026-01-05 skills · 焊工比武 · 焊接 · 第 2 名'],
    ]);
  });

  it('name accidents last, and fix them', () => {
    const accident = { ...deed, key: 'x', feature: 'honours', kind: 'accident', outcome: { what: '碰货架' } };
    const [, line] = linesOf({ ...read, deeds: [accident] }, NAMES);
    expect(line).toMatchObject({ key: 'x', isFixed: true, entry: 'x' });
    expect(factsOf({ ...read, deeds: [accident] }, 2, '2026-03-10').accidents).toEqual([]);
    expect(factsOf({ ...read, deeds: [accident] }, 3, '2026-03-10').accidents).toEqual(['x']);
  });
});
