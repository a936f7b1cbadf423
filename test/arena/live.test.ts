import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deliveries } from '../../src/delivery/model.ts';
import { presences } from '../../src/features/arena/model.ts';
import type { Match } from '../../src/features/arena/rules/bracket.ts';
import { bracketOf, entrantAt } from '../../src/features/arena/rules/contest.ts';
import type { Contest } from '../../src/features/arena/rules/records.ts';
import { bracketPage, matchPage } from '../../src/features/arena/service/bracket-pages.ts';
import { advance, lives, tick } from '../../src/features/arena/service/lives.ts';
import { playedIn, presencesIn } from '../../src/features/arena/service/marks.ts';
import { answer, begin, checkIn } from '../../src/features/arena/service/papers.ts';
import { singles } from '../helpers/question-table.ts';
import { actor, has, makeBank, modalOf, says, seen } from '../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';
import { noticeOf } from '../training/classroom.ts';
import { opened, playPaper, questions, stamp } from './players.ts';

/*
 * Four people play at the hour: round one at 19:00, the final and the third place at 20:00.
 */

const { admin, chen, li, maria, zhao } = PEOPLE;
const ID = 'live0000000000000';

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-10T09:00:00+08:00', bot: 'http' });
  await makeBank(work, '安全题库', singles(40));
  await opened(work, ID, [chen, li, maria, zhao], {
    name: '现场擂台',
    isLive: true,
    windowHours: 1,
    startsAt: new Date('2026-03-12T19:00:00+08:00'),
  });
});
afterAll(() => work.close());

const now = (): Promise<Contest> => lives.present(work.ctx, ID);
const at = (time: string): Promise<void> => work.moveTo(`2026-03-12T${time}+08:00`);
const told = async (key: string): Promise<string[]> =>
  (await deliveries(work.ctx).find({ 'params.key': key, to: 'member' }).lean())
    .map(({ recipient }) => recipient)
    .toSorted();
const usersOf = (contest: Contest, { a2, b2 }: Match): [string, string] => [
  entrantAt(contest, a2)?.captain ?? '',
  entrantAt(contest, b2)?.captain ?? '',
];
const pressed = (time: string): string => (Date.parse(`2026-03-12T${time}+08:00`) / 1_000).toFixed(6);
const ALL = [chen, li, maria, zhao].toSorted();

describe('an arena at the hour', { timeout: 240_000 }, () => {
  let first: Match;
  let second: Match;

  it('asks its people a quarter of an hour before whether they are there', async () => {
    await work.moveTo('2026-03-11T08:00:10+08:00');
    await tick(work.ctx);
    const contest = await now();
    [first, second] = bracketOf(contest).filter(({ round }) => round === 1) as [Match, Match];
    const [a, b] = usersOf(contest, first);
    await expect(checkIn(work.ctx, await actor(work, a), ID, first.id, stamp())).rejects.toThrow(
      /没有到时间|isn’t time yet/,
    );
    await at('18:45:10');
    await tick(work.ctx);
    expect(await told('ready-1')).toEqual(ALL);
    const person = work.slack.as(a);
    const asked = await noticeOf(person, /马上开赛|about to start/, 'arena.here');
    await person.click('arena.here', { message: asked });
    await seen(person, (one) => one.ts === asked.ts && says(/已签到|checked in/)(one), 'the answer in its place');
    await checkIn(work.ctx, await actor(work, a), ID, first.id, stamp());
    expect(await presences(work.ctx).countDocuments({ contest: ID })).toBe(1);
    // Once the match is moved, it says nothing of the new hour, until it is said again.
    const moved = { ...contest, extended: { [first.id]: new Date('2026-03-13T19:15:00+08:00') } };
    expect(await presencesIn(work.ctx, [contest])).toHaveLength(1);
    expect(await presencesIn(work.ctx, [moved])).toEqual([]);
    expect((await playedIn(work.ctx, moved)).isHere(first.id, first.a2 ?? 0)).toBe(false);
    // The other side is said to be there, to nobody but the two.
    const other = work.slack.as(b);
    await other.command('/jy', 'arena');
    await seen(other, says(/对手已到|your opponent is there/), 'that the opponent is there');
    const stranger = await actor(work, admin);
    await expect(checkIn(work.ctx, stranger, ID, first.id, stamp())).rejects.toThrow(/没有要打|no match/);
    await expect(checkIn(work.ctx, await actor(work, b), ID, second.id, stamp())).rejects.toThrow(/没有要打|no match/);
  });

  it('gives both their card at the hour, before all other sends', async () => {
    await at('18:56:00');
    await tick(work.ctx);
    const planned = await deliveries(work.ctx).find({ 'params.key': 'turn-1' }).lean();
    expect(planned.map(({ recipient }) => recipient).toSorted()).toEqual(ALL);
    for (const one of planned)
      expect(one).toMatchObject({
        state: 'planned',
        priority: 1,
        exactly: true,
        dueAt: new Date('2026-03-12T19:00:00+08:00'),
      });
    const [a] = usersOf(await now(), first);
    await expect(begin(work.ctx, await actor(work, a), questions, ID, first.id, stamp())).rejects.toThrow(
      /没有到时间|isn’t time yet/,
    );
    await at('19:00:00');
    for (const user of ALL) await noticeOf(work.slack.as(user), /轮到你上台|Your match/, 'arena.play');
  });

  it('counts time from each person’s own press: three seconds of delay change no winner', async () => {
    const contest = await now();
    const [slow, quick] = usersOf(contest, first);
    const press = async (user: string, nth: number, time: string) => {
      const who = await actor(work, user);
      const { question } = await begin(work.ctx, who, questions, ID, first.id, pressed(time));
      const place = question?.options.findIndex((one) => one.startsWith('做对')) ?? -1;
      return answer(work.ctx, who, { id: ID, match: first.id, nth, place }, pressed(time));
    };
    await at('19:00:03');
    await begin(work.ctx, await actor(work, slow), questions, ID, first.id, pressed('19:00:02'));
    // The other one presses at the same second, and each of their clicks needs three seconds more.
    await at('19:00:05');
    await begin(work.ctx, await actor(work, quick), questions, ID, first.id, pressed('19:00:02'));
    await at('19:00:23');
    await press(slow, 0, '19:00:12');
    await press(slow, 1, '19:00:22');
    // Nobody but the two knows of it yet, and they know no score.
    const page = await bracketPage(work.ctx, contest, 1);
    expect(page?.matches.map(({ a, b }) => [a.right, b.right])).toEqual([
      [undefined, undefined],
      [undefined, undefined],
    ]);
    expect((await matchPage(work.ctx, await actor(work, slow), contest, first.id))?.questions).toBeUndefined();
    await at('19:00:24');
    await press(quick, 0, '19:00:13');
    await press(quick, 1, '19:00:21');
    await advance(work.ctx, ID);
    const decided = bracketOf(await now()).find(({ id }) => id === first.id);
    // Both have two right; nineteen seconds are less than twenty.
    expect(decided).toMatchObject({ winner: first.b2, decision: { how: 'played' } });
    await tick(work.ctx);
  });

  it('does not wait longer than was said: who is there goes on, and hears so in the middle of the paper', async () => {
    const [there, away] = usersOf(await now(), second);
    const { question } = await begin(work.ctx, await actor(work, there), questions, ID, second.id, stamp());
    expect(question?.nth).toBe(0);
    await at('19:05:01');
    const late = await actor(work, away);
    await expect(checkIn(work.ctx, late, ID, second.id, stamp())).rejects.toThrow(/没有到场|counts as missed/);
    await expect(begin(work.ctx, late, questions, ID, second.id, stamp())).rejects.toThrow(/没有到场|counts as missed/);
    await at('19:05:10');
    // Decided, and the process is gone before anything is told.
    await advance(work.ctx, ID);
    await Promise.all([tick(work.ctx), tick(work.ctx)]);
    expect(bracketOf(await now()).find(({ id }) => id === second.id)).toMatchObject({
      winner: second.a2,
      decision: { how: 'absent' },
    });
    const press = { id: ID, match: second.id, nth: 0, place: 0 };
    const state = await answer(work.ctx, await actor(work, there), press, stamp());
    expect(state).toMatchObject({ question: undefined, isDecided: true });
  });

  it('says who is next once the round is over, and ends although nobody comes to the third place', async () => {
    await at('19:15:10');
    await tick(work.ctx);
    await tick(work.ctx);
    expect(await told('next-2')).toEqual(ALL);
    expect(await told('standings-1')).toEqual(ALL);
    await at('19:45:10');
    await tick(work.ctx);
    await at('20:00:05');
    await tick(work.ctx);
    const contest = await now();
    const final = bracketOf(contest).find(({ kind }) => kind === 'final');
    if (final === undefined) throw new Error('no final');
    const [a, b] = usersOf(contest, final);
    const person = work.slack.as(a);
    const card = await seen(
      person,
      (one) => has('arena.play')(one) && Number(one.ts) * 1_000 > Date.parse('2026-03-12T20:00:00+08:00'),
      'the card of the final',
    );
    await person.click('arena.play', { message: card });
    await modalOf(person, says(/第 1\/2 题|Question 1 of 2/), 'the first question');
    await person.closeModal(true);
    await playPaper(work, ID, a, final.id, 2);
    await playPaper(work, ID, b, final.id, 1);
    await at('20:05:10');
    await tick(work.ctx);
    const after = await now();
    expect(after.state).toBe('ended');
    expect(bracketOf(after).find(({ kind }) => kind === 'third')).toMatchObject({ winner: 0 });
    expect(after.ranking?.map(({ place }) => place)).toEqual([1, 2, 3, 4]);
    expect(entrantAt(after, after.ranking?.[0]?.seed)?.captain).toBe(a);
    await tick(work.ctx);
    expect(await told('result')).toEqual(ALL);
  });
});
