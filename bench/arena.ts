import { setTimeout as sleep } from 'node:timers/promises';
import { questionsOf } from '../src/bot/question-sources.ts';
import type { Context } from '../src/context.ts';
import { deliveries } from '../src/delivery/model.ts';
import { IN_CHAT } from '../src/features/arena/match-views.ts';
import { contests, papers } from '../src/features/arena/model.ts';
import { answerRef } from '../src/features/arena/refs.ts';
import { bracketOf, entrantAt } from '../src/features/arena/rules/contest.ts';
import type { Contest, Entrant } from '../src/features/arena/rules/records.ts';
import { makeContest } from '../src/features/arena/service/contests.ts';
import { lives, tick } from '../src/features/arena/service/lives.ts';
import { begin } from '../src/features/arena/service/papers.ts';
import { features } from '../src/features/index.ts';
import { actorOf } from '../src/members/service.ts';
import type { Bed } from './bed.ts';
import { startReady } from './children.ts';
import { addBank, addCards, addMembers, addStandings, userAt } from './company.ts';
import { type Click, median, quantile, sendOpen, signedClick, targetAt } from './load.ts';
import type { Row } from './table.ts';

const QUESTIONS = 500;
/** In a match. */
const COUNT = 5;
const BRANCHES = 16;
/** Everybody answers five questions within the minute. */
const PER_SECOND = 54;
const WARM_UP = 200;
const HOUR_MS = 3_600_000;
const PATIENCE_MS = 60_000;
const TARGET = { drawMs: 1_000, over: 1.2 };

export interface ArenaSizes {
  teams: number;
  boards: number;
  rounds: number;
}

interface Ack {
  p50: number;
  p99: number;
}

export interface ArenaResult {
  /** Median over the rounds: from the end of sign-up until the draw stands and everybody's notice is planned. */
  drawMs: number;
  notices: number;
  /** Ack of an answer in a match, and of one to a card of the quiz, side by side; medians over the rounds. */
  match: Ack;
  quiz: Ack;
  /** Of everybody's last answer, with which the matches end. */
  last: Ack;
}

/** Teams that are drawn, and all of their matches played at the same minute. */
export async function measureArena(bed: Bed, { teams, boards, rounds }: ArenaSizes): Promise<ArenaResult> {
  const { ctx } = await bed.open('arena');
  const people = teams * boards;
  await addMembers(ctx, people + WARM_UP + rounds * people);
  await addBank(ctx, QUESTIONS);
  await addStandings(ctx, people);
  const draws: number[] = [];
  let notices = 0;
  for (let round = 0; round < rounds; round++) {
    const id = await signedUp(ctx, `draw-${round}`, teams, boards, HOUR_MS);
    const since = performance.now();
    await tick(ctx);
    draws.push(performance.now() - since);
    notices = await deliveries(ctx).countDocuments({ workspace: ctx.workspace, 'params.of': id, to: 'member' });
    if (notices !== people) throw new Error(`${notices} of ${people} are told of the draw`);
  }
  const env = await bed.env('arena');
  const child = await startReady({ script: 'bot', env, logFile: bed.logFile('arena-bot') }, Number(env.PORT));
  try {
    const timesOf = async (clicks: readonly Click[]): Promise<number[]> => {
      // Connections that have rested while papers were begun may be closed by the other side.
      const target = targetAt(Number(env.PORT));
      const signed = clicks.map((click) => signedClick(click, bed.responseUrl));
      const times = await sendOpen(target, signed, PER_SECOND);
      target.agent.destroy();
      return times;
    };
    let used = people;
    const cardClicks = async (run: string, count: number): Promise<Click[]> => {
      used += count;
      return addCards(ctx, run, used - count, count, QUESTIONS);
    };
    await timesOf(await cardClicks('warm', WARM_UP));
    const acks: Record<'match' | 'quiz' | 'last', number[]>[] = [];
    for (let round = 0; round < rounds; round++) {
      const cards = await cardClicks(`acks-${round}`, people);
      const { id, clicks } = await matchClicks(ctx, `match-${round}`, teams, boards);
      const quiz = await timesOf(cards);
      const match = await timesOf(clicks);
      await written(ctx, id, clicks.length, 0);
      const between = Array.from({ length: COUNT - 2 }, () => 0);
      await papers(ctx).updateMany(
        { workspace: ctx.workspace, contest: id },
        { $push: { answers: { $each: between } } },
      );
      const last = await timesOf(
        clicks.map((one) => ({ ...one, value: answerRef.pack({ ...answerRef.read(one.value), nth: COUNT - 1 }) })),
      );
      await written(ctx, id, clicks.length, COUNT - 1);
      acks.push({ quiz, match, last });
    }
    const ack = (of: 'match' | 'quiz' | 'last'): Ack => ({
      p50: median(acks.map((one) => quantile(one[of], 0.5))),
      p99: median(acks.map((one) => quantile(one[of], 0.99))),
    });
    return { drawMs: median(draws), notices, match: ack('match'), quiz: ack('quiz'), last: ack('last') };
  } finally {
    await child.stop();
  }
}

/** A contest whose sign-up has just ended, with everybody invited already. @param startsIn ms from now */
async function signedUp(ctx: Context, id: string, teams: number, boards: number, startsIn: number): Promise<string> {
  const worker = await actorOf(ctx, userAt(0));
  if (worker === undefined) throw new Error('nobody can hold it');
  const chair = { ...worker, roles: ['officer' as const], scope: 'company' as const };
  const [bank] = await questions.banks({ ctx, actor: chair, query: '' });
  const now = Date.now();
  const signUpUntil = new Date(now - 1);
  await makeContest(ctx, chair, id, {
    name: id,
    banks: [bank?.value ?? ''],
    count: COUNT,
    minutes: 10,
    boards,
    signUpUntil,
    startsAt: new Date(now + startsIn),
    windowHours: 1,
    isLive: true,
    noShowMinutes: 5,
    seeding: 'drawn',
    hasThird: true,
    hasSecondLife: false,
    most: teams,
    channel: 'C0BENCH',
  });
  const entrants = Array.from({ length: teams }, (_, team): Entrant => {
    const members = Array.from({ length: boards }, (_member, board) => userAt(team * boards + board));
    const branch = `分会 ${team % BRANCHES}`;
    return { id: `team-${team}`, name: `第 ${team} 队`, captain: members[0] ?? '', members, branch, at: signUpUntil };
  });
  const told = { opening: signUpUntil, closing: signUpUntil };
  const publishedAt = new Date(now - 1_000);
  const open: Partial<Contest> = { state: 'open', publishedAt, entrants, noticed: { told } };
  await contests(ctx).updateOne({ _id: id, workspace: ctx.workspace }, { $set: { ...open, wakeAt: signUpUntil } });
  return id;
}

const questions = questionsOf(features);

/** The first round of a contest, in which everybody has opened their paper; and each one's first answer. */
async function matchClicks(ctx: Context, id: string, teams: number, boards: number) {
  await signedUp(ctx, id, teams, boards, 0);
  await tick(ctx);
  const contest = await lives.present(ctx, id);
  const clicks: Click[] = [];
  for (const match of bracketOf(contest).filter(({ round }) => round === 1))
    for (const user of [match.a2, match.b2].flatMap((seed) => entrantAt(contest, seed)?.members ?? [])) {
      const actor = await actorOf(ctx, user);
      if (actor === undefined) throw new Error(`${user} is nobody`);
      await begin(ctx, actor, questions, id, match.id, '');
      const value = answerRef.pack({ id, match: match.id, nth: 0, place: 0 });
      clicks.push({ user, value, action: 'arena.answer:0', metadata: IN_CHAT, round: id });
    }
  return { id, clicks };
}

async function written(ctx: Context, contest: string, count: number, nth: number): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  const answered = () =>
    papers(ctx).countDocuments({ workspace: ctx.workspace, contest, [`answers.${nth}`]: { $exists: true } });
  for (let found = await answered(); found < count; found = await answered()) {
    if (performance.now() > until) throw new Error(`only ${found} of ${count} answers are written`);
    await sleep(50);
  }
}

export function arenaRows({ drawMs, notices, match, quiz, last }: ArenaResult, { teams, boards }: ArenaSizes): Row[] {
  const ms = ({ p50, p99 }: Ack) => `${p50.toFixed(1)} / ${p99.toFixed(1)} ms`;
  const matches = teams / 2;
  return [
    {
      what: `Drawing an arena of ${teams} teams, with ${notices} notices`,
      ours: `${Math.round(drawMs)} ms`,
      target: `< ${TARGET.drawMs} ms`,
      isReached: drawMs < TARGET.drawMs,
    },
    {
      what: `Ack in ${matches} matches of ${teams * boards} people at ${PER_SECOND} answers/s, p50 / p99 (beside it: the quiz)`,
      ours: ms(match),
      bare: ms(quiz),
      ratio: (match.p99 / quiz.p99).toFixed(2),
      target: `p99 ≤ ${TARGET.over} × quiz`,
      isReached: match.p99 <= TARGET.over * quiz.p99,
    },
    {
      what: '… of the last answers, with which the matches end',
      ours: ms(last),
      bare: ms(quiz),
      ratio: (last.p99 / quiz.p99).toFixed(2),
      target: `p99 ≤ ${TARGET.over} × quiz`,
      isReached: last.p99 <= TARGET.over * quiz.p99,
    },
  ];
}
