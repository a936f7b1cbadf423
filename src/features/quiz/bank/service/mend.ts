import { quizRegrade } from '../../../../../jobs/quiz.ts';
import { UserError } from '../../../../bot/routing/errors.ts';
import type { Context } from '../../../../context.ts';
import { clock } from '../../../../lib/clock.ts';
import { FRESH_MS, forgetQuestion } from '../../card/service/question-cache.ts';
import { questionFingerprint } from '../../formats/fingerprint.ts';
import { type BankQuestion, questions } from '../../model.ts';
import type { Question } from '../../run/rules/question.ts';
import { WORDS } from '../../words.ts';

/** Whether a bank has another question that is the same. */
export async function hasTwin(ctx: Context, question: BankQuestion, content: Question): Promise<boolean> {
  const print = questionFingerprint(content);
  const twin = await questions(ctx).exists({
    ...{ workspace: ctx.workspace, bank: question.bank, _id: { $ne: question._id } },
    $or: [{ fingerprint: print }, { laterFingerprints: print }],
  });
  return twin !== null;
}

/**
 * Writes a question anew. With `regrade` all past answers are marked by it: that it is due is written with the key, so that the
 * tick finds it whatever dies; it runs once more after the caches of other processes have aged, which go on marking by the
 * old key until then.
 * @param version the version that the officer saw. @throws UserError if someone else has changed it meanwhile.
 */
export async function rewriteQuestion(
  ctx: Context,
  id: string,
  version: number,
  content: Question,
  regrade: boolean,
): Promise<void> {
  const now = clock.now();
  const due = regrade ? { regradeAt: new Date(now.getTime() + 2 * FRESH_MS) } : {};
  const written = await questions(ctx)
    .findOneAndUpdate(
      { _id: id, workspace: ctx.workspace, version },
      {
        $set: { content, updatedAt: now, ...due },
        $inc: { version: 1 },
        $addToSet: { laterFingerprints: questionFingerprint(content) },
      },
      { returnDocument: 'after' },
    )
    .lean<BankQuestion>();
  if (written === null) throw new UserError(WORDS.changedMeanwhile);
  forgetQuestion(ctx, id);
  if (regrade)
    await ctx.enqueue(quizRegrade, { question: id, version: written.version }, { key: `${id}-${written.version}` });
}

/** Takes a question out of what is asked, or back into it. Open cards of it stay answerable; pressed twice is once. */
export async function setQuestionState(ctx: Context, id: string, state: BankQuestion['state']): Promise<void> {
  await questions(ctx).updateOne({ _id: id, workspace: ctx.workspace }, { $set: { state, updatedAt: clock.now() } });
  forgetQuestion(ctx, id);
}
