import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../playground/client.ts';
import { emptyDraft, saveDraft } from '../../src/features/announcements/draft/service/drafts.ts';
import { announcements, log } from '../../src/features/announcements/model.ts';
import { announcementReceipts } from '../../src/features/announcements/receipts/service/receipts.ts';
import { announcementSeen } from '../../src/features/announcements/receipts/service/seen.ts';
import { noteAct } from '../../src/features/announcements/register/service/log.ts';
import { registerOf } from '../../src/features/announcements/register/service/register.ts';
import { edit, recall, remindByHand, stop } from '../../src/features/announcements/service/change.ts';
import { send } from '../../src/features/announcements/service/send.ts';
import { actor, has, modalOf, SOON, says, seen } from '../helpers/quiz-day.ts';
import { limitToBranch, openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';
import { announce, BRANCH, newest, rich, untilCounted, write } from './desk.ts';

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http' });
});
afterAll(() => work.close());

describe('what officers may', { timeout: 60_000 }, () => {
  it('hands out the register of a year; formulas in titles are words', async () => {
    const officer = await write(work, PEOPLE.admin, {
      title: '=HYPERLINK("x")',
      body: rich('账目'),
      include: ['zhaodl'],
      category: 'disclosure',
    });
    await modalOf(officer, has('announcements.send'), 'the preview');
    await officer.click('announcements.send', { in: 'modal' });
    const { _id } = await newest(work);
    await expect
      .poll(() => log(work.ctx).countDocuments({ announcement: _id, act: 'sent' }), { timeout: SOON })
      .toBe(1);
    await officer.closeModal(true);
    await officer.command('/jy', 'announcements register 2026');
    const sent = await seen(officer, says('2026 年的公开登记，共 1 条'), 'the register');
    const bytes = await (await fetch(`${work.playground.url}${sent.files[0]?.url}`)).arrayBuffer();
    const [, line] = await readSheet(Buffer.from(bytes));
    expect([line?.[1], line?.at(-1)]).toEqual(['\'=HYPERLINK("x")', 1]);
    const chair = await actor(work, PEOPLE.admin);
    expect(await registerOf(work.ctx, chair, async () => [], 2026, 'disclosure')).toMatchObject([
      { title: '=HYPERLINK("x")', members: 1 },
    ]);
    expect(await registerOf(work.ctx, chair, async () => [], 2025)).toEqual([]);
  });

  it('hands out every category of every year, from the list’s button too, and says when there is nothing of it', async () => {
    const officer = work.slack.as(PEOPLE.admin);
    const files = async () =>
      Object.values((await officer.state()).messages)
        .flat()
        .flatMap((one) => one.files.map((file) => file.name));
    await officer.command('/jy', 'announcements');
    const list = await seen(officer, has('announcements.register'), 'the list');
    await officer.click('announcements.register', { message: list });
    await modalOf(officer, says('类别'), 'the form');
    const { errors } = await officer.submit({ year: '2026', category: 'contest' });
    expect(errors).toEqual({ year: '2026 年还没有“竞赛通知”公告。' });
    const before = (await files()).length;
    await officer.submit({ year: '2026', category: 'all' });
    await expect.poll(files, { timeout: SOON }).toHaveLength(before + 1);
    expect((await officer.state()).modals).toEqual([]);
    await officer.command('/jy', 'announcements register 2026 竞赛通知');
    await seen(officer, says('2026 年还没有'), 'that there is none');
    await officer.command('/jy', 'announcements register 2026 全部');
    await expect.poll(files, { timeout: SOON }).toHaveLength(before + 2);
    await officer.command('/jy', 'announcements register 2026 食谱');
    await seen(officer, says('没有这一类。可以写：公告'), 'what may be written');
  });

  it('keeps the log as it was written: no line can be changed or deleted, and the same act is one line', async () => {
    const [line] = await log(work.ctx).find({ act: 'sent' }).lean();
    if (line === undefined) throw new Error('something was sent');
    const one = await announcements(work.ctx).findOne({ _id: line.announcement }).lean();
    if (one === null) throw new Error('of something');
    await noteAct(work.ctx, { ...one, title: '改过的' }, 'sent', PEOPLE.chen, { members: 999 });
    expect(await log(work.ctx).find({ key: line.key }).lean()).toEqual([line]);
    await expect(log(work.ctx).updateMany({}, { $set: { members: 0 } })).rejects.toThrow('only ever added to');
    await expect(log(work.ctx).deleteOne({ key: line.key })).rejects.toThrow('only ever added to');
    expect(await log(work.ctx).countDocuments({ key: line.key })).toBe(1);
  });

  it('a worker sees what was announced, and reading it there counts as opened', async () => {
    const { officer, id } = await announce(work, PEOPLE.admin, { title: '换岗', body: rich('周一'), include: ['all'] });
    await untilCounted(work, id, { reached: 11, waiting: 3 });
    const chen = work.slack.as(PEOPLE.chen);
    await chen.command('/announce');
    await seen(chen, says('最近发给你的公告'), 'the list');
    await chen.click('announcements.read:0');
    await seen(chen, has('announcements.confirm'), 'the announcement');
    const own = { announcement: id, member: PEOPLE.chen };
    await expect
      .poll(() => announcementReceipts.receipts(work.ctx).findOne(own).lean(), { timeout: SOON })
      .toMatchObject({ opened: 1, state: 'reached' });
    const home = await chen.home();
    expect(textOf(home.blocks)).toMatch(/📢 \*?换岗\*?\n请确认已读/);
    expect(JSON.stringify(home)).toContain('announcements.read');
    expect(JSON.stringify(home)).not.toContain('announcements.write');
    await officer.closeModal(true);
  });

  it('a branch’s officer sends within the branch only', async () => {
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
    await expect(send(work.ctx, branch, draft._id)).rejects.toThrow('Branch officers can write only to');
  });

  it('and reads of the company’s what the own branch made of it, without a way to change it', async () => {
    const officer = work.slack.as(PEOPLE.officer);
    await officer.command('/jy', 'announce');
    const list = await seen(officer, says(/越界[\s\S]*换岗[\s\S]*公司/), 'the list');
    // The register's line went to another branch.
    expect(textOf(list)).not.toContain('HYPERLINK');
    await officer.click('announcements.open:1', { message: list });
    const page = await modalOf(officer, says(`已发出 · ${BRANCH}`), 'the receipts');
    const words = textOf(page.blocks);
    expect(words).toContain('对象 *3*');
    expect(words).toContain('李强');
    expect(words).not.toContain('南岗');
    for (const act of ['remind', 'correct', 'stop', 'recall'])
      expect(JSON.stringify(page)).not.toContain(`announcements.${act}`);
    const branch = await actor(work, PEOPLE.officer);
    const company = await announcements(work.ctx).findOne({ title: '换岗' }).lean();
    const { _id = '', remindersSent = 0 } = company ?? {};
    await expect(recall(work.ctx, branch, _id)).rejects.toThrow('no such announcement');
    await expect(stop(work.ctx, branch, _id)).rejects.toThrow('no such announcement');
    await expect(remindByHand(work.ctx, branch, _id, remindersSent)).rejects.toThrow('no such announcement');
    await expect(edit(work.ctx, branch, _id, { title: 'x', body: rich('x') })).rejects.toThrow('no such announcement');
    const elsewhere = await announcements(work.ctx)
      .findOne({ title: /HYPERLINK/ })
      .lean();
    await expect(announcementSeen(work.ctx, branch, elsewhere?._id ?? '')).rejects.toThrow('no such announcement');
    expect(await announcements(work.ctx).findById(_id).lean()).toEqual(company);
  });

  it('an officer without a branch reads nothing of the company’s, not even of people without one', async () => {
    const { _id = '' } = (await announcements(work.ctx).findOne({ title: '换岗' }).lean()) ?? {};
    const receipts = work.ctx.db.collection('announcement_receipts');
    const { modifiedCount } = await receipts.updateOne({ announcement: _id }, { $set: { branch: '' } });
    expect(modifiedCount).toBe(1);
    const nowhere = { ...(await actor(work, PEOPLE.officer)), branch: undefined };
    await expect(announcementSeen(work.ctx, nowhere, _id)).rejects.toThrow('no such announcement');
  });
});
