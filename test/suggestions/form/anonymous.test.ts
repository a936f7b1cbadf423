import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { textOf } from '../../../playground/client.ts';
import { type Item, items } from '../../../src/features/suggestions/item/model.ts';
import { accept, conclude } from '../../../src/features/suggestions/service/change.ts';
import { ledger } from '../../../src/participation/ledger/model.ts';
import { actor, has, modalOf, says, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';

const WORDS = '食堂晚班没有热菜，希望改善';
const { logged } = vi.hoisted(() => ({ logged: [] as string[] }));
// The logger is as it is; only where it writes is another place.
vi.mock('pino', async (original) => {
  const real = await original<typeof import('pino')>();
  const pino = (options: import('pino').LoggerOptions) => real.pino(options, { write: (line) => logged.push(line) });
  return { ...real, pino };
});

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http', env: { LOG_LEVEL: 'trace' } });
});
afterAll(() => work.close());

async function anonymousItem(): Promise<Item> {
  const found = await items(work.ctx).findOne({ isAnonymous: true }).lean<Item>();
  if (found === null) throw new Error('no anonymous item');
  return found;
}

/** Every document of every collection, as text. */
async function allDocuments(): Promise<{ collection: string; text: string }[]> {
  const { db } = work.ctx.db;
  const names = (await db?.listCollections().toArray()) ?? [];
  const lists = await Promise.all(
    names.map(async ({ name }) =>
      ((await db?.collection(name).find({}).toArray()) ?? []).map((one) => ({
        collection: name,
        text: JSON.stringify(one),
      })),
    ),
  );
  return lists.flat();
}

/** Every key of Redis with its value. */
async function allOfRedis(): Promise<string[]> {
  const { redis } = work.ctx;
  const read: Record<string, (key: string) => Promise<unknown>> = {
    string: (key) => redis.get(key),
    hash: (key) => redis.hgetall(key),
    list: (key) => redis.lrange(key, 0, -1),
    set: (key) => redis.smembers(key),
    zset: (key) => redis.zrange(key, '0', '-1'),
    stream: (key) => redis.xrange(key, '-', '+'),
  };
  const keys = await redis.keys('*');
  const types = await Promise.all(keys.map((key) => redis.type(key)));
  return Promise.all(keys.map(async (key, i) => `${key} ${JSON.stringify(await read[types[i] ?? '']?.(key))}`));
}

/** Nothing holds the person beside the item, by its words, its id or its number. */
async function expectNoLink(item: Item): Promise<void> {
  const traces = [WORDS, item._id, item.number];
  const links = (text: string) => text.includes(PEOPLE.chen) && traces.some((trace) => text.includes(trace));
  const documents = await allDocuments();
  expect(documents.length).toBeGreaterThan(20);
  expect(documents.filter(({ text }) => links(text))).toEqual([]);
  expect((await allOfRedis()).filter(links)).toEqual([]);
  expect(logged.length).toBeGreaterThan(0);
  expect(logged.filter(links)).toEqual([]);
  // Nor by a second step: what names the item names no document that names the person.
  const own = documents.filter(({ text }) => text.includes(item._id));
  const ids = own.flatMap(({ text }) => [...text.matchAll(/"_id":"([^"]+)"/g)].map(([, id = '']) => id));
  expect(documents.filter(({ text }) => text.includes(PEOPLE.chen) && ids.some((id) => text.includes(id)))).toEqual([]);
}

describe('an anonymous item', { timeout: 90_000 }, () => {
  it('is sent with two sentences on what that means, and leaves nobody beside it', async () => {
    const chen = work.slack.as(PEOPLE.chen);
    await chen.command('/suggest');
    const form = await modalOf(chen, says('是什么事'), 'the form');
    expect(textOf(form.blocks)).toContain('同时掌握服务器密钥和数据库的人仍然可能查出来');
    await chen.submit({ text: WORDS, hide: ['yes'], kind: 'livelihood' });
    await modalOf(chen, says('匿名收到了，编号 *S-2026-0001*'), 'the number');
    await chen.closeModal(true);
    const item = await anonymousItem();
    expect(item.submitter).toBeUndefined();
    expect(item.sealed).toMatch(/^[A-Za-z0-9+/=]{60,}$/);
    await seen(work.slack.as(PEOPLE.officer), says('S-2026-0001：新来一条'), 'the call');
    await expectNoLink(item);
    expect(await work.ctx.db.collection('form_drafts').countDocuments()).toBe(0);
  });

  it('counts for the day under a name that leads to nobody', async () => {
    const counts = await work.ctx.db.collection('suggestions_allowances').find({}).toArray();
    expect(counts).toMatchObject([{ used: 1, expiresAt: new Date('2026-03-04T00:00:00Z') }]);
    expect(JSON.stringify(counts)).not.toContain(PEOPLE.chen);
  });

  it('is answered: only its submitter finds it, and no message goes to them', async () => {
    const item = await anonymousItem();
    const officer = await actor(work, PEOPLE.officer);
    await accept(work.ctx, officer, item._id);
    await conclude(work.ctx, officer, item._id, 'solved', '晚班加了两个热菜');
    await expectNoLink(item);
    expect(await work.ctx.db.collection('deliveries').countDocuments({ recipient: PEOPLE.chen })).toBe(0);
    const li = work.slack.as(PEOPLE.li);
    await li.command('/jy', '建议 我的');
    await seen(li, says('你还没有提过建议'), 'nothing of another’s');
    const chen = work.slack.as(PEOPLE.chen);
    expect(textOf((await chen.home()).blocks)).toContain('S-2026-0001 有结果了，请评价');
    await chen.command('/jy', '建议 我的');
    const mine = await seen(chen, says('S-2026-0001'), 'their own');
    await chen.click('suggestions.open:0', { message: mine });
    await modalOf(chen, has('suggestions.step:satisfied'), 'the question');
    expect(await ledger(work.ctx).countDocuments({ feature: 'suggestions' })).toBe(0);
  });

  it('is closed by them, and the last link is gone', async () => {
    const chen = work.slack.as(PEOPLE.chen);
    await chen.click('suggestions.step:satisfied', { in: 'modal' });
    await modalOf(chen, says('谢谢，记下了'), 'the answer');
    const item = await anonymousItem();
    expect(item).toMatchObject({ state: 'closed', satisfaction: 'satisfied' });
    expect(item.sealed).toBeUndefined();
    await expectNoLink(item);
  });
});
