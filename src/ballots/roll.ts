import type { Context } from '../context.ts';
import { newId } from '../lib/ids.ts';
import { insertNew } from '../lib/stores/mongo.ts';
import { resolveAudience } from '../members/audience/resolve.ts';
import { burnKeys } from './envelopes.ts';
import { type RollRow, rollRows } from './model.ts';
import type { Ballot } from './rules/ballot.ts';
import type { Choice } from './rules/question.ts';

type Rolled = Pick<Ballot, '_id' | 'roll'>;
type Store = Pick<Context, 'db' | 'workspace'>;

/** Rows that are read at once. */
const PAGE = 1_000;

export const rowId = (roll: string, user: string): string => `${roll}/${user}`;

/** The rows of a roll after one of them, by their names: `0` is the character after `/`. */
const after = (roll: string, last: string) => ({ _id: { $gt: last, $lt: `${roll}0` } });

/**
 * Writes the roll as the electorate is now, under a name of its own: of two attempts the ballot names one.
 * @returns the roll, how many are on it, and how many of them can vote
 */
export async function writeRoll(
  ctx: Context,
  { _id: ballot, electorate, branch, present }: Pick<Ballot, '_id' | 'electorate' | 'branch' | 'present'>,
): Promise<{ roll: string; size: number; canVote: number }> {
  const { workspace } = ctx;
  const roll = newId();
  const here = present === undefined ? undefined : new Set(present);
  let [size, canVote] = [0, 0];
  for await (const page of resolveAudience(ctx, electorate, branch === undefined ? undefined : { branch })) {
    const rows = page.map(({ user }): RollRow => {
      const row = { _id: rowId(roll, user), workspace, ballot, roll, user };
      return here === undefined || here.has(user) ? row : { ...row, isAbsent: true, isShut: true };
    });
    await insertNew(rollRows(ctx), rows);
    size += rows.length;
    canVote += rows.filter(({ isAbsent }) => isAbsent !== true).length;
  }
  return { roll, size, canVote };
}

/** Takes away what attempts have left that the ballot does not name. */
export async function dropOtherRolls(ctx: Context, { _id: ballot, roll = '' }: Rolled): Promise<void> {
  await rollRows(ctx).deleteMany({ workspace: ctx.workspace, ballot, roll: { $ne: roll } });
  await burnKeys(ctx, ballot, roll);
}

/** One voter's row. */
export async function rowOf(ctx: Store, { roll }: Rolled, user: string): Promise<RollRow | undefined> {
  if (roll === undefined) return undefined;
  const { workspace } = ctx;
  return (
    (await rollRows(ctx)
      .findOne({ _id: rowId(roll, user), workspace })
      .lean<RollRow>()) ?? undefined
  );
}

/**
 * Writes a vote into its row, all of it at once, unless the row is shut.
 * @param isFirst it counts only where nothing is written yet
 * @returns false where it was not written
 */
export async function writeVote(
  ctx: Store,
  roll: string,
  user: string,
  vote: { envelope: string } | { choice: Choice; cast?: RollRow['cast'] },
  isFirst: boolean,
): Promise<boolean> {
  const own = { _id: rowId(roll, user), workspace: ctx.workspace, isShut: { $exists: false } };
  const { cast, ...set } = { cast: undefined, ...vote };
  const written = await rollRows(ctx).updateOne(
    { ...own, ...(isFirst ? { hasVoted: { $exists: false } } : {}) },
    {
      $set: { ...set, hasVoted: true, ...(cast === undefined ? {} : { cast }) },
      ...(cast === undefined ? { $unset: { cast: 1 } } : {}),
    },
  );
  return written.matchedCount === 1;
}

/** Shuts all rows: when it returns, every vote is written or will be refused. */
export async function shutRoll(ctx: Store, roll: string): Promise<void> {
  const open = { workspace: ctx.workspace, roll, isShut: { $exists: false } };
  for (;;) {
    const { modifiedCount } = await rollRows(ctx).updateMany(open, { $set: { isShut: true } });
    if (modifiedCount === 0) return;
  }
}

/** Those who can vote, in pages. @param isWaiting only those who have not voted */
export async function* votersOf(ctx: Store, { roll }: Rolled, isWaiting = false): AsyncGenerator<string[], void, void> {
  if (roll === undefined) return;
  let last = rowId(roll, '');
  for (;;) {
    const rows = await rollRows(ctx)
      .find(
        {
          workspace: ctx.workspace,
          ...after(roll, last),
          isAbsent: { $exists: false },
          ...(isWaiting ? { hasVoted: { $exists: false } } : {}),
        },
        { user: 1 },
      )
      .sort({ _id: 1 })
      .limit(PAGE)
      .lean<Pick<RollRow, '_id' | 'user'>[]>();
    if (rows.length > 0) yield rows.map(({ user }) => user);
    if (rows.length < PAGE) return;
    last = rows.at(-1)?._id ?? last;
  }
}

/** The rows that have a vote, in pages. */
export async function* votedRows(ctx: Store, roll: string): AsyncGenerator<RollRow[], void, void> {
  let last = rowId(roll, '');
  for (;;) {
    const rows = await rollRows(ctx)
      .find({ workspace: ctx.workspace, ...after(roll, last), hasVoted: true })
      .sort({ _id: 1 })
      .limit(PAGE)
      .lean<RollRow[]>();
    if (rows.length > 0) yield rows;
    if (rows.length < PAGE) return;
    last = rows.at(-1)?._id ?? last;
  }
}

/** How many have voted. */
export async function countVoted(ctx: Store, { roll }: Rolled): Promise<number> {
  return roll === undefined ? 0 : rollRows(ctx).countDocuments({ workspace: ctx.workspace, roll, hasVoted: true });
}

/** Takes the envelopes off the roll and burns what opens them. Again changes nothing. */
export async function burn(ctx: Context, { _id: ballot, roll = '' }: Rolled): Promise<void> {
  await burnKeys(ctx, ballot);
  const sealed = { workspace: ctx.workspace, roll, envelope: { $exists: true } };
  await rollRows(ctx).updateMany(sealed, { $unset: { envelope: 1 } });
}
