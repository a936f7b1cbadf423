import type { Actor } from '../../../../bot/actor.ts';
import { UserError } from '../../../../bot/routing/errors.ts';
import type { Context } from '../../../../context.ts';
import { clock } from '../../../../lib/clock.ts';
import { newId } from '../../../../lib/ids.ts';
import { type Paged, pageOf, type Wanted } from '../../../../lib/pages.ts';
import { isDuplicateKey } from '../../../../lib/stores/mongo.ts';
import { entryByKey } from '../../../../participation/ledger/service.ts';
import { rewriteQuestion } from '../../bank/service/mend.ts';
import { questionById } from '../../bank/service/question-cache.ts';
import { type BankActor, managedBankIds, managedQuestion } from '../../bank/service/rights.ts';
import { answerKey, cardItem } from '../../card/service/item.ts';
import { type Bank, type BankQuestion, banks } from '../../model.ts';
import type { AnswerOutcome } from '../../question/rules/outcome.ts';
import type { Question } from '../../question/rules/question.ts';
import { shownOrder } from '../../question/rules/shuffle.ts';
import type { Ref } from '../../refs.ts';
import { WORDS } from '../../words.ts';
import { type QuestionReport, reports } from '../model.ts';

/**
 * A worker says that a question is wrong, with the options in the order in which they stood before them. Said again about the same
 * version, the words are replaced, and with them the order of which they speak.
 */
export async function reportQuestion(
  ctx: Context,
  actor: Pick<Actor, 'user'> & { branch?: string | undefined },
  ref: Ref,
  words: string,
): Promise<void> {
  const { workspace } = ctx;
  const { question, order } = await shownTo(ctx, actor, ref);
  const key = ref.kind === 'card' ? answerKey(ref.card, ref.item) : `quiz.${ref.mode}-${actor.user}-${ref.nonce}`;
  const response = ((await entryByKey(ctx, key))?.outcome as AnswerOutcome | undefined)?.response;
  const { _id, version, bank } = question;
  const seen = {
    ...(order.length === 0 ? {} : { order }),
    ...(response === undefined ? {} : { response }),
    words,
  };
  const same = { workspace, question: _id, member: actor.user, version };
  try {
    await reports(ctx).create({
      _id: newId(),
      ...same,
      bank,
      ...(actor.branch === undefined ? {} : { branch: actor.branch }),
      ...seen,
      state: 'open',
      createdAt: clock.now(),
    });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    await reports(ctx).updateOne({ ...same, state: 'open' }, { $set: seen });
  }
}

async function shownTo(
  ctx: Context,
  actor: Pick<Actor, 'user'>,
  ref: Ref,
): Promise<{ question: BankQuestion; order: number[] }> {
  if (ref.kind === 'card') {
    const { card, question } = await cardItem(ctx, actor, ref.card, ref.item);
    return { question, order: card.items[ref.item]?.order ?? [] };
  }
  const question = await questionById(ctx, ref.question);
  if (question === undefined) throw new UserError(WORDS.questionGone);
  return { question, order: shownOrder(question.content, ref.nonce) };
}

/** The order of the options that the member of a report saw; undefined where it was not kept. */
export async function reportedOrder(ctx: Context, id: string): Promise<number[] | undefined> {
  const found = await reports(ctx).findOne({ _id: id, workspace: ctx.workspace }, { order: 1 }).lean<QuestionReport>();
  return found?.order;
}

/** Of which open reports an officer is told: those of the banks that they may change, and those of their branch’s people. */
async function toldOf(ctx: Context, officer: BankActor) {
  const open = { workspace: ctx.workspace, state: 'open' as const };
  const managed = await managedBankIds(ctx, officer);
  if (managed === undefined) return open;
  return { ...open, $or: [{ bank: { $in: managed } }, ...(officer.branch ? [{ branch: officer.branch }] : [])] };
}

export async function countOpenReports(ctx: Context, officer: BankActor): Promise<number> {
  return reports(ctx).countDocuments(await toldOf(ctx, officer));
}

export interface OpenReport {
  report: QuestionReport;
  question: BankQuestion;
  /** Undefined when it was deleted from the database. */
  bank: Bank | undefined;
}

/** A page of the open reports that an officer is told of, with their questions, the oldest first. */
export async function openReports(ctx: Context, officer: BankActor, wanted: Wanted): Promise<Paged<OpenReport>> {
  const told = await toldOf(ctx, officer);
  const { rows: open, ...paged } = await pageOf(reports(ctx), told, { createdAt: 1, _id: 1 }, wanted);
  const found = await Promise.all(
    open.map(async (report) => ({ report, question: await questionById(ctx, report.question) })),
  );
  const known = await banks(ctx)
    .find({ workspace: ctx.workspace, _id: { $in: found.flatMap(({ question }) => question?.bank ?? []) } })
    .lean<Bank[]>();
  const byId = new Map(known.map((bank) => [bank._id, bank]));
  const rows = found.flatMap(({ report, question }) =>
    question === undefined ? [] : [{ report, question, bank: byId.get(question.bank) }],
  );
  return { ...paged, rows };
}

/** The question was right. @throws UserError when the officer may not change its bank. */
export async function dismissReport(ctx: Context, officer: BankActor, id: string): Promise<void> {
  const report = await reports(ctx)
    .findOne({ _id: id, workspace: ctx.workspace, state: 'open' })
    .lean<QuestionReport>();
  if (report === null) return;
  await managedQuestion(ctx, officer, report.question);
  await reports(ctx).updateOne(
    { _id: id, workspace: ctx.workspace, state: 'open' },
    { $set: { state: 'dismissed', closedBy: officer.user } },
  );
}

/**
 * Corrects a question's key, sets the re-grade of every past answer going and closes its reports.
 * @param version the version that the officer saw. @throws UserError if someone else has corrected it meanwhile.
 */
export async function correctKey(
  ctx: Context,
  officer: Pick<Actor, 'user'>,
  id: string,
  version: number,
  content: Question,
): Promise<void> {
  const { workspace } = ctx;
  await rewriteQuestion(ctx, id, version, content, true);
  await reports(ctx).updateMany(
    { workspace, question: id, state: 'open', version: { $lte: version } },
    { $set: { state: 'corrected', correctedIn: version + 1, closedBy: officer.user } },
  );
}
