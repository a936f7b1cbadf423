import {
  after,
  type Decision,
  isComplete,
  isReady,
  type Laid,
  layOut,
  type Match,
  matchesOf,
  roundsOf,
} from './bracket.ts';
import { type Change, entrantOf, standingEntrants } from './entering.ts';
import { compare, type SideMarks } from './marks.ts';
import { decideDue, overturn, type PutIn } from './progress.ts';
import { rankingOf } from './ranking.ts';
import { type Contest, type Entrant, type Told, withNews } from './records.ts';
import {
  awaitedUntil,
  canQualify,
  decidedFrom,
  endOf,
  GRACE_MS,
  isLate,
  isPutOff,
  laterEnd,
  limitOf,
  QUALIFYING_ROUND,
  startOf,
  startsOf,
} from './rounds.ts';
import { firstRound, type Known, seedsOf } from './seeding.ts';

/*
 * What becomes of a contest: pure. Each function is asked again when somebody else was first; undefined: nothing changes.
 */

const LEAST_ENTRANTS = 2;

/** Whether people work on the day of an instant. */
export type IsWorkday = (at: Date) => boolean;

const tooFew = (contest: Contest, now: Date): Change => ({
  state: 'cancelled',
  reason: '',
  endedAt: now,
  ...withNews(contest, { what: 'cancelled' }),
});

/** Draws the bracket once sign-up is over; with fewer than two entrants there is nothing to play. */
export function draw(contest: Contest, known: Known, lot: string, isWorkday: IsWorkday, now: Date): Change {
  const { state, signUpUntil, seeding, most } = contest;
  if (state !== 'open' || now < signUpUntil) return undefined;
  const ids = standingEntrants(contest).map(({ id }) => id);
  if (ids.length < LEAST_ENTRANTS) return tooFew(contest, now);
  if (ids.length > most && canQualify(contest, now))
    return { state: 'qualifying', qualifying: { others: [] }, ...withNews(contest, { what: 'shown' }) };
  // Nobody has had the time to qualify: who signed up first is in.
  const seeds = seedsOf(ids.slice(0, most), seeding, known, lot);
  const others = ids.slice(most);
  return {
    ...drawnFrom(contest, seeds, lot, isWorkday, now),
    ...(others.length === 0 ? {} : { qualifying: { others, isBySignUp: true } }),
    ...withNews(contest, { what: 'shown' }),
  };
}

function drawnFrom(contest: Contest, seeds: string[], lot: string, isWorkday: IsWorkday, at: Date): Partial<Contest> {
  const branches = new Map(contest.entrants.map(({ id, branch }) => [id, branch]));
  const first = firstRound(seeds.length, (seed) => branches.get(seeds[seed - 1] ?? ''));
  const starts = startsOf(contest, roundsOf(layOut(first, contest)), isWorkday);
  return { state: 'drawn', drawn: { lot, seeds, first, starts, at } };
}

/** The match that stands for the qualifying round: everybody has its paper, and nobody an opponent. */
export const QUALIFYING: Match = {
  id: 'qualifying',
  kind: 'main',
  round: QUALIFYING_ROUND,
  a: { seed: 0 },
  b: { seed: 0 },
  a2: undefined,
  b2: undefined,
  winner: undefined,
  loser: undefined,
  decision: undefined,
};

/**
 * Ends the qualifying round: the best are in the bracket, and their order is that of the seeds. Who did not appear is not in it; equals
 * stand in an order by lot.
 */
export function qualify(
  contest: Contest,
  marksOf: (entrant: string) => SideMarks,
  lot: string,
  isWorkday: IsWorkday,
  now: Date,
): Change {
  const { state, most } = contest;
  if (state !== 'qualifying' || now < decidedFrom(contest, QUALIFYING)) return undefined;
  const byLot = seedsOf(
    standingEntrants(contest).map(({ id }) => id),
    'drawn',
    { places: new Map(), mastery: new Map() },
    lot,
  );
  const here = byLot.filter((id) => marksOf(id).some((one) => one !== undefined));
  if (here.length < LEAST_ENTRANTS) return tooFew(contest, now);
  const order = here.toSorted((a, b) => compare(marksOf(a), marksOf(b), limitOf(contest)));
  return {
    ...drawnFrom(contest, order.slice(0, most), lot, isWorkday, now),
    qualifying: { others: [...order.slice(most), ...byLot.filter((id) => !here.includes(id))] },
    ...withNews(contest, { what: 'decided', match: QUALIFYING.id }),
  };
}

/** The place of somebody who did not get into the bracket; undefined for everybody else. */
export function placeBehind({ qualifying, drawn }: Contest, entrant: string): number | undefined {
  const nth = qualifying?.others.indexOf(entrant) ?? -1;
  return nth < 0 ? undefined : (drawn?.seeds.length ?? 0) + nth + 1;
}

/** Those whom its news concern: in the bracket, or behind it; before the draw who is signed up. */
export function participants({ entrants, drawn, qualifying }: Contest): string[] {
  const ids = drawn && new Set([...drawn.seeds, ...(qualifying?.others ?? [])]);
  return entrants
    .filter(({ id, outAt }) => (ids === undefined ? outAt === undefined : ids.has(id)))
    .flatMap(({ members }) => members);
}

/** What a bracket is laid out by. */
export type LaidBy = Pick<Contest, 'hasThird' | 'hasSecondLife'> & {
  drawn?: Pick<NonNullable<Contest['drawn']>, 'first'>;
};

export function laidOf({ drawn, hasThird, hasSecondLife }: LaidBy): Laid[] {
  return drawn === undefined ? [] : layOut(drawn.first, { hasThird, hasSecondLife });
}

/** Brackets as they stood: they follow from the draw and the decisions, and neither is changed once it has been read. */
const brackets = new WeakMap<object, readonly Match[]>();

/** The bracket as it stands. */
export function bracketOf(contest: LaidBy & Pick<Contest, 'decisions'>): readonly Match[] {
  const before = brackets.get(contest);
  if (before !== undefined) return before;
  const made = matchesOf(laidOf(contest), contest.decisions);
  brackets.set(contest, made);
  return made;
}

/** Who is behind a seed. */
export function entrantAt({ drawn, entrants }: Contest, seed: number | undefined): Entrant | undefined {
  const id = seed === undefined || seed === 0 ? undefined : drawn?.seeds[seed - 1];
  return id === undefined ? undefined : entrants.find((one) => one.id === id);
}

export const seedOf = ({ drawn }: Pick<Contest, 'drawn'>, entrant: string): number =>
  (drawn?.seeds.indexOf(entrant) ?? -1) + 1;

/** Everybody on either side of these matches, substitutes too. */
export const peopleIn = (contest: Contest, matches: readonly Match[]): string[] => [
  ...new Set(matches.flatMap(({ a2, b2 }) => [a2, b2].flatMap((seed) => entrantAt(contest, seed)?.members ?? []))),
];

/** What depends on a match gets a whole round each from now on, where its own is over. */
export function extendedAfter(
  contest: Contest,
  match: Pick<Laid, 'id' | 'round'>,
  isWorkday: IsWorkday,
  now: Date,
): Record<string, Date> {
  const more = after(laidOf(contest), match.id).map((one): [string, Date] => [
    one.id,
    laterEnd(contest, one, now, isWorkday, one.round - match.round),
  ]);
  return { ...contest.extended, ...Object.fromEntries(more) };
}

/** What was put in, as far as anybody has: by match and seed. */
export interface PutInSoFar {
  marksOf(match: string, seed: number): SideMarks;
  /** Whether nobody on either side has anything left to do. */
  isDone(match: Match): boolean;
  /** Whether anybody of a side is there: has checked in, or begun. */
  isHere(match: string, seed: number): boolean;
}

/** What is decided now. */
export function goOn(
  contest: Contest,
  { marksOf, isDone, isHere }: PutInSoFar,
  isWorkday: IsWorkday,
  now: Date,
): Change {
  if (contest.state !== 'drawn') return undefined;
  const laid = laidOf(contest);
  const withdrawn = new Set(
    contest.entrants.filter(({ outAt }) => outAt !== undefined).map(({ id }) => seedOf(contest, id)),
  );
  const putInOf = (match: Match): PutIn => {
    const { id, a2 = 0, b2 = 0 } = match;
    const until = awaitedUntil(contest, match);
    return {
      a: marksOf(id, a2),
      b: marksOf(id, b2),
      isDone: isDone(match),
      ...(until === undefined
        ? {}
        : { here: { a: isHere(id, a2), b: isHere(id, b2), by: new Date(until.getTime() + GRACE_MS) } }),
    };
  };
  const standing = {
    laid,
    decisions: contest.decisions,
    withdrawn,
    startOf: (match: Match) => startOf(contest, match),
    deadlineOf: (match: Match) => decidedFrom(contest, match),
    putInOf,
    limitMs: limitOf(contest),
  };
  const decisions = decideDue(standing, now) ?? contest.decisions;
  const matches = matchesOf(laid, decisions);
  const isOver = isComplete(matches);
  if (decisions === contest.decisions && !isOver) return undefined;
  const fresh = Object.keys(decisions).filter((id) => !(id in contest.decisions));
  const told: Told[] = fresh.map((match) => ({ what: 'decided', match }));
  if (isOver)
    return {
      decisions,
      state: 'ended',
      endedAt: now,
      ranking: rankingOf(laid, decisions, contest.drawn?.seeds.length ?? 0, marksOf, limitOf(contest)),
      rankings: contest.rankings + 1,
      ...withNews(contest, ...told, { what: 'ended' }),
    };
  const before = new Set(readyIn(bracketOf(contest)));
  const fresher = matches.filter((one) => isReady(one) && !before.has(one.id));
  const late = fresher.filter((one) => isLate(contest, one, now));
  const until = late.map((match): [string, Date] => [match.id, laterEnd(contest, match, now, isWorkday)]);
  // Nobody hears by the calendar of a match that has an hour of its own.
  const apart = fresher.filter((one) => late.includes(one) || isPutOff(contest, one));
  return {
    decisions,
    ...(late.length === 0 ? {} : { extended: { ...contest.extended, ...Object.fromEntries(until) } }),
    ...withNews(contest, ...told, ...apart.map(({ id }): Told => ({ what: 'late', match: id }))),
  };
}

const readyIn = (matches: readonly Match[]): string[] => matches.filter(isReady).map(({ id }) => id);

/**
 * What an officer decides about a match, see `overturn`: what follows is decided again, and has the time for it.
 * @returns the match that stands in the way
 */
export function decideOtherwise(
  contest: Contest,
  match: Match,
  decided: Omit<Decision, 'how'>,
  isBegun: (id: string) => boolean,
  isWorkday: IsWorkday,
): { held: Match } | { change: Change } {
  const laid = laidOf(contest);
  const done = overturn({ laid, decisions: contest.decisions }, match.id, decided, isBegun);
  if ('held' in done) return done;
  const extended = extendedAfter(contest, match, isWorkday, decided.at);
  const after = { ...contest, decisions: done.decisions, extended };
  const before = new Map(bracketOf(contest).map((one) => [one.id, one]));
  const isKnown = (one: Match): boolean => {
    const was = before.get(one.id);
    const isSame = was !== undefined && isReady(was) && was.a2 === one.a2 && was.b2 === one.b2;
    return isSame && endOf(contest, was).getTime() === endOf(after, one).getTime();
  };
  // The calendar tells of what is still ahead at its usual hour.
  const isMissed = (one: Match): boolean => isPutOff(after, one) || startOf(after, one) <= decided.at;
  const apart = bracketOf(after).filter((one) => isReady(one) && !isKnown(one) && isMissed(one));
  return {
    change: {
      decisions: done.decisions,
      extended,
      ...withNews(
        contest,
        { what: 'overturned', match: match.id },
        ...apart.map(({ id }): Told => ({ what: 'late', match: id })),
      ),
    },
  };
}

/** When a contest has to be looked at by itself, beside its notices; undefined: not before somebody does something. */
export function wakesAt(contest: Contest): Date | undefined {
  const { state, signUpUntil, news, updatedAt } = contest;
  if (news.length > 0) return updatedAt;
  if (state === 'open') return signUpUntil;
  if (state === 'qualifying') return decidedFrom(contest, QUALIFYING);
  if (state !== 'drawn') return undefined;
  // A live match is looked at from the moment on at which nobody is waited for any more.
  const due = bracketOf(contest)
    .filter(isReady)
    .map((match) => (awaitedUntil(contest, match) ?? endOf(contest, match)).getTime() + GRACE_MS);
  return due.length === 0 ? updatedAt : new Date(Math.min(...due));
}

/** The boards of an entrant that still takes part: who plays. */
export const playersOf = ({ boards }: Pick<Contest, 'boards'>, entrant: Entrant | undefined): string[] =>
  entrant === undefined || entrant.outAt !== undefined ? [] : entrant.members.slice(0, boards);

/** Who has a match to play in a round, and which. */
export function turnsIn(contest: Contest, round: number): Map<string, string> {
  const { state } = contest;
  if (state === 'qualifying' && round === QUALIFYING_ROUND)
    return new Map(
      standingEntrants(contest).flatMap((one) => playersOf(contest, one).map((user) => [user, QUALIFYING.id])),
    );
  if (state !== 'drawn') return new Map();
  // Those of a match that was put off hear of its own hour.
  const ready = bracketOf(contest).filter(
    (match) => match.round === round && isReady(match) && !isPutOff(contest, match),
  );
  return new Map(
    ready.flatMap(({ id, a2, b2 }) =>
      [a2, b2].flatMap((seed) =>
        playersOf(contest, entrantAt(contest, seed)).map((user): [string, string] => [user, id]),
      ),
    ),
  );
}

/** What somebody's match follows from. */
export type InPlay = LaidBy & Pick<Contest, 'state' | 'entrants' | 'boards' | 'decisions' | 'drawn'>;

/** The match that somebody has to play, if it is known and open. */
export function matchIn(contest: InPlay, user: string): Match | undefined {
  const own = entrantOf(contest, user);
  if (own === undefined || !playersOf(contest, own).includes(user)) return undefined;
  if (contest.state === 'qualifying') return QUALIFYING;
  if (contest.state !== 'drawn') return undefined;
  const seed = seedOf(contest, own.id);
  return bracketOf(contest).find((match) => isReady(match) && (match.a2 === seed || match.b2 === seed));
}
