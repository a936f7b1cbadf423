import { Schema } from 'mongoose';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { idFrom } from '../../../lib/ids.ts';
import type { Seals } from '../../../lib/seal.ts';
import { collection, makeIndexes } from '../../../lib/stores/collection.ts';
import { DAY_MS } from '../../../lib/zone.ts';
import type { Inputs } from './form.ts';
import { heldWrites } from './held-writes.ts';

/** What was typed into a form and not submitted. It is its writer's alone, is in no queue and no log, and expires. */
interface FormDraft {
  _id: string;
  workspace: string;
  /** By which all of a person's drafts of a form are found; absent in those of the release before. */
  owner?: string;
  /** JSON of what it is about and of the inputs: words of people, in whatever shape. Encrypted where the form is sealed. */
  typed: string;
  expiresAt: Date;
}

const string = { type: String, required: true } as const;
const schema = new Schema<FormDraft>(
  { _id: string, workspace: string, owner: String, typed: string, expiresAt: { type: Date, required: true } },
  { versionKey: false },
);
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
schema.index({ workspace: 1, owner: 1, expiresAt: 1 });
export const formDrafts = collection('form_drafts', schema);
const held = heldWrites(formDrafts);

/** Makes the indexes of the drafts. */
export const prepareForms = (ctx: Pick<Context, 'db'>): Promise<void> => makeIndexes(ctx, [formDrafts]);

const KEPT_MS = 14 * DAY_MS;

/** The keys of a form whose drafts must lead to nobody: what is sent from it may be anonymous. Without a key they are as all are. */
export type DraftSeals = Pick<
  Seals<Pick<Context, 'config' | 'workspace'>, 'draft'>,
  'hasKey' | 'seal' | 'open' | 'nameOf'
>;

/** Whose drafts they are, and of which form. */
export interface DraftOwner {
  member: string;
  form: string;
  seals?: DraftSeals | undefined;
}

/** One of them: the same form about another thing has another one. */
export interface DraftRef extends DraftOwner {
  about: string;
}

type Kept = Pick<Context, 'db' | 'workspace' | 'config' | 'log'>;
type Body = { about: string; inputs: Inputs };

function idOf(ctx: Kept, { member, form, about, seals }: DraftRef): string {
  const { workspace } = ctx;
  if (seals?.hasKey(ctx) !== true) return idFrom(workspace, member, form, about);
  return seals.nameOf(ctx, 'draft', `${workspace} ${member} ${form} ${about}`);
}

function ownerOf(ctx: Kept, { member, form, seals }: DraftOwner): string {
  return seals?.hasKey(ctx) === true
    ? seals.nameOf(ctx, 'draft', `${ctx.workspace} ${member} ${form}`)
    : `${member} ${form}`;
}

/** Keeps what was typed for two weeks, in place of what was kept before; while MongoDB is away it is kept in this process. */
export async function keepDraft(ctx: Kept, ref: DraftRef, typed: Record<string, string | string[]>): Promise<void> {
  const [_id, body] = [idOf(ctx, ref), JSON.stringify({ about: ref.about, inputs: typed } satisfies Body)];
  await held.write(ctx, {
    _id,
    workspace: ctx.workspace,
    owner: ownerOf(ctx, ref),
    typed: ref.seals?.hasKey(ctx) === true ? ref.seals.seal(ctx, 'draft', body, _id) : body,
    expiresAt: new Date(clock.now().getTime() + KEPT_MS),
  });
}

/** What was typed the last time; undefined when there is nothing, or it was sealed with another key. */
export async function draftOf(ctx: Kept, ref: DraftRef): Promise<Inputs | undefined> {
  const _id = idOf(ctx, ref);
  const alive = { _id, workspace: ctx.workspace, expiresAt: { $gt: clock.now() } };
  const found = held.find(ctx, _id) ?? (await formDrafts(ctx).findOne(alive).lean<FormDraft>());
  return found === null ? undefined : bodyOf(ctx, ref, found)?.inputs;
}

/** What a person's drafts of a form are about, the oldest first. */
export async function draftsOf(ctx: Kept, of: DraftOwner): Promise<string[]> {
  const owner = ownerOf(ctx, of);
  const alive = { workspace: ctx.workspace, owner, expiresAt: { $gt: clock.now() } };
  const kept = await formDrafts(ctx).find(alive).sort({ expiresAt: 1 }).lean<FormDraft[]>();
  const all = [...kept, ...held.all(ctx).filter((one) => one.owner === owner)];
  return [...new Set(all.flatMap((one) => bodyOf(ctx, of, one)?.about ?? []))];
}

/** Forgets what was submitted or emptied. */
export async function dropDraft(ctx: Kept, ref: DraftRef): Promise<void> {
  const _id = idOf(ctx, ref);
  held.drop(ctx, _id);
  await formDrafts(ctx).deleteOne({ _id, workspace: ctx.workspace });
}

function bodyOf(ctx: Kept, { seals }: DraftOwner, { _id, typed }: FormDraft): Body | undefined {
  const text = seals?.hasKey(ctx) === true ? seals.open(ctx, 'draft', typed, _id) : typed;
  if (text?.startsWith('{') !== true) return undefined;
  const body = JSON.parse(text) as Body | Inputs;
  // The release before kept the inputs alone.
  return isBody(body) ? body : { about: '', inputs: body };
}

function isBody(body: Body | Inputs): body is Body {
  return typeof body.about === 'string' && typeof body.inputs === 'object' && !Array.isArray(body.inputs);
}
