import type { mongo } from 'mongoose';
import type { Context } from '../../../context.ts';
import { gather } from '../../../lib/lists/gather.ts';
import { isDuplicateKey } from '../../../lib/stores/mongo.ts';
import type { Mark } from '../question/rules/mark.ts';
import { type Review, reviews } from './model.ts';
import { type ReviewState, review } from './rules.ts';

export interface Reviewed {
  member: string;
  question: string;
  mark: Mark;
  at: Date;
  /** The programme day of the entry. */
  day: string;
  /** The ledger entry it follows from. */
  key: string;
}

/** Races of one member's own answers to one question; more than these in a row do not happen. */
const TRIES = 4;

/**
 * Moves what a member remembers of a question on by one answer. Applying the same entry twice is applying it once;
 * an answer older than what is remembered moves nothing.
 * @returns the review as it is now.
 */
export const applyReview = gather(async (ctx: Context, done: readonly Reviewed[]): Promise<Review[]> => {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const before = await storedReviews(ctx, done);
    const after = new Map(before);
    for (const one of done.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
      const pair = pairOf(one);
      after.set(pair, next(ctx, after.get(pair), one));
    }
    if (await write(ctx, before, after)) return done.flatMap((one) => after.get(pairOf(one)) ?? []);
  }
  throw new Error(`A review could not be written in ${TRIES} tries`);
});

const pairOf = ({ member, question }: Pick<Review, 'member' | 'question'>): string => `${member} ${question}`;

async function storedReviews(ctx: Context, done: readonly Reviewed[]): Promise<Map<string, Review>> {
  const { workspace } = ctx;
  const pairs = new Map(done.map((one) => [pairOf(one), { workspace, member: one.member, question: one.question }]));
  const found = await reviews(ctx)
    .collection.find({ $or: [...pairs.values()] }, { projection: { _id: 0 } })
    .toArray();
  return new Map((found as unknown as Review[]).map((one) => [pairOf(one), one]));
}

function next(ctx: Context, before: Review | undefined, done: Reviewed): Review {
  if (before !== undefined && (before.lastKey === done.key || before.last >= done.at)) return before;
  const { member, question, key } = done;
  const state = review(before === undefined ? undefined : stateOf(before), {
    ...done.mark,
    at: done.at,
    day: done.day,
  });
  return { workspace: ctx.workspace, member, question, ...state, right: done.mark.correct, lastKey: key };
}

/** Writes what moved, each if nobody moved it meanwhile. @returns false when somebody did. */
async function write(ctx: Context, before: Map<string, Review>, after: Map<string, Review>): Promise<boolean> {
  const { workspace } = ctx;
  const writes = [...after].flatMap(([pair, changed]): mongo.AnyBulkWriteOperation[] => {
    const seen = before.get(pair);
    if (seen === changed) return [];
    if (seen === undefined) return [{ insertOne: { document: { ...changed } } }];
    const { member, question, lastKey } = seen;
    const filter = { workspace, member, question, lastKey };
    return [{ updateOne: { filter, update: { $set: { ...changed } } } }];
  });
  if (writes.length === 0) return true;
  try {
    const { matchedCount, insertedCount } = await reviews(ctx).collection.bulkWrite(writes, { ordered: false });
    return matchedCount + insertedCount === writes.length;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

function stateOf(found: Review): ReviewState {
  const { due, stability, difficulty, reps, lapses, state, last, lastDay } = found;
  return { due, stability, difficulty, reps, lapses, state, last, ...(lastDay === undefined ? {} : { lastDay }) };
}
