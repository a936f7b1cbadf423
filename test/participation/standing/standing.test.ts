import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../src/lib/zone.ts';
import type { Entry, Standing } from '../../../src/participation/ledger/model.ts';
import {
  applyEntry,
  type Duty,
  emptyStanding,
  foldEntries,
  isBehindStreak,
  RECENT_KEPT,
  streakOn,
} from '../../../src/participation/standing/standing.ts';

const weekdays: Duty = { isOnDuty: (day) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()) };

let made = 0;
function entryOf(changes: Partial<Entry> = {}): Entry {
  made += 1;
  const day = changes.day ?? '2026-03-02';
  return {
    workspace: 'T1',
    member: 'U1',
    unit: { branch: '生产', team: '一班' },
    feature: 'quiz',
    activity: 'run',
    kind: 'answer',
    day,
    at: new Date(`${day}T01:00:00Z`),
    points: 10,
    minutes: 0,
    streak: true,
    outcome: {},
    key: `key-${made}`,
    ...changes,
  };
}

const apply = (entries: Entry[], from?: Standing): Standing =>
  entries.reduce((sum: Standing | undefined, entry) => applyEntry(sum, entry, weekdays), from) ??
  emptyStanding('T1', 'U1');

describe('a standing', () => {
  it('adds the points of a day to its week, month and year', () => {
    const standing = apply([entryOf(), entryOf({ points: 5 })]);
    expect(standing).toMatchObject({
      total: 15,
      entries: 2,
      day: '2026-03-02',
      dayPoints: 15,
      week: '2026-W10',
      weekPoints: 15,
      month: '2026-03',
      monthPoints: 15,
      year: '2026',
      yearPoints: 15,
      branch: '生产',
      team: '一班',
    });
  });

  it('begins again with a new day, week, month and year', () => {
    const before = apply([entryOf({ day: '2025-12-31' })]);
    expect(apply([entryOf({ day: '2026-01-01', points: 3 })], before)).toMatchObject({
      // 31 December 2025 and 1 January 2026 lie in one ISO week.
      total: 13,
      dayPoints: 3,
      week: '2026-W01',
      weekPoints: 13,
      monthPoints: 3,
      yearPoints: 3,
    });
  });

  it('counts an entry of an older period only where it belongs', () => {
    const before = apply([entryOf({ day: '2026-03-11' })]);
    const after = apply([entryOf({ day: '2026-03-03', streak: false, points: 4 })], before);
    expect(after).toMatchObject({ total: 14, dayPoints: 10, weekPoints: 10, monthPoints: 14, yearPoints: 14 });
  });

  it('takes away what a reversal says, and leaves unit and streak alone', () => {
    const before = apply([entryOf(), entryOf({ day: '2026-03-03', unit: { branch: '后勤' } })]);
    const reversal = entryOf({ kind: 'reversal', points: -10, streak: false, reverses: 'key-1', at: new Date() });
    const after = apply([reversal], before);
    expect(after).toMatchObject({ total: 10, dayPoints: 10, weekPoints: 10, branch: '后勤', streak: before.streak });
    expect(after).not.toHaveProperty('team');
  });

  const missed = (standing: Standing, ...days: string[]): Standing => ({ ...standing, missed: days });

  it('does not break a streak over a weekend, nor on a day on which nothing was asked, but where something was', () => {
    const friday = apply([entryOf({ day: '2026-03-05' }), entryOf({ day: '2026-03-06' })]);
    const asked = missed(friday, '2026-03-07', '2026-03-08');
    const monday = apply([entryOf({ day: '2026-03-09' })], asked);
    expect(monday).toMatchObject({ streak: { current: 3, window: '111' }, missed: [] });
    expect(apply([entryOf({ day: '2026-03-11' })], monday).streak).toMatchObject({ current: 4, last100: 4 });
    const wednesday = apply([entryOf({ day: '2026-03-11' })], missed(monday, '2026-03-10', '2026-03-12'));
    expect(wednesday).toMatchObject({ streak: { current: 1, longest: 3, window: '11101' }, missed: ['2026-03-12'] });
  });

  it('counts three Mondays in a row as three', () => {
    const mondays = ['2026-03-02', '2026-03-09', '2026-03-16'].map((day) => entryOf({ day }));
    expect(apply(mondays).streak).toMatchObject({ current: 3, longest: 3, window: '111' });
  });

  it('does not count as missed the day on which something else was answered, or the first days before any answer', () => {
    const asked = { missed: ['2026-02-27', '2026-03-02', '2026-03-03'] };
    expect(foldEntries([entryOf()], () => weekdays, asked)).toMatchObject({
      streak: { current: 1, window: '1' },
      missed: ['2026-03-03'],
    });
  });

  it('spends a shield on a miss', () => {
    const seven = Array.from({ length: 7 }, (_, n) => entryOf({ day: addDays('2026-03-02', n < 5 ? n : n + 2) }));
    const tuesday = missed(apply(seven), '2026-03-11', '2026-03-12');
    expect(streakOn(tuesday, '2026-03-12', weekdays)).toMatchObject({ current: 7, shields: 0 });
    expect(streakOn(tuesday, '2026-03-13', weekdays)).toMatchObject({ current: 0, longest: 7, shields: 0 });
  });

  it('shows a streak as it is today: missed days count, today itself does not yet', () => {
    const friday = apply([entryOf({ day: '2026-03-05' }), entryOf({ day: '2026-03-06' })]);
    expect(streakOn(friday, '2026-04-20', weekdays).current).toBe(2);
    const asked = missed(friday, '2026-03-09');
    expect(streakOn(asked, '2026-03-09', weekdays).current).toBe(2);
    expect(streakOn(asked, '2026-03-10', weekdays).current).toBe(0);
    expect(friday.streak.current).toBe(2);
  });

  it('never falls below what the member had when the rules changed', () => {
    const entries = ['2026-03-02', '2026-03-03', '2026-03-05'].map((day) => entryOf({ day }));
    const floor = { day: '2026-03-03', current: 20, longest: 30, shields: 2 };
    expect(foldEntries(entries.slice(0, 2), () => weekdays, { missed: [], floor })?.streak).toMatchObject({
      current: 20,
      longest: 30,
      shields: 2,
    });
    expect(foldEntries(entries, () => weekdays, { missed: ['2026-03-04'], floor })?.streak).toMatchObject({
      current: 21,
      longest: 30,
      shields: 1,
    });
  });

  it('remembers the last keys only', () => {
    const entries = Array.from({ length: RECENT_KEPT + 5 }, () => entryOf());
    expect(apply(entries).recent).toEqual(entries.slice(5).map((entry) => entry.key));
  });
});

const someEntry = fc
  .record({ offset: fc.nat(80), points: fc.integer({ min: -20, max: 20 }), streak: fc.boolean(), minute: fc.nat(600) })
  .map(({ offset, points, streak, minute }) => {
    const day = addDays('2025-12-01', offset);
    const at = new Date(Date.parse(`${day}T00:00:00Z`) + minute * 60_000);
    return entryOf({ day, points, streak, at });
  });

/** Everything but how it came to be. */
function content({ recent: _recent, version: _version, ...rest }: Standing): Omit<Standing, 'recent' | 'version'> {
  return rest;
}

describe('incremental and recounted standings', () => {
  it('are the same for every order of the same entries and of what was asked between them', () => {
    const told = fc.oneof(
      someEntry,
      fc.nat(80).map((offset) => addDays('2025-12-01', offset)),
    );
    fc.assert(
      fc.property(fc.array(told, { minLength: 1, maxLength: 40 }), (events) => {
        let standing: Standing | undefined;
        const ledger: Entry[] = [];
        const missed: string[] = [];
        const recounted = (entries: Entry[]) =>
          foldEntries(entries, () => weekdays, { missed: [...new Set(missed)].sort() });
        for (const event of events) {
          // The rule of the live path: what lies behind the streak is placed by a recount.
          if (typeof event === 'string') {
            missed.push(event);
            if (standing === undefined || standing.streakDay === '') continue;
            const days = standing.missed ?? [];
            if (event < standing.streakDay) standing = recounted(ledger);
            else if (event > standing.streakDay && !days.includes(event))
              standing = { ...standing, missed: [...days, event].sort() };
            continue;
          }
          ledger.push(event);
          const isFirst = (standing?.streakDay ?? '') === '';
          standing =
            isBehindStreak(standing, event) || (isFirst && event.streak)
              ? recounted(ledger)
              : applyEntry(standing, event, weekdays);
        }
        const after = recounted(ledger.toReversed());
        expect(standing && content(standing)).toEqual(after && content(after));
      }),
    );
  });

  it('take an entry once, however often it is applied', () => {
    fc.assert(
      fc.property(fc.array(someEntry, { minLength: 1, maxLength: RECENT_KEPT }), fc.nat(), (entries, pick) => {
        const standing = apply(entries.toSorted((a, b) => (a.day < b.day ? -1 : 1)));
        const again = entries[pick % entries.length];
        expect(again && applyEntry(standing, again, weekdays)).toBe(standing);
      }),
    );
  });
});
