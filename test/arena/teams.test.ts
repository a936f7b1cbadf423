import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../playground/client.ts';
import { bracketOf, entrantAt, seedOf } from '../../src/features/arena/rules/contest.ts';
import type { Contest, Entrant } from '../../src/features/arena/rules/records.ts';
import { change, decideMatch, enter, leave } from '../../src/features/arena/service/contests.ts';
import { lives, tick } from '../../src/features/arena/service/lives.ts';
import { begin } from '../../src/features/arena/service/papers.ts';
import { singles } from '../helpers/question-table.ts';
import { actor, has, makeBank, modalOf, says, seen } from '../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';
import { opened, playPaper, questions, stamp } from './players.ts';

/*
 * Four branches, each with a team of three: board against board.
 */

const { admin, maria } = PEOPLE;
const HARBOUR = ['U0QH3001', 'U0QH3002', 'U0QH3003'];
const GAO = 'U0QH3005';
const TEAMS = [
  ['U0QH1002', 'U0QH1003', 'U0QH1004'],
  ['U0QH2001', 'U0QH2002', 'U0QH2003'],
  [maria, 'U0QH2004', 'U0QH3004'],
];
const ID = 'teams00000000000';

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-10T09:00:00+08:00', bot: 'http' });
  await makeBank(work, '安全题库', singles(40));
  await opened(work, ID, [], {
    name: '分会对抗赛',
    count: 3,
    boards: 3,
    signUpUntil: new Date('2026-03-11T17:00:00+08:00'),
  });
});
afterAll(() => work.close());

const now = (): Promise<Contest> => lives.present(work.ctx, ID);
const play = (user: string, match: string, right: number) => playPaper(work, ID, user, match, right);

describe('an arena of branch teams', { timeout: 240_000 }, () => {
  it('is signed up for by the captain; what is wrong with the team is said in the form, and nothing is lost', async () => {
    const captain = work.slack.as('U0QH3001');
    await captain.command('/jy', '擂台');
    const list = await seen(captain, has('arena.open:0'), 'the contests');
    await captain.click('arena.open:0', { message: list });
    await modalOf(captain, has('arena.teamForm'), 'the contest');
    await captain.click('arena.teamForm', { in: 'modal' });
    await modalOf(captain, has('"players"'), 'the form');
    const few = await captain.submit({ name: '冷库队', players: HARBOUR.slice(0, 2), substitutes: [GAO] });
    expect(JSON.stringify(few.errors)).toContain('队员人数不对');
    const strange = await captain.submit({ players: [...HARBOUR.slice(0, 2), maria] });
    expect(JSON.stringify(strange.errors)).toContain('不是你们分会的');
    await captain.submit({ players: HARBOUR });
    const page = await modalOf(captain, says('报好了'), 'the contest');
    expect(textOf(page.blocks)).toMatch(/你们队：黄伟, 马超, 林月, 高鹏/);
    await captain.closeModal(true);
    for (const [nth, members] of TEAMS.entries())
      await enter(work.ctx, await actor(work, members[0] ?? ''), ID, { name: `第 ${nth + 1} 队`, members });
    const again = { name: '又一队', members: TEAMS[0] ?? [] };
    await expect(enter(work.ctx, await actor(work, 'U0QH1003'), ID, again)).rejects.toThrow(/已经报了|already/);
    await expect(enter(work.ctx, await actor(work, 'U0QH1003'), ID)).rejects.toThrow(/人数|number/);
    expect((await now()).entrants).toHaveLength(4);
  });

  it('has a substitute take a board until somebody plays there', async () => {
    await work.moveTo('2026-03-11T17:00:10+08:00');
    await tick(work.ctx);
    await work.moveTo('2026-03-12T08:00:10+08:00');
    const captain = await actor(work, 'U0QH3001');
    await change(work.ctx, captain, ID, 'U0QH3003', GAO);
    const contest = await now();
    const own = contest.entrants.find(({ captain: user }) => user === captain.user);
    expect(own?.members).toEqual(['U0QH3001', 'U0QH3002', GAO, 'U0QH3003']);
    const match = bracketOf(contest).find(({ a2, b2 }) => [a2, b2].includes(seedOf(contest, own?.id ?? '')));
    await begin(work.ctx, await actor(work, GAO), questions, ID, match?.id ?? '', stamp());
    await expect(change(work.ctx, captain, ID, GAO, 'U0QH3003')).rejects.toThrow(/正在|已经有队友|playing this board/);
    // The one who left the board plays no more, and a teammate is no captain.
    const out = await actor(work, 'U0QH3003');
    await expect(begin(work.ctx, out, questions, ID, match?.id ?? '', stamp())).rejects.toThrow(/没有要打|no match/);
    await expect(change(work.ctx, await actor(work, GAO), ID, 'U0QH3002', 'U0QH3003')).rejects.toThrow(
      /不能这样改|can’t be changed/,
    );
  });

  it('is decided by the sum, then by the first board; a team that stays away loses', async () => {
    const contest = await now();
    const [one, other] = bracketOf(contest).filter(({ round }) => round === 1);
    if (one === undefined || other === undefined) throw new Error('no matches');
    const sides = ({ a2, b2 }: typeof one): Entrant[] => [a2, b2].flatMap((seed) => entrantAt(contest, seed) ?? []);
    const [a, b] = sides(one) as [Entrant, Entrant];
    // 3 + 0 + 1 against 2 + 2 + 0: four each, and the first board decides.
    for (const [board, right] of [3, 0, 1].entries()) await play(a.members[board] ?? '', one.id, right);
    expect(bracketOf(await now()).find(({ id }) => id === one.id)?.winner).toBeUndefined();
    for (const [board, right] of [2, 2, 0].entries()) await play(b.members[board] ?? '', one.id, right);
    expect(bracketOf(await now()).find(({ id }) => id === one.id)).toMatchObject({
      winner: one.a2,
      decision: { how: 'played' },
    });
    // One board of three is enough to have appeared.
    const [c] = sides(other) as [Entrant, Entrant];
    await play(c.members[1] ?? '', other.id, 0);
    await work.moveTo('2026-03-13T08:00:20+08:00');
    await tick(work.ctx);
    const there = bracketOf(await now()).find(({ id }) => id === other.id);
    const begun = sides(other)[1]?.members.includes(GAO) === true;
    expect(there?.winner).toBe(begun ? there?.winner : other.a2);
    expect(there?.decision).toMatchObject({ how: begun ? 'played' : 'absent' });
  });

  it('gives the final to the others when a captain withdraws; an officer can’t change what is played past', async () => {
    const contest = await now();
    const final = bracketOf(contest).find(({ kind }) => kind === 'final');
    const [a, b] = [entrantAt(contest, final?.a2), entrantAt(contest, final?.b2)];
    const third = bracketOf(contest).find(({ kind }) => kind === 'third');
    for (const side of [third?.a2, third?.b2])
      await play(entrantAt(contest, side)?.members[0] ?? '', third?.id ?? '', side === third?.a2 ? 3 : 0);
    const semi = bracketOf(contest).find(({ round }) => round === 1);
    const officer = await actor(work, admin);
    await expect(decideMatch(work.ctx, officer, ID, semi?.id ?? '', semi?.b2 ?? 0, '改判')).rejects.toThrow(
      /later match has begun/,
    );
    await leave(work.ctx, await actor(work, a?.captain ?? ''), ID);
    expect(bracketOf(await now()).find(({ kind }) => kind === 'final')).toMatchObject({
      winner: final?.b2,
      decision: { how: 'withdrawn' },
    });
    await work.moveTo('2026-03-16T08:00:20+08:00');
    await tick(work.ctx);
    const after = await now();
    expect(after.state).toBe('ended');
    expect(after.ranking).toHaveLength(4);
    expect(entrantAt(after, after.ranking?.[0]?.seed)?.id).toBe(b?.id);
    expect(after.ranking?.[1]).toMatchObject({ place: 2, how: 'withdrawn' });
    expect(after.ranking?.[2]).toMatchObject({ place: 3, seed: third?.a2, how: 'won' });
  });
});
