import type { Context } from '../../../../context.ts';
import { knownKeys } from '../../../../participation/ledger/read.ts';
import type { Card } from '../../model.ts';
import { answerKey } from './item.ts';

/** Of these cards those with items that the ledger does not know. */
export async function unanswered(ctx: Context, batch: readonly Card[]): Promise<{ card: Card; items: number[] }[]> {
  const keys = batch.flatMap((card) => card.items.map((_, item) => answerKey(card._id, item)));
  const answered = await knownKeys(ctx, keys);
  return batch
    .map((card) => ({
      card,
      items: card.items.map((_, item) => item).filter((item) => !answered.has(answerKey(card._id, item))),
    }))
    .filter(({ items }) => items.length > 0);
}
