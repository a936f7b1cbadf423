import type { JobDefinition, JobWorker } from '../../jobs/define.ts';
import type { Actor } from '../../src/bot/actor.ts';
import type { Context, EnqueueOptions } from '../../src/context.ts';
import { addDays, instantOf } from '../../src/lib/zone.ts';
import { isOfficialWorkday } from '../../src/members/calendar/official.ts';
import { actorOf } from '../../src/members/service.ts';
import { CHINESE_BRANCHES, type Employee, idOf, PLAYED } from '../company.ts';
import { CROWD } from '../crowd.ts';

export const ZONE = 'Asia/Shanghai';
/** The union's chair: 周岚. */
export const CHAIR = 'U0QH1001';

/** What a feature's part of the history may use. */
export interface Stage {
  ctx: Context;
  /** The day on which the playground is started, `YYYY-MM-DD`. */
  today: string;
  /** An hour of the day that lies so many days after today; before it where negative. */
  at(days: number, time: string): Date;
  /** An hour of the so-manieth working day after today, before it where negative; 0 is today, whatever day it is. */
  atWorkday(days: number, time: string): Date;
  /** A member as the services want to know who acts. */
  actor(user: string): Promise<Actor>;
  /** From 0 to 1: the same parts give the same number, so that each start tells the same story. */
  chance(...parts: readonly (string | number)[]): number;
  /** Whether messages are posted by now; before that nobody reads them. */
  isShown(): boolean;
  /** Everybody, the people whom one can be first. */
  people: readonly Employee[];
  /** Lets a job of the clockwork run now: `quiz.tick`. */
  tick(...jobs: readonly string[]): Promise<void>;
  /** The same where messages are posted; before that the clockwork of the day does. */
  lookShown(...jobs: readonly string[]): Promise<void>;
}

/** Something that happens at an hour. */
export interface Scene {
  at: Date;
  /** One of the clockwork, after which everything that is due by then has arrived. */
  isDaily?: boolean;
  play(): Promise<void>;
}

/** A feature's part of the history; scenes that lie in the future are left out. */
export type History = (stage: Stage) => Scene[];

export const isPlayed = (user: string): boolean => PLAYED.some((one) => idOf(one) === user);
export const readsChinese = (one: Employee): boolean => CHINESE_BRANCHES.includes(one.branch);

interface Waiting {
  job: JobDefinition<unknown>;
  payload: unknown;
  at: number;
  options: EnqueueOptions;
}

/** The stage, and what stands behind it. */
export interface OpenStage {
  stage: Stage;
  /** Does what the jobs do that are due by now, and what follows from it. */
  runDue(): Promise<void>;
  /** Whether something was written to somebody since this was asked. */
  takePost(): boolean;
  /** What is still to come, for the queues of the worker. */
  rest(): readonly Waiting[];
}

const AT_ONCE = 8;
const MOST_ROUNDS = 100;

/**
 * @param real the connections; its queues stay empty: jobs wait here and run when their hour has come by the moved clock
 * @param now the present by the moved clock
 * @param isShown see `Stage`
 */
export function openStage(
  real: Context,
  workers: readonly JobWorker<Context>[],
  today: string,
  now: () => number,
  isShown: () => boolean,
): OpenStage {
  const waiting = new Map<string, Waiting>();
  let isPostWaiting = false;
  const byName = new Map(workers.map((worker) => [worker.job.name, worker]));
  const put = <P>(job: JobDefinition<P>, payload: P, options: EnqueueOptions): void => {
    // What is delivered, and when, the post office reads from the records.
    if (job.name.startsWith('delivery.')) {
      isPostWaiting = true;
      return;
    }
    const id = `${job.name} ${options.key}`;
    const at = Math.max(now(), options.at?.getTime() ?? 0);
    if (!waiting.has(id)) waiting.set(id, { job: job as JobDefinition<unknown>, payload, at, options });
  };
  const ctx: Context = {
    ...real,
    enqueue: async (job, payload, options) => put(job, payload, options),
    enqueueMany: async (job, jobs) => {
      for (const { payload, options } of jobs) put(job, payload, options);
    },
  };

  async function run(id: string, one: Waiting): Promise<void> {
    const worker = byName.get(one.job.name);
    if (worker === undefined) throw new Error(`no worker for ${one.job.name}`);
    const outcome = await worker.run(ctx, one.payload);
    const later = 'again' in outcome ? outcome.again : 'hold' in outcome ? outcome.hold : undefined;
    if (later !== undefined && !waiting.has(id)) waiting.set(id, { ...one, at: Math.max(now() + 1, later.getTime()) });
  }

  async function runDue(): Promise<void> {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const due = [...waiting].filter(([, { at }]) => at <= now()).slice(0, AT_ONCE);
      if (due.length === 0) return;
      for (const [id] of due) waiting.delete(id);
      await Promise.all(due.map(([id, one]) => run(id, one)));
    }
    throw new Error(`jobs do not come to an end: ${[...waiting.keys()].slice(0, 3).join(', ')}`);
  }

  // Who is what does not change in this history.
  const actors = new Map<string, Promise<Actor | undefined>>();
  const workdays = new Map<number, string>([[0, today]]);
  function workday(days: number): string {
    const known = workdays.get(days);
    if (known !== undefined) return known;
    const step = Math.sign(days);
    let day = addDays(workday(days - step), step);
    while (!isOfficialWorkday(day)) day = addDays(day, step);
    workdays.set(days, day);
    return day;
  }

  const stage: Stage = {
    ctx,
    today,
    at: (days, time) => instantOf(addDays(today, days), time, ZONE),
    atWorkday: (days, time) => instantOf(workday(days), time, ZONE),
    actor: (user) => {
      const known = actors.get(user) ?? actorOf(ctx, user);
      actors.set(user, known);
      return known.then((found) => {
        if (found === undefined) throw new Error(`${user} is no member`);
        return found;
      });
    },
    chance,
    isShown,
    people: [...PLAYED, ...CROWD],
    lookShown: async (...jobs) => {
      if (isShown()) await stage.tick(...jobs);
    },
    tick: async (...jobs) => {
      for (const job of jobs) {
        const worker = byName.get(job);
        if (worker === undefined) throw new Error(`no worker for ${job}`);
        await worker.run(ctx, {});
      }
      await runDue();
    },
  };
  return {
    stage,
    runDue,
    takePost: () => {
      const is = isPostWaiting;
      isPostWaiting = false;
      return is;
    },
    rest: () => [...waiting.values()],
  };
}

/** FNV-1a, with its bits mixed once more: neighbouring texts are far apart. */
function chance(...parts: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const letter of parts.join(' ')) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
