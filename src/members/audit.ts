import { Schema } from 'mongoose';
import { clock } from '../lib/clock.ts';
import { newId } from '../lib/ids.ts';
import type { Bilingual } from '../lib/language.ts';
import { type Paged, pageOf } from '../lib/pages.ts';
import { collection } from '../lib/stores/collection.ts';
import { insertNew } from '../lib/stores/mongo.ts';
import type { Store } from './model.ts';

/** One line of the log of what was done with people's data. It is written once and never changed. */
export interface AuditEntry {
  _id: string;
  workspace: string;
  at: Date;
  /** A user, or `cli`. */
  by: string;
  kind: 'import' | 'rights' | 'undo' | 'export' | 'shift';
  /** What it was, in both languages and without anybody's name. */
  what: Bilingual;
  /** Whose rights changed, by name and in both languages, the first of them. */
  rights: Bilingual[];
  /** The change of the roster that it was. */
  plan?: string;
}

const text = { type: String, required: true } as const;
const said = { zh: text, en: text };

const auditSchema = new Schema<AuditEntry>(
  {
    _id: text,
    workspace: text,
    at: { type: Date, required: true },
    by: text,
    kind: text,
    what: said,
    rights: [new Schema<Bilingual>(said, { _id: false })],
    plan: String,
  },
  { versionKey: false },
);
auditSchema.index({ workspace: 1, at: -1, _id: -1 });

export const auditEntries = collection('members_audit', auditSchema);

/**
 * Notes who did something with people's data, for `/jy people log`. Call it when a file with people's data was sent to somebody.
 * @param entry.id names the deed: the same one is noted once
 */
export async function audit(
  ctx: Store,
  {
    id = newId(),
    rights = [],
    ...entry
  }: Pick<AuditEntry, 'by' | 'kind' | 'what' | 'plan'> & { id?: string; rights?: Bilingual[] },
): Promise<void> {
  const { workspace } = ctx;
  await insertNew(auditEntries(ctx), [{ _id: id, workspace, ...entry, rights, at: clock.now() }]);
}

/** The log, the newest first. @param page from 1 */
export async function auditPage(ctx: Store, page: number, size = 10): Promise<Paged<AuditEntry>> {
  return pageOf(auditEntries(ctx), { workspace: ctx.workspace }, { at: -1, _id: -1 }, { page, size });
}
