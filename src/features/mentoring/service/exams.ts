import type { Actor } from '../../../bot/actor.ts';
import type { Questions } from '../../../bot/question-sources.ts';
import type { Related } from '../../../bot/routing/contributions.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { membersOf } from '../../../members/audience/audience.ts';
import { memberOf } from '../../../members/service.ts';
import { pairs } from '../model.ts';
import { type Known, recallOf } from '../rules/credit.ts';
import * as rules from '../rules/exam.ts';
import { sidesOf } from '../rules/pair.ts';
import type { Grade, Pair } from '../rules/records.ts';
import { WORDS } from '../words.ts';
import { branchPair, pairFor, presentPair } from './pairs.ts';
import { change } from './store.ts';

/** How much of the contract's topics the apprentice knows now, 0 to 1. @returns undefined where there is nothing to know */
export async function recallNow(
  ctx: Context,
  questions: Questions,
  { contract, apprentice }: Pick<Pair, 'contract' | 'apprentice'>,
): Promise<number | undefined> {
  const now = clock.now();
  const found = await Promise.all(contract.topics.map(({ bank }) => questions.recall(ctx, bank, apprentice, now)));
  return recallOf(found.filter((one): one is NonNullable<typeof one> & Known => one !== undefined));
}

/** One of the two asks for the examination. @throws UserError where tasks are open or too little is known */
export async function askExam(ctx: Context, questions: Questions, actor: Actor, id: string): Promise<Pair> {
  const recall = await recallNow(ctx, questions, await pairFor(ctx, actor, id));
  return change(ctx, id, (pair, now) => rules.askExam(pair, actor.user, recall, now));
}

/** Whether somebody can examine a pair: of another team, and near to none of the two as far as all features know. */
export async function isNeutral(ctx: Context, related: Related, pair: Pair, examiner: string): Promise<boolean> {
  const sides = [...sidesOf(pair), ...pair.past];
  const [known, near] = await Promise.all([membersOf(ctx, [...sides, examiner]), related(ctx, examiner, sides)]);
  const one = known.get(examiner);
  if (one === undefined || one.state !== 'active' || one.isGuest) return false;
  const people = sides.flatMap((user) => known.get(user) ?? []);
  return rules.isNeutral(pair, one, people, near.size > 0 ? new Set([examiner]) : new Set());
}

/** An officer names the examiner. @throws UserError for people who are not neutral */
export async function nameExaminer(
  ctx: Context,
  related: Related,
  actor: Actor,
  id: string,
  examiner: string,
): Promise<Pair> {
  const neutral = await isNeutral(ctx, related, await branchPair(ctx, actor, id), examiner);
  return change(ctx, id, (pair) => rules.nameExaminer(pair, actor.user, examiner, neutral));
}

/** The pair whose sheet a person may fill in. @throws UserError for anybody but the examiner */
export async function examinedBy(ctx: Context, { user }: Actor, id: string): Promise<Pair> {
  const pair = await presentPair(ctx, id);
  if (pair.exam?.examiner !== user) throw new UserError(WORDS.notExaminer);
  return pair;
}

/** The examiner hands the sheet in. They are looked at again: a team may have changed since they were named. */
export async function handIn(
  ctx: Context,
  related: Related,
  actor: Actor,
  id: string,
  marks: readonly number[],
  words: string,
): Promise<Pair> {
  const pair = await examinedBy(ctx, actor, id);
  if (!(await isNeutral(ctx, related, pair, actor.user))) throw new UserError(WORDS.notNeutral);
  return change(ctx, id, (one, now) => rules.handIn(one, actor.user, marks, words, now, ctx.config.TIMEZONE));
}

export const evaluate = (ctx: Context, { user }: Actor, id: string, grade: Grade, words: string) =>
  change(ctx, id, (pair, now) => rules.evaluate(pair, { by: user, grade, words }, now, ctx.config.TIMEZONE));

/** An officer gives more time, once. */
export async function extend(ctx: Context, actor: Actor, id: string, months: number, reason: string): Promise<Pair> {
  await branchPair(ctx, actor, id);
  return change(ctx, id, (pair, now) => rules.extend(pair, actor.user, months, reason, now, ctx.config.TIMEZONE));
}

const AT_ONCE = 200;

/** What comes of the mentors' credit, by what each apprentice still knows now; one who has left is not held against them. */
export async function vestCredit(ctx: Context, questions: Questions): Promise<void> {
  const now = clock.now();
  const due = await pairs(ctx)
    .find({ workspace: ctx.workspace, vestAt: { $lte: now } })
    .sort({ vestAt: 1 })
    .limit(AT_ONCE)
    .lean<Pair[]>();
  for (const pair of due)
    try {
      await vestNext(ctx, questions, pair);
    } catch (error) {
      ctx.log.error({ err: error, pair: pair._id }, 'a part of a mentor’s credit could not come');
    }
}

async function vestNext(ctx: Context, questions: Questions, pair: Pair): Promise<void> {
  const part = rules.nextPart(pair);
  if (part === undefined) return;
  const hasLeft = (await memberOf(ctx, pair.apprentice))?.state !== 'active';
  const recall = hasLeft ? undefined : await recallNow(ctx, questions, pair);
  await change(ctx, pair._id, (one, at) => rules.vest(one, part, recall, hasLeft, at, ctx.config.TIMEZONE));
}
