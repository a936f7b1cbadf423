import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../src/lib/zone.ts';
import {
  newStreak,
  SHIELDS_HELD,
  type StreakDay,
  stepStreak,
  streak,
} from '../../../src/participation/standing/streak.ts';

/** Days from a picture: `1` answered on duty, `0` missed on duty, `-` off, `+` off but answered. */
function daysOf(picture: string): StreakDay[] {
  return [...picture].map((mark, index) => ({
    day: addDays('2026-01-01', index),
    onDuty: mark === '1' || mark === '0',
    took: mark === '1' || mark === '+',
  }));
}

describe('a streak', () => {
  it.each([
    ['', 0, 0, 0, 0],
    ['111', 3, 3, 0, 3],
    ['11011', 2, 2, 0, 4],
    ['11--11', 4, 4, 0, 4],
    ['11++11', 4, 4, 0, 4],
    ['1111111', 7, 7, 1, 7],
    ['111--1111', 7, 7, 1, 7],
    ['111111101', 8, 8, 0, 8],
    ['1111111001', 1, 7, 0, 8],
    ['11111111111111', 14, 14, 2, 14],
    ['111111111111110011', 16, 16, 0, 16],
    ['111111111111110001', 1, 14, 0, 15],
    ['1'.repeat(21), 21, 21, 2, 21],
    ['1110111', 3, 3, 0, 6],
    ['111011110', 4, 4, 0, 7],
    ['0', 0, 0, 0, 0],
    ['1'.repeat(150), 150, 150, 2, 100],
    [`${'0'.repeat(50)}${'1'.repeat(80)}`, 80, 80, 2, 80],
  ])('%s', (picture, current, longest, shields, last100) => {
    expect(streak(daysOf(picture))).toMatchObject({ current, longest, shields, last100 });
  });

  const pictures = fc
    .array(fc.constantFrom('1', '1', '1', '0', '-', '+'), { maxLength: 260 })
    .map((marks) => marks.join(''));

  it('is the same day by day, all at once, in any order, and with days told twice', () => {
    fc.assert(
      fc.property(pictures, fc.infiniteStream(fc.nat()), (picture, order) => {
        const days = daysOf(picture);
        const stepped = days.reduce((state, each) => stepStreak(state, each.day, each.took, each.onDuty), newStreak());
        const twice = days.reduce((state, each) => {
          const once = stepStreak(state, each.day, each.took, each.onDuty);
          return stepStreak(once, each.day, false, each.onDuty);
        }, newStreak());
        const mixed = days
          .map((each) => ({ each, key: order.next().value }))
          .sort((a, b) => a.key - b.key)
          .map(({ each }) => each);
        expect(streak(mixed)).toEqual(stepped);
        expect(twice).toEqual(stepped);
      }),
    );
  });

  it('does not see days off', () => {
    fc.assert(
      fc.property(pictures, (picture) => {
        const { day: _a, ...all } = streak(daysOf(picture));
        const { day: _b, ...onDuty } = streak(daysOf(picture.replace(/[-+]/g, '')));
        expect(all).toEqual(onDuty);
      }),
    );
  });

  it('stays within its bounds', () => {
    fc.assert(
      fc.property(pictures, (picture) => {
        const state = streak(daysOf(picture));
        const answered = [...picture].filter((mark) => mark === '1' || mark === '0').slice(-100);
        expect(state.last100).toBe(answered.filter((mark) => mark === '1').length);
        expect(state.current).toBeLessThanOrEqual(state.longest);
        expect(state.shields).toBeGreaterThanOrEqual(0);
        expect(state.shields).toBeLessThanOrEqual(SHIELDS_HELD);
        expect(state.towards).toBeLessThan(7);
      }),
    );
  });
});
