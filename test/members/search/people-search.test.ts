import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '../../../src/bot/actor.ts';
import { members } from '../../../src/members/model.ts';
import { importRoster } from '../../../src/members/roster/service.ts';
import { searchPeople } from '../../../src/members/search/people-search.ts';
import { actorOf, onTeamJoin, onUserChange } from '../../../src/members/service.ts';
import { syncMembers } from '../../../src/members/slack/sync.ts';
import { openStaffOffice, roster, type StaffOffice, slackUser } from '../roster/staff-office.ts';

let office: StaffOffice;
const mail = (id: string) => ({ profile: { email: `${id}@x.cn` } });
beforeAll(async () => {
  office = await openStaffOffice();
  office.people.push(
    slackUser('U1', '王五', mail('1')),
    slackUser('U2', 'Wu Wang', mail('2')),
    slackUser('U3', '汪芜', mail('3')),
    slackUser('U4', '王五一', mail('4')),
    slackUser('U5', 'Maria Santos'),
    slackUser('UGUEST', '王客', { is_restricted: true }),
  );
  await importRoster(
    office.ctx,
    roster(
      'QH0231,王五,1@x.cn,东湖,一班,养殖工,,',
      'QH0232,王武,2@x.cn,东湖,二班,质检员,,',
      'QH0233,汪芜,3@x.cn,南岗,一班,养殖工,,',
      'QH0234,王五一,4@x.cn,南岗,,,,',
    ),
  );
  await syncMembers(office.ctx);
});
afterAll(() => office.close());

type Seer = Pick<Actor, 'roles' | 'scope' | 'branch'>;
const company: Seer = { roles: ['officer'], scope: 'company', branch: '东湖' };
const ofBranch: Seer = { roles: ['worker', 'officer'], scope: 'branch', branch: '东湖' };
const who = async (query: string, actor: Seer = company, limit = 20) =>
  (await searchPeople(office.ctx, actor, query, limit)).map((one) => one.user).join(' ');

it.each([
  ['王五', 'U1 U4'],
  ['wangwu', 'U2 U1 U3 U4'],
  ['Wang Wu', 'U2 U1 U3 U4'],
  ['ww', 'U2 U3 U1 U4'],
  ['wwy', 'U4'],
  ['王武', 'U2'],
  ['0231', 'U1'],
  ['qh0234', 'U4'],
  ['santos', 'U5'],
  ['ＭＡＲＩＡ', 'U5'],
  ['王客', ''],
  ['', ''],
  ['.*', ''],
  ['无此人', ''],
])('"%s" finds %s', async (query, found) => {
  expect((await who(query)).split(' ').sort()).toEqual(found.split(' ').sort());
});

it('puts the best first, and no more than wanted', async () => {
  expect(await who('王五')).toBe('U1 U4');
  expect(await who('wuwang', company, 1)).toBe('U2');
});

it('shows a branch officer their own branch only, and a worker nobody', async () => {
  expect((await who('ww', ofBranch)).split(' ').sort()).toEqual(['U1', 'U2']);
  expect(await who('ww', { ...ofBranch, branch: undefined })).toBe('');
  expect(await who('ww', { ...ofBranch, roles: ['worker'] })).toBe('');
});

it('says where a person is, so that two of one name are told apart', async () => {
  expect(await searchPeople(office.ctx, company, '0231', 5)).toEqual([
    { user: 'U1', name: '王五', branch: '东湖', team: '一班', employeeNumber: 'QH0231' },
  ]);
});

it('follows who joins, is renamed and leaves', async () => {
  await onTeamJoin(office.ctx, slackUser('U9', '赵敏'));
  expect(await who('zhaomin')).toBe('U9');
  await onUserChange(office.ctx, slackUser('U9', '周芷若'));
  expect(await who('zhaomin')).toBe('');
  expect(await who('zzr')).toBe('U9');
  await onUserChange(office.ctx, slackUser('U9', '周芷若', { deleted: true }));
  expect(await who('zzr')).toBe('');
});

it('finds who clicked before Slack told of them, once it tells', async () => {
  const person = slackUser('U10', '孙悟空');
  office.people.push(person);
  expect(await actorOf(office.ctx, 'U10')).toMatchObject({ name: '孙悟空' });
  expect(await who('swk')).toBe('');
  await onTeamJoin(office.ctx, person);
  expect(await who('swk')).toBe('U10');
});

it('makes no key again where no name has changed', async () => {
  await members(office.ctx).updateOne({ user: 'U1' }, { $set: { searchKeys: ['kept'] } });
  await syncMembers(office.ctx);
  expect((await office.member('U1'))?.searchKeys).toEqual(['kept']);
});
