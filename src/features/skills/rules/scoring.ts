import { divided, extremesOf, LEAST_JUDGES } from '../../../judging/rules.ts';
import { HUNDREDTHS, isScore, pointsFor } from './criteria.ts';
import type { Contest, Criterion, Discipline, Entrant, EntrantNews, Scores } from './records.ts';

/*
 * What becomes of an entrant's score sheets: pure. Each function is asked again when somebody else was first.
 */

/** With a spread of the whole nobody is asked again. */
export const MOST_SPREAD = 100;

type Change = Partial<Entrant>;
type Told = Omit<EntrantNews, 'seq'>;

/** What a write says about the news: one more. */
export function withNews({ seq, news }: Pick<Entrant, 'seq' | 'news'>, told: Told): Pick<Entrant, 'seq' | 'news'> {
  return { seq: seq + 1, news: [...news, { ...told, seq: seq + 1 } as EntrantNews] };
}

const sheetsIn = ({ panel, sheets }: Pick<Entrant, 'panel' | 'sheets'>) =>
  panel.flatMap((judge) => {
    const sheet = sheets[judge];
    return sheet === undefined ? [] : [{ judge, sheet }];
  });

/** Who is asked to look again, and has not: by judge the criteria. */
export function pendingRemarks({ remarks, panel }: Pick<Entrant, 'remarks' | 'panel'>): Map<string, string[]> {
  const { asked = {}, done = [] } = remarks ?? {};
  return new Map(
    panel.flatMap((judge): [string, string[]][] => {
      const criteria = asked[judge];
      return criteria === undefined || done.includes(judge) ? [] : [[judge, criteria]];
    }),
  );
}

/**
 * Which judges differ too much, and on what: on each criterion over the limit, those who gave the most and those who gave the least.
 * @returns by judge the criteria
 */
export function differing({ criteria, spread }: Discipline, entrant: Entrant): Record<string, string[]> {
  const asked: Record<string, string[]> = {};
  for (const one of criteria) {
    const given = sheetsIn(entrant).map(({ judge, sheet }) => ({
      judge,
      points: pointsFor(one, sheet.values[one.id] ?? 0),
    }));
    const all = given.map(({ points }) => points);
    const [low, high] = [Math.min(...all), Math.max(...all)];
    if ((high - low) * MOST_SPREAD <= spread * one.points * HUNDREDTHS) continue;
    for (const { judge, points } of given)
      if (points === low || points === high) asked[judge] = [...(asked[judge] ?? []), one.id];
  }
  return asked;
}

/** Whether a panel is large enough, and every sheet of it is there. */
const areAllIn = (entrant: Entrant): boolean =>
  entrant.panel.length >= LEAST_JUDGES && sheetsIn(entrant).length === entrant.panel.length;

/**
 * What follows once every sheet is in: judges who differ too much look again, once; after that what stands, stands.
 * @returns what changes; nothing where sheets are missing, or it is complete
 */
export function settled(discipline: Discipline, entrant: Entrant, now: Date): Change {
  if (entrant.completeAt !== undefined || !areAllIn(entrant)) return {};
  if (entrant.remarks === undefined) {
    const asked = differing(discipline, entrant);
    if (Object.keys(asked).length > 0)
      return { remarks: { asked, done: [] }, ...withNews(entrant, { what: 'remark' }) };
  }
  return pendingRemarks(entrant).size > 0 ? {} : { completeAt: now };
}

/** Why a sheet is not taken. */
export type Refusal = 'recused' | 'over' | 'complete' | 'range';

/** What is wrong with scores: the criteria that are missing or out of range. */
export const faultsOf = ({ criteria }: Discipline, { values }: Scores): string[] =>
  criteria.filter((one) => !isScore(one, values[one.id] ?? Number.NaN)).map(({ id }) => id);

/** Whose paper it was, and who entered and confirmed it. */
interface FromPaper {
  enteredBy: string;
  confirmedBy: string;
}

const bare = ({ values, seconds }: Scores): Scores => ({ values, ...(seconds === undefined ? {} : { seconds }) });

/** What stands, with what was asked again as it is now. */
const asAsked = (before: Scores, now: Scores, asked: readonly string[]): Scores =>
  bare({
    ...before,
    values: { ...before.values, ...Object.fromEntries(asked.map((id) => [id, now.values[id] ?? Number.NaN])) },
  });

/**
 * A judge hands in a sheet, for the first time, again before all are in, or after being asked to look again: then only what was asked
 * can change, and what stood there before is kept.
 */
export function handIn(
  discipline: Discipline,
  entrant: Entrant,
  judge: string,
  scores: Scores,
  now: Date,
  paper?: FromPaper,
): { refused: Refusal } | { change: Change } {
  if (!entrant.panel.includes(judge)) return { refused: 'recused' };
  if (entrant.state !== 'in') return { refused: 'over' };
  if (entrant.completeAt !== undefined) return { refused: 'complete' };
  const before = entrant.sheets[judge];
  const asked = entrant.remarks === undefined ? undefined : (entrant.remarks.asked[judge] ?? (before && []));
  if (asked !== undefined && before !== undefined && !pendingRemarks(entrant).has(judge))
    return { refused: 'complete' };
  const isAgain = before !== undefined && asked !== undefined;
  const whole = bare(isAgain ? asAsked(before, scores, asked) : scores);
  if (faultsOf(discipline, whole).length > 0) return { refused: 'range' };
  const earlier = isAgain ? { before: bare(before) } : {};
  const { [judge]: _taken, ...entered } = entrant.entered;
  const after: Entrant = {
    ...entrant,
    entered,
    sheets: { ...entrant.sheets, [judge]: { ...whole, ...earlier, at: now, ...paper } },
    ...(entrant.remarks === undefined || asked === undefined || asked.length === 0
      ? {}
      : { remarks: { ...entrant.remarks, done: [...entrant.remarks.done, judge] } }),
  };
  const { sheets, remarks } = after;
  return {
    change: { entered, sheets, ...(remarks === undefined ? {} : { remarks }), ...settled(discipline, after, now) },
  };
}

/** So often somebody is told where their copy differs from the first one. */
export const MOST_MISSED = 2;

/** What becomes of a sheet that was kept on paper. */
export type Copied =
  | { refused: Refusal | 'same-person' | 'judge' | 'misread' }
  /** The criteria in which the second person read something else, or `time`; that it was tried is written down. */
  | { differs: string[]; change: Change }
  | { change: Change; isConfirmed: boolean };

const sameScores = (a: Scores, b: Scores): string[] => [
  ...Object.keys(a.values).filter((id) => a.values[id] !== b.values[id]),
  ...(a.seconds === b.seconds ? [] : ['time']),
];

/**
 * A steward copies a judge's sheet from paper; a second person copies it again, and only where both read the same it counts. So nobody
 * has to be shown what the other typed.
 * @param isAnew what the first person typed is given up: they misread it
 */
export function copyIn(
  discipline: Discipline,
  entrant: Entrant,
  judge: string,
  said: Scores,
  by: string,
  isAnew: boolean,
  now: Date,
): Copied {
  // Who scores in this discipline would learn what another judge gave.
  if (discipline.judges.includes(by)) return { refused: 'judge' };
  if (by === entrant.member || !entrant.panel.includes(judge)) return { refused: 'recused' };
  if (entrant.state !== 'in') return { refused: 'over' };
  const [stands, asked] = [entrant.sheets[judge], pendingRemarks(entrant).get(judge)];
  if (entrant.completeAt !== undefined || (stands !== undefined && asked === undefined)) return { refused: 'complete' };
  const scores: Scores = stands === undefined ? said : asAsked(stands, said, asked ?? []);
  if (faultsOf(discipline, scores).length > 0) return { refused: 'range' };
  const first = entrant.entered[judge];
  const entered = { ...entrant.entered, [judge]: { ...scores, by, at: now } };
  if (first === undefined) return { change: { entered }, isConfirmed: false };
  const differs = sameScores(first, scores);
  if (first.by === by)
    return differs.length === 0 ? { refused: 'same-person' } : { change: { entered }, isConfirmed: false };
  if (differs.length > 0 && isAnew) return { change: { entered }, isConfirmed: false };
  // Where it differs is said twice: who could ask on would learn what the judge gave.
  const { missed = [] } = first;
  if (missed.filter((one) => one === by).length >= MOST_MISSED) return { refused: 'misread' };
  if (differs.length > 0)
    return { differs, change: { entered: { ...entrant.entered, [judge]: { ...first, missed: [...missed, by] } } } };
  const done = handIn(discipline, entrant, judge, scores, now, { enteredBy: first.by, confirmedBy: by });
  return 'refused' in done ? done : { ...done, isConfirmed: true };
}

/** One criterion of a result. */
export interface ScoredCriterion {
  criterion: Criterion;
  /** By judge in no order that says who it was: the highest first. */
  given: { value: number; before?: number; points: number; isDropped: boolean }[];
  /** The mean of what counts, in hundredths; or what an appeal has set. */
  points: number;
  corrected?: { points: number; reason: string };
}

/** How a result was computed; all points in hundredths. */
export interface Result {
  criteria: ScoredCriterion[];
  practical: number;
  /** The most that the criteria are worth together. */
  most: number;
  measured: number;
  theory: { right: number; of: number; weight: number } | undefined;
  seconds: number | undefined;
  /** Of 100, in hundredths. */
  total: number;
}

function scoredOf({ isDropped }: Discipline, entrant: Entrant, criterion: Criterion): ScoredCriterion {
  const given = sheetsIn(entrant)
    .map(({ sheet }) => {
      const value = sheet.values[criterion.id] ?? 0;
      const before = sheet.before?.values[criterion.id];
      const points = pointsFor(criterion, value);
      return { value, points, isDropped: false, ...(before === undefined || before === value ? {} : { before }) };
    })
    .toSorted((a, b) => b.points - a.points || b.value - a.value);
  const isOut = extremesOf(
    given.map((one) => one.points),
    isDropped,
  );
  const marked = given.map((one, nth) => ({ ...one, isDropped: isOut[nth] === true }));
  const counting = marked.filter((one) => !one.isDropped);
  const sum = counting.reduce((all, { points }) => all + points, 0);
  const points = counting.length === 0 ? 0 : divided(sum, counting.length);
  const correction = entrant.corrections.findLast((one) => one.criterion === criterion.id);
  if (correction === undefined) return { criterion, given: marked, points };
  return { criterion, given: marked, points: correction.points, corrected: { points, reason: correction.reason } };
}

/** The middle one; of an even number the smaller of the two. */
function middle(numbers: readonly number[]): number | undefined {
  return numbers.toSorted((a, b) => a - b)[Math.floor((numbers.length - 1) / 2)];
}

/** What an entrant has come to. @param right how many answers of the theory paper are right */
export function resultOf(discipline: Discipline, entrant: Entrant, right: number): Result {
  const criteria = discipline.criteria.map((one) => scoredOf(discipline, entrant, one));
  const sum = (of: readonly ScoredCriterion[]) => of.reduce((all, { points }) => all + points, 0);
  const most = discipline.criteria.reduce((all, { points }) => all + points * HUNDREDTHS, 0);
  const practical = sum(criteria);
  const { theory } = discipline;
  const corrected = entrant.corrections.findLast(({ criterion }) => criterion === 'theory')?.points;
  const answered = Math.min(corrected ?? right, theory?.count ?? 0);
  const weight = theory?.weight ?? 0;
  // ((100 − weight) · practical / most + weight · answered / count), in hundredths of 100.
  const count = theory?.count ?? 1;
  const whole = (100 - weight) * practical * count + weight * answered * most;
  return {
    criteria,
    practical,
    most,
    measured: sum(criteria.filter(({ criterion }) => criterion.kind === 'measured')),
    theory: theory === undefined ? undefined : { right: answered, of: theory.count, weight },
    seconds: middle(sheetsIn(entrant).flatMap(({ sheet }) => sheet.seconds ?? [])),
    total: most === 0 ? 0 : divided(whole * HUNDREDTHS, most * count),
  };
}

/** Why somebody's part can't be decided so. */
export type StateRefusal = 'officers' | 'changed' | 'scored' | 'unscored';

/**
 * Whether somebody can be said not to have come, to be disqualified, or to take part after all. Who has a sheet has come, so a result
 * is taken away with a reason only, by an officer; and after the publication nobody comes back who can't be scored any more.
 */
export function stateRefusal(
  contest: Contest['state'],
  { state, completeAt, sheets }: Entrant,
  to: { state: 'in' | 'absent' | 'disqualified'; reason: string },
  isOfficer: boolean,
): StateRefusal | undefined {
  if (!isOfficer && to.state !== 'absent') return 'officers';
  if ((contest !== 'running' && contest !== 'published') || state === 'withdrawn') return 'changed';
  if (to.state === 'in') return contest === 'published' && completeAt === undefined ? 'unscored' : undefined;
  if (to.state === 'disqualified') return to.reason === '' ? 'changed' : undefined;
  if (contest !== 'running' || state === 'disqualified') return 'changed';
  return Object.keys(sheets).length > 0 ? 'scored' : undefined;
}

/** Whether an entrant waits for a judge: for the sheet, or for a second look. */
export function waitsForJudge(entrant: Entrant, judge: string): boolean {
  const { state, completeAt, panel, sheets } = entrant;
  if (state !== 'in' || completeAt !== undefined || !panel.includes(judge)) return false;
  return sheets[judge] === undefined || pendingRemarks(entrant).has(judge);
}
