import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../../playground/client.ts';
import { deliveries } from '../../../src/delivery/model.ts';
import { saveTerms } from '../../../src/features/training/course/service/terms.ts';
import { attendances, type Session, sessions } from '../../../src/features/training/model.ts';
import { cardOf } from '../../../src/features/training/pages/show.ts';
import type { Needed } from '../../../src/features/training/rules/terms.ts';
import { accept } from '../../../src/features/training/seats/service/join.ts';
import { moveSeat } from '../../../src/features/training/seats/service/seats.ts';
import { tick } from '../../../src/features/training/service/tick.ts';
import { writeSession } from '../../../src/features/training/session/service/write.ts';
import { seatWrite } from '../../../src/gatherings/writes.ts';
import { actor, has, modalOf, SOON, says, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { noticeOf, openCourseOf, seatsOf, sessionOf, signUp } from '../classroom.ts';

const { admin, chen, li, maria, zhao } = PEOPLE;

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http' });
});
afterAll(() => work.close());

/** A course with three dates, a week from one to the next, of which so many count. */
async function datesOf(needed: Needed, changes: { capacity?: number; must?: string[]; topic?: string } = {}) {
  const { capacity, must = [], topic = '安全用电' } = changes;
  return openCourseOf(
    work,
    {
      repeat: 'week',
      times: 3,
      include: [chen, maria, zhao].map((user) => `member:${user}`),
      must,
      facts: {
        topic,
        startsAt: new Date('2026-03-10T14:00:00+08:00'),
        ...(capacity === undefined ? {} : { capacity }),
      },
    },
    admin,
    { needed },
  );
}

const ids = (made: readonly Session[]): [string, string, string] => {
  const [a = '', b = '', c = ''] = made.map((one) => one._id);
  return [a, b, c];
};
const join = async (user: string, id: string, isMeant = false) =>
  signUp(work.ctx, await actor(work, user), id, isMeant);

describe('a course of which one date is enough', { timeout: 90_000 }, () => {
  it('says so, and asks before a seat is moved to another date', async () => {
    const [first, second] = ids(await datesOf('one'));
    const person = work.slack.as(chen);
    const notice = await noticeOf(person, '共 3 场 · 任选一次即可', 'training.join');
    await person.click('training.join', { message: notice });
    const card = await seen(person, (one) => one.ts === notice.ts && has('training.leave')(one), 'the seat');
    expect(textOf(card)).toContain('第 1 场，共 3 场 · 任选一次即可');
    await person.click('training.dates', { message: card });
    await modalOf(person, says('任选一次即可'), 'the dates');
    await person.click('training.open:1', { in: 'modal' });
    const other = await modalOf(person, says('你已报 3月10日（周二）14:00 那次。'), 'the other date');
    expect(JSON.stringify(other)).toContain('换到这次');
    await person.click('training.join', { in: 'modal' });
    await modalOf(person, says('你已报 3月10日（周二）14:00 那次，换到这次？'), 'the question');
    expect(await seatsOf(work, first)).toEqual([`${chen} held`]);
    await person.click('training.stay:kept', { in: 'modal' });
    await modalOf(person, says('没有换，原来那次的名额还在。'), 'nothing done');
    await person.click('training.join', { in: 'modal' });
    await modalOf(person, has('training.join:yes'), 'the question again');
    await person.click('training.join:yes', { in: 'modal' });
    await modalOf(person, says('你已报名'), 'the seat');
    await person.closeModal(true);
    expect([await seatsOf(work, first), await seatsOf(work, second)]).toEqual([[], [`${chen} held`]]);
    expect((await sessionOf(work, second)).news).toEqual([]);
  });

  it('keeps the seat while one waits for a full date, and moves it when the offer is taken', async () => {
    const [first, second] = ids(await datesOf('one', { capacity: 1 }));
    await join(zhao, second);
    await join(maria, first);
    expect(await join(maria, second)).toMatchObject({ held: { _id: first } });
    const tried = await join(maria, second, true);
    expect(tried).toMatchObject({ outcome: 'waiting' });
    expect(await seatsOf(work, first)).toEqual([`${maria} held`]);
    const card = await cardOf(work.ctx, await actor(work, maria), await sessionOf(work, second));
    expect(card.text).toContain(
      'number 1 in line, and will be asked when one is free.\nYour seat on Tue 10 Mar, 14:00 is kept.',
    );
    await moveSeat(work.ctx, second, { do: 'withdraw', member: zhao });
    const offer = await noticeOf(work.slack.as(maria), 'A seat is free', 'training.accept');
    expect(textOf(offer)).toContain('You are signed up for Tue 10 Mar, 14:00; “I will come” moves you to this date.');
    await accept(work.ctx, await actor(work, maria), second);
    expect([await seatsOf(work, first), await seatsOf(work, second)]).toEqual([[], [`${maria} held`]]);
  });

  it('leaves nobody without a seat when the process dies between taking the new one and giving back the old one', async () => {
    const [first, second] = ids(await datesOf('one', { capacity: 1 }));
    await join(chen, first);
    await moveSeat(work.ctx, first, { do: 'sign-up', member: zhao });
    // As far as a process came that died after the first of the two writes.
    await writeSession(
      work.ctx,
      second,
      (found, now) => seatWrite(found, [{ do: 'sign-up', member: chen, alone: true }], now).set,
    );
    expect(await seatsOf(work, first)).toEqual([`${chen} held`, `${zhao} waiting`]);
    expect(await seatsOf(work, second)).toEqual([`${chen} held`]);
    await Promise.all([tick(work.ctx), tick(work.ctx)]);
    await tick(work.ctx);
    expect(await seatsOf(work, second)).toEqual([`${chen} held`]);
    // What was given back goes to the first of the line.
    expect(await seatsOf(work, first)).toEqual([`${zhao} offered`]);
  });

  it('has one seat in the end when two other dates are pressed at the same moment, and never none', async () => {
    const [first, second, third] = ids(await datesOf('one', { topic: '同时' }));
    const held = async () =>
      (await Promise.all([first, second, third].map((id) => seatsOf(work, id))))
        .flat()
        .filter((one) => one.startsWith(zhao));
    for (let round = 0; round < 5; round++) {
      await join(zhao, first, true);
      await Promise.all([join(zhao, second, true), join(zhao, third, true), tick(work.ctx)]);
      await tick(work.ctx);
      expect(await held()).toEqual([`${zhao} held`]);
    }
  });

  it('seats whoever must come on one of the dates, the first with room, however often it is published', async () => {
    const made = await datesOf('one', { capacity: 1, must: [`member:${li}`, `member:${zhao}`], topic: '复训' });
    const all = await Promise.all(made.map((one) => seatsOf(work, one._id)));
    expect(all).toEqual([[`${li} held`], [`${zhao} held`], []]);
    const third = made[2]?._id ?? '';
    await join(zhao, third, true);
    expect(await seatsOf(work, made[1]?._id ?? '')).toEqual([]);
    // Who must come must do so on the other date, and knows it.
    expect((await sessionOf(work, third)).seats).toMatchObject([
      { member: zhao, must: true, seenAt: expect.any(Date) },
    ]);
  });

  it('neither invites, reminds nor waits for who has attended one of them', async () => {
    const [first, second, third] = ids(await datesOf('one', { topic: '触电急救', capacity: 1 }));
    await join(zhao, third, true);
    await join(chen, first);
    await join(chen, third, true);
    expect(await seatsOf(work, third)).toEqual([`${zhao} held`, `${chen} waiting`]);
    await work.moveTo('2026-03-10T16:05:00+08:00');
    const marked = { mark: 'present' as const, markedAt: new Date(), wrong: 0, corrections: [] };
    await attendances(work.ctx).create({
      workspace: work.ctx.workspace,
      session: first,
      member: chen,
      at: new Date(),
      ...marked,
    });
    await work.moveTo('2026-03-10T17:30:00+08:00');
    await tick(work.ctx);
    await expect.poll(() => seatsOf(work, third), { timeout: SOON }).toEqual([`${zhao} held`]);
    await expect(join(chen, second)).rejects.toThrow('you have attended one');
    const person = work.slack.as(chen);
    await person.command('/training');
    const list = await seen(person, says('可以报名'), 'the list');
    expect(textOf(list)).not.toContain('触电急救');
    // Put there by an officer nevertheless: not reminded.
    await moveSeat(work.ctx, second, { do: 'assign', member: chen });
    await work.moveTo('2026-03-17T12:30:00+08:00');
    await tick(work.ctx);
    await work.moveTo('2026-03-17T13:01:00+08:00');
    const reminder = { kind: 'training.remind', recipient: chen, 'params.session': second, 'params.rung': 'hour' };
    const state = async () => {
      const found = await deliveries(work.ctx).findOne(reminder).lean();
      return `${found?.state} ${found?.reason}`;
    };
    await expect.poll(state, { timeout: SOON }).toBe('dropped attended');
  });
});

describe('a course of which all dates are needed', { timeout: 90_000 }, () => {
  it('is signed up for in one press, whatever its kind, and left for one date or for all that remain', async () => {
    await work.moveTo('2026-03-18T09:00:00+08:00');
    const made = await openCourseOf(
      work,
      {
        repeat: 'day',
        times: 3,
        include: [`member:${maria}`],
        facts: { topic: 'Crane signals', startsAt: new Date('2026-03-24T14:00:00+08:00') },
      },
      admin,
      { needed: 'all' },
    );
    const person = work.slack.as(maria);
    const notice = await noticeOf(person, 'all dates are needed', 'training.joinAll');
    await person.click('training.joinAll', { message: notice });
    const card = await seen(person, (one) => one.ts === notice.ts && says('signed up for all 3')(one), 'the answer');
    const seats = () => Promise.all(made.map(async (one) => (await seatsOf(work, one._id)).length));
    expect(await seats()).toEqual([1, 1, 1]);
    const leave = async (nth: number, scope: string, answer: string) => {
      await person.click('training.dates', { message: card });
      await modalOf(person, says('Crane signals'), 'the dates');
      await person.click(`training.open:${nth}`, { in: 'modal' });
      await modalOf(person, has('training.leave'), 'the page');
      await person.click('training.leave', { in: 'modal' });
      await modalOf(person, says('All remaining dates'), 'the form');
      await person.submit({ reason: 'duty', scope });
      await modalOf(person, says(answer), 'the page');
      await person.closeModal(true);
    };
    await leave(1, 'only', 'You have withdrawn. If');
    expect(await seats()).toEqual([1, 0, 1]);
    await leave(0, 'all', 'You have withdrawn from all dates');
    expect(await seats()).toEqual([0, 0, 0]);
    // With one date left there is nothing to choose.
    await moveSeat(work.ctx, made[2]?._id ?? '', { do: 'sign-up', member: maria });
    await person.click('training.dates', { message: card });
    await modalOf(person, says('signed up'), 'the dates');
    await person.click('training.open:2', { in: 'modal' });
    await modalOf(person, has('training.leave'), 'the page');
    await person.click('training.leave', { in: 'modal' });
    await modalOf(person, (modal) => has('"reason"')(modal) && !has('"scope"')(modal), 'the form');
    await person.closeModal(true);
    expect(await sessions(work.ctx).countDocuments({ topic: 'Crane signals', state: 'open' })).toBe(3);
  });

  it('is what a course without terms is, if it is a camp; an officer says otherwise by the form', async () => {
    const [camp] = await openCourseOf(work, {
      repeat: 'day',
      times: 2,
      include: [`member:${zhao}`],
      facts: { kind: 'camp', topic: '特训', startsAt: new Date('2026-03-25T09:00:00+08:00') },
    });
    const card = await noticeOf(work.slack.as(zhao), '特训', 'training.joinAll');
    expect(textOf(card)).toContain('每次都要参加');
    await saveTerms(work.ctx, await actor(work, admin), camp?.course ?? '', 0, { needed: 'each' });
    const person = work.slack.as(zhao);
    await person.click('training.dates', { message: card });
    await modalOf(person, (modal) => says('特训')(modal) && !says('每次都要参加')(modal), 'the dates');
    await person.closeModal(true);
  });
});
