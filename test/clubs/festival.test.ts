import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../playground/client.ts';
import { deliveries } from '../../src/delivery/model.ts';
import { messages } from '../../src/features/clubs/messages.ts';
import { type ClubEvent, events } from '../../src/features/clubs/model.ts';
import { gathered, managesEvent } from '../../src/features/clubs/service/gathered.ts';
import { stored } from '../../src/features/clubs/service/store.ts';
import { tick } from '../../src/features/clubs/service/tick.ts';
import { peopleActions } from '../../src/gatherings/people/actions.ts';
import { peopleMessages } from '../../src/gatherings/people/words.ts';
import { actor, has, modalOf, SOON, says, seen } from '../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';
import { noticeOf, seconds } from '../training/classroom.ts';

const { admin, chen, li, maria, zhao } = PEOPLE;

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-09-14T09:30:00+08:00', bot: 'http' });
});
afterAll(() => work.close());

async function eventOf(topic: string): Promise<ClubEvent> {
  const found = await events(work.ctx).findOne({ topic }).lean<ClubEvent>();
  if (found === null) throw new Error(`no event ${topic}`);
  return found;
}

/** Opens the day from what a person could come to. */
async function openDay(user: string) {
  const person = work.slack.as(user);
  await person.command('/jy', 'clubs');
  const mine = await seen(
    person,
    (one) => says('丰收节')(one) && has('clubs.open:open0')(one),
    'what one could come to',
  );
  await person.click('clubs.open:open0', { message: mine });
  return { person, day: await modalOf(person, says('丰收节'), 'the day') };
}

/** The names of the items in the order in which they stand. */
const orderOf = (words: string, names: readonly string[]): string[] =>
  names.toSorted((a, b) => words.indexOf(a) - words.indexOf(b));

describe('a festival with stations that have seats', { timeout: 180_000 }, () => {
  it('is made by an officer, item by item; what lies outside the day is said at its field', async () => {
    const officer = work.slack.as(admin);
    await officer.command('/jy', 'clubs festival');
    const form = await modalOf(officer, has('"topic"'), 'the form of the day');
    expect(JSON.stringify(form)).not.toContain('"capacity"');
    await officer.submit({ topic: '丰收节', where: '文化广场', startsAt: seconds('2026-09-23T08:00'), minutes: '480' });
    await modalOf(officer, says(/丰收节[\s\S]*还没有项目/), 'the day');
    const items = [
      ['拔河', '2026-09-23T14:00', '2'],
      ['插秧比赛', '2026-09-23T09:00', '1'],
      ['捞鱼', '2026-09-23T09:30', '4'],
    ] as const;
    for (const [topic, startsAt, capacity] of items) {
      await officer.click('clubs.eventForm:item', { in: 'modal' });
      await modalOf(officer, has('"capacity"'), 'the form of an item');
      if (topic === '拔河') {
        const late = await officer.submit({ topic, startsAt: seconds('2026-09-24T09:00'), capacity });
        expect(JSON.stringify(late.errors)).toContain('项目要在这一天的时间里');
      }
      await officer.submit({ topic, startsAt: seconds(startsAt), capacity });
      await modalOf(officer, says(new RegExp(`项目加好了[\\s\\S]*${topic}`)), 'the day with the item');
    }
    const day = textOf((await modalOf(officer, has('clubs.inviteAll'), 'the day')).blocks);
    expect(orderOf(day, ['拔河', '插秧比赛', '捞鱼'])).toEqual(['插秧比赛', '捞鱼', '拔河']);
    await officer.click('clubs.inviteAll', { in: 'modal' });
    await modalOf(officer, says('正在通知'), 'the answer');
    await officer.closeModal(true);
    await noticeOf(work.slack.as(li), '丰收节', 'clubs.join:item0');
  });

  it('is read by a worker in the order of the day, who signs up with one press and sees what for', async () => {
    const { person, day } = await openDay(li);
    expect(textOf(day.blocks)).toMatch(
      /插秧比赛[\s\S]*还有 1 个[\s\S]*捞鱼[\s\S]*还有 4 个[\s\S]*拔河[\s\S]*还有 2 个/,
    );
    await person.click('clubs.join:item0', { in: 'modal' });
    await modalOf(person, says(/我报名了 1 项[\s\S]*插秧比赛[\s\S]*✓ 已报名/), 'the day again');
    // At the same time: asked before anything is done.
    await person.click('clubs.join:item1', { in: 'modal' });
    await modalOf(person, says('你已经报名“插秧比赛”'), 'the question');
    expect((await eventOf('捞鱼')).seats).toEqual([]);
    await person.closeModal(true);
    const again = await openDay(li);
    await again.person.click('clubs.join:item2', { in: 'modal' });
    await modalOf(again.person, says('我报名了 2 项'), 'the day with both');
    await again.person.closeModal(true);
  });

  it('has a line at each station; who gives up a seat lets the next one in', async () => {
    const { _id: id } = await eventOf('插秧比赛');
    const join = (user: string) => gathered.signUp(work.ctx, id, { user, isMeant: false });
    expect(await join(chen)).toMatchObject({ outcome: 'waiting' });
    const { person, day } = await openDay(chen);
    expect(textOf(day.blocks)).toMatch(/插秧比赛[\s\S]*排队第 1 位/);
    await person.closeModal(true);
    await gathered.withdraw(work.ctx, li, id, '');
    await noticeOf(work.slack.as(chen), '有名额了', 'clubs.accept');
    await work.slack.as(chen).click('clubs.accept');
    await expect
      .poll(async () => (await eventOf('插秧比赛')).seats.map((one) => `${one.member} ${one.state}`), { timeout: SOON })
      .toEqual([`${chen} held`]);
    await gathered.signUp(work.ctx, (await eventOf('捞鱼'))._id, { user: li, isMeant: true });
    for (const user of [maria, zhao])
      await gathered.signUp(work.ctx, (await eventOf('捞鱼'))._id, { user, isMeant: true });
  });

  it('reminds once of the day before, with all that one comes to', async () => {
    await work.moveTo('2026-09-22T09:00:00+08:00');
    await tick(work.ctx);
    await work.moveTo('2026-09-22T14:00:00+08:00');
    await tick(work.ctx);
    const reminder = await seen(work.slack.as(li), says(/丰收节[\s\S]*我报名了 2 项[\s\S]*捞鱼[\s\S]*拔河/), 'the day');
    expect(textOf(reminder)).not.toContain('插秧比赛');
    const told = { kind: 'clubs.remind', recipient: li, state: 'sent' as const, 'params.rung': 'day' };
    await expect.poll(() => deliveries(work.ctx).countDocuments(told), { timeout: SOON }).toBe(1);
  });

  it('lists the people of a station by seat and presence, and gives the attendance as a file', async () => {
    await work.moveTo('2026-09-23T09:35:10+08:00');
    const fish = await eventOf('捞鱼');
    const code = gathered.codeFor(work.ctx, fish)?.code ?? '';
    await work.slack.as(li).command('/jy', `签到 ${code}`);
    await seen(work.slack.as(li), says('签到成功'), 'the word');
    const officer = work.slack.as(admin);
    await officer.command('/jy', 'clubs');
    await seen(officer, has('clubs.open:open0'), 'what there is');
    await officer.click('clubs.open:open0');
    const day = await modalOf(officer, says('捞鱼'), 'the day');
    const item =
      JSON.stringify(day)
        .match(/clubs\.open:item\d/g)
        ?.at(1) ?? '';
    await officer.click(item, { in: 'modal' });
    await modalOf(officer, has('clubs.peopleOf'), 'the station');
    await officer.click('clubs.peopleOf', { in: 'modal' });
    const list = textOf((await modalOf(officer, says('已报名 3'), 'the people')).blocks);
    expect(list).toMatch(/李强[\s\S]*东湖养殖分会[\s\S]*一号塘班/);
    await officer.click('clubs.peopleOf:came', { in: 'modal' });
    const came = textOf((await modalOf(officer, says('*到场 1*'), 'those who came')).blocks);
    expect(came).toContain('李强');
    expect(came).not.toContain('赵大力');
    await officer.click('clubs.attendance', { in: 'modal' });
    await seen(officer, says('考勤表发到了你的消息里'), 'that the file is there');
    await officer.closeModal(true);
  });

  it('the file says of each what is known, in the organizer’s language, and is nobody else’s', async () => {
    await gathered.mark(work.ctx, await actor(work, admin), (await eventOf('捞鱼'))._id, zhao, 'present');
    await work.moveTo('2026-09-23T16:31:00+08:00');
    await tick(work.ctx);
    const chair = await actor(work, admin);
    const id = (await eventOf('捞鱼'))._id;
    await gathered.correct(work.ctx, chair, id, maria, 'excused', '=临时出差');
    const file = peopleActions(stored, gathered, {
      feature: 'clubs',
      messages,
      words: peopleMessages,
      manages: managesEvent,
      told: () => ({ id, topic: '', when: '', start: '', place: '' }),
      topicOf: ({ topic }) => topic,
    });
    const bytes = await file.attendanceFile(work.ctx, chair, await eventOf('捞鱼'));
    const [head = [], ...rows] = (await readSheet(Buffer.from(bytes))).map((row) =>
      row.map((cell) => String(cell ?? '')),
    );
    expect(head.slice(0, 7)).toEqual(['姓名', '工号', '分会', '班组', '同行', '考勤', '记录']);
    const byName = new Map(rows.map(([name = '', ...rest]) => [name, rest]));
    expect(byName.get('李强')).toMatchObject({ 0: 'QH1004', 1: '东湖养殖分会', 4: '到场', 5: '签到码' });
    expect(byName.get('赵大力')).toMatchObject({ 4: '到场', 5: '点名' });
    expect(byName.get('Maria Santos')).toMatchObject({ 4: '请假', 5: '', 7: "'=临时出差" });
    const before = (await work.slack.calls('files.completeUploadExternal')).length;
    await expect(gathered.managed(work.ctx, await actor(work, li), id)).rejects.toThrow('You don’t manage this event');
    expect((await work.slack.calls('files.completeUploadExternal')).length).toBe(before);
  });
});
