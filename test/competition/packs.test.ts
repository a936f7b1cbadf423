import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import type { Context } from '../../src/context.ts';
import { type Competition, competitions, packs, type Value, values } from '../../src/features/competition/model.ts';
import type { Indicator } from '../../src/features/competition/rules/facts.ts';
import { standingOf } from '../../src/features/competition/rules/reckon.ts';
import { bannersOf, standingBefore, verifiedOf } from '../../src/features/competition/rules/verified.ts';
import { factsOf, standingsOf } from '../../src/features/competition/service/facts.ts';
import { lives, prepare } from '../../src/features/competition/service/lives.ts';
import { recount } from '../../src/features/competition/service/packs.ts';
import { reportMany } from '../../src/features/competition/service/reports.ts';
import { valueId } from '../../src/features/competition/service/value-id.ts';
import { refuse, settleLeft, verify } from '../../src/features/competition/service/values.ts';
import { connectMongo } from '../../src/lib/stores/mongo.ts';

const NAME = `competition-packs-${process.pid}`;
/** Values are reported in March, and looked at when all cut-offs are over. */
const REPORTED = new Date('2026-03-10T09:00:00+08:00');
const TODAY = '2026-08-10';
const LOOKED_AT = new Date(`${TODAY}T09:00:00+08:00`);
const [REPORTER, VERIFIER] = [{ user: 'UREPORTS' }, { user: 'UVERIFIES' }];

/** Two processes on the same data: what one of them has read does not help the other. */
let processes: [Context, Context];
beforeAll(async () => {
  const open = async (): Promise<Context> =>
    ({
      db: await connectMongo(inject('mongoUri'), NAME),
      workspace: 'T1',
      config: { TIMEZONE: 'Asia/Shanghai' },
    }) as unknown as Context;
  processes = [await open(), await open()];
  await prepare(processes[0]);
}, 60_000);
afterAll(async () => {
  await processes[0].db.dropDatabase();
  await Promise.all(processes.map(({ db }) => db.close()));
});
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: REPORTED }));
afterEach(() => void vi.useRealTimers());

const indicator = (id: string, changes: Partial<Indicator>): Indicator => ({
  ...{ id, name: id, measure: '%', direction: 'more', weight: 10, scale: 'total', cap: 120, pace: 'month' },
  ...{ fold: 'sum', days: 60, source: 'log', reporters: [REPORTER.user], verifiers: [VERIFIER.user] },
  ...changes,
});
const INDICATORS = [
  indicator('sum', { target: 90 }),
  indicator('mean', { fold: 'mean', scale: 'rate', weight: 30 }),
  indicator('latest', { fold: 'latest', scale: 'head', direction: 'less' }),
  indicator('week', { pace: 'week', fold: 'mean' }),
];
const SLOTS = { month: ['2026-01', '2026-02', '2026-03'], week: ['2026-W02', '2026-W06', '2026-W10'] };

let made = 0;
async function begin(ctx: Context): Promise<Competition> {
  const id = `c${made++}`;
  const at = new Date();
  const one = {
    ...{ _id: id, workspace: ctx.workspace, name: id, kind: 'theme', level: 'branch', zone: 'Asia/Shanghai' },
    ...{ from: '2026-01-01', to: '2026-12-31', chosen: [], half: 10, prizes: [], changes: [], state: 'open' },
    units: ['a', 'b', 'c', 'd'].map((key, nth) => ({ key, name: key, heads: 5 + nth * 7 })),
    ...{ indicators: INDICATORS, rankings: 0, rev: 1, createdBy: 'U1', openedAt: at, createdAt: at, updatedAt: at },
  };
  await competitions(ctx).create(one as never);
  return lives.present(ctx, id);
}

/** What the values say, each for itself. */
async function plainly(ctx: Context, one: Competition) {
  const facts = await factsOf(ctx, one);
  const before = standingBefore(facts, verifiedOf(facts), one, TODAY);
  const ranks = (before?.rows ?? []).flatMap(({ unit, rank }) => (rank === undefined ? [] : [[unit.key, rank]]));
  return { rows: standingOf(facts).rows, before: ranks, banners: bannersOf(facts, verifiedOf(facts), one, TODAY) };
}

async function packed(ctx: Context, one: Competition) {
  const { now, before, banners } = await standingsOf(ctx, one);
  return { rows: now.rows, before: [...before], banners };
}

/** At which line the process dies that verifies a value. */
const DEATHS = ['none', 'before the pack', 'after the pack', 'never reported'] as const;

function die(ctx: Context, at: (typeof DEATHS)[number]): void {
  const dead = () => Promise.reject(new Error('The process has died'));
  if (at === 'before the pack') vi.spyOn(packs(ctx), 'bulkWrite').mockImplementationOnce(dead as never);
  if (at === 'after the pack') vi.spyOn(values(ctx), 'bulkWrite').mockImplementationOnce(dead as never);
}

describe('the packs of a competition', () => {
  it('say the same as the values, after any walk of reports, corrections and processes that die', async () => {
    const step = fc.record({
      indicator: fc.nat({ max: INDICATORS.length - 1 }),
      unit: fc.constantFrom('a', 'b', 'c', 'd'),
      slot: fc.nat({ max: 2 }),
      value: fc.integer({ min: 0, max: 500 }).map((number) => number / 7),
      by: fc.nat({ max: 1 }),
      what: fc.constantFrom('verified', 'verified', 'refused', 'waits'),
      death: fc.constantFrom(...DEATHS),
      isRepaired: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 20 }), async (steps) => {
        const one = await begin(processes[0]);
        for (const { indicator: nth, unit, slot: at, value, by, what, death, isRepaired } of steps) {
          const ctx = processes[by] ?? processes[0];
          vi.setSystemTime(REPORTED);
          const { id, pace } = INDICATORS[nth] ?? { id: '', pace: 'month' as const };
          const place = { indicator: id, unit, slot: SLOTS[pace as 'week' | 'month'][at] ?? '' };
          const [fault] = await reportMany(ctx, REPORTER, one, [{ ...place, value, reason: '复核' }]);
          expect(fault).toBeUndefined();
          const _id = valueId(ctx, { competition: one._id, ...place });
          const { rev, pending } = (await values(ctx).findOne({ _id }).lean<Value>()) ?? {};
          if (rev === undefined) throw new Error('nothing was reported');
          // The same number once more leaves nothing to verify.
          if (pending !== undefined && what === 'verified') {
            die(ctx, death);
            const done = verify(ctx, VERIFIER, _id, rev);
            if (death === 'before the pack' || death === 'after the pack') await expect(done).rejects.toThrow('died');
            else await done;
          } else if (pending !== undefined && what === 'refused') {
            await refuse(ctx, VERIFIER, _id, rev, '不对').catch(() => undefined);
          }
          vi.restoreAllMocks();
          vi.setSystemTime(LOOKED_AT);
          const expected = await plainly(ctx, one);
          for (const each of processes) expect(await packed(each, one)).toEqual(expected);
          if (isRepaired) await settleLeft(ctx);
        }
        await settleLeft(processes[1]);
        expect(await values(processes[0]).countDocuments({ competition: one._id, unpacked: true })).toBe(0);
        expect(await recount(processes[0], one)).toBe(0);
        for (const each of processes) expect(await packed(each, one)).toEqual(await plainly(each, one));
      }),
      { numRuns: 15, seed: 20261130 },
    );
  }, 120_000);

  it('are counted again from the values, whatever they hold', async () => {
    const [ctx, other] = processes;
    const one = await begin(ctx);
    const reports = ['a', 'b', 'c'].map((unit, nth) => ({ indicator: 'sum', unit, slot: '2026-01', value: 10 * nth }));
    await reportMany(ctx, REPORTER, one, reports);
    for (const { _id, rev } of await values(ctx).find({ competition: one._id }).lean<Value[]>())
      await verify(ctx, VERIFIER, _id, rev);
    vi.setSystemTime(LOOKED_AT);
    expect(await packed(other, one)).toEqual(await plainly(ctx, one));
    await packs(ctx).updateOne({ competition: one._id }, { $set: { 'cells.1': 999 }, $inc: { rev: 1 } });
    expect(await packed(other, one)).not.toEqual(await plainly(ctx, one));
    expect([await recount(ctx, one), await recount(ctx, one)]).toEqual([1, 0]);
    expect(await packed(other, one)).toEqual(await plainly(ctx, one));
  });

  it('are read once, and then only where something has changed', async () => {
    const [ctx] = processes;
    const one = await begin(ctx);
    const reports = SLOTS.month.flatMap((slot) =>
      ['a', 'b'].map((unit) => ({ indicator: 'sum', unit, slot, value: 50 })),
    );
    await reportMany(ctx, REPORTER, one, reports);
    const known = await values(ctx).find({ competition: one._id }).lean<Value[]>();
    for (const { _id, rev } of known.slice(1)) await verify(ctx, VERIFIER, _id, rev);
    const first = await standingsOf(ctx, one);
    const asked = vi.spyOn(packs(ctx), 'find');
    const again = await standingsOf(ctx, one);
    expect(asked).toHaveBeenCalledTimes(1);
    expect(again.now).toBe(first.now);
    const [last] = known;
    await verify(ctx, VERIFIER, last?._id ?? '', last?.rev ?? 0);
    asked.mockClear();
    expect((await standingsOf(ctx, one)).now).not.toEqual(first.now);
    expect(asked).toHaveBeenCalledTimes(2);
    expect(asked.mock.calls[1]?.[0]).toMatchObject({ _id: { $in: [expect.any(String)] } });
    vi.restoreAllMocks();
  });
});
