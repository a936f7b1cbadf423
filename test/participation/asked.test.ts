import { describe, expect, it } from 'vitest';
import { askedRecords, changeMarks } from '../../src/participation/asked/model.ts';
import { type AskedDays, recountStreaks } from '../../src/participation/asked/recount.ts';
import { tellMissed } from '../../src/participation/asked/tell.ts';
import { standingRows } from '../../src/participation/ledger/model.ts';
import { record } from '../../src/participation/ledger/service.ts';
import { recount, standingOf } from '../../src/participation/ledger/store.ts';
import { verify } from '../../src/participation/ledger/verify.ts';
import { deedOf, useLedger } from './ledger/ledger-deeds.ts';

const held = useLedger('asked');

async function answers(member: string, ...days: string[]): Promise<void> {
  for (const day of days) await record(held.store, deedOf(member, `${member}-${day}`, { day }), {});
}
const streakOf = async (member: string) => (await standingOf(held.store, member))?.streak;

describe('what was asked and not answered', () => {
  it('breaks a streak with the next answer, told once or twice, and the recount agrees', async () => {
    await answers('A1', '2026-03-02', '2026-03-03');
    await tellMissed(held.store, '2026-03-04', ['A1', 'A2']);
    await Promise.all([1, 2].map(() => tellMissed(held.store, '2026-03-04', ['A1', 'A2'])));
    expect(await standingOf(held.store, 'A1')).toMatchObject({ streak: { current: 2 }, missed: ['2026-03-04'] });
    expect(await standingOf(held.store, 'A2')).toBeUndefined();
    await answers('A1', '2026-03-05');
    expect(await standingOf(held.store, 'A1')).toMatchObject({
      streak: { current: 1, longest: 2, window: '1101' },
      missed: [],
    });
    expect((await verify(held.store)).differences).toEqual([]);
  });

  it('is placed behind an answer of a later day, and leaves a day alone on which something else was answered', async () => {
    await answers('B1', '2026-03-02', '2026-03-04');
    await tellMissed(held.store, '2026-03-04', ['B1']);
    expect(await streakOf('B1')).toMatchObject({ current: 2 });
    await tellMissed(held.store, '2026-03-03', ['B1']);
    expect(await streakOf('B1')).toMatchObject({ current: 1, longest: 1, window: '101' });
    expect((await verify(held.store)).differences).toEqual([]);
  });

  it('reaches the standing when the process that told it was ended after the record', async () => {
    await answers('C1', '2026-03-02');
    await askedRecords(held.store).create({ workspace: held.store.workspace, member: 'C1', missed: ['2026-03-03'] });
    expect((await verify(held.store)).differences).toMatchObject([{ member: 'C1', field: 'missed' }]);
    await tellMissed(held.store, '2026-03-03', ['C1']);
    expect((await verify(held.store)).differences).toEqual([]);
  });

  it('is not lost beside answers and recounts of the same moment', async () => {
    await answers('D1', '2026-03-02');
    const days = ['2026-03-03', '2026-03-04', '2026-03-05'];
    await Promise.all([
      ...days.map((day) => tellMissed(held.store, day, ['D1'])),
      ...days.map(() => recount(held.store, 'D1')),
      ...Array.from({ length: 20 }, (_, n) => record(held.store, deedOf('D1', `d${n}`, { streak: false }), {})),
    ]);
    expect(await standingOf(held.store, 'D1')).toMatchObject({ entries: 21, missed: days });
    expect((await verify(held.store)).differences).toEqual([]);
  });
});

describe('counting everybody once by the new rule', () => {
  /** What standings said before: the weekly quiz was a streak of one, and nothing was known of what was asked. */
  async function asBefore(member: string, current: number, longest: number): Promise<void> {
    await standingRows(held.store).updateOne(
      { member },
      { $set: { 'streak.current': current, 'streak.longest': longest }, $unset: { missed: true } },
    );
  }
  const asked: Record<string, string[]> = {
    E1: ['2026-03-02', '2026-03-09', '2026-03-16'],
    E2: ['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05'],
    E3: ['2026-03-02'],
  };
  const askedDays: AskedDays = async (_ctx, members) =>
    new Map(members.flatMap((member) => (asked[member] === undefined ? [] : [[member, asked[member]]])));

  it('lets nobody shrink, is twice once, and goes on where it was ended', async () => {
    await answers('E1', '2026-03-02', '2026-03-09', '2026-03-16');
    await answers('E2', '2026-03-02', '2026-03-03', '2026-03-05');
    await answers('E3', '2026-03-02');
    await asBefore('E1', 1, 1);
    await asBefore('E2', 1, 2);
    // By a shift that reads differently today, say.
    await asBefore('E3', 40, 60);
    const dies: AskedDays = async () => {
      throw new Error('The process has died');
    };
    await expect(recountStreaks(held.store, dies)).rejects.toThrow('died');
    expect(await recountStreaks(held.store, askedDays)).toBeGreaterThan(2);
    const all = async () => [await streakOf('E1'), await streakOf('E2'), await streakOf('E3')];
    const counted = await all();
    expect(counted).toMatchObject([
      { current: 3, longest: 3 },
      { current: 1, longest: 2, window: '1101' },
      { current: 40, longest: 60 },
    ]);
    expect(await recountStreaks(held.store, askedDays)).toBe(0);
    // As if the mark had not been written: what is done again changes nothing.
    await changeMarks(held.store).updateOne({}, { $set: { after: '' }, $unset: { doneAt: true } });
    await Promise.all([recountStreaks(held.store, askedDays), recountStreaks(held.store, askedDays)]);
    expect(await all()).toEqual(counted);
    expect((await verify(held.store)).differences).toEqual([]);

    await answers('E3', '2026-03-03');
    expect(await streakOf('E3')).toMatchObject({ current: 41, longest: 60 });
    expect((await verify(held.store)).differences).toEqual([]);
    await tellMissed(held.store, '2026-03-04', ['E3']);
    await answers('E3', '2026-03-05');
    expect(await streakOf('E3')).toMatchObject({ current: 1, longest: 60 });
    expect(await recount(held.store, 'E3')).toMatchObject({ streak: { current: 1, longest: 60 } });
  });
});
