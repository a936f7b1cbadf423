import type { Context } from '../../../context.ts';
import { plan } from '../../../delivery/plan.ts';
import { memberOf } from '../../../members/service.ts';
import { record } from '../../../participation/ledger/service.ts';
import type { Kind } from '../kinds/rules.ts';
import { kindOf } from '../kinds/service.ts';
import { type EventKind, type Item, type ItemEvent, items } from '../model.ts';
import { itemOf } from './items.ts';
import { planNews } from './news.ts';
import { dutyOf } from './people.ts';

/** What calls somebody to act. */
const DUTIES: readonly EventKind[] = ['received', 'handedOver', 'reopened', 'warned', 'escalated'];
/** What the submitter knows already, or is the officers' affair. */
const NO_NEWS: readonly EventKind[] = ['received', 'warned'];

/**
 * Does what follows from an item's events: notices, points, and what a merger brings. Each of them happens once, however
 * often it is begun; `told` moves on when all of it is done.
 */
export async function tell(ctx: Context, id: string): Promise<void> {
  const item = await itemOf(ctx, id);
  if (item === undefined || item.untold !== true) return;
  const kind = await kindOf(ctx, item.kind);
  for (const event of item.events.slice(item.told)) {
    if (event.what === 'merged') await moveFollowers(ctx, item);
    if (event.what === 'solved' || event.what === 'partly') await adopt(ctx, item, kind, event);
    if (event.what === 'closed' || event.what === 'silent') await forgetMerged(ctx, item);
    await tellDuty(ctx, item, kind, event);
    await tellNews(ctx, item, event);
  }
  await items(ctx).updateOne(
    { _id: id, workspace: ctx.workspace, events: { $size: item.events.length } },
    { $set: { told: item.events.length }, $unset: { untold: 1 } },
  );
}

/** The change stands: what cannot be told at once, the clockwork tells. */
export async function tellSoon(ctx: Context, id: string): Promise<void> {
  try {
    await tell(ctx, id);
  } catch (error) {
    ctx.log.warn({ err: error, item: id }, 'news of an item could not be told; the clockwork will');
  }
}

async function tellDuty(ctx: Context, item: Item, kind: Kind, event: ItemEvent): Promise<void> {
  const toOwner = event.what === 'closed' || event.what === 'silent';
  if (!toOwner && !DUTIES.includes(event.what)) return;
  const people = toOwner
    ? [item.owner].filter((one) => one !== undefined)
    : await dutyOf(ctx, item, kind, event.what === 'escalated' || event.what === 'reopened');
  const notice = `suggestions.duty-${item._id}-${event.seq}`;
  const params = { item: item._id, seq: String(event.seq) };
  await plan(
    ctx,
    people
      .filter((user) => user !== event.by)
      .map((recipient) => ({ notice, kind: 'suggestions.duty', recipient, to: 'member', params, priority: 4 })),
  );
}

/**
 * Tells watchers, and the submitter who is known. Who sent anonymously is in none of these records, which hold a person
 * beside an item: they read of it in "My suggestions" and in App Home.
 */
async function tellNews(ctx: Context, item: Item, event: ItemEvent): Promise<void> {
  if (NO_NEWS.includes(event.what)) return;
  const own = event.what === 'closed' || event.what === 'reopened' ? [] : [item.submitter];
  const people = [...new Set([...own, ...item.watchers])].filter((one) => one !== undefined && one !== event.by);
  await planNews(ctx, item._id, event, people as string[]);
}

/** Adoption in the ledger, once for an item; none for who is not known. */
async function adopt(ctx: Context, item: Item, { points }: Kind, { at }: ItemEvent): Promise<void> {
  if (item.submitter === undefined) return;
  const person = await memberOf(ctx, item.submitter);
  await record(
    ctx,
    {
      ...{ member: item.submitter, feature: 'suggestions', activity: item._id, kind: 'adopted', at, points },
      ...{ minutes: 0, streak: false, outcome: { number: item.number }, key: `suggestions.adopted-${item._id}` },
    },
    { branch: person?.branch, team: person?.team, shift: person?.shift, tz: person?.tz },
  );
}

/** Supporters, watchers and the submitter who is known follow the item into which it was merged, and hear of that. */
async function moveFollowers(ctx: Context, item: Item): Promise<void> {
  const own = item.submitter === undefined ? [] : [item.submitter];
  const target = await lastOf(ctx, item);
  const supporters = [...own, ...item.supporters].filter((one) => one !== target?.submitter);
  const watchers = [...own, ...item.watchers].filter((one) => one !== target?.submitter);
  if (target === undefined) return;
  await items(ctx).updateOne(
    { _id: target._id, workspace: ctx.workspace },
    { $addToSet: { supporters: { $each: supporters }, watchers: { $each: watchers } } },
  );
}

async function lastOf(ctx: Context, item: Item): Promise<Item | undefined> {
  let found = item.mergedInto === undefined ? undefined : await itemOf(ctx, item.mergedInto);
  for (let hops = 0; hops < 10 && found?.mergedInto !== undefined; hops++) found = await itemOf(ctx, found.mergedInto);
  return found;
}

/** What was merged into an item ends with it: who had sent it anonymously is not known any more. */
async function forgetMerged(ctx: Context, item: Item): Promise<void> {
  let layer = [item._id];
  for (let hops = 0; hops < 10 && layer.length > 0; hops++) {
    const filter = { workspace: ctx.workspace, mergedInto: { $in: layer } };
    layer = (await items(ctx).find(filter, { _id: 1 }).lean()).map((one) => one._id);
    await items(ctx).updateMany(filter, { $unset: { sealed: 1 } });
  }
}
