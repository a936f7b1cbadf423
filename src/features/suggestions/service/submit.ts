import { createHash } from 'node:crypto';
import { UserError } from '../../../bot/errors.ts';
import type { Actor } from '../../../bot/feature.ts';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { idFrom } from '../../../lib/ids.ts';
import { isDuplicateKey } from '../../../lib/mongo.ts';
import { DAY_MS } from '../../../lib/zone.ts';
import { workTimesOf } from '../../../members/calendar/work-times.ts';
import { dayOf } from '../../../members/shift.ts';
import { type Item, items } from '../model.ts';
import { allowances, counters } from '../records-model.ts';
import { afterWorkingDays } from '../rules/clocks.ts';
import { type Kind, offered } from '../rules/kinds.ts';
import { WORDS } from '../words.ts';
import { dropDraft, type OpenedDraft } from './drafts.ts';
import { kindsOf } from './kinds.ts';
import { type BarePhoto, keepPhotos } from './photos.ts';
import { hasKey, nameOf, seal } from './secret.ts';
import { tellSoon } from './tell.ts';
import { wakeOf } from './wake.ts';

/** Items a person may send on a day. */
export const A_DAY = 10;
export const TEXT = 6_000;

/**
 * Files an item, once however often the same draft is sent, and gives it its number.
 * @throws UserError when the words are missing, the day's allowance is used up, or nothing anonymous can be taken
 */
export async function submit(
  ctx: Context,
  actor: Actor,
  draft: OpenedDraft,
  photos: readonly BarePhoto[],
): Promise<Item> {
  const text = draft.text.trim().slice(0, TEXT);
  if (text === '') throw new UserError(WORDS.empty);
  if (draft.isAnonymous && !hasKey(ctx)) throw new UserError(WORDS.noKey);
  const once = onceOf(ctx, draft.once);
  const before = await items(ctx).findOne({ workspace: ctx.workspace, once }).lean<Item>();
  const item = before ?? (await file(ctx, actor, { ...draft, text, once }, photos));
  await dropDraft(ctx, actor, draft.once);
  await tellSoon(ctx, item._id);
  return item;
}

/** A hash: the draft stands under its person's own name, and an anonymous item must not lead there. */
function onceOf(ctx: Context, draft: string): string {
  return createHash('sha256').update(`${ctx.workspace} ${draft}`).digest('hex');
}

/** The id that an item has, or will have, of a draft that is named `once`. */
export function itemIdOf(ctx: Context, once: string): string {
  return idFrom(ctx.workspace, 'item', onceOf(ctx, once));
}

async function file(ctx: Context, actor: Actor, content: OpenedDraft, photos: readonly BarePhoto[]): Promise<Item> {
  const now = clock.now();
  await useAllowance(ctx, actor, content.once, now);
  const { workspace } = ctx;
  const kind = await kindToFile(ctx, content.kind);
  const calendar = (await workTimesOf(ctx)).calendar(content.branch);
  // Named by the draft: whoever files it a second time at the same moment keeps the same photos and makes no other item.
  const id = idFrom(workspace, 'item', content.once);
  const item: Item = {
    ...{ _id: id, workspace, number: await nextNumber(ctx, now), once: content.once, kind: kind.kind },
    ...{ text: content.text, place: content.place.trim().slice(0, 100), branch: content.branch },
    ...(content.isAnonymous
      ? { isAnonymous: true, sealed: seal(ctx, id, actor.user) }
      : { isAnonymous: false, submitter: actor.user }),
    ...{ photos: photos.length, state: 'received', rank: 0, round: 0 },
    acceptBy: afterWorkingDays(now, kind.acceptDays, ctx.config.TIMEZONE, calendar),
    ...{ supporters: [], watchers: [], told: 0, untold: true, marks: [], createdAt: now, updatedAt: now },
    events: [{ seq: 0, what: 'received', at: now }],
  };
  // Photos first: an item that says it has some has them.
  await keepPhotos(ctx, id, photos);
  try {
    await items(ctx).collection.insertOne({ ...item, ...(await wakeOf(ctx, item)) } as never);
    return item;
  } catch (error) {
    const found = isDuplicateKey(error)
      ? await items(ctx).findOne({ workspace, once: content.once }).lean<Item>()
      : undefined;
    if (!found) throw error;
    return found;
  }
}

/** The kind that was chosen, though it was retired meanwhile; where none was, the first that is offered. */
async function kindToFile(ctx: Context, wanted: string): Promise<Kind> {
  const kinds = await kindsOf(ctx);
  const found = kinds.find((one) => one.kind === wanted) ?? offered(kinds)[0];
  if (found === undefined) throw new Error('There are no kinds');
  return found;
}

/** `S-2026-0042`: the next of its year, atomically. A number that was taken and not used is never given again. */
async function nextNumber(ctx: Context, now: Date): Promise<string> {
  const year = dayOf(now, ctx.config.TIMEZONE).slice(0, 4);
  const _id = `${ctx.workspace} ${year}`;
  const add = () =>
    counters(ctx)
      .findOneAndUpdate(
        { _id, workspace: ctx.workspace },
        { $inc: { last: 1 } },
        { upsert: true, returnDocument: 'after' },
      )
      .lean();
  // Two first ones of a year: one of them finds the counter made.
  const found = await add().catch((error: unknown) => {
    if (isDuplicateKey(error)) return add();
    throw error;
  });
  return `S-${year}-${String(found?.last ?? 1).padStart(4, '0')}`;
}

/**
 * Counts an item of the person's day, once however often it is sent, under names that without the key lead to nobody and to no
 * item; the count dies with the day after.
 */
async function useAllowance(ctx: Context, actor: Actor, once: string, now: Date): Promise<void> {
  const { workspace } = ctx;
  const day = dayOf(now, ctx.config.TIMEZONE);
  const _id = nameOf(ctx, 'count', actor.user, day);
  const item = nameOf(ctx, 'count', once, day);
  const expiresAt = new Date(Date.parse(`${day}T00:00:00Z`) + 2 * DAY_MS);
  const write = (filter: object, upsert: boolean) =>
    allowances(ctx).updateOne(
      { _id, workspace, ...filter },
      { $inc: { used: 1 }, $push: { items: item }, $setOnInsert: { expiresAt } },
      { upsert },
    );
  const hasRoom = { used: { $lt: A_DAY }, items: { $ne: item } };
  try {
    await write(hasRoom, true);
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    // There already: used up or counted before, unless it was made this very moment.
    const again = await write(hasRoom, false);
    if (again.modifiedCount > 0) return;
    if ((await allowances(ctx).exists({ _id, workspace, items: item })) === null) throw new UserError(WORDS.enough);
  }
}
