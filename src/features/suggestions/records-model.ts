import { Schema } from 'mongoose';
import type { Bilingual } from '../../lib/language.ts';
import { collection } from '../../lib/stores/collection.ts';
import type { Kind } from './kinds/rules.ts';

/** What an administrator has set for a kind, or a kind of their own. */
export interface KindSettings extends Omit<Kind, 'title' | 'isRetired'> {
  _id: string;
  workspace: string;
  /** Absent: as the kind comes. */
  title?: Bilingual;
  isRetired?: boolean;
  addedAt: Date;
}

/** An officer who was away, as it was kept before everybody's leave was; `moveAbsences` moves it. */
export interface Absence {
  _id: string;
  workspace: string;
  user: string;
  until: Date;
}

const text = { type: String, required: true } as const;
const number = { type: Number, required: true } as const;
const date = { type: Date, required: true } as const;
const plainOptions = { versionKey: false, minimize: false } as const;

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
    addedAt: date,
  },
  plainOptions,
);
kindSchema.index({ workspace: 1, kind: 1 }, { unique: true });

const absenceSchema = new Schema<Absence>({ _id: text, workspace: text, user: text, until: date }, plainOptions);
absenceSchema.index({ workspace: 1, user: 1 }, { unique: true });

export const kindSettings = collection('suggestions_kinds', kindSchema);
export const absences = collection('suggestions_absences', absenceSchema);
