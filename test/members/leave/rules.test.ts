import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../src/lib/zone.ts';
import {
  backOn,
  LEAVE_KINDS,
  type LeaveSpan,
  spanOn,
  withoutDays,
  withSpan,
} from '../../../src/members/leave/rules.ts';

const span = (from: string, to: string, kind: LeaveSpan['kind'] = 'holiday'): LeaveSpan => ({
  from: `2026-12-${from}`,
  to: `2026-12-${to}`,
  kind,
});

describe('days away', () => {
  it.each([
    ['once', [span('01', '03')], [span('01', '03')]],
    ['twice', [span('01', '03'), span('01', '03')], [span('01', '03')]],
    ['one after the other', [span('01', '03'), span('04', '06')], [span('01', '06')]],
    ['one over the other', [span('01', '05'), span('03', '08')], [span('01', '08')]],
    ['with days between', [span('05', '06'), span('01', '03')], [span('01', '03'), span('05', '06')]],
    [
      'ill on holiday',
      [span('01', '10'), span('04', '06', 'sick')],
      [span('01', '03'), span('04', '06', 'sick'), span('07', '10')],
    ],
    ['all of it ill after all', [span('02', '03'), span('01', '04', 'sick')], [span('01', '04', 'sick')]],
  ])('said %s', (_how, said, kept) => {
    expect(said.reduce(withSpan, [] as LeaveSpan[])).toEqual(kept);
  });

  it('end earlier, and the day of the return lies behind all that meet', () => {
    const spans = [span('01', '03'), span('04', '06', 'sick'), span('08', '09')];
    expect(backOn(spans, '2026-12-02')).toBe('2026-12-07');
    expect(backOn(spans, '2026-12-07')).toBe('2026-12-07');
    expect(withoutDays(spans, '2026-12-02', '2026-12-05')).toEqual([
      span('01', '01'),
      span('06', '06', 'sick'),
      span('08', '09'),
    ]);
  });

  const someSpan = fc
    .record({ from: fc.nat(40), length: fc.nat(15), kind: fc.constantFrom(...LEAVE_KINDS) })
    .map(({ from, length, kind }) => {
      const first = addDays('2026-12-01', from);
      return { from: first, to: addDays(first, length), kind };
    });

  it('are what was said last of each day, in order and never twice', () => {
    fc.assert(
      fc.property(fc.array(someSpan, { maxLength: 12 }), (said) => {
        const spans = said.reduce(withSpan, [] as LeaveSpan[]);
        for (let n = 0; n < 60; n += 1) {
          const day = addDays('2026-12-01', n);
          expect(spanOn(spans, day)?.kind).toBe(spanOn(said.toReversed(), day)?.kind);
        }
        for (const [index, one] of spans.entries()) {
          expect(one.from <= one.to).toBe(true);
          const next = spans[index + 1];
          if (next !== undefined) expect(one.to < next.from).toBe(true);
        }
        const last = said.at(-1);
        if (last !== undefined) expect(withSpan(spans, last)).toEqual(spans);
      }),
    );
  });
});
