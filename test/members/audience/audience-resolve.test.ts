import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ROLES, type Role } from '../../../src/bot/actor.ts';
import { UserError } from '../../../src/bot/routing/errors.ts';
import { whichInclude } from '../../../src/members/audience/of-one.ts';
import { type AudienceContext, resolveAudience, sizeOfAudience } from '../../../src/members/audience/resolve.ts';
import type { AudiencePart, AudienceSpec } from '../../../src/members/audience/spec.ts';
import { type Member, members } from '../../../src/members/model.ts';
import { NOW, openStaffOffice, type StaffOffice, WORKSPACE } from '../roster/staff-office.ts';

let office: StaffOffice;
let ctx: AudienceContext;
/** Who is in which channel of Slack. */
let channels: Record<string, string[]>;
let failure: Error | undefined;

beforeAll(async () => {
  office = await openStaffOffice({ ADMIN_USERS: 'U01' });
  const conversations = {
    members: async ({ channel, cursor = '' }: { channel: string; cursor?: string }) => {
      if (failure !== undefined) throw failure;
      const found = channels[channel];
      if (found === undefined) throw new Error('An API error occurred: channel_not_found');
      const from = Number(cursor);
      const next = from + 2;
      return {
        ok: true,
        members: found.slice(from, next),
        response_metadata: { next_cursor: next < found.length ? String(next) : '' },
      };
    },
  };
  ctx = { ...office.ctx, slack: { ...office.ctx.slack, conversations } as unknown as AudienceContext['slack'] };
});
beforeEach(() => {
  channels = {};
  failure = undefined;
});
afterEach(() => office.empty());
afterAll(() => office.close());

const BRANCHES = ['东湖', '南岗', undefined] as const;
const TEAMS = ['一班', '二班', undefined] as const;
const POSTS = ['电工', undefined] as const;
const USERS = Array.from({ length: 12 }, (_, at) => `U${String(at).padStart(2, '0')}`);

type Worker = Pick<Member, 'user' | 'roles' | 'state' | 'isGuest'> &
  Record<'branch' | 'team' | 'post', string | undefined>;

function memberOf(worker: Worker): Member {
  const { branch, team, post, ...said } = worker;
  return {
    workspace: WORKSPACE,
    name: worker.user,
    locale: 'zh',
    tz: 'Asia/Shanghai',
    scope: 'branch',
    optOuts: [],
    hints: [],
    syncedAt: NOW,
    updatedAt: NOW,
    ...said,
    ...(branch === undefined ? {} : { branch }),
    ...(team === undefined ? {} : { team }),
    ...(post === undefined ? {} : { post }),
  };
}

const workerOf = (user: string): fc.Arbitrary<Worker> =>
  fc.record({
    user: fc.constant(user),
    branch: fc.constantFrom(...BRANCHES),
    team: fc.constantFrom(...TEAMS),
    post: fc.constantFrom(...POSTS),
    roles: fc.subarray<Role>(['officer', 'representative', 'administrator']).map((more): Role[] => ['worker', ...more]),
    state: fc.constantFrom('active' as const, 'active' as const, 'left' as const),
    isGuest: fc.constantFrom(false, false, false, true),
  });
const company = fc.tuple(...USERS.map(workerOf)).map((all) => all as Worker[]);
const part: fc.Arbitrary<AudiencePart> = fc.oneof(
  fc.constant({ kind: 'everyone' as const }),
  fc.record({ kind: fc.constant('branch' as const), branch: fc.constantFrom('东湖', '南岗', '没有') }),
  fc.record({
    kind: fc.constant('team' as const),
    branch: fc.constantFrom('东湖', '南岗'),
    team: fc.constantFrom('一班', '二班'),
  }),
  fc.record({ kind: fc.constant('post' as const), post: fc.constantFrom('电工', '没有') }),
  fc.record({ kind: fc.constant('role' as const), role: fc.constantFrom(...ROLES) }),
  fc.record({ kind: fc.constant('member' as const), user: fc.constantFrom(...USERS, 'UNOBODY') }),
  fc.record({ kind: fc.constant('channel' as const), channel: fc.constantFrom('C1', 'C2') }),
);
const spec: fc.Arbitrary<AudienceSpec> = fc.record({
  include: fc.array(part, { maxLength: 4 }),
  except: fc.array(part, { maxLength: 3 }),
});

function isIn(one: AudiencePart, worker: Worker): boolean {
  if (one.kind === 'everyone') return true;
  if (one.kind === 'branch') return worker.branch === one.branch;
  if (one.kind === 'team') return worker.branch === one.branch && worker.team === one.team;
  if (one.kind === 'post') return worker.post === one.post;
  if (one.kind === 'role')
    return worker.roles.includes(one.role) || (one.role === 'administrator' && worker.user === 'U01');
  if (one.kind === 'member') return worker.user === one.user;
  return one.kind === 'channel' && (channels[one.channel] ?? []).includes(worker.user);
}

async function resolved(audience: AudienceSpec, within?: { branch: string }): Promise<string[]> {
  const found: string[] = [];
  for await (const page of resolveAudience(ctx, audience, within)) found.push(...page.map((one) => one.user));
  return found;
}

describe('an audience', () => {
  it('is everyone who is in a part and in no exception, each once, with its size by branch', async () => {
    await fc.assert(
      fc.asyncProperty(
        company,
        spec,
        fc.record({ C1: fc.subarray(USERS), C2: fc.subarray(USERS) }),
        fc.constantFrom(undefined, { branch: '东湖' }),
        async (workers, audience, inChannels, within) => {
          channels = inChannels;
          await members(ctx).deleteMany({});
          await members(ctx).insertMany(workers.map(memberOf));
          const expected = workers.filter(
            (worker) =>
              worker.state === 'active' &&
              !worker.isGuest &&
              (within === undefined || worker.branch === within.branch) &&
              audience.include.some((one) => isIn(one, worker)) &&
              !audience.except.some((one) => isIn(one, worker)),
          );
          expect(await resolved(audience, within)).toEqual(expected.map((one) => one.user));
          const ofEach = await Promise.all(
            workers.map(async ({ user }) => (await whichInclude(ctx, user, [{ spec: audience, within }]))[0]),
          );
          expect(workers.filter((_, nth) => ofEach[nth] === true)).toEqual(expected);
          const { members: all, branches } = await sizeOfAudience(ctx, audience, within);
          expect(all).toBe(expected.length);
          expect(Object.fromEntries(branches.map((one) => [one.branch, one.members]))).toEqual(
            Object.fromEntries(
              [...new Set(expected.map((one) => one.branch ?? ''))].map((branch) => [
                branch,
                expected.filter((one) => (one.branch ?? '') === branch).length,
              ]),
            ),
          );
        },
      ),
      { numRuns: 120 },
    );
  });

  it('comes in pages, and a person who leaves between two of them is not in the next', async () => {
    const users = Array.from({ length: 2_300 }, (_, at) => `U${String(at).padStart(5, '0')}`);
    const plain = { branch: '东湖', roles: ['worker' as const], state: 'active' as const, isGuest: false };
    await members(ctx).insertMany(users.map((user) => memberOf({ user, team: undefined, post: undefined, ...plain })));
    const pages: number[] = [];
    const seen = new Set<string>();
    for await (const page of resolveAudience(ctx, { include: [{ kind: 'everyone' }], except: [] })) {
      pages.push(page.length);
      for (const { user } of page) seen.add(user);
      if (pages.length === 1) await members(ctx).updateOne({ user: 'U01500' }, { $set: { state: 'left' } });
    }
    expect(pages).toEqual([1_000, 1_000, 299]);
    expect(seen.size).toBe(2_299);
    expect(seen.has('U01500')).toBe(false);
  });

  it('with a channel that cannot be read is refused, in an exception too', async () => {
    const gone = { kind: 'channel' as const, channel: 'CGONE' };
    await expect(resolved({ include: [gone], except: [] })).rejects.toThrow(UserError);
    await expect(sizeOfAudience(ctx, { include: [{ kind: 'everyone' }], except: [gone] })).rejects.toThrow(UserError);
    // Of a person it is only asked what to show.
    const plain = { branch: '东湖', team: undefined, post: undefined, roles: ['worker' as const], isGuest: false };
    await members(ctx).insertMany([memberOf({ user: 'U02', state: 'active', ...plain })]);
    const [everyone, lost] = [
      { include: [{ kind: 'everyone' as const }], except: [] },
      { include: [gone], except: [] },
    ];
    const found = await whichInclude(
      ctx,
      'U02',
      [everyone, lost, { ...everyone, except: [gone] }].map((spec) => ({ spec })),
    );
    expect(found).toEqual([true, false, false]);
  });

  it('is asked for again where Slack limits the rate', async () => {
    failure = Object.assign(new Error('rate limited'), { code: 'slack_webapi_rate_limited_error', retryAfter: 3 });
    const inChannel = { kind: 'channel' as const, channel: 'C1' };
    await expect(resolved({ include: [inChannel], except: [] })).rejects.toBe(failure);
  });
});
