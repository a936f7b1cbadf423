import type { Context } from '../../src/context.ts';
import { changeCopy } from '../../src/delivery/change-copy.ts';
import { type Delivery, deliveries, type Renderers } from '../../src/delivery/model.ts';
import { post } from '../../src/delivery/post.ts';
import { finish, markSent, take } from '../../src/delivery/transitions.ts';
import { clock } from '../../src/lib/clock.ts';
import { actorOf } from '../../src/members/service.ts';

/*
 * In a playground's history nobody reads what came two months ago, nor the messages of people whom nobody can be: all of that
 * counts as arrived at its hour, without Slack. What comes to somebody who can be played, or into a channel, within the last
 * days is drawn and posted as the worker does it, but for Slack's limits.
 */

const AT_ONCE = 6;

/** @param shown whose messages are posted; absent: nobody's yet */
export async function deliver(ctx: Context, renderers: Renderers, shown?: readonly string[]): Promise<void> {
  const now = clock.now();
  const due = { workspace: ctx.workspace, state: 'planned' as const, dueAt: { $lte: now } };
  const unseen = shown === undefined ? {} : { recipient: { $nin: [...shown] } };
  await deliveries(ctx).collection.updateMany({ ...due, ...unseen } as never, [
    { $set: { state: 'sent', attempts: 1, startedAt: '$dueAt', finishedAt: '$dueAt' } },
  ]);
  if (shown === undefined) return;
  const found = await deliveries(ctx).find(due).sort({ dueAt: 1, priority: 1, place: 1 }).lean<Delivery[]>();
  for (let start = 0; start < found.length; start += AT_ONCE)
    await Promise.all(found.slice(start, start + AT_ONCE).map((one) => send(ctx, renderers, one, now)));
}

/** Brings what is posted up to date, once: nobody has looked at it before. */
export async function showChanges(ctx: Context, renderers: Renderers, shown: readonly string[]): Promise<void> {
  const { workspace } = ctx;
  await deliveries(ctx).updateMany(
    { workspace, change: { $exists: true }, $or: [{ recipient: { $nin: [...shown] } }, { ts: { $exists: false } }] },
    { $unset: { change: 1, changeTries: 1 } },
  );
  const changed = await deliveries(ctx)
    .find({ workspace, change: { $exists: true } }, { _id: 1 })
    .lean();
  for (let start = 0; start < changed.length; start += AT_ONCE)
    await Promise.all(changed.slice(start, start + AT_ONCE).map(({ _id }) => changeCopy(ctx, renderers, _id)));
}

async function send(ctx: Context, renderers: Renderers, delivery: Delivery, now: Date): Promise<void> {
  if (delivery.expiresAt !== undefined && delivery.expiresAt <= now)
    return finish(ctx, delivery, 'dropped', 'too-late');
  const recipient = delivery.to === 'member' ? await actorOf(ctx, delivery.recipient) : undefined;
  const render = renderers(delivery.kind);
  if (render === undefined) throw new Error(`no feature draws ${delivery.kind}`);
  const locale = recipient?.locale ?? ctx.config.LOCALE;
  const drawn = await render({ ctx, recipient, locale, params: delivery.params, isSent: false });
  if ('drop' in drawn) return finish(ctx, delivery, 'dropped', drawn.drop);
  const mine = await take(ctx, delivery);
  if (mine !== undefined) await markSent(ctx, mine, await post(ctx, mine, drawn));
}
