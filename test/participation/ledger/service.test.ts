import { describe, expect, inject, it } from 'vitest';
import { connectMongo } from '../../../src/lib/stores/mongo.ts';
import { ledgerRows } from '../../../src/participation/ledger/model.ts';
import {
  annul,
  annulMany,
  entryByKey,
  record,
  recordMany,
  reverse,
  reverseMany,
} from '../../../src/participation/ledger/service.ts';
import { standingOf } from '../../../src/participation/ledger/store.ts';
import { catchUp, verify } from '../../../src/participation/ledger/verify.ts';
import { deedOf, useLedger, WORKSPACE } from './ledger-deeds.ts';

const PERSON = { branch: '生产', team: '一班', tz: 'Asia/Shanghai' };
const held = useLedger('service');

const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

describe('recording', () => {
  it('writes the entry with the unit, the shift and the day of the moment', async () => {
    const person = { ...PERSON, shift: '08:00-17:30' };
    const at = new Date('2026-03-02T17:00:00Z');
    const { fresh, standing } = await record(held.store, { ...deedOf('U1', 'a1'), day: undefined, at }, person);
    expect(fresh).toBe(true);
    expect(standing).toMatchObject({ member: 'U1', total: 10, dayPoints: 10, branch: '生产', version: 1 });
    expect(await entryByKey(held.store, 'a1')).toMatchObject({
      workspace: WORKSPACE,
      day: '2026-03-03',
      unit: { branch: '生产', team: '一班' },
      shift: '08:00-17:30',
      at,
    });
    expect(await standingOf(held.store, 'U1')).toEqual(standing);
    expect(await entryByKey(held.store, 'a2')).toBeUndefined();
  });

  it('refuses fractions of points', async () => {
    await expect(record(held.store, deedOf('U1', 'half', { points: 0.5 }), PERSON)).rejects.toThrow('whole');
  });

  it('takes fifty parallel tellings of one deed as one', async () => {
    const results = await Promise.all(times(50, () => record(held.store, deedOf('U2', 'same'), PERSON)));
    expect(results.filter((result) => result.fresh)).toHaveLength(1);
    expect(results.every((result) => result.standing.total === 10)).toBe(true);
    expect(await ledgerRows(held.store).countDocuments({ member: 'U2' })).toBe(1);
    expect(await standingOf(held.store, 'U2')).toMatchObject({ total: 10, entries: 1, recent: ['same'] });
  });

  it('adds deeds that several processes record at once', async () => {
    const others = await Promise.all(times(3, () => connectMongo(inject('mongoUri'), held.store.db.name)));
    const recorded = times(45, (i) => {
      const store = { workspace: WORKSPACE, db: others[i % 3] ?? held.store.db };
      return record(store, deedOf('U11', `u11-${i % 30}`), PERSON);
    });
    expect((await Promise.all(recorded)).filter((result) => result.fresh)).toHaveLength(30);
    await Promise.all(others.map((other) => other.close()));
    expect(await standingOf(held.store, 'U11')).toMatchObject({ total: 300, entries: 30 });
  });

  it.each([50, 100])('adds %i parallel deeds of one member, each once', async (count) => {
    const member = `U3-${count}`;
    const deeds = times(count, (i) => deedOf(member, `${member}-${i}`, { points: i, day: `2026-03-0${1 + (i % 9)}` }));
    const results = await Promise.all(deeds.map((deed) => record(held.store, deed, PERSON)));
    expect(results.every((result) => result.fresh)).toBe(true);
    const total = (count * (count - 1)) / 2;
    expect(await standingOf(held.store, member)).toMatchObject({ total, entries: count, day: '2026-03-09' });
    expect((await verify(held.store)).differences).toEqual([]);
  });

  it('places a day behind the streak', async () => {
    for (const day of ['2026-03-02', '2026-03-04', '2026-03-03']) {
      await record(held.store, deedOf('U4', `u4-${day}`, { day }), PERSON);
    }
    expect((await standingOf(held.store, 'U4'))?.streak.current).toBe(3);
  });

  it('says of an old deed that it is there, after many others', async () => {
    for (let i = 0; i < 60; i++) await record(held.store, deedOf('U5', `u5-${i}`), PERSON);
    const before = await standingOf(held.store, 'U5');
    const again = await record(held.store, deedOf('U5', 'u5-0'), PERSON);
    expect(again).toEqual({ fresh: false, standing: before });
  });

  it('records many at once, repetitions and several members among them', async () => {
    const old = deedOf('U6', 'u6-0');
    await record(held.store, old, PERSON);
    const deeds = times(1_200, (i) => deedOf(`U6${i % 40 === 0 ? '' : `-${i % 40}`}`, `u6-${i}`));
    const results = await recordMany(
      held.store,
      [...deeds, old].map((deed) => ({ deed, person: PERSON })),
    );
    expect(results.map((result) => result.fresh)).toEqual([false, ...times(1_199, () => true), false]);
    expect(results.at(-1)?.standing).toMatchObject({ member: 'U6', total: 300, entries: 30 });
    expect((await verify(held.store)).differences).toEqual([]);
  });

  it('reverses an entry in its own periods and unit, once', async () => {
    await record(held.store, deedOf('U7', 'u7-1', { day: '2026-03-02' }), PERSON);
    await record(held.store, deedOf('U7', 'u7-2', { day: '2026-03-10' }), { ...PERSON, branch: '后勤' });
    const correction = { key: 'u7-1-r', points: -10, outcome: { reason: 'key-corrected' } };
    const first = await reverse(held.store, 'u7-1', correction);
    const second = await reverse(held.store, 'u7-1', correction);
    expect([first.fresh, second.fresh]).toEqual([true, false]);
    expect(second.standing).toMatchObject({ total: 10, dayPoints: 10, monthPoints: 10, branch: '后勤' });
    expect(await entryByKey(held.store, 'u7-1-r')).toMatchObject({
      day: '2026-03-02',
      kind: 'reversal',
      reverses: 'u7-1',
      unit: { branch: '生产' },
      streak: false,
    });
    await expect(reverse(held.store, 'nothing', correction)).rejects.toThrow('No entry');
  });

  it('annuls an entry with what corrections made of it, once', async () => {
    await record(held.store, deedOf('U70', 'u70-1', { minutes: 90, category: 'camp' }), PERSON);
    await reverse(held.store, 'u70-1', { key: 'u70-1-r', points: -4, minutes: -30, outcome: {} });
    const first = await annul(held.store, 'u70-1', { reason: 'was-absent' });
    const second = await annul(held.store, 'u70-1', { reason: 'was-absent' });
    expect([first.fresh, second.fresh]).toEqual([true, false]);
    expect(second.standing).toMatchObject({ total: 0, streak: { current: 1 } });
    expect(await entryByKey(held.store, 'u70-1.annulled')).toMatchObject({
      kind: 'reversal',
      reversedKind: 'answer',
      category: 'camp',
      points: -6,
      minutes: -60,
      annuls: true,
    });
    await expect(annul(held.store, 'nothing', {})).rejects.toThrow('No entry');
  });

  it('corrects many at once, one of them twice, and annuls them with it, by two processes', async () => {
    const members = Array.from({ length: 30 }, (_, index) => `u80-${index}`);
    await recordMany(
      held.store,
      members.map((member) => ({ deed: deedOf(member, `${member}-1`, { minutes: 60 }), person: { branch: '一分会' } })),
    );
    const corrections = members.flatMap((member) =>
      [1, 2].map((nth) => ({ of: `${member}-1`, key: `${member}-1-r${nth}`, points: -nth, minutes: -10, outcome: {} })),
    );
    const [first, second] = await Promise.all([
      reverseMany(held.store, corrections),
      reverseMany(held.store, corrections),
    ]);
    for (const index of corrections.keys())
      expect([first[index]?.fresh, second[index]?.fresh].toSorted()).toEqual([false, true]);
    expect(await standingOf(held.store, 'u80-7')).toMatchObject({ total: 7, entries: 3 });
    expect(await entryByKey(held.store, 'u80-7-1-r2')).toMatchObject({
      reverses: 'u80-7-1',
      unit: { branch: '一分会' },
    });

    const annulments = members.map((member) => ({ of: `${member}-1`, outcome: { reason: 'was-absent' } }));
    await Promise.all([annulMany(held.store, annulments), annulMany(held.store, annulments)]);
    expect(await standingOf(held.store, 'u80-7')).toMatchObject({ total: 0, entries: 4 });
    expect(await entryByKey(held.store, 'u80-7-1.annulled')).toMatchObject({ points: -7, minutes: -40, annuls: true });

    const [known] = corrections;
    const lost = [known, { of: 'nothing', key: 'nothing-r', points: 1, outcome: {} }].filter(
      (one) => one !== undefined,
    );
    await expect(reverseMany(held.store, lost)).rejects.toThrow('No entry to reverse: nothing');
    expect(await reverseMany(held.store, [])).toEqual([]);
  });
});

describe('after a crash between the entry and the standing', () => {
  const orphan = async (member: string, key: string): Promise<void> => {
    const { points, minutes, streak, outcome, feature, activity, kind, at } = deedOf(member, key);
    const deed = { member, key, points, minutes, streak, outcome, feature, activity, kind, at };
    const entry = { ...deed, workspace: WORKSPACE, unit: { branch: '生产' }, day: '2026-03-03' };
    await ledgerRows(held.store).insertOne(entry);
  };

  it('the same click completes it', async () => {
    await orphan('U8', 'u8-1');
    const { fresh, standing } = await record(held.store, deedOf('U8', 'u8-1'), PERSON);
    expect(fresh).toBe(false);
    expect(standing).toMatchObject({ total: 10, entries: 1 });
  });

  it('catching up completes it, once, and touches nobody else', async () => {
    await record(held.store, deedOf('U9', 'u9-1'), PERSON);
    await orphan('U9', 'u9-2');
    await orphan('U10', 'u10-1');
    expect((await verify(held.store)).differences.map(({ member }) => member)).toContain('U10');
    const since = new Date('2026-03-01T00:00:00Z');
    expect((await catchUp(held.store, since)).completed).toBe(2);
    expect((await catchUp(held.store, since)).completed).toBe(0);
    expect(await standingOf(held.store, 'U9')).toMatchObject({ total: 20, entries: 2 });
    expect(await standingOf(held.store, 'U10')).toMatchObject({ total: 10, branch: '生产' });
    expect((await verify(held.store)).differences).toEqual([]);
  });
});
