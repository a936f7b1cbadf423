import { describe, expect, it } from 'vitest';
import { resultWords } from '../../src/features/arena/match-views.ts';
import { noticesOf } from '../../src/features/arena/rules/calendar.ts';
import {
  bracketOf,
  decideOtherwise,
  draw,
  extendedAfter,
  goOn,
  matchIn,
  participants,
  placeBehind,
  QUALIFYING,
  qualify,
  turnsIn,
  wakesAt,
} from '../../src/features/arena/rules/contest.ts';
import {
  entrantOf,
  ownEntrant,
  refuse,
  signUp,
  substitute,
  withdraw,
} from '../../src/features/arena/rules/entering.ts';
import type { SideMarks } from '../../src/features/arena/rules/marks.ts';
import type { Contest, Entrant } from '../../src/features/arena/rules/records.ts';
import {
  awaitedUntil,
  endOf,
  isLate,
  laterEnd,
  leastMinutes,
  leastToQualify,
  startOf,
  startsOf,
} from '../../src/features/arena/rules/rounds.ts';
import { dueOf } from '../../src/notices/rules/due.ts';

const day = (nth: number, hour = 8) => new Date(Date.UTC(2026, 2, nth, hour - 8));
const NOW = day(10);
const always = () => true;
const weekdays = (at: Date) => ![6, 0].includes(new Date(at.getTime() + 8 * 3_600_000).getUTCDay());
const known = { places: new Map<string, number>(), mastery: new Map<string, number>() };

const entrant = (id: string, more: Partial<Entrant> = {}): Entrant => ({
  id,
  captain: id,
  members: [id],
  at: NOW,
  ...more,
});
const contest = (more: Partial<Contest> = {}): Contest => ({
  _id: 'c1',
  workspace: 'T1',
  name: '擂台',
  banks: ['quiz|b1'],
  count: 5,
  minutes: 10,
  boards: 1,
  signUpUntil: day(12),
  startsAt: day(13),
  windowHours: 24,
  isLive: false,
  noShowMinutes: 5,
  seeding: 'drawn',
  hasThird: true,
  hasSecondLife: false,
  most: 128,
  state: 'open',
  publishedAt: NOW,
  entrants: [],
  refused: [],
  decisions: {},
  corrections: [],
  rankings: 0,
  seq: 0,
  rev: 0,
  news: [],
  createdBy: 'U1',
  createdAt: NOW,
  updatedAt: NOW,
  ...more,
});
const four = ['a', 'b', 'c', 'd'].map((id) => entrant(id));
const drawnOf = (more: Partial<Contest> = {}): Contest => {
  const one = contest({ entrants: four, ...more });
  return { ...one, ...draw(one, known, 'lot', always, day(12)) };
};

describe('signing up', () => {
  const team = (members: string[]) => entrant('t', { members, captain: members[0] ?? '' });

  it.each([
    ['after the end', contest({ signUpUntil: NOW }), entrant('a'), 'closed'],
    ['of a draft', contest({ state: 'draft' }), entrant('a'), 'closed'],
    ['in another branch’s', contest({ branch: '一分会' }), entrant('a', { branch: '二分会' }), 'branch'],
    ['with too few', contest({ boards: 3 }), team(['a', 'b']), 'size'],
    ['with too many', contest({ boards: 3 }), team(['a', 'b', 'c', 'd', 'e', 'f']), 'size'],
    ['with one twice', contest({ boards: 3 }), team(['a', 'b', 'b']), 'size'],
    [
      'in two teams',
      contest({ boards: 3, entrants: [team(['a', 'x', 'y'])] }),
      { ...team(['a', 'b', 'c']), id: 'u' },
      'twice',
    ],
    [
      'as the 501st',
      contest({ entrants: Array.from({ length: 500 }, (_, n) => entrant(`e${n}`)) }),
      entrant('a'),
      'full',
    ],
  ] as const)('%s is refused', (_, one, who, refused) => {
    expect(signUp(one, who, NOW)).toEqual({ refused });
  });

  it('takes back a refusal, and twice is once', () => {
    const done = signUp(contest({ refused: ['a', 'z'] }), entrant('a'), NOW);
    expect(done).toMatchObject({ change: { refused: ['z'], entrants: [{ id: 'a' }] } });
    expect(signUp(contest({ entrants: four }), entrant('a'), NOW)).toEqual({ change: undefined });
  });

  it('is given up and done again; who has signed up does not refuse', () => {
    const left = contest({ entrants: four, ...withdraw(contest({ entrants: four }), 'a', NOW) });
    expect(entrantOf(left, 'a')).toBeUndefined();
    expect(withdraw(left, 'a', NOW)).toBeUndefined();
    expect(signUp(left, entrant('a'), NOW)).toMatchObject({
      change: { entrants: expect.arrayContaining([entrant('a')]) },
    });
    expect(refuse(contest({ entrants: four }), 'a')).toBeUndefined();
    expect(refuse(contest(), 'z')).toEqual({ refused: ['z'] });
  });

  it('lets only the captain change who plays, and only with a substitute', () => {
    const one = contest({ boards: 3, entrants: [team(['a', 'b', 'c', 'd'])] });
    expect(substitute(one, 'a', 'b', 'd')).toMatchObject({ entrants: [{ members: ['a', 'd', 'c', 'b'] }] });
    expect([substitute(one, 'b', 'b', 'd'), substitute(one, 'a', 'b', 'c'), substitute(one, 'a', 'd', 'b')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('lets a captain who does not play withdraw the team and change who plays', () => {
    const one = contest({ boards: 3, entrants: [{ ...team(['a', 'b', 'c', 'd']), captain: 'k' }] });
    expect(ownEntrant(one, 'k')?.id).toBe('t');
    expect(entrantOf(one, 'k')).toBeUndefined();
    expect(substitute(one, 'k', 'b', 'd')).toMatchObject({ entrants: [{ members: ['a', 'd', 'c', 'b'] }] });
    expect(withdraw(one, 'a', NOW)).toBeUndefined();
    const left = { ...one, ...withdraw(one, 'k', NOW) };
    expect(left.entrants).toMatchObject([{ outAt: NOW }]);
    expect(withdraw(left, 'k', NOW)).toBeUndefined();
    expect(ownEntrant(left, 'k')?.outAt).toEqual(NOW);
  });
});

describe('the draw', () => {
  it('waits for the end of sign-up, and with one entrant there is nothing to play', () => {
    expect(draw(contest({ entrants: four }), known, 'lot', always, day(11))).toBeUndefined();
    const alone = contest({ entrants: [entrant('a')] });
    expect(draw(alone, known, 'lot', always, day(12))).toMatchObject({
      state: 'cancelled',
      reason: '',
      news: [{ what: 'cancelled' }],
    });
  });

  it('leaves out who has withdrawn, and tells those who are in', () => {
    const one = contest({ entrants: [...four, entrant('z', { outAt: NOW })] });
    const after = { ...one, ...draw(one, known, 'lot', always, day(12)) };
    expect(after.drawn?.seeds.toSorted()).toEqual(['a', 'b', 'c', 'd']);
    expect(participants(after).toSorted()).toEqual(['a', 'b', 'c', 'd']);
    expect(draw(after, known, 'other', always, day(12))).toBeUndefined();
  });

  it('keeps behind the bracket, in their order, those for whom there is no place and no time to qualify', () => {
    const one = contest({ entrants: four, most: 2, startsAt: day(12) });
    const after: Contest = { ...one, ...draw(one, known, 'lot', always, day(12)) };
    expect(after).toMatchObject({ state: 'drawn', qualifying: { others: ['c', 'd'], isBySignUp: true } });
    expect(after.drawn?.seeds.toSorted()).toEqual(['a', 'b']);
    expect(participants(after).toSorted()).toEqual(['a', 'b', 'c', 'd']);
    expect(['c', 'd', 'a'].map((id) => placeBehind(after, id))).toEqual([3, 4, undefined]);
    // Nobody is told of a qualifying round that is not held.
    const keys = noticesOf(after).map(({ key }) => key);
    expect([keys.includes('turn-0'), keys.includes('last-0'), keys.includes('draw')]).toEqual([false, false, true]);
  });
});

describe('a qualifying round', () => {
  const marks: Record<string, SideMarks> = {
    a: [{ right: 3, ms: 9_000 }],
    b: [{ right: 5, ms: 9_000 }],
    c: [undefined],
    d: [{ right: 3, ms: 5_000 }],
  };
  const many = contest({ entrants: four, most: 2 });
  const during: Contest = { ...many, ...draw(many, known, 'lot', always, day(12)) };
  const marksOf = (id: string) => marks[id] ?? [undefined];

  it('is held where more have signed up than the bracket holds: one paper for everybody', () => {
    expect(during.state).toBe('qualifying');
    expect(matchIn(during, 'a')).toBe(QUALIFYING);
    expect(noticesOf(during).map(({ key }) => key)).toEqual(expect.arrayContaining(['turn-0', 'last-0']));
    expect(wakesAt({ ...during, news: [] })?.getTime()).toBeGreaterThan(day(13).getTime());
  });

  it('takes the best, by accuracy and then by time; who stayed away comes last', () => {
    expect(qualify(during, marksOf, 'lot', always, day(13))).toBeUndefined();
    const after = { ...during, ...qualify(during, marksOf, 'lot', always, day(13, 9)) };
    expect(after.drawn?.seeds).toEqual(['b', 'd']);
    expect(['a', 'c', 'b'].map((id) => placeBehind(after, id))).toEqual([3, 4, undefined]);
    expect(matchIn(after, 'a')).toBeUndefined();
    expect(participants(after)).toHaveLength(4);
    const nobody = qualify(during, () => [undefined], 'lot', always, day(13, 9));
    expect(nobody).toMatchObject({ state: 'cancelled' });
  });
});

describe('a qualifying round of a live contest', () => {
  const live = contest({ entrants: four, most: 2, isLive: true, startsAt: day(13) });
  const minutesBefore = (minutes: number) => new Date(day(13).getTime() - minutes * 60_000);

  it('is over in time for the first round to be told', () => {
    const during: Contest = { ...live, ...draw(live, known, 'lot', always, day(12)) };
    expect(during.state).toBe('qualifying');
    expect(endOf(during, QUALIFYING)).toEqual(minutesBefore(22));
    const marksOf = (): SideMarks => [{ right: 1, ms: 1_000 }];
    expect(qualify(during, marksOf, 'lot', always, minutesBefore(22))).toBeUndefined();
    const at = minutesBefore(21);
    const after: Contest = { ...during, ...qualify(during, marksOf, 'lot', always, at), publishedAt: day(11) };
    expect(after.drawn?.starts[0]).toEqual(day(13));
    const ready = noticesOf(after).find(({ key }) => key === 'ready-1');
    expect(ready?.at).toEqual(minutesBefore(15));
    expect(bracketOf(after).filter((match) => isLate(after, match, at))).toEqual([]);
  });

  it('is not held without the time for a paper, which the form asks for', () => {
    expect(leastToQualify(live)).toBe(22 + live.minutes);
    expect(leastToQualify({ ...live, isLive: false })).toBe(live.minutes);
    const lastCall = minutesBefore(22 + live.minutes);
    const stateAt = (at: Date) => draw({ ...live, signUpUntil: at }, known, 'lot', always, at)?.state;
    expect([stateAt(lastCall), stateAt(new Date(lastCall.getTime() + 1))]).toEqual(['qualifying', 'drawn']);
  });
});

describe('going on', () => {
  const none: SideMarks = [undefined];
  const nothing = { marksOf: () => none, isDone: () => false, isHere: () => false };

  it('decides nothing before a round is open or over, and all that is over at once', () => {
    const one = drawnOf();
    expect(goOn(one, { ...nothing, isDone: () => true }, always, day(12, 20))).toBeUndefined();
    expect(goOn(one, nothing, always, day(13, 20))).toBeUndefined();
    const ended = { ...one, ...goOn(one, nothing, always, day(14, 9)) };
    // Neither semi-final was played: there is nobody left, and the contest is over.
    expect(ended).toMatchObject({ state: 'ended', rankings: 1 });
    expect(ended.ranking?.map(({ place }) => place)).toEqual([2, 3, 4, 5]);
  });

  it('gives a whole round to a match that is known late, because the worker was away for two days', () => {
    const one = drawnOf();
    const played = {
      ...nothing,
      marksOf: (_match: string, seed: number): SideMarks => (seed <= 2 ? [{ right: 1, ms: 1 }] : none),
    };
    const back = day(15, 9);
    const after = { ...one, ...goOn(one, played, always, back) };
    expect(after).toMatchObject({ state: 'drawn', extended: { 'm2-1': day(16, 9) } });
    expect(after.news.slice(-2)).toMatchObject(
      [
        { what: 'late', match: 'm2-1' },
        { what: 'late', match: 'third' },
      ].slice(0, 2),
    );
    expect(goOn(after, played, always, back)).toBeUndefined();
    expect(goOn(after, played, always, day(16, 10))).toMatchObject({ state: 'ended' });
  });

  it('lays a bracket out once for each state of a contest', () => {
    const one = drawnOf();
    expect(bracketOf(one)).toBe(bracketOf(one));
    const [first] = bracketOf(one);
    const decided: Contest = {
      ...one,
      decisions: { 'm1-1': { winner: first?.a2 ?? 0, how: 'played', at: day(13, 9) } },
    };
    expect(bracketOf(decided)[0]?.winner).toBe(first?.a2);
    expect(bracketOf(one)[0]?.winner).toBeUndefined();
  });

  it('gives what follows a changed result a whole round each', () => {
    const one = drawnOf();
    const extended = extendedAfter(one, { id: 'm1-1', round: 1 }, always, day(20));
    expect(extended).toEqual({ 'm2-1': day(21), third: day(21) });
    expect(bracketOf(one)).toHaveLength(4);
  });

  it('ends what is played later on no day off, and one round after the other', () => {
    const one = drawnOf();
    const match = { id: 'm2-1', round: 2 };
    const friday = day(13, 9);
    expect(laterEnd(one, match, friday, weekdays)).toEqual(day(16, 9));
    expect(laterEnd(one, match, friday, weekdays, 2)).toEqual(day(17, 9));
    const live = drawnOf({ isLive: true });
    expect(laterEnd(live, match, friday, weekdays)).toEqual(new Date(day(16).getTime() + 15 * 60_000));
    expect(
      startOf({ ...live, extended: { third: laterEnd(live, match, friday, weekdays, 2) } }, { ...match, id: 'third' }),
    ).toEqual(day(17));
    // It was begun on a day off, so it is played on them.
    const off = drawnOf({ isLive: true, startsAt: day(14) });
    expect(laterEnd(off, { id: 'm1-1', round: 1 }, day(14, 9), weekdays)).toEqual(
      new Date(day(15).getTime() + 15 * 60_000),
    );
  });

  it('says to both sides of a match that was ready that it has another hour, or another opponent', () => {
    const one = drawnOf();
    const first = bracketOf(one).find(({ id }) => id === 'm1-1');
    const second = bracketOf(one).find(({ id }) => id === 'm1-2');
    if (first?.a2 === undefined || first.b2 === undefined || second?.a2 === undefined) throw new Error('no matches');
    const won = (winner: number) => ({ winner, how: 'played', at: day(13, 9) }) as const;
    const played: Contest = { ...one, decisions: { 'm1-1': won(first.a2), 'm1-2': won(second.a2) } };
    const newsAt = (at: Date, more: Partial<Contest> = {}, winner = first.b2 ?? 0) => {
      const done = decideOtherwise(
        { ...played, ...more, news: [] },
        first,
        { winner, at, by: 'U1', reason: '更正' },
        () => false,
        always,
      );
      return 'held' in done ? [] : done.change?.news?.map((told) => [told.what, 'match' in told ? told.match : '']);
    };
    const moved = [
      ['overturned', 'm1-1'],
      ['late', 'm2-1'],
      ['late', 'third'],
    ];
    // The second round is open: both of its matches were ready, and have a day from now on.
    expect(newsAt(day(14, 9))).toEqual(moved);
    // Nobody has begun; the calendar tells all of them.
    expect(newsAt(day(13, 20))).toEqual([['overturned', 'm1-1']]);
    // The round lasts over days off, so only the opponent is another.
    const long = { drawn: { ...played.drawn, starts: [day(13), day(14), day(18)] } as NonNullable<Contest['drawn']> };
    expect(newsAt(day(14, 9), long)).toEqual(moved);
  });

  it('says that neither side came only of people who did not come', () => {
    const zh = { locale: 'zh', tz: 'Asia/Shanghai', now: NOW } as const;
    const words = (how: 'absent' | 'withdrawn' | 'officer') =>
      resultWords(zh, { winner: 'none', how, isMineA: true } as Parameters<typeof resultWords>[1]);
    expect(words('absent')).toBe('双方未到');
    expect(words('withdrawn')).not.toContain('未到');
    expect(words('officer')).toContain('干部');
  });
});

describe('a live match', () => {
  const minutes = (at: Date, count: number) => new Date(at.getTime() + count * 60_000);
  const live = (more: Partial<Contest> = {}) => drawnOf({ isLive: true, ...more });
  const none: SideMarks = [undefined];
  const hour = day(13);
  const here = (...seeds: number[]) => ({
    marksOf: () => none,
    isDone: () => false,
    isHere: (_: string, seed: number) => seeds.includes(seed),
  });

  it('is at its hour, lasts for the wait and a paper, and is told at the minute', () => {
    const one = live();
    const match = { id: 'm1-1', round: 1 };
    expect([startOf(one, match), awaitedUntil(one, match), endOf(one, match)]).toEqual([
      hour,
      minutes(hour, 5),
      minutes(hour, 15),
    ]);
    const of = (key: string) => noticesOf(one).find((entry) => entry.key === key);
    expect(of('ready-1')).toMatchObject({ at: minutes(hour, -15), isPunctual: true });
    expect(of('turn-1')).toMatchObject({ at: hour, isPunctual: true, until: minutes(hour, 15) });
    expect(of('next-2')?.at.getTime()).toBeGreaterThan(minutes(hour, 15).getTime());
    expect(of('last-1')).toBeUndefined();
    // Punctual ones are planned ahead, the others when their hour has come.
    const due = (at: Date) => dueOf(noticesOf(one), {}, at).map(({ key }) => key);
    expect(due(minutes(hour, -5))).toContain('turn-1');
    expect(due(minutes(hour, -6))).not.toContain('turn-1');
  });

  it('waits for so many minutes, then the side that is there goes on, and where neither is, both are out', () => {
    const one = live();
    const [first, second] = bracketOf(one);
    if (first?.a2 === undefined || second?.a2 === undefined) throw new Error('no matches');
    expect(wakesAt({ ...one, news: [] })?.getTime()).toBe(minutes(hour, 5).getTime() + 5_000);
    expect(goOn(one, here(first.a2), always, minutes(hour, 5))).toBeUndefined();
    const after = { ...one, ...goOn(one, here(first.a2), always, minutes(hour, 6)) };
    expect(after.decisions).toMatchObject({
      'm1-1': { winner: first.a2, how: 'absent' },
      'm1-2': { winner: 0, how: 'absent' },
    });
    // The one who is left has won the final, and all of it is over.
    expect(after).toMatchObject({ state: 'ended' });
    expect(after.ranking?.[0]).toMatchObject({ seed: first.a2, place: 1 });
  });

  it('goes on to its end where both are there, checked in or begun', () => {
    const one = live();
    const all = here(1, 2, 3, 4);
    expect(goOn(one, all, always, minutes(hour, 14))).toBeUndefined();
    expect(goOn(one, all, always, minutes(hour, 16))?.decisions).toMatchObject({
      'm1-1': { winner: 0, how: 'absent' },
    });
  });

  it('that an officer’s word makes possible has an hour of its own, of which its people hear', () => {
    const one = live();
    const played = {
      'm1-1': { winner: 1, how: 'absent', at: hour },
      'm1-2': { winner: 0, how: 'absent', at: hour },
      'm2-1': { winner: 1, how: 'absent', at: hour },
    } as const;
    const done: Contest = { ...one, decisions: played };
    const [, second] = bracketOf(done);
    if (second === undefined) throw new Error('no match');
    const decided = { winner: second.a2 ?? 0, at: day(14, 9), by: 'U1', reason: '停电' };
    const { change = {} } = decideOtherwise(done, second, decided, () => false, always) as {
      change?: Partial<Contest>;
    };
    const after = { ...done, ...change };
    // The final was at eight; it is at eight on the next day.
    expect(after.news.map(({ what }) => what)).toEqual(['shown', 'overturned', 'late', 'late']);
    expect(after.news).toMatchObject([{}, { match: 'm1-2' }, { match: 'm2-1' }, { match: 'third' }]);
    expect(startOf(after, { id: 'm2-1', round: 2 })).toEqual(day(15));
    expect(turnsIn(after, 2).size).toBe(0);
    expect(decideOtherwise(done, second, decided, (id) => id === 'm2-1', always)).toMatchObject({
      held: { id: 'm2-1' },
    });
  });

  it('that is known late is put off to one of its hours, never into the night', () => {
    const hourly = live({ windowHours: 1 });
    const match = { id: 'm2-1', round: 2 };
    // The second round is at nine; at twenty past nine it is put off to ten, which is more than a quarter of an hour ahead.
    expect(laterEnd(hourly, match, minutes(day(13, 9), 20), always)).toEqual(minutes(day(13, 10), 15));
    expect(laterEnd(hourly, match, minutes(day(13, 9), 50), always)).toEqual(minutes(day(13, 11), 15));
    expect(laterEnd(hourly, match, day(13, 22), always)).toEqual(minutes(day(14, 9), 15));
    // From twenty minutes before its hour its first notice is planned: nobody would hear of it by the calendar.
    expect(isLate(hourly, match, minutes(day(13, 9), -20))).toBe(false);
    expect(isLate(hourly, match, minutes(day(13, 9), -19))).toBe(true);
    expect(laterEnd(hourly, match, minutes(day(13, 9), -19), always)).toEqual(minutes(day(13, 10), 15));
    expect(leastMinutes({ minutes: 40, noShowMinutes: 5, isLive: true })).toBe(67);
    const put = live({ extended: { 'm2-1': minutes(day(15), 15) } });
    expect(startOf(put, match)).toEqual(day(15));
  });

  it('stays on days off where the officer has begun it on one', () => {
    const saturday = new Date('2026-03-14T19:00:00+08:00');
    const isWorkday = (at: Date) => ![6, 0].includes(new Date(at.getTime() + 8 * 3_600_000).getUTCDay());
    const times = { startsAt: saturday, windowHours: 1 };
    expect(startsOf({ ...times, isLive: true }, 2, isWorkday).at(-1)).toEqual(new Date('2026-03-14T21:00:00+08:00'));
    expect(startsOf(times, 2, isWorkday).at(-1)?.getTime()).toBeGreaterThan(saturday.getTime() + 24 * 3_600_000);
  });
});

describe('its notices', () => {
  it('follow from its dates', () => {
    const at = (one: Contest, key: string) => noticesOf(one).find((entry) => entry.key === key)?.at;
    expect(noticesOf(contest({ publishedAt: undefined as never }))).toEqual([]);
    expect(noticesOf(contest({ state: 'cancelled' }))).toEqual([]);
    expect(at(contest(), 'closing')).toEqual(day(11));
    expect(at(contest({ signUpUntil: day(13) }), 'closing')).toEqual(day(12));
    // Published on the last day: nobody is told twice within hours.
    expect(at(contest({ publishedAt: day(11, 20) }), 'closing')).toBeUndefined();
    const two = drawnOf();
    expect([1, 2].map((round) => at(two, `turn-${round}`))).toEqual([day(13), day(14)]);
    expect(at(two, 'last-1')).toEqual(day(14, 4));
    expect(at(two, 'result')).toBeUndefined();
    const ended = { ...two, state: 'ended' as const, endedAt: day(13, 20) };
    expect(noticesOf(ended).map(({ key }) => key)).not.toContain('turn-2');
    expect(at(ended, 'result')).toEqual(day(13, 20));
  });

  it('all come due once', () => {
    const one = drawnOf();
    expect(dueOf(noticesOf(one), {}, day(20)).map(({ key }) => key)).toEqual(noticesOf(one).map(({ key }) => key));
  });
});
