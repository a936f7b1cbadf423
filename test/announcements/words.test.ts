import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../playground/client.ts';
import { announcements } from '../../src/features/announcements/model.ts';
import { COMMANDS, mrkdwnIn } from '../helpers/hostile-words.ts';
import { has, modalOf, SOON, says, seen } from '../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';
import { newest, openForm, sendIt, writeOne } from './desk.ts';

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http' });
});
afterAll(() => work.close());

const HOSTILE = '<!channel> @here <@U1> =HYPERLINK("http://x.example","点") 👩‍🌾🦐 \u202Egnp.exe \u200F&amp;';
const TITLE = `\u202E右\u200F=HYPERLINK("x") ${HOSTILE}`.slice(0, 120);
const BODY = `${HOSTILE}${'稻'.repeat(4_000)}`.slice(0, 3_998).concat('🦐');

describe('words as people write them', { timeout: 60_000 }, () => {
  it.each([
    ['a direct message', {}],
    ['a channel', { via: 'channel', channels: ['C0SAFETY'] }],
  ])('arrive in %s whole, and harm nobody', async (place, where) => {
    const fields = { title: TITLE, body: BODY, include: ['donghu'], ...where };
    const officer = await writeOne(work, PEOPLE.admin, fields);
    const preview = await modalOf(officer, has('announcements.send'), 'the preview');
    expect(JSON.stringify(preview.blocks)).toContain(JSON.stringify(BODY).slice(1, -1));
    expect(mrkdwnIn(preview.blocks)).not.toMatch(COMMANDS);
    await sendIt(work, officer);
    const chen = work.slack.as(PEOPLE.chen);
    const isThere = (channel: string) => channel.startsWith('D') === (place === 'a direct message');
    const card = await seen(chen, (one) => isThere(one.channel) && has('announcements.confirm')(one), 'the card');
    const [kind, header, body] = card.blocks ?? [];
    expect(kind).toMatchObject({ type: 'context' });
    expect(header).toMatchObject({ type: 'header', text: { type: 'plain_text', text: TITLE } });
    expect(JSON.stringify(body)).toContain(JSON.stringify(BODY).slice(1, -1));
    expect(JSON.stringify(card.blocks)).not.toContain('"broadcast"');
    expect(mrkdwnIn(card.blocks)).not.toMatch(COMMANDS);
    expect(card.text).not.toMatch(COMMANDS);
    expect(card.text).not.toMatch(/<!|<@/);
    expect(card.text.length).toBeLessThanOrEqual(4_000);
  });

  it('stand in lists without turning what follows them', async () => {
    const chen = work.slack.as(PEOPLE.chen);
    await chen.command('/announce');
    const list = await seen(chen, says('最近发给你的公告'), 'the list');
    expect(mrkdwnIn(list.blocks)).not.toMatch(COMMANDS);
    expect(textOf(list)).toMatch(/\u2068[^\n]*\u202E[^\n]*\u202C\u2069/);
  });
});

describe('what was typed', { timeout: 60_000 }, () => {
  it('in a form that a message opened lies beside an older draft, and not over it', async () => {
    const officer = await openForm(work, PEOPLE.officer);
    await officer.fill({ title: '旧的草稿', body: '写到一半' });
    await officer.closeModal(true);
    const draft = async (title: string) => announcements(work.ctx).findOne({ title }).lean();
    await expect.poll(() => draft('旧的草稿'), { timeout: SOON }).not.toBeNull();
    const older = await draft('旧的草稿');
    await work.slack.as(PEOPLE.li).say('三号塘缺氧', 'C0GENERAL');
    const message = await seen(officer, says('三号塘缺氧'), 'the message');
    await officer.act({ kind: 'shortcut', callback_id: 'announcements.turn', channel: 'C0GENERAL', ts: message.ts });
    await modalOf(officer, has('三号塘缺氧'), 'the form with its words');
    await officer.fill({ title: '新的' });
    await officer.closeModal(true);
    await expect.poll(() => draft('新的'), { timeout: SOON }).not.toBeNull();
    expect(await draft('旧的草稿')).toEqual(older);
    expect((await newest(work)).title).toBe('新的');
  });
});
