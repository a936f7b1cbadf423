import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CREDIT, fractionOf, pointsOf, recallOf, sharesOf, split } from '../../src/features/mentoring/rules/credit.ts';
import * as exam from '../../src/features/mentoring/rules/exam.ts';
import * as rules from '../../src/features/mentoring/rules/pair.ts';
import { isBossOf, readSkills, reasonFor, sharedDays } from '../../src/features/mentoring/rules/pairing.ts';
import type { Pair } from '../../src/features/mentoring/rules/records.ts';
import { pairOf, TZ } from './pair-of.ts';

const at = (time: string) => new Date(`${time}+08:00`);
const NOW = at('2026-03-03T10:00:00');

/** Writes what a rule decides; a refusal fails. */
function after(pair: Pair, decided: rules.Decision): Pair {
  if (typeof decided === 'string') throw new Error(decided);
  return { ...pair, ...decided } as Pair;
}

const active = (changes: Partial<Pair> = {}): Pair => {
  let pair = pairOf({ branchAgreed: { user: 'O', at: NOW }, ...changes });
  for (const user of rules.sidesOf(pair)) pair = after(pair, rules.agree(pair, user, 1, NOW, TZ));
  return { ...pair, news: [] };
};

describe('a contract', () => {
  it('begins with the last of the two and the branch, in any order', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(['A', 'M', 'N', 'O'], { minLength: 4 }), (order) => {
        let pair = pairOf({ mentors: ['M', 'N'] });
        for (const [nth, user] of order.entries()) {
          expect(pair.state).toBe('proposed');
          const decided =
            user === 'O' ? rules.agreeForBranch(pair, 'O', 1, NOW, TZ) : rules.agree(pair, user, 1, NOW, TZ);
          pair = after(pair, decided);
          expect(pair.state).toBe(nth === 3 ? 'active' : 'proposed');
        }
        expect(pair).toMatchObject({ startsOn: '2026-03-03', endsOn: '2026-09-03' });
      }),
    );
  });

  it('is agreed to as it was read, by those whom it is about, and by an officer who is none of them', () => {
    const pair = after(pairOf(), rules.rewrite(pairOf(), 'M', { ...pairOf().contract, goals: '别的' }, false, NOW));
    expect(pair).toMatchObject({ version: 2, agreed: [{ user: 'M' }] });
    expect(rules.agree(pair, 'A', 1, NOW, TZ)).toBe('stale');
    expect(rules.agree(pair, 'X', 2, NOW, TZ)).toBe('notYours');
    expect(rules.agreeForBranch(pair, 'M', 2, NOW, TZ)).toBe('notYourself');
    expect(rules.agree(pair, 'M', 2, NOW, TZ)).toBeUndefined();
  });

  it('lapses after two weeks, and counts for nobody when it ends within the probation', () => {
    expect(rules.wakesAt(pairOf(), TZ)).toEqual(at('2026-03-16T09:00:00'));
    expect(after(pairOf(), rules.due(pairOf(), at('2026-03-16T09:00:00'), TZ)).ended?.how).toBe('expired');
    const ends = (when: string) => after(active(), rules.end(active(), 'apprentice', 'A', '', at(when), TZ)).ended;
    expect(ends('2026-04-02T23:00:00')?.inProbation).toBe(true);
    expect(ends('2026-04-03T00:30:00')?.inProbation).toBeUndefined();
  });
});

describe('months', () => {
  it('shows a check-in to people who have given theirs, once the other side has, too', () => {
    const given = (by: string) => ({ month: 1, by, going: 'well' as const, enough: 'some' as const, words: '' });
    let pair = { ...active({ mentors: ['M', 'N'] }), asked: 1 };
    pair = after(pair, rules.checkIn(pair, given('M'), NOW));
    pair = after(pair, rules.checkIn(pair, given('N'), NOW));
    expect(rules.shownCheckIns(pair, 'M', 1)).toEqual([]);
    pair = after(pair, rules.checkIn(pair, given('A'), NOW));
    expect(['A', 'M', 'N', 'O'].map((user) => rules.shownCheckIns(pair, user, 1).length)).toEqual([3, 3, 3, 0]);
    expect(rules.checkIn(pair, given('A'), NOW)).toBeUndefined();
    expect(rules.checkIn(pair, { ...given('A'), month: 2 }, NOW)).toBe('noMonth');
    expect(rules.checkIn(pair, given('O'), NOW)).toBe('notYours');
  });

  it('asks both after a month without a sign, and the branch once, a week later', () => {
    let pair = active();
    const told: string[] = [];
    for (let day = 0; day < 80; day++) {
      const now = new Date(NOW.getTime() + day * 86_400_000);
      pair = after(pair, rules.due(pair, now, TZ));
      told.push(...pair.news.map((one) => `${one.what} ${day}`));
      pair = { ...pair, news: [] };
    }
    // The check-in of the first month asks both; a month later there is the next.
    expect(told).toEqual(['checkIn 31', 'silent 38', 'checkIn 61']);
    pair = after(pair, rules.goOn(pair, 'M', NOW));
    expect(pair.quiet).toBeUndefined();
  });

  it('asks by itself where the month of the last sign ends between two check-ins', () => {
    const pair = { ...active(), asked: 1, signAt: at('2026-03-13T12:00:00') };
    const due = after(pair, rules.due(pair, at('2026-04-14T10:00:00'), TZ));
    expect(due.news.map(({ what }) => what)).toEqual(['quiet']);
  });

  it('wakes when something is due, and not before', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), (days) => {
        const now = new Date(NOW.getTime() + days * 86_400_000);
        const decided = after(active(), rules.due(active(), now, TZ));
        const wakes = rules.wakesAt({ ...decided, news: [] }, TZ);
        expect(wakes === undefined || wakes > now || rules.due({ ...decided, news: [] }, now, TZ) !== undefined).toBe(
          true,
        );
      }),
    );
  });
});

describe('a meeting', () => {
  const meeting = (id: string, minutes = 40, by = 'A') => ({ id, by, mentor: 'M', minutes });

  it('counts when the other confirms it, once', () => {
    let pair = after(active(), rules.met(active(), meeting('1'), NOW, TZ));
    expect(rules.answerMeeting(pair, 'A', '1', 'yes', NOW)).toBe('notYours');
    pair = after(pair, rules.answerMeeting(pair, 'M', '1', 'yes', NOW));
    expect(rules.answerMeeting(pair, 'M', '1', 'no', NOW)).toBeUndefined();
    expect(rules.met(pair, meeting('1'), NOW, TZ)).toBeUndefined();
  });

  it.each([
    ['of somebody else', meeting('1', 40, 'X'), 'notYours'],
    ['with somebody who is no mentor', { ...meeting('1'), mentor: 'X' }, 'notYours'],
    ['of another mentor', { ...meeting('1'), by: 'N' }, 'notYours'],
    ['longer than a shift', meeting('1', 481), 'tooMuch'],
  ])('is refused %s', (_, one, why) => {
    expect(rules.met(active(), one, NOW, TZ)).toBe(why);
  });
});

describe('an examination', () => {
  const ready = (): Pair => ({ ...active(), done: [0, 1].map((task) => ({ task, by: 'M', at: NOW })) });
  const asked = (): Pair => after(ready(), exam.askExam(ready(), 'A', 0.8, NOW));
  const named = (): Pair => after(asked(), exam.nameExaminer(asked(), 'O', 'E', true));

  it.each([
    ['with a task open', active(), 0.9, 'tasksOpen'],
    ['with too little known', ready(), 0.69, 'knowsTooLittle'],
  ])('is not begun %s', (_, pair, recall, why) => {
    expect(exam.askExam(pair, 'A', recall, NOW)).toBe(why);
  });

  it('is held by none of the two, also where a payload says so', () => {
    for (const user of ['A', 'M']) {
      expect(exam.nameExaminer(asked(), 'O', user, true)).toBe('notNeutral');
      const forged = { ...named(), exam: { ...named().exam, examiner: user } } as Pair;
      expect(exam.handIn(forged, user, [3, 3], '', NOW, TZ)).toBe('notExaminer');
    }
    expect(exam.handIn(named(), 'X', [3, 3], '', NOW, TZ)).toBe('notExaminer');
    expect(exam.nameExaminer(asked(), 'M', 'E', true)).toBe('notYourself');
    const teams = [
      { user: 'A', team: '一班' },
      { user: 'M', team: '二班' },
    ];
    expect(exam.isNeutral(asked(), { user: 'E', team: '二班' }, teams, new Set())).toBe(false);
    expect(exam.isNeutral(asked(), { user: 'E', team: '三班' }, teams, new Set())).toBe(true);
    expect(exam.isNeutral(asked(), { user: 'E', team: '三班' }, teams, new Set(['E']))).toBe(false);
  });

  it('ends with the last of the sheet and both evaluations, in any order', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(['A', 'M', 'E'], { minLength: 3 }), (order) => {
        let pair = named();
        for (const [nth, by] of order.entries()) {
          const decided =
            by === 'E'
              ? exam.handIn(pair, 'E', [2, 2], '', NOW, TZ)
              : exam.evaluate(pair, { by, grade: 'good', words: '' }, NOW, TZ);
          pair = after(pair, decided);
          expect(pair.state).toBe(nth === 2 ? 'graduated' : 'active');
        }
        expect(pair).toMatchObject({ shares: [{ user: 'M', percent: 100 }], vestAt: at('2026-05-02T09:00:00') });
      }),
    );
  });

  it.each([
    [[2, 2], true],
    [[1, 3], true],
    [[1, 2], false],
    [[0, 3], false],
    [[], false],
  ])('passes with %j: %s', (marks, is) => {
    expect(exam.passes(marks)).toBe(is);
  });

  it('can be repeated after a sheet that does not pass, and the term extended once', () => {
    const failed = after(named(), exam.handIn(named(), 'E', [1, 1], '', NOW, TZ));
    expect(failed).toMatchObject({ state: 'active', exam: undefined, failed: [{ by: 'E' }] });
    const longer = after(failed, exam.extend(failed, 'O', 2, '多练', NOW, TZ));
    expect(longer.endsOn).toBe('2026-11-03');
    expect(exam.extend(longer, 'O', 2, '再练', NOW, TZ)).toBe('extendedOnce');
    expect(exam.handIn(named(), 'E', [2], '', NOW, TZ)).toBe('badSheet');
  });

  it('graduates when the mentor whose word was missing has left', () => {
    let pair = { ...named(), mentors: ['M', 'N'] };
    for (const by of ['A', 'M']) pair = after(pair, exam.evaluate(pair, { by, grade: 'good', words: '' }, NOW, TZ));
    pair = after(pair, exam.handIn(pair, 'E', [2, 2], '', NOW, TZ));
    expect(pair.state).toBe('active');
    const left = after(
      pair,
      exam.leave(pair, (user) => user === 'N', NOW, TZ),
    );
    expect(left).toMatchObject({ state: 'graduated', mentors: ['M'], past: ['N'] });
    expect(left.news.map(({ what }) => what)).toContain('lost');
  });
});

describe('leaving', () => {
  const gone =
    (...users: string[]) =>
    (user: string) =>
      users.includes(user);

  it.each([
    ['the apprentice', ['A'], { state: 'ended', ended: { how: 'left' } }],
    ['the only mentor', ['M'], { state: 'ended', ended: { how: 'left' } }],
    ['nobody of them', ['X'], undefined],
  ])('of %s', (_, users, wanted) => {
    const decided = exam.leave(active(), gone(...users), NOW, TZ);
    if (wanted === undefined) expect(decided).toBeUndefined();
    else expect(decided).toMatchObject(wanted);
  });

  it('lets the rest begin where only the word of the one who left was missing', () => {
    let pair = pairOf({ mentors: ['M', 'N'], branchAgreed: { user: 'O', at: NOW } });
    for (const user of ['A', 'M']) pair = after(pair, rules.agree(pair, user, 1, NOW, TZ));
    const left = after(pair, exam.leave(pair, gone('N'), NOW, TZ));
    expect(left).toMatchObject({ state: 'active', mentors: ['M'], past: ['N'] });
    expect(left.news.map(({ what }) => what)).toEqual(expect.arrayContaining(['lost', 'began']));
  });

  it('of the examiner asks the branch for another, unless the sheet is in', () => {
    const pair: Pair = { ...active(), exam: { askedBy: 'A', askedAt: NOW, examiner: 'E', evaluations: [] } };
    const left = after(pair, exam.leave(pair, gone('E'), NOW, TZ));
    expect(left.exam?.examiner).toBeUndefined();
    expect(left.news.map(({ what }) => what)).toEqual(['unexamined']);
    const sheet = { by: 'E', marks: [2, 2], words: '', at: NOW };
    const handed = { ...pair, exam: { ...pair.exam, sheet } } as Pair;
    expect(exam.leave(handed, gone('E'), NOW, TZ)).toBeUndefined();
  });
});

describe('credit', () => {
  const met = (minutes: number[]) =>
    minutes.map((one, nth) => ({
      id: String(nth),
      by: 'A',
      mentor: `M${nth}`,
      minutes: one,
      at: NOW,
      answer: 'yes' as const,
    }));

  it('is shared by confirmed hours; the shares are 100 together, never 99', () => {
    const three = { mentors: ['M0', 'M1', 'M2'], past: [], meetings: met([60, 60, 60]) };
    expect(sharesOf(three).map(({ percent }) => percent)).toEqual([34, 33, 33]);
    expect(sharesOf({ ...three, meetings: [] }).map(({ percent }) => percent)).toEqual([34, 33, 33]);
    expect(sharesOf({ mentors: ['M1'], past: ['M0'], meetings: met([60, 60]) })).toEqual([
      { user: 'M1', percent: 50 },
      { user: 'M0', percent: 50 },
    ]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9_000 }), { minLength: 1, maxLength: 6 }), (minutes) => {
        const shares = sharesOf({ mentors: minutes.map((_, nth) => `M${nth}`), past: [], meetings: met(minutes) });
        expect(shares.reduce((sum, { percent }) => sum + percent, 0)).toBe(100);
        for (const part of ['graduation', 'days60', 'days180'] as const) {
          const points = pointsOf(shares, { part, fraction: 1 });
          expect(points.reduce((sum, one) => sum + one, 0)).toBe(CREDIT[part]);
        }
      }),
    );
  });

  it('splits a whole without losing anything', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000 }),
        fc.array(fc.nat(500), { minLength: 1, maxLength: 8 }),
        (whole, weights) => {
          const parts = split(whole, weights);
          expect(parts.reduce((sum, one) => sum + one, 0)).toBe(whole);
          expect(parts.every((one) => one >= 0)).toBe(true);
        },
      ),
    );
    expect(split(10, [])).toEqual([]);
  });

  it.each([
    [0.9, false, 1],
    [1, false, 1],
    [0.45, false, 0.5],
    [0, false, 0],
    [undefined, false, 1],
    [0.1, true, 1],
  ])('vests what is still known: %s, left %s → %s', (recall, hasLeft, fraction) => {
    expect(fractionOf(recall, hasLeft)).toBeCloseTo(fraction, 6);
  });

  it('knows nothing of what was never answered, and asks no more than twenty of a topic', () => {
    expect(recallOf([{ sum: 9, reviewed: 10, total: 10 }])).toBeCloseTo(0.9);
    expect(recallOf([{ sum: 9, reviewed: 10, total: 500 }])).toBeCloseTo(0.45);
    expect(
      recallOf([
        { sum: 27, reviewed: 30, total: 500 },
        { sum: 0, reviewed: 0, total: 3 },
      ]),
    ).toBeCloseTo(0.45);
    expect(recallOf([{ sum: 0, reviewed: 0, total: 0 }])).toBeUndefined();
  });

  it('comes once, and not before its day', () => {
    const graduated: Pair = {
      ...active(),
      state: 'graduated',
      graduatedAt: NOW,
      shares: [{ user: 'M', percent: 100 }],
      vested: [{ part: 'graduation', fraction: 1, at: NOW }],
      vestAt: at('2026-05-02T09:00:00'),
    };
    expect(exam.vest(graduated, 'days60', 0.9, false, at('2026-05-02T08:59:00'), TZ)).toBeUndefined();
    const vested = after(graduated, exam.vest(graduated, 'days60', 0.45, false, at('2026-05-02T09:00:00'), TZ));
    expect(vested).toMatchObject({
      vestAt: at('2026-08-30T09:00:00'),
      vested: [{}, { part: 'days60', fraction: 0.5 }],
    });
    expect(exam.vest(vested, 'days60', 0.9, false, at('2026-05-03T09:00:00'), TZ)).toBeUndefined();
    expect(exam.vest(vested, 'days180', 0.9, false, at('2026-05-03T09:00:00'), TZ)).toBeUndefined();
  });
});

describe('who fits', () => {
  const mentor = { user: 'M', post: '养殖工', team: '二班', branch: '一分会', skills: ['水质检测', '焊接'] };
  const learner = { user: 'A', post: '养殖工', team: '一班', branch: '一分会' };

  it.each([
    ['by post', mentor, [], 5, { samePost: '养殖工', days: 5, sameBranch: true }],
    [
      'by the skill that is wanted',
      mentor,
      ['水质'],
      5,
      { samePost: '养殖工', skill: '水质检测', days: 5, sameBranch: true },
    ],
    ['not without it', mentor, ['驾驶'], 5, undefined],
    ['not on other shifts', mentor, [], 0, undefined],
    ['not the direct boss', { ...mentor, team: '一班', post: '班组长' }, [], 5, undefined],
    ['not oneself', { ...mentor, user: 'A' }, [], 5, undefined],
    ['not of another post', { ...mentor, post: '农机手' }, [], 5, undefined],
  ])('%s', (_, who, wanted, days, reason) => {
    expect(reasonFor(who, learner, wanted, days)).toEqual(reason);
  });

  it('knows a boss by team and post', () => {
    expect(isBossOf({ user: 'M', team: '一班', post: '班组长' }, learner)).toBe(true);
    expect(isBossOf({ user: 'M', team: '二班', post: '班组长' }, learner)).toBe(false);
    expect(isBossOf({ user: 'M', team: '一班', post: 'Team leader' }, learner)).toBe(true);
    expect(isBossOf({ user: 'M', team: '一班', post: '养殖工' }, learner)).toBe(false);
  });

  it('counts days on which both are there for two hours', () => {
    const span = (from: string, to: string) => [{ startsAt: at(`2026-03-03T${from}`), endsAt: at(`2026-03-03T${to}`) }];
    expect(sharedDays([span('06:00:00', '14:30:00')], [span('12:30:00', '20:00:00')])).toBe(1);
    expect(sharedDays([span('06:00:00', '14:30:00')], [span('13:00:00', '20:00:00')])).toBe(0);
    expect(sharedDays([[]], [span('13:00:00', '20:00:00')])).toBe(0);
  });

  it('reads skills as they are typed', () => {
    expect(readSkills(' 焊接，水泵维修、焊接;\n welding ')).toEqual(['焊接', '水泵维修', 'welding']);
  });
});
