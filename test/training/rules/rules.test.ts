import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { movedAlike, readDates, startsOf } from '../../../src/features/training/rules/dates.ts';
import { faultsOf } from '../../../src/features/training/rules/facts.ts';
import { placesFor } from '../../../src/features/training/rules/terms.ts';
import { worthOf } from '../../../src/features/training/rules/worth.ts';
import { bookingsOf as bookingsFor, kindOf } from '../../../src/gatherings/rules/bookings.ts';
import { codeOf, codeWindow, isSameCode } from '../../../src/gatherings/rules/code.ts';
import { isCodeTime, MARKS, type Mark, markAt } from '../../../src/gatherings/rules/marks.ts';
import { wakeAt } from '../../../src/gatherings/rules/wake.ts';

const at = (text: string) => new Date(text);
const iso = (dates: readonly Date[]) => dates.map((one) => one.toISOString());
const bookingsOf = (marks: readonly (Mark | undefined)[], minutes: number) =>
  bookingsFor(marks, (mark) => {
    const kind = kindOf(mark);
    return kind === undefined ? undefined : { kind, ...worthOf(mark, minutes) };
  });
const CHINA = 'Asia/Shanghai';
const BERLIN = 'Europe/Berlin';

describe('dates of a series', () => {
  it('keep the hour on the wall of the zone, across summer time', () => {
    // Clocks in Berlin go forward on 29 March 2026.
    expect(iso(startsOf(at('2026-03-17T13:00:00Z'), 'fortnight', 3, [], BERLIN))).toEqual([
      '2026-03-17T13:00:00.000Z',
      '2026-03-31T12:00:00.000Z',
      '2026-04-14T12:00:00.000Z',
    ]);
    expect(iso(startsOf(at('2026-10-24T22:30:00Z'), 'day', 3, [], BERLIN))).toEqual([
      '2026-10-24T22:30:00.000Z',
      '2026-10-25T23:30:00.000Z',
      '2026-10-26T23:30:00.000Z',
    ]);
  });

  it('are each there once, in order, with dates of their own', () => {
    const more = [at('2026-03-12T06:00:00Z'), at('2026-03-10T06:00:00Z')];
    expect(iso(startsOf(at('2026-03-10T06:00:00Z'), 'week', 2, more, CHINA))).toEqual([
      '2026-03-10T06:00:00.000Z',
      '2026-03-12T06:00:00.000Z',
      '2026-03-17T06:00:00.000Z',
    ]);
  });

  it('move alike: so many days, and to the same hour, whatever the clocks do in between', () => {
    const [from, to] = [at('2026-03-24T13:00:00Z'), at('2026-03-25T14:30:00Z')];
    // 14:00 in winter is moved to 15:30 of the next day; the one in April is as well, in summer time.
    expect(movedAlike(at('2026-04-07T12:00:00Z'), from, to, BERLIN).toISOString()).toBe('2026-04-08T13:30:00.000Z');
    expect(movedAlike(from, from, to, BERLIN)).toEqual(to);
    expect(movedAlike(at('2026-04-07T12:15:00Z'), from, at('2026-03-25T13:00:00Z'), BERLIN).toISOString()).toBe(
      '2026-04-08T12:15:00.000Z',
    );
  });

  test.each([
    ['2026-03-10 14:00\n\n2026年3月12日 9:05', ['2026-03-10T06:00:00.000Z', '2026-03-12T01:05:00.000Z']],
    ['２０２６/3/10　14：00', ['2026-03-10T06:00:00.000Z']],
    ['', []],
  ])('%j is read', (text, dates) => {
    const read = readDates(text, CHINA);
    expect('dates' in read && iso(read.dates)).toEqual(dates);
  });

  test.each(['明天', '2026-02-30 10:00', '2026-03-10 25:00', '2026-03-10'])('%s is no date', (text) => {
    expect(readDates(`2026-03-10 14:00\n${text}`, CHINA)).toEqual({ wrong: text });
  });
});

describe('attendance', () => {
  const times = { startsAt: at('2026-03-11T06:00:00Z'), endsAt: at('2026-03-11T08:00:00Z') };

  test.each([
    ['2026-03-11T05:44:59Z', false],
    ['2026-03-11T05:45:00Z', true],
    ['2026-03-11T07:59:59Z', true],
    ['2026-03-11T08:00:00Z', false],
  ])('codes count at %s: %s', (now, counts) => {
    expect(isCodeTime(times, at(now))).toBe(counts);
  });

  it('is late after ten minutes', () => {
    expect(markAt(times, at('2026-03-11T06:10:00Z'))).toBe('present');
    expect(markAt(times, at('2026-03-11T06:10:01Z'))).toBe('late');
  });

  it('has a code of its own for each session, minute and key', () => {
    const [a, b] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
    const window = codeWindow(times.startsAt);
    const codes = [codeOf(a, 's', window), codeOf(a, 's', window + 1), codeOf(a, 't', window), codeOf(b, 's', window)];
    expect(new Set(codes).size).toBe(4);
    for (const code of codes) expect(code).toMatch(/^\d{6}$/);
    expect(isSameCode('123456', '123456')).toBe(true);
    for (const wrong of ['123457', '12345', '1234567', '']) expect(isSameCode(wrong, '123456')).toBe(false);
  });

  it('is worth the minutes, half of them for who left early', () => {
    expect(worthOf('late', 120)).toEqual({ minutes: 120, points: 20 });
    expect(worthOf('left-early', 45)).toEqual({ minutes: 22, points: 3 });
    for (const mark of ['absent', 'excused', undefined] as const)
      expect(worthOf(mark, 120)).toEqual({ minutes: 0, points: 0 });
  });

  it('whatever is corrected, the lines add up to what the last mark is worth, and each is one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...MARKS), { minLength: 1, maxLength: 8 }),
        fc.nat(300),
        (marks, minutes) => {
          const lines = bookingsOf(marks, minutes);
          const worth = new Map<number, { kind: string; minutes: number; points: number }>();
          for (const line of lines) {
            if (line.does === 'record') worth.set(line.nth, { ...line });
            else if (line.does === 'annul') expect(worth.delete(line.of)).toBe(true);
            else {
              const one = worth.get(line.of);
              if (one === undefined) throw new Error('corrects what is not there');
              one.minutes += line.minutes;
              one.points += line.points;
            }
          }
          const last = marks.at(-1);
          const left = [...worth.values()].map(({ kind, minutes, points }) => ({ kind, minutes, points }));
          const kind = kindOf(last);
          expect(left).toEqual(kind === undefined ? [] : [{ kind, ...worthOf(last, minutes) }]);
          expect(bookingsOf(marks.slice(0, -1), minutes)).toEqual(lines.filter((one) => one.nth < marks.length - 1));
        },
      ),
    );
  });
});

describe('what wakes a session', () => {
  const startsAt = at('2026-03-11T06:00:00Z');
  const base = {
    state: 'open' as const,
    startsAt,
    endsAt: at('2026-03-11T08:00:00Z'),
    seats: [],
    news: [],
    updatedAt: at('2026-03-01T00:00:00Z'),
  };

  test.each([
    ['news at once', { ...base, seq: 0, news: [1] }, '2026-03-01T00:00:00.000Z'],
    ['its end', { ...base, seq: 0 }, '2026-03-11T09:00:00.000Z'],
    ['a seat without reminders', { ...base, seq: 1 }, '2026-03-09T06:00:00.000Z'],
    [
      'a seat whose day is planned',
      { ...base, seq: 1, ladder: { week: 0, day: 1, near: 0 } },
      '2026-03-11T04:00:00.000Z',
    ],
    [
      'a ladder that begins a week before',
      { ...base, seq: 1, reminders: ['week' as const, 'start' as const] },
      '2026-03-03T06:00:00.000Z',
    ],
    ['its end where nobody is to be reminded', { ...base, seq: 1, reminders: [] }, '2026-03-11T09:00:00.000Z'],
    ['nothing when it is cancelled', { ...base, state: 'cancelled' as const, seq: 3 }, undefined],
  ])('%s', (_, session, wake) => {
    expect(wakeAt(session)?.toISOString()).toBe(wake);
  });
});

test('a form’s faults stand in its order', () => {
  const now = at('2026-03-01T00:00:00Z');
  expect(faultsOf({ duration: 0, minutes: -1, capacity: 0, link: 'javascript:alert(1)' }, now)).toEqual([
    'topic',
    'startsAt',
    'duration',
    'link',
    'trainer',
    'capacity',
    'minutes',
  ]);
  expect(
    faultsOf({ topic: 'x', kind: 'self-study', startsAt: at('2026-02-01T00:00:00Z'), duration: 0, minutes: 0 }, now),
  ).toEqual([]);
});

test.each([
  { needed: 'one', capacities: [10, 20, 5], places: 35 },
  { needed: 'all', capacities: [10, 20, 5], places: 5 },
  { needed: 'each', capacities: [10, undefined], places: 10 },
  { needed: 'one', capacities: [10, undefined], places: Number.POSITIVE_INFINITY },
  { needed: 'one', capacities: [], places: Number.POSITIVE_INFINITY },
  { needed: 'all', capacities: [], places: Number.POSITIVE_INFINITY },
] as const)('of dates with $capacities seats of which "$needed" counts, $places people have their place', (one) => {
  expect(placesFor(one.needed, one.capacities)).toBe(one.places);
});
