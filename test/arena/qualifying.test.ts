import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contests, papers } from '../../src/features/arena/model.ts';
import { bracketOf, entrantAt, QUALIFYING } from '../../src/features/arena/rules/contest.ts';
import type { Contest } from '../../src/features/arena/rules/records.ts';
import { decideMatch } from '../../src/features/arena/service/contests.ts';
import { lives, tick } from '../../src/features/arena/service/lives.ts';
import { begin } from '../../src/features/arena/service/papers.ts';
import { ledger } from '../../src/participation/ledger/model.ts';
import { recordMany } from '../../src/participation/ledger/service.ts';
import { singles } from '../helpers/question-table.ts';
import { actor, makeBank, says, seen } from '../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';
import { opened, playPaper, questions, stamp } from './players.ts';

const { admin, chen, li, maria, zhao } = PEOPLE;

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-10T09:00:00+08:00', bot: 'http' });
  await makeBank(work, '安全题库', singles(40));
});
afterAll(() => work.close());

const play = (id: string, user: string, match: string, right: number) => playPaper(work, id, user, match, right);

const captains = ({ drawn }: Contest, of: Contest): (string | undefined)[] =>
  (drawn?.seeds ?? []).map((_, nth) => entrantAt(of, nth + 1)?.captain);
const now = (id: string): Promise<Contest> => lives.present(work.ctx, id);

describe('an arena with more people than its bracket holds', { timeout: 240_000 }, () => {
  it('has one paper for everybody, and the best are in the bracket', async () => {
    await opened(work, 'first', [chen, li, zhao], { most: 2 });
    await work.moveTo('2026-03-11T08:00:10+08:00');
    await tick(work.ctx);
    expect((await now('first')).state).toBe('qualifying');
    await seen(work.slack.as(chen), says(/轮到你上台[\s\S]*资格赛 · 人人答同一份试卷，取前 2 名/), 'the notice');
    await play('first', chen, QUALIFYING.id, 1);
    await play('first', li, QUALIFYING.id, 2);
    await expect(begin(work.ctx, await actor(work, maria), questions, 'first', QUALIFYING.id, stamp())).rejects.toThrow(
      /no match/,
    );
    await work.moveTo('2026-03-12T08:00:20+08:00');
    await tick(work.ctx);
    const contest = await now('first');
    expect(captains(contest, contest)).toEqual([li, chen]);
    await seen(work.slack.as(zhao), says('资格赛第 3 名，共 3'), 'who is not through');
    for (const user of [li, chen]) await play('first', user, 'm1-1', user === chen ? 2 : 0);
    await tick(work.ctx);
    expect(await now('first')).toMatchObject({ state: 'ended' });
    const points = await ledger(work.ctx)
      .aggregate<{ _id: string; points: number }>([
        { $match: { activity: 'first' } },
        { $group: { _id: '$member', points: { $sum: '$points' } } },
      ])
      .exec();
    expect(new Map(points.map((one) => [one._id, one.points]))).toEqual(
      new Map([
        [chen, 1 + 2 + 30],
        [li, 2 + 0 + 20],
      ]),
    );
  });

  it('seeds the next season by these places, and another one by who knows the quiz', async () => {
    const times = {
      signUpUntil: new Date('2026-03-13T08:00:00+08:00'),
      startsAt: new Date('2026-03-13T08:00:00+08:00'),
    };
    await opened(work, 'season', [maria, li, chen], { ...times, seeding: 'season' });
    await opened(work, 'mastery', [chen, li, maria], { ...times, seeding: 'mastery' });
    const at = new Date();
    await recordMany(
      work.ctx,
      [maria, li].flatMap((member) =>
        Array.from({ length: 10 }, (_, nth) => ({
          deed: {
            member,
            feature: 'quiz',
            activity: 'run',
            kind: 'answer',
            at,
            points: 1,
            minutes: 0,
            streak: false,
            outcome: { correct: member === maria || nth < 4 },
            key: `quiz.test-${member}-${nth}`,
          },
          person: {},
        })),
      ),
    );
    await work.moveTo('2026-03-13T08:00:10+08:00');
    await tick(work.ctx);
    const [season, mastery] = [await now('season'), await now('mastery')];
    expect(captains(season, season)).toEqual([chen, li, maria]);
    expect(captains(mastery, mastery)).toEqual([maria, li, chen]);
  });

  it('either has begun a match or is decided otherwise before it, whoever is first', async () => {
    const start = new Date('2026-03-16T08:00:00+08:00');
    await opened(work, 'race', [chen, li, maria, zhao], { signUpUntil: start, startsAt: start, hasThird: false });
    await work.moveTo('2026-03-16T08:00:10+08:00');
    await tick(work.ctx);
    const drawn = await now('race');
    const semis = bracketOf(drawn).filter(({ round }) => round === 1);
    for (const { id, a2, b2 } of semis)
      for (const seed of [a2, b2]) await play('race', entrantAt(drawn, seed)?.captain ?? '', id, seed === a2 ? 2 : 0);
    await work.moveTo('2026-03-17T08:00:10+08:00');
    const [semi] = semis;
    const final = bracketOf(await now('race')).find(({ kind }) => kind === 'final');
    if (semi === undefined || final === undefined) throw new Error('no matches');
    const through = entrantAt(drawn, final.a2)?.captain ?? '';
    const officer = await actor(work, admin);
    const other = final.a2 === semi.a2 ? semi.b2 : semi.a2;
    const [begun, decided] = await Promise.allSettled([
      begin(work.ctx, await actor(work, through), questions, 'race', final.id, stamp()),
      decideMatch(work.ctx, officer, 'race', semi.id, other ?? 0, '改判'),
    ]);
    const after = bracketOf(await now('race')).find(({ id }) => id === final.id);
    const own = await papers(work.ctx).countDocuments({ contest: 'race', match: final.id });
    expect([begun.status, decided.status].toSorted()).toEqual(['fulfilled', 'rejected']);
    expect([own, after?.a2]).toEqual(begun.status === 'fulfilled' ? [1, final.a2] : [0, other]);
    // The process died between the two writes of somebody who begins: the match has begun.
    await contests(work.ctx).updateOne({ _id: 'race' }, { $addToSet: { begun: final.id }, $inc: { rev: 1 } });
    const [, second] = semis;
    await expect(decideMatch(work.ctx, officer, 'race', second?.id ?? '', second?.b2 ?? 0, '改判')).rejects.toThrow(
      /later match has begun/,
    );
  });
});
