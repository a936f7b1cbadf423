import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { textOf } from '../../../playground/client.ts';
import { deliveries } from '../../../src/delivery/model.ts';
import { changeSession } from '../../../src/features/training/change/service/change.ts';
import { attendances } from '../../../src/features/training/model.ts';
import { gathered, moveAll } from '../../../src/features/training/seats/service/seats.ts';
import { tick } from '../../../src/features/training/service/tick.ts';
import { isOnDuty } from '../../../src/features/training/session/service/duty.ts';
import { factsOf } from '../../../src/features/training/session/service/facts.ts';
import { timesFrom } from '../../../src/members/calendar/work-times.ts';
import { actor, has, modalOf, SOON, says, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { noticeOf, openCourseOf, sessionOf } from '../classroom.ts';

const { agree, correct, mark } = gathered;

const { admin, chen, li, maria, zhao } = PEOPLE;

let work: Workplace;
let morning = '';
let later = '';
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-10T09:00:00+08:00', bot: 'http' });
  const at = (time: string) => new Date(`2026-03-11T${time}:00+08:00`);
  const include = [chen, maria, zhao].map((one) => `member:${one}`);
  const open = async (topic: string, time: string) =>
    (await openCourseOf(work, { include, facts: { topic, startsAt: at(time), duration: 60, trainer: li } }))[0]?._id ??
    '';
  morning = await open('吊装', '10:00');
  later = await open('登高', '11:00');
  for (const id of [morning, later])
    await moveAll(
      work.ctx,
      id,
      [chen, maria, zhao].map((member) => ({ do: 'sign-up', member }) as const),
    );
});
afterAll(() => work.close());

const marksOf = async (session: string) =>
  Object.fromEntries((await attendances(work.ctx).find({ session }).lean()).map((one) => [one.member, one.mark]));
/** The code on the trainer's screen. */
const codeOf = async (nth: number) => {
  const trainer = work.slack.as(li);
  await trainer.command('/training');
  await seen(trainer, has(`training.roll:${nth}`), 'what they teach');
  await trainer.click(`training.roll:${nth}`);
  const { blocks } = await modalOf(trainer, says('签到码'), 'the screen');
  await trainer.closeModal(true);
  return /(\d{3}) (\d{3})/.exec(textOf(blocks))?.slice(1).join('') ?? '';
};

describe('why somebody did not come', { timeout: 90_000 }, () => {
  it('is told when a seat is given back, and the officer reads it on the page', async () => {
    const worker = work.slack.as(maria);
    await worker.command('/training');
    const own = await seen(worker, has('training.open:2'), 'the own sessions');
    await worker.click('training.open:2', { message: own });
    await modalOf(worker, (one) => says('登高')(one) && has('training.leave')(one), 'the session');
    await worker.click('training.leave', { in: 'modal' });
    await modalOf(worker, has('"reason"'), 'the form');
    await worker.submit({ reason: 'private', words: 'visa <!channel>' });
    await expect.poll(async () => (await sessionOf(work, later)).seats.length, { timeout: SOON }).toBe(2);
    await worker.closeModal(true);
    const officer = work.slack.as(admin);
    await officer.command('/training', 'manage');
    const list = await seen(officer, says('登高'), 'the list');
    await officer.click('training.open:1', { message: list });
    const page = await modalOf(officer, says('退出'), 'the page');
    expect(textOf(page.blocks)).toContain('Maria Santos（家里有事，visa &lt;!channel&gt;）');
    await officer.closeModal(true);
  });

  it('two classes one after the other: the code says which of them one checks in to', async () => {
    await work.moveTo('2026-03-11T10:01:00+08:00');
    const first = await codeOf(1);
    const worker = work.slack.as(chen);
    await worker.command('/training', `checkin ${first}`);
    await seen(worker, says('签到成功'), 'the first class');
    await work.moveTo('2026-03-11T10:50:00+08:00');
    const second = await codeOf(2);
    const other = work.slack.as(zhao);
    for (const person of [worker, other]) await person.command('/training', `checkin ${second}`);
    await expect.poll(() => marksOf(later), { timeout: SOON }).toMatchObject({ [chen]: 'present', [zhao]: 'present' });
    expect((await marksOf(morning))[chen]).toBe('present');
    expect((await marksOf(morning))[zhao]).toBeUndefined();
  });

  it('who has checked in is not reminded of the start', async () => {
    await work.moveTo('2026-03-11T11:00:30+08:00');
    await tick(work.ctx);
    const reminded = { kind: 'training.remind', 'params.session': later, 'params.rung': 'start' };
    const states = async () =>
      (await deliveries(work.ctx).find(reminded).lean()).map(({ recipient, state }) => `${recipient} ${state}`).sort();
    await expect.poll(states, { timeout: SOON }).toEqual([`${chen} dropped`, `${zhao} dropped`].sort());
  });

  it('a mark that was taken back and set again is asked about again', async () => {
    const trainer = await actor(work, li);
    await mark(work.ctx, trainer, morning, maria, 'late');
    const asked = await noticeOf(work.slack.as(maria), 'late', 'training.agree:no');
    await work.slack.as(maria).click('training.agree:no', { message: asked });
    await expect.poll(async () => (await marksOf(morning))[maria], { timeout: SOON }).toBeUndefined();
    await work.moveTo('2026-03-11T11:02:00+08:00');
    await mark(work.ctx, trainer, morning, maria, 'present');
    const again = await noticeOf(work.slack.as(maria), 'marked you present', 'training.agree:yes');
    await work.slack.as(maria).click('training.agree:yes', { message: again });
    await seen(work.slack.as(maria), says('✓ Confirmed'), 'the answer');
  });

  it('who was absent says why, and what was put right stands on the roll with its reason', async () => {
    await work.moveTo('2026-03-11T14:30:00+08:00');
    await tick(work.ctx);
    const worker = work.slack.as(zhao);
    const asked = await noticeOf(worker, '吊装', 'training.explain:work');
    await worker.click('training.explain:work', { message: asked });
    const officer = work.slack.as(admin);
    await officer.command('/training', 'manage');
    const list = await seen(officer, (one) => says('吊装')(one) && says(/已经结束/)(one), 'the list');
    const nth = textOf(list).indexOf('吊装') < textOf(list).indexOf('登高') ? 0 : 1;
    await officer.click(`training.open:${nth}`, { message: list });
    await modalOf(officer, has('training.roll'), 'the page');
    await officer.click('training.roll', { in: 'modal' });
    const roll = await modalOf(officer, says('赵大力（缺席，当班走不开）'), 'the roll');
    expect(textOf(roll.blocks)).toContain('更正考勤');
    await officer.click('training.correctForm', { in: 'modal' });
    await modalOf(officer, has('"reason"'), 'the form');
    await officer.submit({ person: '赵大力', mark: 'excused', reason: '班长证明 <!here>' });
    const after = await modalOf(officer, says('更正 赵大力'), 'the roll with the correction');
    expect(textOf(after.blocks)).toMatch(/更正 赵大力：缺席 → 请假（班长证明 &lt;!here&gt;）/);
    await officer.closeModal(true);
  });

  it('whose attendance is corrected hears of it with the reason; who is absent by it is asked why', async () => {
    const told = await seen(work.slack.as(zhao), says('更正了你在“吊装”'), 'the notice');
    expect(textOf(told)).toMatch(/^周岚 更正了你在“吊装”（.*）的考勤：缺席 → 请假。\n原因：班长证明 &lt;!here&gt;$/m);
    expect(has('training.explain')(told)).toBe(false);
    const officer = await actor(work, admin);
    expect(await correct(work.ctx, officer, morning, maria, 'present', '核对')).toBe(false);
    expect(await correct(work.ctx, officer, morning, maria, 'absent', '签错了人')).toBe(true);
    const worker = work.slack.as(maria);
    const asked = await noticeOf(worker, 'corrected your attendance of “吊装”', 'training.explain:leave');
    expect(textOf(asked)).toContain('present → absent');
    await worker.click('training.explain:leave', { message: asked });
    await seen(worker, says('✓ Noted: I was on leave'), 'the answer');
    // The question of the trainer's mark is settled by it.
    const markedAt = new Date('2026-03-11T11:02:00+08:00');
    expect(await agree(work.ctx, await actor(work, maria), morning, markedAt, false)).toMatchObject({
      agrees: true,
      mark: 'absent',
    });
  });
});

describe('a session that is moved after some have checked in', { timeout: 60_000 }, () => {
  it('begins anew: nobody was there yet, and all can check in', async () => {
    const startsAt = new Date('2026-03-12T14:00:00+08:00');
    const [made] = await openCourseOf(work, {
      include: [`member:${chen}`],
      facts: { topic: '停电改期', startsAt, duration: 60, trainer: li },
    });
    const id = made?._id ?? '';
    await moveAll(work.ctx, id, [{ do: 'sign-up', member: chen }]);
    await work.moveTo('2026-03-12T14:01:00+08:00');
    await mark(work.ctx, await actor(work, li), id, chen, 'present');
    const later = new Date('2026-03-19T14:00:00+08:00');
    const to = {
      ...factsOf(await sessionOf(work, id)),
      startsAt: later,
      endsAt: new Date('2026-03-19T15:00:00+08:00'),
    };
    await changeSession(work.ctx, await actor(work, admin), id, 1, to);
    await expect.poll(() => marksOf(id), { timeout: SOON }).toEqual({ [chen]: undefined });
    expect((await attendances(work.ctx).findOne({ session: id }).lean())?.at).toEqual(later);
  });
});

const NOTHING_SAID = timesFrom({ notice: new Map(), company: new Map(), branches: new Map() });

describe('who is on shift during a session', () => {
  test.each([
    ['08:00-17:30', '11T14:00', '11T15:00', true],
    ['08:00-17:30', '11T17:30', '11T18:00', false],
    // The night that began yesterday, and a session into the night that begins today.
    ['19:30-07:30', '12T06:30', '12T07:00', true],
    ['19:30-07:30', '12T07:30', '12T08:00', false],
    ['19:30-07:30', '12T19:00', '12T20:00', true],
    ['19:30-07:30', '12T23:30', '13T00:30', true],
    // A working week has no Saturday night, but the night of Friday ends on it.
    ['19:30-07:30', '14T06:30', '14T07:00', true],
    ['19:30-07:30', '14T20:00', '14T21:00', false],
  ])('%s, %s to %s: %s', (shift, from, to, isBusy) => {
    const at = (time: string) => new Date(`2026-03-${time}:00+08:00`);
    expect(isOnDuty(NOTHING_SAID, { shift, tz: 'Asia/Shanghai' }, { startsAt: at(from), endsAt: at(to) })).toBe(isBusy);
  });
});

describe('an offer to who has another seat by then', { timeout: 60_000 }, () => {
  it('asks before it is taken; taken all the same, both are theirs', async () => {
    const startsAt = new Date('2026-03-20T14:00:00+08:00');
    const open = async (topic: string, capacity: number) =>
      (
        await openCourseOf(work, {
          include: [chen, zhao].map((one) => `member:${one}`),
          facts: { topic, startsAt, capacity, duration: 60, trainer: li },
        })
      )[0]?._id ?? '';
    const [full, other] = [await open('叉车', 1), await open('高处作业', 9)];
    await moveAll(work.ctx, full, [
      { do: 'sign-up', member: zhao },
      { do: 'sign-up', member: chen },
    ]);
    await moveAll(work.ctx, other, [{ do: 'sign-up', member: chen }]);
    await moveAll(work.ctx, full, [{ do: 'withdraw', member: zhao }]);
    const worker = work.slack.as(chen);
    const offer = await noticeOf(worker, '“叉车”有名额了', 'training.accept');
    await worker.click('training.accept', { message: offer });
    const asked = await seen(worker, (one) => one.ts === offer.ts && has('training.join:yes')(one), 'the question');
    expect(textOf(asked)).toContain('高处作业');
    expect((await sessionOf(work, full)).seats[0]?.state).toBe('offered');
    await worker.click('training.join:yes', { message: asked });
    await expect.poll(async () => (await sessionOf(work, full)).seats[0]?.state, { timeout: SOON }).toBe('held');
  });
});
