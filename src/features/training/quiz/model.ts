import { Schema } from 'mongoose';
import { collection } from '../../../lib/stores/collection.ts';
import type { QuizTry } from './rules.ts';

/** A person's quiz of a course, from the invitation on: one for each course and member. */
export interface CourseQuiz {
  workspace: string;
  course: string;
  member: string;
  invitedAt: Date;
  tries: QuizTry[];
  /** Reached what was needed, for the first time. */
  passedAt?: Date;
  /** Passed, and what follows for the certificate is not done yet. */
  uncertified?: boolean;
}

const string = { type: String, required: true } as const;

const quizSchema = new Schema<CourseQuiz>(
  {
    workspace: string,
    course: string,
    member: string,
    invitedAt: { type: Date, required: true },
    tries: [Schema.Types.Mixed],
    passedAt: Date,
    uncertified: Boolean,
  },
  { versionKey: false, minimize: false },
);
quizSchema.index({ workspace: 1, course: 1, member: 1 }, { unique: true });
quizSchema.index({ workspace: 1, uncertified: 1 }, { partialFilterExpression: { uncertified: { $exists: true } } });
export const courseQuizzes = collection('training_quizzes', quizSchema);
