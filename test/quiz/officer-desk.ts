import { afterAll, beforeAll, inject } from 'vitest';
import type { Actor } from '../../src/bot/actor.ts';
import { readConfig } from '../../src/config.ts';
import type { Context } from '../../src/context.ts';
import { prepareQuiz } from '../../src/features/quiz/service/indexes.ts';
import { clock } from '../../src/lib/clock.ts';
import { createLogger } from '../../src/lib/log.ts';
import { connectMongo } from '../../src/lib/stores/mongo.ts';
import { type Member, members } from '../../src/members/model.ts';

/** What an officer's use cases need, in a database of its own, for the tests of one file. */
export function useDesk(name: string): { ctx: Context } {
  const held: { ctx?: Context } = {};
  beforeAll(async () => {
    const config = readConfig({
      SLACK_BOT_TOKEN: 'xoxb-test',
      SLACK_SIGNING_SECRET: 'secret-of-a-test',
      MONGODB_URI: 'mongodb://localhost/x',
      REDIS_URL: 'redis://localhost',
    });
    const db = await connectMongo(inject('mongoUri'), `quiz-${name}-${process.pid}`);
    const log = createLogger('silent', 'bot');
    held.ctx = { config, db, log, workspace: 'T1', botUser: 'UBOT' } as Context;
    await prepareQuiz(held.ctx);
  });
  afterAll(async () => {
    await held.ctx?.db.dropDatabase();
    await held.ctx?.db.close();
  });
  return {
    get ctx() {
      if (held.ctx === undefined) throw new Error('Only inside a test');
      return held.ctx;
    },
  };
}

export function officer(changes: Partial<Actor> = {}): Actor {
  return {
    user: 'UOFFICER',
    name: '林干事',
    locale: 'zh',
    tz: 'Asia/Shanghai',
    roles: ['officer'],
    scope: 'company',
    branch: undefined,
    team: undefined,
    post: undefined,
    shift: undefined,
    ...changes,
  };
}

export async function addMember(ctx: Context, user: string, changes: Partial<Member> = {}): Promise<void> {
  const now = clock.now();
  await members(ctx).create({
    workspace: ctx.workspace,
    user,
    name: user,
    locale: 'zh',
    tz: 'Asia/Shanghai',
    roles: ['worker'],
    scope: 'branch',
    optOuts: [],
    state: 'active',
    isGuest: false,
    hints: [],
    syncedAt: now,
    updatedAt: now,
    ...changes,
  });
}

const HEADER = '题干,选项A,选项B,答案,分类';

/** A table of good questions, with the bad rows that are given after them. */
export function table(good: number, ...bad: string[]): Uint8Array {
  const rows = Array.from({ length: good }, (_, index) => `第${index}题怎么做？,甲${index},乙${index},A,安全`);
  return Buffer.from([HEADER, ...rows, ...bad].join('\n'));
}
