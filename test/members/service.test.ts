import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  actorOf,
  chooseLocale,
  memberOf,
  onTeamJoin,
  onUserChange,
  setOptOut,
  setQuietHours,
} from '../../src/members/service.ts';
import { NOW, openStaffOffice, type StaffOffice, slackUser, WORKSPACE } from './roster/staff-office.ts';

let office: StaffOffice;
beforeAll(async () => {
  office = await openStaffOffice({ ADMIN_USERS: 'UBOSS' });
});
beforeEach(() => office.empty());
afterAll(() => office.close());

describe('who acts', () => {
  it('is asked of Slack once, kept, and known from then on', async () => {
    office.people.push(slackUser('U1', '王芳', { profile: { email: 'WF@x.cn' } }));
    const asked = await Promise.all([actorOf(office.ctx, 'U1'), actorOf(office.ctx, 'U1')]);
    expect(asked[0]).toEqual({
      user: 'U1',
      name: '王芳',
      locale: 'zh',
      tz: 'Asia/Shanghai',
      roles: ['worker'],
      scope: 'branch',
      branch: undefined,
      team: undefined,
      post: undefined,
      shift: undefined,
    });
    office.setTime(new Date(NOW.getTime() + 60_000));
    expect(await actorOf(office.ctx, 'U1')).toEqual(asked[1]);
    expect(office.calls).toEqual(['users.info U1']);
    expect(await office.member('U1')).toMatchObject({ workspace: WORKSPACE, email: 'wf@x.cn', state: 'active' });
  });

  it.each([
    ['a bot', { is_bot: true }],
    ['a stranger', { is_stranger: true }],
    ['of another company', { team_id: 'T2' }],
    ['a guest', { is_restricted: true }],
    ['a guest of one channel', { is_ultra_restricted: true }],
    ['deactivated', { deleted: true }],
  ])('is nobody when they are %s', async (_name, more) => {
    office.people.push(slackUser('U1', '某人', more));
    expect(await actorOf(office.ctx, 'U1')).toBeUndefined();
    expect(await actorOf(office.ctx, 'USLACKBOT')).toBeUndefined();
    expect(await actorOf(office.ctx, 'UNOBODY')).toBeUndefined();
  });

  it('is ours in an organisation of several workspaces', async () => {
    office.people.push(slackUser('U1', '王芳', { team_id: 'T2', enterprise_user: { teams: ['T2', WORKSPACE] } }));
    expect(await actorOf(office.ctx, 'U1')).toMatchObject({ name: '王芳' });
  });

  it('is an administrator by configuration, whatever the roster says', async () => {
    office.people.push(slackUser('UBOSS', '周岚'));
    expect(await actorOf(office.ctx, 'UBOSS')).toMatchObject({ roles: ['worker', 'administrator'], scope: 'company' });
  });

  it('is not guessed when Slack cannot be asked, and asked again', async () => {
    office.people.push(slackUser('U1', '王芳'));
    office.failNext(new Error('service_unavailable'));
    await expect(actorOf(office.ctx, 'U1')).rejects.toThrow('service_unavailable');
    expect(await actorOf(office.ctx, 'U1')).toMatchObject({ name: '王芳' });
  });

  it('has the zone of the house without one of their own, and English for what we do not speak', async () => {
    office.people.push(
      slackUser('U1', 'Ana', { tz: 'Mars/Olympus', locale: 'pt-BR' }),
      slackUser('U2', 'B', { tz: undefined, locale: undefined }),
    );
    expect(await actorOf(office.ctx, 'U1')).toMatchObject({ tz: 'Asia/Shanghai', locale: 'en' });
    expect(await actorOf(office.ctx, 'U2')).toMatchObject({ tz: 'Asia/Shanghai', locale: 'zh' });
  });
});

describe('changes', () => {
  beforeEach(async () => {
    await onTeamJoin(office.ctx, slackUser('U1', '王芳', { profile: { email: 'wf@x.cn' } }));
  });

  it('are seen at once: the name, and that somebody left and came back', async () => {
    expect(await actorOf(office.ctx, 'U1')).toMatchObject({ name: '王芳' });
    await onUserChange(office.ctx, slackUser('U1', '王小芳'));
    expect(await actorOf(office.ctx, 'U1')).toMatchObject({ name: '王小芳' });
    expect(await memberOf(office.ctx, 'U1')).not.toHaveProperty('email');

    await onUserChange(office.ctx, slackUser('U1', '王小芳', { deleted: true }));
    expect(await actorOf(office.ctx, 'U1')).toBeUndefined();
    expect(await office.member('U1')).toMatchObject({ state: 'left', leftAt: NOW });

    await onUserChange(office.ctx, slackUser('U1', '王小芳'));
    expect(await actorOf(office.ctx, 'U1')).toMatchObject({ name: '王小芳' });
    expect(await office.member('U1')).not.toHaveProperty('leftAt');
    expect(office.calls).toEqual([]);
  });

  it('of a status write nothing', async () => {
    office.setTime(new Date(NOW.getTime() + 5_000));
    await onUserChange(office.ctx, slackUser('U1', '王芳', { profile: { email: 'wf@x.cn' } }));
    expect(await office.member('U1')).toMatchObject({ updatedAt: NOW });
  });

  it('told twice or three times are one', async () => {
    for (let times = 0; times < 3; times += 1) await onUserChange(office.ctx, slackUser('U1', '王芳'));
    await Promise.all(['U2', 'U2', 'U2'].map((id) => onTeamJoin(office.ctx, slackUser(id, '李娜'))));
    expect(await office.member('U2')).toMatchObject({ name: '李娜', roles: ['worker'] });
  });

  it('by the member win over Slack: the language', async () => {
    await chooseLocale(office.ctx, 'U1', 'en');
    await onUserChange(office.ctx, slackUser('U1', '王芳', { locale: 'zh-CN' }));
    expect(await actorOf(office.ctx, 'U1')).toMatchObject({ locale: 'en' });
    await chooseLocale(office.ctx, 'U1', undefined);
    expect(await actorOf(office.ctx, 'U1')).toMatchObject({ locale: 'zh' });
  });

  it('of quiet hours and opt-outs are kept', async () => {
    await setQuietHours(office.ctx, 'U1', { from: '21:00', to: '06:30' });
    await setOptOut(office.ctx, 'U1', 'quiz', true);
    await setOptOut(office.ctx, 'U1', 'quiz', true);
    expect(await office.member('U1')).toMatchObject({ quiet: { from: '21:00', to: '06:30' }, optOuts: ['quiz'] });
    await setQuietHours(office.ctx, 'U1', undefined);
    await setOptOut(office.ctx, 'U1', 'quiz', false);
    expect(await office.member('U1')).toMatchObject({ optOuts: [] });
    expect(await office.member('U1')).not.toHaveProperty('quiet');
    await expect(setQuietHours(office.ctx, 'U1', { from: '24:00', to: '6:30' })).rejects.toThrow(RangeError);
  });
});
