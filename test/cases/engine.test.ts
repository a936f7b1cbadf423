import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { submit } from '../../src/features/suggestions/form/service/submit.ts';
import { type Item, items } from '../../src/features/suggestions/item/model.ts';
import { accept, conclude, handOver, rate, start } from '../../src/features/suggestions/service/change.ts';
import { suggestionCases } from '../../src/features/suggestions/service/items.ts';
import { tick } from '../../src/features/suggestions/service/tick.ts';
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

async function send(text: string): Promise<Item> {
  const who = await actor(work, PEOPLE.zhao);
  const content = { kind: 'hazard', text, place: '', branch: BRANCH, isAnonymous: false, files: [] };
  return submit(work.ctx, who, { ...content, once: newId() }, []);
}

const stored = (id: string): Promise<Item> => suggestionCases.present(work.ctx, id);

/** The same numbers for the same seed. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 8) % below;
  };
}

/** The process died after it had told some of the events, and before it wrote that down. */
async function dieWhileTelling(id: string, told: number): Promise<void> {
  await items(work.ctx).updateOne({ _id: id }, { $set: { told, untold: true } });
}

/** Whom it concerns now: after it came back that is not the person who answered it. */
async function called(id: string) {
  const [user = ''] = await suggestionCases.dutyOf(work.ctx, await stored(id));
  return actor(work, user);
}

async function deliveriesOf(item: string) {
  const found = await work.ctx.db.collection('deliveries').find({ 'params.item': item }).toArray();
  return found.map((one) => `${one.kind} ${one.params.seq} ${one.recipient}`);
}

describe('a random walk over steps and clocks, with processes that die in between', { timeout: 300_000 }, () => {
  it.each([1, 2, 3])('leaves nobody out, and does nothing twice (%i)', async (seed) => {
    const next = chance(seed);
    const { _id: id } = await send(`坡道打滑 ${seed}`);
    const [owner, deputy, sender] = await Promise.all([OWNER, DEPUTY, PEOPLE.zhao].map((user) => actor(work, user)));
    if (owner === undefined || deputy === undefined || sender === undefined) throw new Error('nobody there');
    const { ctx } = work;
    const steps: (() => Promise<unknown>)[] = [
      async () => accept(ctx, await called(id), id),
      () => start(ctx, owner, id, '在办'),
      () => conclude(ctx, owner, id, 'solved', '好了'),
      () => handOver(ctx, owner, id, DEPUTY),
      () => rate(ctx, sender, id, 'not', '还没好'),
      () => tick(ctx),
    ];
    let at = Date.parse('2026-03-02T09:00:00+08:00') + seed * 90 * DAY_MS;
    for (let move = 0; move < 25; move++) {
      at += next(5) * DAY_MS + 3_600_000;
      await work.moveTo(new Date(at).toISOString());
      await Promise.all([tick(ctx), tick(ctx)]);
      await steps[next(steps.length)]?.();
      const one = await stored(id);
      if (next(3) === 0) await dieWhileTelling(id, next(one.events.length));
      if (one.state !== 'closed') {
        expect(await suggestionCases.dutyOf(ctx, one)).not.toEqual([]);
        expect(one.owner === undefined).toBe(!one.events.some(({ what }) => what === 'accepted'));
      }
    }
    await tick(ctx);
    const one = await stored(id);
    expect(one.untold).toBeUndefined();
    expect(one.told).toBe(one.events.length);
    expect(new Set(one.marks).size).toBe(one.marks.length);
    const byClock = one.events.filter(({ what }) => what === 'warned' || what === 'escalated');
    expect(byClock.map(({ clock, what }) => `${what} ${clock}`)).toHaveLength(one.marks.length);
    const told = await deliveriesOf(id);
    expect(new Set(told).size).toBe(told.length);
    // Each step called somebody, or was news to the sender, one by one or in the day's message.
    const news = await suggestionCases.records.news(ctx).find({ item: id }).lean();
    for (const { seq, what } of one.events) {
      const isCalled = told.some((line) => line.startsWith(`suggestions.duty ${seq} `));
      expect(isCalled || news.some((row) => row.seq === seq), `${seq} ${what}`).toBe(true);
    }
    const singles = new Set(told.filter((line) => line.startsWith('suggestions.news')));
    for (const day of new Set(news.map((row) => row.day)))
      for (const { item, event } of await suggestionCases.batchOf(ctx, PEOPLE.zhao, day))
        expect(item._id === id && singles.has(`suggestions.news ${event.seq} ${PEOPLE.zhao}`)).toBe(false);
  });
});

describe('an owner who has left the company', { timeout: 120_000 }, () => {
  it('is not called when the case is reopened: those who are there are', async () => {
    await work.moveTo('2027-03-01T09:00:00+08:00');
    const { _id: id } = await send('吊带断丝');
    const owner = await actor(work, OWNER);
    await accept(work.ctx, owner, id);
    await conclude(work.ctx, owner, id, 'solved', '换了');
    await work.ctx.db.collection('members').updateOne({ user: OWNER }, { $set: { state: 'left' } });
    await rate(work.ctx, await actor(work, PEOPLE.zhao), id, 'not', '还没好');
    const one = await stored(id);
    expect(one).toMatchObject({ state: 'received', rank: 1, owner: OWNER });
    const called = (await deliveriesOf(id)).filter((line) =>
      line.startsWith(`suggestions.duty ${one.events.length - 1} `),
    );
    expect(called.length).toBeGreaterThan(0);
    expect(called.some((line) => line.endsWith(OWNER))).toBe(false);
    await work.ctx.db.collection('members').updateOne({ user: OWNER }, { $set: { state: 'active' } });
  });
});

describe('a case of the release before', { timeout: 120_000 }, () => {
  it('is read, told and acted on as before, and the next number follows', async () => {
    const { ctx } = work;
    await work.moveTo('2027-06-01T09:00:00+08:00');
    const at = new Date('2027-05-31T09:00:00+08:00');
    // As that release wrote it: an event that was not told, and the day's first three pieces of news told one by one.
    await ctx.db.collection<{ _id: string; [field: string]: unknown }>('suggestions').insertOne({
      _id: 'formeritem000001',
      workspace: ctx.workspace,
      number: 'S-2027-0900',
      once: 'former',
      kind: 'hazard',
      text: '梯子松动',
      place: '3 号库',
      branch: BRANCH,
      isAnonymous: false,
      submitter: PEOPLE.li,
      photos: 0,
      state: 'accepted',
      rank: 0,
      round: 0,
      owner: OWNER,
      acceptBy: at,
      acceptedAt: at,
      replyBy: new Date('2027-06-11T17:30:00+08:00'),
      dueAt: new Date('2027-06-25T17:30:00+08:00'),
      supporters: [],
      watchers: [],
      told: 1,
      untold: true,
      marks: [],
      createdAt: at,
      updatedAt: at,
      events: [
        { seq: 0, what: 'received', at },
        { seq: 1, what: 'accepted', at, by: OWNER },
      ],
      wakeAt: new Date('2027-06-10T17:30:00+08:00'),
    });
    const row = { workspace: ctx.workspace, recipient: PEOPLE.li, day: '2027-06-01', item: 'another', at };
    await suggestionCases.records
      .news(ctx)
      .insertMany([0, 1, 2].map((seq) => ({ ...row, _id: `another-${seq}-${PEOPLE.li}`, seq })));
    const year = { _id: `${ctx.workspace} 2027`, workspace: ctx.workspace, last: 900 };
    await ctx.db
      .collection<{ _id: string }>('suggestions_counters')
      .replaceOne({ _id: year._id }, year, { upsert: true });
    await tick(ctx);
    expect(await stored('formeritem000001')).not.toHaveProperty('untold');
    // The fourth piece of that day comes with the day's message.
    expect(await deliveriesOf('formeritem000001')).toEqual([]);
    const batched = await suggestionCases.batchOf(ctx, PEOPLE.li, '2027-06-01');
    expect(batched.map(({ item, event }) => [item.number, event.what])).toEqual([['S-2027-0900', 'accepted']]);
    await start(ctx, await actor(work, OWNER), 'formeritem000001', '已订购');
    expect(await stored('formeritem000001')).toMatchObject({
      state: 'progress',
      wakeAt: new Date('2027-06-24T17:30:00+08:00'),
    });
    expect((await send('新的一条')).number).toBe('S-2027-0901');
  });
});
