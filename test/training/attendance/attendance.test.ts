import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../../playground/client.ts';
import { attendances } from '../../../src/features/training/model.ts';
import { gathered, moveAll } from '../../../src/features/training/seats/service/seats.ts';
import { tick } from '../../../src/features/training/service/tick.ts';
import { ledger } from '../../../src/participation/ledger/model.ts';
import { actor, has, modalOf, SOON, says, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { noticeOf, openCourseOf, sessionOf } from '../classroom.ts';

const { checkIn, codeFor, mark } = gathered;

const { admin, officer, chen, li, maria, zhao } = PEOPLE;
const TOM = 'U0QH2004';
const START = new Date('2026-03-11T14:00:00+08:00');

let work: Workplace;
let id = '';
let other = '';
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-11T12:30:00+08:00', bot: 'http' });
  const taught = async (topic: string, startsAt: Date, people: string[]): Promise<string> => {
    const include = people.map((user) => `member:${user}`);
    const facts = { topic, startsAt, duration: 120, minutes: 120, trainer: li };
    const [made] = await openCourseOf(work, { include, facts });
    const steps = people.map((member) => ({ do: 'sign-up', member }) as const);
    return (await moveAll(work.ctx, made?._id ?? '', steps)).gathering._id;
  };
  id = await taught('用电安全', START, [chen, maria, zhao, TOM]);
  other = await taught('另一场', new Date(START.getTime() + 5 * 60_000), [officer]);
});
afterAll(() => work.close());

const codeNow = async (session = id) => codeFor(work.ctx, await sessionOf(work, session))?.code ?? '';
const other6 = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
const types = async (user: string, code: string) => checkIn(work.ctx, await actor(work, user), id, code);
const entries = (member: string) =>
  ledger(work.ctx).find({ feature: 'training', member }).sort({ at: 1, key: 1 }).lean();
const sum = async (member: string) =>
  (await entries(member)).reduce(
    (all, one) => ({ minutes: all.minutes + one.minutes, points: all.points + one.points }),
    { minutes: 0, points: 0 },
  );

describe('a session from the first code to the ledger', { timeout: 90_000 }, () => {
  it('takes no code before its window', async () => {
    expect(codeFor(work.ctx, await sessionOf(work, id))).toBeUndefined();
    await expect(types(chen, '123456')).rejects.toThrow('This is not the time to check in');
  });

  it('shows its trainer a code that changes every minute, and who has come, by itself', async () => {
    await work.moveTo('2026-03-11T13:50:10+08:00');
    const trainer = work.slack.as(li);
    await trainer.command('/training');
    await seen(trainer, has('training.roll:1'), 'what they teach');
    await trainer.click('training.roll:1');
    const screen = await modalOf(trainer, says('签到码'), 'the screen');
    const shown = /\d{3} \d{3}/.exec(textOf(screen.blocks))?.[0] ?? '';
    expect(textOf(screen.blocks)).toMatch(/已到 0\/4 人（0%）[\s\S]*未到/);
    expect(shown.replace(' ', '')).toBe(await codeNow());
    await work.moveTo('2026-03-11T13:51:05+08:00');
    const changed = await modalOf(trainer, (modal) => !textOf(modal.blocks).includes(shown), 'the next code');
    expect(textOf(changed.blocks)).toMatch(/\d{3} \d{3}/);
    await trainer.closeModal(true);
  });

  it('takes the code of the present minute only, of this session only', async () => {
    const worker = work.slack.as(chen);
    const old = await codeNow();
    await work.moveTo('2026-03-11T13:52:20+08:00');
    await worker.command('/training', 'checkin');
    await modalOf(worker, has('"code"'), 'the form');
    expect(JSON.stringify((await worker.submit({ code: old })).errors)).toContain('这个数字刚刚换了');
    expect(JSON.stringify((await worker.submit({ code: await codeNow(other) })).errors)).toContain('数字不对');
    await worker.submit({ code: await codeNow() });
    await modalOf(worker, says('签到成功：到场，13:52'), 'the word');
    await worker.closeModal(true);
    expect(await attendances(work.ctx).findOne({ session: id, member: chen }).lean()).toMatchObject({
      mark: 'present',
      wrong: 0,
    });
  });

  it('lets nobody guess: after three wrong ones in a row one waits a minute, however fast they come', async () => {
    await work.moveTo('2026-03-11T14:03:01+08:00');
    const wrong = other6(await codeNow());
    const guesses = await Promise.allSettled(Array.from({ length: 20 }, () => types(zhao, wrong)));
    const said = guesses.map((one) => (one.status === 'rejected' ? String(one.reason) : 'let in'));
    expect(said.filter((one) => one.includes('That is not the code'))).toHaveLength(3);
    expect(said.filter((one) => one.includes('Three wrong codes'))).toHaveLength(17);
    await expect(types(zhao, await codeNow())).rejects.toThrow('Three wrong codes');
    await work.moveTo('2026-03-11T14:04:30+08:00');
    expect(await types(zhao, ` ${await codeNow()} `)).toMatchObject({ mark: 'present' });
  });

  it('is late after ten minutes, and for those on the list only', async () => {
    await expect(types(officer, await codeNow())).rejects.toThrow('You are not on the list');
    await work.moveTo('2026-03-11T14:10:30+08:00');
    const worker = work.slack.as(maria);
    await worker.command('/training', `checkin ${await codeNow()}`);
    await seen(worker, says('Checked in: late, 14:10'), 'the word');
  });

  it('has those without a phone marked by the trainer, who are asked whether it is so', async () => {
    const trainer = work.slack.as(li);
    await trainer.command('/training');
    const list = await seen(trainer, says(/我讲的[\s\S]*用电安全[\s\S]*另一场/), 'what they teach');
    await trainer.click('training.roll:1', { message: list });
    await modalOf(trainer, says('已到 3/4 人（75%）'), 'the screen');
    await trainer.click('training.markForm', { in: 'modal' });
    await modalOf(trainer, has('"person"'), 'the form');
    await trainer.submit({ person: 'Tom', mark: 'left-early' });
    const screen = await modalOf(trainer, says('已到 4/4 人（100%）'), 'the screen');
    expect(textOf(screen.blocks)).toContain('Tom Baker（早退，等本人确认）');
    await trainer.closeModal(true);
    const tom = work.slack.as(TOM);
    const asked = await noticeOf(tom, '李强 called the roll and marked you left early', 'training.agree:yes');
    await tom.click('training.agree:yes', { message: asked });
    await seen(tom, (one) => one.ts === asked.ts && says('Confirmed')(one), 'the thanks');
    await expect(mark(work.ctx, await actor(work, zhao), id, TOM, 'absent')).rejects.toThrow('Only the session');
  });

  it('takes no code after its end, and closes an hour later: hours come into the ledger, once', async () => {
    const late = await codeNow();
    await work.moveTo('2026-03-11T16:00:01+08:00');
    await expect(types(TOM, late)).rejects.toThrow('This is not the time');
    await work.moveTo('2026-03-11T17:00:30+08:00');
    await Promise.all([tick(work.ctx), tick(work.ctx)]);
    await expect.poll(async () => (await sessionOf(work, id)).news.length, { timeout: SOON }).toBe(0);
    await tick(work.ctx);
    expect((await sessionOf(work, id)).state).toBe('closed');
    for (const user of [chen, maria, zhao]) expect(await sum(user)).toEqual({ minutes: 120, points: 20 });
    expect(await sum(TOM)).toEqual({ minutes: 60, points: 10 });
    expect(await ledger(work.ctx).countDocuments({ feature: 'training', kind: 'attend' })).toBe(4);
    expect(await attendances(work.ctx).countDocuments({ unbooked: true })).toBe(0);
  });

  it('asks absentees why, once', async () => {
    await work.moveTo('2026-03-12T08:00:00+08:00');
    const absent = work.slack.as(officer);
    const asked = await noticeOf(absent, '没有你的签到', 'training.explain:work');
    await absent.click('training.explain:leave', { message: asked });
    await seen(absent, (one) => one.ts === asked.ts && says('已记下：请了假')(one), 'the thanks');
    expect(await attendances(work.ctx).findOne({ session: other }).lean()).toMatchObject({
      mark: 'absent',
      absence: 'leave',
    });
  });

  it('is corrected by an officer with a reason: the ledger gets a reversing entry, and the sums are right', async () => {
    const chair = work.slack.as(admin);
    await chair.command('/training', 'manage');
    const list = await seen(chair, says(/近期的培训[\s\S]*另一场[\s\S]*用电安全/), 'the list');
    await chair.click('training.open:1', { message: list });
    await modalOf(chair, has('training.roll'), 'the page');
    await chair.click('training.roll', { in: 'modal' });
    await modalOf(chair, has('training.correctForm'), 'the roll');
    const correct = async (mark: string) => {
      await chair.click('training.correctForm', { in: 'modal' });
      await modalOf(chair, has('"reason"'), 'the form');
      await chair.submit({ person: '赵大力', mark, reason: '中途离开' });
      await modalOf(chair, says('已更正：赵大力'), 'the roll');
    };
    await correct('left-early');
    expect(await sum(zhao)).toEqual({ minutes: 60, points: 10 });
    await correct('absent');
    expect(await sum(zhao)).toEqual({ minutes: 0, points: 0 });
    await correct('present');
    expect(await sum(zhao)).toEqual({ minutes: 120, points: 20 });
    expect((await entries(zhao)).map((one) => one.kind)).toEqual([
      ...['attend', 'absent', 'attend', 'reversal', 'reversal', 'reversal'],
    ]);
    await chair.closeModal(true);
  });
});
