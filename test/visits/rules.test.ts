import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPossible } from '../../src/cases/steps.ts';
import {
  KINDS,
  leftOf,
  matterOf,
  monthBeside,
  OPEN,
  OUTCOMES,
  progressOf,
  SCENES,
  STEPS,
  type Step,
  samePlace,
  sceneOf,
} from '../../src/features/visits/rules.ts';

describe('a place', () => {
  it.each([
    ['3 号塘', '3号塘'],
    ['３号塘', '3号塘'],
    ['三号塘', '3号塘'],
    ['十号塘', '10号塘'],
    ['十二号塘', '12号塘'],
    ['二十号塘', '20号塘'],
    ['三十五号 塘', '35号塘'],
    ['Pond 3', 'pond3'],
    ['一家春食堂', '一家春食堂'],
    ['号房', '号房'],
  ])('%s is %s', (typed, same) => {
    expect(samePlace(typed)).toBe(same);
  });

  it('is the same place after it was written plainly', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (typed) => samePlace(samePlace(typed)) === samePlace(typed)),
    );
  });

  it.each([
    ['3 号塘', 'pond'],
    ['渔排值班室', 'pond'],
    ['东头稻田', 'field'],
    ['二号大棚', 'field'],
    ['李师傅家', 'home'],
    ['职工宿舍', 'home'],
    ['机修班', 'team'],
    ['the greenhouse', 'field'],
    ['', 'team'],
  ])('%s is among %s', (place, scene) => {
    expect(sceneOf(place)).toBe(scene);
  });
});

describe('a matter', () => {
  const facts = { kind: 'safety', branch: '东湖养殖分会', place: '3 号塘' };
  it('is the same kind at the same place of a branch', () => {
    expect(matterOf({ ...facts, place: '三号塘' })).toBe(matterOf(facts));
    expect(matterOf({ ...facts, kind: 'livelihood' })).not.toBe(matterOf(facts));
    expect(matterOf({ ...facts, branch: '南岗种植分会' })).not.toBe(matterOf(facts));
  });

  it('is none without a place', () => {
    expect(matterOf({ ...facts, place: ' ' })).toBeUndefined();
  });
});

describe('the table of steps', () => {
  it('leads out of every state but the last two, and into every state', () => {
    const rules = Object.values(STEPS);
    const from = new Set(rules.flatMap((rule) => rule.from));
    expect([...from].sort()).toEqual([...OPEN, ...OUTCOMES].sort());
    const to = new Set([...rules.map((rule) => rule.to), 'recorded']);
    expect([...to].sort()).toEqual([...OPEN, ...OUTCOMES, 'confirmed', 'closed'].sort());
    expect(KINDS).toHaveLength(4);
  });

  it('needs words for every outcome, and the word of the people visited for every end but silence', () => {
    for (const outcome of OUTCOMES) expect(STEPS[outcome]).toMatchObject({ words: 'required', by: 'owner' });
    const ends = Object.entries(STEPS).filter(([, rule]) => rule.ends === true);
    expect(ends.map(([step, { by }]) => `${step} ${by}`)).toEqual(['confirm sender', 'refuse sender', 'silence clock']);
  });
});

const officers = fc.constantFrom('U1', 'U2', 'U3');
const branches = fc.constantFrom('东湖养殖分会', '南岗种植分会', '');
const scenes = fc.constantFrom(...SCENES);
const went = fc.array(fc.record({ officer: officers, branch: branches, scene: scenes }));
const planned = fc.array(fc.record({ officer: officers, branch: branches, scenes: fc.uniqueArray(scenes) }));

describe('the last word', () => {
  it.each([
    [0, ['confirm', 'reopen']],
    [1, ['confirm', 'refuse']],
  ])('after being reopened %i times is one of %j', (round, steps) => {
    for (const state of OUTCOMES) {
      const possible = Object.entries(STEPS).filter(
        ([step, { by }]) => by === 'sender' && isPossible({ steps: STEPS }, { state, round }, step as Step),
      );
      expect(possible.map(([step]) => step)).toEqual(steps);
    }
  });
});

describe('a round', () => {
  it('counts each visit once, and leaves nobody’s plan out', () => {
    fc.assert(
      fc.property(planned, went, (plans, trips) => {
        const lines = progressOf(plans, trips);
        const sum = lines.flatMap(({ visits }) => SCENES.map((scene) => visits[scene])).reduce((a, b) => a + b, 0);
        expect(sum).toBe(trips.length);
        const keys = lines.map(({ officer, branch }) => `${officer} ${branch}`);
        expect(new Set(keys).size).toBe(keys.length);
        for (const { officer, branch, scenes: wanted } of plans) {
          const line = lines.find((one) => one.officer === officer && one.branch === branch);
          expect(line?.planned).toEqual(expect.arrayContaining(wanted));
        }
        for (const line of lines)
          for (const scene of leftOf(line)) {
            const isBeen = trips.some(
              (one) => one.officer === line.officer && one.branch === line.branch && one.scene === scene,
            );
            expect(isBeen).toBe(false);
          }
      }),
    );
  });

  it.each([
    ['2026-12', 1, '2027-01'],
    ['2026-01', -1, '2025-12'],
    ['2026-03', -1, '2026-02'],
  ] as const)('%s and %i month is %s', (month, by, other) => {
    expect(monthBeside(month, by)).toBe(other);
  });
});
