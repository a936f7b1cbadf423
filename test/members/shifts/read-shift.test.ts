import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { parseShift, readShiftText } from '../../../src/members/shifts/read-shift.ts';
import { crewKey, shiftKey } from '../../../src/members/shifts/shift-name.ts';

const day = (from: string, to: string, ...pauses: [string, string][]) => ({
  kind: 'calendar' as const,
  from,
  to,
  ...(pauses.length === 0 ? {} : { pauses: pauses.map(([start, end]) => ({ from: start, to: end })) }),
});
const week = (from: string, to: string, ...weekdays: number[]) => ({ kind: 'weekly' as const, from, to, weekdays });

describe('a shift that says its hours', () => {
  it.each([
    ['08:00-17:30', day('08:00', '17:30')],
    ['8:00—17:00', day('08:00', '17:00')],
    ['8:30——17:30', day('08:30', '17:30')],
    ['8：00至17：00', day('08:00', '17:00')],
    ['８：３０～１７：３０', day('08:30', '17:30')],
    ['8:00一17:00', day('08:00', '17:00')],
    ['8∶00−17∶00', day('08:00', '17:00')],
    ['8:00->17:00', day('08:00', '17:00')],
    ['08:00 to 17:00', day('08:00', '17:00')],
    ['08.00-17.30', day('08:00', '17:30')],
    ['8.30–17.30', day('08:30', '17:30')],
    ['0800-1700', day('08:00', '17:00')],
    ['08:00:00-17:30:00', day('08:00', '17:30')],
    ['8点半至17点半', day('08:30', '17:30')],
    ['8时30分-17时30分', day('08:30', '17:30')],
    ['8点一刻-16点三刻', day('08:15', '16:45')],
    ['8-17点', day('08:00', '17:00')],
    ['8h-17h', day('08:00', '17:00')],
    ['八点半至十七点半', day('08:30', '17:30')],
    ['早8点-晚8点', day('08:00', '20:00')],
    ['早8:00-晚20:00', day('08:00', '20:00')],
    ['早上8:30到晚上9:00', day('08:30', '21:00')],
    ['上午8点到下午5点', day('08:00', '17:00')],
    ['早8点到晚5点半', day('08:00', '17:30')],
    ['8点到下午5点', day('08:00', '17:00')],
    ['早8点-5点', day('08:00', '17:00')],
    ['下午2点-10点', day('14:00', '22:00')],
    ['中午12点-晚8点', day('12:00', '20:00')],
    ['夜里2点-8点', day('02:00', '08:00')],
    ['早八晚五', day('08:00', '17:00')],
    ['朝九晚六', day('09:00', '18:00')],
    ['8:30am-5:30pm', day('08:30', '17:30')],
    ['8 a.m. - 5 p.m.', day('08:00', '17:00')],
    ['12am-8am', day('00:00', '08:00')],
    ['晚8点-早8点', day('20:00', '08:00')],
    ['20:00-次日8:00', day('20:00', '08:00')],
    ['20:00-08:00（次日）', day('20:00', '08:00')],
    ['20:00-08:00+1', day('20:00', '08:00')],
    ['晚上8点至第二天早上8点', day('20:00', '08:00')],
    ['16:00-24:00', day('16:00', '00:00')],
    ['08:00-08:00', day('08:00', '08:00')],
    ['长白班8:30-17:30', day('08:30', '17:30')],
    ['夜班 20:00-08:00', day('20:00', '08:00')],
    ['夜班（19:30-07:30）', day('19:30', '07:30')],
    ['【早班】06:00-14:00', day('06:00', '14:00')],
    ['早班：6点-14点', day('06:00', '14:00')],
    ['工作时间：8:00-17:30', day('08:00', '17:30')],
    ['双休 8:30-17:30', day('08:30', '17:30')],
    ['做五休二 8:30-17:30', day('08:30', '17:30')],
    ['08:00-12:00;13:30-17:30', day('08:00', '17:30', ['12:00', '13:30'])],
    ['08:00-12:00/14:00-18:00', day('08:00', '18:00', ['12:00', '14:00'])],
    ['8:00-12:00 14:00-18:00', day('08:00', '18:00', ['12:00', '14:00'])],
    ['8：00－12：00，13：30－17：30', day('08:00', '17:30', ['12:00', '13:30'])],
    ['上午8:00-12:00 下午2:00-6:00', day('08:00', '18:00', ['12:00', '14:00'])],
    ['上午：8:00-12:00；下午：14:00-18:00', day('08:00', '18:00', ['12:00', '14:00'])],
    ['6:00-9:00 11:00-14:00 16:00-19:00', day('06:00', '19:00', ['09:00', '11:00'], ['14:00', '16:00'])],
    ['8:00~17:00（午休12:00-13:00）', day('08:00', '17:00', ['12:00', '13:00'])],
    ['常白班 8:30-17:30 中间休息 12:00-13:30', day('08:30', '17:30', ['12:00', '13:30'])],
    ['20:00-24:00/01:00-05:00', day('20:00', '05:00', ['00:00', '01:00'])],
    ['常白班 周一至周五 8:00-17:30', week('08:00', '17:30', 1, 2, 3, 4, 5)],
    ['周一到周六8:00-17:30', week('08:00', '17:30', 1, 2, 3, 4, 5, 6)],
    ['周日休 8:00-17:30', week('08:00', '17:30', 1, 2, 3, 4, 5, 6)],
    ['8:00-17:00 休星期日', week('08:00', '17:00', 1, 2, 3, 4, 5, 6)],
    ['9:00-17:00 (Mon-Fri)', week('09:00', '17:00', 1, 2, 3, 4, 5)],
    [
      '做二休二 08:00-20:00 2026-01-01',
      { kind: 'rotation', from: '08:00', to: '20:00', on: 2, off: 2, anchor: '2026-01-01' },
    ],
    [
      '上24休48 8:00-8:00 2026年1月1日起',
      { kind: 'rotation', from: '08:00', to: '08:00', on: 1, off: 2, anchor: '2026-01-01' },
    ],
    ['19:30-07:30 4/2 2026/1/1', { kind: 'rotation', from: '19:30', to: '07:30', on: 4, off: 2, anchor: '2026-01-01' }],
  ])('%s', (text, shift) => {
    expect(readShiftText(text)).toEqual(shift);
    expect(parseShift(text)).toEqual(shift);
  });
});

describe('a name without hours', () => {
  it.each([
    ...['白班', '常白班', '长白班', '早班', '中班', '夜班', '小夜班', '行政班', '一班', '甲班', 'A班', '倒班', '单休'],
    ...['四班三运转', '四班三倒', '四班两运转', '三班倒', '三班两倒', '五班三倒', '4班3运转', '两班制', '大小周'],
    ...['弹性工作制', '不定时', '综合工时制', 'night shift', 'Shift A', 'rotating', '常 白 班'],
  ])('%s', (name) => {
    expect(readShiftText(name)).toEqual({ unnamed: name });
    expect(parseShift(name)).toBeUndefined();
  });

  it.each([
    ['四班三运转 甲班', { unnamed: '四班三运转', crew: '甲班' }],
    ['四班三运转（乙）', { unnamed: '四班三运转', crew: '乙' }],
    ['四班三运转-丙', { unnamed: '四班三运转', crew: '丙' }],
    // Six days a week, but which is off, nobody has said.
    ['单休 8:00-17:30', { unnamed: '单休 8:00-17:30', hours: { from: '08:00', to: '17:30' } }],
    ['四班三倒甲班', { unnamed: '四班三倒', crew: '甲班' }],
    ['甲班四班三运转', { unnamed: '四班三运转', crew: '甲班' }],
    ['三班两倒 B组', { unnamed: '三班两倒', crew: 'B组' }],
    ['做二休二', { unnamed: '做二休二', turn: { on: 2, off: 2 } }],
    ['做四休二', { unnamed: '做四休二', turn: { on: 4, off: 2 } }],
    ['上二休二', { unnamed: '上二休二', turn: { on: 2, off: 2 } }],
    ['上4天休2天', { unnamed: '上4天休2天', turn: { on: 4, off: 2 } }],
    ['上24休48', { unnamed: '上24休48', turn: { on: 1, off: 2 } }],
    ['上12休24', { unnamed: '上12休24' }],
    ['周一至周五', { unnamed: '周一至周五', weekdays: [1, 2, 3, 4, 5] }],
    ['做五休二', { unnamed: '做五休二' }],
    // Which day is the first of the turn, nobody has said.
    [
      '做二休二 08:00-20:00',
      { unnamed: '做二休二 08:00-20:00', hours: { from: '08:00', to: '20:00' }, turn: { on: 2, off: 2 } },
    ],
    // The hours of a crew, and of shifts in turn, are not those of every working day.
    ['甲班 08:00-20:00', { unnamed: '甲班 08:00-20:00', hours: { from: '08:00', to: '20:00' } }],
    ['两班倒 8:00-20:00', { unnamed: '两班倒 8:00-20:00', hours: { from: '08:00', to: '20:00' } }],
    ['四班三倒 8:00-16:00/16:00-24:00/0:00-8:00', { unnamed: '四班三倒 8:00-16:00/16:00-24:00/0:00-8:00' }],
    ['早班6:00-14:00 中班14:00-22:00', { unnamed: '早班6:00-14:00 中班14:00-22:00' }],
  ])('%s', (text, read) => {
    expect(readShiftText(text)).toEqual(read);
    expect(parseShift(text)).toBeUndefined();
  });
});

describe('what is no shift, or can be read in two ways', () => {
  it.each([
    ...['', ' ', '看情况', '待定', '休息', '13800000000', '2026-01-01', '4/2', '19:30-07:30 4/2', '1月1日-2月1日'],
    ...['8:30-5:30', '9点-6点', '8点-8点', '1点-下午3点', '八点半到五点半', '晚1点-8点', '上午14点-18点'],
    ...['8-17', '8:70-17:00', '25:00-26:00', '8:00-17:00次日', '24:00-08:00', '8:00', '8:00-', '-17:00'],
    ...['08:00-16:00/16:00-24:00/00:00-08:00', '08:00-20:00/20:00-08:00', '8:00-12:00/12:00-17:00'],
    ...['14:00-18:00/08:00-12:00', '8:00-12:00/10:00-17:00', '22:00-02:00/14:00-18:00'],
    ...['夏季8:00-12:00 14:30-18:00', '08:00-17:30或09:00-18:30', '每天8:00-17:30', '8:00-17:00 张三顶'],
    ...['周一至周五 做二休二 8:00-20:00 2026-01-01', '8:00-17:00 2026-01-01', '做二休二 8:00-20:00 2026-02-30'],
  ])('%j', (text) => {
    expect(readShiftText(text)).toBeUndefined();
  });

  it('takes any text without a fault', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readShiftText(text)));
    const piece = fc.constantFrom(
      ...'0 1 8 12 17 30 : . - 至 点 半 早 晚 班 四 三 运转 休 做 / ( ） 周一 次日 2026-01-01'.split(' '),
    );
    fc.assert(fc.property(fc.array(piece, { maxLength: 14 }), (words) => void readShiftText(words.join(''))));
  });
});

test('hours in any writing are the hours that were meant, and never outside of the day', () => {
  const minute = fc.constantFrom(0, 15, 30, 45);
  const two = (value: number) => String(value).padStart(2, '0');
  const write = fc.constantFrom(
    (h: number, m: number) => `${two(h)}:${two(m)}`,
    (h: number, m: number) => `${h}：${two(m)}`,
    (h: number, m: number) => `${h}点${m === 0 ? '' : m === 30 ? '半' : `${m}分`}`,
    (h: number, m: number) => `${two(h)}.${two(m)}`,
  );
  const dash = fc.constantFrom('-', '—', '～', '至', ' 到 ', '――', ' - ');
  fc.assert(
    fc.property(
      ...([fc.integer({ min: 0, max: 23 }), minute, fc.integer({ min: 1, max: 15 }), minute, write, dash] as const),
      (hour, from, length, to, written, between) => {
        const end = (hour + length) % 24;
        const text = `${written(hour, from)}${between}${written(end, to)}`;
        const read = parseShift(text);
        // A length of nearly a day is never read out of it.
        expect(read).toEqual({ kind: 'calendar', from: `${two(hour)}:${two(from)}`, to: `${two(end)}:${two(to)}` });
      },
    ),
  );
});

test('one name in two spellings is one, and other names are others', () => {
  const same = [
    ['四班三运转', '4班3运转', '四 班 三 运 转', '四班－三运转', '（四班三运转）'],
    ['四班两运转', '四班二运转', '4班2运转'],
    ['常白班', '常 白 班', '常白班 '],
    ['A班', 'Ａ班', 'a班'],
    ['做十休四', '做10休4'],
  ];
  for (const spellings of same) expect(new Set(spellings.map(shiftKey)).size).toBe(1);
  const all = [
    ...same.map(([first = '']) => first),
    '长白班',
    '三班倒',
    '三班两倒',
    '十一班',
    '一一班',
    '白班',
    '早班',
  ];
  expect(new Set(all.map(shiftKey)).size).toBe(all.length);
  expect(['甲', '甲班', '甲组', ' 甲 班'].map(crewKey)).toEqual(['甲', '甲', '甲', '甲']);
  expect(crewKey('班')).toBe('班');
});
