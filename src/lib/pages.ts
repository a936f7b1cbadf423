import type { Model, QueryFilter, SortOrder } from 'mongoose';

/** One page of a list. */
export interface Paged<T> {
  rows: T[];
  /** From 1; a page that is gone meanwhile is the last one there is. */
  page: number;
  /** At least 1. */
  pages: number;
  /** How many rows the whole list has. */
  total: number;
}

/** Which page is asked for: anything that is no page is the first. `size` is how many rows a page has. */
export interface Wanted {
  page: number;
  size: number;
}

/**
 * One page of what a collection holds; MongoDB counts and skips, so the list may have thousands.
 * @param sort ends in a unique field, so that no row stands on two pages
 * @param fields the projection; absent: whole documents
 */
export async function pageOf<T>(
  model: Model<T>,
  filter: QueryFilter<T>,
  sort: Record<string, SortOrder>,
  wanted: Wanted,
  fields: Record<string, 0 | 1> = {},
): Promise<Paged<T>> {
  const total = await model.countDocuments(filter);
  const { page, pages, from } = placeOf(total, wanted);
  const rows = await model.find(filter, fields).sort(sort).skip(from).limit(wanted.size).lean<T[]>();
  return { rows, page, pages, total };
}

/** One page of rows that are read already. */
export function pageIn<T>(rows: readonly T[], wanted: Wanted): Paged<T> {
  const { page, pages, from } = placeOf(rows.length, wanted);
  return { rows: rows.slice(from, from + wanted.size), page, pages, total: rows.length };
}

function placeOf(total: number, { page, size }: Wanted): { page: number; pages: number; from: number } {
  const pages = Math.max(1, Math.ceil(total / size));
  const shown = Math.min(Math.max(1, Math.trunc(page) || 1), pages);
  return { page: shown, pages, from: (shown - 1) * size };
}
