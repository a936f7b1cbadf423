import { Schema } from 'mongoose';
import type { Context } from '../context.ts';
import { collection, makeIndexes } from '../lib/stores/collection.ts';

/** An import that somebody has confirmed and that has not ended. Ids and choices only: what is in the file stays there. */
export interface ConfirmedImport {
  _id: string;
  workspace: string;
  /** Which importer takes it: `training.plan`. */
  importer: string;
  user: string;
  /** What is taken: a file as Slack names it, or a preview that is kept. */
  source: string;
  /** What was chosen in the preview. */
  choice: Record<string, string>;
  confirmedAt: Date;
}

const text = { type: String, required: true } as const;

const importSchema = new Schema<ConfirmedImport>(
  {
    _id: text,
    workspace: text,
    importer: text,
    user: text,
    source: text,
    choice: { type: Schema.Types.Mixed, required: true },
    confirmedAt: { type: Date, required: true },
  },
  { versionKey: false, minimize: false },
);
importSchema.index({ workspace: 1, confirmedAt: 1 });

export const confirmedImports = collection('imports_confirmed', importSchema);

/** Makes the indexes of the confirmed imports. */
export async function prepareImports(ctx: Pick<Context, 'db'>): Promise<void> {
  await makeIndexes(ctx, [confirmedImports]);
}
