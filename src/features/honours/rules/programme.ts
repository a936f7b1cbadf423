import { LEAST_JUDGES } from '../../../judging/rules.ts';
import { DAY_MS } from '../../../lib/zone.ts';
import type { Dated } from '../../../notices/rules/due.ts';
import type { Criterion, News, Nominee, Placed, Poll, Programme, Title, Voters } from './records.ts';

/*
 * How a programme goes from phase to phase: pure. Each function is asked again when somebody else was first.
 */

export const MOST_TITLES = 6;
export const MOST_CRITERIA = 6;
export const ALL_POINTS = 100;
/** Of a vote: so many are proposed for each place. */
const CANDIDATES_EACH = 2;
/** A ballot takes no more. */
const MOST_CANDIDATES = 10;
/** So that twice as many fit on a ballot. */
export const MOST_VOTED_PLACES = MOST_CANDIDATES / CANDIDATES_EACH;

type Change = Partial<Programme> | undefined;
type Told = News extends infer One ? (One extends News ? Omit<One, 'seq'> : never) : never;

/** What a write says about the news: one more. */
export function withNews({ seq, news }: Pick<Programme, 'seq' | 'news'>, told: Told): Pick<Programme, 'seq' | 'news'> {
  return { seq: seq + 1, news: [...news, { ...told, seq: seq + 1 } as News] };
}

export const titleOf = ({ titles }: Pick<Programme, 'titles'>, id: string): Title | undefined =>
  titles.find((one) => one.id === id);

/** What is wrong with the criteria as they were typed, counted from 1. */
export type CriteriaFault =
  | { fault: 'unread' | 'twice'; line: number }
  | { fault: 'sum'; sum: number }
  | { fault: 'count' };

/** `业绩 40`, `Results: 40`, `带徒（30分）`: a name and the points it is worth. */
const LINE = /^(.+?)[\s:：,，|(（]+(\d{1,3})\s*(?:分|points?|pts?)?[)）]?$/i;
const NAME_CHARS = 40;

/** Reads criteria, one on each line; together they are worth 100. */
export function readCriteria(text: string): { criteria: Criterion[] } | CriteriaFault {
  const criteria: Criterion[] = [];
  for (const [nth, written] of text.normalize('NFKC').split('\n').entries()) {
    if (written.trim() === '') continue;
    const [, name = '', points] = LINE.exec(written.trim()) ?? [];
    const value = Number(points);
    if (points === undefined || value < 1 || name.length > NAME_CHARS) return { fault: 'unread', line: nth + 1 };
    if (criteria.some((one) => one.name === name.trim())) return { fault: 'twice', line: nth + 1 };
    criteria.push({ id: `c${criteria.length + 1}`, name: name.trim(), points: value });
  }
  if (criteria.length === 0 || criteria.length > MOST_CRITERIA) return { fault: 'count' };
  const sum = criteria.reduce((all, { points }) => all + points, 0);
  return sum === ALL_POINTS ? { criteria } : { fault: 'sum', sum };
}

/** The criteria as they are typed. */
export const writtenCriteria = (criteria: readonly Criterion[]): string =>
  criteria.map(({ name, points }) => `${name} ${points}`).join('\n');

/** What a programme lacks before it can be opened. */
export function lackOf({ titles, judges, voters }: Programme): 'titles' | 'judges' | 'places' | undefined {
  if (titles.length === 0) return 'titles';
  if (voters !== 'none' && titles.some(({ places }) => places > MOST_VOTED_PLACES)) return 'places';
  return judges.length < LEAST_JUDGES ? 'judges' : undefined;
}

/** What the next phase depends on, besides the programme itself. */
export interface Around {
  /** A case is not decided yet, or something is still to follow from one. */
  isWaiting: boolean;
  /** Every nominee has a dossier. */
  isPrepared: boolean;
  /** Every nominee who is judged has a panel, and all sheets of it. */
  isScored: boolean;
  /** So many are still nominees. */
  count: number;
  /** So many are proposed, and no objection has taken them out. */
  standing: number;
  /** Every vote is counted, and its ties are decided. */
  isElected: boolean;
  /** Some of the same score are left to be chosen from. */
  isTied: boolean;
  /** The end of a phase of so many working days that begins now. */
  endOf(days: number): Date;
  lot: string;
}

/**
 * The next phase, once its hour has come and nothing holds it up. A programme in which nobody is left ends with nobody.
 * @returns undefined: it stays where it is
 */
export function advance(one: Programme, around: Around, now: Date): Change {
  const { state, news } = one;
  // What was handed in at the last moment is a case first.
  if (news.length > 0) return undefined;
  const isAt = (hour: Date | undefined) => hour !== undefined && hour <= now;
  const ends = (): Change => ({ state: 'awarded', endedAt: now, ...withNews(one, { what: 'awarded' }) });
  if (state === 'nominating' && isAt(one.nominateUntil)) {
    if (around.count === 0) return ends();
    return { state: 'checking', checkUntil: around.endOf(one.checkDays), ...withNews(one, { what: 'checking' }) };
  }
  if (state === 'checking' && isAt(one.checkUntil) && around.isPrepared && !around.isWaiting) {
    const scoring = { scoringAt: now, scoreUntil: around.endOf(one.scoreDays), lot: around.lot };
    return { state: 'scoring', ...scoring, ...withNews(one, { what: 'scoring' }) };
  }
  if (state === 'scoring' && around.count === 0) return ends();
  if (state === 'scoring' && isAt(one.scoreUntil) && around.isScored) {
    const publicity = { publicityAt: now, publicityUntil: around.endOf(one.publicityDays) };
    return { state: 'publicity', ...publicity, ...withNews(one, { what: 'publicity' }) };
  }
  const isSettled = one.proposed !== undefined && !around.isWaiting;
  if (state === 'publicity' && isAt(one.publicityUntil) && isSettled && one.voters !== 'none') {
    const voting = { votingAt: now, voteUntil: around.endOf(one.voteDays) };
    return around.standing === 0 ? ends() : { state: 'voting', ...voting, ...withNews(one, { what: 'voting' }) };
  }
  if (state === 'voting') return one.polls !== undefined && around.isElected ? ends() : undefined;
  if (state === 'publicity' && isAt(one.publicityUntil) && isSettled)
    return around.isTied ? { state: 'deciding', ...withNews(one, { what: 'deciding' }) } : ends();
  return state === 'deciding' && isSettled && !around.isTied ? ends() : undefined;
}

/** When a programme has to be looked at by itself; what waits for cases or sheets is looked at by each tick. */
export function wakesAt(one: Programme): Date | undefined {
  const { state, news, updatedAt } = one;
  if (news.length > 0) return updatedAt;
  if (state === 'nominating') return one.nominateUntil;
  if (state === 'checking') return one.checkUntil;
  if (state === 'scoring') return one.scoreUntil;
  if (state === 'publicity') return one.publicityUntil;
  return state === 'deciding' || state === 'voting' ? updatedAt : undefined;
}

/**
 * Who is proposed: of each title and unit those before whom there are fewer than there are places. People of the same score stand and
 * fall together, so there may be more of them than places.
 * @param voters where there is a vote, twice as many are proposed, so that there is something to choose
 */
export function proposedOf(titles: readonly Title[], nominees: readonly Nominee[], voters: Voters = 'none'): Placed[] {
  const scored = nominees.flatMap(({ _id, title: of, branch = '', state, total }): Placed[] => {
    const title = titles.find(({ id }) => id === of);
    if (title === undefined || state !== 'in' || total === undefined) return [];
    return [{ nominee: _id, title: of, unit: title.per === 'branch' ? branch : '', total }];
  });
  return scored
    .filter((one) => {
      const places = titles.find(({ id }) => id === one.title)?.places ?? 0;
      return before(scored, one).length < (voters === 'none' ? places : CANDIDATES_EACH * places);
    })
    .toSorted((a, b) => b.total - a.total || (a.nominee < b.nominee ? -1 : 1));
}

const before = (all: readonly Placed[], one: Placed): Placed[] =>
  all.filter((other) => other.title === one.title && other.unit === one.unit && other.total > one.total);

/**
 * The votes of a programme: one for each title and unit in which somebody is proposed. Of people of the same score for whom a ballot has
 * no room, none is on it.
 * @param idOf names the ballot of a title and a unit
 */
export function pollsOf(
  { titles, proposed = [] }: Pick<Programme, 'titles' | 'proposed'>,
  standing: ReadonlySet<string>,
  idOf: (title: string, unit: string) => string,
): Poll[] {
  const left = proposed.filter(({ nominee }) => standing.has(nominee));
  const polls: Poll[] = [];
  for (const { title, unit } of left) {
    if (polls.some((one) => one.title === title && one.unit === unit)) continue;
    const group = left.filter((one) => one.title === title && one.unit === unit);
    const fit = group.filter(({ total }) => group.filter((one) => one.total >= total).length <= MOST_CANDIDATES);
    const places = Math.min(titles.find(({ id }) => id === title)?.places ?? 1, fit.length);
    if (places > 0) polls.push({ id: idOf(title, unit), title, unit, nominees: fit.map((one) => one.nominee), places });
  }
  return polls;
}

/** People of the same score, of whom there are more than places left. */
export interface Tie {
  title: string;
  unit: string;
  tied: Placed[];
  /** How many of them can have the title. */
  places: number;
  chosen: string[];
}

/**
 * What comes of those who are proposed.
 * @param standing the nominees who are still in: an objection that was right has taken the others out
 */
export function outcomeOf(
  {
    titles,
    proposed = [],
    chosen,
    voters,
    polls = [],
  }: Pick<Programme, 'titles' | 'proposed' | 'chosen'> & Partial<Pick<Programme, 'voters' | 'polls'>>,
  standing: ReadonlySet<string>,
): { holders: Placed[]; ties: Tie[] } {
  const left = proposed.filter(({ nominee }) => standing.has(nominee));
  if (voters !== undefined && voters !== 'none') {
    const elected = new Set(polls.flatMap((one) => one.elected ?? []));
    return { holders: left.filter(({ nominee }) => elected.has(nominee)), ties: [] };
  }
  const holders: Placed[] = [];
  const ties = new Map<string, Tie>();
  for (const one of left) {
    const places = titles.find(({ id }) => id === one.title)?.places ?? 0;
    const group = left.filter(({ title, unit }) => title === one.title && unit === one.unit);
    const [ahead, tied] = [before(group, one), group.filter(({ total }) => total === one.total)];
    if (ahead.length + tied.length <= places) {
      holders.push(one);
      continue;
    }
    if (ahead.length >= places) continue;
    const own = tied.filter(({ nominee }) => chosen.some((choice) => choice.nominee === nominee));
    if (own.some(({ nominee }) => nominee === one.nominee)) holders.push(one);
    if (own.length >= places - ahead.length) continue;
    ties.set(`${one.title} ${one.unit}`, {
      title: one.title,
      unit: one.unit,
      tied,
      places: places - ahead.length,
      chosen: own.map(({ nominee }) => nominee),
    });
  }
  return { holders, ties: [...ties.values()] };
}

/** The calendar of its notices. */
export function noticesOf(one: Programme): Dated[] {
  const { state, openedAt, nominateUntil, scoringAt, scoreUntil, publicityAt, publicityUntil, proposed, endedAt } = one;
  if (state === 'cancelled' || openedAt === undefined) return [];
  const dayBefore = scoreUntil === undefined ? undefined : new Date(scoreUntil.getTime() - DAY_MS);
  const isScoring = scoringAt !== undefined && scoreUntil !== undefined && publicityAt === undefined;
  return [
    { key: 'opening', verb: 'opening', at: openedAt, until: nominateUntil },
    ...(isScoring ? [{ key: 'sheets', verb: 'sheets', at: scoringAt, until: scoreUntil }] : []),
    ...(isScoring && dayBefore !== undefined && dayBefore > scoringAt
      ? [{ key: 'sheets-late', verb: 'sheets', at: dayBefore }]
      : []),
    ...(publicityAt !== undefined && proposed !== undefined && proposed.length > 0
      ? [
          {
            key: 'publicity',
            verb: 'publicity',
            at: publicityAt,
            ...(publicityUntil === undefined ? {} : { until: publicityUntil }),
          },
        ]
      : []),
    ...(endedAt === undefined ? [] : [{ key: 'result', verb: 'result', at: endedAt }]),
  ];
}
