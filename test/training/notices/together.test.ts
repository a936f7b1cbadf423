import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../../playground/client.ts';
import { deliveries } from '../../../src/delivery/model.ts';
import type { Session } from '../../../src/features/training/model.ts';
import { completeAt, stretchOf } from '../../../src/features/training/notices/rules/together.ts';
import { withdrawFromAll } from '../../../src/features/training/seats/service/join.ts';
import { signUpForAll } from '../../../src/features/training/seats/service/join-all.ts';
import { tick } from '../../../src/features/training/service/tick.ts';
import { actor, has, modalOf, SOON, says, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { noticeOf, openCourseOf, seatsOf, withdraw } from '../classroom.ts';

const { chen, li, maria, zhao } = PEOPLE;

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http' });
});
afterAll(() => work.close());

/** A camp of four days with one place, and these people in it one after the other. */
async function campWith(topic: string, ...people: string[]): Promise<Session[]> {
  const made = await openCourseOf(work, {
    repeat: 'day',
    times: 4,
    include: [chen, li, maria, zhao].map((user) => `member:${user}`),
    facts: { topic, kind: 'camp', startsAt: new Date('2026-03-10T14:00:00+08:00'), capacity: 1 },
  });
  for (const user of people) await signUpForAll(work.ctx, await actor(work, user), made[0]?.course ?? '', true);
  return made;
}

const leave = async (user: string, [first]: readonly Session[]) =>
  withdrawFromAll(work.ctx, await actor(work, user), first?._id ?? '', 'duty');
const allSeats = (made: readonly Session[]) => Promise.all(made.map((one) => seatsOf(work, one._id)));
const told = (user: string, kind: string) =>
  deliveries(work.ctx)
    .find({ recipient: user, kind: `training.${kind}` })
    .lean();
/** Moves the clock past the stretch to which a moment of this minute belongs. */
const minutesLater = async (at: string) => {
  await work.moveTo(at);
  await tick(work.ctx);
};

describe('a stretch of time', () => {
  it('is complete when nothing that belongs to it can still be written', () => {
    const at = new Date('2026-03-10T06:00:29.999Z');
    const next = new Date('2026-03-10T06:00:30.000Z');
    expect(stretchOf(at)).not.toBe(stretchOf(next));
    expect(stretchOf(next)).toBe(stretchOf(new Date('2026-03-10T06:00:59.999Z')));
    expect(completeAt(at).toISOString()).toBe('2026-03-10T06:01:00.000Z');
    expect(completeAt(next).toISOString()).toBe('2026-03-10T06:01:30.000Z');
  });
});

describe('a camp of which a whole place comes free', { timeout: 90_000 }, () => {
  it('is offered to the next in one message, and taken with one press', async () => {
    const made = await campWith('安全特训营', chen, zhao);
    await leave(chen, made);
    expect(await allSeats(made)).toEqual(made.map(() => [`${zhao} offered`]));
    await minutesLater('2026-03-02T09:03:00+08:00');
    const person = work.slack.as(zhao);
    const offer = await noticeOf(person, '的 4 次课有名额了', 'training.acceptAll');
    expect(textOf(offer)).toContain('“安全特训营”的 4 次课有名额了，留给你到 21:00。');
    expect(textOf(offer)).toContain('3月13日');
    await person.click('training.acceptAll', { message: offer });
    await seen(person, (one) => one.ts === offer.ts && says('已报名')(one), 'the answer');
    expect(await allSeats(made)).toEqual(made.map(() => [`${zhao} held`]));
    expect(await told(zhao, 'offers')).toHaveLength(1);
    expect(await told(zhao, 'offer')).toEqual([]);
  });

  it('is declined as a whole, and what is not answered passes on with one message, in English too', async () => {
    const made = await campWith('Tower crane camp', chen, zhao, maria, li);
    await leave(chen, made);
    await minutesLater('2026-03-02T09:06:00+08:00');
    const second = work.slack.as(zhao);
    const declined = await noticeOf(second, '“Tower crane camp”的 4 次课有名额了', 'training.leave:all');
    await second.click('training.leave:all', { message: declined });
    const form = await modalOf(second, says('以后各次都退'), 'the form');
    expect(form.state.values).toMatchObject({ scope: { 'value:scope': { selected_option: { value: 'all' } } } });
    await second.submit({ reason: 'duty', scope: 'all' });
    await expect
      .poll(() => allSeats(made), { timeout: SOON })
      .toEqual(made.map(() => [`${maria} offered`, `${li} waiting`]));
    await minutesLater('2026-03-02T09:09:00+08:00');
    const third = work.slack.as(maria);
    const offer = await noticeOf(third, 'Seats are free on 4 dates of “Tower crane camp”', 'training.acceptAll');
    expect(textOf(offer)).toContain('13 Mar');
    await minutesLater('2026-03-02T22:00:00+08:00');
    expect(await allSeats(made)).toEqual(made.map(() => [`${li} offered`]));
    await tick(work.ctx);
    await work.moveTo('2026-03-03T09:30:00+08:00');
    await noticeOf(third, 'Tower crane camp', 'training.joinAll');
    const passed = await told(maria, 'passed-dates');
    expect(passed).toHaveLength(1);
    // What was offered shows the dates as they are: nothing is taken from whoever is next.
    await seen(third, (one) => one.ts === offer.ts && !has('training.acceptAll')(one), 'the offer, over');
    expect(await allSeats(made)).toEqual(made.map(() => [`${li} offered`]));
  });

  it('asks anew for each stretch: a date that comes free later has a message of its own', async () => {
    await work.moveTo('2026-03-04T09:00:00+08:00');
    const made = await campWith('急救特训营', chen, zhao);
    const [first, ...others] = made;
    const before = (await told(zhao, 'offers')).length;

    await withdraw(work.ctx, await actor(work, chen), first?._id ?? '', 'duty');
    await minutesLater('2026-03-04T09:02:00+08:00');
    await noticeOf(work.slack.as(zhao), '“急救特训营”有名额了', 'training.accept');
    await leave(chen, others);
    await minutesLater('2026-03-04T09:05:00+08:00');
    await noticeOf(work.slack.as(zhao), '“急救特训营”的 3 次课有名额了', 'training.acceptAll');
    expect((await told(zhao, 'offers')).length - before).toBe(2);
  });

  it('asks before anything is done when a date is at the time of another session, and says which', async () => {
    await work.moveTo('2026-03-05T09:00:00+08:00');
    const [other] = await openCourseOf(work, {
      include: [`member:${li}`],
      facts: { topic: '叉车复训', startsAt: new Date('2026-03-17T14:30:00+08:00'), duration: 60 },
    });
    await signUpForAll(work.ctx, await actor(work, li), other?.course ?? '', true);
    const made = await openCourseOf(work, {
      repeat: 'day',
      times: 3,
      include: [`member:${li}`],
      facts: { topic: '消防特训营', kind: 'camp', startsAt: new Date('2026-03-16T14:00:00+08:00'), duration: 120 },
    });
    const person = work.slack.as(li);
    const notice = await noticeOf(person, '消防特训营', 'training.joinAll');
    await person.click('training.joinAll', { message: notice });
    const asked = await seen(person, (one) => one.ts === notice.ts && has('training.joinAll:yes')(one), 'the question');
    expect(textOf(asked)).toContain('这个时间你已经报名“叉车复训”（3月17日（周二）14:30–15:30）。');
    expect(await allSeats(made)).toEqual([[], [], []]);
    await person.click('training.joinAll:yes', { message: asked });
    await seen(person, (one) => one.ts === notice.ts && says('3 场都已报名')(one), 'the answer');
    expect(await allSeats(made)).toEqual(made.map(() => [`${li} held`]));
  });
});
