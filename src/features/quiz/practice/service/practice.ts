import type { Actor } from '../../../../bot/actor.ts';
import { UserError } from '../../../../bot/routing/errors.ts';
import type { Context } from '../../../../context.ts';
import { clock } from '../../../../lib/clock.ts';
import { newId } from '../../../../lib/ids.ts';
import { dayOf } from '../../../../lib/zone.ts';
import { entriesWhere } from '../../../../participation/ledger/read.ts';
import { entryByKey, record } from '../../../../participation/ledger/service.ts';
import { questionById } from '../../bank/service/question-cache.ts';
import { type BankQuestion, banks, questions } from '../../model.ts';
import { mark, type Response } from '../../question/rules/mark.ts';
import type { AnswerOutcome } from '../../question/rules/outcome.ts';
import { MARKING, quizPoints } from '../../question/rules/points.ts';
import type { PracticeMode, Ref } from '../../refs.ts';
import { type ComesBack, comesBack } from '../../review/rules.ts';
import { applyReview, wrongBefore } from '../../review/service/review.ts';
import { schedulesFor } from '../../run/service/reach.ts';
import { WORDS } from '../../words.ts';

export type PracticeRef = Extract<Ref, { kind: 'practice' }>;

export interface PracticeQuestion {
  ref: PracticeRef;
  question: BankQuestion;
}

export interface PracticeResult extends PracticeQuestion {
  outcome: AnswerOutcome;
  comesBack: ComesBack | undefined;
  /** The challenge: right answers in a row, this one included, and the member's best. */
  score: number;
  best: number;
}

/**
 * Picks the next question to practise: one of the banks that come to the member (of any, when none does), or one of the member's mistakes, the longest due first.
 * @returns undefined when there is none.
 */
export async function nextPractice(
  ctx: Context,
  actor: Pick<Actor, 'user' | 'branch' | 'team' | 'post' | 'roles' | 'scope'>,
  mode: PracticeMode,
  score = 0,
  topic = '',
): Promise<PracticeQuestion | undefined> {
  const question = mode === 'mistakes' ? await oneMistake(ctx, actor.user) : await anyQuestion(ctx, actor, topic);
  return question === undefined
    ? undefined
    : { ref: { kind: 'practice', mode, question: question._id, nonce: newId(), score, topic }, question };
}

/** How many questions the member got wrong and not yet right, of those that can still be asked. */
export async function countMistakes(ctx: Context, user: string): Promise<number> {
  return (await mistakesOf(ctx, user)).length;
}

/** Answers on the first tap; the same showing answered again shows the first answer. Practice earns no points. */
export async function answerPractice(
  ctx: Context,
  actor: Actor,
  ref: PracticeRef,
  response: Response,
): Promise<PracticeResult> {
  const question = await questionById(ctx, ref.question);
  if (question === undefined) throw new UserError(WORDS.questionGone);
  const key = `quiz.${ref.mode}-${actor.user}-${ref.nonce}`;
  const at = clock.now();
  const result = mark(question.content, response, MARKING);
  const score = result.correct ? ref.score + 1 : ref.score;
  const outcome: AnswerOutcome & { score: number } = {
    question: question._id,
    version: question.version,
    response,
    ...result,
    score,
  };
  const { fresh } = await record(
    ctx,
    {
      member: actor.user,
      feature: 'quiz',
      activity: ref.mode,
      kind: ref.mode,
      at,
      points: quizPoints(result, { isPractice: true }),
      minutes: 0,
      streak: false,
      outcome,
      key,
    },
    actor,
  );
  const first = fresh ? undefined : await entryByKey(ctx, key);
  const kept = (first?.outcome as typeof outcome | undefined) ?? outcome;
  const review = await applyReview(ctx, {
    member: actor.user,
    bank: question.bank,
    question: question._id,
    mark: { correct: kept.correct, credit: kept.credit },
    at: first?.at ?? at,
    day: first?.day ?? dayOf(at, actor.tz),
  });
  const best = ref.mode === 'challenge' ? await bestChallenge(ctx, actor.user) : 0;
  return { ref, question, outcome: kept, comesBack: comesBack(review.due, at, actor.tz), score: kept.score, best };
}

/** The longest challenge run so far. */
export async function bestChallenge(ctx: Context, user: string): Promise<number> {
  const own = { member: user, activity: 'challenge' };
  const [best] = await entriesWhere(ctx, own, { sort: { 'outcome.score': -1 }, most: 1 }).toArray();
  return Number((best?.outcome as { score?: number } | undefined)?.score ?? 0);
}

async function anyQuestion(
  ctx: Context,
  actor: Parameters<typeof nextPractice>[1],
  topic: string,
): Promise<BankQuestion | undefined> {
  const { workspace } = ctx;
  const [active, own] = await Promise.all([
    banks(ctx).find({ workspace, state: 'active' }, { _id: 1 }).lean(),
    schedulesFor(ctx, actor),
  ]);
  const all = active.map((bank) => bank._id);
  // What others get may be in another language.
  const reaching = new Set(own.map((schedule) => schedule.bank));
  const about = topic === '' ? {} : { $or: [{ 'content.category': topic }, { 'content.tags': topic }] };
  for (const bank of [all.filter((id) => reaching.has(id)), all]) {
    const [question] = await questions(ctx).aggregate<BankQuestion>([
      { $match: { workspace, bank: { $in: bank }, state: 'active', ...about } },
      { $sample: { size: 1 } },
    ]);
    if (question !== undefined) return question;
  }
  return undefined;
}

async function oneMistake(ctx: Context, user: string): Promise<BankQuestion | undefined> {
  const [first] = await mistakesOf(ctx, user);
  return first === undefined ? undefined : questionById(ctx, first);
}

/** The longest waiting first; those of deleted banks rest. */
async function mistakesOf(ctx: Context, user: string): Promise<string[]> {
  const { workspace } = ctx;
  const ids = await wrongBefore(ctx, user);
  if (ids.length === 0) return ids;
  const active = await questions(ctx)
    .find({ workspace, _id: { $in: ids }, state: 'active' }, { _id: 1 })
    .lean();
  const known = new Set(active.map(({ _id }) => _id));
  return ids.filter((id) => known.has(id));
}
