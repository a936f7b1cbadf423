import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Ballot, remindAt } from '../../src/ballots/rules/ballot.ts';
import { count, isPassed, neededOf, type Rule } from '../../src/ballots/rules/counting.ts';
import {
  ABSTAIN,
  type Choice,
  NO,
  type Question,
  questionFault,
  readChoice,
  YES,
} from '../../src/ballots/rules/question.ts';
import { resultLines } from '../../src/ballots/views.ts';

const YES_NO: Question = { kind: 'yesNo' };
const said = (yes: number, no: number, abstain = 0): Choice[] => [
  ...Array.from({ length: yes }, () => [YES]),
  ...Array.from({ length: no }, () => [NO]),
  ...Array.from({ length: abstain }, () => [ABSTAIN]),
];
const most: Rule = { majority: { share: 'most' } };
const of = (share: 'half' | 'twoThirds', whom: 'cast' | 'present' | 'all'): Rule => ({ majority: { share, of: whom } });
const choose = (n: number, places = 1, chosen = n): Question => ({
  kind: 'choose',
  options: Array.from({ length: n }, (_, nth) => `option ${nth}`),
  most: chosen,
  places,
});
const rank = (n: number): Question => ({
  kind: 'rank',
  options: Array.from({ length: n }, (_, nth) => `option ${nth}`),
});
const times = (n: number, choice: Choice): Choice[] => Array.from({ length: n }, () => choice);

describe('what is needed', () => {
  it.each([
    ['half', 100, 51],
    ['half', 101, 51],
    ['half', 1, 1],
    ['half', 2, 2],
    ['twoThirds', 99, 66],
    ['twoThirds', 100, 67],
    ['twoThirds', 101, 68],
    ['twoThirds', 3, 2],
  ] as const)('%s of %i is %i', (share, n, needed) => expect(neededOf(share, n)).toBe(needed));

  it('is the fewest that reach the share, for every number of people', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), (n) => {
        const [half, third] = [neededOf('half', n), neededOf('twoThirds', n)];
        expect(2 * half).toBeGreaterThan(n);
        expect(2 * (half - 1)).toBeLessThanOrEqual(n);
        expect(3 * third).toBeGreaterThanOrEqual(2 * n);
        expect(3 * (third - 1)).toBeLessThan(2 * n);
      }),
    );
  });
});

describe('yes and no', () => {
  it.each([
    // [yes, no, abstain, all, rule, passed]
    [66, 34, 0, 100, of('twoThirds', 'all'), false],
    [67, 33, 0, 100, of('twoThirds', 'all'), true],
    [67, 34, 0, 101, of('twoThirds', 'all'), false],
    [68, 33, 0, 101, of('twoThirds', 'all'), true],
    [50, 40, 10, 100, of('half', 'all'), false],
    [51, 40, 9, 100, of('half', 'all'), true],
    [50, 40, 10, 100, of('half', 'cast'), true],
    [45, 45, 10, 100, of('half', 'cast'), false],
    [50, 40, 10, 200, of('half', 'present'), false],
    [51, 40, 9, 200, of('half', 'present'), true],
    [2, 1, 0, 100, most, true],
    [1, 2, 0, 100, most, false],
    [0, 0, 5, 5, most, false],
    [0, 0, 0, 5, of('half', 'cast'), false],
  ] as const)('%i to %i, %i abstained, of %i', (yes, no, abstain, all, rule, passed) => {
    const outcome = count(YES_NO, rule, { all }, said(yes, no, abstain));
    expect(isPassed(outcome)).toBe(passed);
    expect(outcome.tie).toBeUndefined();
  });

  it('as many yes as no is a tie, which an officer decides', () => {
    const votes = said(20, 20, 3);
    expect(count(YES_NO, most, { all: 50 }, votes)).toMatchObject({
      winners: [],
      tie: { options: [YES, NO], asks: 'win', places: 1 },
    });
    expect(count(YES_NO, most, { all: 50 }, votes, [YES])).toMatchObject({ winners: [YES], decided: 1 });
    const refused = count(YES_NO, most, { all: 50 }, votes, [NO]);
    expect([isPassed(refused), refused.tie]).toEqual([false, undefined]);
  });

  it('misses the quorum by one, whatever was voted', () => {
    const rule: Rule = { quorum: { share: 'twoThirds', of: 'all' }, majority: { share: 'most' } };
    const missed = count(YES_NO, rule, { all: 100 }, said(66, 0));
    expect(missed).toMatchObject({ quorum: { has: 66, needed: 67, isMet: false }, winners: [], votes: [66, 0] });
    expect(isPassed(count(YES_NO, rule, { all: 100 }, said(67, 0)))).toBe(true);
    // Abstentions take part. People who are present count as taking part, whether they vote or not.
    expect(isPassed(count(YES_NO, rule, { all: 100 }, said(2, 1, 64)))).toBe(true);
    expect(isPassed(count(YES_NO, rule, { all: 100, present: 67 }, said(3, 0)))).toBe(true);
    // Nobody is no quorum, of whatever.
    const anyPresent: Rule = { quorum: { share: 'twoThirds', of: 'present' }, majority: { share: 'most' } };
    expect(count(YES_NO, anyPresent, { all: 100 }, []).quorum).toEqual({ has: 0, needed: 1, isMet: false });
    const ofPresent: Rule = { quorum: { share: 'half', of: 'present' }, majority: { share: 'most' } };
    expect(isPassed(count(YES_NO, ofPresent, { all: 100, present: 20 }, said(10, 0)))).toBe(false);
    expect(isPassed(count(YES_NO, ofPresent, { all: 100, present: 20 }, said(11, 0)))).toBe(true);
  });
});

describe('several options', () => {
  it('gives places by votes, and shows who is level at the last place', () => {
    const votes = [...times(5, [0]), ...times(3, [1]), ...times(3, [2]), ...times(1, [3])];
    expect(count(choose(4, 1), most, { all: 20 }, votes).winners).toEqual([0]);
    expect(count(choose(4, 3), most, { all: 20 }, votes).winners).toEqual([0, 1, 2]);
    const tied = count(choose(4, 2), most, { all: 20 }, votes);
    expect(tied).toMatchObject({ winners: [0], tie: { options: [1, 2], places: 1, asks: 'win' } });
    expect(count(choose(4, 2), most, { all: 20 }, votes, [2])).toMatchObject({ winners: [0, 2], decided: 1 });
    // A decision about somebody who was not tied decides nothing.
    expect(count(choose(4, 2), most, { all: 20 }, votes, [3]).tie?.options).toEqual([1, 2]);
  });

  it('lets nobody win without what is needed, and counts empty ballots as abstentions', () => {
    const votes = [...times(51, [0, 1]), ...times(20, [1]), ...times(10, [])];
    const outcome = count(choose(3, 3), of('half', 'all'), { all: 101 }, votes);
    expect(outcome).toMatchObject({
      abstained: 10,
      votes: [51, 71, 0],
      winners: [1, 0],
      needed: { votes: 51, of: 101 },
    });
    expect(count(choose(3, 3), of('half', 'all'), { all: 103 }, votes).winners).toEqual([1]);
    expect(count(choose(3), most, { all: 5 }, times(5, [])).winners).toEqual([]);
  });
});

describe('ranked options', () => {
  it('strikes the last one, and its votes go on', () => {
    const votes = [...times(4, [0, 1, 2]), ...times(3, [1, 2, 0]), ...times(2, [2, 1, 0])];
    const outcome = count(rank(3), most, { all: 9 }, votes);
    expect(outcome.winners).toEqual([1]);
    expect(outcome.rounds).toEqual([
      { votes: [4, 3, 2], exhausted: 0, struck: [2] },
      { votes: [4, 5, -1], exhausted: 0, struck: [] },
    ]);
  });

  it('lets no short ballot count for more: one that is exhausted counts for nobody', () => {
    const votes = [...times(4, [0]), ...times(3, [1]), ...times(2, [2])];
    const outcome = count(rank(3), most, { all: 9 }, votes);
    expect(outcome).toMatchObject({ winners: [0] });
    expect(outcome.rounds?.at(-1)).toMatchObject({ votes: [4, 3, -1], exhausted: 2 });
    // Of all votes cast, it is not enough.
    expect(count(rank(3), of('half', 'cast'), { all: 9 }, votes).winners).toEqual([]);
  });

  it('asks who is struck of several who are last, unless it makes no difference', () => {
    const votes = [...times(4, [0]), ...times(2, [1, 2]), ...times(2, [2, 1])];
    const tied = count(rank(3), most, { all: 8 }, votes);
    expect(tied.tie).toEqual({ options: [1, 2], asks: 'strike', places: 1 });
    // Struck one by one as decided: then the first is level with the other, and that is asked, too.
    const further = count(rank(3), most, { all: 8 }, votes, [2]);
    expect(further).toMatchObject({ decided: 1, tie: { options: [0, 1], asks: 'strike' } });
    expect(count(rank(3), most, { all: 8 }, votes, [2, 0])).toMatchObject({ decided: 2, winners: [1] });
    // Those without any vote go together.
    const harmless = count(rank(5), most, { all: 9 }, [...times(4, [0]), ...times(3, [1, 2]), ...times(2, [2, 1])]);
    expect(harmless.rounds?.[0]?.struck).toEqual([3, 4]);
    expect(harmless.winners).toEqual([1]);
  });
});

const anyQuestion = fc.oneof(
  fc.constant(YES_NO),
  fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 })).map(([n, k]) => choose(n, Math.min(n, k))),
  fc.integer({ min: 2, max: 6 }).map(rank),
);
const choiceOf = (question: Question): fc.Arbitrary<Choice> => {
  if (question.kind === 'yesNo') return fc.constantFrom<Choice[]>([YES], [NO], [ABSTAIN]);
  const all = question.options.map((_, nth) => nth);
  return question.kind === 'rank' ? fc.shuffledSubarray(all) : fc.subarray(all, { maxLength: question.most });
};
const anyVote = anyQuestion.chain((question) =>
  fc.record({ question: fc.constant(question), choices: fc.array(choiceOf(question), { maxLength: 30 }) }),
);
const anyRule: fc.Arbitrary<Rule> = fc.oneof(
  fc.constant(most),
  fc
    .tuple(
      fc.constantFrom('half' as const, 'twoThirds' as const),
      fc.constantFrom('cast' as const, 'present' as const, 'all' as const),
    )
    .map(([share, whom]) => of(share, whom)),
);

describe('any vote', () => {
  it('has the same outcome in any order, and everybody is counted once', () => {
    fc.assert(
      fc.property(anyVote, anyRule, fc.infiniteStream(fc.nat()), ({ question, choices }, rule, keys) => {
        const shuffled = choices
          .map((choice) => ({ choice, key: keys.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ choice }) => choice);
        const outcome = count(question, rule, { all: 40 }, choices);
        expect(count(question, rule, { all: 40 }, shuffled)).toEqual(outcome);
        expect(outcome.voted).toBe(choices.length);
        for (const round of outcome.rounds ?? []) {
          const sum = round.votes.reduce((total, n) => total + Math.max(0, n), 0);
          expect(sum + round.exhausted).toBe(choices.length - outcome.abstained);
        }
      }),
    );
  });

  it('comes to an end when its ties are decided, and its winners have what is needed', () => {
    fc.assert(
      fc.property(anyVote, anyRule, ({ question, choices }, rule) => {
        const decisions: number[] = [];
        let outcome = count(question, rule, { all: 40 }, choices);
        while (outcome.tie !== undefined) {
          decisions.push(outcome.tie.options[0] ?? -1);
          expect(decisions.length).toBeLessThan(12);
          outcome = count(question, rule, { all: 40 }, choices, decisions);
          expect(outcome.decided).toBe(decisions.length);
        }
        expect(new Set(outcome.winners).size).toBe(outcome.winners.length);
        for (const winner of outcome.winners)
          expect(outcome.votes[winner]).toBeGreaterThanOrEqual(outcome.needed?.votes ?? 1);
      }),
    );
  });
});

describe('what one votes', () => {
  it.each([
    [YES_NO, [0], { choice: [0] }],
    [YES_NO, [], { fault: 'none' }],
    [YES_NO, [0, 1], { fault: 'none' }],
    [YES_NO, [3], { fault: 'none' }],
    [YES_NO, [Number.NaN], { fault: 'none' }],
    [choose(4, 1, 2), [3, 1], { choice: [1, 3] }],
    [choose(4, 1, 2), [3, 1, 0], { fault: 'too-many' }],
    [choose(4, 1, 2), [1, 1], { fault: 'twice' }],
    [choose(4, 1, 2), [4], { fault: 'none' }],
    [choose(4, 1, 2), [], { choice: [] }],
    [rank(3), [2, 0, -1], { choice: [2, 0] }],
    [rank(3), [2, -1, 0], { fault: 'gap' }],
    [rank(3), [2, 2, -1], { fault: 'twice' }],
    [rank(3), [-1, -1, -1], { choice: [] }],
    [rank(3), [0.5, -1, -1], { fault: 'none' }],
  ] as const)('%j said %j is %j', (question, given, wanted) =>
    expect(readChoice(question as Question, given)).toEqual(wanted),
  );

  it.each([
    [choose(0), 'too-few'],
    [rank(1), 'too-few'],
    [choose(11), 'too-many'],
    [{ ...choose(2), options: ['a', 'a'] } as Question, 'twice'],
    [choose(2, 3), 'places'],
    [choose(2, 1, 3), 'most'],
    [choose(3, 3), undefined],
    [YES_NO, undefined],
  ] as const)('%j: %s', (question, fault) => expect(questionFault(question as Question)).toBe(fault));
});

describe('the result in words', () => {
  const closed = (question: Question, rule: Rule, all: number, choices: readonly Choice[]): Ballot =>
    ({
      state: 'closed',
      question,
      rule,
      size: all,
      voted: choices.length,
      outcome: count(question, rule, { all }, choices),
    }) as unknown as Ballot;

  it('says how many of how many, and how many were needed', () => {
    const one = closed(YES_NO, of('twoThirds', 'all'), 100, said(66, 30, 2));
    expect(resultLines('en', one)).toEqual([
      '100 on the roll, 98 voted, of whom 2 abstained',
      'Yes 66 votes · No 30 votes',
      '66 of 100; needed 67',
      '*Not passed*',
    ]);
    expect(resultLines('zh', one)[2]).toBe('100 人中 66 票；需要 67 票');
  });

  it('says a tie, and who is asked', () => {
    const tied = resultLines('zh', closed(choose(3, 1), most, 10, [...times(2, [0]), ...times(2, [1])])).join('\n');
    expect(tied).toContain('*平票*：option 0、option 1，还要定 1 项');
    expect(tied).not.toContain('当选 ');
  });
});

describe('the reminder', () => {
  it.each([
    ['2026-03-10T08:00Z', '2026-03-12T08:00Z', '2026-03-11T08:00Z'],
    ['2026-03-10T08:00Z', '2026-03-11T08:00Z', '2026-03-11T00:00Z'],
    ['2026-03-10T08:00Z', '2026-03-10T08:30Z', '2026-03-10T08:20Z'],
  ])('of a vote from %s to %s comes at %s', (opensAt, closesAt, at) =>
    expect(remindAt({ opensAt: new Date(opensAt), closesAt: new Date(closesAt) })).toEqual(new Date(at)),
  );
});
