import type { Actor } from '../../../../bot/actor.ts';
import type { Context } from '../../../../context.ts';
import { clock } from '../../../../lib/clock.ts';
import { entriesWhere } from '../../../../participation/ledger/read.ts';
import { questionsById } from '../../bank/service/question-cache.ts';
import { answeredQuestions } from '../../digest/service/digest.ts';
import { type Card, cards, type Run, runs } from '../../model.ts';
import type { Response } from '../../question/rules/mark.ts';
import type { AnswerOutcome } from '../../question/rules/outcome.ts';
import type { Question } from '../../question/rules/question.ts';
import { runsToJoin } from '../../run/service/reach.ts';
import { openCards } from './cards.ts';
import { answerKey } from './item.ts';
import { unanswered } from './unanswered.ts';

/** A question with its options in the order that the reader had, or in their own. */
export interface ExplainedQuestion {
  content: Question;
  order: number[];
  /** What the reader answered, where they did. */
  response?: Response | undefined;
}

export interface ExplainedDay {
  questions: ExplainedQuestion[];
  /** How many there were. */
  all: number;
  /** Those that the reader has still to answer, asked again since: they are left out. */
  withheld: number;
}

/** Questions shown at once. */
const MOST_SHOWN = 10;

/** The questions of a schedule's closed day: the reader's own first, then the hardest. */
export async function explainedDay(ctx: Context, actor: Actor, schedule: string, day: string): Promise<ExplainedDay> {
  const { workspace } = ctx;
  const closed = await runs(ctx)
    .find({ workspace, schedule, day, lockAt: { $lte: clock.now() } })
    .lean<Run[]>();
  const run = { $in: closed.map(({ _id }) => _id) };
  const [own, known, drawn, waiting] = await Promise.all([
    cards(ctx).find({ workspace, run, member: actor.user }).lean<Card[]>(),
    answeredQuestions(ctx, run.$in),
    cards(ctx).distinct('items.question', { workspace, run }),
    questionsToAnswer(ctx, actor),
  ]);
  const mine = own.flatMap((card) => card.items.map((one, item) => ({ ...one, key: answerKey(card._id, item) })));
  const all = new Set([
    ...mine.map((item) => item.question),
    ...known.map(({ question }) => question._id),
    ...closed.flatMap((one) => one.questions),
    ...drawn,
  ]);
  const free = [...all].filter((id) => !waiting.has(id));
  const [shown, given] = await Promise.all([
    questionsById(ctx, free.slice(0, MOST_SHOWN)),
    responsesOf(
      ctx,
      mine.map(({ key }) => key),
    ),
  ]);
  return {
    questions: shown.map(({ _id, content }) => {
      const item = mine.find(({ question }) => question === _id);
      return { content, order: item?.order ?? ownOrder(content), response: given.get(item?.key ?? '') };
    }),
    all: all.size,
    withheld: all.size - free.length,
  };
}

/** The questions of a channel's run, for people who did not join it. */
export async function explainedRun(ctx: Context, run: Run): Promise<ExplainedQuestion[]> {
  const found = await questionsById(ctx, run.questions);
  return found.map(({ content }) => ({ content, order: ownOrder(content) }));
}

async function responsesOf(ctx: Context, keys: readonly string[]): Promise<Map<string, Response>> {
  const found = await entriesWhere(ctx, { key: { $in: [...keys] } }).toArray();
  return new Map(found.map(({ key, outcome }) => [key, (outcome as AnswerOutcome).response]));
}

function ownOrder(content: Question): number[] {
  return 'options' in content ? content.options.map((_, index) => index) : [];
}

async function questionsToAnswer(ctx: Context, actor: Actor): Promise<Set<string>> {
  const [own, others] = await Promise.all([openCards(ctx, actor.user), runsToJoin(ctx, actor)]);
  const open = await unanswered(ctx, own);
  return new Set([
    ...open.flatMap(({ card, items }) => items.map((item) => card.items[item]?.question ?? '')),
    ...others.flatMap((run) => run.questions),
  ]);
}
