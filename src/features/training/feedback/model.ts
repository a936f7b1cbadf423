import { Schema } from 'mongoose';
import { collection } from '../../../lib/stores/collection.ts';
import type { Grades } from './rules.ts';

/**
 * Under which name that says nothing a person speaks about a session. It is needed so that they may change what they said; nothing
 * else reads it.
 */
export interface Voice {
  workspace: string;
  session: string;
  member: string;
  voice: string;
}

/** What was said under that name: neither who nor when, so that no words can be laid beside a name. */
export interface Feedback {
  /** The voice. */
  _id: string;
  workspace: string;
  session: string;
  grades: Grades;
  words?: string;
}

const string = { type: String, required: true } as const;

const voiceSchema = new Schema<Voice>(
  { workspace: string, session: string, member: string, voice: string },
  { versionKey: false },
);
voiceSchema.index({ workspace: 1, session: 1, member: 1 }, { unique: true });
export const voices = collection('training_voices', voiceSchema);

const feedbackSchema = new Schema<Feedback>(
  {
    _id: string,
    workspace: string,
    session: string,
    grades: { type: Schema.Types.Mixed, required: true },
    words: String,
  },
  { versionKey: false, minimize: false },
);
feedbackSchema.index({ workspace: 1, session: 1 });
export const feedback = collection('training_feedback', feedbackSchema);
