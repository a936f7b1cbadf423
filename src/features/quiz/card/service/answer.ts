import type { Actor } from '../../../../bot/actor.ts';
import { UserError } from '../../../../bot/routing/errors.ts';
import type { Context } from '../../../../context.ts';
import { clock } from '../../../../lib/clock.ts';
import { within } from '../../../../lib/lists/within.ts';
import type { Standing } from '../../../../participation/ledger/model.ts';
import { entryByKey, type Person, type Recording, record } from '../../../../participation/ledger/service.ts';
import { standingOf } from '../../../../participation/ledger/store.ts';
import { questionById } from '../../bank/service/question-cache.ts';
import { type BankQuestion, type Card, cards } from '../../model.ts';
import { mark, type Response, responseOf } from '../../question/rules/mark.ts';
import type { AnswerOutcome } from '../../question/rules/outcome.ts';
import { MARKING, quizPoints } from '../../question/rules/points.ts';
import type { Remembered } from '../../review/packed.ts';
import { applyReview, memoryFor } from '../../review/service/review.ts';
import { WORDS } from '../../words.ts';
import {
  type AnsweredItem,
  answeredItem,
  answerKey,
  cardById,
  cardItem,
  type ItemState,
  itemIn,
  openItem,
  pickedOf,
  shown,
} from './item.ts';

/** A choice that is not marked by then is said to be so: see `gather` for why MongoDB's driver may wait for ever. */
const MARK_MS = 6_000;

/**
 * The state of one question of a card, for drawing it. @throws UserError for a card that is not the actor's or not
 * there
 */
export async function itemState(ctx: Context, actor: Actor, cardId: string, item: number): Promise<ItemState> {
  return itemOf(ctx, actor, await cardById(ctx, cardId), item);
}

/**
 * The same of a card that was just read. A choice that the lock found unconfirmed counts, whichever process looks
 * first.
 * @throws UserError for a card that is not the actor's or not there
 */
export async function itemOf(ctx: Context, actor: Actor, read: Card | undefined, item: number): Promise<ItemState> {
  const { card, question } = await itemIn(ctx, actor, read, item);
  const [entry, standing] = await Promise.all([
    entryByKey(ctx, answerKey(card._id, item)),
    standingOf(ctx, actor.user),
  ]);
  if (entry !== undefined) return answeredItem(ctx, actor, { card, item, question, entry, standing });
  if (card.lockAt > clock.now()) return openItem(ctx, actor, card, item, question, standing);
  const chosen = pickedOf(card, item);
  if (chosen === undefined) return { state: 'missed', card, item, question };
  return settleAnswer(ctx, actor, card, item, question, chosen, {
    at: card.lockAt,
    byLock: true,
    seen: { standing },
  });
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
  const marking = cards(ctx).collection.findOneAndUpdate(
    { _id: cardId as never, workspace: ctx.workspace, lockAt: { $gt: at } },
    { $push: { picks: { $each: [{ item, response, at }], $slice: -40 } } as never },
    { returnDocument: 'after' },
  );
  const written = await within(MARK_MS, 'Marking a choice', marking);
  return written === null
    ? itemState(ctx, actor, cardId, item)
    : { ...state, card: written as unknown as Card, picked: response };
}

/**
 * Locks the choice and answers. The insert into the ledger under the card's key decides; a second click, another
 * device or a repetition shows the same outcome.
 * @param given what stands at the button (the options it names or that are ticked, a typed answer); absent: the choice
 * marked before.
 */
export async function confirm(
  ctx: Context,
  actor: Actor,
  cardId: string,
  item: number,
  given?: Response | number[],
): Promise<ItemState> {
  const [{ card, question }, standing] = await Promise.all([
    cardItem(ctx, actor, cardId, item),
    standingOf(ctx, actor.user),
  ]);
  const now = clock.now();
  if (card.lockAt <= now) return itemState(ctx, actor, cardId, item);
  const response = Array.isArray(given) ? responseOf(question.content.kind, given) : given;
  const chosen = response ?? pickedOf(card, item);
  if (chosen === undefined) {
    const state = await itemState(ctx, actor, cardId, item);
    if (state.state === 'open') throw new UserError(WORDS.chooseFirst);
    return state;
  }
  return settleAnswer(ctx, actor, card, item, question, chosen, { at: now, seen: { standing } });
}

/**
 * Records the choice that was never confirmed, at the lock. @returns undefined if there was none, or an answer already.
 */
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

interface How extends Pick<Recording, 'seen'> {
  at: Date;
  byLock?: true;
}

async function settleAnswer(
  ctx: Context,
  actor: Actor,
  card: Card,
  item: number,
  question: BankQuestion,
  response: Response,
  how: How,
): Promise<AnsweredItem> {
  const written = await writeAnswer(ctx, actor, card, item, question, response, how);
  if (!written.fresh) {
    const entry = await entryByKey(ctx, answerKey(card._id, item));
    if (entry !== undefined) {
      const standing = await standingOf(ctx, actor.user);
      return answeredItem(ctx, actor, { card, item, question, entry, standing });
    }
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
  how: How,
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
  const owner = { member: member.user, bank: question.bank };
  const memory = memoryFor(ctx, owner);
  let review: Remembered | undefined;
  // After the ledger: who dies in between leaves a memory that the next sweep brings up to date.
  const follow = async (): Promise<void> => {
    const { at } = how;
    const reviewed = { ...owner, question: question._id, mark: result, at, day: card.day, seen: await memory };
    review = await applyReview(ctx, reviewed);
  };
  const deed = {
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
  };
  const recording = { follow, ...(how.seen === undefined ? {} : { seen: how.seen }) };
  const [{ fresh, standing }] = await Promise.all([record(ctx, deed, member, recording), memory]);
  return { fresh, standing, outcome, points, due: review?.due };
}

function firstSight(card: Card, item: number): Date | undefined {
  return card.picks.find((one) => one.item === item)?.at;
}
