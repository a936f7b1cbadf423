import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlaygroundPerson } from '../../../playground/client/person.ts';
import { textOf } from '../../../playground/client.ts';
import { attendances } from '../../../src/features/training/model.ts';
import { moveSeat } from '../../../src/features/training/seats/service/seats.ts';
import { has, modalOf, SOON, says } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { openCourseOf, seatsOf } from '../classroom.ts';

const { chen, maria, zhao } = PEOPLE;

let work: Workplace;
let id = '';
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-10T09:00:00+08:00', bot: 'http' });
  const [made] = await openCourseOf(work, {
    include: [chen, maria, zhao].map((user) => `member:${user}`),
    facts: { topic: '起重吊装 <!here>', startsAt: new Date('2026-03-12T15:00:00+08:00'), duration: 60, capacity: 1 },
  });
  id = made?._id ?? '';
});
afterAll(() => work.close());

/** Home as it stands before the person, who does not open it again. */
const homeSays = (person: PlaygroundPerson, words: string) =>
  person.until(({ home }) => home && textOf(home.blocks).includes(words) && home, `home with ${words}`, SOON);
/** From Home to the page of the only session. */
const openPage = async (person: PlaygroundPerson, button: string) => {
  await person.part('training');
  await modalOf(person, has('training.open:1'), 'the own training');
  await person.click('training.open:1', { in: 'modal' });
  return modalOf(person, has(button), 'the session');
};

describe('App Home', { timeout: 60_000 }, () => {
  it('signs up in one press, and says so as soon as it is done', async () => {
    const worker = work.slack.as(chen);
    const home = await worker.home();
    expect(textOf(home.blocks)).toMatch(/你还没有报名任何培训。\n1 门可以报名/);
    await worker.part('training');
    await worker.click(/^training\.join:/, { in: 'modal' });
    await modalOf(worker, says('你已报名'), 'the seat');
    const after = await homeSays(worker, '下一场：起重吊装');
    expect(textOf(after.blocks)).not.toContain('可以报名');
    expect(JSON.stringify(after)).not.toContain('<!here>');
    expect(await seatsOf(work, id)).toEqual([`${chen} held`]);
    await worker.closeModal(true);
  });

  it('leads into the line when it is full, in the reader’s language', async () => {
    const worker = work.slack.as(maria);
    expect(textOf((await worker.home()).blocks)).toContain('1 course open to you');
    const page = await openPage(worker, 'training.join');
    expect(textOf(page.blocks)).toContain('all 1 seats taken');
    await worker.click('Wait for a seat', { in: 'modal' });
    await modalOf(worker, says('You are number 1 in line'), 'the place in the line');
    await homeSays(worker, 'Next: 起重吊装');
    expect(await seatsOf(work, id)).toEqual([`${chen} held`, `${maria} waiting`]);
    await worker.closeModal(true);
  });

  it('leads out of it again, three modals deep, and says so', async () => {
    const worker = work.slack.as(chen);
    await worker.home();
    await openPage(worker, 'training.leave');
    await worker.click('training.leave', { in: 'modal' });
    await modalOf(worker, has('"reason"'), 'the form');
    await worker.submit({ reason: 'duty', words: '替班' });
    const page = await modalOf(worker, says('已退出。改主意了，可以再报名。'), 'the page again');
    expect(JSON.stringify(page)).toContain('training.join');
    await homeSays(worker, '你还没有报名任何培训。');
    expect(await seatsOf(work, id)).toEqual([`${maria} offered`]);
    expect(await attendances(work.ctx).findOne({ session: id, member: chen }).lean()).toMatchObject({
      withdrawReason: 'duty: 替班',
    });
    await worker.closeModal(true);
  });

  it('leads to an offer that waits, which is taken there', async () => {
    const worker = work.slack.as(maria);
    await worker.home();
    const page = await openPage(worker, 'training.accept');
    expect(textOf(page.blocks)).toContain('A seat is free and kept for you');
    await worker.click('training.accept', { in: 'modal' });
    await modalOf(worker, says('You are signed up'), 'the seat');
    expect(await seatsOf(work, id)).toEqual([`${maria} held`]);
    await worker.closeModal(true);
  });

  it('an old Home on the screen takes nothing from anybody: what it opens is as it is now', async () => {
    const worker = work.slack.as(zhao);
    await worker.home();
    await moveSeat(work.ctx, id, { do: 'withdraw', member: maria });
    await openPage(worker, 'training.join');
    await moveSeat(work.ctx, id, { do: 'sign-up', member: chen });
    await worker.click('training.join', { in: 'modal' });
    await modalOf(worker, says('名额已满，你排第 1'), 'the place in the line');
    expect(await seatsOf(work, id)).toEqual([`${chen} held`, `${zhao} waiting`]);
    await worker.closeModal(true);
  });

  it('does not sign up in one press what is in one’s shift: its page says so first', async () => {
    const facts = { topic: '早会安全', startsAt: new Date('2026-03-13T10:00:00+08:00'), duration: 60 };
    const [made] = await openCourseOf(work, { include: [`member:${chen}`], facts });
    const worker = work.slack.as(chen);
    const list = await worker.part('training');
    expect(textOf(list.blocks)).toContain('早会安全');
    expect(JSON.stringify(list)).not.toContain('training.join:');
    await worker.click('training.open:2', { in: 'modal' });
    const page = await modalOf(worker, has('training.join'), 'the session');
    expect(textOf(page.blocks)).toContain('这段时间你当班。报名前请和班组长说一声。');
    await worker.click('training.join', { in: 'modal' });
    await modalOf(worker, says('你已报名'), 'the seat');
    expect(await seatsOf(work, made?._id ?? '')).toEqual([`${chen} held`]);
    await worker.closeModal(true);
  });

  it('shows all dates of a camp, and which are in one’s shift, before one signs up for them', async () => {
    const facts = { topic: '吊装特训', kind: 'camp' as const, startsAt: new Date('2026-03-16T13:30:00+08:00') };
    const dates = await openCourseOf(work, { include: [`member:${chen}`], repeat: 'day', times: 2, facts });
    const worker = work.slack.as(chen);
    await worker.part('training');
    await worker.click('training.open:3', { in: 'modal' });
    await modalOf(worker, says('吊装特训'), 'the first date');
    await worker.click('training.dates:join', { in: 'modal' });
    const all = await modalOf(worker, has('training.joinAll'), 'all dates');
    expect(textOf(all.blocks)).toMatch(
      /\d+月\d+日（周一）13:30[\s\S]*3月17日（周二）13:30[\s\S]*其中 2 场在你当班的时间/,
    );
    await worker.click('training.joinAll', { in: 'modal' });
    await modalOf(worker, says('2 场都已报名'), 'the seats');
    for (const { _id } of dates) expect(await seatsOf(work, _id)).toEqual([`${chen} held`]);
    // The same page gives all of them back, too, without a look at each.
    await worker.click('training.leave:all', { in: 'modal' });
    await modalOf(worker, says('退出哪些'), 'the form');
    await worker.submit();
    await modalOf(worker, says('各次都已退出'), 'that they are given back');
    for (const { _id } of dates) expect(await seatsOf(work, _id)).toEqual([]);
    await worker.closeModal(true);
  });
});
