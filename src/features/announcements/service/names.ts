import type { Actor } from '../../../bot/feature.ts';
import type { Context } from '../../../context.ts';
import { membersOf } from '../../../members/audience.ts';
import { type Receipt, receipts } from '../model.ts';

/** Who has not confirmed, or who was wrong at first. */
export const LISTS = ['open', 'wrong'] as const;
export type List = (typeof LISTS)[number];

const PAGE = 40;

export interface Names {
  /** In the order of their teams. */
  names: { name: string; team: string }[];
  /** From 0, of so many. */
  page: number;
  pages: number;
}

/** A page of names of the officer's own branch; of any other there are none, whoever asks. */
export async function namesOf(
  ctx: Context,
  actor: Actor,
  announcement: string,
  list: List,
  page: number,
): Promise<Names> {
  const branch = actor.branch ?? '';
  if (branch === '') return { names: [], page: 0, pages: 0 };
  const which = list === 'open' ? { state: 'reached' as const } : { wrongFirst: 1 };
  const filter = { workspace: ctx.workspace, announcement, branch, ...which };
  const pages = Math.ceil((await receipts(ctx).countDocuments(filter)) / PAGE);
  const shown = Math.max(0, Math.min(page, pages - 1));
  const found = await receipts(ctx)
    .find(filter, { member: 1, team: 1 })
    .sort({ team: 1, member: 1 })
    .skip(shown * PAGE)
    .limit(PAGE)
    .lean<Receipt[]>();
  const people = await membersOf(
    ctx,
    found.map(({ member }) => member),
  );
  const names = found.flatMap(({ member, team }) => {
    const name = people.get(member)?.name;
    return name === undefined ? [] : [{ name, team }];
  });
  return { names, page: shown, pages };
}
