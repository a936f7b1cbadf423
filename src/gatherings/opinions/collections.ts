import { type Model, Schema } from 'mongoose';
import type { Context } from '../../context.ts';
import { collection } from '../../lib/stores/collection.ts';
import type { Grades } from './rules.ts';

/**
 * Under which name that says nothing a person speaks about a gathering. It is needed so that they can change what they said; nothing
 * else reads it.
 */
export interface Voice {
  workspace: string;
  session: string;
  member: string;
  voice: string;
}

/** What was said under that name: neither who nor when, so that no words can be laid beside a name. */
export interface Said {
  /** The voice. */
  _id: string;
  workspace: string;
  session: string;
  grades: Grades;
  words?: string;
}

type Of<T> = (ctx: Pick<Context, 'db'>) => Model<T>;

export interface OpinionModels {
  voices: Of<Voice>;
  opinions: Of<Said>;
}

/** The two collections of a feature's opinions, by their names. */
export function opinionCollections(names: { voices: string; opinions: string }): OpinionModels {
  const string = { type: String, required: true } as const;
  const voiceSchema = new Schema<Voice>(
    { workspace: string, session: string, member: string, voice: string },
    { versionKey: false },
  );
  voiceSchema.index({ workspace: 1, session: 1, member: 1 }, { unique: true });
  const saidSchema = new Schema<Said>(
    {
      _id: string,
      workspace: string,
      session: string,
      grades: { type: Schema.Types.Mixed, required: true },
      words: String,
    },
    { versionKey: false, minimize: false },
  );
  saidSchema.index({ workspace: 1, session: 1 });
  return { voices: collection(names.voices, voiceSchema), opinions: collection(names.opinions, saidSchema) };
}
