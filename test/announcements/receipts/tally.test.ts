import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { confirm } from '../../../src/features/announcements/receipts/service/confirm.ts';
import { announcementReceipts } from '../../../src/features/announcements/receipts/service/receipts.ts';
import { prepareAnnouncements } from '../../../src/features/announcements/service/indexes.ts';
import { clock } from '../../../src/lib/clock.ts';
import { newId } from '../../../src/lib/ids.ts';
import { openPostOffice, type PostOffice, WORKING_HOUR } from '../../delivery/post-office.ts';
import { countedByHand, ENDS, type End, end, memberAt, readsOf, sendTo, settleOne } from './tally-desk.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const { receipts, tallies, counts: countReceipts, noteOpened } = announcementReceipts;

let office: PostOffice;
beforeAll(async () => {
  office = await openPostOffice();
  await prepareAnnouncements(office.ctx);
});
afterAll(() => office.close());

/** Four branches whose teams have the same names, as they do. */
const unitOf = (index: number) => ({ branch: `分会${index % 4}`, team: ['一班', '二班', ''][(index >> 2) % 3] ?? '' });
const MEMBERS = 36;

const sent = async (count = MEMBERS, units: Parameters<typeof sendTo>[3] = unitOf): Promise<string> => {
  const id = newId();
  office.setTime(WORKING_HOUR);
  await sendTo(office, id, count, units, WORKING_HOUR);
  return id;
};
const expectTrue = async (id: string) => {
  const rows = await countReceipts(office.ctx, id);
  expect(rows).toEqual(await countedByHand(office, id));
  return rows;
};
const storedAt = async (id: string) => (await tallies(office.ctx).findOne({ announcement: id }).lean())?.countedAt;

/** The next store is held until it is let go. */
function holdStore(): () => void {
  const model = tallies(office.ctx);
  const store = model.updateOne.bind(model);
  let go = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    go = resolve;
  });
  vi.spyOn(model, 'updateOne').mockImplementationOnce((async (...args: Parameters<typeof store>) => {
    await gate;
    return store(...args);
  }) as never);
  return go;
}

type Step =
  | { does: 'confirms' | 'opens' | 'errs'; who: number; skew: number }
  | { does: 'ends'; who: number; how: End; skew: number }
  | { does: 'passes'; ms: number }
  | { does: 'settles' | 'looks' | 'crashes' | 'loses' | 'looks twice' };

const who = fc.nat(MEMBERS - 1);
/** How wrong a process's clock is, or how late what it writes is seen. */
const skew = fc.integer({ min: -100_000, max: 100_000 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ does: fc.constantFrom('confirms', 'opens', 'errs'), who, skew }) },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('ends' as const),
      who,
      skew,
      how: fc.constantFrom(...(Object.keys(ENDS) as End[])),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constant('passes' as const),
      ms: fc.constantFrom(5_000, 3 * MINUTE_MS, HOUR_MS, 25 * HOUR_MS),
    }),
  },
  {
    weight: 7,
    arbitrary: fc.record({ does: fc.constantFrom('settles', 'looks', 'looks', 'crashes', 'loses', 'looks twice') }),
  },
);

async function take(id: string, one: Step, now: Date): Promise<void> {
  const { ctx } = office;
  if ('skew' in one) office.setTime(new Date(now.getTime() + one.skew));
  if (one.does === 'confirms') await confirm(ctx, memberAt(one.who), id, 0);
  if (one.does === 'errs') await confirm(ctx, memberAt(one.who), id, 1);
  if (one.does === 'opens') await noteOpened(ctx, id, memberAt(one.who));
  if (one.does === 'ends') await end(office, id, one.who, one.how, clock.now());
  office.setTime(now);
  if (one.does === 'settles') await settleOne(office, id);
  if (one.does === 'looks') await expectTrue(id);
  if (one.does === 'loses') await tallies(ctx).deleteMany({ announcement: id });
  if (one.does === 'looks twice') await Promise.all([expectTrue(id), expectTrue(id)]);
  if (one.does === 'crashes') {
    const store = vi.spyOn(tallies(ctx), 'updateOne').mockRejectedValueOnce(new Error('killed') as never);
    await countReceipts(ctx, id).catch(() => undefined);
    store.mockRestore();
  }
}

describe('the stored counts of an announcement', () => {
  it('are what the receipts say, whatever happens between two looks', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 24 }), async (steps) => {
        const id = await sent();
        let now = WORKING_HOUR;
        for (const one of steps) {
          if (one.does === 'passes') now = new Date(now.getTime() + one.ms);
          await take(id, one, now);
        }
        const rows = await expectTrue(id);
        expect(rows.reduce((sum, { count }) => sum + count, 0)).toBe(MEMBERS);
      }),
      { numRuns: 40 },
    );
  });

  it('are made anew in the units that changed alone', async () => {
    const units = 40;
    const id = await sent(units * 10, (index) => ({
      branch: `分会${Math.floor(index / 100)}`,
      team: `班组${index % units}`,
    }));
    office.pass(HOUR_MS);
    const look = () => readsOf(office, 'announcement_receipts', (ctx) => countReceipts(ctx, id));
    expect((await look()).keys).toBeGreaterThanOrEqual(units * 10);
    expect(await look()).toEqual({ keys: 0, documents: 0 });
    office.pass(HOUR_MS);
    await confirm(office.ctx, memberAt(123), id, 0);
    const after = await look();
    // The one that changed, its unit, and a key behind each range.
    expect(after.keys).toBeLessThanOrEqual(1 + 3 + 3);
    expect(after.documents).toBe(0);
    office.pass(3 * MINUTE_MS);
    await look();
    expect(await look()).toEqual({ keys: 0, documents: 0 });
    await expectTrue(id);
  });

  it('are not put back by a look that is late', async () => {
    const id = await sent();
    await expectTrue(id);
    office.pass(HOUR_MS);
    await confirm(office.ctx, memberAt(1), id, 0);
    const go = holdStore();
    const late = countReceipts(office.ctx, id);
    await vi.waitFor(() => expect(tallies(office.ctx).updateOne).toHaveBeenCalled());
    office.pass(HOUR_MS);
    const now = clock.now();
    await confirm(office.ctx, memberAt(2), id, 0);
    await expectTrue(id);
    go();
    await late;
    expect(await storedAt(id)).toEqual(now);
    office.pass(HOUR_MS);
    await expectTrue(id);
  });

  it('take up receipts from before there were any, and a day later what no look has found', async () => {
    const id = await sent();
    const member = memberAt(3);
    await receipts(office.ctx).updateMany({ announcement: id }, { $unset: { changedAt: 1 } });
    await expectTrue(id);
    // As a program of before writes it.
    await receipts(office.ctx).updateOne({ announcement: id, member }, { $set: { state: 'confirmed' } });
    office.pass(25 * HOUR_MS);
    await expectTrue(id);
  });
});

describe('what became of deliveries', () => {
  it('is read from those that ended since the last look', async () => {
    const id = await sent(200);
    for (let index = 0; index < 150; index += 1) await end(office, id, index, 'arrives', clock.now());
    office.pass(HOUR_MS);
    await settleOne(office, id);
    const look = () => readsOf(office, 'deliveries', (ctx) => settleOne({ ctx }, id));
    await end(office, id, 160, 'leaves', clock.now());
    expect(await look()).toEqual({ keys: 1, documents: 1 });
    office.pass(HOUR_MS);
    await look();
    expect(await look()).toEqual({ keys: 0, documents: 0 });
    const left = { announcement: id, state: 'left' } as const;
    expect(await receipts(office.ctx).countDocuments(left)).toBe(1);
  });
});
