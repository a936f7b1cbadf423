import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Case } from '../../src/cases/case.ts';
import { nextDue, runningClock } from '../../src/cases/clocks.ts';
import { type CaseKind, toldOf } from '../../src/cases/kind.ts';
import { clocksSetBy, dueWrite, isPossible, stepWrite } from '../../src/cases/steps.ts';
import { suggestionCases } from '../../src/features/suggestions/service/items.ts';
import { WORDS } from '../../src/features/suggestions/words.ts';
import { DAY_MS } from '../../src/lib/zone.ts';
import { OFFICIAL_CALENDAR } from '../../src/members/calendar/day-calendar.ts';

const TZ = 'Asia/Shanghai';
const START = new Date('2026-03-02T09:00:00+08:00');

type Step = 'accept' | 'start' | 'solve' | 'cannot' | 'confirm' | 'reopen';

/** Findings of visits: one due date that somebody chose instead of clocks of working days. */
const findings: CaseKind<Case, Step, 'due'> = {
  feature: 'visits',
  prefix: 'V',
  model: () => {
    throw new Error('the rules need no database');
  },
  words: WORDS,
  opens: { state: 'recorded', event: 'recorded' },
  open: ['recorded', 'accepted', 'progress'],
  steps: {
    accept: { from: ['recorded'], to: 'accepted', by: 'owner', event: 'accepted', owns: true },
    start: { from: ['accepted'], to: 'progress', by: 'owner', event: 'progress' },
    solve: {
      from: ['accepted', 'progress'],
      to: 'solved',
      by: 'owner',
      event: 'solved',
      words: 'required',
      sets: (_one, now) => ({ answeredAt: now, solvedAt: now }),
    },
    cannot: { from: ['accepted', 'progress'], to: 'cannot', by: 'owner', event: 'cannot', words: 'required' },
    confirm: {
      from: ['solved', 'cannot'],
      to: 'confirmed',
      by: 'sender',
      event: 'confirmed',
      ends: true,
      calls: 'owner',
    },
    reopen: {
      from: ['solved', 'cannot'],
      to: 'recorded',
      by: 'sender',
      event: 'reopened',
      reopens: true,
      calls: 'rank',
      sets: () => ({ answeredAt: undefined, solvedAt: undefined }),
    },
  },
  clocks: [
    {
      name: 'due',
      field: 'dueAt',
      runsIn: ['recorded', 'accepted', 'progress'],
      isChosen: true,
      setBy: ['open', 'reopen'],
    },
  ],
  pace: async () => ({ due: 10 }),
  senders: 'watchers',
  tellsOpening: true,
};

interface Table {
  name: string;
  kind: CaseKind<Case, string, string>;
  pace: Record<string, number>;
}

const TABLES: Table[] = [
  {
    name: 'suggestions',
    kind: suggestionCases.kind as unknown as CaseKind<Case, string, string>,
    pace: { accept: 3, reply: 10, due: 20 },
  },
  { name: 'findings of visits', kind: findings as unknown as CaseKind<Case, string, string>, pace: { due: 10 } },
];

function born({ kind, pace }: Table): Case {
  const moment = { now: START, tz: TZ, calendar: OFFICIAL_CALENDAR, pace };
  return {
    _id: 'one',
    workspace: 'T1',
    number: 'X-2026-0001',
    once: 'once',
    kind: 'fault',
    text: '漏水',
    place: '',
    branch: '',
    isAnonymous: false,
    submitter: 'U1',
    photos: 0,
    state: kind.opens.state,
    rank: 0,
    round: 0,
    supporters: [],
    watchers: [],
    events: [{ seq: 0, what: kind.opens.event, at: START }],
    told: 0,
    untold: true,
    marks: [],
    createdAt: START,
    updatedAt: START,
    ...clocksSetBy(kind, 'open', undefined, moment),
  } as Case;
}

/** A walk: each move waits for some days, and takes a step, or only lets the clock act, twice at once. */
const moves = (steps: readonly string[]) =>
  fc.array(fc.record({ step: fc.option(fc.constantFrom(...steps), { nil: undefined }), days: fc.nat({ max: 15 }) }), {
    maxLength: 40,
  });

describe.each(TABLES)('a random walk of $name', (table) => {
  const { kind, pace } = table;
  const steps = Object.keys(kind.steps);

  it('warns and escalates once per clock and round, names every event, and comes to an end', () => {
    fc.assert(
      fc.property(moves(steps), (walk) => {
        let one = born(table);
        let now = START;
        const apply = (write: object | undefined): void => {
          if (write !== undefined) one = { ...one, ...write, updatedAt: now } as Case;
        };
        for (const { step, days } of walk) {
          now = new Date(now.getTime() + days * DAY_MS + 1);
          const moment = { now, tz: TZ, calendar: OFFICIAL_CALENDAR, pace };
          // The clock may have slept for long: it acts as often as something is due, and then rests.
          for (let ticks = 0; ticks < 5; ticks++) apply(dueWrite(kind, one, moment));
          expect(dueWrite(kind, one, moment)).toBeUndefined();
          if (step !== undefined && kind.steps[step]?.by !== 'clock')
            apply(stepWrite(kind, one, { step, words: '因为' }, { user: 'U2' }, moment));
        }
        // Nothing was marked twice, and each mark is one event.
        expect(new Set(one.marks).size).toBe(one.marks.length);
        const byClock = one.events.filter(({ what }) => what === 'warned' || what === 'escalated');
        expect(byClock).toHaveLength(one.marks.length);
        expect(one.events.map(({ seq }) => seq)).toEqual(one.events.map((_, nth) => nth));
        expect(one.round).toBeLessThanOrEqual(1);
        expect(one.rank).toBeLessThanOrEqual(2);
        // Whatever is open has a clock that runs, and wakes by it unless it was escalated.
        if (kind.open.includes(one.state)) {
          expect(runningClock(kind, one)).toBeDefined();
          const { clock } = runningClock(kind, one) ?? {};
          const isEscalated = one.marks.includes(`escalated-${one.round}-${clock}`);
          expect(nextDue(kind, one, now, TZ) !== undefined).toBe(!isEscalated);
        }
        // Once somebody has accepted it, it has an owner in every state after.
        if (one.events.some(({ what }) => what === 'accepted')) expect(one.owner).toBe('U2');
        // Every event calls somebody, or is told to the people who sent it or watch it.
        for (const { what } of one.events) {
          const { calls, senders, watchers } = toldOf(kind, what);
          expect(calls !== undefined || senders || watchers).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('leads nowhere from a state at its end', () => {
    const ends = Object.values(kind.steps).flatMap(({ ends: isEnd, to }) => (isEnd === true ? [to] : []));
    expect(ends.length).toBeGreaterThan(0);
    for (const state of ends) for (const step of steps) expect(isPossible(kind, { state, round: 0 }, step)).toBe(false);
  });

  it('is reopened as often as it may be, one rank higher, and its clocks run again', () => {
    const reopens = steps.filter((step) => kind.steps[step]?.reopens === true);
    for (const step of reopens) {
      const one = { ...born(table), state: kind.steps[step]?.from[0] ?? '', marks: ['escalated-0-due'] };
      const moment = { now: START, tz: TZ, calendar: OFFICIAL_CALENDAR, pace };
      const again = { ...one, ...stepWrite(kind, one, { step, words: '灯还没有修好' }, undefined, moment) } as Case;
      expect(again).toMatchObject({ state: kind.opens.state, round: 1, rank: 1 });
      expect(nextDue(kind, again, START, TZ)).toMatchObject({ do: 'warn', mark: expect.stringMatching(/^warned-1-/) });
      expect(isPossible(kind, { state: one.state, round: 1 }, step)).toBe(false);
    }
    expect(reopens).toHaveLength(1);
  });
});

describe('a step', () => {
  const table = TABLES[1] as Table;
  const { kind, pace } = table;
  const moment = { now: START, tz: TZ, calendar: OFFICIAL_CALENDAR, pace };

  it('needs its words where the table says so, and is not possible elsewhere', () => {
    const accepted = { ...born(table), state: 'accepted' };
    expect(() => stepWrite(kind, accepted, { step: 'cannot', words: ' ' }, { user: 'U2' }, moment)).toThrow();
    expect(stepWrite(kind, born(table), { step: 'cannot' }, { user: 'U2' }, moment)).toBeUndefined();
  });

  it('takes the chosen day for the end of a clock, and refuses one that is past', () => {
    expect(clocksSetBy(kind, 'open', '2026-03-20', moment)).toEqual({ dueAt: new Date('2026-03-20T17:30:00+08:00') });
    expect(() => clocksSetBy(kind, 'open', '2026-03-01', moment)).toThrow();
  });

  it('names the officer who takes it, and never the sender', () => {
    const taken = stepWrite(kind, born(table), { step: 'accept' }, { user: 'U2' }, moment);
    expect(taken?.events?.at(-1)).toEqual({ seq: 1, what: 'accepted', at: START, by: 'U2' });
    const solved = { ...born(table), state: 'solved' };
    const confirmed = stepWrite(kind, solved, { step: 'confirm' }, { user: 'U1' }, moment);
    expect(confirmed?.events?.at(-1)).toEqual({ seq: 1, what: 'confirmed', at: START });
    expect(confirmed).toMatchObject({ state: 'confirmed', closedAt: START, sealed: undefined });
  });
});

it.each<[string, ReturnType<typeof toldOf>]>([
  ['recorded', { calls: 'duty', senders: true, watchers: true }],
  ['accepted', { calls: undefined, senders: true, watchers: true }],
  ['confirmed', { calls: 'owner', senders: false, watchers: true }],
  ['reopened', { calls: 'rank', senders: false, watchers: true }],
  ['warned', { calls: 'duty', senders: false, watchers: false }],
  ['escalated', { calls: 'rank', senders: true, watchers: true }],
  ['handedOver', { calls: 'duty', senders: true, watchers: true }],
])('%s of a finding is told to %j', (what, told) => {
  expect(toldOf(findings, what)).toEqual(told);
});
