import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deliveries } from '../../../src/delivery/model.ts';
import { emptyDraft, saveDraft } from '../../../src/features/training/course/service/courses.ts';
import { publish } from '../../../src/features/training/course/service/publish.ts';
import { sessions } from '../../../src/features/training/model.ts';
import { moveSeat } from '../../../src/features/training/seats/service/seats.ts';
import { tick } from '../../../src/features/training/service/tick.ts';
import { actor, has, modalOf, says, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { leaves, noticeOf, openCourseOf } from '../classroom.ts';

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http' });
});
afterAll(() => work.close());

describe('a trainer who leaves', { timeout: 60_000 }, () => {
  it('hands over: the officer is asked once, names another for all later dates, and those who signed up are told', async () => {
    const made = await openCourseOf(work, {
      repeat: 'week',
      times: 3,
      include: [`member:${PEOPLE.chen}`],
      facts: { topic: '应急救护', startsAt: new Date('2026-03-11T14:00:00+08:00'), trainer: PEOPLE.zhao },
    });
    const [first] = made;
    await moveSeat(work.ctx, first?._id ?? '', { do: 'sign-up', member: PEOPLE.chen });
    await leaves(work, PEOPLE.zhao);
    await Promise.all([tick(work.ctx), tick(work.ctx)]);
    await tick(work.ctx);
    const admin = work.slack.as(PEOPLE.admin);
    const asked = await noticeOf(admin, '讲师 赵大力 已离开公司', 'training.edit');
    await admin.click('training.edit', { message: asked });
    await modalOf(admin, has('"trainer"'), 'the form');
    await admin.submit({ trainer: '李强', scope: 'later' });
    await modalOf(admin, says('已保存'), 'the page');
    await admin.closeModal(true);
    expect(await sessions(work.ctx).countDocuments({ course: first?.course ?? '', trainer: PEOPLE.li })).toBe(3);
    await seen(work.slack.as(PEOPLE.chen), says('讲师：赵大力 → 李强'), 'the news');
    await tick(work.ctx);
    expect(await deliveries(work.ctx).countDocuments({ kind: 'training.handover' })).toBe(1);
  });

  it('is asked about once more when it becomes urgent, and teaches no course that is published now', async () => {
    const startsAt = new Date('2026-03-11T14:00:00+08:00');
    const officer = await actor(work, PEOPLE.admin);
    const facts = { topic: '心肺复苏', startsAt, trainer: PEOPLE.li };
    const [made] = await openCourseOf(work, { include: [`member:${PEOPLE.chen}`], facts });
    const draft = { ...emptyDraft(officer), include: ['all'] };
    const own = { ...draft.facts, topic: '止血', where: '三楼', startsAt, trainer: PEOPLE.li };
    await saveDraft(work.ctx, officer, 'draft-of-the-gone', { ...draft, facts: own });
    await leaves(work, PEOPLE.li);
    await expect(publish(work.ctx, officer, 'draft-of-the-gone')).rejects.toThrow('The trainer has left the company');
    const asked = () =>
      deliveries(work.ctx).countDocuments({ notice: new RegExp(`^training.handover-${made?.course}`) });
    await tick(work.ctx);
    expect(await asked()).toBe(1);
    await work.moveTo('2026-03-09T15:00:00+08:00');
    await tick(work.ctx);
    await tick(work.ctx);
    expect(await asked()).toBe(2);
  });
});
