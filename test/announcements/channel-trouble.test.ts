import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../playground/client.ts';
import type { Message } from '../../playground/protocol.ts';
import { channelTroubles } from '../../src/delivery/channel-trouble.ts';
import { has, modalOf, SOON, says, seen } from '../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';
import { openForm, sendIt } from './desk.ts';

const CHANNEL = 'C0SAFETY';

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http' });
});
afterAll(() => work.close());

const isNews = (one: Message) => one.channel.startsWith('D') && says('频道发不出')(one);

describe('an announcement for a channel that the bot was taken out of', { timeout: 90_000 }, () => {
  it('its author is told once with what to do, and its page says it', async () => {
    const officer = await openForm(work, PEOPLE.admin);
    await officer.submit({
      title: '台风停工',
      body: '今天下午停工',
      include: ['donghu'],
      via: 'channel',
      channels: [CHANNEL],
    });
    await modalOf(officer, has('announcements.send'), 'the preview');
    await work.slack.faults.add({ method: 'chat.postMessage', fault: 'error', error: 'not_in_channel', times: 1 });
    const id = await sendIt(work, officer);
    const troubles = () => channelTroubles(work.ctx).find({}).lean();
    await expect.poll(troubles, { timeout: SOON }).toMatchObject([{ channel: CHANNEL, code: 'not_in_channel' }]);
    await work.moveTo('2026-03-02T09:02:00+08:00');
    const told = await seen(officer, isNews, 'what is wrong');
    expect(textOf(told)).toMatch(/不在这个频道[\s\S]*台风停工[\s\S]*\/invite/);
    await work.moveTo('2026-03-02T09:10:00+08:00');
    expect((await officer.dm()).filter(isNews)).toHaveLength(1);
    expect((await work.slack.as(PEOPLE.officer).dm()).filter(isNews)).toEqual([]);

    await officer.click(`announcements.open:${id}`, { message: told });
    const page = await modalOf(officer, says('台风停工'), 'its page');
    expect(textOf(page.blocks)).toMatch(/⚠️[\s\S]*我不在这个频道里[\s\S]*\/invite/);
  });
});
