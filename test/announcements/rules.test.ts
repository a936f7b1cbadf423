import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readQuestion } from '../../src/bot/question-text.ts';
import {
  faultsOf,
  MOVES,
  type Move,
  moved,
  nextOccurrence,
  nextReminder,
  RECEIPT_STATES,
  receiptStateOf,
  STATES,
  type TallyRow,
  tallied,
} from '../../src/features/announcements/rules.ts';
import { dayjs } from '../../src/lib/dayjs.ts';

const at = (text: string) => new Date(`${text}+08:00`);
const NOW = at('2026-03-02T09:00:00');

describe('the states', () => {
  test.each([
    ['draft', 'send', 'scheduled'],
    ['draft', 'ask', 'awaiting'],
    ['awaiting', 'send', undefined],
    ['awaiting', 'approve', 'scheduled'],
    ['scheduled', 'withdraw', 'draft'],
    ['sending', 'withdraw', undefined],
    ['sending', 'begin', 'sending'],
    ['sent', 'begin', undefined],
    ['recalled', 'finish', undefined],
    ['sent', 'end', 'ended'],
    ['ended', 'recall', 'recalled'],
  ] as const)('%s, %s → %s', (state, move, next) => {
    expect(moved(state, move)).toBe(next);
  });

  it('lets nothing out of what was taken back', () => {
    for (const move of Object.keys(MOVES) as Move[]) expect(moved('recalled', move)).toBeUndefined();
    expect(STATES).toContain('recalled');
  });
});

test.each([
  ['几点集合？\n* 7 点\n8 点', { words: '几点集合？', options: ['7 点', '8 点'], right: 0 }],
  ['问\n甲\n\n＊乙', { words: '问', options: ['甲', '乙'], right: 1 }],
  ['问\n甲\n乙', undefined],
  ['问\n*甲\n*乙', undefined],
  ['问\n*甲', undefined],
  ['问\n*甲\n*', undefined],
  ['', undefined],
])('a check question %j', (text, read) => {
  expect(readQuestion(text)).toEqual(read);
});

const whole = {
  ...{ title: 't', hasBody: true, parts: 1, questionText: '', reminders: 3, everyHours: 24 },
  ...{ via: 'dm' as const, channels: [] },
};
test.each([
  [{}, []],
  [{ title: ' ', hasBody: false, parts: 0 }, ['title', 'body', 'audience']],
  [{ at: at('2026-03-02T08:59:00') }, ['past']],
  [{ at: at('2026-03-03T09:00:00'), endsAt: at('2026-03-03T09:00:00') }, ['end']],
  [{ questionText: 'x' }, ['question']],
  [{ via: 'channel' as const, parts: 0 }, ['channels']],
  [{ via: 'channel' as const, parts: 0, channels: ['C1'] }, []],
  [{ reminders: 6 }, ['reminders']],
  [{ reminders: 1.5 }, ['reminders']],
  [{ everyHours: 0 }, ['reminders']],
])('%j lacks %j', (more, faults) => {
  expect(faultsOf({ ...whole, ...more }, NOW)).toEqual(faults);
});

test('the ladder ends with its number, at most five, and with the end', () => {
  const day = { reminders: 2, everyHours: 24 };
  expect(nextReminder(day, NOW, 0)).toEqual(at('2026-03-03T09:00:00'));
  expect(nextReminder(day, NOW, 2)).toBeUndefined();
  expect(nextReminder({ reminders: 99, everyHours: 1 }, NOW, 5)).toBeUndefined();
  expect(nextReminder({ ...day, endsAt: at('2026-03-03T09:00:00') }, NOW, 0)).toBeUndefined();
});

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

test.each([
  ['sent', undefined, 'reached'],
  ['dropped', 'left', 'left'],
  ['failed', 'account_inactive', 'left'],
  ['failed', 'channel_not_found', 'failed'],
  ['dropped', 'stopped', 'stopped'],
  ['planned', undefined, 'waiting'],
])('a delivery that is %s (%s) makes a receipt %s', (state, reason, receipt) => {
  expect(receiptStateOf(state, reason)).toBe(receipt);
});

it('adds up to the audience, however the receipts are parted', () => {
  const row: fc.Arbitrary<TallyRow> = fc.record({
    branch: fc.constantFrom('', '一', '二'),
    team: fc.constantFrom('', '甲'),
    state: fc.constantFrom(...RECEIPT_STATES),
    count: fc.nat(10_000),
    wrongFirst: fc.nat(100),
    opened: fc.nat(100),
  });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
      const audience = rows.reduce((sum, one) => sum + one.count, 0);
      const parts = [...tallied(rows, ({ branch }) => branch).values()];
      expect(parts.reduce((sum, one) => sum + one.audience, 0)).toBe(audience);
      for (const part of parts) expect(RECEIPT_STATES.reduce((sum, state) => sum + part[state], 0)).toBe(part.audience);
    }),
  );
});
