import type { QueryFilter } from 'mongoose';
import type { Context } from '../../../../context.ts';
import { type Paged, pageOf } from '../../../../lib/pages.ts';
import { type BankQuestion, questions } from '../../model.ts';
import type { QuestionKind } from '../../run/rules/question.ts';

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

/** One page of a bank's questions, in the order in which they came. @param page from 1 */
export async function browse(ctx: Context, bank: string, filter: BrowseFilter, page: number): Promise<BrowsePage> {
  const { workspace } = ctx;
  const found = matching({ workspace, bank, state: filter.state }, filter);
  const [paged, named] = await Promise.all([
    pageOf(questions(ctx), found, { _id: 1 }, { page, size: PER_PAGE }),
    questions(ctx).aggregate<{ _id: string }>([
      { $match: { workspace, bank, state: filter.state, 'content.category': { $ne: '' } } },
      { $group: { _id: '$content.category', count: { $sum: 1 } } },
      { $sort: { count: -1, _id: 1 } },
      { $limit: CATEGORIES },
    ]),
  ]);
  return { ...paged, categories: named.map(({ _id }) => _id) };
}

function matching(of: QueryFilter<BankQuestion>, { words, kind, category }: BrowseFilter): QueryFilter<BankQuestion> {
  const each = words.split(/\s+/).filter((word) => word !== '');
  return {
    ...of,
    ...(kind === undefined ? {} : { 'content.kind': kind }),
    ...(category === undefined ? {} : { 'content.category': category }),
    ...(each.length === 0 ? {} : { $and: each.map(holding) }),
  };
}

function holding(word: string): QueryFilter<BankQuestion> {
  const pattern = { $regex: word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), $options: 'i' };
  return { $or: ['stem', 'options', 'category', 'tags'].map((field) => ({ [`content.${field}`]: pattern })) };
}
