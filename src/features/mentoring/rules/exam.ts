import type { Write } from '../../../lib/living.ts';
import { dayOf } from '../../../lib/zone.ts';
import { comesAt, fractionOf, sharesOf } from './credit.ts';
import { addMonths } from './months.ts';
import { afterLeaving, areTasksDone, type Decision, isIn, MOVED, sidesOf, withNews } from './pair.ts';
import { type Evaluation, type Exam, GRADES, PARTS, type Pair, type Part, type Vested } from './records.ts';

/** The levels of a task on the examiner's sheet: 0 cannot do it, 1 with help, 2 alone, 3 can show others. */
export const LEVELS = [0, 1, 2, 3] as const;
/** On average the apprentice works alone, and there is nothing that they cannot do at all. */
const PASSES = 2;

export function passes(marks: readonly number[]): boolean {
  const sum = marks.reduce((all, one) => all + one, 0);
  return marks.length > 0 && sum >= PASSES * marks.length && marks.every((one) => one > 0);
}

/** Asks for the examination. @param recall what is known of the topics, 0 to 1; undefined: nothing is asked */
export function askExam(pair: Pair, by: string, recall: number | undefined, now: Date): Decision {
  if (!isIn(pair, by)) return 'notYours';
  if (pair.state !== 'active') return 'notActive';
  if (pair.exam !== undefined) return undefined;
  if (!areTasksDone(pair)) return 'tasksOpen';
  if (recall !== undefined && recall * 100 < pair.contract.share) return 'knowsTooLittle';
  const exam: Exam = { askedBy: by, askedAt: now, ...(recall === undefined ? {} : { recall }), evaluations: [] };
  return { exam, signAt: now, quiet: undefined, ...withNews(pair, { what: 'asked' }) };
}

/** A person who may examine, as far as teams say. */
interface Teamed {
  user: string;
  team?: string | undefined;
}

/** Whether somebody can examine: none of the two, nobody of the same team, and nobody whom a tie makes partial. */
export function isNeutral(
  pair: Pick<Pair, 'apprentice' | 'mentors' | 'past'>,
  examiner: Teamed,
  sides: readonly Teamed[],
  near: ReadonlySet<string>,
): boolean {
  const own = [...sidesOf(pair), ...pair.past];
  const isTeamed = sides.some(({ team }) => team !== undefined && team !== '' && team === examiner.team);
  return !own.includes(examiner.user) && !isTeamed && !near.has(examiner.user);
}

/** An officer names the examiner, or another as long as there is no sheet. */
export function nameExaminer(pair: Pair, by: string, examiner: string, neutral: boolean): Decision {
  const { exam, state } = pair;
  if (isIn(pair, by)) return 'notYourself';
  if (state !== 'active' || exam === undefined) return 'noExam';
  if (exam.sheet !== undefined) return 'handedIn';
  if (!neutral || isIn(pair, examiner)) return 'notNeutral';
  if (exam.examiner === examiner) return undefined;
  return { exam: { ...exam, examiner }, ...withNews(pair, { what: 'named', by: examiner }) };
}

/** The examiner hands the sheet in, once. */
export function handIn(
  pair: Pair,
  by: string,
  marks: readonly number[],
  words: string,
  now: Date,
  tz: string,
): Decision {
  const { exam, state, contract } = pair;
  if (isIn(pair, by) || exam?.examiner !== by) return 'notExaminer';
  if (state !== 'active') return 'noExam';
  if (exam.sheet !== undefined) return undefined;
  const isWhole = marks.length === contract.tasks.length && marks.every((one) => LEVELS.some((level) => level === one));
  if (!isWhole) return 'badSheet';
  return concluded(pair, { ...exam, sheet: { by, marks: [...marks], words, at: now } }, now, tz);
}

/** One of the two says how the whole time was, once. */
export function evaluate(pair: Pair, { by, grade, words }: Omit<Evaluation, 'at'>, now: Date, tz: string): Decision {
  const { exam, state } = pair;
  if (!isIn(pair, by)) return 'notYours';
  if (exam?.evaluations.some((one) => one.by === by)) return undefined;
  if (state !== 'active' || exam === undefined) return 'noExam';
  if (!GRADES.includes(grade)) return 'badSheet';
  return concluded(pair, { ...exam, evaluations: [...exam.evaluations, { by, grade, words, at: now }] }, now, tz);
}

/** Whose evaluation is still to come. */
export const missingEvaluations = (pair: Pick<Pair, 'apprentice' | 'mentors' | 'exam'>): string[] =>
  sidesOf(pair).filter((user) => !pair.exam?.evaluations.some((one) => one.by === user));

/** The last of what graduation needs decides: the sheet and the word of each. */
function concluded(pair: Pair, exam: Exam, now: Date, tz: string): Write<Pair> {
  const { sheet } = exam;
  if (sheet === undefined) return { exam, ...withNews(pair, MOVED) };
  // What the two say of each other changes nothing in a sheet that does not pass.
  if (!passes(sheet.marks))
    return { exam: undefined, failed: [...pair.failed, sheet], ...withNews(pair, { what: 'failed' }) };
  if (missingEvaluations({ ...pair, exam }).length > 0) return { exam, ...withNews(pair, MOVED) };
  const first: Vested = { part: 'graduation', fraction: 1, at: now };
  return {
    exam,
    state: 'graduated',
    isOpen: undefined,
    graduatedAt: now,
    shares: sharesOf(pair),
    vested: [first],
    vestAt: comesAt(now, 'days60', tz),
    ...withNews(pair, { what: 'graduated' }),
  };
}

/**
 * Who has left the company is left out; where only their word of the whole time was missing, the rest decides. An examiner who left
 * before the sheet is missing again.
 */
export function leave(pair: Pair, hasLeft: (user: string) => boolean, now: Date, tz: string): Decision {
  const left = afterLeaving(pair, hasLeft, now, tz);
  if (typeof left === 'string') return left;
  const after = { ...pair, ...left } as Pair;
  const { exam, state } = after;
  if (state !== 'active' || exam === undefined) return left;
  const { examiner, ...rest } = exam;
  if (exam.sheet === undefined && examiner !== undefined && hasLeft(examiner))
    return { ...left, exam: rest, ...withNews(after, { what: 'unexamined' }) };
  if (left === undefined || exam.sheet === undefined || missingEvaluations(after).length > 0) return left;
  return { ...left, ...concluded(after, exam, now, tz) };
}

/** More time, once, with a reason. The tasks and what was learnt stay; an examination that runs goes on. */
export function extend(pair: Pair, by: string, months: number, reason: string, now: Date, tz: string): Decision {
  if (isIn(pair, by)) return 'notYourself';
  if (pair.state !== 'active' || pair.endsOn === undefined) return 'notActive';
  if (pair.extended !== undefined) return 'extendedOnce';
  const today = dayOf(now, tz);
  const [from = today] = [pair.endsOn, today].toSorted().reverse();
  const endsOn = addMonths(from, months);
  return {
    endsOn: endsOn,
    isTermTold: undefined,
    extended: { by, months, reason, at: now },
    ...withNews(pair, { what: 'extended', by }),
  };
}

/** The part of the credit that comes next; undefined: all of it has come. */
export const nextPart = ({ vested }: Pick<Pair, 'vested'>): Part | undefined =>
  PARTS.find((part) => !vested.some((one) => one.part === part));

/** A later part of the credit comes, once. @param recall see `fractionOf` */
export function vest(
  pair: Pair,
  part: Part,
  recall: number | undefined,
  hasLeft: boolean,
  now: Date,
  tz: string,
): Decision {
  const { state, graduatedAt, vestAt } = pair;
  if (state !== 'graduated' || graduatedAt === undefined || nextPart(pair) !== part) return undefined;
  if (vestAt === undefined || now < vestAt) return undefined;
  const one: Vested = {
    part,
    fraction: fractionOf(recall, hasLeft),
    ...(recall === undefined || hasLeft ? {} : { recall }),
    ...(hasLeft ? { hasLeft } : {}),
    at: now,
  };
  const vested = [...pair.vested, one];
  const next = nextPart({ vested });
  return {
    vested,
    vestAt: next === undefined ? undefined : comesAt(graduatedAt, next, tz),
    ...withNews(pair, { what: 'vested', part }),
  };
}
