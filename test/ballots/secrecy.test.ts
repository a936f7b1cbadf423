import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { boxOf } from '../../src/ballots/box.ts';
import { ballotKeys, ballots, boxPages, type RollRow, rollRows } from '../../src/ballots/model.ts';
import { ABSTAIN, NO, YES } from '../../src/ballots/rules/question.ts';
import { WORDS } from '../../src/ballots/words.ts';
import { votes } from '../../src/features/votes/service.ts';
import { openWorkplace, type Workplace } from '../helpers/workplace.ts';
import { cast, ended, killedAt, opened, people } from './polling.ts';

let work: Workplace;
const logged: string[] = [];

beforeAll(async () => {
  work = await openWorkplace({
    at: '2026-03-10T09:00:00+08:00',
    bot: 'http',
    isWorkerElsewhere: true,
    moreOfficers: 200,
  });
  const { log } = work.ctx;
  for (const level of ['trace', 'debug', 'info', 'warn', 'error'] as const)
    log[level] = ((...said: unknown[]) => void logged.push(JSON.stringify(said))) as typeof log.info;
}, 120_000);
afterAll(() => work.close());

/** Everything that MongoDB holds, a document a string. */
async function database(): Promise<{ collection: string; text: string }[]> {
  const { db } = work.ctx.db;
  const found: { collection: string; text: string }[] = [];
  for (const { name } of (await db?.listCollections().toArray()) ?? [])
    for (const one of (await db?.collection(name).find().toArray()) ?? [])
      found.push({ collection: name, text: JSON.stringify(one) });
  return found;
}

/** Everything that Redis holds, the queues' jobs with it. */
async function redis(): Promise<string[]> {
  const { redis: store } = work.ctx;
  const found: string[] = [];
  for (const key of await store.keys('*')) {
    const kind = await store.type(key);
    const value =
      kind === 'hash'
        ? await store.hgetall(key)
        : kind === 'list'
          ? await store.lrange(key, 0, -1)
          : kind === 'set'
            ? await store.smembers(key)
            : kind === 'zset'
              ? await store.zrange(key, '0', '-1', 'WITHSCORES')
              : kind === 'stream'
                ? await store.xrange(key, '-', '+')
                : await store.get(key);
    found.push(`${key} ${JSON.stringify(value)}`);
  }
  return found;
}

const rowsOf = (id: string): Promise<RollRow[]> =>
  rollRows(work.ctx).find({ workspace: work.ctx.workspace, ballot: id }).lean<RollRow[]>();

/** The strings of documents, apart from those that all of a ballot have. */
const stringsIn = (docs: readonly object[], but: readonly string[]): Set<string> => {
  const found = new Set<string>();
  JSON.stringify(docs, (_key, value) => {
    if (typeof value === 'string' && !but.includes(value)) found.add(value);
    return value as unknown;
  });
  return found;
};

/** Neither the whole of the stores and the log, nor the two collections, say whose vote is whose. */
async function nothingJoins(id: string, codes: readonly string[], voters: readonly string[]): Promise<void> {
  await nothingSays(codes, voters);
  await boxKnowsNoRoll(id);
}

async function nothingSays(codes: readonly string[], voters: readonly string[]): Promise<void> {
  const everything = [...(await database()), ...(await redis()).map((text) => ({ collection: 'redis', text }))];
  for (const { collection, text } of everything) {
    if (codes.some((code) => text.includes(code))) {
      expect(collection).toBe('ballot_box');
      expect(voters.filter((user) => text.includes(user))).toEqual([]);
    }
  }
  for (const line of logged) expect(codes.filter((code) => line.includes(code))).toEqual([]);
}

async function boxKnowsNoRoll(id: string): Promise<void> {
  const [rows, pages] = [await rowsOf(id), await boxPages(work.ctx).find({ ballot: id }).lean()];
  const shared = [id, work.ctx.workspace];
  const [ofRoll, ofBox] = [stringsIn(rows, shared), stringsIn(pages, shared)];
  expect([...ofRoll].filter((one) => ofBox.has(one))).toEqual([]);
  // Neither a time nor an ObjectId, which has one.
  const values = [...rows, ...pages].flatMap((one) => Object.values(one));
  expect(values.some((one) => one instanceof Date || (one as { _bsontype?: string })?._bsontype === 'ObjectId')).toBe(
    false,
  );
}

describe('a secret ballot', { timeout: 180_000 }, () => {
  it.each([1, 2])('with votes of %i is never opened, and nothing joins roll and box', async (n) => {
    const id = `few-${n}`;
    const voters = people(5).slice(0, n);
    await opened(work, id, people(5));
    const codes = [];
    for (const user of voters) codes.push(await cast(work, id, user, YES));
    await nothingJoins(id, codes, voters);
    const closed = await ended(work, id);
    expect(closed).toMatchObject({ state: 'closed', voted: n });
    expect(closed.outcome).toBeUndefined();
    await nothingJoins(id, codes, voters);
    expect(await boxPages(work.ctx).countDocuments({ ballot: id })).toBe(0);
    expect(await ballotKeys(work.ctx).countDocuments({ ballot: id })).toBe(0);
    expect((await rowsOf(id)).filter((row) => row.envelope !== undefined)).toEqual([]);
  });

  it('with 200 votes in the same second loses none, and nothing joins roll and box', async () => {
    const voters = people(200);
    await opened(work, 'many', voters);
    const sayings = voters.map((_, nth) => (nth % 3 === 0 ? YES : nth % 3 === 1 ? NO : ABSTAIN));
    const codes = await Promise.all(voters.map((user, nth) => cast(work, 'many', user, sayings[nth] ?? YES)));
    await nothingJoins('many', codes, voters);
    const before = await rowsOf('many');
    expect(new Set(before.map(({ envelope = '' }) => envelope.length)).size).toBe(1);
    expect(new Set(before.map(({ envelope }) => envelope)).size).toBe(200);
    const closed = await ended(work, 'many');
    expect(closed.outcome).toMatchObject({ all: 200, voted: 200, abstained: 66, votes: [67, 67] });
    await nothingJoins('many', codes, voters);
    const box = await boxOf(work.ctx, 'many');
    // Everybody finds their own, and the list has an order that says nothing.
    expect(new Map(box.map(({ code, choice }) => [code, choice[0]]))).toEqual(
      new Map(codes.map((code, nth) => [code, sayings[nth]])),
    );
    expect(box.map(({ code }) => code)).toEqual(codes.toSorted());
    expect((await rowsOf('many')).filter((row) => row.envelope !== undefined)).toEqual([]);
    expect(await ballotKeys(work.ctx).countDocuments({ ballot: 'many' })).toBe(0);
    const stored = JSON.stringify(await ballots(work.ctx).findOne({ _id: 'many' }).lean());
    expect(voters.slice(5).filter((user) => stored.includes(`"voted":"${user}"`))).toEqual([]);
  });

  it('tells two copies of the database only that somebody voted, never what', async () => {
    const voters = people(3);
    await opened(work, 'copies', voters);
    await cast(work, 'copies', voters[0] ?? '', YES);
    const one = new Set((await database()).map(({ text }) => text));
    await cast(work, 'copies', voters[1] ?? '', NO);
    const more = (await database()).filter(({ text, collection }) => !one.has(text) && collection.startsWith('ballot'));
    expect(more.map(({ collection }) => collection)).toEqual(['ballot_roll']);
    expect(Object.keys(JSON.parse(more[0]?.text ?? '{}')).sort()).toEqual(
      ['_id', 'ballot', 'envelope', 'hasVoted', 'roll', 'user', 'workspace'].sort(),
    );
  });

  it('puts no envelope of somebody else’s row in its place: it is spoilt', async () => {
    const voters = people(4);
    await opened(work, 'swapped', voters);
    for (const user of voters) await cast(work, 'swapped', user, YES);
    const [first, second] = await rowsOf('swapped');
    await rollRows(work.ctx).updateOne({ _id: second?._id ?? '' }, { $set: { envelope: first?.envelope ?? '' } });
    expect(await ended(work, 'swapped')).toMatchObject({ spoilt: 1, outcome: { voted: 3, votes: [3, 0] } });
  });

  it('counts the first of two votes from two devices at once', async () => {
    const voters = people(3);
    await opened(work, 'devices', voters);
    const [me = '', ...others] = voters;
    const tries = await Promise.allSettled([cast(work, 'devices', me, YES), cast(work, 'devices', me, NO)]);
    const counted = tries.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(counted).toHaveLength(1);
    for (const user of others) await cast(work, 'devices', user, YES);
    await expect(cast(work, 'devices', me, NO)).rejects.toMatchObject({ said: WORDS.already });
    await ended(work, 'devices');
    expect((await boxOf(work.ctx, 'devices')).map(({ code }) => code)).toContain(counted[0]);
    expect(await boxOf(work.ctx, 'devices')).toHaveLength(3);
  });
});

const MOMENTS = ['before', 'after'] as const;

describe('killed at every write', { timeout: 300_000 }, () => {
  it.each(MOMENTS)('%s it, an opening leaves one roll, and everybody on it once', async (moment) => {
    let nth = 1;
    for (let isKilled = true; isKilled; nth++) {
      const id = `open-${moment}-${nth}`;
      isKilled = await killedAt(nth, moment, () => opened(work, id, people(4)));
      await opened(work, id, people(4));
      await votes.wake(work.ctx);
      const one = await votes.lives.present(work.ctx, id);
      expect(one).toMatchObject({ state: 'open', size: 4, canVote: 4, news: [] });
      expect((await rowsOf(id)).map(({ roll, user }) => `${roll} ${user}`).sort()).toEqual(
        people(4).map((user) => `${one.roll} ${user}`),
      );
      expect(await ballotKeys(work.ctx).countDocuments({ ballot: id })).toBe(1);
      await ended(work, id);
    }
    expect(nth).toBeGreaterThan(4);
  });

  it.each(MOMENTS)('%s it, a vote is lost to nobody, and counted once', async (moment) => {
    let nth = 1;
    const all: string[] = [];
    for (let isKilled = true; isKilled; nth++) {
      const id = `vote-${moment}-${nth}`;
      const [me = '', ...others] = people(3);
      await opened(work, id, people(3));
      isKilled = await killedAt(nth, moment, () => cast(work, id, me, NO));
      // Told nothing, they vote again; what stands is their first vote.
      await cast(work, id, me, NO).catch((error: unknown) => expect(error).toMatchObject({ said: WORDS.already }));
      const codes = [];
      for (const user of others) codes.push(await cast(work, id, user, YES));
      expect((await ended(work, id)).outcome).toMatchObject({ voted: 3, votes: [2, 1] });
      await boxKnowsNoRoll(id);
      all.push(...codes);
    }
    await nothingSays(all, people(3));
    expect(nth).toBeGreaterThan(2);
  });

  it.each(MOMENTS)('%s it, a close loses, doubles and joins nothing', async (moment) => {
    let nth = 1;
    const all: string[] = [];
    for (let isKilled = true; isKilled; nth++) {
      const id = `close-${moment}-${nth}`;
      const voters = people(4);
      await opened(work, id, voters);
      const codes = [];
      for (const [place, user] of voters.entries()) codes.push(await cast(work, id, user, place === 0 ? NO : YES));
      isKilled = await killedAt(nth, moment, () => ended(work, id));
      await boxKnowsNoRoll(id);
      // Another process goes on, two at once.
      await ended(work, id).catch((error: unknown) => expect(error).toMatchObject({ said: WORDS.notOpen }));
      await Promise.all([votes.goForward(work.ctx, id), votes.goForward(work.ctx, id)]);
      expect(await votes.lives.present(work.ctx, id)).toMatchObject({
        state: 'closed',
        news: [],
        outcome: { voted: 4, votes: [3, 1] },
      });
      expect((await boxOf(work.ctx, id)).map(({ code }) => code)).toEqual(codes.toSorted());
      expect((await rowsOf(id)).filter((row) => row.envelope !== undefined)).toEqual([]);
      expect(await ballotKeys(work.ctx).countDocuments({ ballot: id })).toBe(0);
      await boxKnowsNoRoll(id);
      all.push(...codes);
    }
    await nothingSays(all, people(4));
    expect(nth).toBeGreaterThan(6);
  });
});
