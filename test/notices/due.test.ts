import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Dated,
  dueOf,
  isWanted,
  type Noticed,
  nextOf,
  stateOf,
  switched,
  ticked,
} from '../../src/notices/rules/due.ts';

const day = (nth: number) => new Date(Date.UTC(2026, 2, nth));
const entry = (nth: number, more: Partial<Dated> = {}): Dated => ({ key: 'draw', verb: 'draw', at: day(nth), ...more });

describe('a calendar of notices', () => {
  it('has due what has come and has not gone out', () => {
    expect(dueOf([entry(3)], {}, day(2))).toEqual([]);
    expect(dueOf([entry(3)], {}, day(3))).toEqual([entry(3)]);
    expect(dueOf([entry(3)], ticked({}, entry(3)), day(4))).toEqual([]);
    expect(nextOf([entry(3), entry(2, { key: 'open' })], {})).toEqual(day(2));
    expect(nextOf([entry(3)], ticked({}, entry(3)))).toBeUndefined();
  });

  it('tells again only for a later date', () => {
    const told = ticked({}, entry(3));
    expect(dueOf([entry(2)], told, day(5))).toEqual([]);
    expect(dueOf([entry(4)], told, day(5))).toEqual([entry(4)]);
  });

  it('ticks off what is too late or switched off, and does not send it', () => {
    const late = entry(3, { until: day(4) });
    expect(isWanted(late, {}, day(3))).toBe(true);
    expect(isWanted(late, {}, day(4))).toBe(false);
    const off = switched({}, 'draw', false) ?? {};
    expect(isWanted(entry(3), off, day(3))).toBe(false);
    expect(switched(off, 'draw', false)).toBeUndefined();
    expect(switched(off, 'draw', true)).toEqual({ off: [] });
    expect([entry(3), late].map((one) => stateOf(one, {}, day(4)))).toEqual(['waiting', 'late']);
    expect(stateOf(entry(3), off, day(4))).toBe('off');
    expect(stateOf(entry(3), ticked({}, entry(3)), day(4))).toBe('told');
  });

  it('comes to rest, however dates move meanwhile', () => {
    const move = fc.record({ now: fc.integer({ min: 1, max: 25 }), at: fc.integer({ min: 1, max: 25 }) });
    fc.assert(
      fc.property(fc.array(move), (moves) => {
        let noticed: Noticed = {};
        let now = 0;
        const sent: number[] = [];
        for (const { now: then, at } of moves) {
          now = Math.max(now, then);
          for (const one of dueOf([entry(at)], noticed, day(now))) {
            sent.push(at);
            noticed = ticked(noticed, one);
          }
          expect(dueOf([entry(at)], noticed, day(now))).toEqual([]);
        }
        expect(sent).toEqual([...new Set(sent)].toSorted((a, b) => a - b));
      }),
    );
  });
});
