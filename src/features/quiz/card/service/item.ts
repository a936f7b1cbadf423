import type { Actor } from '../../../../bot/actor.ts';
import { UserError } from '../../../../bot/routing/errors.ts';
import type { Context } from '../../../../context.ts';
import { clock } from '../../../../lib/clock.ts';
import { findBy } from '../../../../lib/lists/find-by.ts';
import { dayOf } from '../../../../lib/zone.ts';
import { workTimesOf } from '../../../../members/calendar/work-times.ts';
import { weekRankInTeam } from '../../../../participation/boards/team-rank.ts';
import type { Entry, Standing } from '../../../../participation/ledger/model.ts';
import { entriesWhere } from '../../../../participation/ledger/read.ts';
import { dutyIn } from '../../../../participation/standing/duty.ts';
import { streakOn } from '../../../../participation/standing/standing.ts';
import { shieldsEarnedOn } from '../../../../participation/standing/streak.ts';
import { questionById } from '../../bank/service/question-cache.ts';
import { type BankQuestion, type Card, cards } from '../../model.ts';
import type { Response } from '../../question/rules/mark.ts';
import type { AnswerOutcome } from '../../question/rules/outcome.ts';
import { type ComesBack, comesBack } from '../../review/rules.ts';
import { applyReview } from '../../review/service/review.ts';
import { WORDS } from '../../words.ts';

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
  /** When the question is asked again; undefined when it is due. */
  comesBack: ComesBack | undefined;
  /** The shields held, when its day has earned one. */
  shieldsEarned: number | undefined;
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

/** A card of anybody's. */
export const cardById = findBy(cards, '_id');

/** Whose card it is, and which question of it. @throws UserError for a card that is not the actor's or not there. */
export async function cardItem(
  ctx: Context,
  actor: Pick<Actor, 'user'>,
  cardId: string,
  item: number,
): Promise<{ card: Card; question: BankQuestion }> {
  return itemIn(ctx, actor, await cardById(ctx, cardId), item);
}

/** The same in a card that was just read. */
export async function itemIn(
  ctx: Context,
  actor: Pick<Actor, 'user'>,
  card: Card | undefined,
  item: number,
): Promise<{ card: Card; question: BankQuestion }> {
  const drawn = card?.items[item];
  if (card === undefined || drawn === undefined || card.member !== actor.user) throw new UserError(WORDS.notYours);
  const question = await questionById(ctx, drawn.question);
  if (question === undefined) throw new UserError(WORDS.questionGone);
  return { card, question };
}

/** The item at which a card's member is: that of the last answer or choice, before any the first. */
export async function itemAt(ctx: Context, card: Card): Promise<number> {
  const keys = card.items.map((_, item) => answerKey(card._id, item));
  const answers = await entriesWhere(ctx, { key: { $in: keys } }).toArray();
  const steps = [...card.picks, ...answers.map(({ key, at }) => ({ item: keys.indexOf(key), at }))];
  const last = steps.sort((a, b) => a.at.getTime() - b.at.getTime() || a.item - b.item).at(-1);
  return last?.item ?? 0;
}

/** An item as its ledger entry tells it. */
export async function answeredItem(
  ctx: Context,
  actor: Actor,
  {
    entry,
    ...rest
  }: Pick<AnsweredItem, 'card' | 'item' | 'question'> & { entry: Entry; standing: Standing | undefined },
): Promise<AnsweredItem> {
  const outcome = await correctedOutcome(ctx, entry);
  const review = await applyReview(ctx, {
    member: actor.user,
    bank: rest.question.bank,
    question: rest.question._id,
    mark: { correct: outcome.correct, credit: outcome.credit },
    at: entry.at,
    day: entry.day,
  });
  return shown(ctx, actor, {
    ...rest,
    outcome,
    points: outcome.points,
    due: review.due,
  });
}

/** The outcome as it stands after the corrections of the key, which are entries that reverse the first. */
async function correctedOutcome(ctx: Context, entry: Entry): Promise<AnswerOutcome & { points: number }> {
  const outcome = entry.outcome as AnswerOutcome;
  const { member, key } = entry;
  const corrections = await entriesWhere(ctx, { member, reverses: key }, { sort: { at: 1, _id: 1 } }).toArray();
  const last = corrections.at(-1)?.outcome as Partial<Pick<AnswerOutcome, 'correct' | 'credit'>> | undefined;
  return {
    ...outcome,
    correct: last?.correct ?? outcome.correct,
    credit: last?.credit ?? outcome.credit,
    points: corrections.reduce((sum, one) => sum + one.points, entry.points),
  };
}

/** Adds streak and rank to an answer, and when the question comes back. @param parts `due`: absent when it is not known */
export async function shown(
  ctx: Context,
  actor: Actor,
  parts: Pick<AnsweredItem, 'card' | 'item' | 'question' | 'outcome' | 'points'> & {
    standing: Standing | undefined;
    due: Date | undefined;
  },
): Promise<AnsweredItem> {
  const { standing, due, ...rest } = parts;
  const teamRank = standing === undefined ? undefined : await weekRankInTeam(ctx, standing);
  return {
    state: 'answered',
    ...rest,
    streak: await streakToday(ctx, actor, standing),
    weekPoints: standing?.weekPoints ?? 0,
    teamRank,
    comesBack: due === undefined ? undefined : comesBack(due, clock.now(), actor.tz),
    shieldsEarned: standing === undefined ? undefined : shieldsEarnedOn(standing.streak, rest.card.day),
  };
}

/** A question as it stands before the answer. */
export async function openItem(
  ctx: Context,
  actor: Actor,
  card: Card,
  item: number,
  question: BankQuestion,
  standing: Standing | undefined,
): Promise<OpenItem> {
  const streak = await streakToday(ctx, actor, standing);
  return { state: 'open', card, item, question, picked: pickedOf(card, item), streak };
}

/** The streak with the days missed since the last answer taken into account. */
async function streakToday(ctx: Context, actor: Actor, standing: Standing | undefined): Promise<number> {
  if (standing === undefined) return 0;
  const times = await workTimesOf(ctx);
  return streakOn(standing, dayOf(clock.now(), actor.tz), dutyIn(times.of(actor))).current;
}

/** The choice that counts: the last one. */
export function pickedOf(card: Card, item: number): Response | undefined {
  return card.picks.findLast((one) => one.item === item)?.response;
}
