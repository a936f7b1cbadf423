import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Value, values } from '../../src/features/competition/model.ts';
import { create, keepIndicator, start } from '../../src/features/competition/service/competitions.ts';
import { factsOf } from '../../src/features/competition/service/facts.ts';
import { end, lives } from '../../src/features/competition/service/lives.ts';
import { report } from '../../src/features/competition/service/reports.ts';
import { valueId } from '../../src/features/competition/service/value-id.ts';
import { verify } from '../../src/features/competition/service/values.ts';
import { tick } from '../../src/features/competition/service.ts';
import { ledger } from '../../src/participation/ledger/model.ts';
import { record } from '../../src/participation/ledger/service.ts';
import { actor } from '../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';

const { officer: OFFICER, li: REPORTER, chen: VERIFIER, zhao: WORKER } = PEOPLE;
const [EAST, SOUTH] = ['东湖养殖分会', '南岗种植分会'] as const;
const NOBODY_TYPES = { source: '台账', reporters: [REPORTER], verifiers: [VERIFIER] };

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-02-02T09:00:00+08:00', bot: 'http' });
}, 180_000);
afterAll(() => work.close());

describe('a small-indicator contest between teams', { timeout: 240_000 }, () => {
  const ID = 'weekly';
  const FACTS = { kind: 'small', level: 'team', from: '2026-02-02', to: '2026-02-15' } as const;
  const team = (branch: string, name: string) => `t${branch.length}:${branch}${name}`;
  const PONDS = team(EAST, '一号塘班');
  const FIELDS = team(SOUTH, '农机班');
  const slotValue = async (unit: string, slot: string): Promise<Value> => {
    const _id = valueId(work.ctx, { competition: ID, indicator: 'clean', unit, slot });
    const found = await values(work.ctx).findOne({ _id }).lean<Value>();
    if (found === null) throw new Error(`no value of ${unit} in ${slot}`);
    return found;
  };
  const put = async (unit: string, slot: string, value: number) =>
    report(work.ctx, { user: REPORTER }, await lives.present(work.ctx, ID), { indicator: 'clean', unit, slot, value });

  it('runs weekly, and takes no value before its week or after its cut-off', async () => {
    const by = await actor(work, OFFICER);
    await work.moveTo('2026-02-09T09:00:00+08:00');
    await create(work.ctx, by, ID, { ...FACTS, name: '比清洁', chosen: [PONDS, FIELDS], half: 10, prizes: [5] });
    await keepIndicator(work.ctx, by, ID, {
      ...{
        id: 'clean',
        name: '清洁',
        measure: '分',
        direction: 'more',
        weight: 10,
        scale: 'total',
        cap: 120,
        target: 100,
      },
      ...{ pace: 'week', fold: 'mean', days: 3, ...NOBODY_TYPES },
    });
    expect((await start(work.ctx, by, ID)).units.map(({ name }) => name)).toEqual([
      `${EAST} 一号塘班`,
      `${SOUTH} 农机班`,
    ]);
    expect(await put(PONDS, '2026-W06', 90)).toBeUndefined();
    expect(await put(PONDS, '2026-W07', 95)).toBeUndefined();
    expect(await put(PONDS, '2026-W08', 95)).toEqual({ word: 'notNow' });
    await work.moveTo('2026-02-12T09:00:00+08:00');
    expect(await put(FIELDS, '2026-W06', 90)).toEqual({ word: 'notNow' });
    expect(await put(FIELDS, '2026-W07', 99)).toBeUndefined();
  });

  it('is one value and one verification, however many do it at once', async () => {
    await Promise.all([put(FIELDS, '2026-W07', 97), put(FIELDS, '2026-W07', 98)]);
    const { _id, rev, history } = await slotValue(FIELDS, '2026-W07');
    expect(history.map(({ value }) => value).toSorted()).toEqual([97, 98, 99]);
    const pressed = await Promise.allSettled(
      Array.from({ length: 5 }, () => verify(work.ctx, { user: VERIFIER }, _id, rev)),
    );
    expect(pressed.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const slot of ['2026-W06', '2026-W07']) {
      const own = await slotValue(PONDS, slot);
      await verify(work.ctx, { user: VERIFIER }, own._id, own.rev);
    }
  });

  it('knows by itself what the ledger knows, and types it nowhere', async () => {
    const one = await lives.present(work.ctx, ID);
    const deed = { member: REPORTER, feature: 'training', activity: 'course', kind: 'attend', minutes: 150, points: 0 };
    await record(
      work.ctx,
      { ...deed, at: new Date('2026-02-10T10:00:00+08:00'), streak: false, outcome: {}, key: 'training.attend-test' },
      { branch: EAST, team: '一号塘班' },
    );
    const [clean] = one.indicators;
    const learning = {
      ...clean,
      reporters: [],
      verifiers: [],
      id: 'learn',
      ledger: { key: 'training.hours', feature: 'training', kinds: ['attend'], counts: 'hours' },
    };
    const { counted } = await factsOf(work.ctx, { ...one, indicators: [learning as (typeof one.indicators)[number]] });
    expect(counted.filter(({ indicator }) => indicator === 'learn')).toEqual([
      { indicator: 'learn', unit: PONDS, slot: '2026-W06', value: 0 },
      { indicator: 'learn', unit: PONDS, slot: '2026-W07', value: 2.5 },
      { indicator: 'learn', unit: FIELDS, slot: '2026-W06', value: 0 },
      { indicator: 'learn', unit: FIELDS, slot: '2026-W07', value: 0 },
    ]);
    const by = await actor(work, OFFICER);
    await create(work.ctx, by, 'hours', { ...FACTS, name: '比学习', chosen: [PONDS, FIELDS], half: 10, prizes: [] });
    await keepIndicator(work.ctx, by, 'hours', learning as (typeof one.indicators)[number]);
    const hours = await start(work.ctx, by, 'hours');
    const typed = { indicator: 'learn', unit: PONDS, slot: '2026-W07', value: 3 };
    expect(await report(work.ctx, { user: REPORTER }, hours, typed)).toEqual({ word: 'byLedger' });
    // An end that a process left half done has kept a figure: it counts beside the ledger neither now nor at the end.
    const own = { competition: 'hours', indicator: 'learn', unit: PONDS, slot: '2026-W07' };
    const left = { ...own, counted: 9, countedBy: 'ledger', hands: [], history: [], rev: 1 };
    const _id = valueId(work.ctx, own);
    await values(work.ctx).create({ _id, workspace: work.ctx.workspace, ...left });
    const ofPonds = (await factsOf(work.ctx, hours)).counted.filter(
      ({ unit, slot }) => unit === PONDS && slot === '2026-W07',
    );
    expect(ofPonds.map(({ value }) => value)).toEqual([2.5]);
    await end(work.ctx, 'hours');
    expect((await values(work.ctx).findOne({ _id }).lean())?.counted).toBe(2.5);
  });

  it('ends by itself after the last cut-off, and a process that dies leaves nothing undone', async () => {
    await work.moveTo('2026-02-18T23:00:00+08:00');
    await tick(work.ctx);
    expect((await lives.present(work.ctx, ID)).state).toBe('open');
    await work.moveTo('2026-02-19T00:01:00+08:00');
    await Promise.all([tick(work.ctx), tick(work.ctx)]);
    const ended = await lives.present(work.ctx, ID);
    expect(ended.state).toBe('ended');
    expect(ended.results?.at(-1)?.rows.map(({ unit, rank }) => [unit, rank])).toEqual([
      [FIELDS, 1],
      [PONDS, 2],
    ]);
    const entriesOf = async (member: string) =>
      (await ledger(work.ctx).find({ activity: ID, member }).sort({ at: 1 }).lean()).map(({ points }) => points);
    expect([await entriesOf(WORKER), await entriesOf(REPORTER)]).toEqual([[5], [0]]);
    // A correction was verified, and the process died before it ranked again.
    const own = await slotValue(PONDS, '2026-W06');
    await values(work.ctx).updateOne({ _id: own._id }, { $set: { counted: 110, unpacked: true }, $inc: { rev: 1 } });
    await Promise.all([tick(work.ctx), tick(work.ctx)]);
    await tick(work.ctx);
    expect([await entriesOf(WORKER), await entriesOf(REPORTER)]).toEqual([
      [5, -5],
      [0, 5],
    ]);
    expect(await values(work.ctx).countDocuments({ competition: ID, unpacked: true })).toBe(0);
  });
});
