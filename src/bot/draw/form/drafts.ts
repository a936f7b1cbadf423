import { Schema } from 'mongoose';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { idFrom } from '../../../lib/ids.ts';
import { collection, makeIndexes } from '../../../lib/stores/collection.ts';
import { DAY_MS } from '../../../lib/zone.ts';
import type { Inputs } from './form.ts';

/** What was typed into a form and not submitted. It is its writer's alone, is in no queue and no log, and expires. */
interface FormDraft {
  _id: string;
  workspace: string;
  member: string;
  /** JSON of the inputs: words of people, in whatever shape. */
  typed: string;
  expiresAt: Date;
}

const string = { type: String, required: true } as const;
const schema = new Schema<FormDraft>(
  { _id: string, workspace: string, member: string, typed: string, expiresAt: { type: Date, required: true } },
  { versionKey: false },
);
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
const drafts = collection('form_drafts', schema);

/** Makes the indexes of the drafts. */
export const prepareForms = (ctx: Pick<Context, 'db'>): Promise<void> => makeIndexes(ctx, [drafts]);

const KEPT_MS = 14 * DAY_MS;

/** Whose draft it is, of which form, and of what: the same form about another thing has another one. */
export interface DraftRef {
  member: string;
  form: string;
  about: string;
}

type Kept = Pick<Context, 'db' | 'workspace'>;

const idOf = ({ workspace }: Kept, { member, form, about }: DraftRef) => idFrom(workspace, member, form, about);

/** Keeps what was typed for two weeks, in place of what was kept before. */
export async function keepDraft(ctx: Kept, ref: DraftRef, typed: Record<string, string | string[]>): Promise<void> {
  const { workspace } = ctx;
  const expiresAt = new Date(clock.now().getTime() + KEPT_MS);
  const kept = { member: ref.member, typed: JSON.stringify(typed), expiresAt };
  await drafts(ctx).updateOne({ _id: idOf(ctx, ref), workspace }, { $set: kept }, { upsert: true });
}

/** What was typed the last time; undefined when there is nothing. */
export async function draftOf(ctx: Kept, ref: DraftRef): Promise<Inputs | undefined> {
  const { workspace } = ctx;
  const alive = { _id: idOf(ctx, ref), workspace, expiresAt: { $gt: clock.now() } };
  const found = await drafts(ctx).findOne(alive).lean<FormDraft>();
  return found === null ? undefined : (JSON.parse(found.typed) as Inputs);
}

/** Forgets what was submitted or emptied. */
export async function dropDraft(ctx: Kept, ref: DraftRef): Promise<void> {
  await drafts(ctx).deleteOne({ _id: idOf(ctx, ref), workspace: ctx.workspace });
}
