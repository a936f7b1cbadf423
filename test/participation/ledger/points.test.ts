import { describe, expect, it } from 'vitest';
import { ranksOf, shareOf } from '../../../src/participation/ledger/points.ts';

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

  it('share ranks', () => {
    expect(ranksOf([])).toEqual([]);
    expect(ranksOf([50, 40, 40, 40, 10, 0, 0])).toEqual([1, 2, 2, 2, 5, 6, 6]);
  });
});
