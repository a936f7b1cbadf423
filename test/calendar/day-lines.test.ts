import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readDayLines } from '../../src/features/calendar/day-lines.ts';
import { addDays } from '../../src/lib/zone.ts';

const short = (text: string) =>
  readDayLines(text, 2027).days.map(({ day, kind, name }) => [day.slice(2), kind, name].join(' ').trim());

describe('days as people write them', () => {
  test.each([
    ['2027-02-15,放假,春节', ['27-02-15 off 春节']],
    ['2027-02-14 补班', ['27-02-14 work']],
    ['2027/2/14\t上班\t调休', ['27-02-14 work']],
    ['20270214，上班', ['27-02-14 work']],
    ['2027年2月14日（周日）上班', ['27-02-14 work']],
    ['放假 2027-02-15', ['27-02-15 off']],
    [
      '2027-12-31至2028-01-02 停产 检修',
      ['27-12-31 off 停产 检修', '28-01-01 off 停产 检修', '28-01-02 off 停产 检修'],
    ],
    ['2027-03-01 停产检修', ['27-03-01 off 停产检修']],
    ['2027-05-01 休渔', ['27-05-01 off 休渔']],
    ['2027年10月1日至3日放假', ['27-10-01 off', '27-10-02 off', '27-10-03 off']],
    ['2027-10-01～2027-10-02 off', ['27-10-01 off', '27-10-02 off']],
    ['12月31日至1月1日放假', ['27-12-31 off', '28-01-01 off']],
    ['2月6日、2月20日上班', ['27-02-06 work', '27-02-20 work']],
    [
      '一、元旦：1月1日（周五）至3日（周日）放假，共3天。1月9日（周六）上班。',
      ['27-01-01 off 元旦', '27-01-02 off 元旦', '27-01-03 off 元旦', '27-01-09 work 元旦'],
    ],
    ['2027-02-14 调休 上班', ['27-02-14 work']],
    ['10月8日不放假', ['27-10-08 work']],
    ['2027-05-03 照常', ['27-05-03 none']],
    ['日期,类型,名称\n2027-05-03,放假,停产', ['27-05-03 off 停产']],
  ])('%s', (text, expected) => {
    expect(readDayLines(text, 2027).faults).toEqual([]);
    expect(short(text)).toEqual(expected);
  });

  test.each([
    ['2027-02-30 放假', 'bad-date'],
    ['2027-10-07至2027-10-01 放假', 'bad-date'],
    ['2027年2月14日（周五）上班', 'weekday'],
    ['2027-02-14', 'no-kind'],
    ['春节放假', 'no-date'],
    ['2027-01-01至2027-12-31 放假', 'too-long'],
    ['2027-02-14 放假，2027-02-14 上班', 'twice'],
  ])('%s is named and not taken: %s', (line, reason) => {
    expect(readDayLines(line, 2027)).toEqual({ days: [], faults: [{ line, reason }] });
  });

  it('takes the good lines beside a bad one, and loses none of either', () => {
    const read = readDayLines('2027-02-15,放假\n坏的一行\n2027-02-14,上班', 2027);
    expect(read.days.map(({ day }) => day)).toEqual(['2027-02-14', '2027-02-15']);
    expect(read.faults).toEqual([{ line: '坏的一行', reason: 'no-date' }]);
  });

  it('reads every range that is written out', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_000 }), fc.integer({ min: 0, max: 200 }), (start, more) => {
        const first = addDays('2027-01-01', start);
        const last = addDays(first, more);
        const { days, faults } = readDayLines(`${first}至${last} 放假 停产`, 2027);
        expect([faults, days.length, days[0]?.day, days.at(-1)?.day]).toEqual([[], more + 1, first, last]);
      }),
    );
  });

  it('takes any text without a fault', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { days, faults } = readDayLines(text, 2027);
        expect(days.length + faults.length).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
