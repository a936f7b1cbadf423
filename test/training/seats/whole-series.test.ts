import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../../playground/client.ts';
import { deliveries } from '../../../src/delivery/model.ts';
import { courses, type Session, sessions } from '../../../src/features/training/model.ts';
import { wallOf } from '../../../src/features/training/rules/dates.ts';
import { moveSeat } from '../../../src/features/training/seats/service/seats.ts';
import { tick } from '../../../src/features/training/service/tick.ts';
import { has, modalOf, SOON, says, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { openCourseOf, seconds } from '../classroom.ts';

const { admin, chen, zhao } = PEOPLE;
const WEEKS = 52;

let work: Workplace;
let made: Session[] = [];
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http' });
  made = await openCourseOf(work, {
    repeat: 'week',
    times: WEEKS,
    include: [chen, zhao].map((user) => `member:${user}`),
    facts: { topic: '用电安全', startsAt: new Date('2026-03-10T14:00:00+08:00'), duration: 120, where: '一楼' },
  });
  for (const { _id } of made) await moveSeat(work.ctx, _id, { do: 'sign-up', member: chen });
  await moveSeat(work.ctx, made[51]?._id ?? '', { do: 'sign-up', member: zhao });
});
afterAll(() => work.close());

describe('a series of 52 that is changed whole, from its first date', { timeout: 90_000 }, () => {
  it('is found to its last date by its officers, a page at a time', async () => {
    const officer = work.slack.as(admin);
    await officer.command('/training', 'manage');
    const list = await seen(officer, has('training.coming'), 'the list');
    await officer.click('training.coming', { message: list });
    const second = await modalOf(officer, has('training.coming:next'), 'the second page');
    expect(JSON.stringify(second).match(/training\.open:/g)).toHaveLength(20);
    await officer.click('training.coming:next', { in: 'modal' });
    const last = await modalOf(
      officer,
      (one) => !has('training.coming:next')(one) && has('training.coming:previous')(one),
      'the end',
    );
    expect(JSON.stringify(last).match(/training\.open:/g)).toHaveLength(WEEKS - 40);
    await officer.click('training.open:11', { in: 'modal' });
    await modalOf(officer, (one) => has('training.edit')(one) && says('第 52 场，共 52 场')(one), 'the last date');
    await officer.closeModal(true);
  });

  it('moves with all its dates: each a day later, at the new hour and place, as long as before', async () => {
    const officer = work.slack.as(admin);
    await officer.command('/training', 'manage');
    const list = await seen(officer, says('用电安全'), 'the list');
    await officer.click('training.open:0', { message: list });
    await modalOf(officer, (one) => has('training.edit')(one) && says('第 1 场，共 52 场')(one), 'the first date');
    await officer.click('training.edit', { in: 'modal' });
    await modalOf(officer, has('"where"'), 'the form');
    await officer.submit({ startsAt: seconds('2026-03-11T09:30'), where: '二楼', scope: 'later' });
    // On a busy machine a word that it is saved lies over the page.
    const isSaved = says('已保存。报名的人会在各自上班的时候收到改了什么');
    await officer.until(({ modals }) => modals.some(isSaved), 'the page', SOON);
    await officer.closeModal(true);
    const dates = await sessions(work.ctx)
      .find({ course: made[0]?.course ?? '' })
      .sort({ index: 1 })
      .lean<Session[]>();
    expect(dates).toHaveLength(WEEKS);
    for (const [nth, { startsAt, endsAt, where, version, seats, waves }] of dates.entries()) {
      const before = made[nth]?.startsAt ?? startsAt;
      // 19½ hours later, each of them: 14:00 of a Tuesday became 09:30 of a Wednesday.
      expect(startsAt.getTime() - before.getTime()).toBe(19.5 * 3_600_000);
      expect(wallOf(startsAt, 'Asia/Shanghai').time).toBe('09:30:00');
      expect(endsAt.getTime() - startsAt.getTime()).toBe(120 * 60_000);
      expect({ where, version, waves: waves?.length }).toEqual({ where: '二楼', version: 2, waves: 1 });
      expect(seats.find((one) => one.member === chen)?.state).toBe('held');
    }
    expect((await courses(work.ctx).findById(made[0]?.course).lean())?.wave).toBeUndefined();
  });

  it('is one message to who comes to all of them, and one to who comes to the last', async () => {
    const all = await seen(work.slack.as(chen), says('一共 52 场'), 'the news');
    expect(textOf(all)).toMatch(/“用电安全”有变动，你的名额还在：\n地点：一楼 → 二楼\n一共 52 场：\n/);
    expect(textOf(all)).toMatch(/14:00–16:00 → 3月11日（周三）09:30–11:30\n/);
    expect(textOf(all)).toContain('另有 46 场');
    const one = await seen(work.slack.as(zhao), says('“用电安全”有变动'), 'the news');
    expect(textOf(one)).toMatch(/时间：[^\n]*14:00–16:00 → [^\n]*09:30–11:30\n地点：一楼 → 二楼/);
    await Promise.all([tick(work.ctx), tick(work.ctx)]);
    const told = async () =>
      (
        await deliveries(work.ctx)
          .find({ kind: /^training\.changed/ })
          .lean()
      ).map((each) => `${each.kind} ${each.recipient} ${each.state}`);
    await expect
      .poll(async () => (await told()).sort(), { timeout: SOON })
      .toEqual([chen, zhao].map((user) => `training.changed-dates ${user} sent`).sort());
  });

  it('reminds of the new hour only', async () => {
    const first = made[0]?._id ?? '';
    const reminded = async () =>
      (
        await deliveries(work.ctx)
          .find({ kind: 'training.remind', 'params.session': first, 'params.rung': 'hour' })
          .lean()
      ).map((one) => `${one.recipient} ${one.state}`);
    await work.moveTo('2026-03-10T13:10:00+08:00');
    await tick(work.ctx);
    expect(await reminded()).toEqual([]);
    await work.moveTo('2026-03-11T08:31:00+08:00');
    await tick(work.ctx);
    await seen(work.slack.as(chen), says('09:30 开始：*用电安全*'), 'the reminder');
    await expect.poll(reminded, { timeout: SOON }).toEqual([`${chen} sent`]);
  });
});
