import type { Context } from '../../../context.ts';
import { plan } from '../../../delivery/plan.ts';
import { type Entry, ledger } from '../../../participation/model.ts';
import { reverse } from '../../../participation/service.ts';
import { type BankQuestion, questions, reviews } from '../model.ts';
import { mark } from '../rules/mark.ts';
import { MARKING, quizPoints } from '../rules/points.ts';
import { type ReviewState, review } from '../rules/review.ts';
import type { AnswerOutcome } from './answer.ts';

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
  return concerned.size;
}

/** How many answers of the scheduled quiz a question has: those that a corrected key marks anew. */
export async function countAnswers(ctx: Context, question: string): Promise<number> {
  return ledger(ctx).countDocuments({ workspace: ctx.workspace, 'outcome.question': question, kind: 'answer' });
}

/** @returns the points that this correction added, also when it was written by an earlier run of the same job. */
async function regradeEntry(ctx: Context, question: BankQuestion, entry: Entry): Promise<number> {
  if (entry.kind !== 'answer') return 0;
  const { response } = entry.outcome as AnswerOutcome;
  const result = mark(question.content, response, MARKING);
  const earlier = await ledger(ctx)
    .find({ workspace: ctx.workspace, member: entry.member, reverses: entry.key })
    .lean<Entry[]>();
  const own = `quiz.regrade-${entry.key}-${question.version}`;
  const written = earlier.find((one) => one.key === own);
  if (written !== undefined) return written.points;
  const now = earlier.reduce((sum, one) => sum + one.points, entry.points);
  const delta = quizPoints(result) - now;
  const last = earlier.at(-1)?.outcome as { correct?: boolean } | undefined;
  const was = last?.correct ?? (entry.outcome as AnswerOutcome).correct;
  if (delta === 0 && was === result.correct) return 0;
  await reverse(ctx, entry.key, {
    key: own,
    points: delta,
    outcome: { of: question._id, version: question.version, ...result },
  });
  return delta;
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
