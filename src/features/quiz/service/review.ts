import type { Context } from '../../../context.ts';
import { isDuplicateKey } from '../../../lib/mongo.ts';
import { type Review, reviews } from '../model.ts';
import type { Mark } from '../rules/mark.ts';
import { type ReviewState, review } from '../rules/review.ts';

export interface Reviewed {
  member: string;
  question: string;
  mark: Mark;
  at: Date;
  /** The ledger entry it follows from. */
  key: string;
}

/** Races of one member's own answers to one question; more than these in a row do not happen. */
const TRIES = 4;

/**
 * Moves what a member remembers of a question on by one answer. Applying the same entry twice is applying it once.
 * @returns the review as it is now.
 */
export async function applyReview(ctx: Context, done: Reviewed): Promise<Review> {
  const { workspace } = ctx;
  const { member, question, key } = done;
  const collection = reviews(ctx).collection;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const before = (await collection.findOne({ workspace, member, question })) as Review | null;
    // An answer that is in it already, or older than what is in it, moves nothing.
    if (before !== null && (before.lastKey === key || before.last >= done.at)) return before;
    const state = review(before === null ? undefined : stateOf(before), { ...done.mark, at: done.at });
    const next: Review = { workspace, member, question, ...state, right: done.mark.correct, lastKey: key };
    try {
      if (before === null) {
        await collection.insertOne({ ...next });
        return next;
      }
      const written = await collection.updateOne(
        { workspace, member, question, lastKey: before.lastKey },
        { $set: { ...next } },
      );
      if (written.matchedCount === 1) return next;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
  }
  throw new Error(`A review could not be written in ${TRIES} tries`);
}

function stateOf(found: Review): ReviewState {
  const { due, stability, difficulty, reps, lapses, state, last } = found;
  return { due, stability, difficulty, reps, lapses, state, last };
}
