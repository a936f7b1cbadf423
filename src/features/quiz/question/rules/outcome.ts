import type { Response } from './mark.ts';

/** What the ledger keeps of an answer. */
export interface AnswerOutcome extends Record<string, unknown> {
  question: string;
  version: number;
  response: Response;
  correct: boolean;
  credit: number;
  /** From the first choice's sight to the answer, in ms; absent where nobody saw it begin. */
  ms?: number;
  /** Counted at the lock, unconfirmed. */
  byLock?: true;
}
