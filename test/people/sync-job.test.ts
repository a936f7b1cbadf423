import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { peopleIndex, peopleSync } from '../../jobs/people.ts';
import { peopleWorkers } from '../../jobs/people.worker.ts';
import type { Context } from '../../src/context.ts';
import { createLogger } from '../../src/lib/log.ts';
import { members } from '../../src/members/model.ts';
import { searchPeople } from '../../src/members/search/people-search.ts';
import { syncMembers } from '../../src/members/slack/sync.ts';
import { NOW, openStaffOffice, rateLimited, type StaffOffice, slackUser } from '../members/roster/staff-office.ts';

let office: StaffOffice;
beforeAll(async () => {
  office = await openStaffOffice();
});
beforeEach(() => office.empty());
afterAll(() => office.close());

const runJob = (name: string) =>
  peopleWorkers
    .find(({ job }) => job.name === name)
    ?.run({ ...office.ctx, log: createLogger('silent', 'test') } as Context, {});

describe('people.index', () => {
  it('makes what people are searched by where a release before left none', async () => {
    office.people.push(slackUser('U1', '王芳'));
    await runJob('people.sync');
    await members(office.ctx).updateMany({}, { $unset: { searchKeys: 1, searchedAs: 1 } });
    const chair = { roles: ['administrator' as const], scope: 'company' as const, branch: undefined };
    const found = async () => (await searchPeople(office.ctx, chair, 'wangfang', 5)).map(({ user }) => user);
    expect(await found()).toEqual([]);
    expect(await runJob(peopleIndex.name)).toEqual({ done: true });
    expect(await found()).toEqual(['U1']);
  });
});

describe('people.sync', () => {
  const run = () => runJob('people.sync');

  it('runs once a day', () => expect(peopleSync.everyMs).toBe(86_400_000));

  it('waits in the queue as long as Slack says, and then completes', async () => {
    office.people.push(slackUser('U1', '王芳'));
    office.failNext(rateLimited(30));
    expect(await run()).toEqual({ again: new Date(NOW.getTime() + 30_000) });
    expect(await run()).toEqual({ done: true });
    expect(await office.member('U1')).toMatchObject({ state: 'active' });
  });

  it('takes an empty list for a fault, not for a company that everybody has left', async () => {
    office.people.push(slackUser('U1', '王芳'));
    await run();
    const users = { ...office.ctx.slack.users, list: async () => ({ ok: true, members: [] }) };
    const ctx = { ...office.ctx, slack: { users } } as unknown as StaffOffice['ctx'];
    await expect(syncMembers(ctx)).rejects.toThrow('named nobody');
    expect(await office.member('U1')).toMatchObject({ state: 'active' });
  });

  it('fails with what it does not know, so that it is tried again', async () => {
    office.failNext(new Error('internal_error'));
    await expect(run()).rejects.toThrow('internal_error');
  });
});
