import type { Context } from '../context.ts';
import { type Delivery, deliveries } from './model.ts';

/*
 * How a feature reads what became of its notices: never by the model.
 */

/** A notice of one recipient, and how far it is. */
export type OwnDelivery = Pick<Delivery, 'notice' | 'state' | 'createdAt' | 'dueAt' | 'finishedAt'>;

/** What became of these notices for one recipient; those that were never planned are not in it. */
export function deliveriesTo(ctx: Context, recipient: string, notices: readonly string[]): Promise<OwnDelivery[]> {
  return deliveries(ctx)
    .find(
      { workspace: ctx.workspace, recipient, notice: { $in: [...new Set(notices)] } },
      { notice: 1, state: 1, createdAt: 1, dueAt: 1, finishedAt: 1 },
    )
    .lean<OwnDelivery[]>();
}

/** To whom these notices did not come and will not: they were off duty until it was too late, say. */
export function droppedOf(ctx: Context, notices: readonly string[]): Promise<Pick<Delivery, 'notice' | 'recipient'>[]> {
  return deliveries(ctx)
    .find(
      { workspace: ctx.workspace, notice: { $in: [...notices] }, state: 'dropped' },
      { _id: 0, notice: 1, recipient: 1 },
    )
    .lean<Pick<Delivery, 'notice' | 'recipient'>[]>();
}

/** Those of these people for whom a notice was planned since an instant, or to whom it is still to come. */
export function plannedSince(ctx: Context, notice: string, users: readonly string[], since: Date): Promise<string[]> {
  return deliveries(ctx).distinct('recipient', {
    workspace: ctx.workspace,
    notice,
    recipient: { $in: [...users] },
    $or: [{ createdAt: { $gte: since } }, { state: { $in: ['planned', 'paused', 'sending'] } }],
  });
}
