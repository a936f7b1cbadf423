import { Schema } from 'mongoose';
import { collection } from '../../../lib/stores/collection.ts';
import type { Response } from '../question/rules/mark.ts';

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
  /** Position shown to the member → index of the option; absent without options, and in reports from before it was kept. */
  order?: number[];
  /** The answer given; its indexes are the bank’s. */
  response?: Response;
  words: string;
  state: 'open' | 'corrected' | 'dismissed';
  createdAt: Date;
  closedBy?: string;
  /** The version of the question that the correction made. */
  correctedIn?: number;
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
    order: { type: [Number], default: undefined },
    response: Schema.Types.Mixed,
    words: { type: String, default: '' },
    state: string,
    createdAt: { type: Date, required: true },
    closedBy: String,
    correctedIn: Number,
  },
  { versionKey: false },
);
reportSchema.index({ workspace: 1, question: 1, member: 1, version: 1 }, { unique: true });
reportSchema.index({ workspace: 1, state: 1, createdAt: 1 });

export const reports = collection('quiz_reports', reportSchema);
