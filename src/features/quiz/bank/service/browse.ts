import type { QueryFilter } from 'mongoose';
import type { Context } from '../../../../context.ts';
import { type Paged, pageOf } from '../../../../lib/pages.ts';
import { type BankQuestion, questions } from '../../model.ts';
import type { QuestionKind } from '../../run/rules/question.ts';
import { searchKey, searchText } from '../search-text.ts';

/** Which questions of a bank an officer looks for. */
export interface BrowseFilter {
  /** In the stem, an option, the category or a tag; empty: any. */
  words: string;
  kind: QuestionKind | undefined;
  category: string | undefined;
  state: BankQuestion['state'];
}

export interface BrowsePage extends Paged<BankQuestion> {
  /** Of the whole bank, those with most questions first. */
  categories: string[];
}

const PER_PAGE = 8;
/** A select takes a hundred. */
const CATEGORIES = 90;
const FILLED_AT_ONCE = 500;

/**
 * One page of a bank's questions, in the order in which they came. The index holds what is searched: only the questions of the page
 * are read, so a bank may have tens of thousands.
 * @param page from 1
 */
export async function browse(ctx: Context, bank: string, filter: BrowseFilter, page: number): Promise<BrowsePage> {
  const { workspace } = ctx;
  const of = { workspace, bank, state: filter.state };
  if (filter.words !== '') await fillSearch(ctx, bank);
  const found = matching(of, filter);
  const [paged, named] = await Promise.all([
    // Their ids first, out of the index, so that those before them are not read to be skipped.
    pageOf(questions(ctx), found, { _id: 1 }, { page, size: PER_PAGE }, { _id: 1 }),
    questions(ctx).aggregate<{ _id: string }>([
      { $match: { ...of, 'content.category': { $gt: '' } } },
      { $group: { _id: '$content.category', count: { $sum: 1 } } },
      { $sort: { count: -1, _id: 1 } },
      { $limit: CATEGORIES },
    ]),
  ]);
  const rows = await questions(ctx)
    .find({ workspace, _id: { $in: paged.rows.map(({ _id }) => _id) } })
    .sort({ _id: 1 })
    .lean<BankQuestion[]>();
  return { ...paged, rows, categories: named.map(({ _id }) => _id) };
}

function matching(of: QueryFilter<BankQuestion>, { words, kind, category }: BrowseFilter): QueryFilter<BankQuestion> {
  const each = searchKey(words).split(' ').filter(Boolean);
  return {
    ...of,
    ...(kind === undefined ? {} : { 'content.kind': kind }),
    ...(category === undefined ? {} : { 'content.category': category }),
    ...(each.length === 0 ? {} : { $and: each.map((word) => ({ search: { $regex: literal(word) } })) }),
  };
}

function literal(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

const filled = new WeakMap<Context['db'], Set<string>>();

/** Questions from before there was a search get its text, once for a bank and process; twice is once. */
async function fillSearch(ctx: Context, bank: string): Promise<void> {
  const { db, workspace } = ctx;
  const done = filled.get(db) ?? new Set();
  filled.set(db, done);
  if (done.has(bank)) return;
  for (;;) {
    const old = await questions(ctx)
      .find({ workspace, bank, search: { $exists: false } }, { content: 1, version: 1 })
      .limit(FILLED_AT_ONCE)
      .lean<Pick<BankQuestion, '_id' | 'content' | 'version'>[]>();
    if (old.length === 0) break;
    await questions(ctx).bulkWrite(
      old.map(({ _id, version, content }) => ({
        updateOne: { filter: { _id, workspace, version }, update: { $set: { search: searchText(content) } } },
      })),
      { ordered: false },
    );
  }
  done.add(bank);
}
