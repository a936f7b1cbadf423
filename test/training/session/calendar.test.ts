import ical from 'node-ical';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../../playground/protocol.ts';
import { changeSession } from '../../../src/features/training/change/service/change.ts';
import { moveSeat } from '../../../src/features/training/seats/service/seats.ts';
import { calendarOfCourse } from '../../../src/features/training/session/service/calendar.ts';
import { factsOf } from '../../../src/features/training/session/service/facts.ts';
import { actor, has, says, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { cancelAsSeen, LATER, noticeOf, openCourseOf, sessionOf } from '../classroom.ts';

const { admin, chen, zhao } = PEOPLE;

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http' });
});
afterAll(() => work.close());

/** The appointments in the file of a message, as a calendar program reads them. */
async function appointmentsIn(message: Message) {
  const answered = await fetch(`${work.playground.url}${message.files[0]?.url}`);
  const found = Object.values(ical.sync.parseICS(await answered.text())).flatMap((one) =>
    one?.type === 'VEVENT' ? [one] : [],
  );
  return found.map(({ uid, sequence, start, end, location, method, status }) => ({
    uid,
    sequence: Number(sequence),
    start: start.toISOString(),
    end: end?.toISOString(),
    location,
    method,
    status,
  }));
}

describe('a session in a calendar', { timeout: 60_000 }, () => {
  it('is brought up to date by a button of the news, and taken out when it is cancelled', async () => {
    const [made] = await openCourseOf(work, {
      include: [chen, zhao].map((user) => `member:${user}`),
      facts: { topic: '安全用电', startsAt: new Date('2026-03-11T14:00:00+08:00'), duration: 120, capacity: 1 },
    });
    const id = made?._id ?? '';
    const person = work.slack.as(chen);
    const card = await noticeOf(person, '安全用电', 'training.join');
    await person.click('training.join', { message: card });
    await seen(person, (one) => one.ts === card.ts && has('training.calendar')(one), 'the seat');
    await moveSeat(work.ctx, id, { do: 'sign-up', member: zhao });
    const files = async (press: Message, words: string) => {
      await person.click('training.calendar', { message: press });
      const sent = await seen(person, (one) => Number(one.ts) > Number(press.ts) && says(words)(one), 'the file');
      return (await appointmentsIn(sent))[0];
    };
    const same = { uid: `training-${id}`, location: '综合楼三楼' };
    const shown = await seen(person, (one) => one.ts === card.ts, 'the card');
    expect(await files(shown, '打开这个文件，培训就在你的日历里')).toMatchObject({
      ...same,
      sequence: 0,
      method: 'PUBLISH',
      start: '2026-03-11T06:00:00.000Z',
    });

    const chair = await actor(work, admin);
    const [startsAt, endsAt] = [new Date('2026-03-12T15:00:00+08:00'), new Date('2026-03-12T17:00:00+08:00')];
    const facts = factsOf(await sessionOf(work, id));
    await changeSession(work.ctx, chair, id, 1, { ...facts, startsAt, endsAt, where: '二楼' });
    const news = await noticeOf(person, '有变动，你的名额还在', 'training.calendar');
    expect(JSON.stringify(news)).toContain('更新日历');
    expect(await files(news, '打开这个文件，培训就在你的日历里')).toEqual({
      ...same,
      sequence: 1,
      method: 'PUBLISH',
      status: 'CONFIRMED',
      location: '二楼',
      start: startsAt.toISOString(),
      end: endsAt.toISOString(),
    });
    // Who waits has nothing in the calendar.
    const waiting = await noticeOf(work.slack.as(zhao), '你还在排队', 'training.leave');
    expect(JSON.stringify(waiting)).not.toContain('training.calendar');

    await cancelAsSeen(work, chair, id, '停电检修', false);
    const gone = await noticeOf(person, '已取消', 'training.calendar');
    expect(await files(gone, '取消的场次就从你的日历里去掉了')).toMatchObject({
      uid: same.uid,
      sequence: 2,
      method: 'CANCEL',
      status: 'CANCELLED',
      start: startsAt.toISOString(),
    });
  });
});

describe('a camp in a calendar', { timeout: 60_000 }, () => {
  it('is one file with all dates, which a change of them brings up to date and a cancellation takes out', async () => {
    const made = await openCourseOf(work, {
      repeat: 'day',
      times: 3,
      include: [chen, zhao].map((user) => `member:${user}`),
      facts: { topic: '吊装特训', kind: 'camp', startsAt: new Date('2026-03-18T15:00:00+08:00'), duration: 60 },
    });
    const [course = '', first = ''] = [made[0]?.course, made[0]?._id];
    const person = work.slack.as(chen);
    const files = async (press: Message, button: string, words: string) => {
      await person.click(button, { message: press });
      const isFile = (one: Message) => Number(one.ts) > Number(press.ts) && one.files.length > 0 && says(words)(one);
      return appointmentsIn(await seen(person, isFile, 'the file'));
    };
    const card = await noticeOf(person, '吊装特训', 'training.joinAll');
    await person.click('training.joinAll', { message: card });
    const joined = await seen(person, (one) => one.ts === card.ts && has('training.calendarAll')(one), 'the seats');
    const before = await files(joined, 'training.calendarAll', '培训就在你的日历里');
    expect(before.map((one) => `${one.uid} ${one.sequence} ${one.start}`)).toEqual([
      `training-${course}-0 0 2026-03-18T07:00:00.000Z`,
      `training-${course}-1 0 2026-03-19T07:00:00.000Z`,
      `training-${course}-2 0 2026-03-20T07:00:00.000Z`,
    ]);

    const chair = await actor(work, admin);
    const facts = factsOf(await sessionOf(work, first));
    await changeSession(work.ctx, chair, first, 1, { ...facts, where: '二楼' }, LATER);
    const news = await noticeOf(person, '有变动，你的名额还在', 'training.calendarAll');
    const after = await files(news, 'training.calendarAll', '培训就在你的日历里');
    expect(after).toEqual(before.map((one) => ({ ...one, sequence: 1, location: '二楼' })));

    await cancelAsSeen(work, chair, first, '停电检修', true);
    const gone = await noticeOf(person, '停电检修', 'training.calendarAll:gone');
    const cancelled = await files(gone, 'training.calendarAll:gone', '取消的场次就从你的日历里去掉了');
    expect(cancelled.map((one) => `${one.uid} ${one.sequence} ${one.method} ${one.status}`)).toEqual(
      before.map((one) => `${one.uid} 2 PUBLISH CANCELLED`),
    );
    await expect(calendarOfCourse(work.ctx, await actor(work, zhao), course, true)).rejects.toThrow(
      'You have no seat in this course',
    );
  });

  it('is nothing for who has given all of it back: the button says so', async () => {
    const made = await openCourseOf(work, {
      repeat: 'day',
      times: 2,
      include: [`member:${chen}`],
      facts: { topic: '焊接特训', kind: 'camp', startsAt: new Date('2026-03-25T15:00:00+08:00'), duration: 60 },
    });
    const person = work.slack.as(chen);
    const card = await noticeOf(person, '焊接特训', 'training.joinAll');
    await person.click('training.joinAll', { message: card });
    const joined = await seen(person, (one) => one.ts === card.ts && has('training.calendarAll')(one), 'the seats');
    for (const { _id } of made) await moveSeat(work.ctx, _id, { do: 'withdraw', member: chen });
    await person.click('training.calendarAll', { message: joined });
    await seen(person, says('这门课你没有报名'), 'the sentence');
  });
});
