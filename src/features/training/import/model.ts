import { Schema } from 'mongoose';
import { collection } from '../../../lib/stores/collection.ts';

/** An import that an officer has confirmed and that has not ended. */
export interface PlanImport {
  workspace: string;
  /** As Slack names it. */
  file: string;
  user: string;
  isPublished: boolean;
  confirmedAt: Date;
}

const string = { type: String, required: true } as const;

const importSchema = new Schema<PlanImport>(
  {
    ...{ workspace: string, file: string, user: string, isPublished: { type: Boolean, required: true } },
    confirmedAt: { type: Date, required: true },
  },
  { versionKey: false },
);
importSchema.index({ workspace: 1, file: 1, isPublished: 1 }, { unique: true });
importSchema.index({ workspace: 1, confirmedAt: 1 });
export const planImports = collection('training_imports', importSchema);
