import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  daysToCheck,
  isDue,
  isLock,
  isQuizDay,
  lockAt,
  nextRun,
  nudgeAt,
  type ScheduleTimes,
  sendAt,
} from '../../../src/features/quiz/run/rules/schedule.ts';
import { dayjs } from '../../../src/lib/dayjs.ts';
import { addDays, dayFromNumber, dayNumber, dayOf } from '../../../src/lib/zone.ts';
import { parseShift } from '../../../src/members/shifts/read-shift.ts';

const TZ = 'Asia/Shanghai';
const base: ScheduleTimes = { time: '08:00', cadence: { kind: 'daily' }, lock: 'end-of-shift', state: 'active' };
const at = (text: string, tz = TZ): Date => dayjs.tz(text, tz).toDate();
const shown = (instant: Date | undefined, tz = TZ): string | undefined =>
  instant && dayjs(instant).tz(tz).format('YYYY-MM-DD HH:mm:ss');
const NIGHT = parseShift('19:30-07:30 4/2 2026-01-01');
const EARLY = parseShift('06:00-14:00 Mon-Sat');

describe('sending', () => {
  it.each([
    ['without a shift: at its time', undefined, '08:00', '2026-03-02', '2026-03-02 08:00:00'],
    ['without a shift, in the evening: at its time', undefined, '19:00', '2026-03-02', '2026-03-02 19:00:00'],
    ['in working hours: at its time', EARLY, '13:00', '2026-03-02', '2026-03-02 13:00:00'],
    ['after the shift: at its start, but not in quiet hours', EARLY, '18:00', '2026-03-02', '2026-03-02 07:00:00'],
    ['before the night shift: at its start', NIGHT, '08:00', '2026-01-01', '2026-01-01 19:30:00'],
    ['all in quiet hours', parseShift('23:00-06:00 Mon-Sun'), '08:00', '2026-03-02', '2026-03-02 23:00:00'],
  ])('%s', (_name, shift, time, day, expected) => {
    expect(shown(sendAt({ ...base, time }, day, shift, TZ))).toBe(expected);
  });
});

describe('quiz days', () => {
  const weekly: ScheduleTimes = { ...base, cadence: { kind: 'weekly', weekday: 5 } };
  it.each([
    ['a workday', base, '2026-03-02', undefined, true],
    ['a Sunday', base, '2026-03-01', undefined, false],
    ['a make-up Saturday', base, '2026-02-14', undefined, true],
    ['a Saturday of six days a week', base, '2026-03-07', EARLY, true],
    ['the paper’s Friday', weekly, '2026-03-06', undefined, true],
    ['the Monday after it', weekly, '2026-03-09', undefined, false],
    ['the paper’s Friday off in Spring Festival', weekly, '2026-02-20', undefined, false],
    ['the first workday after that Friday', weekly, '2026-02-24', undefined, true],
    ['the second', weekly, '2026-02-25', undefined, false],
  ])('%s', (_name, schedule, day, shift, expected) => {
    expect(isQuizDay(schedule, day, shift)).toBe(expected);
  });
});

describe('the lock', () => {
  it.each([
    ['end of shift, without a shift', 'end-of-shift', '08:00', undefined, '2026-03-02', '2026-03-02 17:30:00'],
    ['end of shift', 'end-of-shift', '08:00', EARLY, '2026-03-02', '2026-03-02 14:00:00'],
    ['end of a night shift', 'end-of-shift', '08:00', NIGHT, '2026-01-01', '2026-01-02 07:30:00'],
    ['end of shift before the sending', 'end-of-shift', '19:00', undefined, '2026-03-02', '2026-03-02 23:59:59'],
    ['end of day', 'end-of-day', '08:00', undefined, '2026-03-02', '2026-03-02 23:59:59'],
    ['a time', '12:00', '08:00', undefined, '2026-03-02', '2026-03-02 12:00:00'],
    ['a time of the next morning', '08:00', '20:00', undefined, '2026-03-02', '2026-03-03 08:00:00'],
    ['a time before a night shift', '12:00', '08:00', NIGHT, '2026-01-01', '2026-01-02 07:30:00'],
    ['nonsense: end of day', 'whenever', '08:00', undefined, '2026-03-02', '2026-03-02 23:59:59'],
  ])('%s', (_name, lock, time, shift, day, expected) => {
    expect(shown(lockAt({ ...base, lock, time }, day, shift, TZ))).toBe(expected);
  });

  it('is known by its words', () => {
    expect(['end-of-day', 'end-of-shift', '17:30', '24:00', '7:30', ''].map(isLock)).toEqual([
      ...[true, true, true],
      ...[false, false, false],
    ]);
  });

  it('holds when summer time begins and ends', () => {
    const tz = 'America/New_York';
    const schedule = { ...base, lock: 'end-of-day' };
    const everyDay = parseShift('08:00-17:00 Mon-Sun');
    const hours = (day: string): number =>
      (lockAt(schedule, day, everyDay, tz).getTime() - lockAt(schedule, addDays(day, -1), everyDay, tz).getTime()) /
      3_600_000;
    expect([hours('2026-03-08'), hours('2026-03-09'), hours('2026-11-01')]).toEqual([23, 24, 25]);
    // Midnight itself does not exist on the day after.
    expect(shown(lockAt(schedule, '2026-04-23', everyDay, 'Africa/Cairo'), 'Africa/Cairo')).toBe('2026-04-23 23:59:59');
  });
});

describe('runs', () => {
  it.each([
    ['later today', undefined, '2026-03-02 07:00', '2026-03-02', '2026-03-02 08:00:00'],
    ['not at the very moment', undefined, '2026-03-02 08:00', '2026-03-03', '2026-03-03 08:00:00'],
    ['after the holidays', undefined, '2026-02-14 09:00', '2026-02-24', '2026-02-24 08:00:00'],
    ['of the night shift', NIGHT, '2026-01-04 20:00', '2026-01-07', '2026-01-07 19:30:00'],
  ])('%s', (_name, shift, now, day, sent) => {
    const run = nextRun(base, at(now), TZ, shift);
    expect([run?.day, shown(run?.sendAt)]).toEqual([day, sent]);
  });

  it('do not come while paused or ended', () => {
    expect(nextRun({ ...base, state: 'paused' }, at('2026-03-02 07:00'), TZ)).toBeUndefined();
    expect(isDue({ ...base, state: 'ended' }, '2026-03-02', undefined, at('2026-03-02 09:00'), TZ)).toBe(false);
  });

  it.each([
    ['before', undefined, '2026-03-02', '2026-03-02 07:59', false],
    ['at the moment', undefined, '2026-03-02', '2026-03-02 08:00', true],
    ['at the lock', undefined, '2026-03-02', '2026-03-02 17:30', false],
    ['on a day off', undefined, '2026-03-01', '2026-03-01 09:00', false],
    ['a night shift after midnight', NIGHT, '2026-01-01', '2026-01-02 03:00', true],
  ])('are due: %s', (_name, shift, day, now, expected) => {
    expect(isDue(base, day, shift, at(now), TZ)).toBe(expected);
  });

  const zones = fc.constantFrom(TZ, 'America/New_York', 'Europe/Berlin', 'Africa/Cairo', 'Australia/Lord_Howe');
  const times = fc
    .integer({ min: 0, max: 1439 })
    .map((m) => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`);
  const shifts = fc.option(
    fc
      .tuple(times, times, fc.constantFrom('', ' Mon-Sat', ' 4/2 2026-01-01', ' 1/2 2026-01-01'))
      .map(([from, to, days]) => parseShift(`${from}-${to}${days}`)),
    { nil: undefined },
  );
  const schedules: fc.Arbitrary<ScheduleTimes> = fc.record({
    time: times,
    lock: fc.oneof(times, fc.constantFrom('end-of-day', 'end-of-shift')),
    cadence: fc.oneof(
      fc.constant({ kind: 'daily' as const }),
      fc.integer({ min: 1, max: 7 }).map((weekday) => ({ kind: 'weekly' as const, weekday })),
    ),
    state: fc.constant('active' as const),
  });
  const days = fc.integer({ min: dayNumber('2025-06-01'), max: dayNumber('2026-12-01') }).map(dayFromNumber);

  it('lock after they are sent, within two days; are due when sent, and not when locked', () => {
    fc.assert(
      fc.property(schedules, days, shifts, zones, (schedule, day, shift, tz) => {
        const run = nextRun(schedule, at(`${day} 00:00`, tz), tz, shift);
        if (!run) throw new Error('no run');
        const sent = run.sendAt;
        expect(sent).toEqual(sendAt(schedule, run.day, shift, tz));
        const locked = lockAt(schedule, run.day, shift, tz);
        expect(locked > sent).toBe(true);
        expect(locked.getTime() - sent.getTime()).toBeLessThan(49 * 3_600_000);
        expect(isDue(schedule, run.day, shift, sent, tz)).toBe(true);
        expect(isDue(schedule, run.day, shift, new Date(sent.getTime() - 1), tz)).toBe(false);
        expect(isDue(schedule, run.day, shift, locked, tz)).toBe(false);
        expect(daysToCheck(sent, tz)).toContain(run.day);
        const nudge = nudgeAt(locked, sent);
        if (nudge) expect(nudge > sent && nudge < locked).toBe(true);
        const after = nextRun(schedule, sent, tz, shift);
        expect(after && after.sendAt > sent && after.day > run.day).toBe(true);
        if (schedule.cadence.kind === 'weekly' && after) {
          expect(dayNumber(after.day) - dayNumber(run.day)).toBeGreaterThan(0);
        }
        expect(dayOf(sent, tz) >= run.day).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the nudge', () => {
  const sent = at('2026-03-02 08:00');
  it.each([
    ['an hour before the lock', '2026-03-02 17:30', {}, '2026-03-02 16:30:00'],
    [
      'an hour before the shift ends',
      '2026-03-02 23:59',
      { shiftEndsAt: at('2026-03-02 17:30') },
      '2026-03-02 16:30:00',
    ],
    [
      'not after a shift that ended before',
      '2026-03-02 12:00',
      { shiftEndsAt: at('2026-03-02 07:00') },
      '2026-03-02 11:00:00',
    ],
    ['as configured', '2026-03-02 17:30', { beforeMinutes: 30 }, '2026-03-02 17:00:00'],
    ['just far enough', '2026-03-02 10:00', {}, '2026-03-02 09:00:00'],
    ['too near', '2026-03-02 09:59', {}, undefined],
  ])('%s', (_name, lock, options, expected) => {
    expect(shown(nudgeAt(at(lock), sent, options))).toBe(expected);
  });
});
