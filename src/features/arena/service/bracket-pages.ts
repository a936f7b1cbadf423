import type { Actor } from '../../../bot/actor.ts';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { membersOf } from '../../../members/audience/audience.ts';
import { type Decision, type Match, type MatchKind, roundsOf, type Side } from '../rules/bracket.ts';
import { bracketOf, entrantAt, peopleIn, seedOf } from '../rules/contest.ts';
import { ownEntrant } from '../rules/entering.ts';
import { type Picture, picturesOf } from '../rules/picture.ts';
import type { Contest, Entrant } from '../rules/records.ts';
import { endOf, endsAt, opensAt, roundAt, startOf } from '../rules/rounds.ts';
import { manages } from './lives.ts';
import { type Played, playedIn } from './marks.ts';
import { type NameOf, namesOf, placeOf, shownOne, type Turn, totalOf } from './shown.ts';

/** How one side of a match is called and what it has, once the match is decided. */
export interface ShownSide {
  /** Undefined: not known yet. Empty: nobody. */
  name: string | undefined;
  right: number | undefined;
  seed: number;
}

/** A match in the bracket. Before it is decided nobody sees a score. */
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

const sidesOf = (contest: Contest, found: readonly Match[]): (Entrant | undefined)[] =>
  found.flatMap(({ a2, b2 }) => [entrantAt(contest, a2), entrantAt(contest, b2)]);

const rightIn = (played: Played, match: string, seed: number): number | undefined => {
  const marks = played.marksOf(match, seed).filter((one) => one !== undefined);
  return marks.length === 0 ? undefined : marks.reduce((sum, { right }) => sum + right, 0);
};

function shownMatch(contest: Contest, match: Match, nameOf: NameOf, played: Played): ShownMatch {
  const { id, kind, round, a2, b2, winner, decision } = match;
  const isDecided = winner !== undefined;
  const sideOf = (side: Side): ShownSide => ({
    name: side === undefined ? undefined : nameOf(entrantAt(contest, side)),
    right: isDecided && side ? rightIn(played, id, side) : undefined,
    seed: side ?? 0,
  });
  return {
    id,
    kind,
    round,
    a: sideOf(a2),
    b: sideOf(b2),
    winner: !isDecided ? undefined : winner === 0 ? 'none' : winner === a2 ? 'a' : 'b',
    how: decision?.how ?? (isDecided ? 'bye' : undefined),
    reason: decision?.reason ?? '',
  };
}

/** What is shown of matches: how they are called, and what was played in them. */
async function showing(ctx: Context, contest: Contest, found: readonly Match[]): Promise<(match: Match) => ShownMatch> {
  const [nameOf, played] = await Promise.all([
    namesOf(ctx, sidesOf(contest, found)),
    playedIn(
      ctx,
      contest,
      found.map(({ id }) => id),
    ),
  ]);
  return (match) => shownMatch(contest, match, nameOf, played);
}

/** A round of the bracket. */
export interface BracketPage {
  id: string;
  name: string;
  round: number;
  rounds: number;
  opensAt: Date;
  endsAt: Date;
  isLive: boolean;
  matches: readonly ShownMatch[];
  lot: string;
}

interface RoundOf {
  round: number;
  rounds: number;
  found: Match[];
}

/** @param wanted from 1; the one that is played now if absent */
function roundOf(contest: Contest, wanted?: number): RoundOf {
  const all = bracketOf(contest);
  const rounds = roundsOf(all);
  const asked = wanted ?? (contest.state === 'ended' ? rounds : roundAt(contest, clock.now(), rounds));
  const round = Math.min(Math.max(1, asked), rounds);
  return { round, rounds, found: all.filter((one) => one.round === round) };
}

/** @param wanted from 1; the one that is played now if absent. @returns undefined before the draw */
export async function bracketPage(ctx: Context, contest: Contest, wanted?: number): Promise<BracketPage | undefined> {
  if (contest.drawn === undefined) return undefined;
  const { round, rounds, found } = roundOf(contest, wanted);
  const { _id: id, name, isLive, drawn } = contest;
  return {
    id,
    name,
    round,
    rounds,
    opensAt: opensAt(contest, round),
    endsAt: endsAt(contest, round),
    isLive,
    matches: found.map(await showing(ctx, contest, found)),
    lot: drawn.lot,
  };
}

/** How a round has gone, by names alone: what is told to many is not marked for each of them. */
export async function roundOutcome(ctx: Context, contest: Contest, wanted: number) {
  const { round, rounds, found } = roundOf(contest, wanted);
  const through = found.flatMap(({ winner }) => entrantAt(contest, winner) ?? []);
  const nameOf = await namesOf(ctx, through);
  const open = found.filter(({ winner }) => winner === undefined).length;
  return { round, rounds, through: through.map(nameOf), open };
}

/** The whole bracket as one picture, and the losers’ round as a second. @returns none before the draw */
export async function bracketPictures(ctx: Context, contest: Contest): Promise<Picture[]> {
  if (contest.drawn === undefined) return [];
  const all = bracketOf(contest);
  const [nameOf, played] = await Promise.all([
    namesOf(ctx, sidesOf(contest, all), true),
    playedIn(
      ctx,
      contest,
      all.flatMap(({ id, decision }) => (decision === undefined ? [] : id)),
    ),
  ]);
  return picturesOf(all, {
    nameOf: (seed) => nameOf(entrantAt(contest, seed)),
    rightOf: (match, seed) => rightIn(played, match, seed),
  });
}

/** One's own way through the bracket. */
export interface WayPage {
  id: string;
  name: string;
  matches: readonly (ShownMatch & {
    opensAt: Date;
    endsAt: Date;
    isMineA: boolean;
    /** What can be done for it now. */
    turn: Turn | undefined;
    isDone: boolean;
  })[];
  isLive: boolean;
  place: number | undefined;
  of: number;
}

export async function wayOf(ctx: Context, actor: Actor, contest: Contest): Promise<WayPage> {
  const { _id: id, name, isLive } = contest;
  const own = ownEntrant(contest, actor.user);
  const seed = own === undefined ? 0 : seedOf(contest, own.id);
  const mine = seed === 0 ? [] : bracketOf(contest).filter(({ a2, b2 }) => a2 === seed || b2 === seed);
  const [shownAs, { turn, isHandedIn }] = await Promise.all([
    showing(ctx, contest, mine),
    shownOne(ctx, actor, contest),
  ]);
  return {
    id,
    name,
    isLive,
    of: totalOf(contest),
    place: own && placeOf(contest, own),
    matches: mine.map((match) => ({
      ...shownAs(match),
      opensAt: startOf(contest, match),
      endsAt: endOf(contest, match),
      isMineA: match.a2 === seed,
      isDone: isHandedIn && match.winner === undefined,
      turn: turn?.match === match.id ? turn : undefined,
    })),
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
  const among = peopleIn(contest, [match]);
  const sides = sidesOf(contest, [match]);
  const [nameOf, played, people] = await Promise.all([
    namesOf(ctx, sides),
    playedIn(ctx, contest, [id]),
    membersOf(ctx, among),
  ]);
  const shown = shownMatch(contest, match, nameOf, played);
  const isManaged = manages(actor, contest);
  const isDecided = shown.winner !== undefined && shown.how !== 'bye';
  const at = (entrant: Entrant | undefined, board: number): string => {
    if (entrant === undefined) return '–';
    const paper = played.papers.find((one) => one.entrant === entrant.id && one.board === board);
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
      isDecided && (among.includes(actor.user) || isManaged)
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
