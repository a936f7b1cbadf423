import { questionsOf } from '../../src/bot/question-sources.ts';
import { papers } from '../../src/features/arena/model.ts';
import { isReady } from '../../src/features/arena/rules/bracket.ts';
import { bracketOf, entrantAt, playersOf } from '../../src/features/arena/rules/contest.ts';
import { type ContestFacts, enter, makeContest, publish } from '../../src/features/arena/service/contests.ts';
import { lives } from '../../src/features/arena/service/lives.ts';
import { playedIn } from '../../src/features/arena/service/marks.ts';
import { answer, begin } from '../../src/features/arena/service/papers.ts';
import { features } from '../../src/features/index.ts';
import { clock } from '../../src/lib/clock.ts';
import { newId } from '../../src/lib/ids.ts';
import { MINUTE_MS } from '../../src/lib/zone.ts';
import { CHAIR, type History, isPlayed, type Scene, type Stage } from './stage.ts';

const questions = questionsOf(features);

/** Four of each branch, the people whom one can be first among them. */
const PLAYED_IN = ['U0QH1003', 'U0QH1004', 'U0QH1005', 'U0QH2002', 'U0QH3002', 'U0QH3003'];
const BRANCHES = ['总部', '东湖养殖分会', '南岗种植分会', '临港加工分会'];

interface Arena {
  id: string;
  name: string;
  entrants: number;
  facts: Pick<ContestFacts, 'signUpUntil' | 'startsAt'> & Partial<ContestFacts>;
  /** Working days after today on which its first round begins. */
  starts: number;
  rounds: number;
}

/** Two arenas: one that has its champion, and one in which some of the people whom one can be have to play today. */
export const arenaHistory: History = (stage) => [
  ...arenaScenes(stage, {
    id: newId(),
    name: '春季安全知识擂台赛',
    entrants: 13,
    starts: -24,
    rounds: 4,
    facts: { signUpUntil: stage.atWorkday(-25, '17:00'), startsAt: stage.atWorkday(-24, '08:00') },
  }),
  ...arenaScenes(stage, {
    id: newId(),
    name: '应知应会擂台争霸赛',
    entrants: 14,
    starts: -1,
    rounds: 1,
    facts: {
      signUpUntil: stage.atWorkday(-2, '17:00'),
      startsAt: stage.atWorkday(-1, '08:00'),
      channel: 'C0GENERAL',
    },
  }),
];

function arenaScenes(stage: Stage, { id, name, entrants, facts, starts, rounds }: Arena): Scene[] {
  const { ctx } = stage;
  const after = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * MINUTE_MS);
  const published = stage.atWorkday(starts - 6, '09:30');
  const round = (nth: number): Scene[] => [
    { at: stage.atWorkday(starts + nth - 1, '08:02'), play: () => stage.tick('arena.tick') },
    { at: stage.atWorkday(starts + nth - 1, '12:20'), play: () => playRound(stage, id, nth) },
  ];
  return [
    {
      at: published,
      play: async () => {
        const chair = await stage.actor(CHAIR);
        const [bank] = await questions.banks({ ctx, actor: chair, query: '' });
        await makeContest(ctx, chair, id, {
          name,
          banks: [bank?.value ?? ''],
          count: 5,
          minutes: 10,
          boards: 1,
          windowHours: 24,
          isLive: false,
          noShowMinutes: 5,
          seeding: 'mastery',
          hasThird: true,
          hasSecondLife: false,
          most: 128,
          ...facts,
        });
        await publish(ctx, chair, id);
        await stage.lookShown('arena.tick');
      },
    },
    {
      at: after(published, 4 * 60),
      play: async () => {
        for (const user of entrantsOf(stage, name, entrants)) await enter(ctx, await stage.actor(user), id);
      },
    },
    { at: after(facts.signUpUntil, 1), play: () => stage.tick('arena.tick') },
    ...Array.from({ length: rounds }, (_, nth) => round(nth + 1)).flat(),
    { at: stage.atWorkday(starts + rounds, '08:02'), play: () => stage.tick('arena.tick') },
  ];
}

/** People of four branches, the same at each start. */
function entrantsOf({ people, chance }: Stage, about: string, count: number): string[] {
  const others = BRANCHES.map((branch) =>
    people
      .filter((one) => one.branch === branch)
      .map((one) => `U0${one.number}`)
      .filter((user) => !isPlayed(user))
      .toSorted((a, b) => chance(about, a) - chance(about, b)),
  );
  const inTurn = Array.from({ length: count }, (_, nth) => others[nth % BRANCHES.length]?.[nth >> 2] ?? []).flat();
  return [...PLAYED_IN, ...inTurn].slice(0, count);
}

/** Who plays a round does so at noon; a few don’t come to the first one. */
async function playRound(stage: Stage, id: string, round: number): Promise<void> {
  const { ctx, chance } = stage;
  const contest = await lives.present(ctx, id);
  const turns = bracketOf(contest)
    .filter((one) => one.round === round && isReady(one))
    .flatMap(({ id: match, a2, b2 }) =>
      [a2, b2].flatMap((seed) => playersOf(contest, entrantAt(contest, seed)).map((user) => ({ match, user }))),
    )
    .filter(({ match, user }) => round > 1 || chance('comes', contest.name, match, user) < 0.93);
  await Promise.all(turns.map(({ match, user }) => playPaper(stage, id, match, user)));
}

async function playPaper({ ctx, actor, chance }: Stage, id: string, match: string, user: string): Promise<void> {
  const who = await actor(user);
  const skill = 0.45 + chance('knows', user) / 2;
  const ago = 8_000 + chance('slow', user, match) * 20_000;
  const stamp = (at: number) => (at / 1_000).toFixed(6);
  await begin(ctx, who, questions, id, match, stamp(clock.now().getTime() - ago));
  const [played, paper] = await Promise.all([
    playedIn(ctx, await lives.present(ctx, id), [match]),
    papers(ctx).findOne({ workspace: ctx.workspace, contest: id, match, member: user }).lean(),
  ]);
  for (const [nth, { right }] of played.keysOf(match).entries()) {
    const isRight = chance('right', user, match, nth) < skill;
    const place = (paper?.orders[nth] ?? []).findIndex((option) => right.includes(option) === isRight);
    await answer(ctx, who, { id, match, nth, place }, stamp(clock.now().getTime()));
  }
}
