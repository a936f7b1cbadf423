import type { PlainTextOption } from '@slack/types';
import type { Context } from '../context.ts';
import type { Actor } from './feature.ts';

/** A question of one right choice. */
export interface ChoiceQuestion {
  words: string;
  options: string[];
  /** The index of the right one; it never leaves the server. */
  right: number;
}

/** Questions that a feature keeps and others may ask: they find one, and keep a copy of their own. */
export interface QuestionSource {
  /** What an officer may choose for what was typed; the value of an option is the question's id. */
  search(request: { ctx: Context; actor: Actor; query: string }): Promise<PlainTextOption[]>;
  /** In the reader's language where the words are the feature's own. @returns undefined when there is no such question any more */
  find(request: { ctx: Context; actor: Actor }, id: string): Promise<ChoiceQuestion | undefined>;
}
