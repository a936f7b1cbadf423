import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../src/lib/zone.ts';
import type { Entry, Standing } from '../../src/participation/model.ts';
import {
  applyEntry,
  type Duty,
  emptyStanding,
  foldEntries,
  isBehindStreak,
  RECENT_KEPT,
  streakOn,
} from '../../src/participation/standing.ts';

const weekdays: Duty = { isOnDuty: (day) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()) };

let made = 0;
function entryOf(changes: Partial<Entry> = {}): Entry {
  made += 1;
  const day = changes.day ?? '2026-03-02';
  return {
    ...{ workspace: 'T1', member: 'U1', unit: { branch: '生产', team: '一班' }, feature: 'quiz', activity: 'run' },
    ...{ kind: 'answer', day, at: new Date(`${day}T01:00:00Z`), points: 10, minutes: 0, streak: true, outcome: {} },
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
      ...{ total: 15, entries: 2, day: '2026-03-02', dayPoints: 15, week: '2026-W10', weekPoints: 15 },
      ...{ month: '2026-03', monthPoints: 15, year: '2026', yearPoints: 15, branch: '生产', team: '一班' },
    });
  });

  it('begins anew with a new day, week, month and year', () => {
    const before = apply([entryOf({ day: '2025-12-31' })]);
    expect(apply([entryOf({ day: '2026-01-01', points: 3 })], before)).toMatchObject({
      // 31 December 2025 and 1 January 2026 lie in one ISO week.
      ...{ total: 13, dayPoints: 3, week: '2026-W01', weekPoints: 13, monthPoints: 3, yearPoints: 3 },
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

  it('does not break a streak over a weekend, and breaks it at a missed day on duty', () => {
    const friday = apply([entryOf({ day: '2026-03-05' }), entryOf({ day: '2026-03-06' })]);
    const monday = apply([entryOf({ day: '2026-03-09' })], friday);
    expect(monday.streak.current).toBe(3);
    expect(apply([entryOf({ day: '2026-03-11' })], monday).streak).toMatchObject({ current: 1, longest: 3 });
  });

  it('shows a streak as it is today: missed days count, today itself does not yet', () => {
    const friday = apply([entryOf({ day: '2026-03-05' }), entryOf({ day: '2026-03-06' })]);
    expect(streakOn(friday, '2026-03-09', weekdays).current).toBe(2);
    expect(streakOn(friday, '2026-03-10', weekdays).current).toBe(0);
    expect(friday.streak.current).toBe(2);
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
  it('are the same for every order of the same entries', () => {
    fc.assert(
      fc.property(fc.array(someEntry, { minLength: 1, maxLength: 40 }), (entries) => {
        let standing: Standing | undefined;
        const ledger: Entry[] = [];
        for (const entry of entries) {
          ledger.push(entry);
          // The rule of the live path: what lies behind the streak is placed by a recount.
          standing = isBehindStreak(standing, entry)
            ? foldEntries(ledger, () => weekdays)
            : applyEntry(standing, entry, weekdays);
        }
        const recounted = foldEntries(entries.toReversed(), () => weekdays);
        expect(standing && content(standing)).toEqual(recounted && content(recounted));
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
