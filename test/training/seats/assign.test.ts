import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../../playground/client.ts';
import { deliveries } from '../../../src/delivery/model.ts';
import { assign } from '../../../src/features/training/seats/service/assign.ts';
import { actor, has, modalOf, SOON, says } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { noticeOf, openCourseOf, openFirst, seatsOf } from '../classroom.ts';

const { admin, chen, li, maria } = PEOPLE;

let work: Workplace;
let dates: string[] = [];
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-09T09:00:00+08:00', bot: 'http' });
  const facts = { kind: 'camp' as const, topic: '蓝马甲', startsAt: new Date('2026-03-14T18:00:00+08:00') };
  const made = await openCourseOf(work, { include: [`member:${li}`], repeat: 'day', times: 3, facts });
  dates = made.map((one) => one._id);
});
afterAll(() => work.close());

/** Opens the first date's form to add people. */
async function openAdd() {
  const officer = work.slack.as(admin);
  await openFirst(officer);
  await modalOf(officer, has('training.addForm'), 'the session');
  await officer.click('training.addForm', { in: 'modal' });
  await modalOf(officer, says('以后各场都加'), 'the form');
  return officer;
}
const lists = () => Promise.all(dates.map((id) => seatsOf(work, id)));

describe('who is put on the list of a camp', { timeout: 60_000 }, () => {
  it('is on all of its dates, and told once', async () => {
    const officer = await openAdd();
    await officer.submit({ people: ['Maria'] });
    await modalOf(officer, says('已加上'), 'the page');
    await officer.closeModal(true);
    expect(await lists()).toEqual([[`${maria} held`], [`${maria} held`], [`${maria} held`]]);
    const card = await noticeOf(work.slack.as(maria), 'list of this course, 3 dates in all', 'training.dates');
    expect(textOf(card)).toContain('蓝马甲');
    const told = { recipient: maria, kind: { $in: ['training.assigned', 'training.assigned-dates'] } };
    expect(await deliveries(work.ctx).countDocuments(told)).toBe(1);
  });

  it('is on one date only when that is meant', async () => {
    const officer = await openAdd();
    await officer.submit({ people: ['陈小梅'], scope: 'only' });
    await modalOf(officer, says('已加上'), 'the page');
    await officer.closeModal(true);
    expect((await lists()).map((one) => one.includes(`${chen} held`))).toEqual([true, false, false]);
    await noticeOf(work.slack.as(chen), '你被安排参加这场培训', 'training.understand');
  });

  it('is named when they cannot be added', async () => {
    const who = await actor(work, admin);
    const done = await assign(work.ctx, who, dates[0] ?? '', [li, 'U0NOBODY'], [], true);
    expect('left' in done && done.left).toEqual(['U0NOBODY']);
    await expect
      .poll(async () => (await lists()).every((one) => one.includes(`${li} held`)), { timeout: SOON })
      .toBe(true);
  });
});
