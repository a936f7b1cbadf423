import { type Contest, type Entrant, withNews } from './records.ts';

/*
 * Who takes part: pure. Each function is asked again when somebody else was first; undefined: nothing changes.
 */

/** What a bracket can hold, and how many can sign up; with more than the bracket holds there is a qualifying round. */
export const MOST_IN_BRACKET = 128;
const MOST_ENTRANTS = 500;
/** So many substitutes a team can bring. */
export const MOST_SUBSTITUTES = 2;

/** What a decision changes. */
export type Change = Partial<Contest> | undefined;

/** The entrant to which somebody belongs, if they still take part. */
export const entrantOf = ({ entrants }: Pick<Contest, 'entrants'>, user: string): Entrant | undefined =>
  entrants.find(({ members, outAt }) => outAt === undefined && members.includes(user));

/** The one for which somebody answers, if it still takes part: a captain need not play. */
const captained = ({ entrants }: Pick<Contest, 'entrants'>, user: string): Entrant | undefined =>
  entrants.find(({ captain, outAt }) => outAt === undefined && captain === user);

/** The one in which somebody plays or for which they answer, or the one with which they have given up. */
export const ownEntrant = (contest: Pick<Contest, 'entrants'>, user: string): Entrant | undefined =>
  entrantOf(contest, user) ??
  captained(contest, user) ??
  contest.entrants.findLast(({ members, captain }) => members.includes(user) || captain === user);

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

/** The entrant for which somebody answers, while it can still be changed. */
function ownOf(contest: Contest, captain: string): Entrant | undefined {
  const isUnderWay = ['open', 'qualifying', 'drawn'].includes(contest.state);
  return isUnderWay ? captained(contest, captain) : undefined;
}

const withEntrant = ({ entrants }: Contest, changed: Entrant): Pick<Contest, 'entrants'> => ({
  entrants: entrants.map((one) => (one.id === changed.id ? changed : one)),
});

/** Takes somebody's entrant out, before the draw or after it. @returns undefined: it is out, or never was in */
export function withdraw(contest: Contest, user: string, now: Date): Change {
  const own = ownOf(contest, user);
  if (own === undefined) return undefined;
  const told = contest.state === 'drawn' ? withNews(contest, { what: 'shown' }) : {};
  return { ...withEntrant(contest, { ...own, outAt: now }), ...told };
}

/** Somebody does not want to be asked again. */
export const refuse = (contest: Contest, user: string): Change =>
  contest.state !== 'open' || contest.refused.includes(user) || entrantOf(contest, user) !== undefined
    ? undefined
    : { refused: [...contest.refused, user] };

/** A substitute takes a board. @returns undefined: they are no substitute, or the other has no board */
export function substitute(contest: Contest, captain: string, out: string, into: string): Change {
  const own = ownOf(contest, captain);
  if (own === undefined) return undefined;
  const [from, to] = [own.members.indexOf(out), own.members.indexOf(into)];
  if (from < 0 || from >= contest.boards || to < contest.boards) return undefined;
  return withEntrant(contest, { ...own, members: own.members.with(from, into).with(to, out) });
}
