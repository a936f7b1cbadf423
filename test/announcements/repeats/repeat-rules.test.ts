import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { nextOccurrence, nextTurn, passMissed } from '../../../src/features/announcements/repeats/rules.ts';
import { dayjs } from '../../../src/lib/dayjs.ts';

const SHANGHAI = 'Asia/Shanghai';
const BERLIN = 'Europe/Berlin';
test.each([
  [
    'a week later at the same hour',
    '2026-03-02T09:00+08:00',
    'week',
    '2026-03-02T09:00+08:00',
    SHANGHAI,
    '2026-03-09T09:00+08:00',
  ],
  [
    'over the start of summer time',
    '2026-03-25T08:00+01:00',
    'week',
    '2026-03-25T08:00+01:00',
    BERLIN,
    '2026-04-01T08:00+02:00',
  ],
  ['over its end', '2026-10-21T08:00+02:00', 'week', '2026-03-25T08:00+01:00', BERLIN, '2026-10-28T08:00+01:00'],
  [
    'from the hour that is left out',
    '2026-03-22T02:30+01:00',
    'week',
    '2026-03-22T02:30+01:00',
    BERLIN,
    '2026-03-29T03:30+02:00',
  ],
  [
    'back to it a week after',
    '2026-03-29T03:30+02:00',
    'week',
    '2026-03-22T02:30+01:00',
    BERLIN,
    '2026-04-05T02:30+02:00',
  ],
  [
    'on the last day of a short month',
    '2026-01-31T07:30+08:00',
    'month',
    '2026-01-31T07:30+08:00',
    SHANGHAI,
    '2026-02-28T07:30+08:00',
  ],
  [
    'and on the 31st again',
    '2026-02-28T07:30+08:00',
    'month',
    '2026-01-31T07:30+08:00',
    SHANGHAI,
    '2026-03-31T07:30+08:00',
  ],
  [
    'on the day of the zone, not of UTC',
    '2026-01-31T23:30-05:00',
    'month',
    '2026-01-31T23:30-05:00',
    'America/New_York',
    '2026-02-28T23:30-05:00',
  ],
  ['over the year', '2026-12-31T00:10+08:00', 'month', '2026-12-31T00:10+08:00', SHANGHAI, '2027-01-31T00:10+08:00'],
  [
    'a leap year’s February',
    '2028-01-30T08:00+01:00',
    'month',
    '2028-01-30T08:00+01:00',
    BERLIN,
    '2028-02-29T08:00+01:00',
  ],
  [
    'a month over summer time',
    '2026-03-15T08:00+01:00',
    'month',
    '2026-03-15T08:00+01:00',
    BERLIN,
    '2026-04-15T08:00+02:00',
  ],
] as const)('what repeats comes %s', (_, last, repeat, first, tz, next) => {
  expect(nextOccurrence(new Date(last), repeat, new Date(first), tz)).toEqual(new Date(next));
});

it('keeps the hour of the wall clock and the first one’s day for years, in any zone', () => {
  const wall = (of: Date, tz: string) => dayjs(of).tz(tz);
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
      fc.constantFrom(SHANGHAI, BERLIN, 'America/New_York', 'Australia/Lord_Howe', 'UTC'),
      (first, tz) => {
        let at = first;
        for (let month = 0; month < 30; month += 1) {
          const next = nextOccurrence(at, 'month', first, tz);
          const [then, begin] = [wall(next, tz), wall(first, tz)];
          expect(then.date()).toBe(Math.min(begin.date(), then.daysInMonth()));
          // An hour is moved only where the clock leaves it out.
          if (then.format('HH:mm') !== begin.format('HH:mm'))
            expect(wall(new Date(next.getTime() - 7_200_000), tz).utcOffset()).not.toBe(then.utcOffset());
          expect((then.year() - wall(at, tz).year()) * 12 + then.month() - wall(at, tz).month()).toBe(1);
          at = next;
        }
      },
    ),
    { numRuns: 30 },
  );
});

const local = (text: string) => new Date(`2026-${text}:00+08:00`);
const FIRST = local('03-02T10:00');

test.each([
  ['on time', '03-02T10:00', [], '03-02T10:00'],
  ['on the same day', '03-02T23:59', [], '03-02T10:00'],
  ['a day late', '03-03T00:00', ['03-02T10:00'], '03-09T10:00'],
  ['on the day of the third', '03-16T18:00', ['03-02T10:00', '03-09T10:00'], '03-16T10:00'],
  ['just before the third', '03-16T09:59', ['03-02T10:00', '03-09T10:00'], '03-16T10:00'],
  ['before its hour', '03-01T09:00', [], '03-02T10:00'],
])('whoever comes %s passes over what is of no use any more', (_, now, missed, next) => {
  const passed = passMissed({ repeat: 'week', dueAt: FIRST, firstAt: FIRST }, local(now), SHANGHAI);
  expect(passed).toEqual({
    missed: missed.map(local),
    next: { repeat: 'week', dueAt: local(next), firstAt: FIRST },
  });
});

it('midnight alone makes nothing late, and what has ended on its day is missed', () => {
  const late = { repeat: 'week' as const, dueAt: local('03-02T23:50'), firstAt: local('03-02T23:50') };
  expect(passMissed(late, local('03-03T00:05'), SHANGHAI).missed).toEqual([]);
  expect(passMissed(late, local('03-03T00:51'), SHANGHAI).missed).toHaveLength(1);
  const short = { repeat: 'month' as const, dueAt: FIRST, firstAt: FIRST, endsAt: local('03-02T12:00') };
  expect(passMissed(short, local('03-02T12:00'), SHANGHAI)).toEqual({
    missed: [FIRST],
    next: undefined,
  });
  // The end is the end of all turns, and does not move along with them.
  const weekly = { repeat: 'week' as const, dueAt: FIRST, firstAt: FIRST, endsAt: local('03-16T10:00') };
  expect(nextTurn(weekly, SHANGHAI)).toEqual({ ...weekly, dueAt: local('03-09T10:00') });
  expect(nextTurn({ ...weekly, dueAt: local('03-09T10:00') }, SHANGHAI)).toBeUndefined();
});

it('loses no turn and sends at most one late, however long nobody was there', () => {
  fc.assert(
    fc.property(fc.constantFrom('week' as const, 'month' as const), fc.nat(900 * 24), (repeat, hours) => {
      const now = new Date(FIRST.getTime() + hours * 3_600_000);
      const { missed, next } = passMissed({ repeat, dueAt: FIRST, firstAt: FIRST }, now, SHANGHAI);
      if (next === undefined) throw new Error('without an end there is a next');
      const turns = [...missed, next.dueAt];
      for (const [index, at] of turns.slice(1).entries())
        expect(at).toEqual(nextOccurrence(turns[index] ?? FIRST, repeat, FIRST, SHANGHAI));
      expect(turns[0]).toEqual(FIRST);
      expect(missed.every((at) => at < now)).toBe(true);
      if (next.dueAt <= now) expect(dayjs(next.dueAt).tz(SHANGHAI).isSame(dayjs(now).tz(SHANGHAI), 'day')).toBe(true);
    }),
  );
});
