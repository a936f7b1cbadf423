import type { QueryFilter } from 'mongoose';
import type { Context } from '../../../context.ts';
import { type Paged, pageOf } from '../../../lib/pages.ts';
import { searchKey } from '../bank/search-text.ts';
import { type BankQuestion, questions } from '../model.ts';
import type { QuestionKind } from '../question/rules/question.ts';

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

/**
 * One page of a bank's questions, in the order in which they came. The index holds what is searched: only the questions of the page
 * are read, so a bank may have tens of thousands.
 * @param page from 1
 */
export async function browse(ctx: Context, bank: string, filter: BrowseFilter, page: number): Promise<BrowsePage> {
  const { workspace } = ctx;
  const of = { workspace, bank, state: filter.state };
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
