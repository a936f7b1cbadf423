import ical from 'node-ical';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../playground/protocol.ts';
import { changeSession } from '../../src/features/training/service/change.ts';
import { factsOf } from '../../src/features/training/service/change-write.ts';
import { moveSeat } from '../../src/features/training/service/seats.ts';
import { actor, has, says, seen } from '../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';
import { cancelAsSeen, noticeOf, openCourseOf, sessionOf } from './classroom.ts';

const { admin, chen, zhao } = PEOPLE;

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http' });
});
afterAll(() => work.close());

/** The appointment in the file of a message, as a calendar program reads it. */
async function appointmentIn(message: Message) {
  const answered = await fetch(`${work.playground.url}${message.files[0]?.url}`);
  const found = Object.values(ical.sync.parseICS(await answered.text())).find((one) => one?.type === 'VEVENT');
  if (found?.type !== 'VEVENT') throw new Error('no appointment in the file');
  const { uid, sequence, start, end, location, method, status } = found;
  return {
    uid,
    sequence: Number(sequence),
    start: start.toISOString(),
    end: end?.toISOString(),
    location,
    method,
    status,
  };
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
      return appointmentIn(
        await seen(person, (one) => Number(one.ts) > Number(press.ts) && says(words)(one), 'the file'),
      );
    };
    const same = { uid: `training-${id}`, location: '综合楼三楼' };
    const shown = await seen(person, (one) => one.ts === card.ts, 'the card');
    expect(await files(shown, '打开这个文件，培训就在你的日历里')).toMatchObject({
      ...{ ...same, sequence: 0, method: 'PUBLISH', start: '2026-03-11T06:00:00.000Z' },
    });

    const chair = await actor(work, admin);
    const [startsAt, endsAt] = [new Date('2026-03-12T15:00:00+08:00'), new Date('2026-03-12T17:00:00+08:00')];
    const facts = factsOf(await sessionOf(work, id));
    await changeSession(work.ctx, chair, id, 1, { ...facts, startsAt, endsAt, where: '二楼' });
    const news = await noticeOf(person, '有变动，你的名额还在', 'training.calendar');
    expect(JSON.stringify(news)).toContain('更新日历');
    expect(await files(news, '打开这个文件，培训就在你的日历里')).toEqual({
      ...{ ...same, sequence: 1, method: 'PUBLISH', status: 'CONFIRMED', location: '二楼' },
      ...{ start: startsAt.toISOString(), end: endsAt.toISOString() },
    });
    // Who waits has nothing in the calendar.
    const waiting = await noticeOf(work.slack.as(zhao), '你还在排队', 'training.leave');
    expect(JSON.stringify(waiting)).not.toContain('training.calendar');

    await cancelAsSeen(work, chair, id, '停电检修', false);
    const gone = await noticeOf(person, '已取消', 'training.calendar');
    expect(await files(gone, '取消的这场就从你的日历里去掉了')).toMatchObject({
      ...{ uid: same.uid, sequence: 2, method: 'CANCEL', status: 'CANCELLED', start: startsAt.toISOString() },
    });
  });
});
