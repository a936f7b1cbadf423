import type { Actor } from '../../../bot/feature.ts';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { newId } from '../../../lib/ids.ts';
import { DAY_MS } from '../../../lib/zone.ts';
import { drafts } from '../records-model.ts';
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

/** What stands in the form, and what came with a command or a message, do not overwrite each other. */
export type Slot = 'form' | 'brought';

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
  await drafts(ctx).updateOne(
    { _id: name, workspace: ctx.workspace },
    { $set: { ...kept, expiresAt } },
    { upsert: true },
  );
  return { ...content, once: kept.once };
}

/** The person's draft; undefined when there is none, or it was written under another key. */
export async function draftOf(ctx: Context, { user }: Actor, slot: Slot): Promise<OpenedDraft | undefined> {
  const name = nameOf(ctx, 'draft', user, slot);
  const found = await drafts(ctx).findOne({ _id: name, workspace: ctx.workspace }).lean();
  if (found === null) return undefined;
  const body = openDraft(ctx, name, found.body);
  if (body === undefined) return undefined;
  const content = JSON.parse(body) as Content;
  return { ...content, isAnonymous: content.isAnonymous && hasKey(ctx), once: found.once };
}

/** @param once only this one; all of the person's if absent. */
export async function dropDraft(ctx: Context, { user }: Actor, slot: Slot | undefined, once?: string): Promise<void> {
  const names = (slot === undefined ? (['form', 'brought'] as const) : [slot]).map((one) =>
    nameOf(ctx, 'draft', user, one),
  );
  const filter = { _id: { $in: names }, workspace: ctx.workspace };
  await drafts(ctx).deleteMany(once === undefined ? filter : { ...filter, once });
}
