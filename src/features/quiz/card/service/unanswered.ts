import type { Context } from '../../../../context.ts';
import { ledger } from '../../../../participation/ledger/model.ts';
import type { Card } from '../../model.ts';
import { answerKey } from './item.ts';

/** Of these cards those with items that the ledger does not know. */
export async function unanswered(ctx: Context, batch: readonly Card[]): Promise<{ card: Card; items: number[] }[]> {
  const keys = batch.flatMap((card) => card.items.map((_, item) => answerKey(card._id, item)));
  const found = await ledger(ctx)
    .find({ workspace: ctx.workspace, key: { $in: keys } }, { key: 1, _id: 0 })
    .lean();
  const answered = new Set(found.map((entry) => entry.key));
  return batch
    .map((card) => ({
      card,
      items: card.items.map((_, item) => item).filter((item) => !answered.has(answerKey(card._id, item))),
    }))
    .filter(({ items }) => items.length > 0);
}
