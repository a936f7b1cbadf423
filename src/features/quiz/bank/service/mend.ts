import { quizRegrade } from '../../../../../jobs/quiz.ts';
import { UserError } from '../../../../bot/routing/errors.ts';
import type { Context } from '../../../../context.ts';
import { clock } from '../../../../lib/clock.ts';
import { idFrom } from '../../../../lib/ids.ts';
import { insertNew } from '../../../../lib/stores/mongo.ts';
import { questionFingerprint } from '../../formats/fingerprint.ts';
import { type BankQuestion, questions } from '../../model.ts';
import type { Question } from '../../question/rules/question.ts';
import { WORDS } from '../../words.ts';
import { searchText } from '../search-text.ts';
import { FRESH_MS, forgetQuestion } from './question-cache.ts';

/** Whether a bank has another question that is the same. */
export async function hasTwin(ctx: Context, question: BankQuestion, content: Question): Promise<boolean> {
  const print = questionFingerprint(content);
  const twin = await questions(ctx).exists({
    workspace: ctx.workspace,
    bank: question.bank,
    _id: { $nin: [question._id, successorOf(question, print)] },
    $or: [{ fingerprint: print }, { laterFingerprints: print }],
  });
  return twin !== null;
}

/**
 * Writes a question again. With `regrade` all past answers are marked by it: that it is due is written with the key, so
 * that the tick finds it whatever dies; it runs once more after the caches of other processes have aged, which go on
 * marking by the old key until then.
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
        $set: { content, search: searchText(content), updatedAt: now, ...due },
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

/**
 * Puts a question with other options into the place of one: answers and open cards know options by their place, so the
 * old one stays as it was answered and is only retired. Stopped between the two writes, it is done by pressing again.
 * @param old as the officer saw it. @throws UserError if someone else has changed it meanwhile.
 */
export async function replaceQuestion(ctx: Context, old: BankQuestion, content: Question): Promise<void> {
  const { workspace } = ctx;
  const now = clock.now();
  const fingerprint = questionFingerprint(content);
  const next: BankQuestion = {
    _id: successorOf(old, fingerprint),
    workspace,
    bank: old.bank,
    version: 1,
    state: old.state,
    fingerprint,
    // A file with the old question knows this one again.
    laterFingerprints: [old.fingerprint, ...(old.laterFingerprints ?? [])],
    content,
    search: searchText(content),
    createdAt: now,
    updatedAt: now,
  };
  await insertNew(questions(ctx), [next]);
  const retired = await questions(ctx).updateOne(
    { _id: old._id, workspace, version: old.version },
    { $set: { state: 'retired', successor: next._id, updatedAt: now }, $inc: { version: 1 } },
  );
  if (retired.matchedCount === 0) {
    const { successor } = (await questions(ctx).findOne({ _id: old._id, workspace }).lean<BankQuestion>()) ?? {};
    // Somebody made the same change at the same time.
    if (successor === next._id) return;
    await questions(ctx).deleteOne({ _id: next._id, workspace, version: 1 });
    throw new UserError(WORDS.changedMeanwhile);
  }
  forgetQuestion(ctx, old._id);
}

/** The id of the question that takes the place of one: the same for the same change. */
function successorOf({ _id, version }: BankQuestion, fingerprint: string): string {
  return idFrom(_id, String(version), fingerprint);
}

/** Takes a question out of what is asked, or back into it. Open cards of it stay answerable; pressed twice is once. */
export async function setQuestionState(ctx: Context, id: string, state: BankQuestion['state']): Promise<void> {
  await questions(ctx).updateOne({ _id: id, workspace: ctx.workspace }, { $set: { state, updatedAt: clock.now() } });
  forgetQuestion(ctx, id);
}
