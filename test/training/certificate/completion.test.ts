import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { remindOnOf, untilOf, validityOf } from '../../../src/certificates/validity.ts';
import {
  attendedSpan,
  type DatePart,
  isComplete,
  wholesOf,
} from '../../../src/features/training/certificate/rules/completion.ts';
import { certificateFaults, type NEEDED } from '../../../src/features/training/rules/terms.ts';
import { hasAttended, MARKS, type Mark } from '../../../src/gatherings/rules/marks.ts';

const at = (day: number) => new Date(Date.UTC(2026, 2, day, 6));
const date = (day: number, mark: Mark | undefined, isCancelled = false): DatePart => ({
  session: `s${day}`,
  attended: `s${day}`,
  isCancelled,
  mark,
  startsAt: at(day),
  endsAt: at(day),
  minutes: 60,
});

describe('what completes a course', () => {
  it.each<[(typeof NEEDED)[number], DatePart[], boolean]>([
    ['one', [], false],
    ['all', [], false],
    ['one', [date(1, 'absent'), date(2, 'late')], true],
    ['one', [date(1, 'absent'), date(2, undefined)], false],
    ['all', [date(1, 'present'), date(2, 'left-early')], true],
    ['all', [date(1, 'present'), date(2, 'excused')], false],
    // The last date is still to come.
    ['all', [date(1, 'present'), date(2, undefined)], false],
    ['all', [date(1, 'present'), date(2, undefined, true)], true],
    ['all', [date(1, undefined, true)], false],
    ['each', [date(1, 'present', true)], false],
  ])('%s: %j is %s', (needed, dates, complete) => {
    expect(isComplete(needed, dates)).toBe(complete);
  });

  const dates = fc.uniqueArray(
    fc.record({ day: fc.nat(27), mark: fc.option(fc.constantFrom(...MARKS), { nil: undefined }), off: fc.boolean() }),
    { selector: (one) => one.day, maxLength: 8 },
  );

  test('whoever completes all dates completes one; each date that was attended is complete by itself', () => {
    fc.assert(
      fc.property(dates, (drawn) => {
        const parts = drawn.map(({ day, mark, off }) => date(day, mark, off));
        if (isComplete('all', parts)) expect(isComplete('one', parts)).toBe(true);
        const singles = wholesOf('c', 'each', parts).filter((one) => isComplete('each', one.dates));
        const there = parts.filter((one) => !one.isCancelled && hasAttended(one.mark));
        expect(singles.map((one) => one.scope)).toEqual(there.map((one) => one.session));
        expect(isComplete('one', parts)).toBe(singles.length > 0);
        expect(attendedSpan(parts) !== undefined).toBe(isComplete('one', parts));
        expect(wholesOf('c', 'all', parts)).toEqual([{ scope: 'c', dates: parts }]);
      }),
    );
  });

  it('counts the hours that somebody was there, from the first day to the last', () => {
    expect(
      attendedSpan([date(9, 'left-early'), date(2, 'present'), date(1, 'absent'), date(20, 'late', true)]),
    ).toEqual({ from: at(2), to: at(9), minutes: 90 });
  });

  it('counts a make-up once, for however many dates it stands', () => {
    const madeUp = { attended: 'make-up', startsAt: at(12), minutes: 60 };
    const dates = [date(1, 'present'), { ...date(2, 'present'), ...madeUp }, { ...date(3, 'present'), ...madeUp }];
    expect(attendedSpan(dates)).toEqual({ from: at(1), to: at(12), minutes: 120 });
  });
});

describe('how long a certificate holds', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28', '2026-02-21'],
    ['2026-03-11', 12, '2027-03-11', '2027-02-11'],
    ['2027-11-30', 3, '2028-02-29', '2028-01-29'],
    ['2026-03-11', 120, '2036-03-11', '2036-02-11'],
  ])('issued on %s for %i months: until %s, reminded on %s', (issued, months, until, remindOn) => {
    expect(untilOf(issued, months)).toBe(until);
    expect(remindOnOf(until, months)).toBe(remindOn);
  });

  it.each([
    [{}, '2099-01-01', 'valid'],
    [{ until: '2027-03-11' }, '2027-03-11', 'valid'],
    [{ until: '2027-03-11' }, '2027-03-12', 'expired'],
    [{ until: '2027-03-11', annulledAt: at(1) }, '2027-03-12', 'annulled'],
    [{ annulledAt: at(1) }, '2026-03-12', 'annulled'],
  ] as const)('%j on %s is %s', (certificate, today, validity) => {
    expect(validityOf(certificate, today)).toBe(validity);
  });

  test('the reminder comes before the end, and after the day of issue', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 1, max: 120 }), (days, months) => {
        const issued = new Date(Date.UTC(2024, 0, 1 + days)).toISOString().slice(0, 10);
        const until = untilOf(issued, months);
        const remindOn = remindOnOf(until, months);
        expect(issued < remindOn && remindOn < until).toBe(true);
      }),
    );
  });
});

describe('the form of what a course gives', () => {
  it.each([
    [{ isGiven: false, months: undefined, skill: '' }, []],
    [{ isGiven: true, months: undefined, skill: '电工' }, []],
    [{ isGiven: true, months: 0, skill: '' }, ['months']],
    [{ isGiven: true, months: 1.5, skill: '' }, ['months']],
    [{ isGiven: true, months: Number.NaN, skill: '' }, ['months']],
    [{ isGiven: true, months: 121, skill: '' }, ['months']],
    [{ isGiven: false, months: 12, skill: '电工' }, ['monthsAlone', 'skillAlone']],
  ])('%j has the faults %j', (typed, faults) => {
    expect(certificateFaults(typed)).toEqual(faults);
  });
});
