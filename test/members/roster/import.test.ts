import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { importedLines } from '../../../src/members/roster/imported-lines.ts';
import { importRoster, rosterSize, unmatchedRoster } from '../../../src/members/roster/service.ts';
import { actorOf, onTeamJoin, onUserChange } from '../../../src/members/service.ts';
import { shiftsWithoutHours } from '../../../src/members/shifts/use.ts';
import { syncMembers } from '../../../src/members/slack/sync.ts';
import { NOW, openStaffOffice, rateLimited, roster, type StaffOffice, slackUser } from './staff-office.ts';

let office: StaffOffice;
beforeAll(async () => {
  office = await openStaffOffice();
});
beforeEach(() => office.empty());
afterAll(() => office.close());

const FANG = slackUser('U1', '王芳', { profile: { email: 'wf@x.cn' } });
const NA = slackUser('U2', '李娜', { profile: { title: '农机手 0232' } });

describe('a roster file', () => {
  it('reads Slack first when nobody is known, and enriches who is found', async () => {
    office.people.push(FANG, NA);
    const result = await importRoster(
      office.ctx,
      roster(
        '0231,王芳,WF@x.cn,东湖,一班,养殖工,分会干部,06:00-14:30',
        '0232,李娜,,南岗,农机班,农机手,代表,',
        '0233,孙丽,sl@x.cn,南岗,大棚班,,,',
        ',无工号,,,,,,',
      ),
    );
    expect(result).toMatchObject({
      rows: 3,
      matched: 2,
      unmatched: [{ employeeNumber: '0233' }],
      withheld: [],
      faults: [{ line: 5, reason: 'no-number', row: expect.stringContaining('无工号') }],
    });
    expect(await actorOf(office.ctx, 'U1')).toMatchObject({
      roles: ['worker', 'officer'],
      scope: 'branch',
      branch: '东湖',
      team: '一班',
      post: '养殖工',
      shift: '06:00-14:30',
    });
    expect(await actorOf(office.ctx, 'U2')).toMatchObject({ roles: ['worker', 'representative'], branch: '南岗' });
    expect(await rosterSize(office.ctx)).toEqual({ rows: 3, matched: 2 });
  });

  it('is told on the command line with what needs somebody’s hand: a shift without hours once, and not per person', async () => {
    const file = roster(
      '0231,王芳,,东湖,一班,养殖工,,四班三运转 甲班',
      '0232,李娜,,东湖,一班,养殖工,,四班三运转 乙班',
      '0233,孙丽,,南岗,大棚班,,,08:00-17:30',
      '0234,周强,,南岗,大棚班,,,某时',
      ',无工号,,,,,,',
    );
    const done = await importRoster(office.ctx, file);
    const lines = importedLines(done, await shiftsWithoutHours(office.ctx), '/jy');
    expect(lines[0]).toBe('4 rows, 0 matched with members: 4 added, 0 changed, 0 unchanged.');
    expect(lines.filter((line) => line.includes('shift without hours'))).toEqual([
      '  shift without hours: 四班三运转 (2 people). Give it hours with /jy shifts.',
    ]);
    expect(lines).toContain('  line 5: imported without a value: bad-shift');
    expect(lines).toContain('  line 6: no-number');
    expect(lines).toContain('  not in Slack yet: 0231 王芳');
  });

  it('adds nothing the second time; a change of it changes the member at once', async () => {
    office.people.push(FANG);
    const file = roster('0231,王芳,wf@x.cn,东湖,一班,养殖工,干部,06:00-14:30');
    await importRoster(office.ctx, file);
    const before = await office.member('U1');
    expect(await importRoster(office.ctx, file)).toMatchObject({ rows: 1, matched: 1 });
    expect(await office.member('U1')).toEqual(before);
    expect(await actorOf(office.ctx, 'U1')).toMatchObject({ roles: ['worker', 'officer'], scope: 'company' });

    await importRoster(office.ctx, roster('0231,王芳,wf@x.cn,南岗,-,无,职工,清空'));
    const actor = await actorOf(office.ctx, 'U1');
    expect(actor).toMatchObject({ roles: ['worker'], scope: 'branch', branch: '南岗' });
    expect([actor?.team, actor?.post, actor?.shift]).toEqual([undefined, undefined, undefined]);
    expect(await rosterSize(office.ctx)).toEqual({ rows: 1, matched: 1 });
  });

  it('is kept: who joins later is enriched at once', async () => {
    await importRoster(office.ctx, roster('0231,王芳,wf@x.cn,东湖,一班,,代表,', '0232,李娜,,南岗,,,,'));
    expect(await unmatchedRoster(office.ctx, 1)).toMatchObject({ total: 2, page: 1, pages: 1 });
    await onTeamJoin(office.ctx, FANG);
    expect(await actorOf(office.ctx, 'U1')).toMatchObject({ roles: ['worker', 'representative'], branch: '东湖' });
    // The title comes with a later change.
    await onTeamJoin(office.ctx, slackUser('U2', '李娜'));
    expect(await actorOf(office.ctx, 'U2')).toMatchObject({ branch: undefined });
    await onUserChange(
      office.ctx,
      slackUser('U2', '李娜', { profile: { fields: { Xf1: { value: '工号 0232', alt: '' } } } }),
    );
    expect(await actorOf(office.ctx, 'U2')).toMatchObject({ branch: '南岗' });
    // Slack's list does not tell the fields: the nightly reading takes nothing away.
    office.people.push(FANG, slackUser('U2', '李娜'));
    await syncMembers(office.ctx);
    expect(await actorOf(office.ctx, 'U2')).toMatchObject({ branch: '南岗' });
    expect((await unmatchedRoster(office.ctx, 9)).total).toBe(0);
  });

  it('gives power only to people who are found by what nobody can write into their own profile', async () => {
    await importRoster(office.ctx, roster('0001,周岚,zl@x.cn,总部,,主席,管理员、代表,'));
    await onTeamJoin(office.ctx, slackUser('UFALSE', '周岚 0001'));
    expect(await actorOf(office.ctx, 'UFALSE')).toMatchObject({ roles: ['worker', 'representative'], scope: 'branch' });
    const again = await importRoster(office.ctx, roster('0001,周岚,zl@x.cn,总部,,主席,管理员、代表,'));
    expect(again.withheld).toMatchObject([{ employeeNumber: '0001' }]);

    await onTeamJoin(office.ctx, slackUser('UTRUE', '周岚', { profile: { email: 'zl@x.cn' } }));
    expect(await actorOf(office.ctx, 'UTRUE')).toMatchObject({
      roles: ['worker', 'administrator', 'representative'],
      scope: 'company',
    });
    expect(await actorOf(office.ctx, 'UFALSE')).toMatchObject({ roles: ['worker'], branch: undefined });
    expect(await office.row('0001')).toMatchObject({ matchedUser: 'UTRUE', matchedBy: 'email' });
  });

  it('lets go of people who do not fit any more', async () => {
    office.people.push(FANG);
    await importRoster(office.ctx, roster('0231,王芳,wf@x.cn,东湖,,,干部,'));
    await onUserChange(office.ctx, slackUser('U1', '王芳', { profile: { email: 'other@x.cn' } }));
    expect(await actorOf(office.ctx, 'U1')).toMatchObject({ roles: ['worker'], branch: undefined });
    expect((await unmatchedRoster(office.ctx, 1)).rows).toMatchObject([{ employeeNumber: '0231' }]);
  });

  it('is kept when Slack limits the rate of the first reading', async () => {
    office.people.push(FANG);
    office.failNext(rateLimited(30));
    expect(await importRoster(office.ctx, roster('0231,王芳,wf@x.cn,东湖,,,,'))).toMatchObject({ rows: 1, matched: 0 });
    await syncMembers(office.ctx);
    expect(await actorOf(office.ctx, 'U1')).toMatchObject({ branch: '东湖' });
  });
});

describe('the nightly reading of Slack', () => {
  const many = Array.from({ length: 450 }, (_, index) => slackUser(`U${1_000 + index}`, `职工${index}`));

  it('keeps everyone, passes over bots, and sees who is gone', async () => {
    office.people.push(...many, slackUser('UBOT', '菁英', { is_bot: true }), slackUser('USLACKBOT', 'Slackbot'));
    expect(await syncMembers(office.ctx)).toEqual({ left: 0 });
    expect(office.calls).toEqual(['users.list ', 'users.list 200', 'users.list 400']);
    expect(await office.member('U1449')).toMatchObject({ state: 'active' });
    expect(await office.member('UBOT')).toBeUndefined();
    expect(await actorOf(office.ctx, 'U1000')).toBeDefined();

    office.setTime(new Date(NOW.getTime() + 86_400_000));
    office.people[0] = slackUser('U1000', '职工0', { deleted: true });
    office.people.splice(1, 1);
    expect(await syncMembers(office.ctx)).toEqual({ left: 2 });
    expect(await office.member('U1001')).toMatchObject({ state: 'left' });
    expect(await actorOf(office.ctx, 'U1000')).toBeUndefined();
    expect(await syncMembers(office.ctx)).toEqual({ left: 0 });
  });

  it('goes on with the page that was not read, and takes nobody for gone before its end', async () => {
    office.people.push(...many);
    await syncMembers(office.ctx);
    office.calls.length = 0;
    office.setTime(new Date(NOW.getTime() + 86_400_000));
    office.failNext(rateLimited(30), 1);
    await expect(syncMembers(office.ctx)).rejects.toThrow('rate limited');
    expect(await office.member('U1449')).toMatchObject({ state: 'active' });
    office.setTime(new Date(NOW.getTime() + 86_430_000));
    expect(await syncMembers(office.ctx)).toEqual({ left: 0 });
    expect(office.calls).toEqual(['users.list ', 'users.list 200', 'users.list 200', 'users.list 400']);
  });

  it('begins again when its cursor is void', async () => {
    office.people.push(...many);
    office.failNext(new Error('An API error occurred: invalid_cursor'), 1);
    await expect(syncMembers(office.ctx)).rejects.toThrow('invalid_cursor');
    expect(await syncMembers(office.ctx)).toEqual({ left: 0 });
    expect(office.calls[2]).toBe('users.list ');
  });
});
