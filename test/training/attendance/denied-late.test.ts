import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../../playground/client.ts';
import { attendances } from '../../../src/features/training/model.ts';
import { gathered, moveAll } from '../../../src/features/training/seats/service/seats.ts';
import { tick } from '../../../src/features/training/service/tick.ts';
import { ledger } from '../../../src/participation/ledger/model.ts';
import { actor, has, modalOf, SOON, says, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { noticeOf, openCourseOf, sessionOf } from '../classroom.ts';

const { agree } = gathered;

const { admin, chen, li, zhao } = PEOPLE;

let work: Workplace;
let id = '';
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-11T12:30:00+08:00', bot: 'http' });
  const [made] = await openCourseOf(work, {
    include: [chen, zhao].map((user) => `member:${user}`),
    facts: {
      topic: '用电安全',
      startsAt: new Date('2026-03-11T14:00:00+08:00'),
      duration: 120,
      minutes: 120,
      trainer: li,
    },
  });
  id = made?._id ?? '';
  await moveAll(
    work.ctx,
    id,
    [chen, zhao].map((member) => ({ do: 'sign-up', member }) as const),
  );
});
afterAll(() => work.close());

const entriesOf = (member: string) =>
  ledger(work.ctx).find({ feature: 'training', activity: id, member }).sort({ key: 1 }).lean();
const sumOf = async (member: string) =>
  (await entriesOf(member)).reduce(
    ({ minutes, points }, one) => ({ minutes: minutes + one.minutes, points: points + one.points }),
    { minutes: 0, points: 0 },
  );

describe('a worker whom the trainer marked as present', { timeout: 60_000 }, () => {
  it('is asked, and has the hours as long as nothing else is said', async () => {
    await work.moveTo('2026-03-11T14:05:00+08:00');
    const trainer = work.slack.as(li);
    await trainer.command('/training');
    await seen(trainer, has('training.roll:1'), 'what they teach');
    await trainer.click('training.roll:1');
    for (const name of ['陈小梅', '赵大力']) {
      await modalOf(trainer, has('training.markForm'), 'the screen');
      await trainer.click('training.markForm', { in: 'modal' });
      await modalOf(trainer, has('"person"'), 'the form');
      await trainer.submit({ person: name, mark: 'present' });
      await modalOf(trainer, says(`已记：${name}，到场`), 'the screen again');
    }
    await trainer.closeModal(true);
    const other = work.slack.as(chen);
    const asked = await noticeOf(other, '李强 点名时记你：到场', 'training.agree:yes');
    await other.click('training.agree:yes', { message: asked });
    await seen(other, (one) => one.ts === asked.ts && says('已确认')(one), 'the thanks');
    await noticeOf(work.slack.as(zhao), '李强 点名时记你：到场', 'training.agree:no');

    await work.moveTo('2026-03-11T17:00:30+08:00');
    await tick(work.ctx);
    await expect.poll(async () => (await sessionOf(work, id)).news.length, { timeout: SOON }).toBe(0);
    expect((await sessionOf(work, id)).state).toBe('closed');
    for (const user of [chen, zhao]) expect(await sumOf(user)).toEqual({ minutes: 120, points: 20 });
    expect(textOf((await work.slack.as(zhao).home()).blocks)).toContain('今年已计 2 小时');
  });

  it('says no after the attendance has closed: the hours are taken back by entries of their own', async () => {
    const worker = work.slack.as(zhao);
    const asked = await noticeOf(worker, '李强 点名时记你：到场', 'training.agree:no');
    const before = await entriesOf(zhao);
    await worker.click('training.agree:no', { message: asked });
    const answer = await seen(worker, (one) => one.ts === asked.ts && says('已改为没有参加')(one), 'the answer');
    expect(JSON.stringify(answer)).not.toContain('training.agree');
    await expect.poll(() => sumOf(zhao), { timeout: SOON }).toEqual({ minutes: 0, points: 0 });
    const entries = await entriesOf(zhao);
    expect(entries.map((one) => one.kind).sort()).toEqual(['absent', 'attend', 'reversal']);
    expect(entries.find((one) => one.kind === 'reversal')).toMatchObject({
      reverses: before[0]?.key,
      minutes: -120,
      points: -20,
      annuls: true,
    });
    // What was written before stands as it was.
    expect(entries.filter((one) => one.kind === 'attend')).toEqual(before);
    expect(await sumOf(chen)).toEqual({ minutes: 120, points: 20 });
    expect(textOf((await worker.home()).blocks)).not.toContain('今年已计');
  });

  it('is absent on the roll, which says who changed it', async () => {
    const officer = work.slack.as(admin);
    await officer.command('/training', 'manage');
    const list = await seen(officer, says('用电安全'), 'the list');
    await officer.click('training.open:0', { message: list });
    await modalOf(officer, has('training.roll'), 'the page');
    await officer.click('training.roll', { in: 'modal' });
    const roll = await modalOf(officer, has('training.correctForm'), 'the roll');
    const words = textOf(roll.blocks);
    expect(words).toMatch(/已到 1\/2 人（50%）\n\*未到\* 赵大力（缺席）\n\*已到\* 陈小梅\n/);
    expect(words).toContain('赵大力 更正 赵大力：到场 → 缺席');
    expect(words).not.toContain('等本人确认');
    await officer.closeModal(true);
  });

  it('cannot take the word back: the first one counts, and booking again adds nothing', async () => {
    const who = await actor(work, zhao);
    const { markedAt = new Date() } = (await attendances(work.ctx).findOne({ session: id, member: zhao }).lean()) ?? {};
    await Promise.all([true, false].map((isSo) => agree(work.ctx, who, id, markedAt, isSo)));
    await attendances(work.ctx).updateMany({ session: id }, { $set: { unbooked: true } });
    await Promise.all([tick(work.ctx), tick(work.ctx)]);
    expect(await attendances(work.ctx).findOne({ session: id, member: zhao }).lean()).toMatchObject({
      mark: 'absent',
      first: 'present',
      agrees: false,
    });
    expect(await entriesOf(zhao)).toHaveLength(3);
    expect(await sumOf(zhao)).toEqual({ minutes: 0, points: 0 });
  });
});
