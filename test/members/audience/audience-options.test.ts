import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Actor } from '../../../src/bot/actor.ts';
import { LOCALES } from '../../../src/lib/language.ts';
import { audienceOptions } from '../../../src/members/audience/options.ts';
import { partOfKey } from '../../../src/members/audience/spec.ts';
import { audienceNames } from '../../../src/members/audience/text.ts';
import { importRoster } from '../../../src/members/roster/service.ts';
import { openStaffOffice, roster, type StaffOffice, slackUser } from '../roster/staff-office.ts';

let office: StaffOffice;
const warn = vi.fn();
const log = { warn, error: vi.fn() };
type OptionsContext = Parameters<typeof audienceOptions>[0] & Parameters<typeof audienceNames>[0];
let ctx: OptionsContext;
beforeAll(async () => {
  office = await openStaffOffice();
  const mail = (id: string) => ({ profile: { email: `${id}@x.cn` } });
  office.people.push(
    slackUser('U1', '王五', mail('1')),
    slackUser('U2', '陈小美', mail('2')),
    slackUser('U3', '汪芜', mail('3')),
    slackUser('U4', '刘东', mail('4')),
  );
  await importRoster(
    office.ctx,
    roster(
      'QH0231,王五,1@x.cn,东湖养殖分会,一班,养殖工,,',
      'QH0232,陈小美,2@x.cn,东湖养殖分会,水产班组,质检员,,',
      'QH0233,汪芜,3@x.cn,南岗分会,一班,养殖工,,',
      'QH0234,刘东,4@x.cn,南岗分会,一班,,,',
    ),
  );
  const conversations = {
    info: async ({ channel }: { channel: string }) => {
      if (channel === 'CGONE') throw new Error('An API error occurred: channel_not_found');
      return { ok: true, channel: { id: channel, name: '安全' } };
    },
  };
  ctx = { ...office.ctx, log, slack: { ...office.ctx.slack, conversations } } as unknown as OptionsContext;
});
afterAll(() => office.close());

const officer: Actor = {
  user: 'U1',
  name: '王五',
  locale: 'zh',
  tz: 'Asia/Shanghai',
  roles: ['officer'],
  scope: 'company',
  branch: '东湖养殖分会',
  team: undefined,
  post: undefined,
  shift: undefined,
};
const ofBranch: Actor = { ...officer, scope: 'branch' };

const offered = async (query: string, actor = officer) =>
  (await audienceOptions(ctx, actor, query)).map((one) => one.text.text);

describe('an officer is offered', () => {
  it('everything but people, before a word is typed', async () => {
    expect(await offered('')).toEqual([
      ...['全体职工', '东湖养殖分会', '东湖养殖分会一班', '东湖养殖分会水产班组', '南岗分会', '南岗分会一班'],
      ...['养殖工', '质检员', '职工代表', '工会干部', '管理员'],
    ]);
  });

  it.each([
    ['东湖', ['东湖养殖分会', '东湖养殖分会一班', '东湖养殖分会水产班组']],
    ['donghu', ['东湖养殖分会', '东湖养殖分会一班', '东湖养殖分会水产班组']],
    ['scbz', ['东湖养殖分会水产班组']],
    ['养殖', ['养殖工', '东湖养殖分会', '东湖养殖分会一班', '东湖养殖分会水产班组']],
    ['dong', ['东湖养殖分会', '东湖养殖分会一班', '东湖养殖分会水产班组', '刘东']],
    ['quanti', ['全体职工']],
    ['everyone', ['全体职工']],
    ['officers', ['工会干部']],
    ['union', ['工会干部']],
    ['wangwu', ['汪芜', '王五']],
    ['0232', ['陈小美']],
    ['🎣', []],
    ['无此人', []],
  ])('for "%s": %j', async (query, found) => {
    expect(await offered(query)).toEqual(found);
  });

  it('with what it is, in the reader’s language; the value says the part', async () => {
    const [zh, en] = await Promise.all(
      LOCALES.map((locale) => audienceOptions(ctx, { ...officer, locale }, 'nangang')),
    );
    expect(zh?.map((one) => [one.text.text, one.description?.text])).toEqual([
      ['南岗分会', '分会 · 2 人'],
      ['南岗分会一班', '班组 · 2 人'],
    ]);
    expect(en?.map((one) => [one.text.text, one.description?.text])).toEqual([
      ['南岗分会', 'Branch · 2 members'],
      ['一班 (南岗分会)', 'Team · 2 members'],
    ]);
    const [person] = await audienceOptions(ctx, officer, '陈小美');
    expect(person?.description?.text).toBe('东湖养殖分会 水产班组 · QH0232');
    expect([...(zh ?? []), person].map((one) => partOfKey(one?.value ?? ''))).toEqual([
      { kind: 'branch', branch: '南岗分会' },
      { kind: 'team', branch: '南岗分会', team: '一班' },
      { kind: 'member', user: 'U2' },
    ]);
  });
});

it('a branch officer is offered their own branch only, and a person who is no officer nothing', async () => {
  expect(await offered('', ofBranch)).toEqual(['东湖养殖分会', '东湖养殖分会一班', '东湖养殖分会水产班组']);
  expect(await offered('wangwu', ofBranch)).toEqual(['王五']);
  expect(await offered('nangang', ofBranch)).toEqual([]);
  expect(await offered('', { ...ofBranch, roles: ['worker'] })).toEqual([]);
  expect(await offered('王五', { ...ofBranch, roles: ['worker'] })).toEqual([]);
});

it('the names of people and channels are told as far as they are known', async () => {
  const names = await audienceNames(ctx, {
    include: [
      { kind: 'channel', channel: 'C1' },
      { kind: 'channel', channel: 'CGONE' },
    ],
    except: [
      { kind: 'member', user: 'U1' },
      { kind: 'member', user: 'UNOBODY' },
    ],
  });
  expect([...names].sort()).toEqual([
    ['C1', '安全'],
    ['U1', '王五'],
  ]);
  expect(warn).toHaveBeenCalledOnce();
});
