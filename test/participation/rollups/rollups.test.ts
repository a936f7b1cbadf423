import fc from 'fast-check';
import mongoose from 'mongoose';
import { describe, expect, it } from 'vitest';
import { periodRange } from '../../../src/participation/boards/periods.ts';
import { type Entry, ledgerRows, type Store } from '../../../src/participation/ledger/model.ts';
import { annul, record, recordMany, reverse } from '../../../src/participation/ledger/service.ts';
import { totalOf, totalsBy } from '../../../src/participation/rollups/cells.ts';
import { markRows, rollupRows } from '../../../src/participation/rollups/model.ts';
import { refreshRollups, rollupsOf } from '../../../src/participation/rollups/rollups.ts';
import { verifyRollups } from '../../../src/participation/rollups/verify.ts';
import { breaksOff } from '../ledger/dying-store.ts';
import { deedOf, useLedger } from '../ledger/ledger-deeds.ts';
import { plainNumbers } from '../plain-numbers.ts';

const held = useLedger('rollups');
let made = 0;
/** A ledger of its own inside the same database. */
const freshStore = (): Store => ({ db: held.store.db, workspace: `T-rollups-${made++}` });
const attended = (member: string, session: string, day: string, changes: Partial<Entry> = {}) => ({
  ...deedOf(member, `${session}-${member}-${day}`, { feature: 'training', activity: session, kind: 'attend', day }),
  minutes: 90,
  points: 20,
  category: 'class',
  ...changes,
});
const year = periodRange('2026');

describe('the numbers of the year', () => {
  it('are sessions, person-times, people and hours, by kind, branch and month', async () => {
    const store = freshStore();
    await recordMany(store, [
      { deed: attended('U1', 's1', '2026-03-02'), person: { branch: '生产' } },
      { deed: attended('U2', 's1', '2026-03-02'), person: { branch: '后勤' } },
      { deed: attended('U1', 's2', '2026-04-10', { category: 'camp' }), person: { branch: '生产' } },
      {
        deed: attended('U3', 's2', '2026-04-10', { kind: 'absent', minutes: 0, points: 0 }),
        person: { branch: '生产' },
      },
    ]);
    const rows = await rollupsOf(store, { ...year, feature: 'training' });
    const there = rows.filter((row) => row.kind === 'attend');
    expect(totalOf(there)).toEqual({ sessions: 2, personTimes: 3, people: 2, deeds: 3, minutes: 270, points: 60 });
    expect(totalsBy(there, ['month', 'branch'])).toMatchObject([
      { month: '2026-03', branch: '后勤', sessions: 1, people: 1 },
      { month: '2026-03', branch: '生产', sessions: 1, people: 1 },
      { month: '2026-04', branch: '生产', sessions: 1, people: 1 },
    ]);
    expect(totalsBy(rows, ['kind'])).toMatchObject([
      { kind: 'absent', personTimes: 1 },
      { kind: 'attend', personTimes: 3 },
    ]);
    expect(totalsBy(there, ['category'])).toMatchObject([{ category: 'camp' }, { category: 'class', personTimes: 2 }]);
  });

  it('take back people who were not there after all, and count those who were once more', async () => {
    const store = freshStore();
    const deed = attended('U1', 's1', '2026-03-02');
    await record(store, deed, { branch: '生产' });
    await refreshRollups(store);
    await annul(store, deed.key, { reason: 'was-absent' });
    const taken = totalOf(await rollupsOf(store, year));
    expect(taken).toEqual({ sessions: 0, personTimes: 0, people: 0, deeds: 0, minutes: 0, points: 0 });
    await record(store, { ...deed, key: `${deed.key}-again` }, { branch: '生产' });
    expect(totalOf(await rollupsOf(store, year))).toMatchObject({ sessions: 1, people: 1, minutes: 90 });
  });

  it('keep who was there when only the minutes are corrected', async () => {
    const store = freshStore();
    const deed = attended('U1', 's1', '2026-03-02');
    await record(store, deed, {});
    await reverse(store, deed.key, { key: 'left-early', points: -5, minutes: -30, outcome: {} });
    const rows = await rollupsOf(store, year);
    expect(totalsBy(rows, ['kind'])).toEqual([
      { kind: 'attend', sessions: 1, personTimes: 1, people: 1, deeds: 1, minutes: 60, points: 15 },
    ]);
  });

  it('are those of the days asked for, also where these begin or end within a month', async () => {
    const store = freshStore();
    const days = ['2026-02-27', '2026-02-28', '2026-03-15', '2026-04-01', '2026-04-02'];
    await recordMany(
      store,
      days.map((day) => ({ deed: attended('U1', `s-${day}`, day), person: {} })),
    );
    expect(totalOf(await rollupsOf(store, { from: '2026-02-28', to: '2026-04-01' }))).toMatchObject({
      sessions: 3,
      people: 1,
    });
  });

  it('hold an entry of a day long past, and the check finds one that a slow clock hid', async () => {
    const store = freshStore();
    await record(store, attended('U1', 's1', '2026-03-02'), {});
    await refreshRollups(store);
    await record(store, attended('U2', 's0', '2025-01-05'), {});
    expect(await refreshRollups(store)).toEqual({ days: 1 });
    expect(totalOf(await rollupsOf(store, periodRange('2025')))).toMatchObject({ people: 1 });

    const mark = await markRows(store).findOne({ workspace: store.workspace });
    const hourBefore = Math.floor((mark?.seen.getTimestamp().getTime() ?? 0) / 1_000) - 3_600;
    const _id = mongoose.mongo.ObjectId.createFromTime(hourBefore);
    const [known] = await ledgerRows(store).find({ workspace: store.workspace, member: 'U1' }).toArray();
    if (known === undefined) throw new Error('The entry is gone');
    await ledgerRows(store).insertOne({ ...known, _id, member: 'U3', day: '2026-03-20', key: 'late' });
    expect(await refreshRollups(store)).toEqual({ days: 0 });
    const { differences } = await verifyRollups(store);
    expect(differences).toEqual([{ period: '2026-03-20', feature: 'training', kept: 0, ledger: 1 }]);
    await verifyRollups(store, { repair: true });
    expect((await verifyRollups(store)).differences).toEqual([]);
    expect(totalOf(await rollupsOf(store, year))).toMatchObject({ people: 2 });
  });
});

describe('the check', () => {
  it('finds and mends what was changed, lost or made up', async () => {
    const store = freshStore();
    const { workspace } = store;
    await recordMany(
      store,
      ['2026-03-02', '2026-03-03', '2026-05-04'].map((day) => ({ deed: attended('U1', 's1', day), person: {} })),
    );
    expect(await verifyRollups(store)).toEqual({ rollups: 5, differences: [] });
    await rollupRows(store).updateOne({ workspace, period: '2026-03-02' }, { $set: { 'cells.0.minutes': 7 } });
    await rollupRows(store).deleteOne({ workspace, period: '2026-05' });
    await rollupRows(store).insertOne({ workspace, period: '2026-06-01', feature: 'quiz', entries: 3, cells: [] });
    const { differences } = await verifyRollups(store, { repair: true });
    expect(differences.map(({ period }) => period)).toEqual(expect.arrayContaining(['2026-03-02', '2026-06-01']));
    expect((await verifyRollups(store)).differences).toEqual([]);
    expect(totalOf(await rollupsOf(store, year))).toMatchObject({ minutes: 270, sessions: 1, people: 1 });
  });
});

const members = ['U1', 'U2', 'U3', 'U4'];
const days = ['2025-12-31', '2026-01-01', '2026-01-02', '2026-02-01'];
const step = fc.oneof(
  fc.record({
    do: fc.constant('record' as const),
    member: fc.constantFrom(...members),
    day: fc.constantFrom(...days),
    feature: fc.constantFrom('training', 'quiz'),
    activity: fc.constantFrom('a', 'b', 'c'),
    category: fc.constantFrom(undefined, 'class', 'camp'),
    kind: fc.constantFrom('attend', 'absent'),
    branch: fc.constantFrom(undefined, '生产', '后勤'),
    minutes: fc.nat(90),
  }),
  fc.record({ do: fc.constantFrom('reverse' as const, 'annul' as const, 'repeat' as const), which: fc.nat(40) }),
  fc.record({ do: fc.constant('refresh' as const), page: fc.integer({ min: 1, max: 20 }) }),
  fc.record({ do: fc.constant('die' as const), after: fc.nat(6) }),
  fc.record({ do: fc.constant('race' as const) }),
);

describe('whatever happens in whatever order', () => {
  it('the roll-ups say what a plain count of the ledger says', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
        const store = freshStore();
        const told: Parameters<typeof record>[1][] = [];
        for (const [nth, one] of steps.entries()) {
          if (one.do === 'record') {
            const { do: _do, branch, day, ...of } = one;
            const deed = { ...deedOf(of.member, `k${nth}`, { day }), ...of };
            told.push(deed);
            await record(store, deed, { branch });
          } else if (one.do === 'refresh') await refreshRollups(store, { page: one.page });
          else if (one.do === 'race') await Promise.all([refreshRollups(store), refreshRollups(store)]);
          else if (one.do === 'die') await refreshRollups(breaksOff(store, one.after)).catch(() => undefined);
          else {
            const known = told[one.which % Math.max(1, told.length)];
            if (known === undefined) continue;
            if (one.do === 'annul') await annul(store, known.key, {});
            else if (one.do === 'repeat') await record(store, known, {});
            else await reverse(store, known.key, { key: `r${nth}`, points: -1, minutes: -1, outcome: {} });
          }
        }
        for (const period of ['2025', '2026', '2026-01', '2026-01-02']) {
          const range = periodRange(period);
          const rows = await rollupsOf(store, range);
          for (const by of [['feature'], ['kind', 'branch'], ['category', 'month'], []] as const) {
            expect(totalsBy(rows, by)).toEqual(await plainNumbers(store, range, by));
          }
        }
        expect((await verifyRollups(store)).differences).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });
});
