import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deliveries } from '../../../src/delivery/model.ts';
import { moveAll } from '../../../src/features/training/seats/service/seats.ts';
import { tick } from '../../../src/features/training/service/tick.ts';
import { has, modalOf, SOON, says, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { openCourseOf, openFirst, sessionOf } from '../classroom.ts';

const { admin, chen, maria } = PEOPLE;

let work: Workplace;
let id = '';
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-09T09:00:00+08:00', bot: 'http' });
  const include = [chen, maria].map((one) => `member:${one}`);
  const startsAt = new Date('2026-03-25T14:00:00+08:00');
  const [session] = await openCourseOf(work, { include, facts: { topic: '吊装', startsAt, duration: 120 } });
  id = session?._id ?? '';
  await moveAll(
    work.ctx,
    id,
    [chen, maria].map((member) => ({ do: 'sign-up', member }) as const),
  );
});
afterAll(() => work.close());

/** Opens the form of a change from the officer's list, and saves it. */
async function change(fields: Record<string, string | string[]>): Promise<void> {
  const { version } = await sessionOf(work, id);
  const officer = work.slack.as(admin);
  await openFirst(officer);
  await modalOf(officer, has('training.edit'), 'the session');
  await officer.click('training.edit', { in: 'modal' });
  await modalOf(officer, has('bot.more'), 'the form');
  await officer.submit(fields);
  await expect.poll(async () => (await sessionOf(work, id)).version, { timeout: SOON }).toBe(version + 1);
  await officer.closeModal(true);
}

/** Moves on, looks what is due, and waits until it has left. @returns who has been reminded of what */
async function remindedBy(at: string): Promise<string[]> {
  await work.moveTo(at);
  await tick(work.ctx);
  const own = { kind: 'training.remind', 'params.session': id };
  const due = () =>
    deliveries(work.ctx).countDocuments({
      ...own,
      state: { $in: ['planned', 'sending'] },
      dueAt: { $lte: new Date() },
    });
  await expect.poll(due, { timeout: SOON }).toBe(0);
  const sent = await deliveries(work.ctx)
    .find({ ...own, state: 'sent' })
    .lean();
  return sent.map((one) => `${one.recipient} ${one.params.rung}`).sort();
}

describe('the ladder of a session', { timeout: 90_000 }, () => {
  it('is the officer’s choice, and whoever is signed up reads what is to come', async () => {
    await change({ reminders: ['week', 'day', 'start'] });
    expect((await sessionOf(work, id)).reminders).toEqual(['week', 'day', 'start']);
    const worker = work.slack.as(chen);
    await worker.command('/training');
    await seen(worker, has('training.open'), 'the own sessions');
    await worker.click('training.open:1');
    await modalOf(worker, says('✓ 你已报名。一周前和前一天早上会提醒你。'), 'the session');
    await worker.closeModal();
  });

  it('begins a week before, in each reader’s morning', async () => {
    expect(await remindedBy('2026-03-18T07:01:00+08:00')).toEqual([`${chen} week`]);
    expect(await remindedBy('2026-03-18T08:01:00+08:00')).toEqual([`${chen} week`, `${maria} week`]);
    await seen(work.slack.as(maria), says('A week to go: *吊装*, Wed 25 Mar'), 'the reminder');
  });

  it('tells nobody that it was changed; what was taken away does not come although it was queued', async () => {
    expect(await remindedBy('2026-03-23T15:00:00+08:00')).toHaveLength(2);
    const own = { kind: 'training.remind', 'params.session': id, 'params.rung': 'day' };
    expect(await deliveries(work.ctx).countDocuments({ ...own, state: 'planned' })).toBe(2);
    await change({ reminders: ['start'] });
    expect(await remindedBy('2026-03-24T08:01:00+08:00')).toHaveLength(2);
    expect(await deliveries(work.ctx).distinct('reason', own)).toEqual(['not-wanted']);
    expect(await deliveries(work.ctx).countDocuments({ kind: 'training.changed' })).toBe(0);
  });

  it('may be empty; what is wanted again comes', async () => {
    await change({ reminders: [] });
    expect((await sessionOf(work, id)).wakeAt).toEqual(new Date('2026-03-25T17:00:00+08:00'));
    await change({ reminders: ['hour', 'start'] });
    const come = [chen, maria].map((who) => `${who} week`);
    expect(await remindedBy('2026-03-25T13:01:00+08:00')).toEqual(
      [...come, ...[chen, maria].map((who) => `${who} hour`)].sort(),
    );
  });

  it('of a session of which the kind and the words change: who is signed up is told of the words', async () => {
    await change({ kind: 'talk', about: '请带 <!channel> 安全帽' });
    expect(await sessionOf(work, id)).toMatchObject({ kind: 'talk', about: '请带 <!channel> 安全帽' });
    await seen(work.slack.as(chen), says('内容：无 → 请带 &lt;!channel&gt; 安全帽'), 'what has changed');
  });
});
