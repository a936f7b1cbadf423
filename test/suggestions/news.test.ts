import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openQueue } from '../../jobs/enqueue.ts';
import { textOf } from '../../playground/client.ts';
import { submit } from '../../src/features/suggestions/form/service/submit.ts';
import type { Item } from '../../src/features/suggestions/item/model.ts';
import { accept } from '../../src/features/suggestions/service/change.ts';
import { suggestionCases } from '../../src/features/suggestions/service/items.ts';
import { tick } from '../../src/features/suggestions/service/tick.ts';
import { newId } from '../../src/lib/ids.ts';
import { actor, SOON } from '../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';

let work: Workplace;
beforeEach(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http' });
});
afterEach(() => work.close());

async function send(user: string, text: string): Promise<Item> {
  const who = await actor(work, user);
  const content = { kind: 'fault', text, place: '', branch: who.branch ?? '', isAnonymous: false, files: [] };
  return submit(work.ctx, who, { ...content, once: newId() }, []);
}

describe('the fourth piece of a day’s news and all after it', { timeout: 90_000 }, () => {
  it('come the next day where they could not be told before the day’s message had gone', async () => {
    const officer = await actor(work, PEOPLE.officer);
    const five = await Promise.all(Array.from({ length: 5 }, (_, i) => send(PEOPLE.maria, `冷库 ${i} 号门漏风`)));
    const last = five.pop();
    for (const item of five) await accept(work.ctx, officer, item._id);
    await work.moveTo('2026-03-02T16:50:00+08:00');
    // Nobody else tells it until the day's message is out.
    const clockwork = openQueue('clockwork', work.ctx.redis, work.ctx.config.QUEUE_PREFIX);
    await clockwork.pause();
    await vi.waitUntil(async () => (await clockwork.getActiveCount()) === 0, { timeout: SOON });
    const here = work.ctx.db.collection('suggestions');
    const { collection } = suggestionCases.records.news(work.ctx);
    const { db } = collection.conn;
    if (db === undefined) throw new Error('no database');
    const command = db.command.bind(db);
    const isAway = vi.spyOn(db, 'command').mockImplementation(async (sent, options) => {
      if (sent.insert === collection.name) throw new Error('the database is away');
      return command(sent, options);
    });
    await accept(work.ctx, officer, last?._id ?? '');
    expect(isAway).toHaveBeenCalledWith(expect.objectContaining({ insert: collection.name }));
    isAway.mockRestore();
    await here.updateOne({ _id: last?._id as never }, { $unset: { untold: 1 } });
    await clockwork.resume();
    await clockwork.close();
    await work.moveTo('2026-03-02T17:01:00+08:00');
    const maria = work.slack.as(PEOPLE.maria);
    await maria.untilMessage('1 more', SOON);
    await here.updateOne({ _id: last?._id as never }, { $set: { untold: true } });
    await tick(work.ctx);
    await work.moveTo('2026-03-03T09:00:00+08:00');
    await maria.untilMessage(`${last?.number}: accepted`, SOON);
  });

  it('come when the worker is up again that slept through five o’clock', async () => {
    const officer = await actor(work, PEOPLE.officer);
    const five = await Promise.all(Array.from({ length: 5 }, (_, i) => send(PEOPLE.maria, `温棚 ${i} 号风机停转`)));
    const lane = openQueue('delivery', work.ctx.redis, work.ctx.config.QUEUE_PREFIX);
    for (const item of five) await accept(work.ctx, officer, item._id);
    await lane.pause();
    await work.moveTo('2026-03-02T20:00:00+08:00');
    await lane.resume();
    await work.moveTo('2026-03-03T08:30:00+08:00');
    const maria = work.slack.as(PEOPLE.maria);
    const digest = await maria.untilMessage(five[4]?.number ?? '', SOON);
    expect(textOf(digest)).toContain('2 more pieces of news');
    await lane.close();
  });
});
