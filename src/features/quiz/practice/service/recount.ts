import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '../../../../context.ts';
import { inBatches } from '../../../../lib/lists/batches.ts';
import type { Difference } from '../../../../lib/lists/difference.ts';
import { isDuplicateKey } from '../../../../lib/stores/mongo.ts';
import type { Entry } from '../../../../participation/ledger/model.ts';
import { aggregateEntries, entriesWhere } from '../../../../participation/ledger/read.ts';
import type { AnswerOutcome } from '../../card/service/item.ts';
import { type BankQuestion, questions } from '../../model.ts';
import { mark } from '../../question/rules/mark.ts';
import { MARKING } from '../../question/rules/points.ts';
import { type Review, reviews } from '../../review/model.ts';
import { review } from '../../review/rules.ts';

/** Members whose entries are read together. */
const BATCH = 100;
/** An answer between its writes is no difference; it has time enough to finish. */
const SETTLING_MS = 300;

/** What a review says, and what the ledger makes of it; one of them may be missing. */
interface Pair {
  member: string;
  question: string;
  stored: Review | undefined;
  folded: Review | undefined;
}

/**
 * Compares what members remember of questions with a recount from the ledger.
 * @param options.since only members with an answer since then that their review does not hold; all members if absent
 * @param options.repair writes what the ledger says
 */
export async function recountReviews(ctx: Context, options: { since?: Date; repair: boolean }): Promise<Difference[]> {
  const differences: Difference[] = [];
  const wanted = options.since === undefined ? membersOfLedger(ctx) : membersBehind(ctx, options.since);
  for await (const members of inBatches(wanted, BATCH)) {
    if ((await differing(ctx, members)).length === 0) continue;
    await sleep(SETTLING_MS);
    const pairs = await differing(ctx, members);
    differences.push(...pairs.map(differenceOf));
    if (options.repair) await repair(ctx, pairs);
  }
  return differences;
}

async function* membersOfLedger(ctx: Context): AsyncGenerator<string> {
  const groups = aggregateEntries<{ _id: string }>(ctx, { feature: 'quiz' }, [{ $group: { _id: '$member' } }]);
  for await (const { _id } of groups) yield _id;
}

/** Members with an answer since then that their review does not hold: only their histories are worth reading. */
async function* membersBehind(ctx: Context, since: Date): AsyncGenerator<string> {
  const { workspace } = ctx;
  const answered = entriesWhere(
    ctx,
    {
      at: { $gte: since },
      feature: 'quiz',
      'outcome.question': { $exists: true },
      reverses: { $exists: false },
    },
    { hint: 'at' },
  );
  for await (const entries of inBatches<Entry>(answered, BATCH)) {
    const pairs = entries.map((entry) => ({ member: entry.member, question: outcomeOf(entry).question }));
    const stored = await reviews(ctx)
      .find({ $or: pairs.map((pair) => ({ workspace, ...pair })) }, { _id: 0, member: 1, question: 1, last: 1 })
      .lean<Pick<Review, 'member' | 'question' | 'last'>[]>();
    const last = new Map(stored.map((one) => [keyOf(one), one.last]));
    const behind = entries.filter((entry, n) => {
      const pair = pairs[n];
      const held = pair === undefined ? undefined : last.get(keyOf(pair));
      return held === undefined || held < entry.at;
    });
    yield* new Set(behind.map((entry) => entry.member));
  }
}

async function differing(ctx: Context, members: readonly string[]): Promise<Pair[]> {
  const { workspace } = ctx;
  const filter = { workspace, member: { $in: [...members] } };
  const entries = await entriesWhere(
    ctx,
    { member: { $in: [...members] }, 'outcome.question': { $exists: true }, kind: { $ne: 'reversal' } },
    { sort: { member: 1, at: 1 } },
  ).toArray();
  const folded = await fold(ctx, entries);
  const stored = await reviews(ctx).find(filter, { _id: 0 }).lean<Review[]>();
  const pairs = new Map<string, Pair>();
  for (const one of stored) pairs.set(keyOf(one), { ...one, stored: one, folded: undefined });
  for (const one of folded) {
    pairs.set(keyOf(one), { ...one, stored: pairs.get(keyOf(one))?.stored, folded: one });
  }
  return [...pairs.values()].filter(({ stored: a, folded: b }) => !isSame(a, b));
}

const keyOf = ({ member, question }: Pick<Review, 'member' | 'question'>): string => `${member} ${question}`;

function isSame(a: Review | undefined, b: Review | undefined): boolean {
  if (a?.due.getTime() !== b?.due.getTime()) return false;
  return (['right', 'lastKey', 'lastDay', 'stability'] as const).every((field) => a?.[field] === b?.[field]);
}

/** What entries make of the reviews, marked by the keys as they are now. */
async function fold(ctx: Context, entries: readonly Entry[]): Promise<Review[]> {
  const ids = [...new Set(entries.map((entry) => outcomeOf(entry).question))];
  const found = await questions(ctx)
    .find({ workspace: ctx.workspace, _id: { $in: ids } }, { content: 1 })
    .lean<Pick<BankQuestion, '_id' | 'content'>[]>();
  const contents = new Map(found.map(({ _id, content }) => [_id, content]));
  const folded = new Map<string, Review>();
  for (const entry of entries) {
    const { question, response, correct, credit } = outcomeOf(entry);
    const content = contents.get(question);
    const result = content === undefined ? { correct, credit } : mark(content, response, MARKING);
    const { workspace, member, at, day, key } = entry;
    const state = review(folded.get(keyOf({ member, question })), { ...result, at, day });
    folded.set(keyOf({ member, question }), {
      workspace,
      member,
      question,
      right: result.correct,
      lastKey: key,
      ...state,
    });
  }
  return [...folded.values()];
}

function outcomeOf(entry: Entry): AnswerOutcome {
  return entry.outcome as AnswerOutcome;
}

function differenceOf({ member, question, stored, folded }: Pair): Difference {
  return {
    member,
    field: `review of ${question}`,
    kept: stored?.due.toISOString(),
    ledger: folded?.due.toISOString(),
  };
}

/** Writes what the ledger says, each if nobody has answered meanwhile. */
async function repair(ctx: Context, pairs: readonly Pair[]): Promise<void> {
  for (const { member, question, stored, folded } of pairs) {
    const filter = { workspace: ctx.workspace, member, question };
    if (folded === undefined) await reviews(ctx).deleteOne({ ...filter, lastKey: stored?.lastKey ?? '' });
    else if (stored === undefined)
      await reviews(ctx)
        .collection.insertOne({ ...folded })
        .catch(ignoreKnown);
    else await reviews(ctx).updateOne({ ...filter, lastKey: stored.lastKey }, { $set: folded });
  }
}

function ignoreKnown(error: unknown): void {
  if (!isDuplicateKey(error)) throw error;
}
