import type { Context } from '../../../../context.ts';
import { type BankQuestion, questions } from '../../model.ts';
import { searchText } from '../search-text.ts';

const AT_ONCE = 500;

/** Questions from before there was a search get its text. Several processes may do it at once, and doing it again does nothing. */
export async function indexOldQuestions(ctx: Pick<Context, 'db' | 'workspace'>): Promise<void> {
  const { workspace } = ctx;
  for (let after = ''; ; ) {
    const old = await questions(ctx)
      .find({ workspace, search: { $exists: false }, _id: { $gt: after } }, { content: 1, version: 1 })
      .sort({ _id: 1 })
      .limit(AT_ONCE)
      .lean<Pick<BankQuestion, '_id' | 'content' | 'version'>[]>();
    const last = old.at(-1);
    if (last === undefined) return;
    after = last._id;
    await questions(ctx).bulkWrite(
      old.map(({ _id, version, content }) => ({
        updateOne: { filter: { _id, workspace, version }, update: { $set: { search: searchText(content) } } },
      })),
      { ordered: false },
    );
  }
}
