import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { addDays, dayFromNumber, dayNumber } from '../../../src/lib/zone.ts';
import {
  dutySpans,
  hoursOn,
  isWorkingDay,
  nextWorkingInstant,
  type Pattern,
  QUIET_HOURS,
  type Shift,
  shiftHours,
} from '../../../src/members/shift.ts';
import {
  patternText,
  readCrews,
  readCycle,
  writeCrews,
  writeCycle,
} from '../../../src/members/shifts/pattern-lines.ts';
import { parseShift } from '../../../src/members/shifts/read-shift.ts';

const CHINA = 'Asia/Shanghai';
const early = { from: '06:00', to: '14:00' };
const late = { from: '14:00', to: '22:00' };
const night = { from: '22:00', to: '06:00' };

describe('the lines of a rotation', () => {
  const four = [
    ...[
      { ...early, name: '早班' },
      { ...early, name: '早班' },
    ],
    ...[
      { ...late, name: '中班' },
      { ...late, name: '中班' },
    ],
    ...[{ ...night, name: '夜班' }, { ...night, name: '夜班' }, null, null],
  ];
  it.each([
    ['早班 06:00-14:00 2天；中班 14:00-22:00 2天；夜班 22:00-06:00 2天；休 2天', four],
    ['早班：6点-14点，2天\n中班：14点-22点，2天\n夜班：22点-次日6点，2天\n休息2天', four],
    ['早班06:00-14:00×2\n中班14:00-22:00 x2\n夜班（22:00-06:00）两天\n轮休 两天', four],
    [
      '08:00-20:00; 20:00-08:00; off 2 days',
      [{ from: '08:00', to: '20:00' }, { from: '20:00', to: '08:00' }, null, null],
    ],
    [
      '8:00-12:00/14:00-18:00 5 days; off 1 day',
      [...Array(5).fill({ from: '08:00', to: '18:00', pauses: [{ from: '12:00', to: '14:00' }] }), null],
    ],
    ['08:00-08:00 1天；休 2天', [{ from: '08:00', to: '08:00' }, null, null]],
  ])('%s', (text, days) => {
    expect(readCycle(text)).toEqual({ days });
  });

  it.each([
    ['', 'no-work'],
    ['休 2天', 'no-work'],
    ['早班 2天', 'hours'],
    ['早班 06:00-14:00 0天', 'count'],
    ['早班 06:00-14:00 61天', 'count'],
    ['早班 06:00-14:00 40天；休 40天', 'too-long'],
    ['22:00-06:00；05:00-13:00；休 1天', 'overlap'],
    ['20:00-08:00 2天；07:00-15:00 2天', 'overlap'],
    // The last of a turn and the first of the next.
    ['06:00-14:00；22:00-07:00', 'overlap'],
    ['甲班的人和乙班的人轮流上 06:00-14:00 2天', 'name'],
    ['周一 8-17', 'hours'],
  ])('%s is not taken: %s', (text, wrong) => {
    expect(readCycle(text)).toMatchObject({ wrong });
  });

  const time = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '15', '30'))
    .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`);
  const day = fc.oneof(
    fc.constant(null),
    fc.record({ from: fc.constantFrom('06:00', '08:00'), to: fc.constantFrom('14:00', '16:30', '20:00') }),
    fc.record({ from: fc.constant('06:00'), to: fc.constant('14:00'), name: fc.constantFrom('早班', '白', 'early') }),
    fc.constant({ from: '07:00', to: '19:00', pauses: [{ from: '11:30', to: '13:00' }] }),
  );

  test('what is written is read again', () => {
    fc.assert(
      fc.property(fc.array(day, { minLength: 1, maxLength: 60 }), (days) => {
        fc.pre(days.some((one) => one !== null));
        const words = { off: 'off', days: (count: number) => `${count} days` };
        expect(readCycle(writeCycle(days))).toEqual({ days });
        expect(readCycle(writeCycle(days, words))).toEqual({ days });
      }),
    );
  });

  test('hours of a roster that are printed are read again', () => {
    const weekdays = fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 });
    fc.assert(
      fc.property(time, fc.integer({ min: 1, max: 15 }), weekdays, fc.nat(60), (from, length, days, off) => {
        const to = `${String((Number(from.slice(0, 2)) + length) % 24).padStart(2, '0')}${from.slice(2)}`;
        const all: Exclude<Pattern, { kind: 'cycle' }>[] = [
          { kind: 'calendar', from, to },
          { kind: 'weekly', from, to, weekdays: days },
          { kind: 'rotation', from, to, on: 1 + (off % 9), off, anchor: dayFromNumber(20_000 + off) },
        ];
        for (const pattern of all) expect(parseShift(patternText(pattern))).toEqual(pattern);
      }),
    );
  });
});

describe('the crews of a rotation', () => {
  const first = { day: '2026-12-01', turn: 8 };
  it.each([
    [
      '甲 2026-12-01；乙 2026-12-03',
      [
        ['甲', '2026-12-01'],
        ['乙', '2026-12-03'],
      ],
    ],
    [
      '甲班：2026年12月1日\n乙班：2026/12/3',
      [
        ['甲班', '2026-12-01'],
        ['乙班', '2026-12-03'],
      ],
    ],
    [
      '甲 第1天、乙 第3天、丙 第5天、丁 第7天',
      [
        ['甲', '2026-12-01'],
        ['乙', '2026-11-29'],
        ['丙', '2026-11-27'],
        ['丁', '2026-11-25'],
      ],
    ],
    [
      'A day 1; B day 5',
      [
        ['A', '2026-12-01'],
        ['B', '2026-11-27'],
      ],
    ],
    ['', []],
  ])('%s', (text, crews) => {
    const expected = crews.map(([name, anchor]) => ({ name, anchor }));
    expect(readCrews(text, first)).toEqual({ crews: expected });
    expect(readCrews(writeCrews(expected as { name: string; anchor: string }[]), first)).toEqual({ crews: expected });
  });

  it.each([
    ['甲', 'crew'],
    ['甲、乙、丙', 'crew'],
    ['甲 第9天', 'crew-day'],
    ['甲 第0天', 'crew-day'],
    ['甲 2026-02-30', 'crew-day'],
    ['甲 第1天；甲班 第3天', 'same-crew'],
  ])('%s is not taken: %s', (text, wrong) => {
    expect(readCrews(text, first)).toMatchObject({ wrong });
  });
});

describe('working in a rotation whose hours change', () => {
  const days = [early, early, late, late, night, night, null, null];
  const shift: Shift = { kind: 'cycle', days, anchor: '2026-03-02' };

  it('has the hours of the day, again and again, before the anchor too', () => {
    for (const turn of [-3, 0, 5])
      expect(days.map((_, nth) => hoursOn(shift, addDays('2026-03-02', nth + 8 * turn)) ?? null)).toEqual(days);
    expect(isWorkingDay(shift, '2026-03-08')).toBe(false);
    expect(shiftHours(shift, '2026-03-06', CHINA)?.endsAt).toEqual(new Date('2026-03-07T06:00:00+08:00'));
  });

  it.each([
    ['an early day', '2026-03-02T05:00:00+08:00', '2026-03-02T07:00:00+08:00'],
    ['a late day waits for the afternoon', '2026-03-04T08:00:00+08:00', '2026-03-04T14:00:00+08:00'],
    // The night's hours are quiet altogether: who works in them is awake.
    ['a night', '2026-03-06T08:00:00+08:00', '2026-03-06T22:00:00+08:00'],
    ['days off', '2026-03-08T08:00:00+08:00', '2026-03-10T07:00:00+08:00'],
  ])('reaches people on %s', (_name, at, next) => {
    expect(nextWorkingInstant(shift, CHINA, new Date(at), QUIET_HOURS)).toEqual(new Date(next));
  });

  it('a name means what it meant on that day', () => {
    const named: Shift = {
      kind: 'named',
      name: '四班三运转',
      versions: [
        { from: '', pattern: { kind: 'calendar', from: '08:00', to: '17:00' } },
        { from: '2026-03-04', pattern: { kind: 'cycle', days, anchor: '2026-03-02' } },
        { from: '2026-03-20' },
      ],
    };
    expect(hoursOn(named, '2026-03-03')).toMatchObject({ from: '08:00' });
    expect(hoursOn(named, '2026-03-04')).toMatchObject(late);
    expect(hoursOn(named, '2026-03-20')).toMatchObject({ from: '08:00', to: '17:30' });
  });
});

test('in the pause of a split day nobody is on duty', () => {
  const shift = parseShift('08:00-12:00/14:00-18:00');
  const at = (time: string) => new Date(`2026-03-02T${time}:00+08:00`);
  expect(dutySpans(shift, '2026-03-02', CHINA)).toEqual([
    { startsAt: at('08:00'), endsAt: at('12:00') },
    { startsAt: at('14:00'), endsAt: at('18:00') },
  ]);
  expect(nextWorkingInstant(shift, CHINA, at('12:30'), QUIET_HOURS)).toEqual(at('14:00'));
  expect(shiftHours(shift, '2026-03-02', CHINA)).toEqual({ startsAt: at('08:00'), endsAt: at('18:00') });
  const overnight = dutySpans(parseShift('20:00-24:00/01:00-05:00'), '2026-03-02', CHINA);
  expect(overnight.map(({ startsAt }) => startsAt)).toEqual([at('20:00'), new Date('2026-03-03T01:00:00+08:00')]);
});

test('spans of duty lie in their day’s hours, in order, for any shift', () => {
  const text = fc.constantFrom(
    ...[
      '08:00-17:30',
      '20:00-08:00',
      '08:00-08:00',
      '08:00-12:00/14:00-18:00',
      '20:00-24:00/01:00-05:00',
      '16:00-24:00',
    ],
  );
  const zone = fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe');
  fc.assert(
    fc.property(
      text,
      zone,
      fc.integer({ min: dayNumber('2026-01-01'), max: dayNumber('2027-12-31') }),
      (one, tz, nth) => {
        const day = dayFromNumber(nth);
        const shift = parseShift(one);
        const whole = shiftHours(shift, day, tz);
        const spans = dutySpans(shift, day, tz);
        expect(spans.length > 0).toBe(whole !== undefined);
        let last = whole?.startsAt;
        for (const { startsAt, endsAt } of spans) {
          expect(last !== undefined && startsAt >= last && endsAt > startsAt).toBe(true);
          last = endsAt;
        }
        expect(last).toEqual(whole?.endsAt);
      },
    ),
  );
});
