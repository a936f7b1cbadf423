import type { Actor } from '../../bot/actor.ts';
import type { Context } from '../../context.ts';
import { type Paged, pageIn, pageOf } from '../../lib/pages.ts';
import { membersOf } from '../../members/audience/audience.ts';
import { type Book, receiptsOf } from './book.ts';

/** People who have not confirmed, or who were wrong at first. */
export const LISTS = ['open', 'wrong'] as const;
export type List = (typeof LISTS)[number];

const PAGE = 40;

/** In the order of their teams. */
export type Names = Paged<{ name: string; team: string }>;

/** A page of names of the officer’s own branch; of any other there are none, for any reader. */
export async function namesOf(
  ctx: Context,
  book: Book,
  actor: Actor,
  id: string,
  list: List,
  page: number,
): Promise<Names> {
  const branch = actor.branch ?? '';
  const wanted = { page, size: PAGE };
  if (branch === '') return pageIn([], wanted);
  const which = list === 'open' ? { state: 'reached' as const } : { wrongFirst: 1 };
  const filter = { ...receiptsOf(ctx, book, id), branch, ...which };
  const found = await pageOf(book.receipts(ctx), filter, { team: 1, member: 1 }, wanted, { member: 1, team: 1 });
  const people = await membersOf(
    ctx,
    found.rows.map(({ member }) => member),
  );
  const rows = found.rows.flatMap(({ member, team }) => {
    const name = people.get(member)?.name;
    return name === undefined ? [] : [{ name, team }];
  });
  return { ...found, rows };
}
