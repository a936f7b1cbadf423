import type { Context } from '../../src/context.ts';

interface HistoryState {
  _id: 'history';
  state: 'writing' | 'whole';
}

/** The exit code of the program that writes it, where the database holds something else. */
export const SOMETHING_ELSE = 3;

const stateOf = (ctx: Pick<Context, 'db'>) => ctx.db.collection<HistoryState>('playground');

/**
 * Notes that the history is being written. One that was begun and not ended goes first: the database was empty before it.
 * @param isFresh a whole one goes, too
 * @returns `whole`: there is a history already; `other`: something else that is not ours to touch
 */
export async function beginWriting(ctx: Pick<Context, 'db'>, isFresh: boolean): Promise<'begun' | 'whole' | 'other'> {
  const found = await stateOf(ctx).findOne({ _id: 'history' });
  if (found?.state === 'whole' && !isFresh) return 'whole';
  if (found === null && (await ctx.db.listCollections()).length > 0) return 'other';
  if (found !== null) await ctx.db.dropDatabase();
  await stateOf(ctx).insertOne({ _id: 'history', state: 'writing' });
  return 'begun';
}

export async function endWriting(ctx: Pick<Context, 'db'>): Promise<void> {
  await stateOf(ctx).updateOne(
    { _id: 'history' },
    { $set: { state: 'whole' } },
    { writeConcern: { w: 'majority', j: true } },
  );
}
