import { describe, expect, it } from 'vitest';
import { measuredName, readPrizes, readValue } from '../../src/features/competition/rules/checks.ts';
import type { Facts, Indicator } from '../../src/features/competition/rules/facts.ts';
import { cutOffOf, daysOf, monthOf, slotOf, slotsOf } from '../../src/features/competition/rules/slots.ts';
import { bannersOf, standingBefore, verifiedOf } from '../../src/features/competition/rules/verified.ts';
import { addDays } from '../../src/lib/zone.ts';

const YEAR = { from: '2026-01-01', to: '2026-12-31' };

describe('slots', () => {
  it.each([
    ['2026-01-01', '2026-W01'],
    ['2025-12-29', '2026-W01'],
    ['2027-01-03', '2026-W53'],
    ['2027-01-04', '2027-W01'],
    ['2024-12-31', '2025-W01'],
  ])('%s lies in the week %s', (day, week) => expect(slotOf('week', day)).toBe(week));

  it('are as many as the period has', () => {
    expect(slotsOf('month', YEAR)).toHaveLength(12);
    expect(slotsOf('week', YEAR)).toHaveLength(53);
    expect(slotsOf('whole', YEAR)).toEqual(['all']);
    expect(slotsOf('month', { from: '2026-03-31', to: '2026-04-01' })).toEqual(['2026-03', '2026-04']);
  });

  it('have their days within the period, a cut-off and a month', () => {
    expect(daysOf('2026-W01', YEAR)).toEqual({ from: '2026-01-01', to: '2026-01-04' });
    expect(daysOf('2026-02', YEAR)).toEqual({ from: '2026-02-01', to: '2026-02-28' });
    expect(daysOf('2026-12', YEAR)).toEqual({ from: '2026-12-01', to: '2026-12-31' });
    expect(cutOffOf({ days: 5 }, '2026-02', YEAR)).toBe('2026-03-05');
    expect(monthOf('2026-W05', YEAR)).toBe('2026-01');
    expect(monthOf('2026-W14', YEAR)).toBe('2026-04');
    expect(monthOf('all', YEAR)).toBeUndefined();
  });
});

const rate: Indicator = {
  id: 'i',
  name: '合格率',
  measure: '%',
  direction: 'more',
  target: 100,
  weight: 10,
  scale: 'total',
  cap: 120,
  pace: 'month',
  fold: 'mean',
  days: 5,
  source: '质检台账',
  reporters: [],
  verifiers: [],
};
const facts: Facts = {
  units: ['a', 'b', 'c'].map((key) => ({ key, name: key, heads: 10 })),
  indicators: [rate],
  half: 10,
  changes: [{ unit: 'b', points: 50, isOut: false }],
  counted: [
    ['a', '2026-01', 90],
    ['b', '2026-01', 80],
    ['a', '2026-02', 70],
    ['b', '2026-02', 95],
    ['c', '2026-02', 95],
    ['c', '2026-03', 99],
  ].map(([unit, slot, value]) => ({ indicator: 'i', unit, slot, value }) as Facts['counted'][number]),
};

describe('the red banner', () => {
  it('is that of the first by a month’s values alone, and shared', () => {
    expect(bannersOf(facts, verifiedOf(facts), YEAR, '2026-03-20')).toEqual([
      { month: '2026-01', units: ['a'] },
      { month: '2026-02', units: ['b', 'c'] },
    ]);
  });

  it('has no holder before the last cut-off of its month: half of the values would decide', () => {
    const on = (day: string) => bannersOf(facts, verifiedOf(facts), YEAR, day).map(({ month }) => month);
    const cutOff = addDays('2026-02-28', rate.days);
    expect([on(cutOff), on(addDays(cutOff, 1))]).toEqual([['2026-01'], ['2026-01', '2026-02']]);
  });

  it('waits for the values of other indicators of which none is there yet', () => {
    const late: Indicator = { ...rate, id: 'late', days: rate.days + 20 };
    const both = { ...facts, indicators: [...facts.indicators, late] };
    const on = (day: string) => bannersOf(both, verifiedOf(both), YEAR, day).map(({ month }) => month);
    const cutOff = addDays('2026-01-31', late.days);
    expect([on(cutOff), on(addDays(cutOff, 1))]).toEqual([[], ['2026-01']]);
  });

  it('waits for the last week of its month, though no value of it is there', () => {
    const weekly = { ...facts, indicators: [{ ...rate, pace: 'week', days: 3 } as Indicator] };
    const early = { ...weekly, counted: [{ indicator: 'i', unit: 'a', slot: '2026-W15', value: 90 }] };
    const on = (day: string) => bannersOf(early, verifiedOf(early), YEAR, day).map(({ month }) => month);
    // The week of Thursday, 30 April ends on 3 May.
    expect([on('2026-05-06'), on('2026-05-07')]).toEqual([[], ['2026-04']]);
  });

  it('is compared with the standing at the end of the month before', () => {
    const before = standingBefore(facts, verifiedOf(facts), YEAR, '2026-02-10');
    expect(before?.rows.map(({ unit, total }) => [unit.key, total])).toEqual([
      ['b', 130],
      ['a', 90],
      ['c', 0],
    ]);
    expect(standingBefore(facts, verifiedOf(facts), YEAR, '2026-01-10')).toBeUndefined();
  });
});

describe('what people write', () => {
  it.each([
    ['亩产量（公斤）', { name: '亩产量', measure: '公斤' }],
    ['Yield (kg)', { name: 'Yield', measure: 'kg' }],
    ['饵料系数（冬）（无量纲）', { name: '饵料系数（冬）', measure: '无量纲' }],
    ['亩产量', undefined],
    ['（公斤）', undefined],
  ])('%s names a measure or none', (text, found) => expect(measuredName(text)).toEqual(found));

  it.each([
    ['1,250.5', 1250.5],
    ['１２', 12],
    ['98.5 %', 98.5],
    ['98.5％', 98.5],
    ['12吨', 'measure'],
    ['-3', 'negative'],
    ['1e9', 'large'],
    ['1000000000', 'large'],
    ['无', 'number'],
    ['', 'number'],
  ])('%s is read as %s', (cell, read) => expect(readValue(cell, '%')).toBe(read));

  it.each([
    ['10,6,3', [10, 6, 3]],
    ['10、6、3', [10, 6, 3]],
    ['', []],
    ['10,-1', undefined],
    ['first', undefined],
  ])('%s is a list of points or none', (text, points) => expect(readPrizes(text)).toEqual(points));
});
