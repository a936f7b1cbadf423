import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ranksOf, reversalOf, shareOf } from '../../src/participation/points.ts';

describe('points', () => {
  it.each([
    [10, 1, 10],
    [10, 0, 0],
    [10, 2 / 3, 7],
    [10, 0.25, 3],
    [10, -1, 0],
    [10, 2, 10],
  ])('of %d at %d: %d', (points, credit, expected) => {
    expect(shareOf(points, credit)).toBe(expected);
  });

  it('are corrected by what takes them back and gives them anew', () => {
    expect(reversalOf(2, 2)).toBeUndefined();
    expect(reversalOf(2, 10)).toEqual({ reverse: -2, add: 10 });
    expect(reversalOf(0, 10)).toEqual({ reverse: 0, add: 10 });
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (before, after) => {
        const change = reversalOf(before, after) ?? { reverse: 0, add: 0 };
        expect(before + change.reverse + change.add).toBe(after);
      }),
    );
  });

  it('share ranks', () => {
    expect(ranksOf([])).toEqual([]);
    expect(ranksOf([50, 40, 40, 40, 10, 0, 0])).toEqual([1, 2, 2, 2, 5, 6, 6]);
  });
});
