import { describe, expect, it } from 'vitest';
import type { Indicator } from '../../src/features/competition/rules/facts.ts';
import { readSlot, readValueTable, rowReader } from '../../src/features/competition/rules/file.ts';
import { slotsOf } from '../../src/features/competition/rules/slots.ts';
import { userOf } from '../../src/features/competition/service/units.ts';

const YEAR = { from: '2026-01-01', to: '2026-12-31' };
const indicator: Indicator = {
  id: 'i',
  name: '亩产量',
  measure: '公斤',
  direction: 'more',
  weight: 10,
  scale: 'total',
  cap: 120,
  pace: 'month',
  fold: 'sum',
  days: 5,
  source: '生产日报',
  reporters: [],
  verifiers: [],
};
const competition = {
  ...YEAR,
  indicators: [indicator],
  units: [{ key: 'branch:东湖', name: '东湖养殖分会', heads: 9 }],
};

const sheet = (...rows: string[][]) => [
  { name: '', isHidden: false, rows: rows.map((cells, at) => ({ line: at + 1, cells })) },
];

describe('a file of values', () => {
  it('is read under the names that people give its columns, and knows no column that verifies', () => {
    const table = readValueTable(
      sheet(['考核指标', '分会', '月份', '完成值', '是否核定'], ['亩产量', '东湖养殖分会', '3月', '512.5', '已核定']),
    );
    expect(table?.rows.map(({ cells }) => cells)).toEqual([
      { indicator: '亩产量', unit: '东湖养殖分会', slot: '3月', value: '512.5', measure: '', reason: '' },
    ]);
    expect(table?.unused.map(({ header }) => header)).toEqual(['是否核定']);
  });

  it('is refused without its columns', () => {
    expect(readValueTable(sheet(['姓名', '工号'], ['李强', '1']))).toBeUndefined();
  });

  const cells = { indicator: '亩产量', unit: '东湖养殖分会', slot: '2026-03', value: '512.5', measure: '', reason: '' };
  it.each([
    [{}, { indicator: 'i', unit: 'branch:东湖', slot: '2026-03', value: 512.5, reason: '' }],
    [{ indicator: '亩产量(公斤)' }, { indicator: 'i', unit: 'branch:东湖', slot: '2026-03', value: 512.5, reason: '' }],
    [{ indicator: '产量' }, 'indicator'],
    [{ unit: '西湖' }, 'unit'],
    [{ slot: '2027-03' }, 'slot'],
    [{ slot: '' }, 'slot'],
    [{ measure: '吨' }, 'measure'],
    [{ value: '0.5 吨' }, 'measure'],
    [{ value: '1e9' }, 'large'],
    [{ value: '约500' }, 'number'],
  ])('says of a row with %o what is wrong', (changes, read) => {
    expect(rowReader(competition, userOf)({ cells: { ...cells, ...changes }, isBroken: false })).toEqual(read);
  });

  it('never guesses who of several with one name is meant: it asks for the member ID', () => {
    const units = ['U1LI', 'U2LI', 'U3CHEN'].map((user) => ({
      key: `member:${user}`,
      name: user.endsWith('LI') ? '李强' : '陈小梅',
      heads: 1,
    }));
    const read = (unit: string) =>
      rowReader({ ...competition, units }, userOf)({ cells: { ...cells, unit }, isBroken: false });
    expect(read('李强')).toBe('sameName');
    expect(read('陈小梅')).toMatchObject({ unit: 'member:U3CHEN' });
    expect(['U2LI', ' u1li', 'member:U1LI'].map(read)).toMatchObject([
      { unit: 'member:U2LI' },
      { unit: 'member:U1LI' },
      { unit: 'member:U1LI' },
    ]);
  });

  it.each([
    ['month', '2026年3月', '2026-03'],
    ['month', '3', '2026-03'],
    ['month', '2026-03-01', '2026-03'],
    ['month', '2026-02-30', undefined],
    ['month', '2025-12', undefined],
    ['week', '第10周', '2026-W10'],
    ['week', '2026-W10', '2026-W10'],
    ['week', '2026-03-04', '2026-W10'],
    ['week', '2026-03', undefined],
    ['whole', '', 'all'],
  ] as const)('reads %s %s as %s', (pace, cell, slot) => expect(readSlot(pace, cell, slotsOf(pace, YEAR))).toBe(slot));
});
