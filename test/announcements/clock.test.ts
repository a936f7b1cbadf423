import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { announcements } from '../../src/features/announcements/model.ts';
import { tick } from '../../src/features/announcements/service/change.ts';
import { members } from '../../src/members/model.ts';
import { has, modalOf, SOON, says, seen } from '../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';
import { counted, newest, rich, write } from './desk.ts';

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http' });
});
afterAll(() => work.close());

describe('what the clock does', { timeout: 60_000 }, () => {
  it('goes out at its hour by the clock alone, each once', async () => {
    const at = Date.parse('2026-03-02T10:00:00+08:00') / 1000;
    const officer = await write(work, PEOPLE.officer, {
      title: '十点',
      body: rich('到点'),
      include: ['donghu'],
      at: String(at),
    });
    await modalOf(officer, has('announcements.send'), 'the preview');
    await officer.click('announcements.send', { in: 'modal' });
    await modalOf(officer, says('等待发出'), 'that it is scheduled');
    await officer.closeModal(true);
    const { _id } = await newest(work);
    await work.moveTo('2026-03-02T10:00:30+08:00');
    await tick(work.ctx);
    await tick(work.ctx);
    await expect.poll(async () => (await counted(work, _id)).reached, { timeout: SOON }).toBe(3);
    const chen = (await work.slack.as(PEOPLE.chen).dm()).filter(says('十点'));
    expect(chen).toHaveLength(1);
  });

  it('counts as left who leaves before it reaches them, and tells them nothing', async () => {
    const officer = await write(work, PEOPLE.admin, {
      title: '下午的事',
      body: rich('两点'),
      include: ['machao', '质检班'],
    });
    await modalOf(officer, has('announcements.send'), 'the preview');
    await officer.click('announcements.send', { in: 'modal' });
    const { _id } = await newest(work);
    // 马超 starts at 14:00: it waits for him.
    await expect.poll(() => counted(work, _id), { timeout: SOON }).toEqual({ reached: 1, waiting: 1 });
    const who = { workspace: work.ctx.workspace, name: '马超' };
    const chao = await members(work.ctx)
      .findOneAndUpdate(who, { $set: { state: 'left' } })
      .lean();
    await work.moveTo('2026-03-02T14:00:30+08:00');
    await expect.poll(() => counted(work, _id), { timeout: SOON }).toEqual({ reached: 1, left: 1 });
    expect((await work.slack.as(chao?.user ?? '').dm()).filter(says('下午的事'))).toEqual([]);
    await officer.closeModal(true);
  });

  it('climbs the ladder by the clock, each step once, and ends with its end', async () => {
    const endsAt = String(Date.parse('2026-03-04T12:00:00+08:00') / 1000);
    const officer = await write(work, PEOPLE.admin, {
      title: '签字',
      body: rich('请看'),
      include: ['zhaodl'],
      reminders: '5',
      everyHours: '24',
      endsAt,
    });
    await modalOf(officer, has('announcements.send'), 'the preview');
    await officer.click('announcements.send', { in: 'modal' });
    const { _id } = await newest(work);
    await expect.poll(() => counted(work, _id), { timeout: SOON }).toEqual({ reached: 1 });
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

  it('comes again every week at the author’s own hour, also when summer time has begun there', async () => {
    const who = { workspace: work.ctx.workspace, user: PEOPLE.admin };
    await work.slack.person({ id: PEOPLE.admin, tz: 'Europe/Berlin' });
    const zone = async () => (await members(work.ctx).findOne(who).lean())?.tz;
    await expect.poll(zone, { timeout: SOON }).toBe('Europe/Berlin');
    const at = String(Date.parse('2026-03-25T08:00:00+01:00') / 1000);
    const officer = await write(work, PEOPLE.admin, {
      title: '周会',
      body: rich('每周'),
      include: ['zhaodl'],
      at,
      repeat: 'week',
    });
    await modalOf(officer, has('announcements.send'), 'the preview');
    await officer.click('announcements.send', { in: 'modal' });
    await modalOf(officer, says('等待发出'), 'that it is scheduled');
    const first = await announcements(work.ctx).findOne({ title: '周会' }).lean();
    await work.moveTo('2026-03-25T08:00:30+01:00');
    await tick(work.ctx);
    const next = () => announcements(work.ctx).findOne({ title: '周会', occurrence: 1 }).lean();
    await expect.poll(next, { timeout: SOON }).toMatchObject({
      _id: `${first?._id}-1`,
      state: 'scheduled',
      tz: 'Europe/Berlin',
      dueAt: new Date('2026-04-01T08:00:00+02:00'),
    });
    await officer.closeModal(true);
  });
});
