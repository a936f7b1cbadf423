import { describe, expect, it } from 'vitest';
import { lowered, raised } from '../../src/lib/tables/raised-figures.ts';

describe('figures that were formatted as raised or lowered', () => {
  it.each([
    ['5', '⁵', '₅'],
    ['-12', '⁻¹²', '₋₁₂'],
    ['n+1', 'ⁿ⁺¹', 'ₙ₊₁'],
    ['Q', '^Q', '_Q'],
    ['甲乙', '^(甲乙)', '_(甲乙)'],
    ['', '', ''],
  ])('%s', (text, up, down) => {
    expect([raised(text), lowered(text)]).toEqual([up, down]);
  });
});
