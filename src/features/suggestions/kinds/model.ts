import { Schema } from 'mongoose';
import type { Bilingual } from '../../../lib/language.ts';
import { collection } from '../../../lib/stores/collection.ts';
import type { Kind } from './rules.ts';

/** What an administrator has set for a kind, or a kind of their own. */
export interface KindSettings extends Omit<Kind, 'title' | 'isRetired'> {
  _id: string;
  workspace: string;
  /** Absent: as the kind comes. */
  title?: Bilingual;
  isRetired?: boolean;
  addedAt: Date;
}

const text = { type: String, required: true } as const;
const number = { type: Number, required: true } as const;

const kindSchema = new Schema<KindSettings>(
  {
    _id: text,
    workspace: text,
    kind: text,
    acceptDays: number,
    replyDays: number,
    dueDays: number,
    points: number,
    routes: { type: [Schema.Types.Mixed] as never },
    title: { type: Schema.Types.Mixed as never },
    isRetired: Boolean,
    addedAt: { type: Date, required: true },
  },
  { versionKey: false, minimize: false },
);
kindSchema.index({ workspace: 1, kind: 1 }, { unique: true });

export const kindSettings = collection('suggestions_kinds', kindSchema);
