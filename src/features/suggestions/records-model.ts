import { Schema } from 'mongoose';
import { collection } from '../../lib/stores/collection.ts';

/** An officer who was away, as it was kept before everybody's leave was; `moveAbsences` moves it. */
export interface Absence {
  _id: string;
  workspace: string;
  user: string;
  until: Date;
}

const text = { type: String, required: true } as const;

const absenceSchema = new Schema<Absence>(
  { _id: text, workspace: text, user: text, until: { type: Date, required: true } },
  { versionKey: false },
);
absenceSchema.index({ workspace: 1, user: 1 }, { unique: true });

export const absences = collection('suggestions_absences', absenceSchema);
