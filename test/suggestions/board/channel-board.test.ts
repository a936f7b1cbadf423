import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../../playground/client.ts';
import type { Message } from '../../../playground/protocol.ts';
import { submit } from '../../../src/features/suggestions/form/service/submit.ts';
import { accept, conclude, support } from '../../../src/features/suggestions/service/change.ts';
import { suggestionCases } from '../../../src/features/suggestions/service/items.ts';
import { tick } from '../../../src/features/suggestions/service/tick.ts';
import { newId } from '../../../src/lib/ids.ts';
import { actor, has, modalOf, SOON, says, seen } from '../../helpers/quiz-day.ts';
import { limitToBranch, openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';

const CHANNEL = 'C0SAFETY';

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http' });
  await limitToBranch(work);
});
afterAll(() => work.close());

async function send(user: string, text: string, isAnonymous = false) {
  const who = await actor(work, user);
  const content = { kind: 'fault', text, place: '', branch: who.branch ?? '', isAnonymous, files: [] };
  return submit(work.ctx, who, { ...content, once: newId() }, []);
}

/** The bot's messages in a channel, as somebody there sees them. */
async function inChannel(channel = CHANNEL): Promise<Message[]> {
  const { messages } = await work.slack.as(PEOPLE.chen).state();
  return (messages[channel] ?? []).filter(has('suggestions.new'));
}

/** How often the board's message was wished to be drawn anew. */
async function drawings(): Promise<number> {
  const found = await work.ctx.db.collection('deliveries').findOne({ kind: 'suggestions.channelBoard' });
  return Number(found?.changeNo);
}

const boardSays = (words: string, channel = CHANNEL) =>
  seen(work.slack.as(PEOPLE.chen), (one) => one.channel === channel && says(words)(one), `"${words}" on the board`);

async function place(user: string, channel: string): Promise<string> {
  const officer = work.slack.as(user);
  await officer.command('/jy', 'suggestions board');
  await seen(officer, has('suggestions.place'), 'the board');
  await officer.click('suggestions.place');
  await modalOf(officer, has('"channel"'), 'the form');
  const { errors } = await officer.submit({ channel });
  if (errors !== undefined) return JSON.stringify(errors);
  const said = textOf((await modalOf(officer, says(/好了/), 'that it is done')).blocks);
  await officer.closeModal(true);
  return said;
}

describe('the board in a channel', { timeout: 90_000 }, () => {
  it('is put there by an officer and says how things stand, without a name', async () => {
    const late = await send(PEOPLE.chen, '三号增氧机异响');
    await send(PEOPLE.li, '食堂晚班没有热菜', true);
    await support(work.ctx, await actor(work, PEOPLE.maria), late._id);
    await accept(work.ctx, await actor(work, PEOPLE.officer), late._id);
    expect(await place(PEOPLE.admin, CHANNEL)).toContain('马上出现');
    const board = textOf(await boardSays('办理中 2 · 本月解决 0 · 超期 0'));
    expect(board).toContain('三号增氧机异响 · 1 人支持');
    expect(board).toContain('食堂晚班没有热菜 · 已收到');
    const raw = JSON.stringify(await inChannel());
    for (const name of ['陈小梅', '李强', '何建国', 'Maria', 'U0QH']) expect(raw).not.toContain(name);
  });

  it('stays one message, is drawn anew when something has changed, and not more often than every five minutes', async () => {
    const [before] = await inChannel();
    await work.moveTo('2026-03-02T09:06:00+08:00');
    await expect
      .poll(async () => (await suggestionCases.records.boards(work.ctx).findOne({}).lean())?.shown, { timeout: SOON })
      .not.toBe('');
    await send(PEOPLE.zhao, '泵房漏水');
    await work.moveTo('2026-03-02T09:12:00+08:00');
    await boardSays('办理中 3');
    const drawn = await drawings();
    await send(PEOPLE.zhao, '路灯不亮');
    await work.moveTo('2026-03-02T09:14:00+08:00');
    await tick(work.ctx);
    expect(await drawings()).toBe(drawn);
    await work.moveTo('2026-03-02T09:19:00+08:00');
    await boardSays('办理中 4');
    expect((await inChannel()).map((one) => one.ts)).toEqual([before?.ts]);
  });

  it('shows what is overdue, and what was solved this month until the month is over', async () => {
    const solved = await send(PEOPLE.chen, '北门积水');
    const officer = await actor(work, PEOPLE.officer);
    await accept(work.ctx, officer, solved._id);
    await conclude(work.ctx, officer, solved._id, 'solved', '疏通了');
    await work.moveTo('2026-03-05T17:32:00+08:00');
    const board = textOf(await boardSays('本月解决 1 · 超期 3'));
    expect(board).toMatch(/超期未办[\s\S]*食堂晚班没有热菜 · 受理已超期/);
    expect(board).toMatch(/本月解决[\s\S]*北门积水 · 已解决/);
    await work.moveTo('2026-04-01T00:06:00+08:00');
    expect(textOf(await boardSays('本月解决 0'))).not.toContain('北门积水');
  });

  it('opens its lists and the form in a modal, for whoever taps', async () => {
    const maria = work.slack.as(PEOPLE.maria);
    const [board] = await inChannel();
    if (board === undefined) throw new Error('no board');
    await maria.click('suggestions.board:overdue', { message: board });
    await modalOf(maria, says('Overdue'), 'the list');
    await maria.closeModal(true);
    await maria.click('suggestions.new', { message: board });
    await modalOf(maria, says('What is it about'), 'the form');
    await maria.closeModal(true);
  });

  it('moves to the bottom when it is put there again, and goes when it is taken away', async () => {
    const [before] = await inChannel();
    await place(PEOPLE.admin, CHANNEL);
    await expect
      .poll(async () => (await inChannel()).map((one) => one.ts !== before?.ts), { timeout: SOON })
      .toEqual([true]);
    const admin = work.slack.as(PEOPLE.admin);
    await admin.click('suggestions.place');
    await modalOf(admin, says('里已有看板'), 'where it is');
    await admin.click('suggestions.takeBoard:0', { in: 'modal' });
    await modalOf(admin, says('马上拿走'), 'the answer');
    await admin.closeModal(true);
    await expect.poll(async () => (await inChannel()).length, { timeout: SOON }).toBe(0);
    expect(await suggestionCases.records.boards(work.ctx).countDocuments({})).toBe(0);
  });

  it('of a branch officer has the branch’s items only, and takes no other’s place', async () => {
    await place(PEOPLE.admin, CHANNEL);
    await boardSays('办理中 4');
    expect(await place(PEOPLE.officer, CHANNEL)).toContain('全公司或别的分会');
    await work.slack.as(PEOPLE.officer).closeModal(true);
    await place(PEOPLE.officer, 'C0DONGHU');
    const board = textOf(await boardSays('建议看板 · 东湖养殖分会', 'C0DONGHU'));
    expect(board).toContain('办理中 2');
    expect(board).not.toContain('泵房漏水');
  });

  it('is not for workers, nor for a channel in which the bot is not', async () => {
    const chen = work.slack.as(PEOPLE.chen);
    await chen.command('/jy', 'suggestions board');
    expect(has('suggestions.place')(await seen(chen, says('建议看板'), 'the board'))).toBe(false);
    expect(await place(PEOPLE.admin, 'C0COMMITTEE')).toContain('/invite');
  });
});
