import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../../playground/client.ts';
import { deliveries } from '../../../src/delivery/model.ts';
import { certificates } from '../../../src/features/training/certificate/model.ts';
import { changeSession } from '../../../src/features/training/change/service/change.ts';
import { openCourse } from '../../../src/features/training/course/service/open-course.ts';
import { reviseCourse } from '../../../src/features/training/course/service/revise.ts';
import { courses, sessions } from '../../../src/features/training/model.ts';
import { openFor } from '../../../src/features/training/pages/service/open-for.ts';
import { moveSeat } from '../../../src/features/training/seats/service/seats.ts';
import { factsOf } from '../../../src/features/training/session/service/facts.ts';
import { actor, has, modalOf, SOON, says, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import {
  cancelAsSeen,
  LATER,
  noticeOf,
  openCourseOf,
  openFirst,
  openWhole,
  seatsOf,
  sessionOf,
  withdraw,
} from '../classroom.ts';

const { admin, chen, li, maria, officer } = PEOPLE;
const keys = (...users: string[]) => users.map((one) => `member:${one}`);

let work: Workplace;
let course = '';
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-09T09:00:00+08:00', bot: 'http' });
  const facts = { topic: '起重作业', startsAt: new Date('2026-03-17T14:00:00+08:00'), capacity: 5 };
  const dates = await openCourseOf(work, { include: keys(chen), repeat: 'week', times: 2, facts });
  course = dates[0]?.course ?? '';
  await moveSeat(work.ctx, `${course}-0`, { do: 'sign-up', member: chen });
  await noticeOf(work.slack.as(chen), '起重作业', 'training.dates');
});
afterAll(() => work.close());

const isPublished = () =>
  expect
    .poll(async () => (await courses(work.ctx).findById(course).lean())?.state, { timeout: SOON })
    .toBe('published');
const told = async (kind: string) =>
  (
    await deliveries(work.ctx)
      .find({ kind: `training.${kind}`, 'params.course': course })
      .lean()
  )
    .map((one) => one.recipient)
    .sort();
const dates = () => sessions(work.ctx).find({ course }).sort({ index: 1 }).lean();

/** The form, from the page of the whole course. */
async function openForm(user: string) {
  const person = work.slack.as(user);
  await openFirst(person);
  await openWhole(person);
  await person.click('training.revise', { in: 'modal' });
  await modalOf(person, says('已在名单上的人不受影响'), 'the form');
  return person;
}

describe('a published course', { timeout: 60_000 }, () => {
  it('says what is wrong in a date that is to be added, and keeps what was typed', async () => {
    const person = await openForm(admin);
    expect((await person.submit({ more: '下周二' })).errors?.more).toContain('有一行没有看懂');
    expect((await person.submit({ more: '2026-03-01 14:00' })).errors?.more).toContain('有一行的时间已经过了');
    const nobody = await person.submit({ include: [], must: [], more: '' });
    expect(nobody.errors?.include).toContain('请选谁可以报名');
    await person.closeModal(true);
    expect((await courses(work.ctx).findById(course).lean())?.revision).toBeUndefined();
  });

  it('is opened to others and given a date: each hears what concerns them, and nobody loses a seat', async () => {
    const person = await openForm(admin);
    await person.submit({ include: ['陈小梅', 'Maria'], must: ['李强'], more: '2026-03-20 15:00' });
    await modalOf(person, says('新的日期和新加的人正在安排'), 'the page');
    await person.closeModal(true);
    await isPublished();
    const all = await dates();
    expect(all.map((one) => `${one.index} ${one.count} ${one.startsAt.toISOString()} ${one.capacity}`)).toEqual([
      '0 3 2026-03-17T06:00:00.000Z 5',
      '1 3 2026-03-20T07:00:00.000Z 5',
      '2 3 2026-03-24T06:00:00.000Z 5',
    ]);
    expect(await Promise.all(all.map((one) => seatsOf(work, one._id)))).toEqual([
      [`${chen} held`, `${li} held`],
      [`${li} held`],
      [`${li} held`],
    ]);
    const news = await noticeOf(work.slack.as(chen), '“起重作业”加了 1 场', 'training.join');
    expect(textOf(news)).toMatch(/周五|3月20日（周五）15:00/);
    // Whoever is on another date of it finds this one among what is open to them.
    const open = await openFor(work.ctx, chen, 10);
    expect(open.map((one) => one._id)).toEqual([all[1]?._id]);
    await work.slack.as(chen).click('training.join', { message: news });
    await expect.poll(() => seatsOf(work, all[1]?._id ?? ''), { timeout: SOON }).toContain(`${chen} held`);
    await seen(work.slack.as(maria), says('起重作业'), 'the invitation');
    expect(await told('invite')).toEqual([chen, li, maria].sort());
    expect(await told('added')).toEqual([chen, li].sort());
  });

  it('tells everybody who may come of a date when that is meant', async () => {
    const person = await openForm(admin);
    await person.submit({ more: '2026-03-27 15:00', tell: 'all' });
    await modalOf(person, says('新的日期和新加的人正在安排'), 'the page');
    await person.closeModal(true);
    await isPublished();
    await noticeOf(work.slack.as(maria), '“起重作业” has 1 more date', 'training.join');
    expect(await told('added')).toEqual([chen, chen, li, li, maria].sort());
    const last = (await dates()).at(-1);
    await cancelAsSeen(work, await actor(work, admin), last?._id ?? '', '场地有变', false);
  });

  it('is worked in once, however often the job runs; who has given a seat back is not put there again', async () => {
    const second = (await dates())[1]?._id ?? '';
    await withdraw(work.ctx, await actor(work, li), second, 'duty');
    await courses(work.ctx).updateOne({ _id: course }, { $set: { state: 'publishing' } });
    await openCourse(work.ctx, course);
    expect(await dates()).toHaveLength(4);
    expect(await seatsOf(work, second)).toEqual([`${chen} held`]);
    expect(await told('invite')).toHaveLength(3);
    expect(await told('added')).toHaveLength(5);
  });

  it('is changed from a date on with the date that was added between', async () => {
    const [first] = await dates();
    const session = await sessionOf(work, first?._id ?? '');
    const who = await actor(work, admin);
    await changeSession(work.ctx, who, session._id, session.version, { ...factsOf(session), where: '码头' }, LATER);
    expect((await dates()).slice(0, 3).map((one) => one.where)).toEqual(['码头', '码头', '码头']);
  });

  it('of two officers the second changes what they have touched, and nothing else', async () => {
    const [one, other] = [await openForm(admin), await openForm(officer)];
    await one.submit({ except: ['Maria'] });
    await modalOf(one, says('新的日期和新加的人正在安排'), 'the page');
    await isPublished();
    await other.submit({ include: ['陈小梅'] });
    await modalOf(other, says('新的日期和新加的人正在安排'), 'the page');
    await isPublished();
    const { include, except } = await sessionOf(work, `${course}-0`);
    expect({ include, except }).toEqual({ include: keys(chen), except: keys(maria) });
    await one.closeModal(true);
    await other.closeModal(true);
  });

  it('invites nobody any more who was taken out before the invitation came', async () => {
    await work.moveTo('2026-03-09T23:00:00+08:00');
    const who = await actor(work, admin);
    const zhao = PEOPLE.zhao;
    const revise = async (include: string[], more: string) => {
      const { revision = 0 } = (await courses(work.ctx).findById(course).lean()) ?? {};
      await reviseCourse(work.ctx, who, course, revision, { include, except: [], must: [], more });
      await isPublished();
    };
    await revise(keys(chen, zhao), '');
    expect(await told('invite')).toContain(zhao);
    await revise(keys(chen), '');
    await work.moveTo('2026-03-10T09:00:00+08:00');
    const own = { kind: 'training.invite', recipient: zhao, 'params.course': course };
    await expect
      .poll(async () => (await deliveries(work.ctx).findOne(own).lean())?.reason, { timeout: SOON })
      .toBe('not-meant');
  });
});

describe('a course that is given dates', { timeout: 60_000 }, () => {
  it('without a limit has none on these either', async () => {
    const facts = { topic: '桥吊', startsAt: new Date('2026-03-25T14:00:00+08:00') };
    const [made] = await openCourseOf(work, { include: keys(chen), facts });
    const id = made?.course ?? '';
    const who = await actor(work, admin);
    // Written twice it is one date.
    const more = '2026-03-26 14:00\n2026年3月26日 14:00';
    await reviseCourse(work.ctx, who, id, 0, { include: keys(chen), except: [], must: [], more });
    const added = () => sessions(work.ctx).findOne({ course: id, addedWith: 1 }).lean();
    await expect.poll(added, { timeout: SOON }).toMatchObject({ topic: '桥吊', index: 1, count: 2 });
    expect(await sessions(work.ctx).countDocuments({ course: id })).toBe(2);
    expect(await added()).not.toHaveProperty('capacity');
    expect(await added()).not.toHaveProperty('reminders');
    expect((await moveSeat(work.ctx, (await added())?._id ?? '', { do: 'sign-up', member: chen })).outcome).toBe(
      'held',
    );
  });

  it('keeps the certificates of those who have completed it: one more date that is needed is refused', async () => {
    const facts = { kind: 'camp' as const, topic: '缆车', startsAt: new Date('2026-03-27T14:00:00+08:00') };
    const made = await openCourseOf(work, { include: keys(chen), repeat: 'day', times: 2, facts });
    const id = made[0]?.course ?? '';
    const paper = { workspace: made[0]?.workspace ?? '', course: id, scope: id, member: chen, number: '2026-000900-1' };
    await certificates(work.ctx).collection.insertOne({ ...paper, needed: 'all' } as never);
    const who = await actor(work, admin);
    const wanted = { include: keys(chen), except: [], must: [], more: '2026-03-30 14:00' };
    await expect(reviseCourse(work.ctx, who, id, 0, wanted)).rejects.toThrow('already hold this course’s cer');
    expect(await reviseCourse(work.ctx, who, id, 0, { ...wanted, more: '' })).toMatchObject({ revision: 1 });
    await certificates(work.ctx).deleteMany({ course: id });
  });

  it('of which one date is enough takes more people as soon as a date more has places for them', async () => {
    const startsAt = new Date('2026-03-10T09:30:00+08:00');
    const facts = { topic: '消防演练', startsAt, duration: 15, capacity: 1 };
    const draft = { repeat: 'week' as const, times: 2, include: [], must: keys(chen, maria), facts };
    const [made] = await openCourseOf(work, draft, admin, { needed: 'one' });
    const id = made?.course ?? '';
    // Who was there needs no place any more.
    await work.moveTo('2026-03-10T09:50:00+08:00');
    const who = await actor(work, admin);
    const three = { include: [], except: [], must: keys(chen, maria, li), more: '' };
    await expect(reviseCourse(work.ctx, who, id, 0, three)).rejects.toThrow('More people must come');
    const wanted = { ...three, more: '2026-03-24 09:30' };
    expect(await reviseCourse(work.ctx, who, id, 0, wanted)).toMatchObject({ revision: 1 });
  });
});

describe('a self-study that runs', { timeout: 60_000 }, () => {
  it('is opened to others, who are told; who has begun may go on', async () => {
    await work.moveTo('2026-03-10T10:00:00+08:00');
    const until = new Date('2026-03-20T17:00:00+08:00');
    const study = { link: 'https://example.com/a', minutes: 1, until, question: '先断什么？\n* 电源\n水', hint: '' };
    await openCourseOf(work, { include: keys(chen), facts: { kind: 'self-study', topic: '断电挂牌' } }, admin, {
      needed: 'each',
      study,
    });
    const found = await courses(work.ctx).findOne({ 'facts.topic': '断电挂牌' }).lean();
    const id = found?._id ?? '';
    const list = await noticeOf(work.slack.as(chen), '断电挂牌', 'training.begin');
    await work.slack.as(chen).click('training.begin', { message: list });
    await seen(work.slack.as(chen), has('training.finish'), 'the material');
    const who = await actor(work, admin);
    await reviseCourse(work.ctx, who, id, 0, { include: keys(li), except: [], must: [], more: '' });
    await noticeOf(work.slack.as(li), '断电挂牌', 'training.begin');
    expect(await deliveries(work.ctx).countDocuments({ notice: `training.study-${id}` })).toBe(2);
  });
});
