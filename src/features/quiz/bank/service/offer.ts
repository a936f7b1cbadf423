import { cut, LIMITS, option } from '../../../../bot/draw/blocks.ts';
import type { ChoiceQuestion, DrawnQuestion, QuestionSource } from '../../../../bot/questions.ts';
import { normalise } from '../../../../bot/text/command-text.ts';
import type { Context } from '../../../../context.ts';
import { newId } from '../../../../lib/ids.ts';
import { messages } from '../../messages.ts';
import { type Bank, type BankQuestion, banks, questions } from '../../model.ts';
import type { Question } from '../../question/rules/question.ts';
import { hasFixedOrder, shownOrder } from '../../question/rules/shuffle.ts';

/** Looked at for what is typed; with more, one types on. */
const MOST = 300;
/** A row of buttons has so many options, and a message so much room. */
const MOST_OPTIONS = 5;
const MOST_LENGTH = 1_500;
const PATIENCE_MS = 2_000;

/** The banks' questions of one right choice, for features that ask one: single choice and true or false, short enough for a message. */
export const bankQuestions: Omit<QuestionSource, 'recall'> = {
  search: async ({ ctx, query }) => {
    const named = await banks(ctx).find({ workspace: ctx.workspace, state: 'active' }, { name: 1 }).lean();
    const names = new Map(named.map(({ _id, name }) => [_id, name]));
    const words = query.split(/\s+/).filter(Boolean);
    const found = await questions(ctx)
      .find({
        workspace: ctx.workspace,
        bank: { $in: [...names.keys()] },
        state: 'active',
        'content.kind': { $in: ['single', 'truefalse'] },
        ...(words.length === 0 ? {} : { $and: words.map(fits) }),
      })
      .sort({ _id: -1 })
      .limit(MOST)
      .maxTimeMS(PATIENCE_MS)
      .lean<BankQuestion[]>();
    return found
      .filter(({ content }) => asChoice(content, ['', '']) !== undefined)
      .slice(0, LIMITS.selectOptions)
      .map(({ _id, bank, content: { stem, category } }) => ({
        ...option(_id, stem.replace(/\s+/g, ' ')),
        description: {
          type: 'plain_text',
          text: cut([names.get(bank), category].filter(Boolean).join(' · '), LIMITS.option),
        },
      }));
  },
  find: async ({ ctx, actor }, id) => {
    const found = await activeQuestion(ctx, id);
    const say = messages[actor.locale];
    return found === undefined ? undefined : asChoice(found.content, [say.yes, say.no]);
  },
  banks: async ({ ctx, query }) => {
    const word = normalise(query).toLowerCase();
    const found = await banks(ctx).find({ workspace: ctx.workspace, state: 'active' }).sort({ name: 1 }).lean<Bank[]>();
    return found
      .filter(({ name }) => normalise(name).toLowerCase().includes(word))
      .slice(0, LIMITS.selectOptions)
      .map(({ _id, name }) => option(_id, name));
  },
  draw: async ({ ctx, actor }, bank, count, except) => {
    const say = messages[actor.locale];
    const drawn = await drawnFrom(ctx, bank, count, { $nin: [...except] }, [say.yes, say.no]);
    const missing = count - drawn.length;
    if (missing === 0 || except.length === 0) return drawn;
    return [...drawn, ...(await drawnFrom(ctx, bank, missing, { $in: [...except] }, [say.yes, say.no]))];
  },
};

/** At random among a bank's questions of one right choice. @param among which ids */
async function drawnFrom(
  ctx: Context,
  bank: string,
  count: number,
  among: { $in: string[] } | { $nin: string[] },
  judged: [yes: string, no: string],
): Promise<DrawnQuestion[]> {
  const isActive = (await banks(ctx).exists({ _id: bank, workspace: ctx.workspace, state: 'active' })) !== null;
  if (!isActive) return [];
  const found = await questions(ctx)
    .aggregate<BankQuestion>([
      {
        $match: {
          workspace: ctx.workspace,
          bank,
          state: 'active',
          _id: among,
          'content.kind': { $in: ['single', 'truefalse'] },
        },
      },
      { $sample: { size: MOST } },
    ])
    .option({ maxTimeMS: PATIENCE_MS });
  const drawn: DrawnQuestion[] = [];
  for (const { _id: id, content } of found) {
    if (drawn.length === count) break;
    const question = asChoice(content, judged);
    if (question !== undefined) drawn.push({ ...inOwnOrder(content, question), id });
  }
  return drawn;
}

/** As a person sees it: in an order that nobody can pass on. */
function inOwnOrder(content: Question, question: ChoiceQuestion): ChoiceQuestion {
  if (content.kind !== 'single') return question;
  const order = shownOrder(content, newId());
  const options = order.flatMap((index) => question.options[index] ?? []);
  return { ...question, options, right: order.indexOf(question.right) };
}

function fits(word: string) {
  const pattern = { $regex: word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), $options: 'i' };
  return { $or: [{ 'content.stem': pattern }, { 'content.category': pattern }] };
}

async function activeQuestion(ctx: Context, id: string): Promise<BankQuestion | undefined> {
  const found = await questions(ctx)
    .findOne({ _id: id, workspace: ctx.workspace, state: 'active' })
    .lean<BankQuestion>();
  if (found === null) return undefined;
  const bank = await banks(ctx).exists({ _id: found.bank, workspace: ctx.workspace, state: 'active' });
  return bank === null ? undefined : found;
}

/** @param judged what true and false are called */
function asChoice(question: Question, judged: [yes: string, no: string]): ChoiceQuestion | undefined {
  const reasons = [question.explanation, question.source].filter(Boolean).join('\n');
  const why = { ...(reasons === '' ? {} : { why: reasons }), ...(hasFixedOrder(question) ? { isOrdered: true } : {}) };
  if (question.kind === 'truefalse')
    return isShort(question.stem, judged)
      ? { words: question.stem, options: judged, right: question.correct ? 0 : 1, ...why }
      : undefined;
  if (question.kind !== 'single' || question.alsoCorrect || question.options.length > MOST_OPTIONS) return undefined;
  const { stem, options, correct } = question;
  return isShort(stem, options) ? { words: stem, options, right: correct, ...why } : undefined;
}

function isShort(stem: string, options: readonly string[]): boolean {
  return [stem, ...options].reduce((sum, text) => sum + text.length, 0) <= MOST_LENGTH;
}
