import mongoose from 'mongoose';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { around, board, boardOfPeriod, rankOf } from '../../../src/participation/boards/boards.ts';
import { periodsOf } from '../../../src/participation/boards/periods.ts';
import { type Standing, type Store, standingRows } from '../../../src/participation/ledger/model.ts';
import { recordMany } from '../../../src/participation/ledger/service.ts';
import { emptyStanding } from '../../../src/participation/standing/standing.ts';
import { deedOf, useLedger, WORKSPACE } from '../ledger/ledger-deeds.ts';

const held = useLedger('boards');
const DAY = '2026-03-04';
const at = periodsOf(DAY);

describe('boards', () => {
  beforeAll(async () => {
    const people = [
      ['U1', '生产', '一班', 30],
      ['U2', '生产', '一班', 20],
      ['U3', '生产', '二班', 20],
      ['U4', '后勤', '食堂', 10],
      ['U5', '生产', '一班', 0],
    ] as const;
    const today = people.map(([member, branch, team, points]) => ({
      deed: deedOf(member, `${member}-today`, { day: DAY, points }),
      person: { branch, team },
    }));
    const before = people.map(([member, branch, team], index) => ({
      deed: deedOf(member, `${member}-before`, { day: '2026-02-25', points: index, activity: 'run-0' }),
      person: { branch: member === 'U4' ? '生产' : branch, team },
    }));
    await recordMany(held.store, [...before, ...today]);
    await recordMany(held.store, [{ deed: deedOf('U6', 'U6-today', { day: DAY, points: 5 }), person: {} }]);
  });

  it('rank by points; equal points share a rank', async () => {
    const ranks = await Promise.all(
      ['U1', 'U2', 'U3', 'U4', 'U6'].map((member) =>
        rankOf(held.store, member, { period: 'day', scope: 'company', at }),
      ),
    );
    expect(ranks.map((rank) => rank?.rank)).toEqual([1, 2, 2, 4, 5]);
    // U5, without points, took part too.
    expect(ranks[0]).toEqual({ rank: 1, points: 30, of: 6 });
  });

  it.each([
    // March's points only: February is another month.
    ['company', 'month', { rank: 2, points: 20, of: 6 }],
    ['branch', 'day', { rank: 2, points: 20, of: 4 }],
    ['team', 'week', { rank: 1, points: 20, of: 1 }],
  ] as const)('rank within the %s in the %s', async (scope, period, expected) => {
    expect(await rankOf(held.store, 'U3', { period, scope, at })).toEqual(expected);
  });

  it('know no rank of a member who has no entry in the period, no unit, or is unknown', async () => {
    const tomorrow = periodsOf('2026-03-05');
    expect(await rankOf(held.store, 'U1', { period: 'day', scope: 'company', at: tomorrow })).toBeUndefined();
    expect(await rankOf(held.store, 'U6', { period: 'day', scope: 'branch', at })).toBeUndefined();
    expect(await rankOf(held.store, 'nobody', { period: 'day', scope: 'company', at })).toBeUndefined();
  });

  it('neither rank nor show who took part without points, not even where nobody has any', async () => {
    const today = { period: 'day', scope: 'company', at } as const;
    expect(await rankOf(held.store, 'U5', today)).toBeUndefined();
    expect(await around(held.store, 'U5', today)).toBeUndefined();
    const alone = deedOf('U7', 'U7-alone', { day: '2026-04-01', points: 0, activity: 'run-2' });
    await recordMany(held.store, [{ deed: alone, person: { branch: '门卫', team: '夜班' } }]);
    const inTeam = { period: 'day', scope: 'team', at: periodsOf('2026-04-01') } as const;
    expect(await rankOf(held.store, 'U7', inTeam)).toBeUndefined();
    expect(await around(held.store, 'U7', inTeam)).toBeUndefined();
  });

  it('show the first with points, and nobody without', async () => {
    const rows = await board(held.store, { period: 'day', scope: 'company', at });
    expect(rows.map((row) => [row.rank, row.member, row.points])).toEqual([
      [1, 'U1', 30],
      [2, 'U2', 20],
      [2, 'U3', 20],
      [4, 'U4', 10],
      [5, 'U6', 5],
    ]);
    const team = await board(held.store, { period: 'day', scope: 'team', branch: '生产', team: '一班', at });
    expect(team.map((row) => row.member)).toEqual(['U1', 'U2']);
    const two = await board(held.store, { period: 'year', scope: 'branch', branch: '生产', at }, { limit: 2 });
    // The year holds February too: U3 has 22 points, U2 21.
    expect(two.map((row) => [row.rank, row.member, row.points])).toEqual([
      [1, 'U1', 30],
      [2, 'U3', 22],
    ]);
  });

  it.each([
    ['U1', [1, 'U1', 2, 'U2']],
    ['U2', [1, 'U1', 2, 'U2', 2, 'U3']],
    ['U3', [2, 'U2', 2, 'U3', 4, 'U4']],
    ['U4', [2, 'U3', 4, 'U4', 5, 'U6']],
    ['U6', [4, 'U4', 5, 'U6']],
  ])('show %s between the two beside', async (member, expected) => {
    const rows = await around(held.store, member, { period: 'day', scope: 'company', at });
    expect(rows?.flatMap((row) => [row.rank, row.member])).toEqual(expected);
  });

  it('of a past period come from the ledger, with the units of then', async () => {
    const week = { key: '2026-W09' };
    const company = await boardOfPeriod(held.store, { ...week, scope: 'company' }, { limit: 3 });
    expect(company.of).toBe(5);
    expect(company.rows.map((row) => [row.rank, row.member, row.points])).toEqual([
      [1, 'U5', 4],
      [2, 'U4', 3],
      [3, 'U3', 2],
    ]);
    const branch = await boardOfPeriod(held.store, { ...week, scope: 'branch', branch: '生产' });
    expect(branch.rows.map((row) => row.member)).toEqual(['U5', 'U4', 'U3', 'U2']);
    const month = await boardOfPeriod(held.store, { key: '2026-03', scope: 'team', branch: '后勤', team: '食堂' });
    expect(month).toEqual({ rows: [{ rank: 1, member: 'U4', points: 10 }], of: 1 });
    expect(await boardOfPeriod(held.store, { key: '2020', scope: 'company' })).toEqual({ rows: [], of: 0 });
  });
});

interface Plan {
  keys: number;
  docs: number;
  stages: string[];
}

/** Runs queries and explains exactly the commands that reached the server. */
async function plansOf(store: Store, run: () => Promise<unknown>): Promise<Plan[]> {
  const commands: Record<string, unknown>[] = [];
  const listen = (event: { commandName: string; command: Record<string, unknown> }): void => {
    if (['find', 'aggregate', 'count'].includes(event.commandName)) commands.push({ ...event.command });
  };
  const client = store.db.getClient();
  client.on('commandStarted', listen);
  await run();
  client.off('commandStarted', listen);
  return Promise.all(
    commands.map(async ({ lsid: _session, $db: _db, ...command }) => {
      const explained = JSON.stringify(await store.db.db?.command({ explain: command, verbosity: 'executionStats' }));
      const sum = (field: string): number =>
        Math.max(0, ...[...explained.matchAll(new RegExp(`"${field}":(\\d+)`, 'g'))].map((match) => Number(match[1])));
      const stages = [...explained.matchAll(/"stage":"(\w+)"/g)].map((match) => match[1] ?? '');
      return { keys: sum('totalKeysExamined'), docs: sum('totalDocsExamined'), stages: [...new Set(stages)] };
    }),
  );
}

describe('boards of 100,000 members', () => {
  const BRANCHES = 20;
  const TEAMS = 50;
  const MEMBERS = 100_000;
  const many = useLedger('boards-many');

  it('are answered by an index: keys examined in proportion to the answer, nothing scanned', {
    timeout: 60_000,
  }, async () => {
    const db = await mongoose
      .createConnection(inject('mongoUri'), { dbName: many.store.db.name, monitorCommands: true, autoIndex: false })
      .asPromise();
    const store: Store = { db, workspace: WORKSPACE };
    const rows = Array.from({ length: MEMBERS }, (_, index): Standing => {
      const points = MEMBERS - index;
      return {
        ...emptyStanding(WORKSPACE, `U${String(index).padStart(6, '0')}`),
        ...at,
        dayPoints: points,
        weekPoints: points,
        monthPoints: points,
        yearPoints: points,
        total: points,
        branch: `b${index % BRANCHES}`,
        team: `t${Math.floor(index / BRANCHES) % TEAMS}`,
        entries: 1,
        version: 1,
      };
    });
    for (let start = 0; start < MEMBERS; start += 10_000) {
      await standingRows(store).insertMany(rows.slice(start, start + 10_000), {
        ordered: false,
        writeConcern: { w: 1 },
      });
    }
    const reader = 'U001999';
    for (const period of ['day', 'week', 'month', 'year'] as const) {
      const company = { period, scope: 'company', at } as const;
      expect(await rankOf(store, reader, company)).toEqual({ rank: 2_000, points: 98_001, of: MEMBERS });
      const [standing, rank, of] = await plansOf(store, () => rankOf(store, reader, company));
      expect(standing).toMatchObject({ keys: 1, docs: 1 });
      // One key more ends a range. The whole board's size was counted a moment ago and is remembered.
      expect(rank).toMatchObject({ docs: 0 });
      expect(rank?.keys).toBeGreaterThanOrEqual(1_999);
      expect(rank?.keys).toBeLessThanOrEqual(2_001);
      expect(of).toBeUndefined();

      const plans = [
        ...(await plansOf(store, () => board(store, company))),
        ...(await plansOf(store, () => board(store, { ...company, scope: 'branch', branch: 'b3' }))),
      ];
      for (const ten of plans) {
        expect(ten.keys).toBeLessThanOrEqual(11);
        expect(ten.docs).toBeLessThanOrEqual(10);
        expect(ten.stages).toContain('IXSCAN');
        expect(ten.stages).not.toContain('SORT');
      }
      const [, inBranch] = await plansOf(store, () => rankOf(store, reader, { ...company, scope: 'branch' }));
      expect(inBranch).toMatchObject({ docs: 0 });
      expect(inBranch?.keys).toBeLessThanOrEqual(2_000 / BRANCHES + 1);
      const [, ...inTeam] = await plansOf(store, () => rankOf(store, reader, { ...company, scope: 'team' }));
      expect(inTeam.every((plan) => plan.keys <= MEMBERS / BRANCHES / TEAMS + 1)).toBe(true);
      const beside = await plansOf(store, () => around(store, reader, company));
      expect(beside.filter((plan) => plan.keys > 2).map((plan) => Math.round(plan.keys / 100))).toEqual([20, 20, 20]);
      for (const plan of [...plans, ...beside, ...inTeam, ...(rank ? [rank] : []), ...(inBranch ? [inBranch] : [])]) {
        expect(plan.stages).not.toContain('COLLSCAN');
      }
    }
    await db.close();
  });
});
