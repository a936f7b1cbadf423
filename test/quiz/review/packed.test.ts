import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allOf,
  duesOf,
  idsOf,
  NOTHING,
  type Packed,
  type Remembered,
  remembered,
  withoutState,
  withState,
} from '../../../src/features/quiz/review/packed.ts';
import { review } from '../../../src/features/quiz/review/rules.ts';
import { addDays } from '../../../src/lib/zone.ts';

const FIRST_DAY = '2026-03-02';
const answer = fc.record({
  question: fc.stringMatching(/^[a-z0-9]{1,16}$/),
  correct: fc.boolean(),
  credit: fc.constantFrom(0, 0.5, 1),
  after: fc.integer({ min: 0, max: 400 }),
  ms: fc.integer({ min: 0, max: 86_399_999 }),
});

function remember(answers: readonly (typeof answer extends fc.Arbitrary<infer T> ? T : never)[]): {
  packed: Packed;
  plain: Map<string, Remembered>;
} {
  let packed = NOTHING;
  const plain = new Map<string, Remembered>();
  for (const { question, correct, credit, after, ms } of answers) {
    const day = addDays(FIRST_DAY, after);
    const at = new Date(Date.parse(`${day}T00:00:00+08:00`) + ms);
    const state = { ...review(plain.get(question), { correct, credit, at, day }), right: correct };
    plain.set(question, state);
    packed = withState(packed, question, state);
  }
  return { packed, plain };
}

describe('what a member remembers of a bank, packed', () => {
  it('is what was put in, whatever was answered when', () => {
    fc.assert(
      fc.property(fc.array(answer, { maxLength: 40 }), (answers) => {
        const { packed, plain } = remember(answers);
        expect(allOf(packed)).toEqual(plain);
        expect(idsOf(packed)).toEqual([...plain.keys()]);
        expect(duesOf(packed)).toEqual([...plain.values()].map(({ due }) => due.getTime()));
        for (const [question, state] of plain) expect(remembered(packed, question)).toEqual(state);
      }),
    );
  });

  it('forgets one question and keeps the others', () => {
    fc.assert(
      fc.property(fc.array(answer, { minLength: 1, maxLength: 20 }), fc.nat(), (answers, nth) => {
        const { packed, plain } = remember(answers);
        const gone = [...plain.keys()][nth % plain.size] ?? '';
        plain.delete(gone);
        expect(allOf(withoutState(packed, gone))).toEqual(plain);
      }),
    );
  });

  it('leaves alone what it was made from', () => {
    const { packed } = remember([{ question: 'a', correct: true, credit: 1, after: 0, ms: 0 }]);
    const [before, states] = [allOf(packed), Uint8Array.from(packed.states)];
    const state = before.get('a');
    if (state === undefined) throw new Error('nothing is remembered');
    withState(packed, 'a', { ...state, right: false });
    withState(packed, 'b', state);
    expect(packed.states).toEqual(states);
    expect(remembered(packed, 'b')).toBeUndefined();
  });

  it('takes 36 bytes and an id for a question, and keeps a record from before days were counted', () => {
    const { packed } = remember([{ question: 'abcdefghijklmnop', correct: true, credit: 1, after: 0, ms: 0 }]);
    expect([packed.states.length, packed.questions.length]).toEqual([36, 16]);
    const state = remembered(packed, 'abcdefghijklmnop');
    if (state === undefined) throw new Error('nothing is remembered');
    const { lastDay: _, ...old } = state;
    expect(remembered(withState(NOTHING, 'a', old), 'a')).toEqual(old);
  });
});
