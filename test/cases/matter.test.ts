import { afterAll, beforeAll, beforeEach, expect, inject, it, vi } from 'vitest';
import { type Case, caseSchema } from '../../src/cases/case.ts';
import { cases } from '../../src/cases/cases.ts';
import type { Context } from '../../src/context.ts';
import { WORDS } from '../../src/features/suggestions/words.ts';
import { clock } from '../../src/lib/clock.ts';
import { newId } from '../../src/lib/ids.ts';
import { createLogger } from '../../src/lib/log.ts';
import { collection } from '../../src/lib/stores/collection.ts';
import { connectMongo } from '../../src/lib/stores/mongo.ts';

interface Finding extends Case {
  visited: string[];
}

/** As small as a second feature can be: what is found at one place again within 90 days is the same matter. */
const findings = cases<Finding, 'settle', 'due'>({
  feature: 'findings',
  prefix: 'V',
  model: collection('findings', caseSchema<Finding>({ visited: [String] })),
  words: WORDS,
  opens: { state: 'recorded', event: 'recorded' },
  open: ['recorded'],
  steps: { settle: { from: ['recorded'], to: 'settled', by: 'sender', event: 'settled', ends: true } },
  clocks: [{ name: 'due', field: 'dueAt', runsIn: ['recorded'], setBy: ['open'], isChosen: true }],
  pace: async () => ({ due: 10 }),
  senders: 'visited',
  similarWithin: { days: 90, matter: ({ kind, place }) => `${kind} ${place}` },
});

let ctx: Context;
beforeAll(async () => {
  const db = await connectMongo(inject('mongoUri'), `matter-${process.pid}`);
  const config = { TIMEZONE: 'Asia/Shanghai', ADMIN_USERS: [] };
  ctx = { db, workspace: 'T1', config, log: createLogger('silent', 'test') } as unknown as Context;
  await findings.prepare(ctx);
});
beforeEach(async () => {
  await findings.kind.model(ctx).deleteMany({});
});
afterAll(async () => {
  vi.restoreAllMocks();
  await ctx.db.dropDatabase();
  await ctx.db.close(true);
});

const on = (day: string) => vi.spyOn(clock, 'now').mockReturnValue(new Date(`${day}T09:00:00+08:00`));
const find = (place: string, set: Partial<Finding> = {}) =>
  findings.open(
    ctx,
    { user: 'U1' },
    {
      once: newId(),
      kind: 'safety',
      text: '护栏松动',
      place,
      branch: '东湖养殖分会',
      set: { visited: ['U2'], ...set },
    },
  );

it('begins at the first rank, with its number, its clock and the people it concerns', async () => {
  on('2026-03-02');
  const one = await find('3 号塘', { owner: 'U3' });
  expect(one).toMatchObject({ state: 'recorded', rank: 0, owner: 'U3', visited: ['U2'], matter: 'safety 3 号塘' });
  expect(one.number).toMatch(/^V-2026-\d{4}$/);
  expect(one.dueAt).toEqual(new Date('2026-03-16T17:30:00+08:00'));
  expect(one).not.toHaveProperty('earlier');
  expect(findings.isSender(ctx, one, 'U2')).toBe(true);
  expect(findings.isSender(ctx, one, 'U1')).toBe(false);
  expect((await findings.mine(ctx, { user: 'U2' })).map(({ _id }) => _id)).toEqual([one._id]);
});

it('is linked to the earlier one within 90 days, and begins one rank above it', async () => {
  on('2026-03-02');
  const first = await find('4 号塘');
  on('2026-05-31');
  const facts = { kind: 'safety', place: '4 号塘', branch: '东湖养殖分会' };
  expect((await findings.earlierOf(ctx, facts))?._id).toBe(first._id);
  const second = await find('4 号塘');
  expect(second).toMatchObject({ rank: 1, earlier: first._id });
  expect(await find('4 号塘')).toMatchObject({ rank: 2, earlier: second._id });
  expect(await find('5 号塘')).toMatchObject({ rank: 0 });
});

it('is a matter of its own after 90 days', async () => {
  on('2026-03-02');
  await find('6 号塘');
  on('2026-06-01');
  expect(await find('6 号塘')).toMatchObject({ rank: 0 });
});
