import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../../playground/client.ts';
import { deliveries } from '../../../src/delivery/model.ts';
import { type Change, changeSession } from '../../../src/features/training/change/service/change.ts';
import { courses, type Session, sessions } from '../../../src/features/training/model.ts';
import { moveSeat } from '../../../src/features/training/seats/service/seats.ts';
import { tick } from '../../../src/features/training/service/tick.ts';
import { factsOf } from '../../../src/features/training/session/service/facts.ts';
import { actor, SOON } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { LATER, openCourseOf, sessionOf } from '../classroom.ts';

const { admin, chen, li, officer } = PEOPLE;
let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T20:00:00+08:00', bot: 'http' });
});
afterAll(() => work.close());

/** Four Tuesdays from 14:00 to 15:00; 陈小梅 comes to all of them. */
async function fourDates(topic: string): Promise<Session[]> {
  const made = await openCourseOf(work, {
    repeat: 'week',
    times: 4,
    include: [`member:${chen}`],
    facts: { topic, startsAt: new Date('2026-03-10T14:00:00+08:00'), duration: 60, where: '一楼' },
  });
  for (const { _id } of made) await moveSeat(work.ctx, _id, { do: 'sign-up', member: chen });
  return made;
}
const change = async (user: string, id: string, set: Partial<Change>) => {
  const found = await sessionOf(work, id);
  return changeSession(work.ctx, await actor(work, user), id, found.version, { ...factsOf(found), ...set }, LATER);
};
const newsOf = async (topic: string) => {
  const open = () =>
    deliveries(work.ctx).countDocuments({ kind: /^training\.changed/, state: { $nin: ['sent', 'dropped'] } });
  await expect.poll(open, { timeout: SOON }).toBe(0);
  const all = Object.values((await work.slack.as(chen).state()).messages).flat();
  return all.map(textOf).filter((words) => words.includes(topic) && words.includes('有变动'));
};
const at = (time: string) => new Date(`2026-03-${time}:00+08:00`);

describe('two changes of several dates', { timeout: 60_000 }, () => {
  it('what only the later dates have new is told too', async () => {
    const made = await fourDates('用电');
    await change(admin, made[2]?._id ?? '', { where: '二楼' });
    await change(officer, made[0]?._id ?? '', { startsAt: at('10T16:00'), endsAt: at('10T17:00') });
    await work.moveTo('2026-03-03T09:00:00+08:00');
    const news = (await newsOf('用电')).join('\n');
    expect(news).toMatch(/14:00–15:00 → .*16:00–17:00/);
    expect(news).toContain('一楼 → 二楼');
  });

  it('what only the first date has new is not said of all', async () => {
    await work.moveTo('2026-03-03T20:00:00+08:00');
    const made = await fourDates('叉车');
    const first = await sessionOf(work, made[0]?._id ?? '');
    await changeSession(work.ctx, await actor(work, admin), first._id, 1, { ...factsOf(first), where: '二楼' });
    await change(officer, made[0]?._id ?? '', { startsAt: at('10T16:00'), endsAt: at('10T17:00') });
    await work.moveTo('2026-03-04T09:00:00+08:00');
    const news = await newsOf('叉车');
    expect(news.join('\n')).not.toMatch(/一楼 → 二楼\n一共 4 场/);
  });

  it('what one message has told of already is not told again by the next', async () => {
    await work.moveTo('2026-03-04T20:00:00+08:00');
    const made = await fourDates('登高');
    const course = made[0]?.course ?? '';
    await change(admin, made[0]?._id ?? '', { where: '二楼' });
    // A process that had brought the second change to all dates, and died before it told of it.
    const wave = {
      id: 'wave-of-the-dead',
      by: officer,
      at: new Date(),
      from: { session: made[0]?._id ?? '', startsAt: at('10T14:00') },
      before: { trainer: admin, startsAt: at('10T14:00'), endsAt: at('10T15:00') },
      after: { trainer: li, startsAt: at('10T14:00'), endsAt: at('10T15:00') },
    };
    for (const { _id } of made) {
      const found = await sessionOf(work, _id);
      await sessions(work.ctx).updateOne(
        { _id },
        {
          $set: { trainer: li, version: 3, rev: found.rev + 1 },
          $push: {
            waves: wave.id,
            past: { ...factsOf(found), version: 2, by: officer, at: new Date(), wave: wave.id },
          },
        },
      );
    }
    await work.moveTo('2026-03-05T09:00:00+08:00');
    expect((await newsOf('登高')).join('\n')).toContain('讲师：周岚 → 李强');
    await courses(work.ctx).updateOne({ _id: course }, { $set: { wave } });
    await tick(work.ctx);
    const news = (await newsOf('登高')).join('\n---\n');
    expect(news.match(/讲师：周岚 → 李强/g)).toHaveLength(1);
  });

  it('the second waits for the first, which is completed although its process dies', async () => {
    const made = await fourDates('吊装');
    const course = made[0]?.course ?? '';
    // One process has written down its wave, and is about to write the first date.
    const facts = { startsAt: at('17T14:00'), endsAt: at('17T15:00') };
    const wave = {
      id: 'overtaken',
      by: admin,
      at: new Date(),
      from: { session: made[1]?._id ?? '', startsAt: at('17T14:00') },
      before: { ...facts, where: '一楼' },
      after: { ...facts, where: '二楼' },
    };
    await courses(work.ctx).updateOne({ _id: course }, { $set: { wave } });
    // Another one changes another thing meanwhile, from another date on: nothing of it is kept, and that is said.
    const third = made[2]?._id ?? '';
    await expect(change(officer, third, { trainer: li })).rejects.toThrow('Too many people pressed at once');
    // The first writes its first date, and dies.
    const second = await sessionOf(work, made[1]?._id ?? '');
    await sessions(work.ctx).updateOne(
      { _id: second._id },
      {
        $set: { where: '二楼', version: 2, rev: second.rev + 1, waves: [wave.id] },
        $push: { past: { ...factsOf(second), version: 1, by: admin, at: new Date(), wave: wave.id } },
      },
    );
    // It ends the first one before it begins: that has changed the date, too, and is told.
    expect(await change(officer, third, { trainer: li })).toHaveProperty('since');
    await change(officer, third, { trainer: li });
    const dates = await sessions(work.ctx).find({ course }).sort({ index: 1 }).lean<Session[]>();
    expect(dates.map((one) => `${one.where} ${one.trainer}`)).toEqual([
      `一楼 ${admin}`,
      `二楼 ${admin}`,
      `二楼 ${li}`,
      `二楼 ${li}`,
    ]);
  });
});
