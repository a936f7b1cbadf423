import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../../playground/client.ts';
import { deliveries } from '../../../src/delivery/model.ts';
import { changeSession } from '../../../src/features/training/change/service/change.ts';
import { courses, type Session } from '../../../src/features/training/model.ts';
import { newsFor } from '../../../src/features/training/notices/service/news.ts';
import { tellWave } from '../../../src/features/training/notices/service/tell-wave.ts';
import { moveSeat } from '../../../src/features/training/seats/service/seats.ts';
import { tick } from '../../../src/features/training/service/tick.ts';
import { factsOf } from '../../../src/features/training/session/service/facts.ts';
import { actor, SOON, says, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { cancelAsSeen, LATER, openCourseOf, sessionOf } from '../classroom.ts';

const { admin, chen, maria, zhao } = PEOPLE;

let work: Workplace;
let dates: Session[] = [];
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http' });
  dates = await openCourseOf(work, {
    repeat: 'week',
    times: 6,
    include: [chen, maria, zhao].map((one) => `member:${one}`),
    facts: { topic: '用电<!channel>', startsAt: new Date('2026-03-10T14:00:00+08:00'), duration: 60, where: '一楼' },
  });
  for (const { _id } of dates) await moveSeat(work.ctx, _id, { do: 'sign-up', member: chen });
  await moveSeat(work.ctx, idOf(5), { do: 'sign-up', member: maria });
  await moveSeat(work.ctx, idOf(0), { do: 'sign-up', member: zhao });
});
afterAll(() => work.close());

const idOf = (nth: number): string => dates[nth]?._id ?? '';
const told = async (kind: string) =>
  (
    await deliveries(work.ctx)
      .find({ kind: `training.${kind}` })
      .lean()
  )
    .map(({ recipient, state }) => `${recipient} ${state}`)
    .sort();

describe('a change of many dates', { timeout: 60_000 }, () => {
  it('is one message to each, whatever number of dates they come to', async () => {
    const second = await sessionOf(work, idOf(1));
    const [startsAt, endsAt] = [new Date('2026-03-18T15:00:00+08:00'), new Date('2026-03-18T16:00:00+08:00')];
    const to = { ...factsOf(second), startsAt, endsAt, where: '二楼' };
    await changeSession(work.ctx, await actor(work, admin), second._id, 1, to, LATER);
    const all = await seen(work.slack.as(chen), says('一共 5 场'), 'the news');
    expect(textOf(all)).toMatch(/“用电&lt;!channel&gt;”有变动，你的名额还在：\n地点：一楼 → 二楼\n一共 5 场：/);
    expect(textOf(all)).toMatch(/3月17日（周二）14:00–15:00 → 3月18日（周三）15:00–16:00\n/);
    const one = await seen(work.slack.as(maria), says('has changed'), 'the news');
    expect(textOf(one)).toMatch(/Time: [^\n]*14:00–15:00 → [^\n]*15:00–16:00\nPlace: 一楼 → 二楼/);
    await tick(work.ctx);
    await expect.poll(() => told('changed-dates'), { timeout: SOON }).toEqual([`${chen} sent`, `${maria} sent`].sort());
    expect(await told('changed')).toEqual([]);
  });

  it('comes once although whoever told it died before noting so', async () => {
    const course = await courses(work.ctx)
      .findOne({ _id: dates[0]?.course ?? '' })
      .orFail()
      .lean();
    const [wave = ''] = (await sessionOf(work, idOf(1))).waves ?? [];
    const facts = factsOf(await sessionOf(work, idOf(1)));
    await tellWave(work.ctx, course._id, {
      id: wave,
      by: admin,
      at: new Date(),
      from: { session: idOf(1), startsAt: facts.startsAt },
      before: { ...facts, where: '一楼' },
      after: facts,
    });
    expect(await told('changed-dates')).toHaveLength(2);
  });

  it('is known afterwards: the next change of one date says only what is new', async () => {
    const third = await sessionOf(work, idOf(2));
    await changeSession(work.ctx, await actor(work, admin), third._id, 2, { ...factsOf(third), where: '三楼' });
    const news = await seen(work.slack.as(chen), says('二楼 → 三楼'), 'the news');
    expect(textOf(news)).not.toContain('时间');
  });

  it('a cancellation of many dates is one message, with the reason', async () => {
    await cancelAsSeen(work, await actor(work, admin), idOf(3), '改造 <!here>', true);
    const all = await seen(work.slack.as(chen), says('有 3 场取消了'), 'the cancellation');
    expect(textOf(all)).toMatch(/4月1日[\s\S]*改造 &lt;!here&gt;/);
    await seen(work.slack.as(maria), says(/Cancelled[\s\S]*改造/), 'the cancellation');
    expect(await told('cancelled')).toEqual([]);
    expect(await told('cancelled-dates')).toEqual([`${chen} sent`, `${maria} sent`].sort());
  });

  it('of two changes of one date the older says nothing, even when the newer one was sent first', async () => {
    const id = idOf(0);
    const change = async (version: number, where: string) =>
      changeSession(work.ctx, await actor(work, admin), id, version, { ...factsOf(await sessionOf(work, id)), where });
    await change(1, '四楼');
    await change(2, '五楼');
    await seen(work.slack.as(zhao), says(/→ 五楼/), 'the news');
    const who = await actor(work, zhao);
    const [session, reader] = [await sessionOf(work, id), { locale: who.locale, tz: who.tz, now: new Date() }];
    await deliveries(work.ctx).deleteMany({ recipient: zhao, 'params.session': id, 'params.version': '2' });
    expect(await newsFor(work.ctx, session, zhao, 2, reader)).toEqual([]);
    expect(await newsFor(work.ctx, session, zhao, 3, reader)).not.toEqual([]);
  });
});
