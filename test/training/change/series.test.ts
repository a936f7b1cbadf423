import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../../playground/client.ts';
import type { Message } from '../../../playground/protocol.ts';
import { deliveries } from '../../../src/delivery/model.ts';
import { changeSession } from '../../../src/features/training/change/service/change.ts';
import { openCourse } from '../../../src/features/training/course/service/open-course.ts';
import { courses, sessions } from '../../../src/features/training/model.ts';
import { understandAll } from '../../../src/features/training/seats/service/join.ts';
import { moveSeat } from '../../../src/features/training/seats/service/seats.ts';
import { tick } from '../../../src/features/training/service/tick.ts';
import { factsOf } from '../../../src/features/training/session/service/facts.ts';
import { actor, has, modalOf, SOON, says, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { LATER, noticeOf, openCourseOf, seatsOf, seconds, sessionOf } from '../classroom.ts';

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http' });
});
afterAll(() => work.close());

const starts = async (course: string) =>
  (await sessions(work.ctx).find({ course }).sort({ index: 1 }).lean()).map((one) => one.startsAt.toISOString());

describe('a series of 52 sessions', { timeout: 60_000 }, () => {
  let course = '';

  it('is made as a whole, once, however often its publishing is begun', async () => {
    const made = await openCourseOf(work, {
      repeat: 'week',
      times: 52,
      include: ['member:U0QH1003', 'member:U0QH2002'],
      facts: { startsAt: new Date('2026-03-10T14:00:00+08:00'), duration: 120 },
    });
    course = made[0]?.course ?? '';
    expect(made).toHaveLength(52);
    expect(made.at(-1)?.startsAt.toISOString()).toBe('2027-03-02T06:00:00.000Z');
    await courses(work.ctx).updateOne({ _id: course }, { $set: { state: 'publishing' } });
    await openCourse(work.ctx, course);
    expect(await sessions(work.ctx).countDocuments({ course })).toBe(52);
    expect(await deliveries(work.ctx).countDocuments({ notice: `training.invite-${course}` })).toBe(2);
    const card = await noticeOf(work.slack.as(PEOPLE.zhao), '共 52 场', 'training.join');
    expect(textOf(card)).toContain('另有 49 场，点“全部日期”');
  });

  it('is changed from one date on: hours and place move, what is before stays', async () => {
    const tenth = await sessionOf(work, `${course}-10`);
    const admin = await actor(work, PEOPLE.admin);
    const [startsAt, endsAt] = [new Date('2026-05-20T09:30:00+08:00'), new Date('2026-05-20T11:30:00+08:00')];
    await changeSession(work.ctx, admin, tenth._id, 1, { ...factsOf(tenth), startsAt, endsAt, where: '二楼' }, LATER);
    const all = await starts(course);
    expect(all.slice(9, 12)).toEqual([
      '2026-05-12T06:00:00.000Z',
      '2026-05-20T01:30:00.000Z',
      '2026-05-27T01:30:00.000Z',
    ]);
    expect(all).toHaveLength(52);
    const changed = await sessions(work.ctx).countDocuments({ course, where: '二楼', version: 2 });
    expect(changed).toBe(42);
    expect((await sessionOf(work, `${course}-51`)).endsAt.toISOString()).toBe('2027-03-03T03:30:00.000Z');
  });

  it('is completed when the process dies in the middle of it', async () => {
    const id = `${course}-20`;
    const before = await sessionOf(work, id);
    // As far as a process came that died after the first of the later ones.
    const wave = {
      id: 'wave-of-the-dead',
      by: PEOPLE.admin,
      at: new Date(),
      from: { session: id, startsAt: before.startsAt },
      before: { topic: before.topic, startsAt: before.startsAt, endsAt: before.endsAt },
      after: { topic: '用电安全新规', startsAt: before.startsAt, endsAt: before.endsAt },
    };
    await courses(work.ctx).updateOne({ _id: course }, { $set: { wave } });
    await sessions(work.ctx).updateMany(
      { _id: { $in: [id, `${course}-21`] } },
      { $set: { waves: [wave.id], topic: '用电安全新规', version: 3 } },
    );
    await tick(work.ctx);
    await tick(work.ctx);
    expect(await sessions(work.ctx).countDocuments({ course, topic: '用电安全新规', version: 3 })).toBe(32);
    expect((await courses(work.ctx).findById(course).lean())?.wave).toBeUndefined();
  });

  it('stays as it is when the process dies before the first of them is changed', async () => {
    const wave = {
      id: 'never-begun',
      by: PEOPLE.admin,
      at: new Date(Date.now() - 61_000),
      from: { session: `${course}-30`, startsAt: (await sessionOf(work, `${course}-30`)).startsAt },
      before: {},
      after: { topic: '没有开始' },
    };
    await courses(work.ctx).updateOne({ _id: course }, { $set: { wave } });
    await tick(work.ctx);
    expect((await courses(work.ctx).findById(course).lean())?.wave).toBeUndefined();
    expect(await sessions(work.ctx).countDocuments({ topic: '没有开始' })).toBe(0);
  });

  it('is cancelled from one date on by the form', async () => {
    const admin = work.slack.as(PEOPLE.admin);
    await admin.command('/training', 'manage');
    await seen(admin, has('training.open:15'), 'the list');
    await admin.click('training.open:15');
    await modalOf(admin, has('training.cancelForm'), 'the page');
    await admin.click('training.cancelForm', { in: 'modal' });
    await modalOf(admin, says('取消这一场和以后的各场'), 'the form');
    await admin.submit({ reason: '场地改造', scope: 'later' });
    await modalOf(admin, says('已取消'), 'the page');
    await admin.closeModal(true);
    expect(await sessions(work.ctx).countDocuments({ course, state: 'cancelled' })).toBe(37);
  });
});

describe('two officers edit the same session', { timeout: 60_000 }, () => {
  it('the second is told who changed what, keeps what was typed, and nothing is overwritten unseen', async () => {
    const [session] = await openCourseOf(work, {
      include: ['member:U0QH1003'],
      facts: { topic: '应急演练', startsAt: new Date('2026-03-09T14:00:00+08:00') },
    });
    const id = session?._id ?? '';
    const [admin, officer] = [work.slack.as(PEOPLE.admin), work.slack.as(PEOPLE.officer)];
    for (const one of [admin, officer]) {
      await one.command('/training', 'manage');
      await seen(one, says('应急演练'), 'the list');
      await one.click('training.open:0');
      await modalOf(one, says('应急演练'), 'the page');
      await one.click('training.edit', { in: 'modal' });
      await modalOf(one, has('"where"'), 'the form');
    }
    await officer.submit({ where: '码头', capacity: '20' });
    await modalOf(officer, says('已保存'), 'the page');
    await admin.submit({ where: '礼堂' });
    const conflict = await modalOf(admin, says('别人先保存了'), 'the conflict');
    expect(textOf(conflict.blocks)).toMatch(/何建国 改了地点、名额[\s\S]*现在是：应急演练[\s\S]*码头/);
    expect(JSON.stringify(conflict)).toContain('礼堂');
    expect((await sessionOf(work, id)).where).toBe('码头');
    await admin.submit();
    await modalOf(admin, says('已保存'), 'the page');
    expect(await sessionOf(work, id)).toMatchObject({ where: '礼堂', version: 3 });
    await admin.closeModal(true);
  });
});

describe('what changed', { timeout: 60_000 }, () => {
  it('is told once when it changes twice before it arrives, and not at all when it is undone', async () => {
    await work.moveTo('2026-03-06T20:00:00+08:00');
    const [session] = await openCourseOf(work, {
      include: ['member:U0QH1003', 'member:U0QH2002'],
      facts: { topic: '质量分析', startsAt: new Date('2026-03-20T14:00:00+08:00') },
    });
    const id = session?._id ?? '';
    for (const member of [PEOPLE.chen, PEOPLE.zhao]) await moveSeat(work.ctx, id, { do: 'sign-up', member });
    const admin = await actor(work, PEOPLE.admin);
    const change = async (version: number, set: object) =>
      changeSession(work.ctx, admin, id, version, { ...factsOf(await sessionOf(work, id)), ...set });
    await change(1, { where: '三楼' });
    await moveSeat(work.ctx, id, { do: 'withdraw', member: PEOPLE.zhao });
    await moveSeat(work.ctx, id, { do: 'sign-up', member: PEOPLE.zhao });
    await change(2, { where: '四楼', trainer: PEOPLE.li });
    await work.moveTo('2026-03-09T08:00:00+08:00');
    const news = await noticeOf(work.slack.as(PEOPLE.chen), '“质量分析”有变动', 'training.open');
    expect(textOf(news)).toMatch(/地点：综合楼三楼 → 四楼[\s\S]*讲师：周岚 → 李强/);
    // Who signed up between the two knew the first.
    await seen(work.slack.as(PEOPLE.zhao), says(/地点：三楼 → 四楼/), 'the news');
    await work.moveTo('2026-03-09T20:00:00+08:00');
    await change(3, { where: '五楼' });
    await change(4, { where: '四楼' });
    await work.moveTo('2026-03-10T08:00:00+08:00');
    const open = () =>
      deliveries(work.ctx).countDocuments({ kind: 'training.changed', state: { $nin: ['sent', 'dropped'] } });
    await expect.poll(open, { timeout: SOON }).toBe(0);
    const sent = await deliveries(work.ctx)
      .find({ 'params.session': id, kind: 'training.changed', state: 'sent' })
      .lean();
    expect(sent.map((one) => `${one.recipient} ${one.params.version}`).sort()).toEqual([
      `${PEOPLE.chen} 3`,
      // Who teaches it since then.
      `${PEOPLE.li} 3`,
      `${PEOPLE.zhao} 3`,
    ]);
  });
});

describe('a camp', { timeout: 60_000 }, () => {
  it('is signed up for as a whole; who must come has a seat and says that it is understood', async () => {
    const made = await openCourseOf(work, {
      repeat: 'day',
      times: 4,
      include: ['all'],
      must: [`member:${PEOPLE.li}`],
      facts: { kind: 'camp', topic: '蓝马甲特训营', startsAt: new Date('2026-03-24T09:00:00+08:00'), capacity: 3 },
    });
    const course = made[0]?.course ?? '';
    const chen = work.slack.as(PEOPLE.chen);
    const card = await noticeOf(chen, '蓝马甲特训营', 'training.joinAll');
    await chen.click('training.joinAll', { message: card });
    await seen(chen, (one) => one.ts === card.ts && says('4 场都已报名')(one), 'the answer');
    for (const one of made) expect(await seatsOf(work, one._id)).toEqual([`${PEOPLE.li} held`, `${PEOPLE.chen} held`]);
    const li = work.slack.as(PEOPLE.li);
    const notice = await seen(
      li,
      (one) => says('蓝马甲特训营')(one) && says('这些场次都需要你参加')(one),
      'the notice',
    );
    await li.click('training.dates', { message: notice });
    await modalOf(li, says('需要参加'), 'the dates');
    await li.click('training.open:0', { in: 'modal' });
    await modalOf(li, has('training.understand'), 'the page');
    await li.click('training.understand', { in: 'modal' });
    await modalOf(li, says('你已知道，到时见'), 'the answer');
    await li.closeModal(true);
    // The other dates are understood in one press, and what was understood before stays.
    const { seenAt } = (await sessionOf(work, `${course}-0`)).seats[0] ?? {};
    await li.click('training.understandAll', { message: notice });
    const isDone = (one: Message) => one.ts === notice.ts && !has('training.understandAll')(one);
    expect(textOf(await seen(li, isDone, 'that it is understood'))).toContain('你已知道，到时见');
    for (const { _id } of made) expect((await sessionOf(work, _id)).seats[0]?.seenAt).toBeInstanceOf(Date);
    expect((await sessionOf(work, `${course}-0`)).seats[0]?.seenAt).toEqual(seenAt);
    const before = await Promise.all(made.map(({ _id }) => sessionOf(work, _id)));
    await understandAll(work.ctx, await actor(work, PEOPLE.li), course);
    expect(await Promise.all(made.map(({ _id }) => sessionOf(work, _id)))).toEqual(before);
    const first = await sessionOf(work, `${course}-0`);
    expect(first.seats[0]).toMatchObject({ member: PEOPLE.li, must: true, seenAt: expect.any(Date) });
    expect(seconds('2026-03-24T09:00')).toBe(String(first.startsAt.getTime() / 1000));
  });
});
