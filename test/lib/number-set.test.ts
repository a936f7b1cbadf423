import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NumberSet } from '../../src/lib/lists/number-set.ts';

const setOf = (numbers: Iterable<number>): NumberSet => {
  const set = new NumberSet();
  for (const number of numbers) set.add(number);
  return set;
};
const numbers = fc.array(fc.oneof(fc.nat(300), fc.nat(300_000)), { maxLength: 60 });

describe('a set of numbers', () => {
  it('counts each number once', () => {
    fc.assert(
      fc.property(numbers, (some) => {
        expect(setOf(some).size).toBe(new Set(some).size);
      }),
    );
  });

  it('is the same after packing, and united with others', () => {
    fc.assert(
      fc.property(numbers, numbers, (some, others) => {
        const united = setOf(some);
        united.addPacked(setOf(others).packed());
        const expected = setOf([...some, ...others]);
        expect(united.size).toBe(expected.size);
        expect(united.packed()).toEqual(expected.packed());
      }),
    );
  });

  it('packs as gaps, a byte each while they are small', () => {
    expect([...setOf([0, 1, 127]).packed()]).toEqual([1, 1, 126]);
    expect([...setOf([299]).packed()]).toEqual([0b1010_1100, 0b10]);
    expect([...new NumberSet().packed()]).toEqual([]);
  });
});
