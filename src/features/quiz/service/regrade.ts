import type { Context } from '../../../context.ts';
import { plan } from '../../../delivery/plan.ts';
import { clock } from '../../../lib/clock.ts';
import { type Entry, ledger } from '../../../participation/model.ts';
import { reverse } from '../../../participation/service.ts';
import { type BankQuestion, questions, reviews } from '../model.ts';
import { mark } from '../rules/mark.ts';
import { MARKING, quizPoints } from '../rules/points.ts';
import { type ReviewState, review } from '../rules/review.ts';
import type { AnswerOutcome } from './item.ts';

/**
 * Marks every past answer to a question anew: a difference in points becomes a reversing entry, what the members
 * remember is folded again, and each person concerned gets one message. Running it again changes nothing more.
 * @returns how many members' points changed.
 */
export async function regrade(ctx: Context, questionId: string, version: number): Promise<number> {
  const { workspace } = ctx;
  const question = await questions(ctx).findOne({ _id: questionId, workspace }).lean<BankQuestion>();
  // A later correction has its own job.
  if (question === null || question.version !== version) return 0;
  const startedAt = clock.now();
  const concerned = new Map<string, number>();
  const answers = ledger(ctx)
    .find({ workspace, feature: 'quiz', 'outcome.question': questionId, kind: { $ne: 'reversal' } })
    .sort({ at: 1 })
    .lean<Entry[]>()
    .cursor();
  for await (const entry of answers) {
    const delta = await regradeEntry(ctx, question, entry);
    if (delta !== 0) concerned.set(entry.member, (concerned.get(entry.member) ?? 0) + delta);
  }
  await refold(ctx, question);
  await plan(
    ctx,
    [...concerned].map(([member, points]) => ({
      notice: `quiz.regraded-${questionId}-${version}`,
      kind: 'quiz.regraded',
      recipient: member,
      to: 'member' as const,
      params: { question: questionId, points: String(points) },
      priority: 6,
    })),
  );
  await questions(ctx).updateOne(
    { _id: questionId, workspace, version, regradeAt: { $lte: startedAt } },
    { $unset: { regradeAt: 1 } },
  );
  return concerned.size;
}

/** Makes the index by which a question's answers are found among all that anybody has done. */
export async function prepareRegrade(ctx: Pick<Context, 'db'>): Promise<void> {
  await ledger({ ...ctx, workspace: '' }).collection.createIndex(
    { workspace: 1, 'outcome.question': 1, at: 1 },
    { name: 'question', partialFilterExpression: { 'outcome.question': { $exists: true } } },
  );
}

/** How many answers of the scheduled quiz a question has: those that a corrected key marks anew. */
export async function countAnswers(ctx: Context, question: string): Promise<number> {
  return ledger(ctx).countDocuments({ workspace: ctx.workspace, 'outcome.question': question, kind: 'answer' });
}

/**
 * Brings one answer's points to what the key gives. Reads all reversals anew, so that two corrections that overtook each
 * other are put right by the run that follows; two runs that see the same write under the same key.
 * @returns the points that this version added, by this run or an earlier one
 */
async function regradeEntry(ctx: Context, question: BankQuestion, entry: Entry): Promise<number> {
  if (entry.kind !== 'answer') return 0;
  const { version } = question;
  const result = mark(question.content, (entry.outcome as AnswerOutcome).response, MARKING);
  const found = await ledger(ctx)
    .find({ workspace: ctx.workspace, member: entry.member, reverses: entry.key })
    .lean<Entry[]>();
  const versionOf = (one: Entry) => Number(one.outcome.version);
  const earlier = found.sort((a, b) => versionOf(a) - versionOf(b));
  const last = earlier.at(-1);
  // A later correction has been here already.
  if (last !== undefined && versionOf(last) > version) return 0;
  const own = earlier.filter((one) => versionOf(one) === version).reduce((sum, one) => sum + one.points, 0);
  const delta = quizPoints(result) - earlier.reduce((sum, one) => sum + one.points, entry.points);
  const was = (last ?? entry).outcome.correct;
  if (delta === 0 && was === result.correct) return own;
  await reverse(ctx, entry.key, {
    key: `quiz.regrade-${entry.key}-${version}-${earlier.length}`,
    points: delta,
    outcome: { of: question._id, version, ...result },
  });
  return own + delta;
}

/** What each member remembers of the question, from their answers with the corrected key. */
async function refold(ctx: Context, question: BankQuestion): Promise<void> {
  const { workspace } = ctx;
  const remembered = reviews(ctx).find({ workspace, question: question._id }).lean().cursor();
  for await (const { member } of remembered) {
    const entries = await ledger(ctx)
      .find({ workspace, member, 'outcome.question': question._id })
      .sort({ at: 1 })
      .lean<Entry[]>();
    let state: ReviewState | undefined;
    let right = false;
    for (const entry of entries) {
      const result = mark(question.content, (entry.outcome as AnswerOutcome).response, MARKING);
      state = review(state, { ...result, at: entry.at });
      right = result.correct;
    }
    const lastKey = entries.at(-1)?.key;
    if (state !== undefined && lastKey !== undefined) {
      // Answered meanwhile: that answer was marked with the new key, and its own path has written it.
      await reviews(ctx).updateOne(
        { workspace, member, question: question._id, lastKey },
        { $set: { ...state, right } },
      );
    }
  }
}
