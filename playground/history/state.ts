import type { Context } from '../../src/context.ts';

interface HistoryState {
  _id: 'history';
  state: 'writing' | 'whole';
}

const stateOf = (ctx: Pick<Context, 'db'>) => ctx.db.collection<HistoryState>('playground');

/**
 * Notes that the history is being written. One that was begun and not ended goes first: the database was empty before it.
 * @param isFresh a whole one goes, too
 * @returns false where there is a history already, or something else that is not ours to touch
 */
export async function beginWriting(ctx: Pick<Context, 'db'>, isFresh: boolean): Promise<boolean> {
  const found = await stateOf(ctx).findOne({ _id: 'history' });
  if (found?.state === 'whole' && !isFresh) return false;
  if (found === null && (await ctx.db.listCollections()).length > 0) return false;
  if (found !== null) await ctx.db.dropDatabase();
  await stateOf(ctx).insertOne({ _id: 'history', state: 'writing' });
  return true;
}

export async function endWriting(ctx: Pick<Context, 'db'>): Promise<void> {
  await stateOf(ctx).updateOne(
    { _id: 'history' },
    { $set: { state: 'whole' } },
    { writeConcern: { w: 'majority', j: true } },
  );
}
