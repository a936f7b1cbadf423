import type { Actor } from '../../../bot/actor.ts';
import type { Changed } from '../../../cases/steps.ts';
import type { Context } from '../../../context.ts';
import type { Item } from '../item/model.ts';
import { type Outcome, type Satisfaction, stepOfWord } from '../item/states.ts';
import { suggestionCases } from './items.ts';

const { take } = suggestionCases;

/** An officer makes it theirs, with the due date. Of fifty who press at once one is the owner. */
export function accept(ctx: Context, actor: Actor, id: string, due?: string): Promise<Changed<Item>> {
  return take(ctx, actor, id, { step: 'accept', due });
}

/** The owner answers that it is in hand: the reply's clock ends, the due date's begins. */
export function start(ctx: Context, actor: Actor, id: string, words: string): Promise<Changed<Item>> {
  return take(ctx, actor, id, { step: 'start', words });
}

/** The outcome, in words; "not possible" needs a reason. */
export function conclude(
  ctx: Context,
  actor: Actor,
  id: string,
  outcome: Outcome,
  words: string,
): Promise<Changed<Item>> {
  return take(ctx, actor, id, { step: outcome, words });
}

/** The submitter's word on the outcome. "Not" reopens it, once, at the next rank; the event says why, and not who spoke. */
export function rate(
  ctx: Context,
  actor: Actor,
  id: string,
  word: Satisfaction,
  words?: string,
): Promise<Changed<Item>> {
  const said = words === undefined ? {} : { words };
  return take(ctx, actor, id, ({ round }) => ({ step: stepOfWord(word, round > 0), ...said }));
}

export const { handOver, merge, support, watch } = suggestionCases;
