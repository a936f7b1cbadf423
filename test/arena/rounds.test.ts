import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../playground/client.ts';
import type { Actor } from '../../src/bot/actor.ts';
import { formReaderOf } from '../../src/bot/draw/form/modal.ts';
import { deliveries } from '../../src/delivery/model.ts';
import { wayModal } from '../../src/features/arena/match-views.ts';
import type { Match } from '../../src/features/arena/rules/bracket.ts';
import { bracketOf, entrantAt } from '../../src/features/arena/rules/contest.ts';
import type { Contest } from '../../src/features/arena/rules/records.ts';
import { endOf } from '../../src/features/arena/rules/rounds.ts';
import { matchPage, wayOf } from '../../src/features/arena/service/bracket-pages.ts';
import { decideMatch } from '../../src/features/arena/service/contests.ts';
import { lives, tick } from '../../src/features/arena/service/lives.ts';
import { answer, begin } from '../../src/features/arena/service/papers.ts';
import { singles } from '../helpers/question-table.ts';
import { actor, has, letterOf, makeBank, modalOf, says, seen } from '../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';
import { noticeOf } from '../training/classroom.ts';
import { opened, playPaper, questions, stamp } from './players.ts';

/*
 * What becomes of rounds: a second life, a worker that is away, a clock that is changed, too few people.
 */

const { admin, chen, li, maria, zhao } = PEOPLE;
const FOUR = [chen, li, maria, zhao];

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-10T09:00:00+08:00', bot: 'http' });
  await makeBank(work, '安全题库', singles(60));
});
afterAll(() => work.close());

const now = (id: string): Promise<Contest> => lives.present(work.ctx, id);
const captain = (contest: Contest, seed: number | undefined): string => entrantAt(contest, seed)?.captain ?? '';
const matchOf = (contest: Contest, id: string): Match => {
  const found = bracketOf(contest).find((one) => one.id === id);
  if (found === undefined) throw new Error(`no match ${id}`);
  return found;
};

/** Both sides play a match; the first one of the two wins, unless told. */
async function playMatch(id: string, match: string, winner: 'a' | 'b' = 'a'): Promise<void> {
  const contest = await now(id);
  const { a2, b2 } = matchOf(contest, match);
  await playPaper(work, id, captain(contest, a2), match, winner === 'a' ? 2 : 0);
  await playPaper(work, id, captain(contest, b2), match, winner === 'a' ? 0 : 2);
}

describe('the rounds of an arena', { timeout: 240_000 }, () => {
  it('give a second life to people who have lost once: one comes back and wins', async () => {
    const id = 'second00000000000';
    await opened(work, id, FOUR, { name: '复活擂台', hasSecondLife: true });
    await work.moveTo('2026-03-11T08:00:10+08:00');
    await tick(work.ctx);
    await work.moveTo('2026-03-12T08:00:10+08:00');
    await tick(work.ctx);
    for (const match of ['m1-1', 'm1-2']) await playMatch(id, match);
    await work.moveTo('2026-03-13T08:00:10+08:00');
    await tick(work.ctx);
    const contest = await now(id);
    const back = matchOf(contest, 's1-1');
    const user = captain(contest, back.a2);
    // Through the front door: the notice, the way, the paper.
    const person = work.slack.as(user);
    const card = await seen(
      person,
      (one) => has('arena.play')(one) && Number(one.ts) * 1_000 > Date.parse('2026-03-13T08:00:00+08:00'),
      'the card of the losers’ round',
    );
    await person.command('/jy', 'arena');
    const list = await seen(person, (one) => has('arena.open:0')(one) && says('复活擂台')(one), 'the list');
    await person.click('arena.open:0', { message: list });
    await modalOf(person, has('arena.way'), 'the contest');
    await person.click('arena.way', { in: 'modal' });
    const way = await modalOf(person, says(/复活赛|Second life/), 'my way');
    expect(textOf(way.blocks)).toMatch(/负|lost/);
    await person.closeModal(true);
    await person.click('arena.play', { message: card });
    for (const nth of [1, 2]) {
      const shown = await modalOf(person, says(new RegExp(`第 ${nth}/2 题|Question ${nth} of 2`)), `question ${nth}`);
      await person.click(letterOf(shown, '做对'), { in: 'modal' });
    }
    await modalOf(person, says(/已交卷|Handed in/), 'the end');
    await person.closeModal(true);
    await playPaper(work, id, captain(contest, back.b2), 's1-1', 0);
    await playMatch(id, 'm2-1');
    await work.moveTo('2026-03-16T08:00:10+08:00');
    await tick(work.ctx);
    const third = await now(id);
    const isA = captain(third, matchOf(third, 's2a-1').a2) === user;
    await playMatch(id, 's2a-1', isA ? 'a' : 'b');
    await work.moveTo('2026-03-17T08:00:10+08:00');
    await tick(work.ctx);
    await playMatch(id, 'final', 'b');
    await tick(work.ctx);
    const ended = await now(id);
    expect(ended.state).toBe('ended');
    expect(captain(ended, ended.ranking?.[0]?.seed)).toBe(user);
    expect(ended.ranking).toHaveLength(4);
    await person.command('/jy', 'arena');
    const after = await seen(person, (one) => has('arena.open:0')(one) && says(/已经结束|Over/)(one), 'the list');
    await person.click('arena.open:0', { message: after });
    await modalOf(person, has('arena.bracket'), 'the contest');
    await person.click('arena.bracket', { in: 'modal' });
    const picture = await modalOf(person, has('arena.bracket:round'), 'the pictures');
    expect(textOf(picture.blocks)).toMatch(/(?:淘汰赛|Knockout)[\s\S]*(?:复活赛|Second life)[\s\S]*(?:决赛|Final)/);
    await person.closeModal(true);
  });

  it('tell people of a match that is known late, because the worker was away, and give them a whole round', async () => {
    const id = 'late0000000000000';
    await opened(work, id, FOUR, {
      name: '晚到擂台',
      signUpUntil: new Date('2026-03-18T08:00:00+08:00'),
      startsAt: new Date('2026-03-18T08:00:00+08:00'),
    });
    await work.moveTo('2026-03-18T08:00:10+08:00');
    await tick(work.ctx);
    const contest = await now(id);
    // Redis has lost what would have decided them at once.
    const lost = { ...work.ctx, enqueue: () => Promise.reject(new Error('Redis is gone')) };
    for (const match of ['m1-1', 'm1-2'])
      for (const seed of [matchOf(contest, match).a2, matchOf(contest, match).b2]) {
        const who = await actor(work, captain(contest, seed));
        await begin(work.ctx, who, questions, id, match, stamp());
        for (const nth of [0, 1]) await answer(lost, who, { id, match, nth, place: 0 }, stamp());
      }
    await work.moveTo('2026-03-20T09:00:00+08:00');
    await Promise.all([tick(work.ctx), tick(work.ctx)]);
    await tick(work.ctx);
    const after = await now(id);
    const final = matchOf(after, 'm2-1');
    expect(Object.keys(after.decisions).toSorted()).toEqual(['m1-1', 'm1-2']);
    // A whole round from Friday on ends when people are back.
    expect(endOf(after, final).toISOString()).toMatch(/^2026-03-23T01:00/);
    const late = await deliveries(work.ctx).find({ kind: 'arena.late', 'params.of': id }).lean();
    expect(late.map(({ recipient }) => recipient).toSorted()).toEqual(FOUR.toSorted());
    await noticeOf(work.slack.as(chen), '轮到你上台', 'arena.play');
    await playMatch(id, 'm2-1');
    // Who is in the third place stays away; that both are out ends it.
    await work.moveTo('2026-03-23T09:01:10+08:00');
    await tick(work.ctx);
    expect(await now(id)).toMatchObject({ state: 'ended' });
  });

  it('are decided within the minute where the job of the last answer is lost', async () => {
    const id = 'lost0000000000000';
    await opened(work, id, [chen, li], {
      name: '丢失擂台',
      signUpUntil: new Date('2026-03-24T08:00:00+08:00'),
      startsAt: new Date('2026-03-24T08:00:00+08:00'),
    });
    await work.moveTo('2026-03-24T08:00:10+08:00');
    await tick(work.ctx);
    const lost = { ...work.ctx, enqueue: () => Promise.reject(new Error('Redis is gone')) };
    for (const user of [chen, li]) {
      const who = await actor(work, user);
      await begin(work.ctx, who, questions, id, 'm1-1', stamp());
      for (const nth of [0, 1]) await answer(lost, who, { id, match: 'm1-1', nth, place: 0 }, stamp());
    }
    expect((await now(id)).state).toBe('drawn');
    await work.moveTo('2026-03-24T08:01:10+08:00');
    await tick(work.ctx);
    expect((await now(id)).state).toBe('ended');
  });

  it('end at the same instant whatever clock is changed elsewhere', async () => {
    const id = 'zone0000000000000';
    await opened(work, id, [chen, maria], {
      name: '时区擂台',
      signUpUntil: new Date('2026-03-27T08:00:00+08:00'),
      startsAt: new Date('2026-03-27T08:00:00+08:00'),
    });
    await work.moveTo('2026-03-27T08:00:10+08:00');
    await tick(work.ctx);
    // The round lasts over the weekend in which Europe changes its clocks.
    const contest = await now(id);
    const deadline = new Date('2026-03-30T08:00:00+08:00');
    expect(endOf(contest, matchOf(contest, 'm1-1'))).toEqual(deadline);
    const abroad: Actor = { ...(await actor(work, maria)), tz: 'Europe/Berlin', locale: 'en' };
    const words = async () =>
      textOf(wayModal(formReaderOf(abroad), await wayOf(work.ctx, abroad, await now(id))).blocks);
    expect(await words()).toContain('answer by Mon 30 Mar, 02:00');
    await work.moveTo('2026-03-30T07:59:00+08:00');
    expect(await words()).toContain('answer by 02:00');
    const { question } = await begin(work.ctx, abroad, questions, id, 'm1-1', stamp());
    expect(question?.nth).toBe(0);
    await work.moveTo('2026-03-30T08:00:10+08:00');
    const late = await actor(work, chen);
    await expect(begin(work.ctx, late, questions, id, 'm1-1', stamp())).rejects.toThrow();
    await tick(work.ctx);
    expect(captain(await now(id), (await now(id)).ranking?.[0]?.seed)).toBe(maria);
  });

  it('leave nothing to change where a side was nobody, and no contest where one person has signed up', async () => {
    const id = 'nobody00000000000';
    const times = {
      signUpUntil: new Date('2026-03-31T08:00:00+08:00'),
      startsAt: new Date('2026-03-31T08:00:00+08:00'),
    };
    await opened(work, id, FOUR, { name: '空场擂台', hasThird: false, ...times });
    await opened(work, 'alone000000000000', [li], { name: '单人擂台', ...times });
    await work.moveTo('2026-03-31T08:00:10+08:00');
    await tick(work.ctx);
    expect(await now('alone000000000000')).toMatchObject({ state: 'cancelled', reason: '' });
    await seen(work.slack.as(li), says(/单人擂台[\s\S]*报名不足两个/), 'why there is no contest');
    await playMatch(id, 'm1-2');
    await work.moveTo('2026-04-01T08:00:10+08:00');
    await tick(work.ctx);
    const ended = await now(id);
    const final = matchOf(ended, 'm2-1');
    expect(ended.state).toBe('ended');
    expect([final.a2, final.b2]).toContain(0);
    const officer = await actor(work, admin);
    expect(await matchPage(work.ctx, officer, ended, final.id)).toMatchObject({ canDecide: false });
    for (const winner of [0, 1, 2, 3, 4])
      await expect(decideMatch(work.ctx, officer, id, final.id, winner, '改判')).rejects.toThrow(
        /不能这样改|can’t be changed/,
      );
    expect(await now(id)).toMatchObject({ ranking: ended.ranking });
    // The match that was played can be changed: its loser has won then.
    await decideMatch(work.ctx, officer, id, 'm1-2', matchOf(ended, 'm1-2').b2 ?? 0, '更正');
    const changed = await now(id);
    expect(changed.ranking?.[0]?.seed).toBe(matchOf(ended, 'm1-2').b2);
  });
});
