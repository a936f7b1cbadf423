import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { textOf } from '../../playground/client.ts';
import { deliveries } from '../../src/delivery/model.ts';
import { sheetsModal } from '../../src/features/skills/judging-views.ts';
import { cancelContest } from '../../src/features/skills/service/contests.ts';
import { gathered } from '../../src/features/skills/service/heats.ts';
import { sheetsOf } from '../../src/features/skills/service/judging.ts';
import { tick } from '../../src/features/skills/service/tick.ts';
import { actor } from '../helpers/quiz-day.ts';
import { limitToBranch, openWorkplace, type Workplace } from '../helpers/workplace.ts';
import { noticeOf } from '../training/classroom.ts';
import {
  CHEN,
  contestOf,
  LIN,
  MARIA,
  nobodyIsRelated,
  OFFICER,
  SUN,
  score,
  scores,
  TOM,
  underWay,
} from './contest-of.ts';

/*
 * What comes late: a seat after everybody's notice, a cancellation after the heat, the twenty-first sheet.
 */

let work: Workplace;
beforeEach(async () => {
  work = await openWorkplace({ at: '2026-03-10T09:00:00+08:00', bot: 'http' });
  await limitToBranch(work);
});
afterEach(() => work.close());

const goOn = () => tick(work.ctx, nobodyIsRelated);
const told = async (verb: string): Promise<string[]> =>
  (
    await deliveries(work.ctx)
      .find({ kind: `skills.${verb}` })
      .lean()
  )
    .map(({ recipient }) => recipient)
    .toSorted();

describe('a skill contest', { timeout: 120_000 }, () => {
  it('tells whoever takes an offered seat late of their turn, once', async () => {
    const { heat } = await contestOf(work, { capacity: 1 });
    for (const user of [MARIA, CHEN]) await gathered.signUp(work.ctx, heat, { user, isMeant: false });
    await work.moveTo('2026-03-11T17:00:10+08:00');
    await goOn();
    await goOn();
    expect(await told('turn')).toEqual([MARIA]);
    await gathered.withdraw(work.ctx, MARIA, heat, '倒班');
    await goOn();
    expect(await told('turn')).toEqual([MARIA]);
    await gathered.accept(work.ctx, CHEN, heat);
    await Promise.all([goOn(), goOn()]);
    expect(await told('turn')).toEqual([CHEN, MARIA].toSorted());
    await work.moveTo('2026-03-12T08:30:00+08:00');
    const card = await noticeOf(work.slack.as(CHEN), /轮到你上场|Your turn/, 'skills.contest');
    expect(textOf(card.blocks)).toMatch(/你是 2 号|number 2/);
  });

  it('that is cancelled while it is judged tells whoever competed and whose sheets are not needed any more', async () => {
    const made = await contestOf(work);
    await underWay(work, made, [MARIA]);
    for (const judge of [SUN, LIN]) await score(work, made.contest, judge, MARIA, scores(8, 3));
    await work.moveTo('2026-03-12T12:30:00+08:00');
    await goOn();
    await cancelContest(work.ctx, await actor(work, OFFICER), made.contest, '设备故障，成绩不公平');
    await Promise.all([goOn(), goOn()]);
    const late = (await told('off')).filter((user) => user !== MARIA);
    expect(await told('off')).toContain(MARIA);
    expect(late).not.toContain(SUN);
    expect(late.length).toBeGreaterThan(0);
    const notice = await noticeOf(work.slack.as(MARIA), /has been cancelled|比武取消了/, 'skills.contest');
    expect(textOf(notice.blocks)).toMatch(/设备故障[\s\S]*(score sheets are needed|不用再交)/);
  });

  it('shows a judge of many sheets all of them, page by page', async () => {
    const made = await contestOf(work);
    await underWay(work, made, [CHEN]);
    const judge = await actor(work, TOM);
    const [one] = await sheetsOf(work.ctx, judge);
    if (one === undefined) throw new Error('no sheet');
    const all = Array.from({ length: 121 }, (_, nth) => ({
      ...one,
      entrant: { ...one.entrant, _id: `e${nth}`, start: nth + 1 },
    }));
    const reader = { locale: 'en' as const, tz: 'Asia/Shanghai', now: new Date() };
    const pages = [1, 2, 3, 4, 5, 6, 7].map((page) => sheetsModal(reader, all, page));
    for (const { blocks } of pages) expect(blocks.length).toBeLessThanOrEqual(22);
    const buttons = pages.flatMap(({ blocks }) => JSON.stringify(blocks).match(/"skills\.sheet:e\d+"/g) ?? []);
    expect(new Set(buttons).size).toBe(121);
  });
});
