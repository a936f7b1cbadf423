import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterWorkingDays, dayBefore, nextDue as dueOf, type Timed as TimedCase } from '../../src/cases/clocks.ts';
import { newsDay } from '../../src/cases/news.ts';
import { lineOf, linesBy, median } from '../../src/cases/numbers.ts';
import { personOf, routeFor } from '../../src/cases/routing.ts';
import { isPossible as canTake } from '../../src/cases/steps.ts';
import type { Item } from '../../src/features/suggestions/item/model.ts';
import {
  CLOCK_RULES,
  OPEN,
  OUTCOMES,
  SILENCE_DAYS,
  STATES,
  type State,
  type Step,
  stepOfWord,
  STEPS as TABLE,
} from '../../src/features/suggestions/item/states.ts';
import { dayOf } from '../../src/lib/zone.ts';
import { firstRank, rankAbove, ranksFrom } from '../../src/members/ranks.ts';
import { isWorkingDay } from '../../src/members/shift.ts';

type Timed = TimedCase<Item>;
const KIND = {
  open: OPEN,
  clocks: CLOCK_RULES,
  steps: TABLE,
  silence: { days: SILENCE_DAYS, step: 'silence' as const },
};
const nextDue = (item: Timed, now: Date, tz: string) => dueOf(KIND, item, now, tz);
const isPossible = (state: State, step: Step) => canTake(KIND, { state, round: 0 }, step);
const stateAfter = (step: Step) => TABLE[step].to;

const TZ = 'Asia/Shanghai';
const at = (text: string) => new Date(`${text}:00+08:00`);
const STEPS: Step[] = ['accept', 'start', ...OUTCOMES, 'satisfied', 'content', 'reopen', 'refuse', 'silence', 'merge'];

describe('states', () => {
  it('lead from received to closed or merged, and nothing leads out of these', () => {
    const possible = STATES.map((state) => [state, STEPS.filter((step) => isPossible(state, step))]);
    expect(possible).toEqual([
      ['received', ['accept', 'merge']],
      ['accepted', ['start', 'solved', 'partly', 'impossible', 'merge']],
      ['progress', ['solved', 'partly', 'impossible', 'merge']],
      ['solved', ['satisfied', 'content', 'reopen', 'silence']],
      ['partly', ['satisfied', 'content', 'reopen', 'silence']],
      ['impossible', ['satisfied', 'content', 'reopen', 'silence']],
      ['closed', []],
      ['merged', []],
    ]);
  });

  it('come to an end on every way: a reopening is possible once only', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...STEPS), { maxLength: 60 }), (steps) => {
        let [state, taken, isReopened]: [(typeof STATES)[number], number, boolean] = ['received', 0, false];
        const mayTake = (step: Step) => canTake(KIND, { state, round: isReopened ? 1 : 0 }, step);
        for (const step of steps) {
          const real: Step = step === 'reopen' ? stepOfWord('not', isReopened) : step;
          if (!mayTake(real)) continue;
          isReopened ||= real === 'reopen';
          state = stateAfter(real);
          taken += 1;
        }
        expect(taken).toBeLessThanOrEqual(8);
      }),
    );
  });

  it('rise to the administrators and no further', () => {
    expect([0, 1, 2].map(rankAbove)).toEqual([1, 2, 2]);
  });
});

describe('working days', () => {
  it.each([
    ['2026-03-02T09:00', 3, '2026-03-05T17:30'],
    // Over a weekend.
    ['2026-03-05T23:00', 3, '2026-03-10T17:30'],
    // The National Day of 2025: 1 to 8 October off, 28 September and 11 October worked.
    ['2025-09-26T09:00', 3, '2025-09-30T17:30'],
    ['2025-09-30T09:00', 3, '2025-10-11T17:30'],
  ])('%s and %i days end %s', (from, days, end) => {
    expect(afterWorkingDays(at(from), days, TZ)).toEqual(at(end));
  });

  it('count so many working days, and the warning falls on the one before', () => {
    fc.assert(
      fc.property(
        fc.date({ min: at('2025-01-01T00:00'), max: at('2026-12-01T00:00'), noInvalidDate: true }),
        fc.integer({ min: 1, max: 20 }),
        (from, days) => {
          const by = afterWorkingDays(from, days, TZ);
          expect(by > from).toBe(true);
          expect(isWorkingDay(undefined, dayOf(by, TZ))).toBe(true);
          const warned = dayBefore(by, TZ);
          expect(warned < by).toBe(true);
          if (days > 1) expect(warned).toEqual(afterWorkingDays(from, days - 1, TZ));
        },
      ),
    );
  });
});

describe('clocks', () => {
  const received: Timed = { state: 'received', round: 0, acceptBy: at('2026-03-05T17:30'), marks: [] };

  it.each<[string, Partial<Timed>, string, ReturnType<typeof nextDue>]>([
    [
      'warn first',
      {},
      '2026-03-02T09:00',
      { do: 'warn', clock: 'accept', mark: 'warned-0-accept', at: at('2026-03-04T17:30') },
    ],
    [
      'then escalate',
      { marks: ['warned-0-accept'] },
      '2026-03-04T18:00',
      { do: 'escalate', clock: 'accept', mark: 'escalated-0-accept', at: at('2026-03-05T17:30') },
    ],
    [
      'skip a warning that comes too late',
      {},
      '2026-03-09T09:00',
      { do: 'escalate', clock: 'accept', mark: 'escalated-0-accept', at: at('2026-03-05T17:30') },
    ],
    ['escalate once', { marks: ['escalated-0-accept'] }, '2026-03-09T09:00', undefined],
    [
      'begin anew when reopened',
      { round: 1, marks: ['escalated-0-accept'] },
      '2026-03-02T09:00',
      { do: 'warn', clock: 'accept', mark: 'warned-1-accept', at: at('2026-03-04T17:30') },
    ],
    [
      'close after seven days',
      { state: 'solved', answeredAt: at('2026-03-02T09:00') },
      '2026-03-02T09:00',
      { do: 'silence', at: at('2026-03-09T09:00') },
    ],
    ['rest when closed', { state: 'closed' }, '2026-03-09T09:00', undefined],
  ])('%s', (_, change, now, due) => {
    expect(nextDue({ ...received, ...change }, at(now), TZ)).toEqual(due);
  });

  it('never do the same twice', () => {
    const moments = fc.array(fc.integer({ min: 0, max: 60 * 24 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(fc.constantFrom(...OPEN), moments, (state, hours) => {
        const item = { ...received, state, replyBy: at('2026-03-16T17:30'), dueAt: at('2026-04-10T17:30') };
        const marks: string[] = [];
        for (const hour of [...hours].sort((a, b) => a - b)) {
          const now = new Date(at('2026-03-02T09:00').getTime() + hour * 3_600_000);
          const due = nextDue({ ...item, marks }, now, TZ);
          if (due !== undefined && due.do !== 'silence' && due.at <= now) marks.push(due.mark);
        }
        expect(new Set(marks).size).toBe(marks.length);
        expect(marks.length).toBeLessThanOrEqual(2);
      }),
    );
  });
});

describe('routes', () => {
  const routes = [
    { branch: '', owner: 'C', deputy: 'D' },
    { branch: '东湖', owner: 'A', deputy: 'B' },
  ];
  it.each([
    ['东湖', [], 'A'],
    ['东湖', ['A'], 'B'],
    ['东湖', ['A', 'B'], undefined],
    ['南岗', [], 'C'],
    ['南岗', ['C'], 'D'],
  ])('of %s while %j are away lead to %s', (branch, away, person) => {
    expect(personOf(routeFor(routes, branch), (user) => !(away as string[]).includes(user))).toBe(person);
  });

  const admin = { user: 'Z', roles: ['administrator'], scope: 'company' as const };
  const own = { user: 'A', roles: ['officer'], scope: 'branch' as const, branch: '东湖' };
  const company = { user: 'C', roles: ['officer'], scope: 'company' as const, branch: '机关', team: '工会办公室' };
  const chair = { user: 'S', roles: ['officer'], scope: 'company' as const, branch: '南岗', post: '分会主席' };
  const goesTo = (rank: number, away: string[] = [], except: string[] = [], all = [admin, own, chair, company]) =>
    firstRank(ranksFrom(all, rank, '东湖'), (user) => !away.includes(user), except).users;

  it('a rank without officers is the next one’s', () => {
    expect([0, 1, 2].map((rank) => goesTo(rank, [], [], [admin, own]))).toEqual([['A'], ['Z'], ['Z']]);
  });

  it('goes up, and never sideways to another branch’s officer', () => {
    expect([0, 1, 2].map((rank) => goesTo(rank))).toEqual([['A'], ['C'], ['Z']]);
    expect(goesTo(1, [], [], [admin, own, chair])).toEqual(['Z']);
  });

  it('waits with nobody who is away, and comes back to nobody who had it, as long as others are there', () => {
    expect(goesTo(0, ['A'])).toEqual(['C']);
    expect(goesTo(1, [], ['C'])).toEqual(['Z']);
    expect(goesTo(2, [], ['Z'])).toEqual(['Z']);
    expect(goesTo(0, ['A', 'C', 'Z'])).toEqual(['A']);
    expect(goesTo(0, ['A', 'C', 'Z'], ['A'])).toEqual(['C']);
  });
});

describe('numbers', () => {
  it('have a median of nothing, one, two and three', () => {
    expect([[], [3], [1, 4], [9, 1, 2]].map(median)).toEqual([undefined, 3, 2.5, 2]);
  });

  it('add up by kind as in all', () => {
    const one = fc.record({
      kind: fc.constantFrom('a', 'b'),
      branch: fc.constantFrom('x', 'y', 'z'),
      createdAt: fc.constant(at('2026-03-02T09:00')),
    });
    fc.assert(
      fc.property(fc.array(one), (items) => {
        const sum = (field: 'kind' | 'branch') => linesBy(items, field).reduce((all, line) => all + line.count, 0);
        expect([sum('kind'), sum('branch')]).toEqual([lineOf('', items).count, items.length]);
      }),
    );
  });

  it('news from 16:55 on belongs to the next day: at 17:00 the day is told', () => {
    expect([newsDay(at('2026-03-02T16:54'), TZ), newsDay(at('2026-03-02T16:55'), TZ)]).toEqual([
      '2026-03-02',
      '2026-03-03',
    ]);
  });
});
