import { UserError } from '../../../bot/errors.ts';
import type { Actor } from '../../../bot/feature.ts';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { dayOf } from '../../../members/shift.ts';
import { rankOf } from '../../../participation/boards.ts';
import { dutyOfShift } from '../../../participation/duty.ts';
import { type Entry, ledger, type Standing } from '../../../participation/model.ts';
import { entryByKey, type Person, record } from '../../../participation/service.ts';
import { streakOn } from '../../../participation/standing.ts';
import { standingOf } from '../../../participation/store.ts';
import { type BankQuestion, type Card, cards } from '../model.ts';
import { mark, type Response } from '../rules/mark.ts';
import { MARKING, quizPoints } from '../rules/points.ts';
import { daysUntil } from '../rules/review.ts';
import { WORDS } from '../words.ts';
import { questionById } from './question-cache.ts';
import { applyReview } from './review.ts';

/** What the ledger keeps of an answer. */
export interface AnswerOutcome extends Record<string, unknown> {
  question: string;
  version: number;
  response: Response;
  correct: boolean;
  credit: number;
  /** From the first choice's sight to the answer, in ms; absent where nobody saw it begin. */
  ms?: number;
  /** Counted at the lock, unconfirmed. */
  byLock?: true;
}

/** All that the card shows before the answer. */
export interface OpenItem {
  state: 'open';
  card: Card;
  item: number;
  question: BankQuestion;
  picked: Response | undefined;
  streak: number;
}

/** All that the card shows after it. */
export interface AnsweredItem {
  state: 'answered';
  card: Card;
  item: number;
  question: BankQuestion;
  outcome: AnswerOutcome;
  points: number;
  streak: number;
  weekPoints: number;
  teamRank: number | undefined;
  /** Days until the question comes back. */
  comesBackIn: number;
}

/** Locked without an answer: nothing was recorded, and the explanation may be read. */
export interface MissedItem {
  state: 'missed';
  card: Card;
  item: number;
  question: BankQuestion;
}

export type ItemState = OpenItem | AnsweredItem | MissedItem;

export function answerKey(card: string, item: number): string {
  return `quiz.answer-${card}-${item}`;
}

/** Whose card it is, and which question of it. @throws UserError for a card that is not the actor's or not there. */
export async function cardItem(
  ctx: Context,
  actor: Pick<Actor, 'user'>,
  cardId: string,
  item: number,
): Promise<{ card: Card; question: BankQuestion }> {
  const card = (await cards(ctx).collection.findOne({ _id: cardId as never, workspace: ctx.workspace })) as Card | null;
  const drawn = card?.items[item];
  if (card === null || drawn === undefined || card.member !== actor.user) throw new UserError(WORDS.notYours);
  const question = await questionById(ctx, drawn.question);
  if (question === undefined) throw new UserError(WORDS.questionGone);
  return { card, question };
}

/** The state of one question of a card, for drawing it. */
export async function itemState(ctx: Context, actor: Actor, cardId: string, item: number): Promise<ItemState> {
  const { card, question } = await cardItem(ctx, actor, cardId, item);
  const entry = await entryByKey(ctx, answerKey(cardId, item));
  if (entry !== undefined) return answeredItem(ctx, actor, card, item, question, entry);
  if (card.lockAt <= clock.now()) return { state: 'missed', card, item, question };
  return openItem(ctx, actor, card, item, question);
}

/**
 * Marks a choice; it may be changed as often as one likes until it is confirmed or the lock falls.
 * A choice after the answer changes nothing and shows the answer.
 */
export async function pick(
  ctx: Context,
  actor: Actor,
  cardId: string,
  item: number,
  response: Response,
): Promise<ItemState> {
  const state = await itemState(ctx, actor, cardId, item);
  if (state.state !== 'open') return state;
  const at = clock.now();
  const written = await cards(ctx).collection.findOneAndUpdate(
    { _id: cardId as never, workspace: ctx.workspace, lockAt: { $gt: at } },
    { $push: { picks: { $each: [{ item, response, at }], $slice: -40 } } as never },
    { returnDocument: 'after' },
  );
  return written === null
    ? itemState(ctx, actor, cardId, item)
    : { ...state, card: written as unknown as Card, picked: response };
}

/**
 * Locks the choice and answers. The insert into the ledger under the card's key decides; a second click, another
 * device or a repetition shows the same outcome.
 * @param response what stands at the button (checkboxes, a typed answer); absent: the choice marked before.
 */
export async function confirm(
  ctx: Context,
  actor: Actor,
  cardId: string,
  item: number,
  response?: Response,
): Promise<ItemState> {
  const { card, question } = await cardItem(ctx, actor, cardId, item);
  const now = clock.now();
  if (card.lockAt <= now) return itemState(ctx, actor, cardId, item);
  const chosen = response ?? pickedOf(card, item);
  if (chosen === undefined) {
    const state = await itemState(ctx, actor, cardId, item);
    if (state.state === 'open') throw new UserError(WORDS.chooseFirst);
    return state;
  }
  return settleAnswer(ctx, actor, card, item, question, chosen, { at: now });
}

/** Records the choice that was never confirmed, at the lock. @returns undefined if there was none, or an answer already. */
export async function countAtLock(
  ctx: Context,
  member: Pick<Actor, 'user'> & Person,
  card: Card,
  item: number,
): Promise<Standing | undefined> {
  const chosen = pickedOf(card, item);
  const question = chosen === undefined ? undefined : await questionById(ctx, card.items[item]?.question ?? '');
  if (chosen === undefined || question === undefined) return undefined;
  const { standing } = await writeAnswer(ctx, member, card, item, question, chosen, { at: card.lockAt, byLock: true });
  return standing;
}

async function settleAnswer(
  ctx: Context,
  actor: Actor,
  card: Card,
  item: number,
  question: BankQuestion,
  response: Response,
  how: { at: Date },
): Promise<AnsweredItem> {
  const written = await writeAnswer(ctx, actor, card, item, question, response, how);
  if (!written.fresh) {
    const entry = await entryByKey(ctx, answerKey(card._id, item));
    if (entry !== undefined) return answeredItem(ctx, actor, card, item, question, entry);
  }
  return shown(ctx, actor, { card, item, question, ...written });
}

async function writeAnswer(
  ctx: Context,
  member: Pick<Actor, 'user'> & Person,
  card: Card,
  item: number,
  question: BankQuestion,
  response: Response,
  how: { at: Date; byLock?: true },
) {
  const result = mark(question.content, response, MARKING);
  const points = quizPoints(result);
  const key = answerKey(card._id, item);
  const since = firstSight(card, item);
  const outcome: AnswerOutcome = {
    question: question._id,
    version: question.version,
    response,
    ...result,
    ...(since === undefined ? {} : { ms: Math.max(0, how.at.getTime() - since.getTime()) }),
    ...(how.byLock === undefined ? {} : { byLock: how.byLock }),
  };
  const { fresh, standing } = await record(
    ctx,
    {
      member: member.user,
      feature: 'quiz',
      activity: card.run,
      kind: 'answer',
      day: card.day,
      at: how.at,
      points,
      minutes: 0,
      streak: true,
      outcome,
      key,
    },
    member,
  );
  // After the ledger: who dies in between leaves a review that the next sweep brings up to date.
  const review = fresh
    ? await applyReview(ctx, { member: member.user, question: question._id, mark: result, at: how.at, key })
    : undefined;
  return { fresh, standing, outcome, points, comesBackIn: review === undefined ? 0 : daysUntil(review.due, how.at) };
}

async function answeredItem(
  ctx: Context,
  actor: Actor,
  card: Card,
  item: number,
  question: BankQuestion,
  entry: Entry,
): Promise<AnsweredItem> {
  const outcome = await correctedOutcome(ctx, entry);
  const review = await applyReview(ctx, {
    member: actor.user,
    question: question._id,
    mark: { correct: outcome.correct, credit: outcome.credit },
    at: entry.at,
    key: entry.key,
  });
  const standing = await standingOf(ctx, actor.user);
  return shown(ctx, actor, {
    card,
    item,
    question,
    standing,
    outcome,
    points: outcome.points,
    comesBackIn: daysUntil(review.due, clock.now()),
  });
}

/** The outcome as it stands after the corrections of the key, which are entries that reverse the first. */
async function correctedOutcome(ctx: Context, entry: Entry): Promise<AnswerOutcome & { points: number }> {
  const outcome = entry.outcome as AnswerOutcome;
  const { workspace, member, key } = entry;
  const corrections = await ledger(ctx)
    .find({ workspace, member, reverses: key })
    .sort({ at: 1, _id: 1 })
    .lean<Entry[]>();
  const last = corrections.at(-1)?.outcome as Partial<Pick<AnswerOutcome, 'correct' | 'credit'>> | undefined;
  return {
    ...outcome,
    correct: last?.correct ?? outcome.correct,
    credit: last?.credit ?? outcome.credit,
    points: corrections.reduce((sum, one) => sum + one.points, entry.points),
  };
}

async function shown(
  ctx: Context,
  actor: Actor,
  parts: Pick<AnsweredItem, 'card' | 'item' | 'question' | 'outcome' | 'points' | 'comesBackIn'> & {
    standing: Standing | undefined;
  },
): Promise<AnsweredItem> {
  const { standing, ...rest } = parts;
  const rank =
    standing === undefined || actor.team === undefined
      ? undefined
      : await rankOf(ctx, standing, { period: 'week', scope: 'team' });
  return {
    state: 'answered',
    ...rest,
    streak: streakToday(actor, standing),
    weekPoints: standing?.weekPoints ?? 0,
    teamRank: rank?.rank,
  };
}

async function openItem(
  ctx: Context,
  actor: Actor,
  card: Card,
  item: number,
  question: BankQuestion,
): Promise<OpenItem> {
  const standing = await standingOf(ctx, actor.user);
  return { state: 'open', card, item, question, picked: pickedOf(card, item), streak: streakToday(actor, standing) };
}

/** The streak with the days missed since the last answer taken into account. */
function streakToday(actor: Pick<Actor, 'tz' | 'shift'>, standing: Standing | undefined): number {
  return standing === undefined
    ? 0
    : streakOn(standing, dayOf(clock.now(), actor.tz), dutyOfShift(actor.shift)).current;
}

/** The choice that counts: the last one. */
export function pickedOf(card: Card, item: number): Response | undefined {
  return card.picks.findLast((one) => one.item === item)?.response;
}

function firstSight(card: Card, item: number): Date | undefined {
  return card.picks.find((one) => one.item === item)?.at;
}
