import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RECEIPT_STATES, type TallyRow } from '../../../src/delivery/receipts/rules.ts';
import {
  coverOf,
  coversMost,
  inOrder,
  isCovered,
  packRows,
  unpackRows,
  withRecount,
} from '../../../src/delivery/receipts/tally-rules.ts';
import { hostileWords } from '../../helpers/hostile-words.ts';

const row = (word: fc.Arbitrary<string>): fc.Arbitrary<TallyRow> =>
  fc.record({
    branch: word,
    team: word,
    state: fc.constantFrom(...RECEIPT_STATES),
    count: fc.nat(),
    wrongFirst: fc.nat(),
    opened: fc.nat(),
  });
const unitRows = (word: fc.Arbitrary<string>) =>
  fc.uniqueArray(row(word), { selector: ({ branch, team, state }) => JSON.stringify([branch, team, state]) });
const few = fc.constantFrom('', '一班', '二班', '三班');
const one = (branch: string, team: string, count = 1): TallyRow => ({
  branch,
  team,
  state: 'reached',
  count,
  wrongFirst: 0,
  opened: 0,
});

it('are unpacked as they were packed, whatever a unit is called', () => {
  fc.assert(
    fc.property(unitRows(hostileWords(40)), (rows) => {
      expect(unpackRows(packRows(rows))).toEqual(rows);
    }),
  );
});

it('come from the new count where a unit changed, and are as they were everywhere else', () => {
  fc.assert(
    fc.property(unitRows(few), unitRows(few), fc.array(fc.record({ branch: few, team: few })), (old, now, units) => {
      const cover = coverOf(units);
      const recounted = now.filter((each) => isCovered(each, cover));
      const rows = withRecount(old, cover, recounted);
      expect(units.every((unit) => isCovered(unit, cover))).toBe(true);
      expect(rows.filter((each) => isCovered(each, cover))).toEqual(inOrder(recounted));
      expect(rows.filter((each) => !isCovered(each, cover))).toEqual(
        inOrder(old.filter((each) => !isCovered(each, cover))),
      );
    }),
  );
});

it('are counted whole where most of them would be counted again', () => {
  const rows = [one('东湖', '一班'), one('东湖', '二班'), one('南岗', '一班'), one('南岗', '三班')];
  expect(coversMost(rows, coverOf([{ branch: '东湖', team: '一班' }]))).toBe(false);
  expect(
    coversMost(
      rows,
      coverOf([
        { branch: '东湖', team: '二班' },
        { branch: '南岗', team: '一班' },
      ]),
    ),
  ).toBe(true);
  expect(inOrder(rows.toReversed())).toEqual(rows.toSorted((a, b) => (a.branch < b.branch ? -1 : 1)));
});
