import type { Context } from '../../../../context.ts';
import { gather } from '../../../../lib/lists/gather.ts';
import type { Mark } from '../../question/rules/mark.ts';
import type { Memory } from '../model.ts';
import { allOf, type Packed, type Remembered, remembered, withState } from '../packed.ts';
import { review } from '../rules.ts';
import { change, memoriesBy, memoriesOf, type Owner, ownerKey } from './store.ts';

/** A memory that was looked for. */
export interface Seen {
  memory: Memory | undefined;
}

export interface Reviewed extends Owner {
  question: string;
  mark: Mark;
  at: Date;
  /** The programme day of the entry. */
  day: string;
  /** What `memoryFor` has just found, which saves the reading. */
  seen?: Seen;
}

/** A member's memory of a bank, read for `applyReview` beside something else; those wanted at the same moment come together. */
export const memoryFor = gather(async (ctx: Context, owners: readonly Owner[]): Promise<Seen[]> => {
  const found = await memoriesBy(ctx, owners);
  return owners.map((one) => ({ memory: found.get(ownerKey(one)) }));
});

/**
 * Moves what a member remembers of a question on by one answer. An answer that is not younger than what is remembered moves
 * nothing, and so applying one twice is applying it once.
 * @returns what is remembered of the question now.
 */
export const applyReview = gather(async (ctx: Context, done: readonly Reviewed[]): Promise<Remembered[]> => {
  const inTime = done.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  const seen = new Map(
    done.flatMap((one): [string, Memory | undefined][] =>
      one.seen === undefined ? [] : [[ownerKey(one), one.seen.memory]],
    ),
  );
  const after = await change(
    ctx,
    inTime.map((one) => ({ member: one.member, bank: one.bank, apply: (was: Packed) => answered(was, one) })),
    seen,
  );
  return done.flatMap((one) => {
    const memory = after.get(ownerKey(one));
    return (memory && remembered(memory, one.question)) ?? [];
  });
});

function answered(was: Packed, { question, mark, at, day }: Reviewed): Packed {
  const before = remembered(was, question);
  if (before !== undefined && before.last >= at) return was;
  return withState(was, question, { ...review(before, { ...mark, at, day }), right: mark.correct });
}

/** The questions whose last answer was wrong, the longest waiting first. */
export async function wrongBefore(ctx: Context, member: string): Promise<string[]> {
  const found = (await memoriesOf(ctx, [member])).flatMap((one) => [...allOf(one)]);
  return found
    .filter(([, { right }]) => !right)
    .sort(([, a], [, b]) => a.last.getTime() - b.last.getTime())
    .map(([question]) => question);
}
