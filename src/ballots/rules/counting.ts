import { type Choice, isAbstention, NO, optionsIn, type Question, YES } from './question.ts';

/*
 * How votes are counted: pure, in whole numbers. A tie is shown and never decided here, unless an officer has decided it.
 */

/** Of whom a share is taken: of the votes cast (abstentions apart), of the people present, of all on the roll. */
export type Of = 'cast' | 'present' | 'all';
export type Share = 'half' | 'twoThirds';

export interface Rule {
  /** How many must take part; absent: however many do. `present` asks how many of those present have voted. */
  quorum?: { share: Share; of: 'all' | 'present' };
  /** `most`: more votes than any other. `half`: more than half. `twoThirds`: two thirds or more. */
  majority: { share: 'most' } | { share: Share; of: Of };
}

/** How many people there are, beside the votes. */
export interface People {
  /** On the roll. */
  all: number;
  /** Present at the meeting; absent: nobody has noted it, and those who voted count as present. */
  present?: number;
}

/** A tie that somebody has to decide. */
export interface Tie {
  options: number[];
  /** `win`: who of them has one of the `places`. `strike`: who of the last is struck. */
  asks: 'win' | 'strike';
  places: number;
}

/** One round of ranked votes. */
export interface Round {
  /** By option; -1: struck before. */
  votes: number[];
  /** Votes that name none of those who are left. */
  exhausted: number;
  struck: number[];
}

export interface Outcome {
  all: number;
  present: number;
  /** Votes in the box, with abstentions. */
  voted: number;
  abstained: number;
  quorum?: { has: number; needed: number; isMet: boolean };
  /** By option; of ranked votes those of the last round, -1 for one that was struck. */
  votes: number[];
  rounds?: Round[];
  /** What a winner needs, and of how many; absent: more than any other. */
  needed?: { votes: number; of: number };
  /** Those who won, most votes first; of yes and no: `YES` when it is accepted. */
  winners: number[];
  tie?: Tie;
  /** How many ties were decided by an officer. */
  decided: number;
}

/** How many are more than half of so many, or two thirds of them at the least. */
export function neededOf(share: Share, n: number): number {
  return share === 'half' ? Math.floor(n / 2) + 1 : Math.ceil((2 * n) / 3);
}

/**
 * Counts.
 * @param choices in any order: the outcome is the same
 * @param decisions what an officer has decided of ties, in the order in which they arise: the option that wins, or is struck
 */
export function count(
  question: Question,
  rule: Rule,
  people: People,
  choices: readonly Choice[],
  decisions: readonly number[] = [],
): Outcome {
  const voted = choices.length;
  const { all, present = voted } = people;
  const cast = choices.filter((choice) => !isAbstention(question, choice));
  const base = {
    all,
    present,
    voted,
    abstained: voted - cast.length,
    ...(rule.quorum === undefined ? {} : { quorum: quorumOf(rule.quorum, people, voted) }),
  };
  const { majority } = rule;
  const of = majority.share === 'most' ? undefined : { cast: cast.length, present, all }[majority.of];
  const needed =
    majority.share === 'most' || of === undefined
      ? undefined
      : { votes: Math.max(1, neededOf(majority.share, of)), of };
  const counted =
    question.kind === 'rank'
      ? rankedOf(question.options.length, cast, needed, decisions)
      : choseOf(question, cast, needed, decisions);
  const whole = { ...base, ...(needed === undefined ? {} : { needed }), ...counted };
  if (whole.quorum?.isMet !== false) return whole;
  const { tie: _tie, ...unquorate } = whole;
  return { ...unquorate, winners: [], decided: 0 };
}

/** Whether it is accepted, or somebody has won. */
export const isPassed = ({ winners, tie }: Outcome): boolean => winners.length > 0 && tie === undefined;

function quorumOf({ share, of }: NonNullable<Rule['quorum']>, { all, present }: People, voted: number) {
  const has = of === 'all' ? (present ?? voted) : voted;
  const needed = Math.max(1, neededOf(share, of === 'all' ? all : (present ?? voted)));
  return { has, needed, isMet: has >= needed };
}

type Counted = Pick<Outcome, 'votes' | 'winners' | 'decided'> & { tie?: Tie; rounds?: Round[] };

function choseOf(
  question: Question,
  cast: readonly Choice[],
  needed: Outcome['needed'],
  decisions: readonly number[],
): Counted {
  const votes: number[] = Array.from({ length: optionsIn(question) }, () => 0);
  for (const choice of cast) for (const option of choice) votes[option] = (votes[option] ?? 0) + 1;
  if (question.kind !== 'yesNo') {
    const fit = votes.flatMap((n, option) => (n >= (needed?.votes ?? 1) ? [option] : []));
    return { votes, ...placed(fit, votes, question.kind === 'choose' ? question.places : 1, decisions) };
  }
  const [yes = 0, no = 0] = votes;
  if (needed !== undefined) return { votes, winners: yes >= needed.votes ? [YES] : [], decided: 0 };
  if (yes !== no || yes === 0) return { votes, winners: yes > no ? [YES] : [], decided: 0 };
  const [decision] = decisions;
  if (decision === YES || decision === NO) return { votes, winners: decision === YES ? [YES] : [], decided: 1 };
  return { votes, winners: [], tie: { options: [YES, NO], asks: 'win', places: 1 }, decided: 0 };
}

/** Gives the places by votes; where those who are level want more places than there are, it is a tie. */
function placed(fit: readonly number[], votes: readonly number[], places: number, decisions: readonly number[]) {
  const of = (option: number): number => votes[option] ?? 0;
  const inOrder = fit.toSorted((a, b) => of(b) - of(a) || a - b);
  const border = inOrder[places - 1];
  if (border === undefined || inOrder.length === places || of(border) > of(inOrder[places] ?? border))
    return { winners: inOrder.slice(0, places), decided: 0 };
  const above = inOrder.filter((one) => of(one) > of(border));
  const level = inOrder.filter((one) => of(one) === of(border));
  const open = places - above.length;
  const chosen = [...new Set(decisions)].filter((one) => level.includes(one)).slice(0, open);
  const winners = [...above, ...chosen];
  if (chosen.length === open) return { winners, decided: chosen.length };
  const rest = level.filter((one) => !chosen.includes(one));
  return {
    winners,
    tie: { options: rest, asks: 'win' as const, places: open - chosen.length },
    decided: chosen.length,
  };
}

/**
 * Ranked votes: each counts for the first of its order who is left; whoever has the fewest is struck, until somebody has what is needed.
 * Several who are last are struck together only where all their votes do not reach the next: then the order does not matter.
 */
function rankedOf(
  n: number,
  cast: readonly Choice[],
  needed: Outcome['needed'],
  decisions: readonly number[],
): Counted {
  const rounds: Round[] = [];
  const struck = new Set<number>();
  let decided = 0;
  for (;;) {
    const votes: number[] = Array.from({ length: n }, (_, option): number => (struck.has(option) ? -1 : 0));
    let exhausted = 0;
    for (const choice of cast) {
      const first = choice.find((option) => !struck.has(option));
      if (first === undefined) exhausted++;
      else votes[first] = (votes[first] ?? 0) + 1;
    }
    const round: Round = { votes, exhausted, struck: [] };
    rounds.push(round);
    const left = votes.flatMap((count, option) => (count < 0 ? [] : [option]));
    const of = (option: number): number => votes[option] ?? 0;
    const most = Math.max(...left.map(of));
    const leading = left.filter((option) => of(option) === most);
    const wanted = needed?.votes ?? neededOf('half', cast.length - exhausted);
    if (most > 0 && most >= wanted && leading.length === 1) return { votes, rounds, winners: leading, decided };
    if (most === 0 || left.length === 1) return { votes, rounds, winners: [], decided };
    const least = Math.min(...left.map(of));
    const last = left.filter((option) => of(option) === least);
    const next = Math.min(...left.filter((option) => of(option) > least).map(of));
    const isSafe = last.length === 1 || (next < Number.POSITIVE_INFINITY && least * last.length < next);
    const pick = isSafe ? undefined : decisions[decided];
    if (!isSafe && (pick === undefined || !last.includes(pick)))
      return { votes, rounds, winners: [], tie: { options: last, asks: 'strike', places: 1 }, decided };
    if (pick !== undefined) decided++;
    round.struck = pick === undefined ? last : [pick];
    for (const option of round.struck) struck.add(option);
  }
}
