import { afterAll, beforeAll, inject } from 'vitest';
import type { Actor } from '../../src/bot/actor.ts';
import type { Context } from '../../src/context.ts';
import { prepareDelivery } from '../../src/delivery/model.ts';
import { confirm } from '../../src/features/quiz/card/service/answer.ts';
import { banks, cards, questions, runs } from '../../src/features/quiz/model.ts';
import type { Question } from '../../src/features/quiz/question/rules/question.ts';
import { prepareRegrade } from '../../src/features/quiz/reports/service/regrade.ts';
import { prepareQuiz } from '../../src/features/quiz/service/indexes.ts';
import { clock } from '../../src/lib/clock.ts';
import { connectMongo } from '../../src/lib/stores/mongo.ts';
import { prepareParticipation } from '../../src/participation/ledger/model.ts';

export const WORKSPACE = 'T1';
export const DAY = '2026-03-03';
export const NOW = new Date('2026-03-03T02:00:00Z');
/** What each chose: two by the old key 0, two by the new key 1, one neither. */
const CHOSEN = { U1: 0, U2: 0, U3: 1, U4: 1, U5: 2 } as const;
export const PEOPLE = Object.keys(CHOSEN);
export const content: Question = {
  kind: 'single',
  stem: '先做什么？',
  category: '安全',
  tags: [],
  posts: [],
  options: ['甲', '乙', '丙'],
  correct: 0,
};
export const actor = (user: string): Actor => ({
  user,
  name: user,
  locale: 'zh',
  tz: 'Asia/Shanghai',
  roles: ['worker'],
  scope: 'company',
  branch: '一分会',
  team: '甲班',
  post: undefined,
  shift: undefined,
});

/** A database of its own for the tests of one file, on a frozen clock; `queued` is what was put into the queue. */
export function useAnswered(name: string) {
  const held: { ctx: Context | undefined } = { ctx: undefined };
  const queued: { job: string; key: string }[] = [];
  const realNow = clock.now;
  beforeAll(async () => {
    clock.now = () => NOW;
    const db = await connectMongo(inject('mongoUri'), `quiz-${name}-${process.pid}`);
    const enqueue: Context['enqueue'] = async (job, _payload, { key }) => {
      queued.push({ job: job.name, key });
    };
    held.ctx = {
      db,
      workspace: WORKSPACE,
      botUser: 'UB',
      enqueue,
      enqueueMany: async () => {},
      config: { TIMEZONE: 'Asia/Shanghai', LOCALE: 'zh' },
      log: { info() {}, warn() {}, error() {}, debug() {} },
    } as unknown as Context;
  });
  afterAll(async () => {
    clock.now = realNow;
    await held.ctx?.db.dropDatabase();
    await held.ctx?.db.close();
  });
  return {
    queued,
    get ctx() {
      if (held.ctx === undefined) throw new Error('Only inside a test');
      return held.ctx;
    },
  };
}

let serial = 0;
/** Five people have answered a new question; the other tests' are gone. */
export async function answered(ctx: Context): Promise<string> {
  await ctx.db.dropDatabase();
  await Promise.all([prepareParticipation(ctx), prepareQuiz(ctx), prepareDelivery(ctx), prepareRegrade(ctx)]);
  serial += 1;
  const question = `q${serial}`;
  await banks(ctx).create({
    _id: 'b1',
    workspace: WORKSPACE,
    name: '安全',
    state: 'active',
    createdBy: 'UO',
    createdAt: NOW,
  });
  const row = {
    _id: question,
    workspace: WORKSPACE,
    bank: 'b1',
    version: 1,
    state: 'active' as const,
    fingerprint: question,
  };
  await questions(ctx).create({ ...row, content, createdAt: NOW, updatedAt: NOW });
  const when = {
    sendAt: new Date(NOW.getTime() - 3_600_000),
    lockAt: new Date(NOW.getTime() + 3_600_000),
    createdAt: NOW,
  };
  const run = {
    _id: 'run1',
    schedule: 's1',
    day: DAY,
    tz: 'Asia/Shanghai',
    shift: '',
    mode: 'dm' as const,
    state: 'open' as const,
  };
  await runs(ctx).create({ ...run, workspace: WORKSPACE, questions: [], invited: 5, ...when });
  for (const user of [...PEOPLE, 'U6']) {
    const items = [{ question, order: [0, 1, 2] }];
    await cards(ctx).create({
      _id: `c${user}`,
      workspace: WORKSPACE,
      run: 'run1',
      schedule: 's1',
      day: DAY,
      member: user,
      items,
      picks: [],
      ...when,
    });
  }
  for (const [user, chosen] of Object.entries(CHOSEN)) {
    await confirm(ctx, actor(user), `c${user}`, 0, { kind: 'choice', chosen: [chosen] });
  }
  return question;
}
