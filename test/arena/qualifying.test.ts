import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entrantAt, QUALIFYING } from '../../src/features/arena/rules/contest.ts';
import type { Contest } from '../../src/features/arena/rules/records.ts';
import { lives, tick } from '../../src/features/arena/service/lives.ts';
import { begin } from '../../src/features/arena/service/papers.ts';
import { ledger } from '../../src/participation/ledger/model.ts';
import { recordMany } from '../../src/participation/ledger/service.ts';
import { singles } from '../helpers/question-table.ts';
import { actor, makeBank, says, seen } from '../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';
import { opened, playPaper, questions, stamp } from './players.ts';

const { chen, li, maria, zhao } = PEOPLE;

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
});
