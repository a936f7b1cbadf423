import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noticesOf, placesOf, pointsOfPlace } from '../../src/features/skills/rules/contest.ts';
import { isScore, pointsFor, readRows, writtenRows } from '../../src/features/skills/rules/criteria.ts';
import { compare, ranked, type Standing } from '../../src/features/skills/rules/ranking.ts';
import {
  type Contest,
  type Discipline,
  type Entrant,
  type Judged,
  type Measured,
  type Scores,
  TIE_RULES,
} from '../../src/features/skills/rules/records.ts';
import {
  copyIn,
  differing,
  handIn,
  pendingRemarks,
  resultOf,
  settled,
} from '../../src/features/skills/rules/scoring.ts';
import { divided, recusalOf } from '../../src/judging/rules.ts';

const width: Measured = {
  id: 'width',
  kind: 'measured',
  name: '焊缝宽度',
  points: 10,
  unit: 'mm',
  target: 8,
  tolerance: 0.3,
  rows: [
    { to: 0.5, points: 8 },
    { to: 1, points: 5 },
  ],
};
const look: Judged = { id: 'look', kind: 'judged', name: '外观', points: 20, levels: ['差', '一般', '好', '很好'] };

const welding: Discipline = {
  id: 'welding',
  name: '焊接',
  criteria: [width, look],
  judges: ['J1', 'J2', 'J3'],
  stewards: ['S1', 'S2'],
  spread: 40,
  isDropped: false,
  isBlind: true,
  isTimed: true,
  tie: 'theory-measured-time',
};
const NOW = new Date('2026-03-10T10:00:00Z');

const entrantWith = (more: Partial<Entrant> = {}): Entrant => ({
  _id: 'e1',
  workspace: 'w',
  contest: 'c',
  discipline: 'welding',
  heat: 'h',
  member: 'M1',
  start: 1,
  startsAt: NOW,
  state: 'in',
  panel: ['J1', 'J2', 'J3'],
  considered: ['J1', 'J2', 'J3'],
  recused: [],
  refused: [],
  sheets: {},
  entered: {},
  corrections: [],
  seq: 0,
  rev: 0,
  news: [],
  updatedAt: NOW,
  ...more,
});

const scores = (mm: number, level: number, seconds?: number): Scores => ({
  values: { width: mm, look: level },
  ...(seconds === undefined ? {} : { seconds }),
});

/** Hands in, or fails. */
function given(entrant: Entrant, judge: string, said: Scores, discipline = welding): Entrant {
  const done = handIn(discipline, entrant, judge, said, NOW);
  if ('refused' in done) throw new Error(`${judge} was refused: ${done.refused}`);
  return { ...entrant, ...done.change };
}

describe('a table of deviations', () => {
  it.each([
    [8, 1000],
    [8.3, 1000],
    [7.7, 1000],
    [8.30001, 800],
    [8.5, 800],
    [7.2, 500],
    [9, 500],
    [9.01, 0],
    [0, 0],
  ])('%s mm is worth %s hundredths', (value, points) => {
    expect(pointsFor(width, value)).toBe(points);
  });

  it.each([
    [0, 0],
    [1, 667],
    [2, 1333],
    [3, 2000],
  ])('level %s is worth %s hundredths', (level, points) => {
    expect(pointsFor(look, level)).toBe(points);
  });

  it.each([
    [
      '0.5 8\n1 5',
      [
        { to: 0.5, points: 8 },
        { to: 1, points: 5 },
      ],
    ],
    [
      '≤0.5mm: 8\n0.5–1mm 5分',
      [
        { to: 0.5, points: 8 },
        { to: 1, points: 5 },
      ],
    ],
    [
      '0.3-0.5 8 points\n\n0.5 to 1 = 5',
      [
        { to: 0.5, points: 8 },
        { to: 1, points: 5 },
      ],
    ],
    [
      '０．５　８\n1到2 3分',
      [
        { to: 0.5, points: 8 },
        { to: 2, points: 3 },
      ],
    ],
    ['', []],
  ])('reads %j', (text, rows) => {
    // The last but one leaves a gap, which is a fault of its own.
    const read = readRows(text, 0.3, 10);
    expect(read).toEqual(text.startsWith('０') ? { fault: 'gap', line: 2 } : { rows });
  });

  it.each([
    ['0.5 8\n0.4 5', 'overlap', 2],
    ['0.5 8\n0.4-1 5', 'overlap', 2],
    ['0.2 8', 'overlap', 1],
    ['0.3 8', 'overlap', 1],
    ['0.5 8\n0.8-1 5', 'gap', 2],
    ['0.5 10', 'points', 1],
    ['0.5 8\n1 8', 'points', 2],
    ['about half 8', 'unread', 1],
    ['0.5 8\nmore', 'unread', 2],
  ])('refuses %j: %s in line %s', (text, fault, line) => {
    expect(readRows(text, 0.3, 10)).toEqual({ fault, line });
  });

  it('reads what it writes, and is worth less the further off', () => {
    const tables = fc
      .uniqueArray(fc.integer({ min: 31, max: 5_000 }), { minLength: 1, maxLength: 8 })
      .map((all) => all.toSorted((a, b) => a - b).map((to, nth) => ({ to: to / 100, points: 20 - nth })));
    fc.assert(
      fc.property(
        tables,
        fc.double({ min: 0, max: 60, noNaN: true }),
        fc.double({ min: 0, max: 60, noNaN: true }),
        (rows, a, b) => {
          expect(readRows(writtenRows(rows), 0.3, 21)).toEqual({ rows });
          const one: Measured = { ...width, points: 21, rows };
          const [near, far] = [Math.min(a, b), Math.max(a, b)];
          expect(pointsFor(one, 8 + near)).toBeGreaterThanOrEqual(pointsFor(one, 8 + far));
          expect(pointsFor(one, 8 - near)).toBeGreaterThanOrEqual(pointsFor(one, 8 - far));
        },
      ),
    );
  });

  it('takes no level but 0 to 3, and no measure that is none', () => {
    expect([-1, 0, 3, 4, 1.5, Number.NaN].map((value) => isScore(look, value))).toEqual([
      false,
      true,
      true,
      false,
      false,
      false,
    ]);
    expect([8.2, -1, 1e9, Number.NaN].map((value) => isScore(width, value))).toEqual([true, true, false, false]);
  });
});

describe('a panel', () => {
  it('is complete when the last sheet is in and nobody differs too much', () => {
    let one = given(entrantWith(), 'J1', scores(8, 3));
    one = given(one, 'J2', scores(8.4, 2));
    expect(one.completeAt).toBeUndefined();
    one = given(one, 'J3', scores(8, 3));
    expect(one.completeAt).toEqual(NOW);
    expect(one.remarks).toBeUndefined();
    expect(handIn(welding, one, 'J1', scores(8, 0), NOW)).toEqual({ refused: 'complete' });
  });

  it('lets a judge change what they gave as long as a sheet is missing', () => {
    let one = given(entrantWith(), 'J1', scores(8, 3));
    one = given(one, 'J1', scores(8, 1));
    expect(one.sheets.J1).toEqual({ ...scores(8, 1), at: NOW });
  });

  it('asks those who differ too much to look again, keeps both, and lets nothing else be changed', () => {
    let one = given(entrantWith(), 'J1', scores(8, 3));
    one = given(one, 'J2', scores(8, 3));
    one = given(one, 'J3', scores(8, 1));
    expect(one.completeAt).toBeUndefined();
    expect(one.news).toEqual([{ what: 'remark', seq: 1 }]);
    expect(one.remarks).toEqual({ asked: { J1: ['look'], J2: ['look'], J3: ['look'] }, done: [] });
    one = given(one, 'J1', scores(12, 2));
    one = given(one, 'J2', scores(8, 3));
    expect(handIn(welding, one, 'J1', scores(8, 3), NOW)).toEqual({ refused: 'complete' });
    one = given(one, 'J3', scores(8, 1));
    expect(one.completeAt).toEqual(NOW);
    expect(one.sheets.J1).toEqual({ ...scores(8, 2), before: scores(8, 3), at: NOW });
    expect(one.sheets.J3?.before).toEqual(scores(8, 1));
  });

  it('asks only the ends of a spread', () => {
    const judges = ['J1', 'J2', 'J3', 'J4', 'J5'];
    let one = entrantWith({ panel: judges });
    const discipline = { ...welding, judges };
    for (const [nth, judge] of judges.entries())
      one = given(one, judge, scores(8, [3, 3, 2, 2, 1][nth] ?? 0), discipline);
    expect(differing(discipline, one)).toEqual({ J1: ['look'], J2: ['look'], J5: ['look'] });
    expect(pendingRemarks(one).size).toBe(3);
    expect(differing({ ...discipline, spread: 67 }, one)).toEqual({});
  });

  it('takes nothing from a judge who is recused, who is out of range, or of somebody who did not come', () => {
    const one = entrantWith({ panel: ['J1', 'J2', 'J4'] });
    expect(handIn(welding, one, 'J3', scores(8, 3), NOW)).toEqual({ refused: 'recused' });
    expect(handIn(welding, one, 'J1', scores(8, 4), NOW)).toEqual({ refused: 'range' });
    expect(handIn(welding, one, 'J1', { values: { width: 8 } }, NOW)).toEqual({ refused: 'range' });
    expect(handIn(welding, { ...one, state: 'absent' }, 'J1', scores(8, 3), NOW)).toEqual({ refused: 'over' });
  });

  it('is never complete with two judges', () => {
    let one = given(entrantWith({ panel: ['J1', 'J2'] }), 'J1', scores(8, 3));
    one = given(one, 'J2', scores(8, 3));
    expect(one.completeAt).toBeUndefined();
    const wider = { ...one, panel: ['J1', 'J2', 'J4'] };
    expect(settled(welding, wider, NOW)).toEqual({});
    expect(given(wider, 'J4', scores(8, 3)).completeAt).toEqual(NOW);
  });

  it('comes to the same whoever hands in first', () => {
    const levels = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 3, maxLength: 5 });
    fc.assert(
      fc.property(levels, fc.infiniteStream(fc.nat()), (all, order) => {
        const judges = all.map((_, nth) => `J${nth}`);
        const inOrder = (names: readonly string[]) =>
          names.reduce(
            (one, judge) => given(one, judge, scores(8, all[judges.indexOf(judge)] ?? 0)),
            entrantWith({ panel: judges }),
          );
        const mixed = judges.toSorted(() => ((order.next().value ?? 0) % 2 === 0 ? -1 : 1));
        const [a, b] = [inOrder(judges), inOrder(mixed)];
        expect(a.remarks).toEqual(
          b.remarks && { ...b.remarks, asked: expect.objectContaining({ ...a.remarks?.asked }) },
        );
        expect(resultOf(welding, a, 0)).toEqual(resultOf(welding, b, 0));
      }),
    );
  });
});

describe('a sheet from paper', () => {
  const copy = (one: Entrant, by: string, said: Scores, isAnew = false) =>
    copyIn(welding, one, 'J3', said, by, isAnew, NOW);
  const done = (one: Entrant, copied: ReturnType<typeof copyIn>): Entrant => {
    if (!('change' in copied)) throw new Error(JSON.stringify(copied));
    return { ...one, ...copied.change };
  };

  it('counts once a second person has read the same', () => {
    const first = copy(entrantWith(), 'S1', scores(8, 2));
    expect(first).toMatchObject({ isConfirmed: false });
    const one = done(entrantWith(), first);
    expect(one.sheets).toEqual({});
    expect(copy(one, 'S1', scores(8, 2))).toEqual({ refused: 'same-person' });
    const second = done(one, copy(one, 'S2', scores(8, 2)));
    expect(second.sheets.J3).toEqual({ ...scores(8, 2), at: NOW, enteredBy: 'S1', confirmedBy: 'S2' });
    expect(second.entered).toEqual({});
  });

  it('says where the second person reads something else, and then one of the two is given up', () => {
    const one = done(entrantWith(), copy(entrantWith(), 'S1', scores(8, 2, 60)));
    const missed = copy(one, 'S2', scores(8, 3, 61));
    expect(missed).toMatchObject({ differs: ['look', 'time'] });
    // Who could ask on would learn what the judge gave: after the second time nothing is said, also of the right one.
    const twice = done(done(one, missed), copy(done(one, missed), 'S2', scores(8, 1, 60)));
    for (const level of [0, 2]) expect(copy(twice, 'S2', scores(8, level, 60))).toEqual({ refused: 'misread' });
    expect(copy(twice, 'S3', scores(8, 2, 60))).toMatchObject({ isConfirmed: true });
    const anew = done(one, copy(one, 'S2', scores(8, 3, 61), true));
    expect(anew.sheets).toEqual({});
    expect(copy(anew, 'S2', scores(8, 3, 61))).toEqual({ refused: 'same-person' });
    expect(done(anew, copy(anew, 'S1', scores(8, 3, 61))).sheets.J3).toMatchObject({
      enteredBy: 'S2',
      confirmedBy: 'S1',
    });
  });

  it('is no business of another judge, nor of the entrant', () => {
    expect(copy(entrantWith(), 'J1', scores(8, 2))).toEqual({ refused: 'judge' });
    expect(copy(entrantWith(), 'M1', scores(8, 2))).toEqual({ refused: 'recused' });
    expect(copyIn(welding, entrantWith({ panel: ['J1', 'J2', 'J4'] }), 'J3', scores(8, 2), 'S1', false, NOW)).toEqual({
      refused: 'recused',
    });
  });

  it('gives way to the judge’s own', () => {
    const one = done(entrantWith(), copy(entrantWith(), 'S1', scores(8, 2)));
    const own = given(one, 'J3', scores(8, 3));
    expect(own.entered).toEqual({});
    expect(copy(own, 'S2', scores(8, 2))).toEqual({ refused: 'complete' });
  });
});

describe('a result', () => {
  const theory = { banks: [], count: 20, minutes: 30, weight: 30 };
  const all = [scores(8, 3, 70), scores(8.4, 2, 60), scores(8, 3, 65)].reduce(
    (one, said, nth) => given(one, `J${nth + 1}`, said),
    entrantWith(),
  );

  it('is the mean of the judges, with what is dropped said', () => {
    const plain = resultOf(welding, all, 0);
    expect(plain.criteria.map(({ points }) => points)).toEqual([933, 1778]);
    expect(plain).toMatchObject({ practical: 2711, most: 3000, measured: 933, seconds: 65, total: 9037 });
    const dropped = resultOf({ ...welding, isDropped: true }, all, 0);
    expect(dropped.criteria.map(({ points }) => points)).toEqual([1000, 2000]);
    expect(dropped.criteria[1]?.given.map(({ isDropped }) => isDropped)).toEqual([true, false, true]);
    expect(dropped.total).toBe(10_000);
  });

  it('has its theory by weight, and what an appeal has set in place of what judges gave', () => {
    expect(resultOf({ ...welding, theory }, all, 18).total).toBe(
      divided((70 * 2711 * 20 + 30 * 18 * 3000) * 100, 3000 * 20),
    );
    const corrected = {
      ...all,
      corrections: [{ criterion: 'look', points: 2000, reason: '看错', by: 'O', at: NOW, appeal: 'a1' }],
    };
    expect(resultOf(welding, corrected, 0)).toMatchObject({ practical: 2933 });
    const paper = {
      ...all,
      corrections: [{ criterion: 'theory', points: 20, reason: '题错', by: 'O', at: NOW, appeal: 'a1' }],
    };
    expect(resultOf({ ...welding, theory }, paper, 3).theory).toEqual({ right: 20, of: 20, weight: 30 });
  });

  it('never says whose score is whose, and lies between 0 and 100', () => {
    const panels = fc.array(fc.tuple(fc.integer({ min: 600, max: 1000 }), fc.integer({ min: 0, max: 3 })), {
      minLength: 3,
      maxLength: 7,
    });
    fc.assert(
      fc.property(panels, fc.boolean(), fc.nat(20), (said, isDropped, right) => {
        const panel = said.map((_, nth) => `J${nth}`);
        const sheets = Object.fromEntries(
          said.map(([mm, level], nth) => [`J${nth}`, { ...scores(mm / 100, level), at: NOW }]),
        );
        const discipline = { ...welding, isDropped, theory };
        const one = resultOf(discipline, entrantWith({ panel, sheets }), right);
        expect(one.total).toBeGreaterThanOrEqual(0);
        expect(one.total).toBeLessThanOrEqual(10_000);
        const turned = Object.fromEntries(panel.map((judge, nth) => [judge, sheets[panel.at(-1 - nth) ?? '']]));
        expect(resultOf(discipline, entrantWith({ panel, sheets: turned as Entrant['sheets'] }), right)).toEqual(one);
      }),
    );
  });
});

describe('a ranking', () => {
  const standing: fc.Arbitrary<Standing> = fc.record({
    member: fc.string({ minLength: 1, maxLength: 4 }),
    start: fc.nat(),
    total: fc.integer({ min: 0, max: 5 }),
    theory: fc.integer({ min: 0, max: 2 }),
    measured: fc.integer({ min: 0, max: 2 }),
    seconds: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
  });
  const crowd = fc.uniqueArray(standing, { selector: ({ start }) => start, maxLength: 30 });

  it('places everybody once, whoever is asked first; equals share, and the next place is left out', () => {
    fc.assert(
      fc.property(crowd, fc.constantFrom(...TIE_RULES), (all, rule) => {
        const placed = ranked(all, rule);
        expect(ranked(all.toReversed(), rule)).toEqual(placed);
        expect(placed.map(({ member }) => member).toSorted()).toEqual(all.map(({ member }) => member).toSorted());
        for (const one of placed)
          expect(one.place).toBe(1 + all.filter((other) => compare(other, one, rule) < 0).length);
      }),
    );
  });

  it.each([
    ['theory-measured-time', ['a', 'b', 'c', 'd'], [1, 2, 3, 4]],
    ['measured-time', ['b', 'c', 'd', 'a'], [1, 2, 3, 4]],
    ['time', ['c', 'b', 'd', 'a'], [1, 2, 2, 4]],
    ['shared', ['a', 'b', 'c', 'd'], [1, 1, 1, 1]],
  ] as const)('parts equals by %s', (rule, members, places) => {
    const of = (member: string, start: number, theory: number, measured: number, seconds?: number): Standing => ({
      member,
      start,
      total: 9000,
      theory,
      measured,
      seconds,
    });
    const all = [of('d', 4, 8, 500, 80), of('c', 3, 8, 600, 70), of('b', 2, 8, 700, 80), of('a', 1, 9, 100)];
    const placed = ranked(all, rule);
    expect(placed.map(({ member }) => member)).toEqual(members);
    expect(placed.map(({ place }) => place)).toEqual(places);
  });

  it('has no place for people who did not come, were disqualified, or are not complete', () => {
    const full = [1, 2, 3].reduce(
      (one, nth) => given(one, `J${nth}`, scores(8, 3)),
      entrantWith({ member: 'A', start: 3 }),
    );
    const others = [
      entrantWith({ member: 'B', start: 1, state: 'absent' }),
      entrantWith({ ...full, member: 'C', start: 2, state: 'disqualified' }),
      entrantWith({ member: 'D', start: 4, state: 'withdrawn' }),
    ];
    expect(placesOf(welding, [...others, full], () => 0)).toEqual([
      { member: 'A', start: 3, total: 10_000, place: 1 },
      { member: 'B', start: 1, total: 0 },
      { member: 'C', start: 2, total: 0 },
    ]);
    expect([1, 2, 3, 4, undefined].map(pointsOfPlace)).toEqual([30, 20, 10, 3, 0]);
  });
});

describe('a recusal', () => {
  it.each([
    [{ user: 'M' }, {}, false, 'self'],
    [{ user: 'J', branch: '东湖', team: '一班' }, { branch: '东湖', team: '一班' }, false, 'team'],
    [{ user: 'J', branch: '东湖', team: '一班' }, { branch: '东湖', team: '二班' }, false, 'branch'],
    [{ user: 'J', branch: '东湖', team: '一班' }, { branch: '南岗', team: '一班' }, false, undefined],
    [{ user: 'J', branch: '东湖' }, { branch: '南岗' }, true, 'related'],
    [{ user: 'J' }, {}, false, undefined],
    [{ user: 'J', branch: '' }, { branch: '' }, false, undefined],
  ] as const)('of %j for %j is %s → %s', (judge, entrant, isRelated, why) => {
    expect(recusalOf(judge, { member: 'M', ...entrant }, isRelated)).toBe(why);
  });
});

describe('the calendar of notices', () => {
  const at = (hour: string) => new Date(`2026-03-${hour}:00+08:00`);
  const contest = {
    state: 'open',
    openedAt: at('01T09:00'),
    signUpUntil: at('10T17:00'),
    heats: [
      { id: 'h1', discipline: 'welding', startsAt: at('11T09:00'), endsAt: at('11T12:00') },
      { id: 'h2', discipline: 'welding', startsAt: at('14T09:00'), endsAt: at('14T12:00') },
      { id: 'h3', discipline: 'welding', startsAt: at('15T09:00'), endsAt: at('15T12:00'), isOff: true },
    ],
  } as Contest;

  it('follows the dates: nobody hears of a turn before numbers are drawn', () => {
    expect(noticesOf(contest).map(({ key, at: when }) => [key, when])).toEqual([
      ['opening', at('01T09:00')],
      ['closing', at('09T17:00')],
      ['turn-h1', at('10T17:00')],
      ['sheets-h1', at('11T12:00')],
      ['turn-h2', at('13T09:00')],
      ['sheets-h2', at('14T12:00')],
    ]);
  });

  it('is silent before it opens and once it is cancelled; results are told when they are known', () => {
    const { openedAt: _openedAt, ...draft } = contest;
    expect(noticesOf(draft as Contest)).toEqual([]);
    expect(noticesOf({ ...contest, state: 'cancelled' })).toEqual([]);
    const out = { ...contest, state: 'published', publishedAt: at('12T10:00') } as Contest;
    expect(noticesOf(out).map(({ key }) => key)).toEqual(['opening', 'closing', 'turn-h1', 'sheets-h1']);
    expect(noticesOf({ ...out, results: {} }).at(-1)).toEqual({ key: 'result', verb: 'result', at: at('12T10:00') });
  });
});
