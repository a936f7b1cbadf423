import mongoose from 'mongoose';
import { describe, expect, inject, it } from 'vitest';
import { timesFrom } from '../../../src/members/calendar/work-times.ts';
import { tellMissed } from '../../../src/participation/asked/tell.ts';
import { ledgerRows, type Store, standingRows } from '../../../src/participation/ledger/model.ts';
import { record, recordMany } from '../../../src/participation/ledger/service.ts';
import { recount, standingOf } from '../../../src/participation/ledger/store.ts';
import { verify } from '../../../src/participation/ledger/verify.ts';
import { dutyIn } from '../../../src/participation/standing/duty.ts';
import { streakOn } from '../../../src/participation/standing/standing.ts';
import { deedOf, useLedger, WORKSPACE } from './ledger-deeds.ts';

const held = useLedger('verify');
const MEMBERS = 600;

const NOTHING_SAID = timesFrom({ notice: new Map(), company: new Map(), branches: new Map() });

describe('verifying', () => {
  it('finds and repairs what differs among many members, and nothing else', { timeout: 60_000 }, async () => {
    const items = Array.from({ length: MEMBERS * 2 }, (_, i) => ({
      deed: deedOf(`U${i % MEMBERS}`, `k${i}`, { day: i < MEMBERS ? '2026-03-02' : '2026-03-03' }),
      person: { branch: '生产' },
    }));
    await recordMany(held.store, items);
    expect(await verify(held.store)).toEqual({ members: MEMBERS, differences: [], repaired: 0 });

    await standingRows(held.store).updateOne({ member: 'U7' }, { $inc: { total: 5 } });
    await standingRows(held.store).updateOne({ member: 'U8' }, { $set: { 'streak.current': 9 } });
    await standingRows(held.store).deleteOne({ member: 'U599' });
    await ledgerRows(held.store).deleteMany({ member: 'U3' });
    const { members, differences } = await verify(held.store);
    expect(members).toBe(MEMBERS);
    expect(new Set(differences.map(({ member }) => member))).toEqual(new Set(['U3', 'U7', 'U8', 'U599']));
    expect(differences).toContainEqual({ member: 'U7', field: 'total', kept: 25, ledger: 20 });

    expect(await verify(held.store, { repair: true })).toMatchObject({ repaired: 4 });
    expect(await verify(held.store)).toEqual({ members: MEMBERS, differences: [], repaired: 0 });
    expect(await standingOf(held.store, 'U3')).toMatchObject({ total: 0, entries: 0, day: '' });
    expect(await standingOf(held.store, 'U599')).toMatchObject({ total: 20, streak: { current: 2 } });
  });

  it('recounts beside others who record, without losing or doubling anything', async () => {
    const deeds = Array.from({ length: 80 }, (_, i) => deedOf('V1', `v${i}`));
    await Promise.all([
      ...deeds.map((deed) => record(held.store, deed, {})),
      ...Array.from({ length: 10 }, () => recount(held.store, 'V1')),
    ]);
    expect(await standingOf(held.store, 'V1')).toMatchObject({ total: 800, entries: 80 });
  });

  it('counts streaks by the shift that each entry carries', async () => {
    const shift = '08:00-20:00 2/2 2026-03-02';
    for (const day of ['2026-03-02', '2026-03-03', '2026-03-06']) {
      await record(held.store, deedOf('V2', `v2-${day}`, { day }), { shift });
    }
    expect((await standingOf(held.store, 'V2'))?.streak.current).toBe(3);
    // The member changes to the calendar; Saturday and Sunday are off, Monday is not.
    const { standing } = await record(held.store, deedOf('V2', 'v2-09', { day: '2026-03-09' }), {});
    expect(standing.streak.current).toBe(4);
    const today = async () => {
      const now = await standingOf(held.store, 'V2');
      return now && streakOn(now, '2026-03-11', dutyIn(NOTHING_SAID.of({}))).current;
    };
    expect(await today()).toBe(4);
    await tellMissed(held.store, '2026-03-10', ['V2']);
    expect(await today()).toBe(0);
    expect((await recount(held.store, 'V2')).streak).toEqual(standing.streak);
  });

  it('costs an answer one read, one insert and one write, and its repetition one read', async () => {
    const db = await mongoose
      .createConnection(inject('mongoUri'), {
        dbName: held.store.db.name,
        monitorCommands: true,
        autoIndex: false,
        autoCreate: false,
      })
      .asPromise();
    const store: Store = { db, workspace: WORKSPACE };
    await record(store, deedOf('V3', 'v3-1'), {});
    const names: string[] = [];
    db.getClient().on('commandStarted', (event) => void names.push(event.commandName));
    await record(store, deedOf('V3', 'v3-2'), {});
    await record(store, deedOf('V3', 'v3-2'), {});
    expect(names).toEqual(['find', 'insert', 'update', 'find']);
    await db.close();
  });
});
