import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlaygroundPerson } from '../../../playground/client/person.ts';
import { textOf } from '../../../playground/client.ts';
import { deliveries } from '../../../src/delivery/model.ts';
import { type Change, changeSession } from '../../../src/features/training/change/service/change.ts';
import { courses, type Session, sessions } from '../../../src/features/training/model.ts';
import { moveSeat } from '../../../src/features/training/seats/service/seats.ts';
import { tick } from '../../../src/features/training/service/tick.ts';
import { factsOf } from '../../../src/features/training/session/service/facts.ts';
import { type OpenContext, openContext } from '../../../src/start-context.ts';
import { actor, has, modalOf, SOON, says, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { LATER, openCourseOf, seconds, sessionOf } from '../classroom.ts';

const { admin, chen, li, maria, officer } = PEOPLE;

let work: Workplace;
let other: OpenContext;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T20:00:00+08:00', bot: 'http' });
  other = await openContext(work.ctx.config, 'worker');
});
afterAll(async () => {
  await other.close();
  await work.close();
});

/** Six Tuesdays from 14:00 to 15:00; 陈小梅 comes to all of them, Maria to the last. */
async function sixDates(topic: string): Promise<Session[]> {
  const made = await openCourseOf(work, {
    repeat: 'week',
    times: 6,
    include: [chen, maria].map((one) => `member:${one}`),
    facts: { topic, startsAt: new Date('2026-03-10T14:00:00+08:00'), duration: 60, where: '一楼' },
  });
  for (const { _id } of made) await moveSeat(work.ctx, _id, { do: 'sign-up', member: chen });
  await moveSeat(work.ctx, made[5]?._id ?? '', { do: 'sign-up', member: maria });
  return made;
}

const datesOf = (course: string) => sessions(work.ctx).find({ course }).sort({ index: 1 }).lean<Session[]>();
/** What a date is, in words: its hour in China, its place, its trainer, and how often it was changed. */
const shown = ({ startsAt, where, trainer, version, waves = [] }: Session) => {
  const hour = (startsAt.getUTCHours() + 8) % 24;
  return `${hour} ${where} ${trainer} v${version} ${new Set(waves).size}/${waves.length}`;
};
const waveOf = async (course: string) => (await courses(work.ctx).findById(course).lean())?.wave;

describe('two officers change the later dates of one course at the same moment', { timeout: 90_000 }, () => {
  let made: Session[] = [];
  const openForm = async (person: PlaygroundPerson, nth: number) => {
    await person.command('/training', 'manage');
    const list = await seen(person, says('用电安全'), 'the list');
    await person.click(`training.open:${nth}`, { message: list });
    await modalOf(person, has('training.edit'), 'the page');
    await person.click('training.edit', { in: 'modal' });
    await modalOf(person, has('"where"'), 'the form');
  };

  it('by the form: both hold on each date that they are for, and what one did not know is shown first', async () => {
    made = await sixDates('用电安全');
    const [first, second] = [work.slack.as(officer), work.slack.as(admin)];
    await openForm(first, 0);
    await openForm(second, 2);
    await Promise.all([
      first.submit({ where: '二楼', scope: 'later' }),
      second.submit({ startsAt: seconds('2026-03-24T16:00'), scope: 'later' }),
    ]);
    // The other begins at a later date: nothing of it can have come before this one.
    await modalOf(first, says('已保存'), 'the page');
    const became = await modalOf(second, says(/已保存|别人先保存了/), 'what became of it');
    if (says('别人先保存了')(became)) {
      expect(textOf(became.blocks)).toContain('何建国 改了地点');
      await second.submit({ where: '二楼', scope: 'later' });
      await modalOf(second, says('已保存'), 'the page');
    }
    for (const one of [first, second]) await one.closeModal(true);
    const dates = await datesOf(made[0]?.course ?? '');
    expect(dates.map(shown)).toEqual([
      ...Array.from({ length: 2 }, () => `14 二楼 ${admin} v2 1/1`),
      ...Array.from({ length: 4 }, () => `16 二楼 ${admin} v3 2/2`),
    ]);
    const dayOf = (one: Session) => one.startsAt.toISOString().slice(0, 10);
    expect(dates.map(dayOf)).toEqual(made.map(dayOf));
    await tick(work.ctx);
    expect(await waveOf(made[0]?.course ?? '')).toBeUndefined();
  });

  it('who comes is told of both at the next working hour, of each date once', async () => {
    await work.moveTo('2026-03-03T09:00:00+08:00');
    await tick(work.ctx);
    const open = () =>
      deliveries(work.ctx).countDocuments({ kind: /^training\.changed/, state: { $nin: ['sent', 'dropped'] } });
    await expect.poll(open, { timeout: SOON }).toBe(0);
    const newsOf = async (user: string) =>
      Object.values((await work.slack.as(user).state()).messages)
        .flat()
        .map(textOf)
        .filter((words) => /有变动|has changed/.test(words));
    const moves = (news: string[]) => news.join('\n').match(/14:00–15:00 → [^\n]*16:00–17:00/g)?.length ?? 0;
    const [all, last] = [await newsOf(chen), await newsOf(maria)];
    for (const news of [all, last]) expect(news.join('\n')).toContain('一楼 → 二楼');
    expect([moves(all), moves(last)]).toEqual([4, 1]);
    expect(last).toHaveLength(1);
    expect(all.length).toBeLessThanOrEqual(2);
  });
});

it('what the notice of one change leaves to that of a later one is told by that, though it is drawn when the other was sent', {
  timeout: 60_000,
}, async () => {
  await work.moveTo('2026-03-03T20:00:00+08:00');
  const dates = await sixDates('起重');
  const [chair, branch] = [await actor(work, admin), await actor(work, officer)];
  const change = async (who: typeof chair, nth: number, to: Partial<Change>) => {
    const date = await sessionOf(work, dates[nth]?._id ?? '');
    await changeSession(work.ctx, who, date._id, date.version, { ...factsOf(date), ...to }, LATER);
  };
  await change(branch, 0, { where: '二楼' });
  await change(chair, 2, {
    startsAt: new Date('2026-03-24T16:00:00+08:00'),
    endsAt: new Date('2026-03-24T17:00:00+08:00'),
  });
  await tick(work.ctx);
  const own = { kind: 'training.changed-dates', recipient: chen, 'params.course': dates[0]?.course };
  const planned = await deliveries(work.ctx).find(own).sort({ createdAt: 1 }).lean();
  expect(planned).toHaveLength(2);
  const dueAt = new Date('2026-03-04T09:30:00+08:00');
  await deliveries(work.ctx).updateOne({ _id: planned[1]?._id ?? '' }, { $set: { dueAt } });
  const person = work.slack.as(chen);
  await work.moveTo('2026-03-04T09:00:00+08:00');
  const first = await seen(person, (one) => says('“起重”有变动')(one) && says('一楼 → 二楼')(one), 'the first notice');
  expect(textOf(first)).not.toContain('16:00');
  await work.moveTo('2026-03-04T09:31:00+08:00');
  const second = await seen(
    person,
    (one) => says('“起重”有变动')(one) && says('16:00–17:00')(one),
    'the second notice',
  );
  expect(textOf(second)).toContain('一楼 → 二楼');
});

describe('two processes roll two waves over the same dates', { timeout: 90_000 }, () => {
  /** As an officer does it: what somebody else has saved meanwhile is kept, the own change comes on top. */
  async function changes(ctx: Workplace['ctx'], user: string, id: string, change: Partial<Change>): Promise<number> {
    const who = await actor(work, user);
    for (let conflicts = 0; conflicts < 5; conflicts++) {
      const seenNow = await sessionOf(work, id);
      const done = await changeSession(ctx, who, id, seenNow.version, { ...factsOf(seenNow), ...change }, LATER);
      if (!('since' in done)) return conflicts;
    }
    throw new Error('there is no end of conflicts');
  }

  it.each([
    [0, 0],
    [0, 3],
    [3, 0],
    [1, 2],
  ])('from date %i and from date %i: each date has each change that is for it, exactly once', async (one, two) => {
    const made = await sixDates(`同时 ${one} ${two}`);
    const idOf = (nth: number) => made[nth]?._id ?? '';
    await Promise.all([
      changes(work.ctx, admin, idOf(one), { where: '二楼' }),
      changes(other.ctx, officer, idOf(two), { trainer: li }),
      // The clockwork of a third finds them on the way.
      tick(work.ctx),
    ]);
    await Promise.all([tick(work.ctx), tick(other.ctx)]);
    const dates = await datesOf(made[0]?.course ?? '');
    expect(dates.map(shown)).toEqual(
      dates.map((_, nth) => {
        const count = Number(nth >= one) + Number(nth >= two);
        return `14 ${nth >= one ? '二楼' : '一楼'} ${nth >= two ? li : admin} v${1 + count} ${count}/${count}`;
      }),
    );
    for (const { past, version, waves = [] } of dates) {
      expect(past.map((before) => before.version)).toEqual(Array.from({ length: version - 1 }, (_, nth) => nth + 1));
      expect(past.map((before) => before.wave)).toEqual(waves);
    }
    expect(await waveOf(made[0]?.course ?? '')).toBeUndefined();
  });
});
