import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDays } from '../../../src/features/training/import/rules/days.ts';
import { type PlanNames, readPlanRow } from '../../../src/features/training/import/rules/row.ts';
import { readPlanTable } from '../../../src/features/training/import/rules/table.ts';
import { readCsv } from '../../../src/lib/tables/csv-read.ts';
import { addDays, weekdayOf } from '../../../src/lib/zone.ts';

const december = (...days: number[]) => days.map((day) => `2026-12-${String(day).padStart(2, '0')}`);

describe('several days in one cell', () => {
  it.each([
    ['2026年12月8日-10日', december(8, 9, 10)],
    ['2026年12月8—10日', december(8, 9, 10)],
    ['2026年12月8日至10日', december(8, 9, 10)],
    ['2026-12-15至12-17', december(15, 16, 17)],
    ['2026-12-15至2026-12-17', december(15, 16, 17)],
    ['2026.12.8-12.10', december(8, 9, 10)],
    ['2026/12/8～12/10', december(8, 9, 10)],
    ['2026-12-8-10', december(8, 9, 10)],
    ['2026/12/8、12/15、12/22', december(8, 15, 22)],
    ['2026/12/8，12/15，12/22', december(8, 15, 22)],
    ['2026年12月8、9、10日', december(8, 9, 10)],
    ['2026年12月8日及15日', december(8, 15)],
    ['2026年12月8日和15日', december(8, 15)],
    ['2026年12月8日-9日、15日-16日', december(8, 9, 15, 16)],
    ['2026年12月8日\n2026年12月15日', december(8, 15)],
    ['2026年12月30日-1月2日', ['2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02']],
    ['2026年12月28日、1月4日', ['2026-12-28', '2027-01-04']],
    ['2026年12月8日（周二）、15日（周二）', december(8, 15)],
    ['2026年12月8日-10日（周二至周四）', december(8, 9, 10)],
    ['2026年12月8日（周二）-10日（周四）', december(8, 9, 10)],
    ['2026-12-08 (Tue)', december(8)],
    ['2026年12月8日-10日（共3天）', december(8, 9, 10)],
    ['2026年12月8日-10日，每天', december(8, 9, 10)],
    ['20261208', december(8)],
    ['46364', december(8)],
  ])('%s', (text, days) => expect(readDays(text)).toEqual({ days, rest: '' }));

  it.each([
    ['2026年12月8日-10日 9:00-11:00', december(8, 9, 10), '9:00-11:00'],
    ['2026年12月8日 9点-11点', december(8), '9点-11点'],
    ['2026年12月8日，下午2点', december(8), '下午2点'],
    ['2026-12-08T14:00', december(8), '14:00'],
    ['2026年12月8日、15日 14:00', december(8, 15), '14:00'],
    ['2026年12月8日（周二）上午', december(8), '上午'],
  ])('%s, and an hour', (text, days, rest) => expect(readDays(text)).toEqual({ days, rest }));

  it.each([
    ['2026年12月8日（周五）', { why: 'weekday', day: '2026-12-08', said: 5 }],
    ['2026-12-08 星期一', { why: 'weekday', day: '2026-12-08', said: 1 }],
    ['2026-12-08 (Fri)', { why: 'weekday', day: '2026-12-08', said: 5 }],
    ['2026年12月8日（周二）、15日（周三）', { why: 'weekday', day: '2026-12-15', said: 3 }],
    ['2026年12月8日-10日（周二至周五）', { why: 'weekday', day: '2026-12-10', said: 5 }],
    ['2026年12月8日、9日（周二、周四）', { why: 'weekday', day: '2026-12-09', said: 4 }],
    ['2026年12月10日-8日', { why: 'order' }],
    ['2026年12月8日、8日', { why: 'order' }],
    ['2026年12月1日-2027年3月1日', { why: 'manyDays' }],
    ['暂定2026年12月8日', { why: 'beside', words: '暂定' }],
    ['每周二 2026-12-08', { why: 'beside', words: '每周二' }],
    ['12月8日', { why: 'date' }],
    ['待定', { why: 'date' }],
  ])('%s is asked about', (text, fault) => expect(readDays(text)).toEqual(fault));

  it('are every day from the first to the last, however a range is written', () => {
    const start = fc.integer({ min: 0, max: 3_000 }).map((days) => addDays('2026-01-01', days));
    fc.assert(
      fc.property(
        start,
        fc.integer({ min: 1, max: 30 }),
        fc.constantFrom('-', '至', '到', '~', '—'),
        (from, more, sign) => {
          const to = addDays(from, more);
          const words = `${from}（周${'一二三四五六日'[weekdayOf(from) - 1]}）${sign}${to}`;
          const all = Array.from({ length: more + 1 }, (_, index) => addDays(from, index));
          expect(readDays(words)).toEqual({ days: all, rest: '' });
        },
      ),
    );
  });
});

const LIMITS = { rows: 20_000, columns: 200, cell: 10_000, unpackedBytes: 60_000_000, zipEntries: 500 };
const NAMES: PlanNames = { trainer: () => ['U1'], audience: () => ['all'], mayInvite: () => true };
const rowsOf = (csv: string) => {
  const read = readPlanTable([{ name: '', isHidden: false, rows: readCsv(csv, LIMITS) }]);
  if (typeof read === 'string') throw new Error(read);
  return read.rows.map((cells) => readPlanRow(cells, NAMES, 'Asia/Shanghai', new Date('2026-11-30T09:00:00+08:00')));
};
const fixture = (name: string) => readFileSync(new URL(`../../fixtures/tables/${name}`, import.meta.url), 'utf8');
const planned = (date: string, start: string, end = '') =>
  rowsOf(
    `主题,日期,开始,结束,地点,讲师,谁可以报名\n${['吊装作业', `"${date}"`, start, end, '三楼', '何建国', '全体'].join(',')}`,
  )[0];

describe('a row of several days', () => {
  it('is a session of each, at the hour of the row', () => {
    const rows = rowsOf(fixture('p01-date-range.csv'));
    expect(rows.map((row) => ('why' in row ? row.why : row.length))).toEqual([3, 3, 3, 2]);
    expect(rows[0]).toMatchObject([8, 9, 10].map((day) => ({ startsAt: new Date(Date.UTC(2026, 11, day, 1)) })));
  });

  it('whose weekday is another is asked about, with both', () =>
    expect(rowsOf(fixture('p02-weekday.csv'))[0]).toEqual({ why: 'weekday', day: '2026-12-08', said: 5 }));

  it('that begins at two hours is asked about, with both', () =>
    expect(rowsOf(fixture('p11-two-starts.csv'))[0]).toEqual({ why: 'twoStarts', date: '14:00', start: '9:00' }));

  it.each(['暂定', '待定', '前', '后', '左右', '除外', '起', '隔周', '每周二', '（暂定）', '以前'])(
    'with %s beside it is asked about',
    (words) => expect(planned(`2026年12月8日${words}`, '9:00', '11:00')).toMatchObject({ why: 'beside' }),
  );

  it.each([
    ['2026年12月8日 14:00', '14:00', '16:00', 6],
    ['2026年12月8日上午', '9:00', '11:00', 1],
    ['2026年12月8日（周二）下午', '2:00', '4:00', 6],
    ['2026年12月8日 下午', '14:00', '16:00', 6],
    ['2026年12月8日', '2026-12-08 14:00', '16:00', 6],
    ['2026年12月8日 14:00-16:00', '', '', 6],
  ])('%s beside %s agrees', (date, start, end, hour) =>
    expect(planned(date, start, end)).toMatchObject([
      { startsAt: new Date(Date.UTC(2026, 11, 8, hour)), duration: 120 },
    ]),
  );

  it.each([
    ['2026年12月8日上午', '14:00', 'twoStarts'],
    ['2026年12月8日下午', '9:00', 'twoStarts'],
    ['2026年12月8日 8:30', '9:00', 'twoStarts'],
    ['2026年12月8日', '2026-12-09 9:00', 'twoStarts'],
    ['2026年12月8日 9:00-12:00', '9:00', 'end'],
  ])('%s beside %s does not', (date, start, why) => expect(planned(date, start, '11:00')).toMatchObject({ why }));
});
