import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { fileOf, textOf } from '../../playground/client.ts';
import { readDayFile, readDaySheets } from '../../src/features/calendar/day-file.ts';
import { dayTemplate } from '../../src/features/calendar/template.ts';
import { dayBadRows } from '../../src/features/calendar/views.ts';
import { badRowsFile } from '../../src/imports/bad-rows.ts';
import { templateBook, templateCsv } from '../../src/imports/template.ts';
import { notReadLines } from '../../src/imports/words.ts';
import { LOCALES } from '../../src/lib/language.ts';
import { readCsv } from '../../src/lib/tables/csv-read.ts';
import { limitsOf } from '../../src/lib/tables/table-file.ts';
import { calendarChanges } from '../../src/members/calendar/model.ts';
import { modalOf, says, seen } from '../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';
import { figure, words, workbook } from '../lib/tables/workbook.ts';

const read = (...rows: string[]) =>
  readDaySheets([{ name: '', isHidden: false, rows: readCsv(rows.join('\n'), limitsOf(100)) }], 2027);
const short = ({ days }: ReturnType<typeof read>) =>
  days.map(({ day, kind, name }) => [day.slice(2), kind, name].join(' ').trim());

describe('days in a file', () => {
  test.each([
    ['日期,类型,名称', '2027-02-15,放假,春节', ['27-02-15 off 春节']],
    ['日期,类型,名称', '2027年2月14日（周日）,补班,', ['27-02-14 work']],
    ['序号,放假日期,名称', '1,2027-05-03,劳动节放假', ['27-05-03 off 劳动节']],
    // A figure in a name is no date.
    [
      '开始日期,结束日期,安排,事由',
      '2027-07-20,2027-07-21,停产,1-2号机组检修',
      ['27-07-20 off 1-2号机组检修', '27-07-21 off 1-2号机组检修'],
    ],
    ['from,to,kind,name', '2027-12-25,2027-12-26,off,Christmas', ['27-12-25 off Christmas', '27-12-26 off Christmas']],
    ['从,到,类型', '12月31日,1月1日,放假', ['27-12-31 off', '28-01-01 off']],
    // Without a header, the cells are a line.
    ['2027-02-15,放假,春节', '2027-02-14,上班', ['27-02-14 work', '27-02-15 off 春节']],
  ])('%s / %s', (head, row, expected) => {
    const file = read(head, row);
    expect(file.faults).toEqual([]);
    expect(short(file)).toEqual(expected);
  });

  test.each([
    ['2027-02-30,放假,', 'bad-date'],
    ['2027-02-14,节日,春节', 'no-kind'],
    ['2027年2月14日（周五）,上班,', 'weekday'],
    [',放假,春节', 'no-date'],
    ['2027-02-15,上班,', 'twice'],
  ])('%s is named with its row and handed back: %s', (row, reason) => {
    const file = read('日期,类型,名称', '2027-02-15,放假,春节', row);
    expect(short(file)).toEqual(['27-02-15 off 春节']);
    expect(file.faults).toMatchObject([{ line: 3, reason }]);
    expect(dayBadRows('zh', file).tables).toMatchObject([{ header: ['日期', '类型', '名称'], rows: [{ line: 3 }] }]);
  });

  it('names columns and sheets that were not read, and cells that hold an error', async () => {
    const bytes = workbook({
      formats: ['yyyy/m/d'],
      sheets: [
        { name: '说明', rows: { 1: words('A1', '2027 年各单位放假') } },
        {
          name: '放假',
          rows: {
            1: words('A1', '日期') + words('B1', '类型') + words('C1', '部门'),
            2: figure('A2', 46433, 1) + words('B2', '放假') + words('C2', '动力部'),
            3: `<c r="A3" t="e"><v>#REF!</v></c>${words('B3', '放假')}`,
          },
        },
      ],
    });
    const file = await readDayFile(bytes, 2027);
    expect(short(file)).toEqual(['27-02-15 off']);
    expect(file.faults).toMatchObject([{ sheet: '放假', line: 3, reason: 'cell' }]);
    expect(notReadLines('zh', file, { from: '', to: '', kind: '', name: '' }, (text) => text)).toEqual([
      '没有用到的列：部门',
      '没有读的工作表：说明（没有要找的列名）',
    ]);
  });

  it('comes back as a file that is read once it is mended', async () => {
    const file = read('日期,类型,名称', '2027-02-15,放假,春节', '2027-02-30,放假,停产');
    const back = await badRowsFile('zh', dayBadRows('zh', file));
    const again = await readDayFile(back.bytes, 2027);
    expect(again).toMatchObject({ days: [], faults: [{ line: 2, reason: 'bad-date' }], unused: [] });
  });

  test.each(LOCALES)('the template in %s has a day of every kind, and nothing wrong', async (locale) => {
    const template = dayTemplate(locale, 2027);
    for (const { bytes } of [await templateBook(locale, template), templateCsv(template)]) {
      const file = await readDayFile(bytes, 2027);
      expect([file.faults, file.unused, file.days.length]).toEqual([[], [], 15]);
      expect(notReadLines(locale, file, { from: '', to: '', kind: '', name: '' }, (text) => text)).toEqual([]);
      expect(new Set(file.days.map(({ kind }) => kind))).toEqual(new Set(['off', 'work', 'none']));
    }
  });
});

describe('an administrator', { timeout: 90_000 }, () => {
  let work: Workplace;
  beforeAll(async () => {
    work = await openWorkplace({ at: '2026-11-20T07:00:00+08:00', bot: 'http' });
  });
  afterAll(() => work.close());

  it('gets the template, uploads a file, sees what it says and what not, gets the bad rows, and confirms', async () => {
    const admin = work.slack.as(PEOPLE.admin);
    await admin.command('/jy', '日历 模板');
    await seen(admin, says('模板已发到'), 'that the template went');
    await admin.command('/jy', 'calendar year 2027');
    await seen(admin, says('📅 日历 · 2027 年'), 'the year');
    await admin.click('calendar.paste:2027');
    await modalOf(admin, says('或上传文件'), 'the form');
    const list =
      '日期,到,类型,名称,部门\n2027-02-05,2027-02-11,放假,春节,办公室\n2027-02-14,,补班,,\n2027-02-30,,放假,,\n';
    await admin.attach('file', fileOf('notice.csv', list));
    await admin.submit({ scope: 'notice' });
    const preview = await modalOf(admin, says('改动 8 天'), 'the preview');
    const said = textOf(preview.blocks);
    expect(said).toContain('第 4 行：没有这个日期');
    expect(said).toContain('没有用到的列：部门');
    await admin.click('calendar.badRows:2027', { in: 'modal' });
    await seen(admin, says('要改的行已发到'), 'that the bad rows went');
    expect(await calendarChanges(work.ctx).countDocuments({ isDraft: { $ne: true } })).toBe(0);
    await admin.submit();
    await modalOf(admin, says('已生效，改动 8 天'), 'that it counts');
    const [change] = await calendarChanges(work.ctx)
      .find({ isDraft: { $ne: true } })
      .lean();
    expect(change).toMatchObject({ source: 'notice', branch: '' });
    expect(change?.days.find(({ day }) => day === '2027-02-14')).toMatchObject({ kind: 'work' });
  });

  it('is told what a file without dates lacks', async () => {
    const admin = work.slack.as(PEOPLE.admin);
    await admin.closeModal(true);
    await admin.command('/jy', 'calendar year 2027');
    await admin.click('calendar.paste:2027');
    await modalOf(admin, says('或上传文件'), 'the form');
    await admin.attach('file', fileOf('other.csv', '岗位,人数\n电工,3'));
    await admin.submit({ scope: 'notice' });
    await modalOf(admin, says('没有读到日子'), 'that there are none');
  });
});
