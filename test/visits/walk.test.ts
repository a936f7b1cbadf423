import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UserError } from '../../src/bot/routing/errors.ts';
import { findingCases, recordFinding } from '../../src/features/visits/findings/service.ts';
import { findings } from '../../src/features/visits/model.ts';
import { type Finding, OUTCOMES, type Step } from '../../src/features/visits/rules.ts';
import { tick } from '../../src/features/visits/service.ts';
import { newId } from '../../src/lib/ids.ts';
import { DAY_MS } from '../../src/lib/zone.ts';
import { actor } from '../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';

const [OWNER, DEPUTY] = ['U0QH2001', 'U0QH3001'];
const BRANCH = '南岗种植分会';

let work: Workplace;
beforeAll(async () => {
  // Nobody else looks at the clock: each tick here is one of the walk.
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http', isWorkerElsewhere: true });
}, 180_000);
afterAll(() => work.close());

async function record(place: string, more: { due?: string; owner?: string } = {}): Promise<Finding> {
  const who = await actor(work, OWNER);
  const said = { once: newId(), what: '坡道打滑', place, kind: 'safety', visited: [PEOPLE.zhao], photos: [], ...more };
  return recordFinding(work.ctx, who, BRANCH, said);
}

const stored = (id: string): Promise<Finding> => findingCases.present(work.ctx, id);

/** The same numbers for the same seed. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 8) % below;
  };
}

async function called(item: string): Promise<string[]> {
  const found = await work.ctx.db.collection('deliveries').find({ 'params.item': item }).toArray();
  return found.map((one) => `${one.kind} ${one.params.seq} ${one.recipient}`);
}

describe('a random walk over steps and two clocks, with processes that die in between', { timeout: 300_000 }, () => {
  it.each([1, 2])(
    'has an owner or somebody called in every state, and escalates each clock once a round (%i)',
    async (seed) => {
      const next = chance(seed);
      const { ctx } = work;
      const { _id: id } = await record(`坡道 ${seed}`);
      const [owner, deputy, visited] = await Promise.all([OWNER, DEPUTY, PEOPLE.zhao].map((user) => actor(work, user)));
      if (owner === undefined || deputy === undefined || visited === undefined) throw new Error('nobody there');
      const take = (who: typeof owner, step: Step) => () => findingCases.take(ctx, who, id, { step, words: '是这样' });
      // People who answered it before it was reopened are refused while there is anybody else.
      const accept = (who: typeof owner) => () =>
        take(who, 'accept')().catch((error: unknown) => {
          expect(error).toBeInstanceOf(UserError);
        });
      const moves: (() => Promise<unknown>)[] = [
        accept(owner),
        accept(deputy),
        take(owner, 'start'),
        ...OUTCOMES.map((step) => take(owner, step)),
        () => findingCases.handOver(ctx, owner, id, DEPUTY),
        take(visited, 'reopen'),
        () => tick(ctx),
        () => tick(ctx),
      ];
      let at = Date.parse('2026-03-02T09:00:00+08:00') + seed * 60 * DAY_MS;
      for (let move = 0; move < 24; move++) {
        at += next(4) * DAY_MS + 3_600_000;
        await work.moveTo(new Date(at).toISOString());
        await Promise.all([tick(ctx), tick(ctx)]);
        await moves[next(moves.length)]?.();
        const one = await stored(id);
        // The process died after it had told some of the events, and before it wrote that down.
        if (next(3) === 0)
          await findings(ctx).updateOne({ _id: id }, { $set: { told: next(one.events.length), untold: true } });
        if (one.state !== 'closed' && one.state !== 'confirmed')
          expect(await findingCases.dutyOf(ctx, one)).not.toEqual([]);
        if (!findingCases.kind.open.includes(one.state)) expect(findingCases.runningClock(one)).toBeUndefined();
      }
      await tick(ctx);
      const one = await stored(id);
      expect(one.untold).toBeUndefined();
      expect(new Set(one.marks).size).toBe(one.marks.length);
      const byClock = one.events.filter(({ what }) => what === 'warned' || what === 'escalated');
      expect(byClock).toHaveLength(one.marks.length);
      const told = await called(id);
      expect(new Set(told).size).toBe(told.length);
    },
  );

  it('warns and escalates for both clocks of a finding that nobody accepts, once each', async () => {
    await work.moveTo('2027-03-01T09:00:00+08:00');
    const { _id: id } = await record('仓库', { due: '2027-03-10' });
    for (let day = 1; day <= 14; day++) {
      await work.moveTo(new Date(Date.parse('2027-03-01T18:00:00+08:00') + day * DAY_MS).toISOString());
      await tick(work.ctx);
      await tick(work.ctx);
    }
    const one = await stored(id);
    const escalated = one.events.filter(({ what }) => what === 'escalated').map(({ clock }) => clock);
    expect(escalated).toEqual(['accept', 'due']);
    expect(one).toMatchObject({ state: 'recorded', rank: 2 });
  });

  it('is reopened after its owner left the company, and reaches people who are there', async () => {
    await work.moveTo('2027-06-01T09:00:00+08:00');
    const { ctx } = work;
    const { _id: id } = await record('配电房');
    const owner = await actor(work, OWNER);
    await findingCases.take(ctx, owner, id, { step: 'accept' });
    await findingCases.take(ctx, owner, id, { step: 'solved', words: '换了' });
    await ctx.db.collection('members').updateOne({ user: OWNER }, { $set: { state: 'left' } });
    await findingCases.take(ctx, await actor(work, PEOPLE.zhao), id, { step: 'reopen' });
    const one = await stored(id);
    expect(one).toMatchObject({ state: 'recorded', rank: 1, round: 1 });
    const seq = one.events.length - 1;
    const calls = (await called(id)).filter((line) => line.startsWith(`visits.duty ${seq} `));
    expect(calls.length).toBeGreaterThan(0);
    expect(calls.some((line) => line.endsWith(OWNER))).toBe(false);
    await ctx.db.collection('members').updateOne({ user: OWNER }, { $set: { state: 'active' } });
  });
});
