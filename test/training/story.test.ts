import ical from 'node-ical';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../playground/client.ts';
import { deliveries } from '../../src/delivery/model.ts';
import { attendances, sessions } from '../../src/features/training/model.ts';
import { has, modalOf, SOON, says, seen } from '../helpers/quiz-day.ts';
import { limitToBranch, openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';
import { fillForm, noticeOf, seatsOf, seconds } from './classroom.ts';

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http' });
  await limitToBranch(work);
});
afterAll(() => work.close());

const TOM = 'U0QH2004';

describe('a session from the form to the full list', { timeout: 90_000 }, () => {
  let id = '';

  it('is kept as a draft whatever is missing, and says what', async () => {
    const admin = work.slack.as(PEOPLE.admin);
    await fillForm(admin, { topic: '安全用电 <!channel>', duration: '120', link: 'example' });
    const { errors } = await admin.submit();
    expect(Object.keys(errors ?? {})).toEqual(['link']);
    await admin.closeModal(true);
    await admin.command('/training', 'manage');
    const list = await seen(admin, says('草稿，还没有发布'), 'the draft in the list');
    expect(textOf(list)).toContain('安全用电');
    await admin.click('training.course:0');
    await modalOf(admin, says('请选开始时间'), 'the draft');
  });

  it('is completed, previewed with how many it reaches, and published', async () => {
    const admin = work.slack.as(PEOPLE.admin);
    await admin.click('training.draft', { in: 'modal' });
    await modalOf(admin, has('"topic"'), 'the form');
    await admin.submit({
      startsAt: seconds('2026-03-11T14:00'),
      duration: '120',
      where: '综合楼三楼',
      link: '',
      capacity: '2',
      minutes: '120',
      include: ['全体'],
    });
    const page = await modalOf(admin, has('training.publish'), 'the preview');
    expect(textOf(page.blocks)).toContain('14 人可以报名');
    await admin.click('training.publish', { in: 'modal' });
    await modalOf(admin, says('正在发布'), 'the word that it is published');
    await expect.poll(() => sessions(work.ctx).countDocuments({}), { timeout: SOON }).toBe(1);
    await admin.closeModal(true);
    id = (await sessions(work.ctx).findOne({}).lean())?._id ?? '';
  });

  it('is told to everybody, in their language, and pings nobody', async () => {
    const chen = await noticeOf(work.slack.as(PEOPLE.chen), '安全用电', 'training.join');
    expect(textOf(chen)).toMatch(
      /素质培训班[\s\S]*3月11日（周三）14:00–16:00 · 综合楼三楼[\s\S]*讲师 周岚 · 计 120 分钟 · 名额 2，还剩 2/,
    );
    expect(JSON.stringify(chen)).not.toContain('<!channel>');
    const maria = await noticeOf(work.slack.as(PEOPLE.maria), '2 of 2 seats free', 'training.join');
    expect(textOf(maria)).toContain('You are on shift then');
  });

  it('is signed up for with one press until it is full; then there is a line', async () => {
    for (const user of [PEOPLE.chen, PEOPLE.maria, PEOPLE.zhao, TOM]) {
      const person = work.slack.as(user);
      const card = await noticeOf(person, '安全用电', 'training.join');
      await person.click('training.join', { message: card });
      await seen(person, (one) => one.ts === card.ts && has('training.leave')(one), `the answer to ${user}`);
    }
    expect(await seatsOf(work, id)).toEqual([
      `${PEOPLE.chen} held`,
      `${PEOPLE.maria} held`,
      `${PEOPLE.zhao} waiting`,
      `${TOM} waiting`,
    ]);
    await seen(work.slack.as(PEOPLE.zhao), says('名额已满，你排第 1。有空位会先问你。'), 'the place in the line');
    await seen(work.slack.as(TOM), says('You are number 2 in line'), 'the place in the line');
  });

  it('asks why somebody withdraws, and offers the seat to the first of the line', async () => {
    const chen = work.slack.as(PEOPLE.chen);
    await chen.click('training.leave');
    await modalOf(chen, says('安全用电'), 'the form');
    await chen.submit({ reason: 'unwell' });
    await seen(chen, says('已退出'), 'the card');
    expect(await attendances(work.ctx).findOne({ session: id, member: PEOPLE.chen }).lean()).toMatchObject({
      withdrawReason: 'unwell',
    });
    const offer = await noticeOf(work.slack.as(PEOPLE.zhao), '有名额了，留给你到 21:00', 'training.accept');
    expect(textOf(offer)).toContain('综合楼三楼');
  });

  it('gives the seat to the next when twelve hours have gone by, although everything was restarted meanwhile', async () => {
    await work.restart();
    await work.moveTo('2026-03-02T21:01:00+08:00');
    await expect.poll(() => seatsOf(work, id), { timeout: SOON }).toEqual([`${PEOPLE.maria} held`, `${TOM} offered`]);
    const zhao = work.slack.as(PEOPLE.zhao);
    await zhao.click('training.accept');
    await seen(zhao, says('这个名额已经给了下一位'), 'the refusal');
    await work.moveTo('2026-03-03T08:30:00+08:00');
    await seen(zhao, says('的名额已转给下一位'), 'the word that it has passed');
    const tom = work.slack.as(TOM);
    const card = await noticeOf(tom, 'A seat is free', 'training.accept');
    await tom.click('training.accept', { message: card });
    await seen(tom, (one) => one.ts === card.ts && says('You are signed up')(one), 'the seat');
    expect(await seatsOf(work, id)).toEqual([`${PEOPLE.maria} held`, `${TOM} held`]);
  });

  it('asks first when one has a seat elsewhere at that time', async () => {
    const admin = work.slack.as(PEOPLE.admin);
    await fillForm(admin, {
      topic: 'First aid',
      startsAt: seconds('2026-03-11T15:00'),
      duration: '60',
      where: 'Hall',
      include: ['国际员工分会'],
    });
    await modalOf(admin, has('training.publish'), 'the preview');
    await admin.click('training.publish', { in: 'modal' });
    await admin.closeModal(true);
    const tom = work.slack.as(TOM);
    const card = await noticeOf(tom, 'First aid', 'training.join');
    await tom.click('training.join', { message: card });
    const asked = await seen(tom, (one) => one.ts === card.ts && has('training.join:yes')(one), 'the question');
    expect(textOf(asked)).toContain('You are signed up for “安全用电');
    await tom.click('training.stay', { message: asked });
    await seen(tom, (one) => one.ts === card.ts && says('You are not signed up')(one), 'nothing done');
    const other = await sessions(work.ctx).findOne({ topic: 'First aid' }).lean();
    expect(other?.seats).toEqual([]);
  });

  it('tells those who signed up once what changed, and nobody else', async () => {
    const admin = work.slack.as(PEOPLE.admin);
    await admin.command('/training', 'manage');
    await seen(admin, says('报名 2/2 人'), 'the list');
    await admin.click('training.open:0');
    await modalOf(admin, says('已报名'), 'the page');
    await admin.click('training.edit', { in: 'modal' });
    await modalOf(admin, has('"topic"'), 'the form');
    await admin.submit({ startsAt: seconds('2026-03-12T15:00'), where: '二楼会议室' });
    await modalOf(admin, says('已保存'), 'the page again');
    await admin.closeModal(true);
    const news = await noticeOf(work.slack.as(TOM), 'has changed', 'training.open');
    expect(textOf(news)).toMatch(
      /Time: Wed 11 Mar, 14:00–16:00 → Thu 12 Mar, 15:00–17:00[\s\S]*Place: 综合楼三楼 → 二楼会议室/,
    );
    const told = await deliveries(work.ctx).find({ kind: 'training.changed' }).lean();
    expect(told.map((one) => one.recipient).sort()).toEqual([PEOPLE.maria, TOM]);
  });

  it('goes into the calendar, as it is after the change, in the reader’s own time', async () => {
    const tom = work.slack.as(TOM);
    await tom.click('training.open', { message: await noticeOf(tom, 'has changed', 'training.open') });
    await modalOf(tom, has('training.calendar'), 'the page');
    await tom.click('training.calendar', { in: 'modal' });
    const sent = await seen(tom, says('Open this file and the session is in your calendar'), 'the file');
    await tom.closeModal(true);
    const file = await fetch(`${work.playground.url}${sent.files[0]?.url}`);
    const found = Object.values(ical.sync.parseICS(await file.text())).find((one) => one?.type === 'VEVENT');
    expect(found).toMatchObject({
      uid: `training-${id}`,
      sequence: 1,
      summary: '安全用电 <!channel>',
      location: '二楼会议室',
      start: new Date('2026-03-12T07:00:00Z'),
    });
  });

  it('is another branch’s affair, and its officer neither changes nor sees who comes', async () => {
    const officer = work.slack.as(PEOPLE.officer);
    await officer.command('/training');
    await seen(officer, says('安全用电'), 'what is open');
    await officer.click(/^training.open/);
    const page = await modalOf(officer, says('安全用电'), 'the page');
    expect(JSON.stringify(page)).not.toMatch(/training\.(edit|cancelForm|addForm|roll)/);
    expect(textOf(page.blocks)).not.toContain('Maria');
    await officer.closeModal(true);
    await fillForm(officer, {
      topic: '越权',
      startsAt: seconds('2026-03-12T14:00'),
      duration: '60',
      where: '塘边',
      include: ['东湖养殖分会'],
    });
    const preview = await modalOf(officer, has('training.publish'), 'the preview');
    expect(textOf(preview.blocks)).toContain('3 人可以报名');
    await officer.closeModal(true);
  });

  it('is cancelled with a reason; those who signed up are told once', async () => {
    const admin = work.slack.as(PEOPLE.admin);
    await admin.command('/training', 'manage');
    const list = await seen(admin, says(/First aid[\s\S]*安全用电/), 'the list, by date');
    await admin.click('training.open:1', { message: list });
    await modalOf(admin, says('二楼会议室'), 'the page');
    await admin.click('training.cancelForm', { in: 'modal' });
    await modalOf(admin, has('"reason"'), 'the form');
    await admin.submit({ reason: '停电检修' });
    await modalOf(admin, says('已取消'), 'the page');
    await admin.closeModal(true);
    await seen(work.slack.as(TOM), says(/Cancelled: “安全用电[\s\S]*停电检修/), 'the news');
    const told = await deliveries(work.ctx).find({ kind: 'training.cancelled' }).lean();
    expect(told.map((one) => one.recipient).sort()).toEqual([PEOPLE.maria, TOM]);
  });
});
