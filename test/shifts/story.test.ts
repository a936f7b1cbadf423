import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileOf, textOf } from '../../playground/client.ts';
import { cards } from '../../src/features/quiz/model.ts';
import { auditPage } from '../../src/members/audit.ts';
import { workTimesOf } from '../../src/members/calendar/work-times.ts';
import { members } from '../../src/members/model.ts';
import { hoursOn } from '../../src/members/shift.ts';
import { companyShifts } from '../../src/members/shifts/model.ts';
import { has, makeBank, makeSchedule, modalOf, SOON, says, seen } from '../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T05:00:00+08:00', bot: 'http' });
  await makeSchedule(work, await makeBank(work));
});
afterAll(() => work.close());

const ROSTER = [
  '工号,姓名,班次,角色',
  'QH1003,陈小梅,四班三运转 甲班',
  'QH1004,李强,四班三运转（乙班）',
  'QH2002,赵大力,常白班',
  'QH2003,孙丽,常 白 班',
  'QH3002,马超,看情况',
  'QH3005,高鹏,夜班 20:00-08:00',
  'QH2001,吴淑芬,,分会干部',
].join('\n');

const drawnOn = async (day: string) => (await cards(work.ctx).distinct('member', { day })).map(String);

const actionOf = (shown: { blocks?: unknown }, verb: string, nth = 0): string =>
  [...new Set(JSON.stringify(shown.blocks).match(new RegExp(`shifts\\.${verb}:[\\w-]+`, 'g')))][nth] ?? '';

describe('a roster with the names of shifts', { timeout: 120_000 }, () => {
  it('is imported whole; a name without hours is asked for once, and what is no shift is told', async () => {
    const admin = work.slack.as(PEOPLE.admin);
    await admin.command('/jy', 'people import');
    await modalOf(admin, says('名册'), 'the dialog');
    await admin.attach('名册文件', fileOf('r.csv', ROSTER));
    await admin.submit();
    const preview = await modalOf(admin, says('看情况'), 'the preview');
    expect(textOf(preview.blocks)).toContain('班次看不懂');
    await admin.submit();
    const result = await modalOf(admin, says('2 个班次还没有时间'), 'the result');
    expect(textOf(result.blocks)).toMatch(/四班三运转（2 人）/);
    expect(textOf(result.blocks)).toMatch(/常白班（2 人）/);
    expect(textOf((await admin.home()).blocks)).toContain('2 个班次还没有时间');
    const { shift } = (await members(work.ctx).findOne({ user: PEOPLE.zhao }).lean()) ?? {};
    expect(hoursOn((await workTimesOf(work.ctx)).of({ shift }), '2026-03-02')).toMatchObject({ from: '08:00' });
    await admin.click('shifts.page:1', { in: 'modal' });
    const page = await modalOf(admin, says('名册里的班组：甲班、乙班'), 'the page');
    expect(textOf(page.blocks)).toContain('另有');
  });

  it('the rotation is defined once, with its crews, and previewed day by day', async () => {
    const admin = work.slack.as(PEOPLE.admin);
    const page = await modalOf(admin, says('名册里的班组'), 'the page');
    const rotation = actionOf(
      page,
      'define',
      textOf(page.blocks).indexOf('四班三运转') < textOf(page.blocks).indexOf('常白班') ? 0 : 1,
    );
    await admin.click(rotation, { in: 'modal' });
    const form = await modalOf(admin, says('一轮从哪一天开始'), 'the form');
    expect(JSON.stringify(form)).toContain('四班三运转');
    const hours = '早班 06:00-14:00 2天\n中班 14:00-22:00 2天\n夜班 22:00-06:00 2天\n休 2天';
    const typed = { days: 'cycle', hours, first: '2026-03-02', crews: '甲 第1天；乙 第3天；丙 第5天；丁 第7天' };
    const wrong = await admin.submit({ ...typed, crews: '甲、乙' });
    expect(Object.values(wrong.errors ?? {}).join()).toContain('请写成：甲 2026-12-01');
    await admin.submit(typed);
    const preview = await modalOf(admin, says('今天起 14 天'), 'the preview');
    const words = textOf(preview.blocks);
    expect(words).toContain('2 人马上按这个时间安排');
    expect(words).toContain('3月2日（周一） · 甲 早班 06:00-14:00 · 乙 中班 14:00-22:00 · 丙 夜班 22:00-06:00 · 丁 休');
    expect(words).toContain('3月8日（周日） · 甲 休');
    await admin.submit();
    await modalOf(admin, says('已生效：四班三运转'), 'that it counts');
    await admin.closeModal(true);
  });

  it('everybody gets the question of the day in the hours of their crew on that day', async () => {
    // 甲 is on the early shift; 乙 works from 14:00 on.
    await work.moveTo('2026-03-02T08:00:30+08:00');
    for (const member of [PEOPLE.chen, PEOPLE.zhao])
      await expect.poll(() => drawnOn('2026-03-02'), { timeout: SOON }).toContain(member);
    expect(await drawnOn('2026-03-02')).not.toContain(PEOPLE.li);
    await work.moveTo('2026-03-02T14:00:30+08:00');
    await expect.poll(() => drawnOn('2026-03-02'), { timeout: SOON }).toContain(PEOPLE.li);
    // Two days on, 甲 is on the late shift.
    await work.moveTo('2026-03-04T08:00:30+08:00');
    await expect.poll(() => drawnOn('2026-03-04'), { timeout: SOON }).toContain(PEOPLE.zhao);
    expect(await drawnOn('2026-03-04')).not.toContain(PEOPLE.chen);
    await work.moveTo('2026-03-04T14:00:30+08:00');
    await expect.poll(() => drawnOn('2026-03-04'), { timeout: SOON }).toContain(PEOPLE.chen);
  });

  it('another spelling is joined, and a changed shift leaves its past as it was', async () => {
    const admin = work.slack.as(PEOPLE.admin);
    await admin.command('/jy', '班次');
    const page = await seen(admin, says('1 个班次还没有时间'), 'the page');
    await admin.click(actionOf(page, 'show'), { message: page });
    const shown = await modalOf(admin, says('今天起 14 天'), 'the shift');
    await admin.click(actionOf(shown, 'edit'), { in: 'modal' });
    await modalOf(admin, says('以前的日子按原来的时间算'), 'the form');
    await admin.submit({
      hours: '早班 08:00-20:00 2天；休 2天',
      crews: '甲 2026-03-10；乙 2026-03-12',
      from: '2026-03-10',
    });
    await modalOf(admin, says('2026年3月10日（周二）起，2 人按这个时间安排'), 'the preview');
    await admin.submit();
    await modalOf(admin, says('已生效'), 'that it counts');
    await admin.closeModal(true);
    const crewA = (await workTimesOf(work.ctx)).of({ shift: '四班三运转 甲班' });
    expect(hoursOn(crewA, '2026-03-02')).toMatchObject({ from: '06:00' });
    expect(hoursOn(crewA, '2026-03-10')).toMatchObject({ from: '08:00', to: '20:00' });
    expect(hoursOn((await workTimesOf(work.ctx)).of({ shift: '四班三运转 丙班' }), '2026-03-10')).toMatchObject({
      to: '17:30',
    });
    await admin.command('/jy', 'shifts list');
    const again = await seen(admin, has('shifts.same'), 'the page');
    await admin.click(actionOf(again, 'same'), { message: again });
    await modalOf(admin, says('和哪个班次是同一个'), 'the question');
    const [shift] = await companyShifts(work.ctx).find({}).lean();
    const crew =
      JSON.stringify(await modalOf(admin, has('四班三运转 甲'), 'the options')).match(`${shift?._id}-\\w+`)?.[0] ?? '';
    await admin.submit({ shift: crew });
    await modalOf(admin, says('已生效'), 'that it counts');
    await admin.closeModal(true);
    expect(hoursOn((await workTimesOf(work.ctx)).of({ shift: '常 白 班' }), '2026-03-10')).toMatchObject({
      to: '20:00',
    });
    await expect
      .poll(() => companyShifts(work.ctx).countDocuments({ follow: { $exists: true } }), { timeout: SOON })
      .toBe(0);
  });

  it('a change is undone within the day from its own page, and the log says who did what', async () => {
    const admin = work.slack.as(PEOPLE.admin);
    await admin.command('/jy', '班次');
    const page = await seen(admin, (one) => says('班次')(one) && has('shifts.show')(one), 'the page');
    await admin.click(actionOf(page, 'show'), { message: page });
    const shown = await modalOf(admin, has('shifts.undo'), 'the shift');
    expect(textOf(shown.blocks)).toMatch(/常 ?白 ?班/);
    await admin.click(actionOf(shown, 'undo'), { in: 'modal' });
    const back = await modalOf(admin, says('已撤销'), 'that it is undone');
    expect(has('shifts.undo')(back)).toBe(false);
    await admin.closeModal(true);
    expect((await companyShifts(work.ctx).findOne({}).lean())?.aliases).toEqual([]);
    const { rows: entries } = await auditPage(work.ctx, 1);
    expect(entries.slice(0, 4).map(({ what }) => what.zh)).toEqual([
      '撤销了对班次的上一次改动：“四班三运转”',
      '加了一种写法：班次“四班三运转”',
      '设定班次“四班三运转”',
      '设定班次“四班三运转”',
    ]);
  });

  it('is the company’s affair: a worker and a branch officer change nothing', async () => {
    const officer = work.slack.as('U0QH2001');
    await officer.command('/jy', 'shifts');
    await officer.untilMessage('班次由公司工会办公室管');
    const chen = work.slack.as(PEOPLE.chen);
    await chen.command('/jy', 'shifts list');
    await expect.poll(() => companyShifts(work.ctx).countDocuments({}), { timeout: SOON }).toBe(1);
  });
});
