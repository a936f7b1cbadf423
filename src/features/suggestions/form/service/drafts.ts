import type { Actor } from '../../../../bot/actor.ts';
import type { Context } from '../../../../context.ts';
import { clock } from '../../../../lib/clock.ts';
import { newId } from '../../../../lib/ids.ts';
import { DAY_MS } from '../../../../lib/zone.ts';
import { drafts } from '../../records-model.ts';
import { dropHeld, heldDraft, heldOfOwner, writeOrHold } from './held-drafts.ts';
import { nameOf, openDraft, sealDraft, secrets } from './secret.ts';

/** What stands in the form. */
export interface Content {
  kind: string;
  text: string;
  place: string;
  branch: string;
  isAnonymous: boolean;
  /** Slack's ids of the files. */
  files: string[];
}

export interface OpenedDraft extends Content {
  /** The same draft, sent twice, is one item. */
  once: string;
}

/** What stands in the form, what each message brought into one, and each sentence behind a command: none overwrites another. */
export type Slot = 'form' | `brought ${string}` | `command ${string}`;

/** Where the words of a message go that is turned into a suggestion now. */
export function newBrought(): Slot {
  return `brought ${newId()}`;
}

const isBrought = (slot: string): slot is `brought ${string}` => slot.startsWith('brought ');

export function slotOf(packed: string): Slot {
  return isBrought(packed) ? packed : 'form';
}

/** The draft with which a person goes on when they open the form, and where it is. */
export async function draftToGoOn(ctx: Context, actor: Actor): Promise<{ slot: Slot; draft?: OpenedDraft }> {
  for (const slot of ['form' as const, ...(await broughtBy(ctx, actor))]) {
    const draft = await draftOf(ctx, actor, slot);
    if (draft !== undefined) return { slot, draft };
  }
  return { slot: 'form' };
}

/** Where a person's words from messages are, the oldest first. */
async function broughtBy(ctx: Context, { user }: Actor): Promise<Slot[]> {
  const owner = ownerOf(ctx, user);
  const kept = await drafts(ctx).find({ workspace: ctx.workspace, owner }).sort({ expiresAt: 1 }).lean();
  const slots = [...kept, ...heldOfOwner(ctx, owner)].flatMap(({ slot = '' }) => (isBrought(slot) ? [slot] : []));
  return [...new Set(slots)];
}

const ownerOf = (ctx: Context, user: string): string => nameOf(ctx, 'draft', user, 'brought');

const KEPT_MS = 14 * DAY_MS;

/** Keeps what a person has written, in place of what was there. A draft that is being sent keeps its `once`. */
export async function keepDraft(
  ctx: Context,
  { user }: Actor,
  content: Content,
  slot: Slot,
  once?: string,
): Promise<OpenedDraft> {
  const name = nameOf(ctx, 'draft', user, slot);
  const kept = { once: once ?? newId(), body: sealDraft(ctx, name, JSON.stringify(content)) };
  const expiresAt = new Date(clock.now().getTime() + KEPT_MS);
  const found = isBrought(slot) ? { owner: ownerOf(ctx, user), slot } : {};
  await writeOrHold(ctx, { _id: name, workspace: ctx.workspace, ...kept, ...found, expiresAt });
  return { ...content, once: kept.once };
}

/** The person's draft; undefined when there is none, or it was written under another key. */
export async function draftOf(ctx: Context, { user }: Actor, slot: Slot): Promise<OpenedDraft | undefined> {
  const name = nameOf(ctx, 'draft', user, slot);
  const found = heldDraft(ctx, name) ?? (await drafts(ctx).findOne({ _id: name, workspace: ctx.workspace }).lean());
  if (found === null) return undefined;
  const body = openDraft(ctx, name, found.body);
  if (body === undefined) return undefined;
  const content = JSON.parse(body) as Content;
  return { ...content, isAnonymous: content.isAnonymous && secrets.hasKey(ctx), once: found.once };
}

/** Forgets what was sent or given up, wherever it stands. */
export async function dropDraft(ctx: Context, { user }: Pick<Actor, 'user'>, once: string): Promise<void> {
  const slots: Slot[] = ['form', `command ${once}`];
  const names = slots.map((one) => nameOf(ctx, 'draft', user, one));
  const owner = ownerOf(ctx, user);
  dropHeld(ctx, (one) => one.once === once && (names.includes(one._id) || one.owner === owner));
  await drafts(ctx).deleteMany({ workspace: ctx.workspace, once, $or: [{ _id: { $in: names } }, { owner }] });
}
