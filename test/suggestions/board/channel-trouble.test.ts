import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../../playground/client.ts';
import type { Message } from '../../../playground/protocol.ts';
import { channelTroubles } from '../../../src/delivery/channel-trouble.ts';
import { submit } from '../../../src/features/suggestions/form/service/submit.ts';
import { newId } from '../../../src/lib/ids.ts';
import { actor, has, modalOf, SOON, says, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';

const CHANNEL = 'C0SAFETY';

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http' });
});
afterAll(() => work.close());

const isNews = (one: Message) => one.channel.startsWith('D') && says('频道发不出')(one);

async function openBoards() {
  const admin = work.slack.as(PEOPLE.admin);
  await admin.command('/jy', 'suggestions board');
  await seen(admin, has('suggestions.place'), 'the board');
  await admin.click('suggestions.place');
  return modalOf(admin, has('"channel"'), 'where boards are');
}

describe('a board whose channel was archived', { timeout: 90_000 }, () => {
  it('its officer is told once with what to do, and the page of boards says it until it works again', async () => {
    const admin = work.slack.as(PEOPLE.admin);
    const who = await actor(work, PEOPLE.chen);
    const content = {
      kind: 'fault',
      text: '增氧机异响',
      place: '',
      branch: who.branch ?? '',
      isAnonymous: false,
      files: [],
    };
    await submit(work.ctx, who, { ...content, once: newId() }, []);
    await openBoards();
    await work.slack.faults.add({ method: 'chat.postMessage', fault: 'error', error: 'is_archived', times: 1 });
    await admin.submit({ channel: CHANNEL });
    await modalOf(admin, says(/好了/), 'that it is wished for');
    await admin.closeModal(true);
    const troubles = () => channelTroubles(work.ctx).find({}).lean();
    await expect.poll(troubles, { timeout: SOON }).toMatchObject([{ channel: CHANNEL, code: 'is_archived' }]);
    await work.moveTo('2026-03-02T09:02:00+08:00');
    const told = await seen(admin, isNews, 'what is wrong');
    expect(textOf(told)).toMatch(/频道已归档[\s\S]*建议看板[\s\S]*取消归档[\s\S]*换一个频道/);
    await work.moveTo('2026-03-02T09:09:00+08:00');
    expect((await admin.dm()).filter(isNews)).toHaveLength(1);
    expect((await work.slack.as(PEOPLE.officer).dm()).filter(isNews)).toEqual([]);

    expect(textOf((await openBoards()).blocks)).toMatch(/⚠️[\s\S]*频道已归档/);
    await admin.submit({ channel: CHANNEL });
    await modalOf(admin, says(/好了/), 'that it is wished for again');
    await admin.closeModal(true);
    await seen(admin, (one) => one.channel === CHANNEL && says('增氧机异响')(one), 'the board');
    await expect.poll(troubles, { timeout: SOON }).toEqual([]);
    expect(textOf((await openBoards()).blocks)).not.toContain('⚠️');
  });
});
