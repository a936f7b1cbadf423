import { inject, vi } from 'vitest';
import { readConfig } from '../../../src/config.ts';
import type { Context } from '../../../src/context.ts';
import { clock } from '../../../src/lib/clock.ts';
import { newId } from '../../../src/lib/ids.ts';
import { connectMongo } from '../../../src/lib/stores/mongo.ts';
import { forgetActor } from '../../../src/members/actor-cache.ts';
import {
  type Member,
  memberSyncs,
  members,
  prepareMembers,
  type RosterRow,
  rosterRows,
} from '../../../src/members/model.ts';
import type { MembersContext } from '../../../src/members/service.ts';
import type { SlackUser } from '../../../src/members/slack/user.ts';

export const WORKSPACE = 'T1';
export const NOW = new Date('2026-11-18T02:00:00Z');

/** The members' kernel on the real database, beside a Slack that is only a list of people. */
export interface StaffOffice {
  ctx: MembersContext;
  /** Slack's people; change them at will. */
  people: SlackUser[];
  /** Calls of Slack, e.g. `users.list`. */
  calls: string[];
  /** The next call of Slack fails with this. */
  failNext(error: Error, afterCalls?: number): void;
  setTime(at: Date): void;
  member(user: string): Promise<Member | undefined>;
  row(employeeNumber: string): Promise<RosterRow | undefined>;
  /** As on the first day: nobody is known, and the clock shows `NOW`. */
  empty(): Promise<void>;
  close(): Promise<void>;
}

export async function openStaffOffice(env: Record<string, string> = {}): Promise<StaffOffice> {
  let now = NOW;
  const spy = vi.spyOn(clock, 'now').mockImplementation(() => new Date(now));
  const config = readConfig({
    SLACK_BOT_TOKEN: 'xoxb-test',
    SLACK_SIGNING_SECRET: 'a-secret-of-tests',
    MONGODB_URI: inject('mongoUri'),
    REDIS_URL: inject('redisUrl'),
    ...env,
  });
  const db = await connectMongo(config.MONGODB_URI, `members-${newId()}`);
  const people: SlackUser[] = [];
  const calls: string[] = [];
  let failure: { error: Error; afterCalls: number } | undefined;
  const called = (method: string): void => {
    calls.push(method);
    if (failure === undefined) return;
    if (failure.afterCalls > 0) {
      failure.afterCalls -= 1;
      return;
    }
    const { error } = failure;
    failure = undefined;
    throw error;
  };
  const users = {
    list: async ({ cursor = '', limit }: { cursor?: string; limit: number }) => {
      called(`users.list ${cursor}`);
      const from = cursor === '' ? 0 : Number(cursor);
      const next = from + limit;
      return {
        ok: true,
        // As in any workspace, Slackbot is there.
        members: [...(from === 0 ? [{ id: 'USLACKBOT' }] : []), ...people.slice(from, next)],
        response_metadata: { next_cursor: next < people.length ? String(next) : '' },
      };
    },
    info: async ({ user }: { user: string }) => {
      called(`users.info ${user}`);
      const found = people.find((one) => one.id === user);
      if (found === undefined) throw Object.assign(new Error('user_not_found'), { data: { error: 'user_not_found' } });
      return { ok: true, user: found };
    },
  };
  const ctx: MembersContext = { config, db, workspace: WORKSPACE, slack: { users } as unknown as Context['slack'] };
  await prepareMembers(ctx);
  return {
    ctx,
    people,
    calls,
    failNext: (error, afterCalls = 0) => {
      failure = { error, afterCalls };
    },
    setTime: (at) => {
      now = at;
    },
    member: async (user) => (await members(ctx).findOne({ user }, { _id: 0 }).lean<Member>()) ?? undefined,
    row: async (employeeNumber) =>
      (await rosterRows(ctx).findOne({ employeeNumber }, { _id: 0 }).lean<RosterRow>()) ?? undefined,
    empty: async () => {
      await members(ctx).deleteMany({});
      await rosterRows(ctx).deleteMany({});
      await memberSyncs(ctx).deleteMany({});
      forgetActor(ctx);
      people.length = 0;
      calls.length = 0;
      failure = undefined;
      now = NOW;
    },
    close: async () => {
      spy.mockRestore();
      await db.dropDatabase();
      await db.close();
    },
  };
}

/** A person of Slack's list. */
export function slackUser(id: string, name: string, more: SlackUser = {}): SlackUser {
  return {
    id,
    team_id: WORKSPACE,
    real_name: name,
    tz: 'Asia/Shanghai',
    locale: 'zh-CN',
    ...more,
    profile: { real_name: name, ...more.profile },
  };
}

/** What the SDK throws at a limited rate when it does not wait by itself. */
export function rateLimited(seconds: number): Error {
  return Object.assign(new Error('rate limited'), { code: 'slack_webapi_rate_limited_error', retryAfter: seconds });
}

export const roster = (...lines: string[]): Uint8Array =>
  new TextEncoder().encode(['工号,姓名,邮箱,分会,班组,岗位,角色,班次', ...lines].join('\n'));
