import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../../playground/client.ts';
import { deliveries } from '../../../src/delivery/model.ts';
import { attendances } from '../../../src/features/training/model.ts';
import { accept } from '../../../src/features/training/seats/service/join.ts';
import { gathered, moveAll, moveSeat } from '../../../src/features/training/seats/service/seats.ts';
import { tick } from '../../../src/features/training/service/tick.ts';
import { ledger } from '../../../src/participation/ledger/model.ts';
import { actor, says, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { noticeOf, openCourseOf, seatsOf, sessionOf, signUp, withdraw } from '../classroom.ts';

const { checkIn, codeFor, correct, mark } = gathered;

const { admin, chen, li, maria, zhao } = PEOPLE;

let work: Workplace;
let id = '';
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-11T13:30:00+08:00', bot: 'http' });
  const startsAt = new Date('2026-03-11T14:00:00+08:00');
  const [made] = await openCourseOf(work, {
    include: [chen, maria, zhao].map((user) => `member:${user}`),
    facts: { topic: '用电安全', startsAt, duration: 120, minutes: 120, trainer: li },
  });
  id = made?._id ?? '';
  const steps = [chen, maria, zhao].map((member) => ({ do: 'sign-up', member }) as const);
  await moveAll(work.ctx, id, steps);
});
afterAll(() => work.close());

/** By the command, with the digits that are on the screen now. @returns what the worker reads */
async function types(user: string, words: string): Promise<string> {
  const person = work.slack.as(user);
  await person.command('/training', `签到 ${codeFor(work.ctx, await sessionOf(work, id))?.code}`);
  return textOf(await seen(person, says(words), 'the answer'));
}
const rowOf = (member: string) => attendances(work.ctx).findOne({ session: id, member }).lean();
const minutesOf = async (member: string) =>
  (await ledger(work.ctx).find({ feature: 'training', activity: id, member }).lean()).map((one) => one.minutes);

describe('a mark', { timeout: 60_000 }, () => {
  it('goes with the seat: who checks in early and gives the seat back was not there', async () => {
    await work.moveTo('2026-03-11T13:46:10+08:00');
    await types(chen, '签到成功');
    expect(await rowOf(chen)).toMatchObject({ mark: 'present' });
    await withdraw(work.ctx, await actor(work, chen), id, 'duty');
    expect(await rowOf(chen)).not.toHaveProperty('mark');
  });

  it('of the trainer stands when the worker types the code later', async () => {
    const trainer = await actor(work, li);
    await work.moveTo('2026-03-11T14:05:10+08:00');
    await mark(work.ctx, trainer, id, zhao, 'present');
    await work.moveTo('2026-03-11T14:12:10+08:00');
    expect(await types(zhao, '讲师已给你记：到场')).toContain('14:05');
    expect(await rowOf(zhao)).toMatchObject({ mark: 'present', markedBy: li, wrong: 0 });
    await types(maria, 'Checked in: late');
    await work.moveTo('2026-03-11T15:30:10+08:00');
    await mark(work.ctx, trainer, id, maria, 'left-early');
    await work.moveTo('2026-03-11T15:40:10+08:00');
    await types(maria, 'The trainer has marked you: left early');
    expect(await rowOf(maria)).toMatchObject({ mark: 'left-early', markedBy: li });
  });

  it('that is absent gives way to the code, and so does one that is excused', async () => {
    const trainer = await actor(work, li);
    await mark(work.ctx, trainer, id, zhao, 'absent');
    await types(zhao, '签到成功：迟到');
    expect(await rowOf(zhao)).toMatchObject({ mark: 'late' });
    await mark(work.ctx, trainer, id, zhao, 'excused');
    const code = codeFor(work.ctx, await sessionOf(work, id))?.code ?? '';
    await checkIn(work.ctx, await actor(work, zhao), id, code);
    const row = await rowOf(zhao);
    expect(row).toMatchObject({ mark: 'late' });
    expect(row).not.toHaveProperty('markedBy');
  });

  it('is answered by its own card only: an older one changes nothing, and says what stands', async () => {
    const trainer = await actor(work, li);
    await mark(work.ctx, trainer, id, maria, 'present');
    const person = work.slack.as(maria);
    const asked = await noticeOf(person, 'marked you present', 'training.agree:yes');
    await work.moveTo('2026-03-11T15:45:10+08:00');
    await mark(work.ctx, trainer, id, maria, 'left-early');
    await person.click('training.agree:yes', { message: asked });
    await seen(person, (one) => one.ts === asked.ts && says('left early')(one), 'the answer');
    expect(await rowOf(maria)).not.toHaveProperty('agrees');
  });

  it('of who has no seat counts nowhere when the attendance closes', async () => {
    // As a process leaves it that dies between the code and the seat that is given back.
    await attendances(work.ctx).updateOne(
      { session: id, member: chen },
      { $set: { mark: 'present', markedAt: new Date() } },
    );
    await work.moveTo('2026-03-11T17:05:00+08:00');
    await tick(work.ctx);
    expect(await minutesOf(zhao)).toEqual([120]);
    expect(await minutesOf(maria)).toEqual([60]);
    expect(await minutesOf(chen)).toEqual([]);
    const asked = await deliveries(work.ctx).find({ kind: 'training.feedback', 'params.session': id }).lean();
    expect(asked.map((one) => one.recipient).sort()).toEqual([maria, zhao].sort());
  });

  it('that an officer has corrected is not taken back by the card of the one before', async () => {
    const person = work.slack.as(maria);
    const asked = await noticeOf(person, 'marked you left early', 'training.agree:no');
    await correct(work.ctx, await actor(work, admin), id, maria, 'excused', '去医院了');
    await person.click('training.agree:no', { message: asked });
    await seen(person, (one) => one.ts === asked.ts && says('excused')(one), 'the answer');
    expect(await rowOf(maria)).toMatchObject({ mark: 'excused', corrections: [{ to: 'excused' }] });
  });

  it('goes with the seat when another date is taken instead, and keeps nobody from a third one', async () => {
    const startsAt = new Date('2026-03-12T14:00:00+08:00');
    const made = await openCourseOf(
      work,
      {
        repeat: 'week',
        times: 3,
        include: [chen, zhao].map((user) => `member:${user}`),
        facts: { topic: '动火作业', startsAt, capacity: 1 },
      },
      PEOPLE.admin,
      { needed: 'one' },
    );
    const [first = '', second = '', third = ''] = made.map((one) => one._id);
    const person = await actor(work, chen);
    await moveSeat(work.ctx, first, { do: 'sign-up', member: chen });
    await moveSeat(work.ctx, second, { do: 'sign-up', member: zhao });
    await moveSeat(work.ctx, second, { do: 'sign-up', member: chen, alone: true });
    await work.moveTo('2026-03-12T13:46:10+08:00');
    await checkIn(work.ctx, person, first, codeFor(work.ctx, await sessionOf(work, first))?.code ?? '');
    await moveSeat(work.ctx, second, { do: 'withdraw', member: zhao });
    await accept(work.ctx, person, second);
    expect([await seatsOf(work, first), await seatsOf(work, second)]).toEqual([[], [`${chen} held`]]);
    const row = await attendances(work.ctx).findOne({ session: first, member: chen }).lean();
    expect(row).not.toHaveProperty('mark');
    expect(await signUp(work.ctx, person, third, true)).toMatchObject({ outcome: 'held' });
  });
});
