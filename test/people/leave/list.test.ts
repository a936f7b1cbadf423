import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { fileOf, textOf } from '../../../playground/client.ts';
import { validateView } from '../../../playground/server/validate/payload.ts';
import { readLeaves } from '../../../src/features/people/leave/list/rows.ts';
import { leaveFileForm, leavePreviewModal } from '../../../src/features/people/leave/list/views.ts';
import { readCsv } from '../../../src/lib/tables/csv-read.ts';
import { limitsOf } from '../../../src/lib/tables/table-file.ts';
import { leaves } from '../../../src/members/leave/model.ts';
import { members } from '../../../src/members/model.ts';
import { has, modalOf, says } from '../../helpers/quiz-day.ts';
import { limitToBranch, openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';

const { chen, li, officer, zhao } = PEOPLE;

const sheetOf = (text: string) => [{ name: '', isHidden: false, rows: readCsv(text, limitsOf(100)) }];
const read = (...rows: string[]) =>
  readLeaves(sheetOf(['工号,姓名,开始日期,结束日期,类别', ...rows].join('\n')), '2026-03-02');

describe('a list of leave', () => {
  test.each([
    ['1003,陈小梅,2026-03-09,2026-03-13,年假', '2026-03-09', '2026-03-13', 'holiday'],
    ['1003,,2026年3月9日,2026年3月10日,病假', '2026-03-09', '2026-03-10', 'sick'],
    [',陈小梅,2026/3/9,,', '2026-03-09', '2026-03-09', 'other'],
    ['1003,,20260309,20260701,产假', '2026-03-09', '2026-07-01', 'maternity'],
    ['1003,,2026-03-09 00:00:00,2026-03-09 00:00:00,Sick Leave', '2026-03-09', '2026-03-09', 'sick'],
  ])('reads %s', (row, from, to, kind) => {
    expect(read(row)).toMatchObject({ rows: [{ line: 2, span: { from, to, kind } }], faults: [] });
  });

  test.each([
    [',,2026-03-09,2026-03-10,病假', 'no-who'],
    ['1003,,2026-02-30,2026-03-10,病假', 'bad-date'],
    ['1003,,3月9日,3月10日,病假', 'bad-date'],
    ['1003,,2026-03-09,下周五,病假', 'bad-date'],
    ['1003,,2026-03-09 13:00,,病假', 'bad-date'],
    ['1003,,2026-03-09,2026-03-10,出差', 'bad-kind'],
    ['1003,,2026-03-10,2026-03-09,病假', 'orderWrong'],
    ['1003,,2026-01-01,2026-03-09,病假', 'tooOld'],
    ['1003,,2026-03-09,2027-06-01,产假', 'tooLong'],
  ])('leaves out %s, and says why: %s', (row, reason) => {
    expect(read(row)).toMatchObject({ rows: [], faults: [{ line: 2, reason }] });
  });

  it('names columns that it does not use, and is none without a person and a day', () => {
    const found = readLeaves(sheetOf('姓名,从,到,备注\n陈小梅,2026-03-09,2026-03-10,回家'), '2026-03-02');
    expect(found?.unused).toEqual([{ header: '备注' }]);
    expect(readLeaves(sheetOf('姓名,岗位\n陈小梅,电工'), '2026-03-02')).toBeUndefined();
  });

  it.each(['zh', 'en'] as const)('is shown in %s within Slack’s limits', (locale) => {
    const span = { from: '2026-03-09', to: '2026-03-10', kind: 'other' as const };
    const plan = {
      same: 3,
      unused: [{ header: '<!channel>' }],
      passed: [],
      added: Array.from({ length: 500 }, () => ({ person: { user: 'U1', name: '<!channel> *王*'.repeat(6) }, span })),
      faults: Array.from({ length: 500 }, (_, line) => ({
        line,
        row: '<!here>'.repeat(16),
        reason: 'several' as const,
      })),
    };
    const shown = leavePreviewModal(locale, 'F1', plan);
    expect(validateView(shown)).toEqual([]);
    expect(validateView(leaveFileForm.draw({ locale, tz: 'Asia/Shanghai', now: new Date(0) }))).toEqual([]);
    expect(JSON.stringify(shown)).not.toMatch(/<!/);
  });
});

describe('a list that a branch’s officer uploads', { timeout: 90_000 }, () => {
  let work: Workplace;
  beforeAll(async () => {
    work = await openWorkplace({ at: '2026-03-02T07:30:00+08:00', bot: 'http' });
    await limitToBranch(work);
  });
  afterAll(() => work.close());

  const spansOf = async (user: string) => (await leaves(work.ctx).findOne({ user }).lean())?.spans ?? [];

  it('is shown first, counts after a press, twice as once, and reaches nobody of another branch', async () => {
    const people = new Map((await members(work.ctx).find().lean()).map((one) => [one.user, one]));
    const number = (user: string) => people.get(user)?.employeeNumber ?? '';
    const list = [
      '工号,姓名,开始日期,结束日期,类别',
      `${number(chen)},,2026-03-09,2026-03-13,年假`,
      `,${people.get(li)?.name},2026-03-10,,病假`,
      `${number(zhao)},,2026-03-09,2026-03-13,年假`,
      `${number(chen)},${people.get(li)?.name},2026-04-01,2026-04-02,年假`,
      `${number(chen)},,某天,,年假`,
    ].join('\n');
    const boss = work.slack.as(officer);
    const upload = async () => {
      await boss.command('/jy', '请假');
      await modalOf(boss, has('people.awayFile'), 'the form');
      await boss.click('people.awayFile', { in: 'modal' });
      await modalOf(boss, has('leaveFile'), 'the dialog');
      await boss.attach('leaveFile', fileOf('leave.csv', list));
      await boss.submit();
    };
    await upload();
    const preview = textOf((await modalOf(boss, says('登记 2 条'), 'the preview')).blocks);
    expect(preview).toContain('第 4 行：你负责的人里没有这个人');
    expect(preview).toContain('第 5 行：工号和姓名对不上');
    expect(preview).toContain('第 6 行：日期读不懂');
    expect(await spansOf(chen)).toEqual([]);
    await boss.submit();
    await modalOf(boss, says('已登记 2 条'), 'that it counts');
    await boss.closeModal(true);
    await upload();
    await modalOf(boss, says('没有要登记的'), 'the preview');
    await boss.closeModal(true);
    expect(await spansOf(chen)).toEqual([{ from: '2026-03-09', to: '2026-03-13', kind: 'holiday' }]);
    expect(await spansOf(li)).toEqual([{ from: '2026-03-10', to: '2026-03-10', kind: 'sick' }]);
    expect(await spansOf(zhao)).toEqual([]);
  });

  it('says what is missing when it is no list', async () => {
    const boss = work.slack.as(officer);
    await boss.command('/jy', '请假');
    await modalOf(boss, has('people.awayFile'), 'the form');
    await boss.click('people.awayFile', { in: 'modal' });
    await modalOf(boss, has('leaveFile'), 'the dialog');
    await boss.attach('leaveFile', fileOf('other.csv', '岗位,人数\n电工,3'));
    const answer = await boss.submit();
    expect(JSON.stringify([answer, (await boss.state()).modals.at(-1)])).toContain('没有找到请假名单');
  });
});
