import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freePlace, linesOf, readValues, VALUES, weekNameOf } from '../../src/features/thanks/rules.ts';
import { addDays, weekdayOf } from '../../src/lib/zone.ts';

const keyOf = (name: string) => `key of ${name}`;

describe('what one can thank for', () => {
  it('is read from lines, and what stood before keeps its key', () => {
    expect(readValues(linesOf(VALUES), VALUES, keyOf)).toEqual({ values: VALUES });
    expect(readValues('\n 安全第一 ｜ Safe \n\n准时\n', VALUES, keyOf)).toEqual({
      values: [
        { key: 'safety', zh: '安全第一', en: 'Safe' },
        { key: 'key of 准时', zh: '准时', en: '准时' },
      ],
    });
  });

  it.each([
    ['', 1, 'none'],
    ['安全第一\n| Safety', 2, 'empty-name'],
    ['安全第一 |', 1, 'empty-name'],
    ['准时 | On time | Punctual', 1, 'too-many-names'],
    ['准时\n\n准时 | On time', 3, 'twice'],
    ['很'.repeat(21), 1, 'too-long'],
    [Array.from({ length: 11 }, (_, n) => `第${n}项`).join('\n'), 11, 'too-many'],
  ] as const)('%j is refused at line %i: %s', (typed, line, what) => {
    expect(readValues(typed, VALUES, keyOf)).toEqual({ fault: { line, what } });
  });
});

describe('places', () => {
  it('are the lowest free ones, and none when all are taken', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat({ max: 4 })), (taken) => {
        const place = freePlace(taken, 5);
        if (taken.length === 5) expect(place).toBeUndefined();
        else {
          expect(taken).not.toContain(place);
          for (let lower = 0; lower < Number(place); lower++) expect(taken).toContain(lower);
        }
      }),
    );
  });

  it('of a week are those of its Monday, over every end of a year', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4000 }), (offset) => {
        const day = addDays('2024-12-20', offset);
        const monday = weekNameOf(day);
        expect(weekdayOf(monday)).toBe(1);
        expect(monday <= day && day < addDays(monday, 7)).toBe(true);
      }),
    );
  });
});
