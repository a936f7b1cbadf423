import type { Write } from '../../../lib/living.ts';
import { DAY_MS, dayOf, instantOf } from '../../../lib/zone.ts';
import { addMonths } from './months.ts';
import type { CheckIn, Contract, How, Meeting, Pair, PairNews } from './records.ts';

/*
 * A pair from the proposal on: pure. Each function is asked again when somebody else was first, and answers with what to write, with
 * the word for why not (a key of WORDS), or with undefined: that is done already.
 */

export type Refusal =
  | 'over'
  | 'notYours'
  | 'stale'
  | 'notActive'
  | 'notYourself'
  | 'tooMuch'
  | 'noMonth'
  | 'tasksOpen'
  | 'knowsTooLittle'
  | 'noExam'
  | 'notNeutral'
  | 'handedIn'
  | 'notExaminer'
  | 'badSheet'
  | 'extendedOnce'
  | 'examRuns';
export type Decision = Write<Pair> | Refusal | undefined;

export const CAPACITY = 2;
export const MOST_MENTORS = 3;
/** A proposal that nobody completes lapses. */
export const LAPSES_DAYS = 14;
/** Confirmed or not: what one mentor and the apprentice can have been together on a day. */
const MOST_MINUTES_A_DAY = 8 * 60;
const MOST_MEETINGS = 1_000;
/** Where a month without a sign was asked about in vain, the branch hears of it. */
const PATIENCE_DAYS = 7;
const HOUR = '09:00';

type Told = PairNews extends infer One ? (One extends PairNews ? Omit<One, 'seq'> : never) : never;

/** Nobody is told; the cards show it. */
export const MOVED = { what: 'moved' } as const satisfies Told;

/** What a write says about the news: one more, or several. */
export function withNews({ seq, news }: Pick<Pair, 'seq' | 'news'>, ...told: Told[]): Pick<Pair, 'seq' | 'news'> {
  const more = told.map((one, at) => ({ ...one, seq: seq + 1 + at }) as PairNews);
  return { seq: seq + told.length, news: [...news, ...more] };
}

export const sidesOf = ({ apprentice, mentors }: Pick<Pair, 'apprentice' | 'mentors'>): string[] => [
  apprentice,
  ...mentors,
];
export const isIn = (pair: Pick<Pair, 'apprentice' | 'mentors'>, user: string): boolean => sidesOf(pair).includes(user);

/** Whether all have agreed but the branch. */
export const haveBothAgreed = (pair: Pick<Pair, 'apprentice' | 'mentors' | 'agreed'>): boolean =>
  sidesOf(pair).every((user) => pair.agreed.some((one) => one.user === user));

/** One side agrees to the contract that they have read. The last of all begins it. */
export function agree(pair: Pair, user: string, version: number, now: Date, tz: string): Decision {
  if (!isIn(pair, user)) return 'notYours';
  const hasAgreed = pair.agreed.some((one) => one.user === user);
  if (hasAgreed && pair.state !== 'ended') return undefined;
  if (pair.state !== 'proposed') return 'over';
  if (pair.version !== version) return 'stale';
  const agreed = [...pair.agreed, { user, at: now }];
  const after = { ...pair, agreed };
  if (!haveBothAgreed(after)) return { agreed, ...withNews(pair, MOVED) };
  if (pair.branchAgreed === undefined) return { agreed, ...withNews(pair, { what: 'agreed' }) };
  return { agreed, ...begun(pair, now, tz) };
}

/** The branch agrees, by an officer who is none of them. */
export function agreeForBranch(pair: Pair, by: string, version: number, now: Date, tz: string): Decision {
  if (isIn(pair, by)) return 'notYourself';
  if (pair.branchAgreed !== undefined && pair.state !== 'ended') return undefined;
  if (pair.state !== 'proposed') return 'over';
  if (pair.version !== version) return 'stale';
  const branchAgreed = { user: by, at: now };
  return { branchAgreed, ...(haveBothAgreed(pair) ? begun(pair, now, tz) : withNews(pair, MOVED)) };
}

function begun(pair: Pair, now: Date, tz: string): Write<Pair> {
  const startsOn = dayOf(now, tz);
  const endsOn = addMonths(startsOn, pair.contract.months);
  return { state: 'active', startsOn, endsOn, signAt: now, ...withNews(pair, { what: 'began' }) };
}

/** The contract is changed before it begins: all agree again but the person who wrote it. @param isBranch written by an officer */
export function rewrite(pair: Pair, by: string, contract: Contract, isBranch: boolean, now: Date): Decision {
  if (pair.state !== 'proposed') return 'over';
  const own = { user: by, at: now };
  return {
    contract,
    version: pair.version + 1,
    agreed: isIn(pair, by) ? [own] : [],
    branchAgreed: isBranch && !isIn(pair, by) ? own : undefined,
    ...withNews(pair, { what: 'changed', by }),
  };
}

/** Ends it, without blame: before it began that is a refusal, within the probation it counts for nobody. */
export function end(pair: Pair, how: How, by: string | undefined, words: string, now: Date, tz: string): Decision {
  if (pair.state === 'ended' || pair.state === 'graduated') return 'over';
  const probationEnds = pair.startsOn === undefined ? '' : addMonths(pair.startsOn, pair.contract.probation);
  const inProbation = pair.startsOn !== undefined && dayOf(now, tz) < probationEnds;
  return {
    state: 'ended',
    isOpen: undefined,
    exam: undefined,
    ended: {
      how: pair.state === 'proposed' && how !== 'left' && how !== 'expired' ? 'declined' : how,
      ...(by === undefined ? {} : { by }),
      words,
      at: now,
      ...(inProbation ? { inProbation } : {}),
    },
    ...withNews(pair, { what: 'ended', ...(by === undefined ? {} : { by }) }),
  };
}

/** Somebody has left the company: without the apprentice, or the last mentor, it ends; else the other mentors go on. */
export function afterLeaving(pair: Pair, hasLeft: (user: string) => boolean, now: Date, tz: string): Decision {
  if (pair.isOpen !== true) return undefined;
  const gone = pair.mentors.find(hasLeft);
  if (hasLeft(pair.apprentice)) return end(pair, 'left', undefined, '', now, tz);
  if (gone === undefined) return undefined;
  const mentors = pair.mentors.filter((one) => one !== gone);
  if (mentors.length === 0) return end(pair, 'left', undefined, '', now, tz);
  const after = { ...pair, mentors };
  const isReady = pair.state === 'proposed' && haveBothAgreed(after);
  const told: Told[] = [{ what: 'lost', mentor: gone }];
  // Where only their word was missing, the rest begins.
  const more =
    isReady && pair.branchAgreed !== undefined
      ? begun({ ...pair, ...withNews(pair, ...told) }, now, tz)
      : withNews(pair, ...told, ...(isReady ? [{ what: 'agreed' } as const] : []));
  return { mentors, past: [...pair.past, gone], ...more };
}

const sign = (now: Date): Pick<Write<Pair>, 'signAt' | 'quiet'> => ({ signAt: now, quiet: undefined });

/** "We met": said by one of the two, for the other to confirm. @param meeting its id makes it once */
export function met(pair: Pair, meeting: Omit<Meeting, 'at'>, now: Date, tz: string): Decision {
  const { id, by, mentor, minutes } = meeting;
  if (!isIn(pair, by) || !pair.mentors.includes(mentor) || (by !== pair.apprentice && by !== mentor)) return 'notYours';
  if (pair.meetings.some((one) => one.id === id)) return undefined;
  if (pair.state !== 'active') return 'notActive';
  const today = pair.meetings.filter(
    (one) => one.mentor === mentor && one.answer !== 'no' && dayOf(one.at, tz) === dayOf(now, tz),
  );
  const sum = today.reduce((all, one) => all + one.minutes, minutes);
  if (sum > MOST_MINUTES_A_DAY || pair.meetings.length >= MOST_MEETINGS) return 'tooMuch';
  const meetings = [...pair.meetings, { ...meeting, at: now }];
  return { meetings, ...sign(now), ...withNews(pair, { what: 'met', id }) };
}

/** Whose word a meeting waits for. */
export const confirmerOf = (pair: Pick<Pair, 'apprentice'>, { by, mentor }: Meeting): string =>
  by === mentor ? pair.apprentice : mentor;

/** The other says whether it was so. It can be answered as long as the pair has not ended. */
export function answerMeeting(pair: Pair, user: string, id: string, answer: 'yes' | 'no', now: Date): Decision {
  const found = pair.meetings.find((one) => one.id === id);
  if (found === undefined || confirmerOf(pair, found) !== user) return 'notYours';
  if (found.answer !== undefined) return undefined;
  if (pair.state !== 'active') return 'notActive';
  const meetings = pair.meetings.map((one) => (one.id === id ? { ...one, answer, answeredAt: now } : one));
  return { meetings, ...(answer === 'yes' ? sign(now) : {}), ...withNews(pair, { what: 'met', id }) };
}

/** The month whose check-in can be given now; undefined: none was asked for yet, or it is over. */
export const openMonth = ({ state, asked }: Pick<Pair, 'state' | 'asked'>): number | undefined =>
  state === 'active' && asked > 0 ? asked : undefined;

/** One side says how the month was; it may be said once. */
export function checkIn(pair: Pair, given: Omit<CheckIn, 'at'>, now: Date): Decision {
  if (!isIn(pair, given.by)) return 'notYours';
  if (pair.checkIns.some((one) => one.by === given.by && one.month === given.month)) return undefined;
  if (openMonth(pair) !== given.month) return 'noMonth';
  return { checkIns: [...pair.checkIns, { ...given, at: now }], ...sign(now), ...withNews(pair, MOVED) };
}

/** What a person sees of a month: nothing before they have said theirs and the other side has, too. */
export function shownCheckIns(
  pair: Pick<Pair, 'apprentice' | 'mentors' | 'past' | 'checkIns'>,
  user: string,
  month: number,
): CheckIn[] {
  const given = pair.checkIns.filter((one) => one.month === month);
  const isMentor = (one: string) => one !== pair.apprentice;
  const hasOwn = given.some((one) => one.by === user);
  const hasOther = given.some((one) => isMentor(one.by) !== isMentor(user));
  return isIn(pair, user) && hasOwn && hasOther ? given : [];
}

/** "We go on": a sign of life. */
export function goOn(pair: Pair, user: string, now: Date): Decision {
  if (!isIn(pair, user)) return 'notYours';
  if (pair.state !== 'active') return 'notActive';
  return { ...sign(now), ...withNews(pair, MOVED) };
}

/** A mentor says which tasks the apprentice can do. @param done their places in the contract */
export function markTasks(pair: Pair, mentor: string, done: readonly number[], now: Date): Decision {
  if (!pair.mentors.includes(mentor)) return 'notYours';
  if (pair.state !== 'active') return 'notActive';
  if (pair.exam !== undefined) return 'examRuns';
  const wanted = [...new Set(done)].filter((task) => task >= 0 && task < pair.contract.tasks.length);
  const before = new Map(pair.done.map((one) => [one.task, one]));
  const after = wanted.toSorted((a, b) => a - b).map((task) => before.get(task) ?? { task, by: mentor, at: now });
  if (after.length === pair.done.length && after.every(({ task }) => before.has(task))) return undefined;
  return { done: after, ...sign(now), ...withNews(pair, MOVED) };
}

export const areTasksDone = ({ done, contract }: Pick<Pair, 'done' | 'contract'>): boolean =>
  done.length >= contract.tasks.length;

const monthAt = (startsOn: string, month: number, tz: string): Date => instantOf(addMonths(startsOn, month), HOUR, tz);
const quietAt = (signAt: Date, tz: string): Date => instantOf(addMonths(dayOf(signAt, tz), 1), HOUR, tz);
const silentAt = (askedAt: Date): Date => new Date(askedAt.getTime() + PATIENCE_DAYS * DAY_MS);
const lapsesAt = ({ createdAt }: Pair): Date => new Date(createdAt.getTime() + LAPSES_DAYS * DAY_MS);
const termAt = (endsOn: string, tz: string): Date => instantOf(endsOn, HOUR, tz);

/** When something is due by itself; undefined: never. */
export function wakesAt(pair: Pair, tz: string): Date | undefined {
  if (pair.news.length > 0) return pair.updatedAt;
  if (pair.state === 'proposed') return lapsesAt(pair);
  const { state, startsOn, endsOn, signAt, quiet, asked, isTermTold } = pair;
  if (state !== 'active' || startsOn === undefined || endsOn === undefined || signAt === undefined) return undefined;
  const times = [
    monthAt(startsOn, asked + 1, tz),
    ...(quiet === undefined ? [quietAt(signAt, tz)] : quiet.toldAt === undefined ? [silentAt(quiet.askedAt)] : []),
    ...(isTermTold === true ? [] : [termAt(endsOn, tz)]),
  ];
  return new Date(Math.min(...times.map((one) => one.getTime())));
}

/** What is due: a lapse, the check-in of a month, a question after a month without a sign, a word to the branch, the end of the term. */
export function due(pair: Pair, now: Date, tz: string): Decision {
  if (pair.state === 'proposed')
    return now >= lapsesAt(pair) ? end(pair, 'expired', undefined, '', now, tz) : undefined;
  const { state, startsOn, endsOn, signAt, quiet, isTermTold } = pair;
  if (state !== 'active' || startsOn === undefined || endsOn === undefined || signAt === undefined) return undefined;
  let asked = pair.asked;
  while (monthAt(startsOn, asked + 1, tz) <= now) asked += 1;
  const isMonth = asked > pair.asked;
  const isQuiet = quiet === undefined && now >= quietAt(signAt, tz);
  const isSilent = quiet !== undefined && quiet.toldAt === undefined && now >= silentAt(quiet.askedAt);
  const isTerm = isTermTold !== true && now >= termAt(endsOn, tz);
  const told: Told[] = [
    ...(isMonth ? [{ what: 'checkIn', month: asked } as const] : []),
    // The check-in of the same hour asks both anyway.
    ...(isQuiet && !isMonth ? [{ what: 'quiet' } as const] : []),
    ...(isSilent ? [{ what: 'silent' } as const] : []),
    ...(isTerm ? [{ what: 'term' } as const] : []),
  ];
  if (told.length === 0 && !isQuiet) return undefined;
  return {
    asked,
    ...(isQuiet ? { quiet: { askedAt: now } } : {}),
    ...(isSilent ? { quiet: { ...quiet, toldAt: now } } : {}),
    ...(isTerm ? { isTermTold: true } : {}),
    ...withNews(pair, ...told),
  };
}
