import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { textOf } from '../../../playground/client.ts';
import { deliveries } from '../../../src/delivery/model.ts';
import { changeSession } from '../../../src/features/training/change/service/change.ts';
import { gathered, moveAll, moveSeat } from '../../../src/features/training/seats/service/seats.ts';
import { tick } from '../../../src/features/training/service/tick.ts';
import { factsOf } from '../../../src/features/training/session/service/facts.ts';
import { startKey } from '../../../src/gatherings/reminding.ts';
import { members } from '../../../src/members/model.ts';
import { actor, SOON, says, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { cancelAsSeen, noticeOf, openCourseOf, sessionOf, withdraw } from '../classroom.ts';

const { planLadders } = gathered;

let work: Workplace;
beforeEach(async () => {
  work = await openWorkplace({ at: '2026-03-09T09:00:00+08:00', bot: 'http' });
});
afterEach(() => work.close());

const START = new Date('2026-03-11T14:00:00+08:00');
const { chen, zhao, maria, li, admin } = PEOPLE;

/** A session with seats for these people. @returns its id */
async function sessionWith(people: readonly string[], startsAt = START): Promise<string> {
  const include = people.map((user) => `member:${user}`);
  const [session] = await openCourseOf(work, { include, facts: { topic: '用电安全', startsAt, duration: 120 } });
  const id = session?._id ?? '';
  for (const member of people) await moveSeat(work.ctx, id, { do: 'sign-up', member });
  return id;
}

/** Which reminders people have in Slack, as `who rung`. */
async function reminded(id: string): Promise<string[]> {
  const sent = await deliveries(work.ctx).find({ kind: 'training.remind', 'params.session': id, state: 'sent' }).lean();
  return sent.map((one) => `${one.recipient} ${one.params.rung}`).sort();
}

const planned = (id: string) =>
  deliveries(work.ctx).countDocuments({
    kind: 'training.remind',
    'params.session': id,
    state: { $in: ['planned', 'sending'] },
  });

/** Moves on, looks what is due, and waits until all that is due has left. */
async function passes(at: string, id: string): Promise<void> {
  await work.moveTo(at);
  await tick(work.ctx);
  const due = () =>
    deliveries(work.ctx).countDocuments({
      kind: 'training.remind',
      'params.session': id,
      state: { $in: ['planned', 'sending'] },
      dueAt: { $lte: new Date() },
    });
  await expect.poll(due, { timeout: SOON }).toBe(0);
}

describe('the reminders of a session', { timeout: 90_000 }, () => {
  it('come the morning before, an hour before and at the start, to those who still have a seat', async () => {
    const id = await sessionWith([chen, zhao, maria, li]);
    await passes('2026-03-09T14:01:00+08:00', id);
    expect(await planned(id)).toBe(4);
    // Withdrawn, although the reminder was queued already.
    await withdraw(work.ctx, await actor(work, li), id, 'duty');
    await passes('2026-03-10T07:01:00+08:00', id);
    // 陈小梅 works from six, in the quiet hours; 赵大力 from seven; Maria has no early shift.
    expect(await reminded(id)).toEqual([`${chen} day`, `${zhao} day`]);
    await passes('2026-03-10T08:01:00+08:00', id);
    const day = await seen(work.slack.as(maria), says('Training Wed 11 Mar, 14:00–16:00: '), 'the reminder');
    expect(textOf(day)).toContain('用电安全');
    await passes('2026-03-11T12:30:00+08:00', id);
    await work.restart();
    await passes('2026-03-11T13:01:00+08:00', id);
    await seen(work.slack.as(chen), says('14:00 开始：'), 'the reminder of the hour');
    await passes('2026-03-11T14:00:30+08:00', id);
    await noticeOf(work.slack.as(zhao), '请输入讲师屏幕上的六位数字签到', 'training.code');
    const all = ['day', 'hour', 'start'];
    expect(await reminded(id)).toEqual(
      [chen, maria, zhao].flatMap((who) => all.map((rung) => `${who} ${rung}`)).sort(),
    );
    expect(await planned(id)).toBe(0);
  });

  it('come to who signs up after they were planned as well, without those whose hour is over', async () => {
    const id = await sessionWith([chen]);
    await passes('2026-03-10T09:00:00+08:00', id);
    await moveSeat(work.ctx, id, { do: 'assign', member: zhao });
    await passes('2026-03-11T13:01:00+08:00', id);
    expect(await reminded(id)).toEqual([`${chen} day`, `${chen} hour`, `${zhao} hour`]);
  });

  it('of a cancelled session come to nobody, although they were queued', async () => {
    const id = await sessionWith([chen, zhao]);
    await passes('2026-03-11T12:01:00+08:00', id);
    expect(await planned(id)).toBe(4);
    const before = await reminded(id);
    await cancelAsSeen(work, await actor(work, admin), id, '停电', false);
    await passes('2026-03-11T13:01:00+08:00', id);
    await passes('2026-03-11T14:00:30+08:00', id);
    expect(await reminded(id)).toEqual(before);
    expect(await planned(id)).toBe(0);
    const dropped = await deliveries(work.ctx).distinct('reason', { kind: 'training.remind', state: 'dropped' });
    expect(dropped).toEqual(['over']);
  });

  it('follow a session that is moved over a change of the clocks, at the right instant', async () => {
    await work.moveTo('2026-03-25T09:00:00+08:00');
    await work.slack.person({ id: maria, tz: 'Europe/Berlin' });
    const zone = async () => (await members(work.ctx).findOne({ user: maria }).lean())?.tz;
    await expect.poll(zone, { timeout: SOON }).toBe('Europe/Berlin');
    const id = await sessionWith([maria], new Date('2026-03-27T14:00:00+01:00'));
    await passes('2026-03-26T08:01:00+01:00', id);
    expect(await reminded(id)).toEqual([`${maria} day`]);
    const session = await sessionOf(work, id);
    // To Monday 14:00 in Berlin, where the clocks go forward on the night before.
    const [startsAt, endsAt] = [new Date('2026-03-30T14:00:00+02:00'), new Date('2026-03-30T16:00:00+02:00')];
    await changeSession(work.ctx, await actor(work, admin), id, 1, { ...factsOf(session), startsAt, endsAt });
    await passes('2026-03-27T14:01:00+01:00', id);
    await passes('2026-03-29T07:59:00+02:00', id);
    expect(await reminded(id)).toEqual([`${maria} day`]);
    await passes('2026-03-29T08:01:00+02:00', id);
    expect(await reminded(id)).toEqual([`${maria} day`, `${maria} day`]);
    await seen(work.slack.as(maria), says('Training Mon 30 Mar, 14:00–16:00: '), 'the reminder of the new date');
    await passes('2026-03-30T12:59:00+02:00', id);
    expect(await reminded(id)).toHaveLength(2);
    await passes('2026-03-30T13:01:00+02:00', id);
    expect(await reminded(id)).toEqual([`${maria} day`, `${maria} day`, `${maria} hour`]);
  });

  it.each([
    ['before its new start comes near', '2026-03-18T14:00:00+08:00'],
    ['when its new reminders are written down already', '2026-03-11T20:00:00+08:00'],
  ])('come, too, where it was moved away over their hour, and back: %s', async (_when, away) => {
    const id = await sessionWith([zhao]);
    const chair = await actor(work, admin);
    await passes('2026-03-09T14:01:00+08:00', id);
    const move = async (version: number, to: Date) => {
      const endsAt = new Date(to.getTime() + 7_200_000);
      await changeSession(work.ctx, chair, id, version, {
        ...factsOf(await sessionOf(work, id)),
        startsAt: to,
        endsAt,
      });
    };
    await work.moveTo('2026-03-10T06:55:00+08:00');
    await move(1, new Date(away));
    await tick(work.ctx);
    await passes('2026-03-10T07:04:00+08:00', id);
    await move(2, START);
    await passes('2026-03-10T07:10:00+08:00', id);
    await seen(work.slack.as(zhao), says(/14:00–16:00 有培训：.?用电安全/), 'the reminder of the day');
    await passes('2026-03-11T13:01:00+08:00', id);
    const sent = await deliveries(work.ctx)
      .find({
        kind: 'training.remind',
        'params.session': id,
        state: 'sent',
        'params.start': startKey(await sessionOf(work, id)),
      })
      .lean();
    expect(sent.map((one) => one.params.rung)).toEqual(['day', 'hour']);
  });

  it('come exactly once when the worker dies after Slack has one and before it is written down', async () => {
    const id = await sessionWith([chen, zhao, maria]);
    await passes('2026-03-11T12:01:00+08:00', id);
    await work.slack.faults.add({ method: 'chat.postMessage', fault: 'hang', times: 3, after: true });
    await work.moveTo('2026-03-11T13:00:30+08:00');
    const posted = () =>
      work.slack
        .calls('chat.postMessage')
        .then((all) =>
          all.filter((one) => JSON.stringify(one).includes('开始：') || JSON.stringify(one).includes('Starts')),
        );
    await expect.poll(async () => (await posted()).length, { timeout: SOON }).toBe(3);
    await work.restart();
    await passes('2026-03-11T13:05:00+08:00', id);
    await expect
      .poll(async () => (await reminded(id)).filter((one) => one.endsWith('hour')), { timeout: SOON })
      .toEqual([`${chen} hour`, `${maria} hour`, `${zhao} hour`]);
    expect(await posted()).toHaveLength(3);
  });
});

describe('the ladder of many sessions', { timeout: 60_000 }, () => {
  it('is planned once for everybody, with few writes', async () => {
    const people = Array.from({ length: 100 }, (_, nth) => `U0MANY${nth}`);
    const ids: string[] = [];
    for (let nth = 0; nth < 5; nth++) {
      const id = await sessionWith([li], new Date(START.getTime() + nth * 60_000));
      await moveAll(
        work.ctx,
        id,
        people.map((member) => ({ do: 'assign', member }) as const),
      );
      ids.push(id);
    }
    await work.moveTo('2026-03-11T12:30:00+08:00');
    const sessions = await Promise.all(ids.map((id) => sessionOf(work, id)));
    expect(await planLadders(work.ctx, sessions)).toBe(101 * 3 * 5);
    expect(await planLadders(work.ctx, sessions)).toBe(0);
    expect((await sessionOf(work, ids[0] ?? '')).ladder).toMatchObject({ near: 101 });
  });
});
