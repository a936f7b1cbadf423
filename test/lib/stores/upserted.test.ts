import { type Connection, Schema } from 'mongoose';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { collection } from '../../../src/lib/stores/collection.ts';
import { connectMongo, upserted } from '../../../src/lib/stores/mongo.ts';
import { audit, auditEntries } from '../../../src/members/audit.ts';
import { nameClub, namesOfClubs } from '../../../src/members/clubs/clubs.ts';

const AT_ONCE = 40;
const WORKSPACE = 'T1';

let db: Connection;
beforeAll(async () => {
  db = await connectMongo(inject('mongoUri'), `upserted-${process.pid}`);
});
afterAll(async () => {
  await db.dropDatabase();
  await db.close(true);
});

const atOnce = (write: (nth: number) => Promise<unknown>): Promise<unknown[]> =>
  Promise.all(Array.from({ length: AT_ONCE }, (_, nth) => write(nth)));

it('makes a document once and counts everybody, also where the filter names more than the unique key', async () => {
  const tallies = collection(
    'tallies',
    new Schema<{ _id: string; workspace: string; n: number }>({ _id: String, workspace: String, n: Number }),
  );
  for (const _id of ['a', 'b', 'c', 'd', 'e']) {
    const own = { _id, workspace: WORKSPACE };
    await atOnce(() =>
      upserted(() =>
        tallies({ db })
          .updateOne(own, { $inc: { n: 1 } }, { upsert: true })
          .exec(),
      ),
    );
    expect(await tallies({ db }).findOne(own).lean()).toMatchObject({ n: AT_ONCE });
  }
});

it('throws what is no duplicate', async () => {
  await expect(upserted(() => Promise.reject(new Error('away')))).rejects.toThrow('away');
});

it('logs one deed once, and names a club once, however many say so at the same instant', async () => {
  const ctx = { db, workspace: WORKSPACE };
  const what = { zh: '导出题库', en: 'exported a bank' };
  for (const id of ['one', 'two', 'three', 'four']) {
    await atOnce(() => audit(ctx, { id, by: 'U1', kind: 'export', what }));
    await atOnce(() => nameClub(ctx, { _id: id, name: `青稻穗 ${id}` }));
  }
  expect(await auditEntries(ctx).countDocuments({ workspace: WORKSPACE })).toBe(4);
  expect([...(await namesOfClubs(ctx, ['one', 'four'])).values()].sort()).toEqual(['青稻穗 four', '青稻穗 one']);
});
