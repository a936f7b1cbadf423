import type { Actor } from '../../../bot/actor.ts';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import type { Paged } from '../../../lib/pages.ts';
import { membersOf } from '../../../members/audience/audience.ts';
import { isEnded } from '../../../papers/answers.ts';
import type { Decision, Match, MatchKind, Side } from '../rules/bracket.ts';
import { roundsOf } from '../rules/bracket.ts';
import {
  bracketOf,
  endOf,
  entrantAt,
  entrantOf,
  laidOf,
  matchIn,
  placeBehind,
  seedOf,
  standingEntrants,
  startOf,
} from '../rules/contest.ts';
import type { Contest, Entrant, State } from '../rules/records.ts';
import { endsAt, opensAt, roundAt } from '../rules/rounds.ts';
import type { Seeding } from '../rules/seeding.ts';
import { contestsFor, sizeOfInvitation } from './contests.ts';
import { manages } from './lives.ts';
import { ownPapers, type Played, playedIn } from './marks.ts';

/** A contest as one reader sees it. */
export interface ShownContest {
  id: string;
  name: string;
  branch: string | undefined;
  state: State;
  reason: string;
  boards: number;
  count: number;
  minutes: number;
  windowHours: number;
  seeding: Seeding;
  hasThird: boolean;
  hasSecondLife: boolean;
  most: number;
  signUpUntil: Date;
  startsAt: Date;
  entrants: number;
  round: number;
  rounds: number;
  /** Whether sign-up is open now. */
  isOpen: boolean;
  own: { names: readonly string[]; isCaptain: boolean; isOut: boolean; hasSubstitutes: boolean } | undefined;
  isRefused: boolean;
  /** The match that the reader can play now, and by when. */
  turn: { match: string; until: Date } | undefined;
  /** The reader has answered, and waits for others. */
  isHandedIn: boolean;
  /** The reader's own, once it has ended. */
  place: number | undefined;
  /** How many are ranked. */
  total: number;
  /** The first three, once it has ended. */
  podium: readonly { place: number; name: string }[];
  isManaged: boolean;
  /** Of a draft: how many would be told. */
  size: number | undefined;
}

/** How one side of a match is called and what it has, once the match is decided. */
export interface ShownSide {
  /** Undefined: not known yet. Empty: nobody. */
  name: string | undefined;
  right: number | undefined;
  seed: number;
}

/** A match in the bracket. Who is not in it sees no score before it is decided. */
export interface ShownMatch {
  id: string;
  kind: MatchKind;
  round: number;
  a: ShownSide;
  b: ShownSide;
  winner: 'a' | 'b' | 'none' | undefined;
  how: Decision['how'] | 'bye' | undefined;
  reason: string;
}

export type NameOf = (entrant: Entrant | undefined) => string;

/** How these entrants are called: a person by their name, a team by its own with its branch. */
export async function namesOf(ctx: Context, entrants: readonly (Entrant | undefined)[]): Promise<NameOf> {
  const people = await membersOf(
    ctx,
    entrants.flatMap((one) => (one === undefined || one.name !== undefined ? [] : one.captain)),
  );
  return (entrant) => {
    if (entrant === undefined) return '';
    const { name, captain, branch = '' } = entrant;
    return name === undefined ? (people.get(captain)?.name ?? captain) : [name, branch].filter(Boolean).join(' · ');
  };
}

const ON_PODIUM = 3;

/** The first three of each contest that has ended. */
export async function podiumsOf(ctx: Context, found: readonly Contest[]): Promise<[string, ShownContest['podium']][]> {
  const first = ({ ranking = [] }: Contest) => ranking.slice(0, ON_PODIUM);
  const nameOf = await namesOf(
    ctx,
    found.flatMap((one) => first(one).map(({ seed }) => entrantAt(one, seed))),
  );
  return found.map((one) => [
    one._id,
    first(one).map(({ place, seed }) => ({ place, name: nameOf(entrantAt(one, seed)) })),
  ]);
}

export async function shownOf(ctx: Context, actor: Actor, found: readonly Contest[]): Promise<ShownContest[]> {
  const now = clock.now();
  const podiums = new Map(await podiumsOf(ctx, found));
  const own = await ownPapers(
    ctx,
    actor.user,
    found.map(({ _id }) => _id),
  );
  const isDone = (contest: string, match: string): boolean =>
    own.some((paper) => {
      const { count = 0 } = found.find(({ _id }) => _id === contest) ?? {};
      return paper.contest === contest && paper.match === match && isEnded(paper, count, now);
    });
  const people = await membersOf(
    ctx,
    found.flatMap((one) =>
      one.entrants.filter(({ members }) => members.includes(actor.user)).flatMap((e) => e.members),
    ),
  );
  return Promise.all(
    found.map(async (one): Promise<ShownContest> => {
      const { _id: id, state, signUpUntil, boards } = one;
      const mine = one.entrants.find(({ members }) => members.includes(actor.user));
      const match = matchIn(one, actor.user);
      const isPlayable =
        match !== undefined && startOf(one, match) <= now && now < endOf(one, match) && !isDone(id, match.id);
      const laid = laidOf(one);
      return {
        ...one,
        id,
        branch: one.branch,
        reason: one.reason ?? '',
        entrants: standingEntrants(one).length,
        round: roundAt(one, now, laid.length === 0 ? 0 : roundsOf(laid)),
        rounds: laid.length === 0 ? 0 : roundsOf(laid),
        isOpen: state === 'open' && now < signUpUntil,
        own: mine && {
          names: mine.members.map((user) => people.get(user)?.name ?? user),
          isCaptain: mine.captain === actor.user,
          isOut: mine.outAt !== undefined,
          hasSubstitutes: mine.members.length > boards,
        },
        isHandedIn: match !== undefined && isDone(id, match.id),
        isRefused: one.refused.includes(actor.user),
        turn: isPlayable ? { match: match.id, until: endOf(one, match) } : undefined,
        place: mine && placeOf(one, mine),
        total: totalOf(one),
        podium: podiums.get(id) ?? [],
        isManaged: manages(actor, one),
        size: state === 'draft' && manages(actor, one) ? await sizeOfInvitation(ctx, one) : undefined,
      };
    }),
  );
}

export async function shownOne(ctx: Context, actor: Actor, contest: Contest): Promise<ShownContest> {
  const [shown] = await shownOf(ctx, actor, [contest]);
  if (shown === undefined) throw new Error('one contest is shown as one');
  return shown;
}

export async function listed(ctx: Context, actor: Actor, page: number): Promise<Paged<ShownContest>> {
  const found = await contestsFor(ctx, actor, page);
  return { ...found, rows: await shownOf(ctx, actor, found.rows) };
}

const sidesOf = (contest: Contest, found: readonly Match[]): (Entrant | undefined)[] =>
  found.flatMap(({ a2, b2 }) => [entrantAt(contest, a2), entrantAt(contest, b2)]);

const rightIn = (played: Played, match: string, seed: number): number | undefined => {
  const marks = played.marksOf(match, seed).filter((one) => one !== undefined);
  return marks.length === 0 ? undefined : marks.reduce((sum, { right }) => sum + right, 0);
};

function shownMatch(contest: Contest, match: Match, nameOf: NameOf, played: Played): ShownMatch {
  const { a2, b2, winner, decision } = match;
  const isDecided = winner !== undefined;
  const sideOf = (side: Side): ShownSide => ({
    name: side === undefined ? undefined : nameOf(entrantAt(contest, side)),
    right: isDecided && side ? rightIn(played, match.id, side) : undefined,
    seed: side ?? 0,
  });
  return {
    id: match.id,
    kind: match.kind,
    round: match.round,
    a: sideOf(a2),
    b: sideOf(b2),
    winner: !isDecided ? undefined : winner === 0 ? 'none' : winner === a2 ? 'a' : 'b',
    how: decision?.how ?? (isDecided ? 'bye' : undefined),
    reason: decision?.reason ?? '',
  };
}

/** A round of the bracket. */
export interface BracketPage {
  id: string;
  name: string;
  round: number;
  rounds: number;
  opensAt: Date;
  endsAt: Date;
  matches: readonly ShownMatch[];
  lot: string;
}

/** @param round from 1; the one that is played now if absent. @returns undefined before the draw */
export async function bracketPage(ctx: Context, contest: Contest, wanted?: number): Promise<BracketPage | undefined> {
  const { drawn, _id: id, name } = contest;
  if (drawn === undefined) return undefined;
  const all = bracketOf(contest);
  const rounds = roundsOf(all);
  const asked = wanted ?? (contest.state === 'ended' ? rounds : roundAt(contest, clock.now(), rounds));
  const round = Math.min(Math.max(1, asked), rounds);
  const found = all.filter((one) => one.round === round);
  const [nameOf, played] = await Promise.all([
    namesOf(ctx, sidesOf(contest, found)),
    playedIn(
      ctx,
      contest,
      found.map((one) => one.id),
    ),
  ]);
  return {
    id,
    name,
    round,
    rounds,
    opensAt: opensAt(contest, round),
    endsAt: endsAt(contest, round),
    matches: found.map((match) => shownMatch(contest, match, nameOf, played)),
    lot: drawn.lot,
  };
}

/** @returns undefined before the end, and for who was not in it */
function placeOf(contest: Contest, { id }: Entrant): number | undefined {
  const seed = seedOf(contest, id);
  return placeBehind(contest, id) ?? contest.ranking?.find((one) => one.seed === seed)?.place;
}

const totalOf = ({ drawn, qualifying }: Contest): number =>
  (drawn?.seeds.length ?? 0) + (qualifying?.others.length ?? 0);

/** One's own way through the bracket. */
export interface WayPage {
  id: string;
  name: string;
  matches: readonly (ShownMatch & {
    opensAt: Date;
    endsAt: Date;
    isMineA: boolean;
    isPlayable: boolean;
    isDone: boolean;
  })[];
  place: number | undefined;
  of: number;
}

export async function wayOf(ctx: Context, actor: Actor, contest: Contest): Promise<WayPage> {
  const { _id: id, name } = contest;
  const own = contest.entrants.find(({ members }) => members.includes(actor.user));
  const seed = own === undefined ? 0 : seedOf(contest, own.id);
  const mine = seed === 0 ? [] : bracketOf(contest).filter(({ a2, b2 }) => a2 === seed || b2 === seed);
  const [nameOf, played] = await Promise.all([
    namesOf(ctx, sidesOf(contest, mine)),
    playedIn(
      ctx,
      contest,
      mine.map((one) => one.id),
    ),
  ]);
  const now = clock.now();
  const turn = entrantOf(contest, actor.user) === undefined ? undefined : matchIn(contest, actor.user);
  return {
    id,
    name,
    of: totalOf(contest),
    place: own && placeOf(contest, own),
    matches: mine.map((match) => {
      const paper = played.papers.find((one) => one.match === match.id && one.member === actor.user);
      const isDone = paper !== undefined && isEnded(paper, contest.count, now);
      const [opens, ends] = [opensAt(contest, match.round), endOf(contest, match)];
      return {
        ...shownMatch(contest, match, nameOf, played),
        opensAt: opens,
        endsAt: ends,
        isMineA: match.a2 === seed,
        isDone,
        isPlayable: turn?.id === match.id && !isDone && opens <= now && now < ends,
      };
    }),
  };
}

/** A question of a match that is decided, as its people and the officers see it. */
export interface Reviewed {
  id: string;
  words: string;
  options: readonly string[];
  right: readonly number[];
  /** What the reader answered; undefined: nothing, or they were not in it. */
  mine: number | undefined;
  why: string;
  isCorrected: boolean;
}

/** One match with all that its reader may see. */
export interface MatchPage {
  contest: string;
  name: string;
  match: ShownMatch;
  boards: readonly { a: string; b: string }[];
  /** Undefined: the reader may not see them, or not yet. */
  questions: readonly Reviewed[] | undefined;
  isManaged: boolean;
  canDecide: boolean;
}

export async function matchPage(
  ctx: Context,
  actor: Actor,
  contest: Contest,
  id: string,
): Promise<MatchPage | undefined> {
  const match = bracketOf(contest).find((one) => one.id === id);
  if (match === undefined) return undefined;
  const [nameOf, played] = await Promise.all([namesOf(ctx, sidesOf(contest, [match])), playedIn(ctx, contest, [id])]);
  const shown = shownMatch(contest, match, nameOf, played);
  const isManaged = manages(actor, contest);
  const isDecided = shown.winner !== undefined && shown.how !== 'bye';
  const sides = [entrantAt(contest, match.a2), entrantAt(contest, match.b2)];
  const isIn = sides.some((one) => one?.members.includes(actor.user));
  const people = await membersOf(
    ctx,
    sides.flatMap((one) => one?.members ?? []),
  );
  const at = (entrant: Entrant | undefined, board: number): string => {
    const paper = played.papers.find((one) => one.entrant === entrant?.id && one.board === board);
    if (entrant === undefined) return '–';
    const user = paper?.member ?? entrant.members[board] ?? '';
    const who = people.get(user)?.name ?? user;
    if (!isDecided || paper === undefined) return `${who} –`;
    const { right, ms } = played.ofPaper(paper);
    return `${who} ${right}/${contest.count} · ${Math.floor(ms / 60_000)}:${String(Math.floor(ms / 1_000) % 60).padStart(2, '0')}`;
  };
  const own = played.papers.find(({ member }) => member === actor.user);
  const keys = played.keysOf(id);
  const corrected = new Set(contest.corrections.map(({ question }) => question));
  return {
    contest: contest._id,
    name: contest.name,
    match: shown,
    boards: Array.from({ length: contest.boards }, (_, board) => ({ a: at(sides[0], board), b: at(sides[1], board) })),
    isManaged,
    canDecide: isManaged && isDecided && !sides.includes(undefined) && ['drawn', 'ended'].includes(contest.state),
    questions:
      isDecided && (isIn || isManaged)
        ? played.questionsOf(id).map(({ id: question, words, options, why = '' }, nth) => ({
            id: question,
            words,
            options,
            why,
            right: keys[nth]?.right ?? [],
            mine: own?.answers[nth],
            isCorrected: corrected.has(question),
          }))
        : undefined,
  };
}
