import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { DAY_MS } from '../../../lib/zone.ts';
import { aggregateEntries } from '../../../participation/ledger/read.ts';
import {
  type BranchParticipation,
  type DayParticipation,
  latestParticipation,
} from '../digest/service/participation-by-day.ts';
import { type BankQuestion, banks, questions } from '../model.ts';
import { mark, type Response } from '../question/rules/mark.ts';
import { MARKING } from '../question/rules/points.ts';
import type { Question } from '../question/rules/question.ts';
import { type FirstAnswer, type ItemStats, itemStats } from './rules.ts';

/** One question with its numbers. */
export interface Item {
  question: string;
  content: Question;
  stats: ItemStats;
}

export interface QuizStats {
  /** The bank's name; undefined: all of them. */
  bank: string | undefined;
  days: number;
  items: number;
  answers: number;
  rights: number;
  /** The days with a quiz among the last fourteen, the oldest first. */
  participation: DayParticipation[];
  /** The same days by branch, by name. */
  branches: BranchParticipation[];
  hardest: Item[];
  /** The worst first; `flaggedCount` counts those left off too. */
  flagged: Item[];
  flaggedCount: number;
}

/** How far back the numbers go. */
export const STATS_DAYS = 90;
/** Fewer answers than this say nothing of how hard a question is. */
const LEAST_ANSWERS = 5;
const HARDEST = 5;
const FLAGGED = 8;
/** Read together: so many questions, or so many answers, whichever is reached first. */
const BATCH_ITEMS = 200;
const BATCH_ANSWERS = 20_000;

/**
 * Numbers of the questions answered within the last `days`, from each member's first answer to each. MongoDB sorts and
 * groups, on disk where it must; here is never more than a batch of questions at once. A corrected key counts for the
 * answers before it too.
 * @param within of all banks only these; undefined: all.
 */
export async function statsOf(
  ctx: Context,
  bank: string | undefined,
  days = STATS_DAYS,
  within?: readonly string[],
): Promise<QuizStats> {
  const { workspace } = ctx;
  const [found, { days: participation, branches }] = await Promise.all([
    bank === undefined ? undefined : banks(ctx).findOne({ _id: bank, workspace }, { name: 1 }).lean(),
    latestParticipation(ctx, bank),
  ]);
  const sums: QuizStats = {
    bank: found?.name,
    days,
    items: 0,
    answers: 0,
    rights: 0,
    participation,
    branches,
    hardest: [],
    flagged: [],
    flaggedCount: 0,
  };
  for await (const item of itemsOf(ctx, await questionIds(ctx, bank === undefined ? within : [bank]), days))
    add(sums, item);
  return sums;
}

/** The numbers of one question; undefined when nobody has answered it of late. */
export async function itemOf(ctx: Context, question: string): Promise<Item | undefined> {
  for await (const item of itemsOf(ctx, [question], STATS_DAYS)) return item;
  return undefined;
}

function add(sums: QuizStats, item: Item): void {
  const { answers, facility = 0, flags } = item.stats;
  sums.items += 1;
  sums.answers += answers;
  sums.rights += Math.round(facility * answers);
  const ease = (one: Item) => one.stats.facility ?? 1;
  if (answers >= LEAST_ANSWERS) {
    sums.hardest = [...sums.hardest, item].sort((a, b) => ease(a) - ease(b)).slice(0, HARDEST);
  }
  if (flags.length === 0) return;
  sums.flaggedCount += 1;
  sums.flagged = [...sums.flagged, item].sort((a, b) => gravity(b) - gravity(a)).slice(0, FLAGGED);
}

/** A key that may be wrong harms people; a dull option does not. */
function gravity({ stats }: Item): number {
  const weights = { 'negative-discrimination': 8, 'too-hard': 4, 'too-easy': 2, 'dead-distractor': 1 } as const;
  return stats.flags.reduce((sum, flag) => sum + weights[flag], 0);
}

interface Grouped {
  _id: string;
  answers: { score: number; response: Response; ms?: number }[];
}

async function* itemsOf(ctx: Context, only: string[] | undefined, days: number): AsyncGenerator<Item> {
  let batch: Grouped[] = [];
  let held = 0;
  for await (const group of firstAnswers(ctx, only, days)) {
    batch.push(group);
    held += group.answers.length;
    if (batch.length < BATCH_ITEMS && held < BATCH_ANSWERS) continue;
    yield* judged(ctx, batch);
    batch = [];
    held = 0;
  }
  yield* judged(ctx, batch);
}

async function questionIds(ctx: Context, of: readonly string[] | undefined): Promise<string[] | undefined> {
  if (of === undefined) return undefined;
  const found = await questions(ctx)
    .find({ workspace: ctx.workspace, bank: { $in: [...of] } }, { _id: 1 })
    .lean();
  return found.map((one) => one._id);
}

/** First answers by question; the score is the member's share right over the window without this question. */
async function* firstAnswers(ctx: Context, only: string[] | undefined, days: number): AsyncGenerator<Grouped> {
  const since = new Date(clock.now().getTime() - days * DAY_MS);
  const others = { $subtract: ['$answered', 1] };
  const rightElsewhere = { $subtract: ['$rights', '$correct'] };
  const rows = aggregateEntries<{ question: string; score: number; response: Response; ms?: number }>(
    ctx,
    { at: { $gte: since }, feature: 'quiz', kind: 'answer' },
    [
      { $sort: { at: 1 } },
      {
        $group: {
          _id: { member: '$member', question: '$outcome.question' },
          response: { $first: '$outcome.response' },
          correct: { $first: { $cond: ['$outcome.correct', 1, 0] } },
          ms: { $first: '$outcome.ms' },
        },
      },
      {
        $setWindowFields: {
          partitionBy: '$_id.member',
          output: { answered: { $sum: 1 }, rights: { $sum: '$correct' } },
        },
      },
      ...(only === undefined ? [] : [{ $match: { '_id.question': { $in: only } } }]),
      {
        $project: {
          _id: 0,
          question: '$_id.question',
          response: 1,
          ms: 1,
          score: { $cond: [{ $gt: ['$answered', 1] }, { $divide: [rightElsewhere, others] }, 0] },
        },
      },
      { $sort: { question: 1 } },
    ],
    { hint: 'at', allowDiskUse: true, batchSize: 2_000 },
  );
  let group: Grouped | undefined;
  for await (const { question, ...answer } of rows) {
    if (group !== undefined && group._id !== question) yield group;
    if (group === undefined || group._id !== question) group = { _id: question, answers: [] };
    group.answers.push(answer);
  }
  if (group !== undefined) yield group;
}

async function* judged(ctx: Context, batch: readonly Grouped[]): AsyncGenerator<Item> {
  if (batch.length === 0) return;
  const ids = batch.map((one) => one._id);
  const found = await questions(ctx)
    .find({ workspace: ctx.workspace, _id: { $in: ids } }, { content: 1 })
    .lean<BankQuestion[]>();
  const contents = new Map(found.map(({ _id, content }) => [_id, content]));
  for (const { _id, answers } of batch) {
    const content = contents.get(_id);
    if (content === undefined) continue;
    const first = answers.map(({ score, response, ms }): FirstAnswer => {
      const { correct } = mark(content, response, MARKING);
      return { score, chosen: chosenOf(response), correct, ms: ms ?? undefined };
    });
    yield { question: _id, content, stats: itemStats(content, first) };
  }
}

function chosenOf(response: Response): number[] {
  if (response.kind === 'truth') return [response.value ? 0 : 1];
  return response.kind === 'choice' ? response.chosen : [];
}
