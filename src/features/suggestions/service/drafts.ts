import type { Actor } from '../../../bot/feature.ts';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { newId } from '../../../lib/ids.ts';
import { DAY_MS } from '../../../lib/zone.ts';
import { drafts } from '../records-model.ts';
import { dropHeld, heldDraft, writeOrHold } from './held-drafts.ts';
import { hasKey, nameOf, openDraft, sealDraft } from './secret.ts';

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

/** What stands in the form, what a message brought into it, and each sentence behind a command: none overwrites another. */
export type Slot = 'form' | 'brought' | `command ${string}`;

/** The draft with which a person goes on when they open the form, and where it is. */
export async function draftToGoOn(ctx: Context, actor: Actor): Promise<{ slot: Slot; draft?: OpenedDraft }> {
  for (const slot of ['form', 'brought'] as const) {
    const draft = await draftOf(ctx, actor, slot);
    if (draft !== undefined) return { slot, draft };
  }
  return { slot: 'form' };
}

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
  await writeOrHold(ctx, { _id: name, workspace: ctx.workspace, ...kept, expiresAt });
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
  return { ...content, isAnonymous: content.isAnonymous && hasKey(ctx), once: found.once };
}

/** Forgets what was sent or given up, wherever it stands. */
export async function dropDraft(ctx: Context, { user }: Actor, once: string): Promise<void> {
  const slots: Slot[] = ['form', 'brought', `command ${once}`];
  const names = slots.map((one) => nameOf(ctx, 'draft', user, one));
  dropHeld(ctx, names, once);
  await drafts(ctx).deleteMany({ _id: { $in: names }, workspace: ctx.workspace, once });
}
