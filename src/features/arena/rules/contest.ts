import type { Dated } from '../../../notices/rules/due.ts';
import { after, isComplete, isReady, type Laid, layOut, type Match, matchesOf, roundsOf } from './bracket.ts';
import { compare, type SideMarks } from './marks.ts';
import { advance, type Played } from './progress.ts';
import { rankingOf } from './ranking.ts';
import type { Contest, Entrant, News } from './records.ts';
import { endsAt, opensAt, startsOf } from './rounds.ts';
import { firstRound, type Known, seedsOf } from './seeding.ts';

/*
 * What a contest is and what becomes of it: pure. Each function is asked again when somebody else was first.
 */

export const LEAST_ENTRANTS = 2;
/** What a bracket can hold, and how many can sign up; with more than the bracket holds there is a qualifying round. */
export const MOST_IN_BRACKET = 128;
export const MOST_ENTRANTS = 500;
/** So many substitutes a team can bring. */
export const MOST_SUBSTITUTES = 2;

type Change = Partial<Contest> | undefined;
type Told = News extends infer One ? (One extends News ? Omit<One, 'seq'> : never) : never;

/** What a write says about the news: some more. */
export function withNews({ seq, news }: Pick<Contest, 'seq' | 'news'>, ...told: Told[]): Pick<Contest, 'seq' | 'news'> {
  const more = told.map((one, nth) => ({ ...one, seq: seq + nth + 1 }) as News);
  return { seq: seq + told.length, news: [...news, ...more] };
}

/** The entrant to which somebody belongs, if they still take part. */
export const entrantOf = ({ entrants }: Pick<Contest, 'entrants'>, user: string): Entrant | undefined =>
  entrants.find(({ members, outAt }) => outAt === undefined && members.includes(user));

export const standingEntrants = ({ entrants }: Pick<Contest, 'entrants'>): Entrant[] =>
  entrants.filter(({ outAt }) => outAt === undefined);

/** Why somebody cannot sign up. */
export type Refusal = 'closed' | 'full' | 'twice' | 'size' | 'branch';

/** Signs a person or a team up. @returns why not; undefined: they are in already */
export function signUp(contest: Contest, entrant: Entrant, now: Date): { refused: Refusal } | { change: Change } {
  const { state, signUpUntil, entrants, boards, refused, branch } = contest;
  const { members, id } = entrant;
  if (entrants.some((one) => one.id === id && one.outAt === undefined)) return { change: undefined };
  if (state !== 'open' || now >= signUpUntil) return { refused: 'closed' };
  if (branch !== undefined && entrant.branch !== branch) return { refused: 'branch' };
  const most = boards === 1 ? 1 : boards + MOST_SUBSTITUTES;
  if (members.length < boards || members.length > most || new Set(members).size < members.length)
    return { refused: 'size' };
  if (members.some((user) => entrantOf(contest, user) !== undefined)) return { refused: 'twice' };
  if (standingEntrants(contest).length >= MOST_ENTRANTS) return { refused: 'full' };
  return {
    change: {
      entrants: [...entrants.filter((one) => one.id !== id), entrant],
      refused: refused.filter((user) => !members.includes(user)),
    },
  };
}

/** Takes somebody's entrant out, before the draw or after it. @returns undefined: it is out, or never was in */
export function withdraw(contest: Contest, user: string, now: Date): Change {
  const own = entrantOf(contest, user);
  if (own === undefined || own.captain !== user || !['open', 'qualifying', 'drawn'].includes(contest.state))
    return undefined;
  const entrants = contest.entrants.map((one) => (one.id === own.id ? { ...one, outAt: now } : one));
  return { entrants, ...(contest.state === 'drawn' ? withNews(contest, { what: 'shown' }) : {}) };
}

/** Somebody does not want to be asked again. */
export const refuse = (contest: Contest, user: string): Change =>
  contest.state !== 'open' || contest.refused.includes(user) || entrantOf(contest, user) !== undefined
    ? undefined
    : { refused: [...contest.refused, user] };

/** A substitute takes a board. @returns undefined: they are no substitute, or the other has no board */
export function substitute(contest: Contest, captain: string, out: string, into: string): Change {
  const own = entrantOf(contest, captain);
  if (own === undefined || own.captain !== captain || !['open', 'qualifying', 'drawn'].includes(contest.state))
    return undefined;
  const [from, to] = [own.members.indexOf(out), own.members.indexOf(into)];
  if (from < 0 || from >= contest.boards || to < contest.boards) return undefined;
  const members = own.members.with(from, into).with(to, out);
  return { entrants: contest.entrants.map((one) => (one.id === own.id ? { ...own, members } : one)) };
}

/** Whether people work on the day of an instant. */
export type IsWorkday = (at: Date) => boolean;

/** Draws the bracket once sign-up is over; with fewer than two entrants there is nothing to play. */
export function draw(contest: Contest, known: Known, lot: string, isWorkday: IsWorkday, now: Date): Change {
  const { state, signUpUntil, seeding } = contest;
  if (state !== 'open' || now < signUpUntil) return undefined;
  const entrants = standingEntrants(contest);
  if (entrants.length < LEAST_ENTRANTS)
    return { state: 'cancelled', reason: '', endedAt: now, ...withNews(contest, { what: 'cancelled' }) };
  if (entrants.length > contest.most && now < contest.startsAt)
    return { state: 'qualifying', qualifying: { others: [] }, ...withNews(contest, { what: 'shown' }) };
  const ids = entrants.map(({ id }) => id);
  // Nobody has had the time to qualify: who signed up first is in.
  const seeds = seedsOf(ids.slice(0, contest.most), seeding, known, lot);
  return { ...drawnFrom(contest, seeds, lot, isWorkday, now), ...withNews(contest, { what: 'shown' }) };
}

function drawnFrom(contest: Contest, seeds: string[], lot: string, isWorkday: IsWorkday, at: Date): Partial<Contest> {
  const { entrants } = contest;
  const branches = new Map(entrants.map(({ id, branch }) => [id, branch]));
  const branchOf = (seed: number) => branches.get(seeds[seed - 1] ?? '');
  const first = firstRound(seeds.length, branchOf);
  const starts = startsOf(contest, roundsOf(layOut(first, contest)), isWorkday);
  return { state: 'drawn', drawn: { lot, seeds, first, starts, at } };
}

/** The match that stands for the qualifying round: everybody has its paper, and nobody an opponent. */
export const QUALIFYING: Match = {
  id: 'qualifying',
  kind: 'main',
  round: 0,
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
  const { state, startsAt, most } = contest;
  if (state !== 'qualifying' || now.getTime() < startsAt.getTime() + GRACE_MS) return undefined;
  const ids = seedsOf(
    standingEntrants(contest).map(({ id }) => id),
    'drawn',
    { places: new Map(), mastery: new Map() },
    lot,
  );
  const here = ids.filter((id) => marksOf(id).some((one) => one !== undefined));
  const order = here.toSorted((a, b) => compare(marksOf(a), marksOf(b), limitOf(contest)));
  if (order.length < LEAST_ENTRANTS)
    return { state: 'cancelled', reason: '', endedAt: now, ...withNews(contest, { what: 'cancelled' }) };
  const seeds = order.slice(0, most);
  return {
    ...drawnFrom(contest, seeds, lot, isWorkday, now),
    qualifying: { others: [...order.slice(most), ...ids.filter((id) => !here.includes(id))] },
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

export function laidOf({ drawn, hasThird, hasSecondLife }: Contest): Laid[] {
  return drawn === undefined ? [] : layOut(drawn.first, { hasThird, hasSecondLife });
}

/** The bracket as it stands. */
export const bracketOf = (contest: Contest): Match[] => matchesOf(laidOf(contest), contest.decisions);

/** Who is behind a seed. */
export function entrantAt({ drawn, entrants }: Contest, seed: number | undefined): Entrant | undefined {
  const id = seed === undefined || seed === 0 ? undefined : drawn?.seeds[seed - 1];
  return id === undefined ? undefined : entrants.find((one) => one.id === id);
}

export const seedOf = ({ drawn }: Pick<Contest, 'drawn'>, entrant: string): number =>
  (drawn?.seeds.indexOf(entrant) ?? -1) + 1;

/** An answer that was pressed in time may be a little on its way. */
const GRACE_MS = 5_000;
const decidedFrom = (contest: Contest, match: Laid): Date => new Date(endOf(contest, match).getTime() + GRACE_MS);

/** When a match is over: with its round, unless it was given more time. */
export function endOf(contest: Contest, { id, round }: Pick<Laid, 'id' | 'round'>): Date {
  if (round === QUALIFYING.round) return contest.startsAt;
  const usual = endsAt(contest, round);
  const more = contest.extended?.[id];
  return more !== undefined && more > usual ? more : usual;
}

/** When a match can be begun. */
export const startOf = (contest: Contest, { round }: Pick<Laid, 'round'>): Date =>
  round === QUALIFYING.round ? contest.signUpUntil : opensAt(contest, round);

/** What depends on a match gets a whole round each from now on, where its own is over. */
export function extendedAfter(contest: Contest, match: Pick<Laid, 'id' | 'round'>, now: Date): Record<string, Date> {
  const more = after(laidOf(contest), match.id).map(({ id, round }): [string, Date] => [
    id,
    new Date(now.getTime() + (round - match.round) * contest.windowHours * HOUR_MS),
  ]);
  return { ...contest.extended, ...Object.fromEntries(more) };
}

/** What both sides of a match have put in, by match and seed. */
export type MarksOf = (match: string, seed: number) => SideMarks;

/** What is decided now. @param isDone whether nobody on either side has anything left to do */
export function goOn(contest: Contest, marksOf: MarksOf, isDone: (match: Match) => boolean, now: Date): Change {
  if (contest.state !== 'drawn') return undefined;
  const laid = laidOf(contest);
  const withdrawn = new Set(
    contest.entrants.filter(({ outAt }) => outAt !== undefined).map(({ id }) => seedOf(contest, id)),
  );
  const decisions =
    advance(
      {
        laid,
        decisions: contest.decisions,
        withdrawn,
        opensAt: (round) => opensAt(contest, round),
        deadlineOf: (match) => decidedFrom(contest, match),
        playedOf: (match): Played => ({
          a: marksOf(match.id, match.a2 ?? 0),
          b: marksOf(match.id, match.b2 ?? 0),
          isDone: isDone(match),
        }),
        limitMs: limitOf(contest),
      },
      now,
    ) ?? contest.decisions;
  const matches = matchesOf(laid, decisions);
  const isOver = isComplete(matches);
  if (decisions === contest.decisions && !isOver) return undefined;
  const fresh = Object.keys(decisions).filter((id) => !(id in contest.decisions));
  const told: Told[] = fresh.map((match) => ({ what: 'decided', match }));
  if (!isOver) {
    const late = lateOf(contest, matches, now);
    const until = new Date(now.getTime() + contest.windowHours * HOUR_MS);
    return {
      decisions,
      ...(late.length === 0
        ? {}
        : { extended: { ...contest.extended, ...Object.fromEntries(late.map((id) => [id, until])) } }),
      ...withNews(contest, ...told, ...late.map((match): Told => ({ what: 'late', match }))),
    };
  }
  const ranking = rankingOf(laid, decisions, contest.drawn?.seeds.length ?? 0, marksOf, limitOf(contest));
  return {
    decisions,
    state: 'ended',
    endedAt: now,
    ranking,
    rankings: contest.rankings + 1,
    ...withNews(contest, ...told, { what: 'ended' }),
  };
}

/** So late a match can be known without anybody missing it. */
const LATE_MS = 10 * 60_000;

/** Matches that are ready by this only now, well after their round began: the worker was away. They get a whole round. */
function lateOf(contest: Contest, matches: readonly Match[], now: Date): string[] {
  const before = new Set(
    bracketOf(contest)
      .filter(isReady)
      .map(({ id }) => id),
  );
  return matches
    .filter((one) => isReady(one) && !before.has(one.id))
    .filter((one) => now.getTime() > startOf(contest, one).getTime() + LATE_MS)
    .map(({ id }) => id);
}

export const limitOf = ({ minutes }: Pick<Contest, 'minutes'>): number => minutes * 60_000;

/** When a contest has to be looked at by itself, beside its notices; undefined: not before somebody does something. */
export function wakesAt(contest: Contest): Date | undefined {
  const { state, signUpUntil, news, updatedAt } = contest;
  if (news.length > 0) return updatedAt;
  if (state === 'open') return signUpUntil;
  if (state === 'qualifying') return new Date(contest.startsAt.getTime() + GRACE_MS);
  if (state !== 'drawn') return undefined;
  const ends = bracketOf(contest)
    .filter(isReady)
    .map((match) => decidedFrom(contest, match).getTime());
  return ends.length === 0 ? updatedAt : new Date(Math.min(...ends));
}

const HOUR_MS = 3_600_000;
/** A day before sign-up closes, and so much of a round before it ends, people are told who have not done it. */
const CLOSING_MS = 24 * HOUR_MS;
const LAST_PART = 6;

/** The calendar of its notices. Before the draw, the rounds that there would be with the people of now. */
export function noticesOf(contest: Contest): Dated[] {
  const { state, publishedAt, signUpUntil, startsAt, windowHours, endedAt, channel, drawn, qualifying } = contest;
  if (state === 'cancelled' || publishedAt === undefined) return [];
  const closingAt = new Date(signUpUntil.getTime() - CLOSING_MS);
  const laid = drawn === undefined ? [] : laidOf(contest);
  const rounds = drawn === undefined ? 1 : roundsOf(laid);
  const lastMs = (windowHours * HOUR_MS) / LAST_PART;
  const nth = Array.from({ length: rounds }, (_, index) => index + 1);
  const open = (round: number) => opensAt(contest, round);
  const end = (round: number) => endsAt(contest, round);
  /** A contest that has ended tells its result, and nothing of rounds any more. */
  const isTime = (at: Date) => endedAt === undefined || at <= endedAt;
  const to = channel === undefined ? {} : { channel };
  const drawAt = qualifying === undefined ? signUpUntil : new Date(startsAt.getTime() + GRACE_MS);
  return [
    { key: 'opening', verb: 'opening', at: publishedAt, until: signUpUntil },
    ...(closingAt > publishedAt ? [{ key: 'closing', verb: 'closing', at: closingAt, until: signUpUntil }] : []),
    ...(qualifying === undefined
      ? []
      : [
          { key: 'turn-0', verb: 'turn', at: signUpUntil, until: startsAt },
          {
            key: 'last-0',
            verb: 'last',
            at: new Date(Math.max(startsAt.getTime() - lastMs, signUpUntil.getTime())),
            until: startsAt,
          },
        ]),
    { key: 'draw', verb: 'draw', at: drawAt, until: end(1) },
    ...nth.flatMap((round) => [
      { key: `turn-${round}`, verb: 'turn', at: open(round), until: end(round) },
      { key: `last-${round}`, verb: 'last', at: new Date(end(round).getTime() - lastMs), until: end(round) },
      ...(round < rounds
        ? [{ key: `standings-${round}`, verb: 'standings', at: new Date(end(round).getTime() + GRACE_MS), ...to }]
        : []),
    ]),
  ]
    .filter(({ at }) => isTime(at))
    .concat(endedAt === undefined ? [] : [{ key: 'result', verb: 'result', at: endedAt }]);
}

/** The round that a key of the calendar names: `turn-2`. */
export const roundOfKey = (key: string): number => Number(/-(\d+)$/.exec(key)?.[1] ?? 0);

/** Who has a match to play in a round, and which. */
export function turnsIn(contest: Contest, round: number): Map<string, string> {
  const { state, boards } = contest;
  const playing = (entrant: Entrant | undefined): string[] =>
    entrant === undefined || entrant.outAt !== undefined ? [] : entrant.members.slice(0, boards);
  if (state === 'qualifying' && round === QUALIFYING.round)
    return new Map(standingEntrants(contest).flatMap((one) => playing(one).map((user) => [user, QUALIFYING.id])));
  if (state !== 'drawn') return new Map();
  const ready = bracketOf(contest).filter((match) => match.round === round && isReady(match));
  return new Map(
    ready.flatMap(({ id, a2, b2 }) =>
      [a2, b2].flatMap((seed) => playing(entrantAt(contest, seed)).map((user): [string, string] => [user, id])),
    ),
  );
}

/** The match that somebody has to play in a round, if it is known and open. */
export function matchIn(contest: Contest, user: string, round?: number): Match | undefined {
  const own = entrantOf(contest, user);
  const { state, boards } = contest;
  if (own === undefined || !own.members.slice(0, boards).includes(user)) return undefined;
  if (state === 'qualifying') return round === undefined || round === QUALIFYING.round ? QUALIFYING : undefined;
  if (state !== 'drawn') return undefined;
  const seed = seedOf(contest, own.id);
  return bracketOf(contest).find(
    (match) =>
      isReady(match) && (match.a2 === seed || match.b2 === seed) && (round === undefined || match.round === round),
  );
}
