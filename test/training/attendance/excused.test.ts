import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../../playground/client.ts';
import { deliveries } from '../../../src/delivery/model.ts';
import { attendances } from '../../../src/features/training/model.ts';
import { moveAll } from '../../../src/features/training/seats/service/seats.ts';
import { tick } from '../../../src/features/training/service/tick.ts';
import { ledger } from '../../../src/participation/ledger/model.ts';
import { has, modalOf, SOON, says, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { openCourseOf, sessionOf } from '../classroom.ts';

const { admin, chen, li, maria, zhao } = PEOPLE;

let work: Workplace;
let id = '';
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-11T12:30:00+08:00', bot: 'http' });
  const people = [chen, maria, zhao];
  const [made] = await openCourseOf(work, {
    include: people.map((user) => `member:${user}`),
    facts: {
      topic: '塘边急救',
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
    people.map((member) => ({ do: 'sign-up', member }) as const),
  );
});
afterAll(() => work.close());

describe('who was excused', { timeout: 60_000 }, () => {
  it('is marked so by the trainer on the form of the roll, and asked nothing', async () => {
    await work.moveTo('2026-03-11T14:05:00+08:00');
    const trainer = work.slack.as(li);
    await trainer.command('/training');
    await seen(trainer, has('training.roll:1'), 'what they teach');
    await trainer.click('training.roll:1');
    for (const [person, mark, word] of [
      ['陈小梅', 'present', '到场'],
      ['赵大力', 'excused', '请假'],
    ] as const) {
      await modalOf(trainer, has('training.markForm'), 'the screen');
      await trainer.click('training.markForm', { in: 'modal' });
      await modalOf(trainer, has('"person"'), 'the form');
      await trainer.submit({ person, mark });
      await modalOf(trainer, says(`已记：${person}，${word}`), 'the screen again');
    }
    const screen = await modalOf(trainer, says('签到码'), 'the screen');
    expect(textOf(screen.blocks)).toMatch(
      /已到 1\/3 人（33%）\n\*未到\* Maria Santos、赵大力（请假）\n\*已到\* 陈小梅/,
    );
    await trainer.closeModal(true);
    expect(await deliveries(work.ctx).distinct('recipient', { kind: 'training.marked' })).toEqual([chen]);
  });

  it('is neither there nor missing when the attendance closes: nothing in the ledger, and no question why', async () => {
    await work.moveTo('2026-03-11T17:00:30+08:00');
    await Promise.all([tick(work.ctx), tick(work.ctx)]);
    await expect.poll(async () => (await sessionOf(work, id)).news.length, { timeout: SOON }).toBe(0);
    expect((await sessionOf(work, id)).state).toBe('closed');
    expect(await attendances(work.ctx).findOne({ session: id, member: zhao }).lean()).toMatchObject({
      mark: 'excused',
      first: 'excused',
      settled: true,
    });
    const entries = await ledger(work.ctx).find({ feature: 'training' }).lean();
    expect(entries.map((one) => `${one.member} ${one.kind} ${one.minutes}`).sort()).toEqual([
      ...[`${chen} attend 120`, `${maria} absent 0`].sort(),
    ]);
    expect(await deliveries(work.ctx).distinct('recipient', { kind: 'training.absent' })).toEqual([maria]);
  });

  it('counts neither as attendance nor as absence in the numbers', async () => {
    const chair = work.slack.as(admin);
    await chair.command('/training', 'numbers');
    const shown = await seen(chair, has('data_visualization'), 'the numbers');
    expect(shown.text).toMatch(/^今年 1 场，1 人次\n覆盖 1 人，共 2 小时\n出勤率 50%，缺席率 50%（请假不算）/);
    // Of the excused worker's branch there is no line at all.
    expect(shown.text).not.toContain('南岗种植分会');
    expect(shown.text).toContain('国际员工分会');
  });

  it('counts when it is corrected to having been there, and no more when that is corrected back', async () => {
    const chair = work.slack.as(admin);
    await chair.command('/training', 'manage');
    const list = await seen(chair, says('近期的培训'), 'the list');
    await chair.click('training.open:0', { message: list });
    await modalOf(chair, has('training.roll'), 'the page');
    await chair.click('training.roll', { in: 'modal' });
    const linesOf = async () =>
      (await ledger(work.ctx).find({ member: zhao, feature: 'training' }).lean()).reduce(
        (sum, one) => sum + one.minutes,
        0,
      );
    for (const [mark, minutes] of [
      ['present', 120],
      ['excused', 0],
    ] as const) {
      await modalOf(chair, has('training.correctForm'), 'the roll');
      await chair.click('training.correctForm', { in: 'modal' });
      await modalOf(chair, has('"reason"'), 'the form');
      await chair.submit({ person: '赵大力', mark, reason: '核对' });
      await modalOf(
        chair,
        says(mark === 'present' ? '已更正：赵大力，到场' : '已更正：赵大力，请假'),
        'the roll again',
      );
      expect(await linesOf()).toBe(minutes);
    }
    await chair.closeModal(true);
    await chair.command('/training', 'numbers');
    await seen(chair, (one) => one.text.startsWith('今年 1 场，1 人次\n覆盖 1 人，共 2 小时\n出勤率 50%'), 'as before');
  });
});
