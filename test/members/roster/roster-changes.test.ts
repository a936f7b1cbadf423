import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ROLES } from '../../../src/bot/actor.ts';
import { auditPage } from '../../../src/members/audit.ts';
import { type Member, members, rosterRows, WITHOUT_KEYS } from '../../../src/members/model.ts';
import { hasRole, roleOf, withRole } from '../../../src/members/officers.ts';
import { applyPlan, finishRosterChange, undoPlan } from '../../../src/members/roster/apply.ts';
import { rosterDiff } from '../../../src/members/roster/diff.ts';
import { PLAN_FAULTS, previewRightsTaken, previewRoster } from '../../../src/members/roster/plan.ts';
import { rosterPlans, rosterStates } from '../../../src/members/roster/plan-model.ts';
import { readRoster } from '../../../src/members/roster/roster.ts';
import { importRoster } from '../../../src/members/roster/service.ts';
import { nearSpellings, unitKey } from '../../../src/members/roster/spelling.ts';
import { actorOf } from '../../../src/members/service.ts';
import { NOW, openStaffOffice, roster, type StaffOffice, slackUser } from './staff-office.ts';

let office: StaffOffice;
beforeAll(async () => {
  office = await openStaffOffice({ ADMIN_USERS: 'UBOSS' });
});
beforeEach(() => office.empty());
afterAll(() => office.close());

const HEAD = '工号,姓名,邮箱,分会,班组,岗位,角色,班次';
const FANG = '0231,王芳,wf@x.cn,东湖分会,一班,养殖工,分会干部,06:00-14:30';
const LAN = '0001,周岚,zl@x.cn,总部,,主席,管理员,';
const NA = '0232,李娜,ln@x.cn,东湖分会,一班,,,';

const table = (...lines: string[]) => [
  { name: '', isHidden: false, rows: lines.map((line, index) => ({ line: index + 1, cells: line.split(',') })) },
];
const stored = () => rosterRows(office.ctx).find({}, { _id: 0 }).sort({ employeeNumber: 1 }).lean();
const preview = async (...lines: string[]) => (await previewRoster(office.ctx, roster(...lines), 'UBOSS')).plan;

describe('a roster takes nothing away silently', () => {
  it('an empty cell, an absent column and a value that is not understood leave what was there', async () => {
    await importRoster(office.ctx, roster(FANG));
    const before = await stored();
    const plan = await preview('0231,王芳,坏邮箱,,,,主席,看心情');
    expect(plan.report).toMatchObject({ changed: 0, rights: { count: 0 }, notes: { count: 3 } });
    const narrow = new TextEncoder().encode('工号,姓名,车间\n0231,王芳,甲\n');
    const { plan: second } = await previewRoster(office.ctx, narrow, 'UBOSS');
    expect(second.report).toMatchObject({ changed: 0, unused: [{ header: '车间', guess: 'branch' }] });
    await applyPlan(office.ctx, second._id);
    expect(await stored()).toEqual(before);
  });

  it('says first who gets and loses rights, and which branch loses its last officer', async () => {
    await importRoster(office.ctx, roster(FANG, LAN, NA));
    const { report } = await preview('0231,王芳,,,,,职工,', '0232,李娜,,,,,管理员,');
    expect(report.rights.first).toMatchObject([
      { name: '王芳', loses: [{ role: 'officer', branch: '东湖分会' }], gains: [] },
      { name: '李娜', loses: [], gains: [{ role: 'administrator' }] },
    ]);
    expect(report.withoutOfficer.first).toEqual(['东湖分会']);
    expect(report.absent.first).toMatchObject([{ name: '周岚', rights: [{ role: 'administrator' }] }]);
  });

  it('a new number with a known email is the same person: nothing is lost', async () => {
    await importRoster(office.ctx, roster(FANG));
    const plan = await preview('0999,王芳,wf@x.cn,,,,,');
    expect(plan.report).toMatchObject({
      renumbered: { first: [{ name: '王芳', from: '0231', to: '0999' }] },
      rights: { count: 0 },
      withoutOfficer: { count: 0 },
    });
    await applyPlan(office.ctx, plan._id);
    expect(await stored()).toMatchObject([
      { employeeNumber: '0999', branch: '东湖分会', roles: ['worker', 'officer'] },
    ]);
    await undoPlan(office.ctx, plan._id, 'UBOSS');
    expect(await stored()).toMatchObject([{ employeeNumber: '0231', team: '一班' }]);
  });

  it('takes the rights of people who are off the roster with one more step, and gives them back', async () => {
    office.people.push(slackUser('U1', '王芳', { profile: { email: 'wf@x.cn' } }));
    await importRoster(office.ctx, roster(FANG, NA));
    const { plan } = await importRoster(office.ctx, roster(NA));
    expect(await actorOf(office.ctx, 'U1')).toMatchObject({ roles: ['worker', 'officer'] });
    const taking = await previewRightsTaken(office.ctx, plan._id, 'UBOSS');
    await applyPlan(office.ctx, taking._id);
    expect(await actorOf(office.ctx, 'U1')).toMatchObject({ roles: ['worker'], branch: '东湖分会' });
    await undoPlan(office.ctx, taking._id, 'UBOSS');
    expect(await actorOf(office.ctx, 'U1')).toMatchObject({ roles: ['worker', 'officer'] });
  });
});

describe('a preview', () => {
  it('is applied once, also by two processes at the same time', async () => {
    const plan = await preview(FANG, NA);
    await Promise.all([applyPlan(office.ctx, plan._id), applyPlan(office.ctx, plan._id)]);
    const before = await stored();
    await applyPlan(office.ctx, plan._id);
    expect(await stored()).toEqual(before);
    const log = await auditPage(office.ctx, 1, 100);
    expect(log.rows.filter((entry) => entry.plan === plan._id)).toHaveLength(1);
  });

  it('does not count when the roster has changed since, or after an hour', async () => {
    const [first, second] = [await preview(FANG), await preview(NA)];
    await applyPlan(office.ctx, first._id);
    await expect(applyPlan(office.ctx, second._id)).rejects.toMatchObject({ said: PLAN_FAULTS.stale });
    const third = await preview(NA);
    office.setTime(new Date(NOW.getTime() + 3_700_000));
    await expect(applyPlan(office.ctx, third._id)).rejects.toMatchObject({ said: PLAN_FAULTS.stale });
    expect(await stored()).toMatchObject([{ employeeNumber: '0231' }]);
  });

  it('that a killed process had begun to apply is brought to its end', async () => {
    const plan = await preview(FANG);
    await rosterStates(office.ctx).updateOne({}, { $set: { last: plan._id } });
    await finishRosterChange(office.ctx);
    expect(await stored()).toMatchObject([{ employeeNumber: '0231' }]);
    expect(await rosterPlans(office.ctx).findById(plan._id).lean()).toMatchObject({ state: 'applied' });
  });
});

describe('an undo', () => {
  it('gives back what is as the import left it, names what changed since, and ends after a day', async () => {
    await importRoster(office.ctx, roster(FANG, NA));
    const { plan } = await importRoster(office.ctx, roster('0231,王芳,,南岗分会,,,,', '0232,李娜,,南岗分会,,,,'));
    await importRoster(office.ctx, roster('0232,李娜,,,二班,,,'));
    expect(await undoPlan(office.ctx, plan._id, 'UBOSS')).toEqual({
      restored: 1,
      changedSince: [{ employeeNumber: '0232', name: '李娜' }],
    });
    expect(await stored()).toMatchObject([{ branch: '东湖分会' }, { branch: '南岗分会', team: '二班' }]);
    const late = await importRoster(office.ctx, roster('0231,王芳,,总部,,,,'));
    office.setTime(new Date(NOW.getTime() + 25 * 3_600_000));
    await expect(undoPlan(office.ctx, late.plan._id, 'UBOSS')).rejects.toMatchObject({ said: PLAN_FAULTS.late });
  });

  it('after an import is as if there had been none', async () => {
    const cell = fc.constantFrom('', '-', '东湖分会', '南岗', '东湖 分会');
    const role = fc.constantFrom('', '职工', '分会干部', '管理员', '看不懂');
    const row = fc.tuple(
      fc.constantFrom('0231', '0232', '0999'),
      cell,
      cell,
      role,
      fc.constantFrom('', 'wf@x.cn', 'n@x.cn'),
    );
    const files = fc.array(row, { minLength: 1, maxLength: 4 });
    const property = fc.asyncProperty(files, async (rows) => {
      await office.empty();
      await importRoster(office.ctx, roster(FANG, NA, LAN));
      const before = (await stored()).map(({ matchedBy: _by, matchedUser: _user, ...fields }) => fields);
      const lines = rows.map(
        ([number, branch, team, roles, email]) => `${number},王芳,${email},${branch},${team},,${roles},`,
      );
      const { plan } = await importRoster(office.ctx, roster(...lines));
      await undoPlan(office.ctx, plan._id, 'UBOSS');
      expect((await stored()).map(({ matchedBy: _by, matchedUser: _user, ...fields }) => fields)).toEqual(before);
    });
    await fc.assert(property, { numRuns: 10 });
  });
});

describe('spellings', () => {
  it('two of one unit become the one that is known', () => {
    const reading = readRoster(table(HEAD, '1,甲,,东湖分会,一班（甲）,,,', '2,乙,,东湖 分会,一班(甲),,,'));
    const { changes } = rosterDiff([], reading);
    expect(new Set(changes.map((one) => one.after?.branch))).toEqual(new Set(['东湖分会']));
    expect(new Set(changes.map((one) => one.after?.team)).size).toBe(1);
    expect(unitKey('Ａ－班')).toBe(unitKey('a-班'));
    expect(unitKey('东湖分会')).not.toBe(unitKey('东湖支会'));
  });

  it.each([
    ['东湖养殖分会', '东湖分会', true],
    ['十一分会', '一分会', false],
    ['南岗分会', '东湖分会', false],
  ])('%s beside %s is asked about: %s', (added, known, isAsked) => {
    expect(nearSpellings([known], [added])).toEqual(isAsked ? [{ added, known }] : []);
  });
});

describe('who is an administrator', () => {
  it('is one by the roster or by ADMIN_USERS, and then of the whole company', () => {
    const worker = { roles: ['worker' as const], scope: 'branch' as const };
    expect(roleOf(office.ctx, { user: 'UBOSS', ...worker })).toEqual({
      roles: ['worker', 'administrator'],
      scope: 'company',
    });
    expect(roleOf(office.ctx, { user: 'U1', ...worker })).toEqual(worker);
  });

  it('is found by the same rule as they are known by', async () => {
    const crew = [
      ['UBOSS', '0001', '职工'],
      ['U2', '0002', '管理员'],
      ['U3', '0003', '分会干部'],
      ['U4', '0004', '代表、干部'],
      ['U5', '0005', ''],
    ] as const;
    for (const [user, number] of crew)
      office.people.push(slackUser(user, '王芳', { profile: { email: `${number}@x.cn` } }));
    await importRoster(
      office.ctx,
      roster(...crew.map(([, number, role]) => `${number},王芳,${number}@x.cn,东湖,,,${role},`)),
    );
    const all = await members(office.ctx).find({}, WITHOUT_KEYS).lean<Member[]>();
    expect(all).toHaveLength(crew.length);
    const property = fc.asyncProperty(fc.subarray([...ROLES], { minLength: 1 }), async (roles) => {
      const found: string[] = await members(office.ctx).distinct('user', withRole(office.ctx, ...roles));
      expect(found.sort()).toEqual(
        all
          .filter((one) => hasRole(office.ctx, one, ...roles))
          .map((one) => one.user)
          .sort(),
      );
    });
    await fc.assert(property);
  });
});
