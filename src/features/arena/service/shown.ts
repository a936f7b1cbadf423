import type { Actor } from '../../../bot/actor.ts';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import type { Paged } from '../../../lib/pages.ts';
import { membersOf } from '../../../members/audience/audience.ts';
import { isEnded } from '../../../papers/answers.ts';
import { roundsOf } from '../rules/bracket.ts';
import { entrantAt, type InPlay, laidOf, matchIn, placeBehind, seedOf } from '../rules/contest.ts';
import { ownEntrant, standingEntrants } from '../rules/entering.ts';
import type { Contest, Entrant, Presence } from '../rules/records.ts';
import { awaitedUntil, checkInFrom, endOf, type MatchTimes, roundAt, startOf } from '../rules/rounds.ts';
import { contestsFor } from './contests.ts';
import { manages } from './lives.ts';
import { ownPapers, presencesIn } from './marks.ts';

/** A contest as one reader sees it. */
export type ShownContest = Pick<
  Contest,
  | 'name'
  | 'state'
  | 'boards'
  | 'count'
  | 'minutes'
  | 'windowHours'
  | 'isLive'
  | 'noShowMinutes'
  | 'most'
  | 'signUpUntil'
  | 'startsAt'
> & {
  id: string;
  branch: string | undefined;
  reason: string;
  entrants: number;
  round: number;
  rounds: number;
  /** Whether sign-up is open now. */
  isOpen: boolean;
  own: { names: readonly string[]; isCaptain: boolean; isOut: boolean; hasSubstitutes: boolean } | undefined;
  isRefused: boolean;
  turn: Turn | undefined;
  /** The reader has answered, and waits for others. */
  isHandedIn: boolean;
  /** The reader's own, once it has ended. */
  place: number | undefined;
  /** How many are ranked. */
  total: number;
  /** The first three, once it has ended. */
  podium: readonly { place: number; name: string }[];
  isManaged: boolean;
};

/** The match that the reader can do something for now. */
export interface Turn {
  match: string;
  /** `checkIn`, `here`: of a live match before its hour, without and with the reader's word; `play`: it can be begun. */
  state: 'checkIn' | 'here' | 'play';
  startsAt: Date;
  until: Date;
  /** Of a live match: until when they have to appear. */
  awaitedUntil: Date | undefined;
  /** Of a live match: somebody of the other side is there. */
  isOpponentHere: boolean;
}

export type NameOf = (entrant: Entrant | undefined) => string;

/**
 * How these entrants are called: a person by their name, a team by its own, with its branch unless `isShort`.
 */
export async function namesOf(
  ctx: Context,
  entrants: readonly (Entrant | undefined)[],
  isShort = false,
): Promise<NameOf> {
  const people = await membersOf(
    ctx,
    entrants.flatMap((one) => (one === undefined || one.name !== undefined ? [] : one.captain)),
  );
  return (entrant) => {
    if (entrant === undefined) return '';
    const { name, captain, branch = '' } = entrant;
    if (name === undefined) return people.get(captain)?.name ?? captain;
    return isShort ? name : [name, branch].filter(Boolean).join(' · ');
  };
}

const ON_PODIUM = 3;

/** The first three of each contest that has ended. */
export async function podiumsOf(ctx: Context, found: readonly Contest[]): Promise<ShownContest['podium'][]> {
  const first = ({ ranking = [] }: Contest) => ranking.slice(0, ON_PODIUM);
  const nameOf = await namesOf(
    ctx,
    found.flatMap((one) => first(one).map(({ seed }) => entrantAt(one, seed))),
  );
  return found.map((one) => first(one).map(({ place, seed }) => ({ place, name: nameOf(entrantAt(one, seed)) })));
}

/** What somebody's turn follows from. */
export type Playing = InPlay & MatchTimes & Pick<Contest, '_id'>;

/** What the reader can do for their match; undefined: nothing now. */
export function turnOf(contest: Playing, user: string, there: readonly Presence[], now: Date): Turn | undefined {
  const match = matchIn(contest, user);
  if (match === undefined) return undefined;
  const [startsAt, until] = [startOf(contest, match), endOf(contest, match)];
  const awaited = awaitedUntil(contest, match);
  const from = awaited === undefined ? startsAt : checkInFrom(contest, match);
  if (now < from || now >= until) return undefined;
  const here = there.filter((one) => one.contest === contest._id && one.match === match.id);
  const own = here.find(({ member }) => member === user);
  const entrant = ownEntrant(contest, user)?.id;
  return {
    match: match.id,
    state: now >= startsAt ? 'play' : own === undefined ? 'checkIn' : 'here',
    startsAt,
    until,
    awaitedUntil: awaited,
    isOpponentHere: here.some((one) => one.entrant !== entrant),
  };
}

export async function shownOf(ctx: Context, actor: Actor, found: readonly Contest[]): Promise<ShownContest[]> {
  const now = clock.now();
  const { user } = actor;
  const mine = found.flatMap((one) => matchIn(one, user)?.id ?? []);
  const live = found.filter(({ isLive, state }) => isLive && state === 'drawn');
  const [podiums, papers, there, people] = await Promise.all([
    podiumsOf(ctx, found),
    ownPapers(
      ctx,
      user,
      found.map(({ _id }) => _id),
    ),
    live.length === 0 ? [] : presencesIn(ctx, live, { match: { $in: mine } }),
    membersOf(
      ctx,
      found.flatMap((one) => ownEntrant(one, user)?.members ?? []),
    ),
  ]);
  return found.map((one, nth): ShownContest => {
    const { _id: id, state, boards } = one;
    const own = ownEntrant(one, user);
    const match = matchIn(one, user)?.id;
    const isHandedIn = papers.some(
      (paper) => paper.contest === id && paper.match === match && isEnded(paper, one.count, now),
    );
    const laid = laidOf(one);
    const rounds = laid.length === 0 ? 0 : roundsOf(laid);
    return {
      ...one,
      id,
      branch: one.branch,
      reason: one.reason ?? '',
      entrants: standingEntrants(one).length,
      round: roundAt(one, now, rounds),
      rounds,
      isOpen: state === 'open' && now < one.signUpUntil,
      own: own && {
        names: own.members.map((member) => people.get(member)?.name ?? member),
        isCaptain: own.captain === user,
        isOut: own.outAt !== undefined,
        hasSubstitutes: own.members.length > boards,
      },
      isRefused: one.refused.includes(user),
      isHandedIn,
      turn: isHandedIn ? undefined : turnOf(one, user, there, now),
      place: own && placeOf(one, own),
      total: totalOf(one),
      podium: podiums[nth] ?? [],
      isManaged: manages(actor, one),
    };
  });
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

/** @returns undefined before the end, and for who was not in it */
export function placeOf(contest: Contest, { id }: Entrant): number | undefined {
  const seed = seedOf(contest, id);
  return placeBehind(contest, id) ?? contest.ranking?.find((one) => one.seed === seed)?.place;
}

export const totalOf = ({ drawn, qualifying }: Contest): number =>
  (drawn?.seeds.length ?? 0) + (qualifying?.others.length ?? 0);
