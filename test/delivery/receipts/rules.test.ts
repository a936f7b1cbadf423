import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import {
  nextReminder,
  RECEIPT_STATES,
  receiptStateOf,
  type TallyRow,
  tallied,
} from '../../../src/delivery/receipts/rules.ts';

const at = (text: string) => new Date(`${text}+08:00`);
const NOW = at('2026-03-02T09:00:00');

test('the ladder ends with its number, at most five, and with the end', () => {
  const day = { reminders: 2, everyHours: 24 };
  expect(nextReminder(day, NOW, 0)).toEqual(at('2026-03-03T09:00:00'));
  expect(nextReminder(day, NOW, 2)).toBeUndefined();
  expect(nextReminder({ reminders: 99, everyHours: 1 }, NOW, 5)).toBeUndefined();
  expect(nextReminder({ ...day, endsAt: at('2026-03-03T09:00:00') }, NOW, 0)).toBeUndefined();
});

test.each([
  ['sent', undefined, 'reached'],
  ['dropped', 'left', 'left'],
  ['failed', 'account_inactive', 'left'],
  ['failed', 'channel_not_found', 'failed'],
  ['dropped', 'stopped', 'stopped'],
  ['planned', undefined, 'waiting'],
])('a delivery that is %s (%s) makes a receipt %s', (state, reason, receipt) => {
  expect(receiptStateOf(state, reason)).toBe(receipt);
});

it('adds up to the audience, however the receipts are parted', () => {
  const row: fc.Arbitrary<TallyRow> = fc.record({
    branch: fc.constantFrom('', '一', '二'),
    team: fc.constantFrom('', '甲'),
    state: fc.constantFrom(...RECEIPT_STATES),
    count: fc.nat(10_000),
    wrongFirst: fc.nat(100),
    opened: fc.nat(100),
  });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
      const audience = rows.reduce((sum, one) => sum + one.count, 0);
      const parts = [...tallied(rows, ({ branch }) => branch).values()];
      expect(parts.reduce((sum, one) => sum + one.audience, 0)).toBe(audience);
      for (const part of parts) expect(RECEIPT_STATES.reduce((sum, state) => sum + part[state], 0)).toBe(part.audience);
    }),
  );
});
