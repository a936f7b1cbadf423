import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../playground/client.ts';
import { announcements, log, receipts } from '../../src/features/announcements/model.ts';
import { recall, tick } from '../../src/features/announcements/service/change.ts';
import { announcementFor, emptyDraft, saveDraft } from '../../src/features/announcements/service/drafts.ts';
import { countReceipts, settle } from '../../src/features/announcements/service/receipts.ts';
import { registerOf } from '../../src/features/announcements/service/register.ts';
import { send } from '../../src/features/announcements/service/send.ts';
import { members } from '../../src/members/model.ts';
import { actor, has, modalOf, SOON, says, seen } from '../helpers/quiz-day.ts';
import { limitToBranch, openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http' });
});
afterAll(() => work.close());

const BRANCH = '东湖养殖分会';
const rich = (text: string) =>
  JSON.stringify({
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text },
          { type: 'broadcast', range: 'channel' },
        ],
      },
    ],
  });

const newest = async () => {
  const [one] = await announcements(work.ctx).find({}).sort({ updatedAt: -1 }).limit(1).lean();
  if (one === undefined) throw new Error('no announcement');
  return one;
};

/** What the receipts say, after what Slack has done by now. */
async function counted(id: string): Promise<Record<string, number>> {
  const one = await announcements(work.ctx).findById(id).lean();
  if (one === null) throw new Error('gone');
  await settle(work.ctx, one);
  const sums: Record<string, number> = {};
  for (const { state, count } of await countReceipts(work.ctx, id)) sums[state] = (sums[state] ?? 0) + count;
  return sums;
}

const sum = (counts: Record<string, number>) => Object.values(counts).reduce((total, one) => total + one, 0);

/** The officer writes, and looks at the preview. */
async function write(user: string, fields: Record<string, string | string[]>) {
  const officer = work.slack.as(user);
  await officer.command('/announce');
  await seen(officer, has('announcements.write'), 'the list');
  await officer.click('announcements.write');
  await modalOf(officer, has('rich_text_input'), 'the form');
  await officer.submit(fields);
  return officer;
}

describe('an officer and the workers', { timeout: 60_000 }, () => {
  let id = '';

  it('writes, previews to himself, and sends', async () => {
    const officer = await write(PEOPLE.officer, {
      title: '台风停工 <!channel> =HYPERLINK("x")',
      body: rich(`${'稻'.repeat(3_990)}🦐 尾`),
      include: ['donghu'],
      question: '几点停工？\n* 三点\n四点',
    });
    const preview = await modalOf(officer, has('announcements.send'), 'the preview');
    expect(textOf(preview.blocks)).toContain(BRANCH);
    await officer.click('announcements.preview', { in: 'modal' });
    await seen(officer, says('预览：职工收到的就是下面这样'), 'the preview in the messages');
    expect(await receipts(work.ctx).countDocuments({})).toBe(0);
    await officer.click('announcements.send', { in: 'modal' });
    id = (await newest())._id;
    await expect.poll(async () => (await counted(id)).reached, { timeout: SOON }).toBe(3);
  });

  it('arrives whole and pings nobody', async () => {
    const card = await seen(work.slack.as(PEOPLE.chen), has('announcements.answer:0'), 'the card');
    const raw = JSON.stringify(card);
    expect(raw).toContain(`${'稻'.repeat(3_990)}🦐 尾`);
    expect(raw).not.toContain('"broadcast"');
    expect(card.text).not.toContain('<!channel>');
    expect(textOf(card)).toContain('陈小梅');
  });

  it('counts the right answer only, and remembers a wrong first one', async () => {
    const chen = work.slack.as(PEOPLE.chen);
    const card = await seen(chen, has('announcements.answer:0'), 'the card');
    await chen.click('announcements.answer:1', { message: card });
    await seen(chen, says('不对，请再看一遍正文'), 'that it was wrong');
    expect(await counted(id)).toEqual({ reached: 3 });
    await chen.click('announcements.answer:0', { message: card });
    await seen(chen, says('你已确认'), 'the confirmation');
    expect(await counted(id)).toEqual({ reached: 2, confirmed: 1 });
    expect(await receipts(work.ctx).findOne({ announcement: id, member: PEOPLE.chen }).lean()).toMatchObject({
      ...{ wrongFirst: 1, tries: 2, branch: BRANCH, team: '一号塘班', state: 'confirmed' },
    });
  });

  it('reminds only who has not confirmed; the same reminder goes out once', async () => {
    const officer = work.slack.as(PEOPLE.officer);
    await officer.click('announcements.open', { in: 'modal' });
    const page = await modalOf(officer, has('announcements.remind'), 'the receipts');
    expect(textOf(page.blocks)).toContain('已确认 1/3 人（33%）');
    expect(textOf(page.blocks)).toContain('李强');
    await officer.click('announcements.remind', { in: 'modal' });
    await modalOf(officer, says('已提醒 2 人'), 'the count');
    await seen(work.slack.as(PEOPLE.li), says('还等你确认'), 'the reminder');
    expect((await work.slack.as(PEOPLE.chen).dm()).filter(says('还等你确认'))).toEqual([]);
    expect(await newest()).toMatchObject({ remindersSent: 1 });
  });

  it('edits every copy, and takes it back', async () => {
    const officer = work.slack.as(PEOPLE.officer);
    await officer.click('announcements.correct', { in: 'modal' });
    await modalOf(officer, (one) => one.callback_id === 'announcements.correct', 'the words');
    await officer.submit({ title: '停工改到四点' });
    await seen(work.slack.as(PEOPLE.li), says(/停工改到四点[\s\S]*修改过/), 'the edited copy');
    await modalOf(officer, has('announcements.recall'), 'the receipts');
    await officer.click('announcements.recall', { in: 'modal' });
    await modalOf(officer, says('已撤回'), 'that it is taken back');
    await work.slack.as(PEOPLE.li).until(
      ({ messages }) =>
        !Object.values(messages)
          .flat()
          .some((one) => has('announcements.answer')(one)),
      'no copy any more',
      SOON,
    );
    expect(sum(await counted(id))).toBe(3);
    const acts = await log(work.ctx).find({ announcement: id }).sort({ at: 1 }).lean();
    expect(acts.map(({ act }) => act)).toEqual(['schedule', 'sent', 'remind', 'edit', 'recall']);
    await officer.closeModal(true);
  });
});

describe('what is kept, and who may', { timeout: 60_000 }, () => {
  it('keeps an incomplete draft, and what stands in a form that is closed', async () => {
    const officer = await write(PEOPLE.officer, { title: '只有标题' });
    expect(await newest()).toMatchObject({ title: '只有标题', state: 'draft' });
    await officer.fill({ title: '关掉以前' });
    await officer.closeModal(true);
    await expect.poll(async () => (await newest()).title, { timeout: SOON }).toBe('关掉以前');
  });

  it('turns a message into an announcement', async () => {
    await work.slack.as(PEOPLE.li).say('三号塘缺氧', 'C0GENERAL');
    const officer = work.slack.as(PEOPLE.officer);
    const message = await seen(officer, says('三号塘'), 'the message');
    await officer.act({ kind: 'shortcut', callback_id: 'announcements.turn', channel: 'C0GENERAL', ts: message.ts });
    await modalOf(officer, has('三号塘缺氧'), 'the form with its words');
    await officer.closeModal(true);
    await expect.poll(async () => (await newest()).body, { timeout: SOON }).toContain('三号塘缺氧');
  });

  it('an urgent one waits for a second officer', async () => {
    const officer = await write(PEOPLE.officer, {
      ...{ title: '紧急撤离', body: rich('马上'), include: ['zhaodl'], options: ['ack', 'urgent'] },
    });
    await modalOf(officer, has('announcements.send'), 'the preview');
    await officer.click('announcements.send', { in: 'modal' });
    const shown = await modalOf(officer, says('等另一位干部确认'), 'that it waits');
    expect(JSON.stringify(shown)).not.toContain('announcements.approve');
    const { _id } = await newest();
    await tick(work.ctx);
    expect(await receipts(work.ctx).countDocuments({ announcement: _id })).toBe(0);
    const chair = work.slack.as(PEOPLE.admin);
    const asked = await seen(chair, says('写了一条紧急公告'), 'the question');
    await chair.click('announcements.open', { message: asked });
    await modalOf(chair, has('announcements.approve'), 'the announcement');
    await chair.click('announcements.approve', { in: 'modal' });
    await seen(work.slack.as(PEOPLE.zhao), says('紧急撤离'), 'it');
    await expect.poll(() => counted(_id), { timeout: SOON }).toEqual({ reached: 1 });
    await officer.closeModal(true);
    await chair.closeModal(true);
  });

  it('goes out at its hour by the clock alone, each once', async () => {
    const at = Date.parse('2026-03-02T10:00:00+08:00') / 1000;
    const officer = await write(PEOPLE.officer, {
      ...{ title: '十点', body: rich('到点'), include: ['donghu'], at: String(at) },
    });
    await modalOf(officer, has('announcements.send'), 'the preview');
    await officer.click('announcements.send', { in: 'modal' });
    await modalOf(officer, says('等待发出'), 'that it is scheduled');
    await officer.closeModal(true);
    const { _id } = await newest();
    await work.moveTo('2026-03-02T10:00:30+08:00');
    await tick(work.ctx);
    await tick(work.ctx);
    await expect.poll(async () => (await counted(_id)).reached, { timeout: SOON }).toBe(3);
    const chen = (await work.slack.as(PEOPLE.chen).dm()).filter(says('十点'));
    expect(chen).toHaveLength(1);
  });

  it('counts as left who leaves before it reaches them, and tells them nothing', async () => {
    const officer = await write(PEOPLE.admin, { title: '下午的事', body: rich('两点'), include: ['machao', '质检班'] });
    await modalOf(officer, has('announcements.send'), 'the preview');
    await officer.click('announcements.send', { in: 'modal' });
    const { _id } = await newest();
    // 马超 starts at 14:00: it waits for him.
    await expect.poll(() => counted(_id), { timeout: SOON }).toEqual({ reached: 1, waiting: 1 });
    const who = { workspace: work.ctx.workspace, name: '马超' };
    const chao = await members(work.ctx)
      .findOneAndUpdate(who, { $set: { state: 'left' } })
      .lean();
    await work.moveTo('2026-03-02T14:00:30+08:00');
    await expect.poll(() => counted(_id), { timeout: SOON }).toEqual({ reached: 1, left: 1 });
    expect((await work.slack.as(chao?.user ?? '').dm()).filter(says('下午的事'))).toEqual([]);
    await officer.closeModal(true);
  });

  it('climbs the ladder by the clock, each step once, and ends with its end', async () => {
    const endsAt = String(Date.parse('2026-03-04T12:00:00+08:00') / 1000);
    const officer = await write(PEOPLE.admin, {
      ...{ title: '签字', body: rich('请看'), include: ['zhaodl'], reminders: '5', everyHours: '24', endsAt },
    });
    await modalOf(officer, has('announcements.send'), 'the preview');
    await officer.click('announcements.send', { in: 'modal' });
    const { _id } = await newest();
    await expect.poll(() => counted(_id), { timeout: SOON }).toEqual({ reached: 1 });
    const reminded = async () => (await work.slack.as(PEOPLE.zhao).dm()).filter(says('公告“签字”还等你确认')).length;
    await work.moveTo('2026-03-03T15:00:00+08:00');
    await Promise.all([tick(work.ctx), tick(work.ctx)]);
    await expect.poll(reminded, { timeout: SOON }).toBe(1);
    await work.moveTo('2026-03-04T13:00:00+08:00');
    await tick(work.ctx);
    expect(await announcements(work.ctx).findById(_id).lean()).toMatchObject({ state: 'ended', remindersSent: 1 });
    expect(await reminded()).toBe(1);
    const card = await seen(work.slack.as(PEOPLE.zhao), says('公告“签字”'), 'the card');
    await work.slack.as(PEOPLE.zhao).click('announcements.confirm', { message: card });
    await seen(work.slack.as(PEOPLE.zhao), says('已经结束或撤回'), 'that it is over');
    await officer.closeModal(true);
  });

  it('hands out the register of a year; formulas in titles are words', async () => {
    const officer = await write(PEOPLE.admin, {
      ...{ title: '=HYPERLINK("x")', body: rich('账目'), include: ['zhaodl'], category: 'disclosure' },
    });
    await modalOf(officer, has('announcements.send'), 'the preview');
    await officer.click('announcements.send', { in: 'modal' });
    const { _id } = await newest();
    await expect
      .poll(() => log(work.ctx).countDocuments({ announcement: _id, act: 'sent' }), { timeout: SOON })
      .toBe(1);
    await officer.closeModal(true);
    await officer.command('/jy', 'announcements register 2026');
    await seen(officer, says('2026 年的公开登记，共 1 条'), 'the register');
    const chair = await actor(work, PEOPLE.admin);
    expect(await registerOf(work.ctx, chair, 2026, 'disclosure')).toMatchObject([
      { title: '=HYPERLINK("x")', members: 1 },
    ]);
    expect(await registerOf(work.ctx, chair, 2025)).toEqual([]);
  });

  it('a worker sees what was announced; a branch’s officer sees and sends within the branch only', async () => {
    const chen = work.slack.as(PEOPLE.chen);
    await chen.command('/announce');
    await seen(chen, says('最近发给你的公告'), 'the list');
    expect(JSON.stringify((await chen.home()).blocks)).not.toContain('announcements.');
    await limitToBranch(work);
    const officer = work.slack.as(PEOPLE.officer);
    await officer.command('/jy', 'announce');
    const list = await seen(officer, has('announcements.write'), 'the list');
    await officer.click('announcements.write', { message: list });
    await modalOf(officer, has('rich_text_input'), 'the form');
    await expect(officer.fill({ include: ['nangang'] })).rejects.toThrow('nothing is offered');
    await officer.closeModal(true);
    const branch = await actor(work, PEOPLE.officer);
    const beyond = { ...emptyDraft(), title: '越界', body: rich('x'), include: ['all'] };
    const draft = await saveDraft(work.ctx, branch, 'beyond', beyond);
    expect(draft.branch).toBe(BRANCH);
    await expect(send(work.ctx, branch, draft._id)).rejects.toThrow('own branch only');
    const [company] = await announcements(work.ctx).find({ author: PEOPLE.admin }).lean();
    await expect(announcementFor(work.ctx, branch, company?._id ?? '')).rejects.toThrow('no such announcement');
    await expect(recall(work.ctx, branch, company?._id ?? '')).rejects.toThrow('no such announcement');
  });
});
