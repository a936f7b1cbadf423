import { Schema } from 'mongoose';
import { collection } from '../../../lib/stores/collection.ts';

/** What a member remembers of a question: the state of FSRS, and whether the last answer was right. */
export interface Review {
  workspace: string;
  member: string;
  question: string;
  due: Date;
  stability: number;
  difficulty: number;
  reps: number;
  lapses: number;
  state: number;
  last: Date;
  lastDay?: string;
  right: boolean;
  /** Key of the entry that was applied last, so that applying it twice is applying it once. */
  lastKey: string;
}

const string = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;

const reviewSchema = new Schema<Review>(
  {
    workspace: string,
    member: string,
    question: string,
    due: date,
    stability: Number,
    difficulty: Number,
    reps: Number,
    lapses: Number,
    state: Number,
    last: date,
    lastDay: String,
    right: Boolean,
    lastKey: string,
  },
  { versionKey: false },
);
reviewSchema.index({ workspace: 1, member: 1, question: 1 }, { unique: true });
reviewSchema.index({ workspace: 1, member: 1, due: 1, question: 1 });
reviewSchema.index({ workspace: 1, member: 1, right: 1, last: -1 });

export const reviews = collection('quiz_reviews', reviewSchema);
