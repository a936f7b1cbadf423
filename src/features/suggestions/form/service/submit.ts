import { createHash } from 'node:crypto';
import type { Actor } from '../../../../bot/feature.ts';
import { UserError } from '../../../../bot/routing/errors.ts';
import type { Context } from '../../../../context.ts';
import { clock } from '../../../../lib/clock.ts';
import { numberOf } from '../../../../lib/counter.ts';
import { idFrom } from '../../../../lib/ids.ts';
import { isDuplicateKey } from '../../../../lib/stores/mongo.ts';
import { DAY_MS } from '../../../../lib/zone.ts';
import { workTimesOf } from '../../../../members/calendar/work-times.ts';
import { dayOf } from '../../../../members/shift.ts';
import { type Kind, offered } from '../../kinds/rules.ts';
import { kindsOf } from '../../kinds/service.ts';
import { type Item, items } from '../../model.ts';
import { allowances, nextNumber } from '../../records-model.ts';
import { afterWorkingDays } from '../../rules/clocks.ts';
import { tellSoon } from '../../service/tell.ts';
import { wakeOf } from '../../service/wake.ts';
import { WORDS } from '../../words.ts';
import { dropDraft, type OpenedDraft } from './drafts.ts';
import { type BarePhoto, keepPhotos } from './photos.ts';
import { nameOf, secrets } from './secret.ts';

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
  if (draft.isAnonymous && !secrets.hasKey(ctx)) throw new UserError(WORDS.noKey);
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
  const year = dayOf(now, ctx.config.TIMEZONE).slice(0, 4);
  const kind = await kindToFile(ctx, content.kind);
  const calendar = (await workTimesOf(ctx)).calendar(content.branch);
  // Named by the draft: whoever files it a second time at the same moment keeps the same photos and makes no other item.
  const id = idFrom(workspace, 'item', content.once);
  const item: Item = {
    ...{
      _id: id,
      workspace,
      number: numberOf('S', year, await nextNumber(ctx, year)),
      once: content.once,
      kind: kind.kind,
    },
    ...{ text: content.text, place: content.place.trim().slice(0, 100), branch: content.branch },
    ...(content.isAnonymous
      ? { isAnonymous: true, sealed: secrets.sealId(ctx, 'seal', actor.user, id) }
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

/**
 * Counts an item of the person's day, once however often it is sent, under names that without the key lead to nobody and to no
 * item; the count dies with the day after.
 */
async function useAllowance(ctx: Context, actor: Actor, once: string, now: Date): Promise<void> {
  const day = dayOf(now, ctx.config.TIMEZONE);
  const use = {
    of: nameOf(ctx, 'count', actor.user, day),
    once: nameOf(ctx, 'count', once, day),
    expiresAt: new Date(Date.parse(`${day}T00:00:00Z`) + 2 * DAY_MS),
  };
  const [place] = await allowances.use(ctx, [use], A_DAY);
  if (place === undefined) throw new UserError(WORDS.enough);
}
