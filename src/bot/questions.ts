import type { PlainTextOption } from '@slack/types';
import type { Context } from '../context.ts';
import type { Actor } from './actor.ts';

/** A question of one right choice. */
export interface ChoiceQuestion {
  words: string;
  options: string[];
  /** The index of the right one; it never leaves the server. */
  right: number;
  /** Why it is right, and where that stands; shown after the answer. */
  why?: string;
  /** Its options stand in an order that means something: true and false, or an option that speaks of another. */
  isOrdered?: boolean;
}

interface Asked {
  ctx: Context;
  actor: Actor;
}

/** Questions that a feature keeps and others may ask: they find one, or have some drawn, and keep a copy of their own. */
export interface QuestionSource {
  /** What an officer may choose for what was typed; the value of an option is the question's id. */
  search(request: Asked & { query: string }): Promise<PlainTextOption[]>;
  /** In the reader's language where the words are the feature's own. @returns undefined when there is no such question any more */
  find(request: Asked, id: string): Promise<ChoiceQuestion | undefined>;
  /** The banks that an officer may have questions drawn from; the value of an option is the bank's id. */
  banks(request: Asked & { query: string }): Promise<PlainTextOption[]>;
  /**
   * Questions of a bank at random, their options in an order of their own where that says nothing.
   * @param except ids that are drawn only when there are not enough others
   * @returns each question once; fewer when the bank has no more that fit a message
   */
  draw(request: Asked, bank: string, count: number, except: readonly string[]): Promise<DrawnQuestion[]>;
  /** @returns undefined when there is no such bank any more */
  recall(ctx: Context, bank: string, member: string, at: Date): Promise<Recall | undefined>;
}

/** What a member still knows of a bank. */
export interface Recall {
  /** The bank's name. */
  name: string;
  /** The sum, over the questions that they have ever answered, of how surely each is still known: 0 to 1. */
  sum: number;
  reviewed: number;
  /** Questions that can be asked. */
  total: number;
}

export interface DrawnQuestion extends ChoiceQuestion {
  id: string;
}
