import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Delivery, deliveries } from '../../src/delivery/model.ts';
import { moveAll } from '../../src/features/training/seats/service/seats.ts';
import { SOON } from '../helpers/quiz-day.ts';
import { type WorkerProcess, workerProcess } from '../helpers/worker-process.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';
import { openCourseOf } from './classroom.ts';

const { chen, zhao, maria } = PEOPLE;
const EACH = [chen, maria, zhao].sort();

let work: Workplace;
let worker: WorkerProcess;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-11T12:30:00+08:00', bot: 'http', isWorkerElsewhere: true });
  worker = await workerProcess(work);
}, 60_000);
afterAll(async () => {
  await worker.close();
  await work.close();
});

describe('a worker that is killed between a reminder and its record', { timeout: 180_000 }, () => {
  it('leaves each person with exactly one', async () => {
    const [session] = await openCourseOf(work, {
      include: EACH.map((user) => `member:${user}`),
      facts: { topic: '用电安全', startsAt: new Date('2026-03-11T14:00:00+08:00') },
    });
    const id = session?._id ?? '';
    await moveAll(
      work.ctx,
      id,
      EACH.map((member) => ({ do: 'sign-up', member }) as const),
    );
    const own = { kind: 'training.remind', 'params.session': id, 'params.rung': 'hour' };
    const inState = async (state: Delivery['state']) =>
      (
        await deliveries(work.ctx)
          .find({ ...own, state })
          .lean()
      )
        .map((one) => one.recipient)
        .sort();
    const isReminder = (one: object) => /14:00 开始：|Starts 14:00: /.test(JSON.stringify(one));
    const posted = async () => (await work.slack.calls('chat.postMessage')).filter(isReminder).length;
    const reminders = async (user: string) =>
      Object.values((await work.slack.as(user).state()).messages)
        .flat()
        .filter(isReminder).length;

    await worker.start();
    await worker.moveTo('2026-03-11T12:45:00+08:00');
    await expect.poll(() => inState('planned'), { timeout: SOON }).toEqual(EACH);
    // What else was to be said is said: the faults are for the reminders.
    const others = () =>
      deliveries(work.ctx).countDocuments({ kind: { $ne: own.kind }, state: { $in: ['planned', 'sending'] } });
    await expect.poll(others, { timeout: SOON }).toBe(0);
    // Slack has each message, and its answer never arrives.
    await work.slack.faults.add({ method: 'chat.postMessage', fault: 'hang', times: EACH.length, after: true });
    await worker.moveTo('2026-03-11T13:00:30+08:00');
    await expect.poll(posted, { timeout: SOON }).toBe(EACH.length);
    await worker.kill();
    expect(await inState('sending')).toEqual(EACH);

    await work.slack.faults.clear();
    await worker.start();
    await worker.moveTo('2026-03-11T13:05:00+08:00');
    await expect.poll(() => inState('sent'), { timeout: 3 * SOON }).toEqual(EACH);
    expect(await posted()).toBe(EACH.length);
    expect(await Promise.all(EACH.map(reminders))).toEqual(EACH.map(() => 1));
  });
});
