import type { Actor, Bilingual } from '../../../bot/feature.ts';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { dayOf, instantOf } from '../../../members/shift.ts';
import { kindsOf } from '../kinds/service.ts';
import { type Item, items } from '../model.ts';
import { affairsOf } from '../service/items.ts';
import { type Line, lineOf, linesBy } from './rules.ts';

export interface Stats {
  year: string;
  /** The branch whose numbers they are; undefined: the company's. */
  branch: string | undefined;
  all: Line;
  kinds: Line[];
  branches: Line[];
  /** The kinds' names, by kind. */
  titles: Record<string, Bilingual>;
  /** New and solved items by month, January first. */
  months: { label: string; count: number; solved: number }[];
}

/** The year's numbers in an officer's affairs. */
export async function statsOf(ctx: Context, actor: Actor): Promise<Stats> {
  const [{ year, found, branch }, titles] = await Promise.all([yearOf(ctx, actor), titlesOf(ctx)]);
  const monthOf = (at: Date) => dayOf(at, ctx.config.TIMEZONE).slice(0, 7);
  const months = Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`)
    .filter((month) => month <= monthOf(clock.now()))
    .map((month) => ({
      label: month,
      count: found.filter((one) => monthOf(one.createdAt) === month).length,
      solved: found.filter((one) => one.solvedAt !== undefined && monthOf(one.solvedAt) === month).length,
    }));
  return {
    year,
    branch,
    all: lineOf('', found),
    kinds: linesBy(found, 'kind'),
    branches: linesBy(found, 'branch'),
    titles,
    months,
  };
}

/** What the kinds are called, the retired ones too. */
async function titlesOf(ctx: Context): Promise<Record<string, Bilingual>> {
  return Object.fromEntries((await kindsOf(ctx)).map(({ kind, title }) => [kind, title]));
}

/** The year's items in an officer's affairs, the oldest first; what was merged counts with what it was merged into. */
export async function yearOf(
  ctx: Context,
  actor: Actor,
): Promise<{ year: string; branch: string | undefined; found: Item[] }> {
  const year = dayOf(clock.now(), ctx.config.TIMEZONE).slice(0, 4);
  const affairs = affairsOf(actor);
  const found = await items(ctx)
    .find(
      {
        ...{ workspace: ctx.workspace, ...affairs, state: { $ne: 'merged' } },
        createdAt: { $gte: instantOf(`${year}-01-01`, '00:00', ctx.config.TIMEZONE) },
      },
      { events: 0, sealed: 0 },
    )
    .sort({ createdAt: 1 })
    .lean<Item[]>();
  return { year, branch: affairs.branch, found };
}
