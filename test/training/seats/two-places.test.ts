import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../../playground/client.ts';
import { moveSeat } from '../../../src/features/training/seats/service/seats.ts';
import { has, modalOf, SOON, says, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { fillForm, noticeOf, openCourseOf, seatsOf, seconds } from '../classroom.ts';

const { admin, chen, li, maria, zhao } = PEOPLE;
const keys = (...users: string[]) => users.map((one) => `member:${one}`);

let work: Workplace;
let other = '';
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-09T09:00:00+08:00', bot: 'http' });
  const startsAt = new Date('2026-03-11T15:00:00+08:00');
  const facts = { topic: '吊装', startsAt, duration: 60, trainer: li };
  const [session] = await openCourseOf(work, { include: keys(maria, zhao), facts });
  other = session?._id ?? '';
  await moveSeat(work.ctx, other, { do: 'sign-up', member: maria });
});
afterAll(() => work.close());

describe('who has to be in two places at once', { timeout: 60_000 }, () => {
  it('is counted before a course is published: those who must come, and its trainer', async () => {
    const officer = work.slack.as(admin);
    await fillForm(officer, {
      topic: '用电',
      where: '三楼',
      trainer: '李强',
      startsAt: seconds('2026-03-11T15:30'),
      duration: '60',
      must: ['Maria', '赵大力', '陈小梅'],
    });
    const page = await modalOf(officer, says('职工看到的是这样'), 'the draft');
    // 陈小梅 goes home at half past two.
    expect(textOf(page.blocks)).toContain('必须参加的人里，1 人那时有别的培训，2 人那时当班。');
    expect(textOf(page.blocks)).toContain('讲师那时有“吊装”（3月11日（周三）15:00–16:00）。');
    await officer.closeModal(true);
  });

  it('is asked when the one of them is to be taught by them', async () => {
    const [session] = await openCourseOf(work, {
      include: keys(li, chen),
      facts: { topic: '登高', startsAt: new Date('2026-03-11T15:30:00+08:00'), trainer: admin },
    });
    const id = session?._id ?? '';
    const trainer = work.slack.as(li);
    const card = await noticeOf(trainer, '登高', 'training.join');
    await trainer.click('training.join', { message: card });
    await seen(trainer, says('这个时间你要讲“吊装”（3月11日（周三）15:00–16:00）。'), 'the question');
    expect(await seatsOf(work, id)).toEqual([]);
    // An officer who puts them on the list is told the same.
    const officer = work.slack.as(admin);
    await officer.command('/training', 'manage');
    const list = await seen(officer, (one) => says('登高')(one) && has('training.open:1')(one), 'the list');
    const nth = textOf(list).indexOf('登高') < textOf(list).indexOf('吊装') ? 0 : 1;
    await officer.click(`training.open:${nth}`, { message: list });
    await modalOf(officer, (one) => says('登高')(one) && has('training.addForm')(one), 'the session');
    await officer.click('training.addForm', { in: 'modal' });
    await modalOf(officer, has('"people"'), 'the form');
    await officer.submit({ people: ['李强'] });
    await modalOf(officer, says('李强：3月11日（周三）15:00–16:00 要讲“吊装”'), 'the question');
    await officer.submit({});
    await expect.poll(() => seatsOf(work, id), { timeout: SOON }).toEqual([`${li} held`]);
    await officer.closeModal(true);
  });
});
