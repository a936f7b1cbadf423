import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../../playground/client.ts';
import { deliveries } from '../../../src/delivery/model.ts';
import { type Change, changeSession } from '../../../src/features/training/change/service/change.ts';
import { changeWrite } from '../../../src/features/training/change/service/write.ts';
import { openCourse } from '../../../src/features/training/course/service/open-course.ts';
import { reviseCourse } from '../../../src/features/training/course/service/revise.ts';
import { courses, type Session } from '../../../src/features/training/model.ts';
import { moveSeat } from '../../../src/features/training/seats/service/seats.ts';
import { tick } from '../../../src/features/training/service/tick.ts';
import { factsOf } from '../../../src/features/training/session/service/facts.ts';
import { writeSession } from '../../../src/features/training/session/service/write.ts';
import { actor, has, modalOf, SOON, says } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { cancelAsSeen, LATER, noticeOf, openCourseOf, sessionOf } from '../classroom.ts';

/* What the trainer hears of the sessions that they teach: 李强 and Maria Santos are no officers. */

const { admin, chen, li, maria, officer, zhao } = PEOPLE;

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http' });
});
afterAll(() => work.close());

const at = (time: string) => new Date(`2026-03-${time}:00+08:00`);

/** Three Wednesdays from 14:00 to 16:00, to which everybody may come. */
const threeDates = (topic: string, trainer: string, by: string = admin): Promise<Session[]> =>
  openCourseOf(
    work,
    {
      repeat: 'week',
      times: 3,
      include: ['all'],
      facts: { topic, trainer, startsAt: at('11T14:00'), duration: 120, where: '三楼' },
    },
    by,
  );

async function change(user: string, id: string, set: Partial<Change>, isForLater = false): Promise<void> {
  const found = await sessionOf(work, id);
  const to = { ...factsOf(found), ...set };
  await changeSession(work.ctx, await actor(work, user), id, found.version, to, isForLater ? LATER : undefined);
}

/** All that has come to a person about a topic, but for invitations. */
async function heard(user: string, topic: string): Promise<string[]> {
  const open = () => deliveries(work.ctx).countDocuments({ recipient: user, state: { $nin: ['sent', 'dropped'] } });
  await expect.poll(open, { timeout: SOON }).toBe(0);
  const all = Object.values((await work.slack.as(user).state()).messages).flat();
  return all.filter((one) => says(topic)(one) && !says(/\[报名|\[Sign up/)(one)).map(textOf);
}

describe('who teaches a course', { timeout: 60_000 }, () => {
  let made: Session[] = [];
  const idOf = (nth: number) => made[nth]?._id ?? '';

  it('hears of it when it is published: once, of all dates, with the way to them, and without an invitation', async () => {
    made = await threeDates('用电', li);
    const course = made[0]?.course ?? '';
    const notice = await noticeOf(work.slack.as(li), '“用电”由你来讲，共 3 场', 'training.dates');
    expect(textOf(notice)).toMatch(
      /3月11日（周三）14:00–16:00\n.*3月18日（周三）14:00–16:00\n.*3月25日（周三）14:00–16:00\n三楼/,
    );
    await courses(work.ctx).updateOne({ _id: course }, { $set: { state: 'publishing' } });
    await openCourse(work.ctx, course);
    expect(await heard(li, '用电')).toHaveLength(1);
    expect(await deliveries(work.ctx).countDocuments({ notice: `training.invite-${course}`, recipient: li })).toBe(0);
    await work.slack.as(li).click('training.dates', { message: notice });
    await modalOf(work.slack.as(li), has('training.open:2'), 'the dates');
    await work.slack.as(li).closeModal(true);
  });

  it('does not, being the officer who has published it', async () => {
    const [own] = await threeDates('叉车', officer, officer);
    expect(await deliveries(work.ctx).countDocuments({ kind: 'training.teach', 'params.course': own?.course })).toBe(0);
  });

  it('hears of a new hour and place, as those do who signed up, although nobody has', async () => {
    await change(admin, idOf(0), { startsAt: at('12T15:00'), endsAt: at('12T17:00'), where: '四楼' });
    const notice = await noticeOf(work.slack.as(li), '你讲的“用电”有变动', 'training.open');
    expect(textOf(notice)).toMatch(
      /时间：.*3月11日（周三）14:00–16:00 → .*3月12日（周四）15:00–17:00\n地点：三楼 → 四楼/,
    );
    expect(has('training.leave')(notice)).toBe(false);
  });

  it('hands later dates over: the one before and the new one hear of it, once each', async () => {
    await moveSeat(work.ctx, idOf(1), { do: 'sign-up', member: chen });
    await change(admin, idOf(1), { trainer: maria }, true);
    await Promise.all([tick(work.ctx), tick(work.ctx)]);
    const told = await heard(li, '用电');
    expect(told).toHaveLength(3);
    expect(told.join('\n')).toMatch(
      /这 2 场不用你讲了：\n.*3月18日（周三）14:00–16:00\n.*3月25日（周三）14:00–16:00\n讲师：现在是 Maria Santos/,
    );
    const news = await heard(maria, 'You teach');
    expect(news).toHaveLength(1);
    expect(news[0]).toMatch(/You teach “用电”, 2 dates in all:\n.*18 Mar.*14:00–16:00\n.*25 Mar.*14:00–16:00\n三楼/);
    expect((await heard(chen, '用电')).join('\n')).toContain('讲师：李强 → Maria Santos');
  });

  it('hears that a date is cancelled, and why; of several dates once', async () => {
    await cancelAsSeen(work, await actor(work, admin), idOf(0), '停电', false);
    await noticeOf(work.slack.as(li), /已取消：.*3月12日（周四）15:00–17:00 的“用电”[\s\S]*停电/, '');
    await cancelAsSeen(work, await actor(work, admin), idOf(1), '改造', true);
    await noticeOf(work.slack.as(maria), /2 dates of “用电” were cancelled[\s\S]*改造/, '');
    await Promise.all([tick(work.ctx), tick(work.ctx)]);
    expect(await heard(li, '用电')).toHaveLength(4);
    expect((await heard(maria, '用电')).filter((one) => /cancelled/.test(one))).toHaveLength(1);
  });
});

describe('what a trainer hears of a change', { timeout: 60_000 }, () => {
  it('is found by the clockwork when the process died after the change, and told once', async () => {
    const [first] = await threeDates('登高', li);
    await heard(li, '登高');
    const id = first?._id ?? '';
    await writeSession(work.ctx, id, (found, now) =>
      changeWrite(found, { ...factsOf(found), trainer: zhao }, admin, now),
    );
    await Promise.all([tick(work.ctx), tick(work.ctx)]);
    await tick(work.ctx);
    expect((await heard(li, '登高')).filter((one) => one.includes('不用你讲了'))).toHaveLength(1);
    expect(await heard(zhao, '“登高”由你来讲')).toHaveLength(1);
  });

  it('is nothing of what they changed themselves, and what others change after that', async () => {
    const [first] = await threeDates('消防', li);
    await heard(li, '消防');
    const id = first?._id ?? '';
    await change(officer, id, { trainer: officer });
    expect((await heard(li, '消防')).join('\n')).toContain('这场不用你讲了');
    await change(officer, id, { where: '码头' });
    expect(await heard(officer, '消防')).toEqual([]);
    await change(admin, id, { where: '礼堂' });
    const news = await heard(officer, '消防');
    expect(news).toHaveLength(1);
    expect(news[0]).toMatch(/你讲的“消防”有变动：\n地点：码头 → 礼堂/);
  });

  it('is one message for who has a seat, too', async () => {
    const [first] = await threeDates('急救', li);
    const id = first?._id ?? '';
    await moveSeat(work.ctx, id, { do: 'sign-up', member: zhao });
    await change(admin, id, { trainer: zhao });
    await heard(zhao, '急救');
    await change(admin, id, { where: '四楼' });
    const news = (await heard(zhao, '急救')).filter((one) => one.includes('有变动'));
    expect(news.filter((one) => one.includes('三楼 → 四楼'))).toHaveLength(1);
    expect(news.filter((one) => one.includes('李强 → 赵大力'))).toHaveLength(1);
  });

  it('is a date that the course was given', async () => {
    const [first] = await threeDates('防汛', li);
    const course = first?.course ?? '';
    await heard(li, '防汛');
    const revision = { include: ['all'], except: [], must: [], more: '2026-04-01 14:00' };
    await reviseCourse(work.ctx, await actor(work, admin), course, 0, { ...revision, isForAll: true });
    const notice = await noticeOf(work.slack.as(li), '“防汛”加了 1 场，由你来讲', 'training.open');
    expect(textOf(notice)).toMatch(/4月1日（周三）14:00–16:00/);
    expect(await heard(li, '防汛')).toHaveLength(2);
  });

  it('is what holds when their day begins: of two changes one message, and of what was undone none', async () => {
    await work.moveTo('2026-03-02T21:00:00+08:00');
    const [first] = await threeDates('制冷', li);
    const id = first?._id ?? '';
    // Named in the evening, and not any more in the same evening.
    await change(admin, id, { trainer: maria });
    await change(admin, id, { trainer: zhao });
    await work.moveTo('2026-03-03T08:30:00+08:00');
    const told = await heard(li, '制冷');
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/“制冷”由你来讲，共 2 场/);
    expect(await heard(maria, '制冷')).toEqual([]);
    expect(await heard(zhao, '“制冷”由你来讲')).toHaveLength(1);
    await work.moveTo('2026-03-03T21:00:00+08:00');
    await change(admin, id, { trainer: li });
    await change(admin, id, { trainer: zhao });
    await work.moveTo('2026-03-04T08:30:00+08:00');
    expect(await heard(li, '制冷')).toHaveLength(1);
    expect(await heard(zhao, '“制冷”由你来讲')).toHaveLength(1);
  });
});
