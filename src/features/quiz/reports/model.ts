import { Schema } from 'mongoose';
import { collection } from '../../../lib/stores/collection.ts';
import type { Response } from '../card/rules/mark.ts';

/** A worker's "this question is wrong". */
export interface QuestionReport {
  _id: string;
  workspace: string;
  question: string;
  version: number;
  member: string;
  /** The question’s bank and the member’s branch when it was reported: which officers see it. */
  bank?: string;
  branch?: string;
  /** The answer given, as the worker saw it. */
  response?: Response;
  words: string;
  state: 'open' | 'corrected' | 'dismissed';
  createdAt: Date;
  closedBy?: string;
}

const string = { type: String, required: true } as const;

const reportSchema = new Schema<QuestionReport>(
  {
    _id: string,
    workspace: string,
    question: string,
    version: Number,
    member: string,
    bank: String,
    branch: String,
    response: Schema.Types.Mixed,
    words: { type: String, default: '' },
    state: string,
    createdAt: { type: Date, required: true },
    closedBy: String,
  },
  { versionKey: false },
);
reportSchema.index({ workspace: 1, question: 1, member: 1, version: 1 }, { unique: true });
reportSchema.index({ workspace: 1, state: 1, createdAt: 1 });

export const reports = collection('quiz_reports', reportSchema);
