import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { submit } from '../../src/features/suggestions/form/service/submit.ts';
import { type EventKind, type Item, items } from '../../src/features/suggestions/item/model.ts';
import { accept, conclude, merge, start, support } from '../../src/features/suggestions/service/change.ts';
import { tick } from '../../src/features/suggestions/service/tick.ts';
import { newId } from '../../src/lib/ids.ts';
import { actor, SOON } from '../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http' });
});
afterAll(() => work.close());

async function send(user: string, text: string): Promise<Item> {
  const who = await actor(work, user);
  const content = { kind: 'fault', text, place: '', branch: who.branch ?? '', isAnonymous: false, files: [] };
  return submit(work.ctx, who, { ...content, once: newId() }, []);
}

async function events(id: string): Promise<EventKind[]> {
  const found = await items(work.ctx).findOne({ _id: id }).lean<Item>();
  return found?.events.map((one) => one.what) ?? [];
}

const untilEvents = (id: string, wanted: EventKind[]) =>
  expect.poll(() => events(id), { timeout: SOON }).toEqual(wanted);

/** Who has been told what of an item's steps, as often as it was planned. */
async function told(id: string): Promise<string[]> {
  const found = await work.ctx.db.collection('deliveries').find({ 'params.item': id }).toArray();
  return found.map((one) => `${one.kind}-${one.params.seq} ${one.recipient}`).sort();
}

describe('the clocks of an item', { timeout: 120_000 }, () => {
  it('warn and escalate once a step, across a restart', async () => {
    const item = await send(PEOPLE.zhao, '南岗三号泵房漏水');
    const past: EventKind[] = ['received'];
    const comes = async (at: string, ...what: EventKind[]) => {
      await work.moveTo(at);
      past.push(...what);
      await untilEvents(item._id, past);
      // Whoever looks again, and again, finds nothing more to do.
      await Promise.all([tick(work.ctx), tick(work.ctx)]);
      expect(await events(item._id)).toEqual(past);
    };
    await comes('2026-03-04T17:31:00+08:00', 'warned');
    await work.restart();
    await comes('2026-03-05T17:31:00+08:00', 'escalated');
    await work.restart();
    await comes('2026-03-06T12:00:00+08:00');
    await accept(work.ctx, await actor(work, PEOPLE.officer), item._id, '2026-04-10');
    past.push('accepted');
    await comes('2026-03-19T17:31:00+08:00', 'warned');
    await work.restart();
    await comes('2026-03-20T17:31:00+08:00', 'escalated');
    await start(work.ctx, await actor(work, PEOPLE.officer), item._id, '换泵');
    past.push('progress');
    await comes('2026-04-09T17:31:00+08:00', 'warned');
    await comes('2026-04-10T17:31:00+08:00', 'escalated');
    await comes('2026-04-20T09:00:00+08:00');
    const found = await items(work.ctx).findOne({ _id: item._id }).lean<Item>();
    expect(found?.rank).toBe(2);
    const all = await told(item._id);
    expect(new Set(all).size).toBe(all.length);
    expect(all.filter((one) => one === `suggestions.news-2 ${PEOPLE.zhao}`)).toHaveLength(1);
  });

  it('leave out a warning that was slept through, and close after seven days of silence', async () => {
    const item = await send(PEOPLE.zhao, '仓库灯坏了');
    await work.moveTo('2026-04-27T09:00:00+08:00');
    await untilEvents(item._id, ['received', 'escalated']);
    const officer = await actor(work, PEOPLE.officer);
    await accept(work.ctx, officer, item._id);
    await conclude(work.ctx, officer, item._id, 'impossible', '仓库下月拆除');
    await work.moveTo('2026-05-04T08:59:00+08:00');
    await tick(work.ctx);
    expect(await events(item._id)).toEqual(['received', 'escalated', 'accepted', 'impossible']);
    await work.moveTo('2026-05-04T09:01:00+08:00');
    await untilEvents(item._id, ['received', 'escalated', 'accepted', 'impossible', 'silent']);
    // The first days of May are off; who sent it hears of it on the next of their working days.
    await work.moveTo('2026-05-06T08:30:00+08:00');
    await work.slack.as(PEOPLE.zhao).untilMessage(`${item.number}：七天没有回音，自动办结`, SOON);
    await work.slack.as(PEOPLE.officer).untilMessage(`${item.number}：七天没有回音，已办结`, SOON);
    expect(await items(work.ctx).findOne({ _id: item._id }).lean()).toMatchObject({ state: 'closed' });
  });
});

describe('many at once', { timeout: 60_000 }, () => {
  it('fifty officers accept, and one owner stands', async () => {
    const item = await send(PEOPLE.chen, '塘埂塌了一段');
    const officer = await actor(work, PEOPLE.officer);
    const fifty = Array.from({ length: 50 }, (_, index) => ({ ...officer, user: `U0FIFTY${index}` }));
    const done = await Promise.all(fifty.map((one) => accept(work.ctx, one, item._id)));
    const [first, ...others] = done.filter((one) => one.isDone);
    expect(others).toEqual([]);
    const found = await items(work.ctx).findOne({ _id: item._id }).lean<Item>();
    expect(found?.owner).toBe(first?.item.owner);
    expect(found?.events.map((one) => one.what)).toEqual(['received', 'accepted']);
    expect(new Set(done.map((one) => one.item.owner))).toEqual(new Set([found?.owner]));
  });

  it('twenty send, and each has a number of its own without a gap', async () => {
    const people = [PEOPLE.chen, PEOPLE.li, PEOPLE.maria, PEOPLE.zhao];
    const sent = await Promise.all(Array.from({ length: 20 }, (_, i) => send(people[i % 4] ?? '', `路灯 ${i}`)));
    const numbers = sent.map((one) => Number(one.number.slice(7))).sort((a, b) => a - b);
    expect(numbers.at(-1)).toBe((numbers[0] ?? 0) + 19);
    expect(new Set(numbers).size).toBe(20);
  });

  it('the eleventh of a person’s day is refused, and the same draft sent twice is one item', async () => {
    await work.moveTo('2026-05-06T09:00:00+08:00');
    const who = await actor(work, PEOPLE.li);
    const draft = { kind: 'idea', text: '同一条', place: '', branch: '', isAnonymous: false, files: [], once: newId() };
    const twice = await Promise.all([submit(work.ctx, who, draft, []), submit(work.ctx, who, draft, [])]);
    expect(twice[0]?._id).toBe(twice[1]?._id);
    const rest = await Promise.allSettled(Array.from({ length: 12 }, (_, i) => send(PEOPLE.li, `另一条 ${i}`)));
    expect(rest.filter((one) => one.status === 'fulfilled').length).toBeLessThanOrEqual(9);
    expect(rest.filter((one) => one.status === 'rejected').map((one) => String(one.reason))).toContain(
      'UserError: That is as many as one person may send today (10). Yours is kept as a draft; send it tomorrow.',
    );
  });
});

describe('a merger', { timeout: 60_000 }, () => {
  it('keeps supporters and watchers, each told once', async () => {
    await work.moveTo('2026-05-07T09:00:00+08:00');
    const [kept, given] = [await send(PEOPLE.chen, '食堂加个微波炉'), await send(PEOPLE.zhao, '食堂要微波炉')];
    await support(work.ctx, await actor(work, PEOPLE.maria), given._id);
    const officer = await actor(work, PEOPLE.officer);
    await merge(work.ctx, officer, given._id, kept.number);
    expect((await merge(work.ctx, officer, given._id, kept.number)).isDone).toBe(false);
    const found = await items(work.ctx).findOne({ _id: kept._id }).lean<Item>();
    expect(found?.supporters.toSorted()).toEqual([PEOPLE.maria, PEOPLE.zhao]);
    expect(found?.watchers.toSorted()).toEqual([PEOPLE.maria, PEOPLE.zhao]);
    const news = (await told(given._id)).filter((one) => one.startsWith('suggestions.news'));
    expect(news).toEqual([`suggestions.news-1 ${PEOPLE.maria}`, `suggestions.news-1 ${PEOPLE.zhao}`]);
  });

  it('the fourth piece of a day’s news and all after it come together', async () => {
    await work.moveTo('2026-05-08T09:00:00+08:00');
    const officer = await actor(work, PEOPLE.officer);
    const five = await Promise.all(Array.from({ length: 5 }, (_, i) => send(PEOPLE.maria, `温室 ${i} 漏雨`)));
    for (const item of five) await accept(work.ctx, officer, item._id);
    const mine = { recipient: PEOPLE.maria, createdAt: { $gte: new Date('2026-05-08T00:00:00+08:00') } };
    const found = await work.ctx.db.collection('deliveries').find(mine).toArray();
    expect(found.map((one) => one.kind).sort()).toEqual([
      'suggestions.digest',
      'suggestions.news',
      'suggestions.news',
      'suggestions.news',
    ]);
    await work.moveTo('2026-05-08T17:01:00+08:00');
    const maria = work.slack.as(PEOPLE.maria);
    await maria.untilMessage('2 more pieces of news today', SOON);
  });
});
