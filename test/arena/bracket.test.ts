import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Decisions,
  isComplete,
  isReady,
  layOut,
  matchesOf,
  roundsOf,
} from '../../src/features/arena/rules/bracket.ts';
import { compare, winnerOf } from '../../src/features/arena/rules/marks.ts';
import { picturesOf } from '../../src/features/arena/rules/picture.ts';
import { decideDue, overturn, type PutIn } from '../../src/features/arena/rules/progress.ts';
import { rankingOf } from '../../src/features/arena/rules/ranking.ts';
import { endsAt, opensAt, roundAt, startsOf } from '../../src/features/arena/rules/rounds.ts';
import { firstRound, placesOf, seedsOf, sizeFor } from '../../src/features/arena/rules/seeding.ts';
import { seededRandom } from '../../src/lib/seeded.ts';
import { pressedAt, rightOf } from '../../src/papers/answers.ts';

const nobody = () => undefined;
const at = new Date('2026-03-10T08:00:00+08:00');
const LIMIT = 600_000;

describe('the first round', () => {
  it('has the byes at the best seeds, in their order', () => {
    expect(placesOf(8)).toEqual([1, 8, 4, 5, 2, 7, 3, 6]);
    expect(firstRound(8, nobody)).toEqual([1, 8, 4, 5, 2, 7, 3, 6]);
    expect(firstRound(5, nobody)).toEqual([1, 0, 4, 5, 2, 0, 3, 0]);
    expect(firstRound(6, nobody)).toEqual([1, 0, 4, 5, 2, 0, 3, 6]);
    expect(firstRound(2, nobody)).toEqual([1, 2]);
    expect(firstRound(3, nobody)).toEqual([1, 0, 2, 3]);
  });

  it('moves the weaker ones as little as it can to keep one branch apart', () => {
    // 1 and 4 are of one branch, and so are 2 and 3: the usual 1-4, 2-3 becomes 1-3, 2-4.
    expect(firstRound(4, (seed) => ([1, 4].includes(seed) ? '一分会' : '二分会'))).toEqual([1, 3, 2, 4]);
    // Seeds 2 and 3 rest and would meet first in the second round: 1 and 3 change places.
    expect(firstRound(5, (seed) => ([2, 3].includes(seed) ? '一分会' : undefined))).toEqual([3, 0, 4, 5, 2, 0, 1, 0]);
  });

  const branched = fc
    .integer({ min: 2, max: 128 })
    .chain((entrants) =>
      fc.array(fc.constantFrom('一', '二', '三', '四', ''), { minLength: entrants, maxLength: entrants }),
    );

  it('pairs one branch with itself only when there is no other way', () => {
    fc.assert(
      fc.property(branched, (branches) => {
        const entrants = branches.length;
        const size = sizeFor(entrants);
        const branchOf = (seed: number) => branches[seed - 1] || undefined;
        const places = firstRound(entrants, branchOf);
        // Everybody is in it once, and the best seeds have the byes.
        expect(places.filter(Boolean).toSorted((a, b) => a - b)).toEqual(branches.map((_, nth) => nth + 1));
        const pairs = Array.from({ length: size / 2 }, (_, nth) => [places[nth * 2] ?? 0, places[nth * 2 + 1] ?? 0]);
        const byes = pairs.filter((pair) => pair.includes(0)).map(([a = 0, b = 0]) => a + b);
        expect(byes.toSorted((a, b) => a - b)).toEqual(Array.from({ length: size - entrants }, (_, nth) => nth + 1));
        const clashes = (of: readonly (readonly number[])[]) =>
          of.filter(([a = 0, b = 0]) => branchOf(a) !== undefined && branchOf(a) === branchOf(b)).length;
        const most = (of: readonly number[]) =>
          Math.max(0, ...['一', '二', '三', '四'].map((one) => of.filter((seed) => branchOf(seed) === one).length));
        const playing = pairs.filter((pair) => !pair.includes(0));
        expect(clashes(playing)).toBe(Math.max(0, most(playing.flat()) - playing.length));
        // After a bye each: as many such pairs as there must be, and no more of them of one branch than there must be.
        const next = Array.from({ length: pairs.length / 2 }, (_, nth) => [pairs[nth * 2], pairs[nth * 2 + 1]]);
        const rested = next
          .filter((both) => both.every((pair) => pair?.includes(0)))
          .map(([one, other]) => [Math.max(...(one ?? [])), Math.max(...(other ?? []))]);
        expect(clashes(rested)).toBe(Math.max(0, rested.length - (byes.length - most(byes))));
      }),
      { numRuns: 150 },
    );
  });

  it('is drawn again from its lot, and puts first those who are known', () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    const known = {
      places: new Map([
        ['d', 1],
        ['a', 2],
      ]),
      mastery: new Map([
        ['c', 0.9],
        ['b', 0.5],
      ]),
    };
    expect(seedsOf(ids, 'drawn', known, 'lot')).toEqual(seedsOf(ids.toReversed(), 'drawn', known, 'lot'));
    expect(seedsOf(ids, 'drawn', known, 'lot').toSorted()).toEqual(ids);
    expect(seedsOf(ids, 'season', known, 'x').slice(0, 2)).toEqual(['d', 'a']);
    expect(seedsOf(ids, 'mastery', known, 'x').slice(0, 2)).toEqual(['c', 'b']);
    const lots = new Set(Array.from({ length: 20 }, (_, nth) => seedsOf(ids, 'drawn', known, `lot ${nth}`).join('')));
    expect(lots.size).toBeGreaterThan(10);
  });
});

/** Plays a bracket to its end, as chance wants it. */
function playOut(entrants: number, rules: { hasThird: boolean; hasSecondLife: boolean }, chance: string) {
  const random = seededRandom(chance);
  const pick = (most: number) => Math.floor(random() * most);
  const laid = layOut(firstRound(entrants, nobody), rules);
  const withdrawn = new Set<number>();
  const papers = new Map<string, PutIn>();
  const played: string[] = [];
  let decisions: Decisions = {};
  let now = at;
  for (let round = 1; round <= roundsOf(laid) + 1; round++) {
    if (random() < 0.3) withdrawn.add(1 + pick(entrants));
    for (const match of matchesOf(laid, decisions).filter(isReady)) {
      const side = () => (pick(4) === 0 ? [undefined] : [{ right: pick(4), ms: pick(3) * 1_000 }]);
      papers.set(match.id, { a: side(), b: side(), isDone: false });
    }
    now = new Date(at.getTime() + round * 86_400_000);
    const before = decisions;
    decisions =
      decideDue(
        {
          laid,
          decisions,
          withdrawn,
          limitMs: LIMIT,
          startOf: ({ round: nth }) => opensAt({ startsAt: at, windowHours: 24 }, nth),
          deadlineOf: ({ round: nth }) => endsAt({ startsAt: at, windowHours: 24 }, nth),
          putInOf: ({ id }) => papers.get(id) ?? { a: [undefined], b: [undefined], isDone: false },
        },
        now,
      ) ?? decisions;
    // What was decided before is as it was.
    expect(Object.entries(before).filter(([id, one]) => decisions[id] !== one)).toEqual([]);
    played.push(...Object.keys(decisions).filter((id) => !(id in before)));
  }
  return { laid, decisions, papers, played, withdrawn };
}

describe('a bracket', { timeout: 60_000 }, () => {
  const shapes = fc.record({
    entrants: fc.integer({ min: 2, max: 128 }),
    hasThird: fc.boolean(),
    hasSecondLife: fc.boolean(),
    chance: fc.string({ minLength: 4, maxLength: 8 }),
  });

  it('ends with one complete ranking and no match played twice, whoever stays away or gives up', () => {
    fc.assert(
      fc.property(shapes, ({ entrants, hasThird, hasSecondLife, chance }) => {
        const { laid, decisions, papers, played } = playOut(entrants, { hasThird, hasSecondLife }, chance);
        const matches = matchesOf(laid, decisions);
        expect(isComplete(matches)).toBe(true);
        expect(new Set(played).size).toBe(played.length);
        expect(new Set(laid.map(({ id }) => id)).size).toBe(laid.length);
        if (!hasSecondLife) {
          // In a knockout two people meet once at most.
          const pairs = matches
            .filter(({ a2, b2 }) => a2 && b2)
            .map(({ a2 = 0, b2 = 0 }) => [a2, b2].toSorted().join());
          expect(new Set(pairs).size).toBe(pairs.length);
        }
        const marksOf = (id: string, seed: number) => {
          const match = matches.find((one) => one.id === id);
          const paper = papers.get(id);
          return (match?.a2 === seed ? paper?.a : paper?.b) ?? [undefined];
        };
        const ranking = rankingOf(laid, decisions, entrants, marksOf, LIMIT);
        const champion = matches.find(({ kind }) => kind === 'final')?.winner ?? 0;
        expect(ranking.map(({ seed }) => seed).toSorted((a, b) => a - b)).toEqual(
          Array.from({ length: entrants }, (_, nth) => nth + 1),
        );
        const first = champion === 0 ? 2 : 1;
        expect(ranking.map(({ place }) => place)).toEqual(Array.from({ length: entrants }, (_, nth) => nth + first));
        if (champion !== 0) expect(ranking[0]).toMatchObject({ seed: champion, how: 'won' });
      }),
      { numRuns: 80 },
    );
  });

  it('gives a second life once: nobody who has lost twice plays on', () => {
    fc.assert(
      fc.property(shapes, ({ entrants, chance }) => {
        fc.pre(entrants >= 4);
        const { laid, decisions } = playOut(entrants, { hasThird: false, hasSecondLife: true }, chance);
        const lost = new Map<number, number>();
        const faults: string[] = [];
        for (const { id, a2 = 0, b2 = 0, winner, loser } of matchesOf(laid, decisions)) {
          for (const seed of [a2, b2]) if (seed > 0 && (lost.get(seed) ?? 0) >= 2) faults.push(`${seed} in ${id}`);
          if (loser) lost.set(loser, (lost.get(loser) ?? 0) + 1);
          if (winner === 0) for (const seed of [a2, b2]) if (seed > 0) lost.set(seed, 2);
        }
        expect(faults).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('goes on after a double no-show in a semi-final: the winner of the other one has won, and all are ranked', () => {
    const laid = layOut(firstRound(4, nobody), { hasThird: true, hasSecondLife: false });
    const decisions: Decisions = {
      'm1-1': { winner: 0, how: 'absent', at },
      'm1-2': { winner: 2, how: 'played', at },
    };
    const matches = matchesOf(laid, decisions);
    expect(isComplete(matches)).toBe(true);
    expect(matches.find(({ id }) => id === 'third')).toMatchObject({ winner: 3 });
    const ranking = rankingOf(laid, decisions, 4, () => [undefined], LIMIT);
    expect(ranking.map(({ seed, place, how }) => [place, seed, how])).toEqual([
      [1, 2, 'won'],
      [2, 3, 'won'],
      [3, 1, 'absent'],
      [4, 4, 'absent'],
    ]);
  });

  it('leaves the title vacant where neither side of the final appears', () => {
    const laid = layOut([1, 2], { hasThird: true, hasSecondLife: true });
    const decisions: Decisions = { 'm1-1': { winner: 0, how: 'absent', at } };
    expect(rankingOf(laid, decisions, 2, () => [undefined], LIMIT).map(({ place, seed }) => [place, seed])).toEqual([
      [2, 1],
      [3, 2],
    ]);
  });

  it('is changed by an officer only where nothing further on has begun; what follows is decided again', () => {
    const laid = layOut(firstRound(4, nobody), { hasThird: true, hasSecondLife: false });
    const decisions: Decisions = {
      'm1-1': { winner: 1, how: 'played', at },
      'm1-2': { winner: 2, how: 'played', at },
      'm2-1': { winner: 2, how: 'withdrawn', at },
    };
    const decided = { winner: 4, at, by: 'U1', reason: '第 3 题答案有误' };
    const standing = { laid, decisions };
    expect(overturn(standing, 'm1-1', decided, (id) => id === 'third')).toMatchObject({ held: { id: 'third' } });
    const changed = overturn(standing, 'm1-1', decided, () => false);
    if (!('decisions' in changed)) throw new Error('nothing stands in the way');
    expect(Object.keys(changed.decisions).toSorted()).toEqual(['m1-1', 'm1-2']);
    expect(matchesOf(laid, changed.decisions).find(({ id }) => id === 'm2-1')).toMatchObject({ a2: 4, b2: 2 });
  });
});

describe('the winner of a match', () => {
  const won = (a: Parameters<typeof winnerOf>[0]['marks'], b: Parameters<typeof winnerOf>[0]['marks']) =>
    winnerOf({ seed: 1, marks: a }, { seed: 2, marks: b }, LIMIT);

  it.each([
    ['more right, slower', [{ right: 5, ms: 500_000 }], [{ right: 6, ms: 599_000 }], 2],
    ['equally right, faster', [{ right: 5, ms: 50_000 }], [{ right: 5, ms: 40_000 }], 2],
    ['less than a second apart: the better seed', [{ right: 5, ms: 50_900 }], [{ right: 5, ms: 50_100 }], 1],
    ['the other did not appear', [undefined], [{ right: 0, ms: 1 }], 2],
    ['neither appeared', [undefined], [undefined], 0],
    [
      'a team: the sum decides',
      [
        { right: 5, ms: 1 },
        { right: 1, ms: 1 },
      ],
      [
        { right: 3, ms: 9 },
        { right: 4, ms: 9 },
      ],
      2,
    ],
    [
      'a team: then the first board',
      [
        { right: 2, ms: 1 },
        { right: 4, ms: 1 },
      ],
      [
        { right: 3, ms: 9 },
        { right: 3, ms: 9 },
      ],
      2,
    ],
    [
      'a team: somebody missing has nothing right',
      [{ right: 5, ms: 1 }, undefined],
      [
        { right: 3, ms: 9 },
        { right: 3, ms: 9 },
      ],
      2,
    ],
  ])('%s', (_, a, b, seed) => {
    expect(won(a, b).winner).toBe(seed);
  });

  it('compares in one direction only', () => {
    const side = fc.array(fc.option(fc.record({ right: fc.nat(4), ms: fc.nat(4_000) }), { nil: undefined }), {
      minLength: 3,
      maxLength: 3,
    });
    fc.assert(
      fc.property(side, side, side, (a, b, c) => {
        expect(Math.sign(compare(a, b, LIMIT)) + Math.sign(compare(b, a, LIMIT))).toBe(0);
        if (compare(a, b, LIMIT) <= 0 && compare(b, c, LIMIT) <= 0) expect(compare(a, c, LIMIT)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('is the same with three seconds of delay between Slack and the bot', () => {
    const press = fc.record({ at: fc.integer({ min: 0, max: 300_000 }), delay: fc.integer({ min: 0, max: 3_000 }) });
    const person = fc.record({ begun: press, ended: press, right: fc.nat(3) });
    const marksOf = (
      { begun, ended, right }: typeof person extends fc.Arbitrary<infer P> ? P : never,
      isSlow: boolean,
    ) => {
      const stamped = (one: { at: number; delay: number }) => {
        const sent = at.getTime() + one.at;
        return pressedAt((sent / 1_000).toFixed(6), new Date(sent + (isSlow ? one.delay : 0))).getTime();
      };
      return [{ right, ms: stamped({ ...ended, at: begun.at + ended.at }) - stamped(begun) }];
    };
    fc.assert(
      fc.property(person, person, (a, b) => {
        expect(won(marksOf(a, true), marksOf(b, true))).toEqual(won(marksOf(a, false), marksOf(b, false)));
      }),
    );
  });

  it('does not believe a stamp from the future, or one that is too old', () => {
    expect(pressedAt('9999999999.0', at)).toEqual(at);
    expect(pressedAt('nonsense', at)).toEqual(at);
    expect(pressedAt('1.0', at)).toEqual(new Date(at.getTime() - 30_000));
  });

  it('counts a question that was found wrong for everybody', () => {
    const keys = [{ right: [1] }, { right: [0, 2] }, { right: [] }];
    expect(rightOf([1, 2, undefined], keys)).toBe(3);
    expect(rightOf([0, 1], keys)).toBe(1);
  });
});

describe('the rounds', () => {
  const times = { startsAt: at, windowHours: 24 };
  it('follow one another without a gap', () => {
    expect(opensAt(times, 1)).toEqual(at);
    expect(endsAt(times, 1)).toEqual(opensAt(times, 2));
    expect(roundAt(times, new Date(at.getTime() - 1), 4)).toBe(0);
    expect(roundAt(times, at, 4)).toBe(1);
    expect(roundAt(times, endsAt(times, 1), 4)).toBe(2);
    expect(roundAt(times, endsAt(times, 9), 4)).toBe(4);
  });

  it('end on no day off: one that begins on Friday lasts until Monday', () => {
    const isWorkday = (day: Date) => ![6, 0].includes(new Date(day.getTime() + 8 * 3_600_000).getUTCDay());
    const starts = startsOf({ startsAt: new Date('2026-03-12T08:00:00+08:00'), windowHours: 24 }, 3, isWorkday);
    expect(starts).toEqual(
      ['2026-03-12', '2026-03-13', '2026-03-16', '2026-03-17'].map((day) => new Date(`${day}T08:00:00+08:00`)),
    );
    const drawn = { ...times, drawn: { starts } };
    expect([opensAt(drawn, 3), endsAt(drawn, 3)]).toEqual(starts.slice(2));
    // A company that never works plays on all the same.
    expect(startsOf(times, 1, () => false)).toHaveLength(2);
  });
});

describe('the picture of a bracket', () => {
  const facts = {
    nameOf: (seed: number) => `${seed}号`,
    rightOf: (match: string, seed: number) => match.length + seed,
  };
  const rowsOf = (entrants: number, decisions: Decisions, rules = { hasThird: false, hasSecondLife: false }) =>
    picturesOf(matchesOf(layOut(firstRound(entrants, nobody), rules), decisions), facts).map(
      ({ kind, half, rows }) => ({
        kind,
        half,
        lines: rows.map(({ tree, name, fate }) => [tree, name ?? '?', fate].filter(Boolean).join(' ')),
      }),
    );

  it('has a line for each, and double lines where somebody has won', () => {
    const decisions: Decisions = {
      'm1-2': { winner: 5, how: 'played', at },
      'm1-4': { winner: 3, how: 'absent', at },
      'm2-1': { winner: 1, how: 'played', at },
    };
    expect(rowsOf(6, decisions)).toEqual([
      {
        kind: 'main',
        half: undefined,
        lines: [
          '+--+===== 1号',
          '|  \\--+-- 4号',
          '|     \\== 5号',
          '\\--+----- 2号',
          '   \\--+== 3号',
          '      \\-- 6号 absent',
        ],
      },
    ]);
  });

  it('is one line where nobody is left to meet, and draws the losers’ round and the final apart', () => {
    expect(rowsOf(2, {})).toMatchObject([{ lines: ['+-- 1号', '\\-- 2号'] }]);
    const first: Decisions = { 'm1-1': { winner: 1, how: 'played', at }, 'm1-2': { winner: 2, how: 'played', at } };
    const second = { ...first, 'm2-1': { winner: 1, how: 'played', at } } as const;
    const kinds = (decisions: Decisions, rules: { hasThird: boolean; hasSecondLife: boolean }) =>
      rowsOf(4, decisions, rules).map(({ kind }) => kind);
    expect(kinds({}, { hasThird: true, hasSecondLife: false })).toEqual(['main']);
    expect(kinds(first, { hasThird: true, hasSecondLife: false })).toEqual(['main', 'third']);
    expect(kinds(second, { hasThird: false, hasSecondLife: true })).toEqual(['main', 'second', 'final']);
  });

  it('shows everybody once, in halves where it is long, and every line in the width of a phone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 128 }), (entrants) => {
        const pictures = rowsOf(entrants, {});
        const isCut = entrants > 64;
        const own = isCut ? pictures.filter(({ half }) => half !== undefined) : pictures;
        expect(own.flatMap(({ lines }) => lines)).toHaveLength(entrants);
        for (const { lines } of own) {
          const width = new Set(lines.map((line) => line.lastIndexOf(' ')));
          expect(width.size).toBe(1);
          expect(Math.max(...width)).toBeLessThanOrEqual(15);
        }
      }),
      { numRuns: 40 },
    );
  });
});
