import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '../../../../context.ts';
import { inBatches } from '../../../../lib/lists/batches.ts';
import type { Difference } from '../../../../lib/lists/difference.ts';
import type { Entry } from '../../../../participation/ledger/model.ts';
import { aggregateEntries, entriesWhere } from '../../../../participation/ledger/read.ts';
import { type BankQuestion, questions } from '../../model.ts';
import { mark } from '../../question/rules/mark.ts';
import type { AnswerOutcome } from '../../question/rules/outcome.ts';
import { MARKING } from '../../question/rules/points.ts';
import { allOf, type Packed, type Remembered, remembered, withoutState, withState } from '../packed.ts';
import { review } from '../rules.ts';
import { type Change, change, memoriesOf, type Owner } from './store.ts';

/** Members whose entries are read together. */
const BATCH = 100;
/** An answer between its writes is no difference; it has time enough to finish. */
const SETTLING_MS = 300;

/** What is remembered of a question, and what the ledger makes of it; one of them may be missing. */
interface Pair extends Owner {
  question: string;
  stored: Remembered | undefined;
  folded: Remembered | undefined;
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

/** Makes what these members remember again from the ledger. */
export async function refoldMembers(ctx: Context, members: readonly string[]): Promise<void> {
  for (let start = 0; start < members.length; start += BATCH) {
    const some = members.slice(start, start + BATCH);
    await repair(ctx, await differing(ctx, some));
  }
}

/** Members with an answer since then that their review does not hold: only their histories are worth reading. */
async function* membersBehind(ctx: Context, since: Date): AsyncGenerator<string> {
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
    const held = await heldBy(ctx, [...new Set(entries.map(({ member }) => member))]);
    const behind = entries.filter((entry) => {
      const last = held.get(keyOf({ member: entry.member, question: outcomeOf(entry).question }))?.stored?.last;
      return last === undefined || last < entry.at;
    });
    yield* new Set(behind.map((entry) => entry.member));
  }
}

async function differing(ctx: Context, members: readonly string[]): Promise<Pair[]> {
  const entries = await entriesWhere(
    ctx,
    { member: { $in: [...members] }, 'outcome.question': { $exists: true }, kind: { $ne: 'reversal' } },
    { sort: { member: 1, at: 1 } },
  ).toArray();
  const pairs = await heldBy(ctx, members);
  const known = await questionsOf(ctx, [
    ...entries.map((entry) => outcomeOf(entry).question),
    ...[...pairs.values()].map(({ question }) => question),
  ]);
  for (const entry of entries) {
    const question = known.get(outcomeOf(entry).question);
    // Nobody is asked it again.
    if (question === undefined) continue;
    const { member, at, day } = entry;
    const key = keyOf({ member, question: question._id });
    const pair = pairs.get(key) ?? {
      member,
      bank: question.bank,
      question: question._id,
      stored: undefined,
      folded: undefined,
    };
    const result = mark(question.content, outcomeOf(entry).response, MARKING);
    const folded = { ...review(pair.folded, { ...result, at, day }), right: result.correct };
    pairs.set(key, { ...pair, folded });
  }
  return [...pairs.values()].filter(({ question, stored, folded }) => known.has(question) && !isSame(stored, folded));
}

const keyOf = ({ member, question }: Pick<Pair, 'member' | 'question'>): string => `${member} ${question}`;

/** What these members remember, by `keyOf`. */
async function heldBy(ctx: Context, members: readonly string[]): Promise<Map<string, Pair>> {
  const held = await memoriesOf(ctx, members);
  return new Map(
    held.flatMap((memory) => {
      const { member, bank } = memory;
      return [...allOf(memory)].map(([question, stored]): [string, Pair] => [
        keyOf({ member, question }),
        { member, bank, question, stored, folded: undefined },
      ]);
    }),
  );
}

/** Questions with their keys as they are now, by id. */
async function questionsOf(
  ctx: Context,
  ids: readonly string[],
): Promise<Map<string, Pick<BankQuestion, '_id' | 'bank' | 'content'>>> {
  const found = await questions(ctx)
    .find({ workspace: ctx.workspace, _id: { $in: [...new Set(ids)] } }, { bank: 1, content: 1 })
    .lean<Pick<BankQuestion, '_id' | 'bank' | 'content'>[]>();
  return new Map(found.map((one) => [one._id, one]));
}

function isSame(a: Remembered | undefined, b: Remembered | undefined): boolean {
  if (a?.due.getTime() !== b?.due.getTime()) return false;
  return (['right', 'lastDay', 'stability'] as const).every((field) => a?.[field] === b?.[field]);
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
  const changes = pairs.map(({ member, bank, question, stored, folded }): Change => {
    const apply = (was: Packed): Packed => {
      if (remembered(was, question)?.last.getTime() !== stored?.last.getTime()) return was;
      return folded === undefined ? withoutState(was, question) : withState(was, question, folded);
    };
    return { member, bank, apply };
  });
  await change(ctx, changes);
}
