import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../../playground/client.ts';
import type { Session } from '../../../src/features/training/model.ts';
import { taughtBy } from '../../../src/features/training/pages/service/mine.ts';
import { moveAll } from '../../../src/features/training/seats/service/seats.ts';
import { tick } from '../../../src/features/training/service/tick.ts';
import { has, modalOf, SOON, says, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { openCourseOf, sessionOf } from '../classroom.ts';

const { chen, li, zhao } = PEOPLE;

let work: Workplace;
let made: Session[] = [];
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-11T12:30:00+08:00', bot: 'http' });
  made = await openCourseOf(work, {
    repeat: 'week',
    times: 2,
    include: [chen, zhao].map((one) => `member:${one}`),
    facts: {
      topic: '用电安全',
      startsAt: new Date('2026-03-11T14:00:00+08:00'),
      duration: 60,
      minutes: 60,
      trainer: li,
    },
  });
  const steps = [chen, zhao].map((member) => ({ do: 'sign-up', member }) as const);
  await moveAll(work.ctx, made[0]?._id ?? '', steps);
});
afterAll(() => work.close());

describe('a trainer who is no officer', { timeout: 60_000 }, () => {
  it('completes the roll within the hour after the end, from the list and from App Home', async () => {
    await work.moveTo('2026-03-11T15:10:00+08:00');
    const trainer = work.slack.as(li);
    await trainer.command('/training');
    const list = await seen(trainer, says(/我讲的[\s\S]*已结束，16:00 前还可以点名/), 'the list');
    // The next date stands below, without a roll so far.
    expect(textOf(list)).toMatch(/14:00–15:00 · 已结束[\s\S]*3月18日（周三）14:00–15:00/);
    await trainer.click('training.roll:1', { message: list });
    await modalOf(trainer, says('已到 0/2 人'), 'the screen');
    await trainer.click('training.markForm', { in: 'modal' });
    await modalOf(trainer, has('"person"'), 'the form');
    await trainer.submit({ person: '赵大力', mark: 'present' });
    await modalOf(trainer, says('已到 1/2 人'), 'the screen');
    await trainer.closeModal(true);
    await trainer.home();
    await trainer.click('training.roll', { in: 'home' });
    await modalOf(trainer, says('已到 1/2 人'), 'the screen');
    await trainer.closeModal(true);
  });

  it('finds the roll and the feedback when the attendance is closed, for as long as feedback comes in and a day more', async () => {
    await work.moveTo('2026-03-11T16:01:00+08:00');
    await tick(work.ctx);
    const state = async () => (await sessionOf(work, made[0]?._id ?? '')).state;
    await expect.poll(state, { timeout: SOON }).toBe('closed');
    const trainer = work.slack.as(li);
    expect(JSON.stringify(await trainer.home())).not.toContain('training.roll');
    const home = await trainer.part('training');
    expect(textOf(home.blocks)).toMatch(/用电安全\*?\n.*14:00–15:00 · 考勤已结束，打开可以看点名和反馈/);
    expect(JSON.stringify(home.blocks)).not.toContain('training.roll');
    await trainer.click('training.open:2', { in: 'modal' });
    await modalOf(trainer, has('training.feedback'), 'the page');
    await trainer.click('training.roll', { in: 'modal' });
    await modalOf(trainer, says('已到 1/2 人（50%）'), 'the roll');
    await trainer.closeModal(true);
    await work.moveTo('2026-03-19T14:30:00+08:00');
    await tick(work.ctx);
    await trainer.command('/training');
    const list = await seen(
      trainer,
      says(/我讲的\*?\n.*用电安全.*\n3月11日.* · 考勤已结束[\s\S]*\d+月\d+日（周三）14:00–15:00 · 考勤已结束/),
      'the list',
    );
    await trainer.click('training.open:1', { message: list });
    await modalOf(trainer, has('training.feedback'), 'the page');
    await trainer.click('training.feedback', { in: 'modal' });
    await modalOf(trainer, says('评价了'), 'the feedback');
    await trainer.closeModal(true);
    await work.moveTo('2026-03-19T15:30:00+08:00');
    expect((await taughtBy(work.ctx, li)).map((one) => one._id)).toEqual([made[1]?._id]);
  });
});
