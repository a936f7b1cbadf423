import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { branchesAndTeams, membersOf, postsOf } from '../../../src/members/audience/audience.ts';
import { isIncluded, whichInclude } from '../../../src/members/audience/of-one.ts';
import {
  type AudienceContext,
  resolveAudience,
  shiftGroups,
  sizeOfAudience,
  whoIsIn,
} from '../../../src/members/audience/resolve.ts';
import { type AudiencePart, EVERYBODY, specOfKeys } from '../../../src/members/audience/spec.ts';
import { members } from '../../../src/members/model.ts';
import { importRoster } from '../../../src/members/roster/service.ts';
import { openStaffOffice, roster, type StaffOffice, slackUser } from '../roster/staff-office.ts';

let office: StaffOffice;
beforeAll(async () => {
  office = await openStaffOffice();
  const mail = (id: string) => ({ profile: { email: `${id}@x.cn` } });
  office.people.push(
    slackUser('U1', '甲', mail('1')),
    slackUser('U2', '乙', mail('2')),
    slackUser('U3', '丙', mail('3')),
    slackUser('U4', '丁', { tz: 'Asia/Urumqi' }),
    slackUser('UGUEST', '客', { is_restricted: true }),
    slackUser('UGONE', '戊', { deleted: true }),
  );
  await importRoster(
    office.ctx,
    roster(
      '0231,甲,1@x.cn,东湖,一班,养殖工,,06:00-14:30',
      '0232,乙,2@x.cn,东湖,二班,质检员,,',
      '0233,丙,3@x.cn,南岗,一班,养殖工,,06:00-14:30',
    ),
  );
});
afterAll(() => office.close());

/** No channel is asked of Slack here. */
const ctx = () => office.ctx as unknown as AudienceContext;
const specOf = (...include: AudiencePart[]) => ({ include, except: [] });

const who = async (include: AudiencePart[], size = 100, group?: { tz: string; shift: string }) => {
  const found: string[] = [];
  const of = { size, ...(group === undefined ? {} : { clock: group }) };
  for await (const batch of resolveAudience(ctx(), specOf(...include), 'company', of))
    found.push(...batch.map((one) => one.user));
  return found.join(' ');
};

describe('an audience', () => {
  it.each<[string, AudiencePart[], string]>([
    ['the company', EVERYBODY.include, 'U1 U2 U3 U4'],
    ['a branch', [{ kind: 'branch', branch: '东湖' }], 'U1 U2'],
    ['a team of one branch', [{ kind: 'team', branch: '东湖', team: '一班' }], 'U1'],
    ['a post', [{ kind: 'post', post: '养殖工' }], 'U1 U3'],
    [
      'several, each member once',
      [
        { kind: 'post', post: '养殖工' },
        { kind: 'branch', branch: '东湖' },
      ],
      'U1 U2 U3',
    ],
    ['everyone, if one of several is', [...EVERYBODY.include, { kind: 'branch', branch: '东湖' }], 'U1 U2 U3 U4'],
    ['nobody, where a part of it is lost', [...EVERYBODY.include, { kind: 'lost', key: 'x' }], ''],
    ['nobody, when empty', [], ''],
    ['no unknown branch', [{ kind: 'branch', branch: '西山' }], ''],
  ])('is %s', async (_name, audience, expected) => {
    expect(await who(audience)).toBe(expected);
    expect(await who(audience, 1)).toBe(expected);
    const { members: size } = await sizeOfAudience(ctx(), specOf(...audience));
    expect(size).toBe(expected === '' ? 0 : expected.split(' ').length);
    // Asked of each member, the answer is the same.
    const everyone = await membersOf(office.ctx, ['U1', 'U2', 'U3', 'U4']);
    const included = [...everyone.values()].filter(({ branch, team, post, ...rest }) =>
      isIncluded(ctx(), specOf(...audience), { ...rest, branch, team, post }),
    );
    expect(
      included
        .map(({ user }) => user)
        .sort()
        .join(' '),
    ).toBe(expected);
  });

  it('is nobody, where an exception cannot be read any more: it may have been for anybody', async () => {
    const lost = specOfKeys(['all'], ['branch:']);
    const found: string[] = [];
    for await (const page of resolveAudience(ctx(), lost)) found.push(...page.map((one) => one.user));
    expect(found).toEqual([]);
    expect((await sizeOfAudience(ctx(), lost)).members).toBe(0);
    expect([...(await whoIsIn(ctx(), lost, ['U1', 'U2']))]).toEqual([]);
    expect(await whichInclude(ctx(), 'U1', [{ spec: lost }, { spec: EVERYBODY }])).toEqual([false, true]);
  });

  it('has groups that share a clock, named alike each time', async () => {
    const groups = await shiftGroups(ctx(), EVERYBODY);
    expect(groups.map(({ tz, shift }) => [tz, shift])).toEqual([
      ['Asia/Shanghai', ''],
      ['Asia/Shanghai', '06:00-14:30'],
      ['Asia/Urumqi', ''],
    ]);
    expect(new Set(groups.map((one) => one.key)).size).toBe(3);
    for (const { key } of groups) expect(key).toMatch(/^[0-9a-f]{12}$/);
    expect(await shiftGroups(ctx(), EVERYBODY)).toEqual(groups);
    const members = await Promise.all(groups.map((group) => who(EVERYBODY.include, 100, group)));
    expect(members).toEqual(['U2', 'U1 U3', 'U4']);
  });

  it('is chosen from what there is', async () => {
    expect(await branchesAndTeams(office.ctx)).toEqual([
      {
        branch: '东湖',
        members: 2,
        teams: [
          { team: '一班', members: 1 },
          { team: '二班', members: 1 },
        ],
      },
      { branch: '南岗', members: 1, teams: [{ team: '一班', members: 1 }] },
    ]);
    expect(await postsOf(office.ctx)).toEqual(['养殖工', '质检员']);
  });

  it('knows members by id, strangers not', async () => {
    const found = await membersOf(office.ctx, ['U1', 'U1', 'UNOBODY']);
    expect([...found.keys()]).toEqual(['U1']);
  });

  it('is read by an index, never by a scan', async () => {
    for (const branch of [{}, { branch: '东湖' }]) {
      const filter = { workspace: 'T1', state: 'active' as const, user: { $gt: 'U1' }, ...branch };
      const plan = JSON.stringify(await members(office.ctx).find(filter).sort({ user: 1 }).explain('queryPlanner'));
      expect(plan).toContain('IXSCAN');
      expect(plan).not.toContain('COLLSCAN');
    }
  });
});
