import type { Actor } from '../../../bot/actor.ts';
import type { Numbers } from '../../../cases/numbers.ts';
import type { Context } from '../../../context.ts';
import type { Bilingual } from '../../../lib/language.ts';
import { kindsOf } from '../kinds/service.ts';
import { suggestionCases } from '../service/items.ts';

export interface Stats extends Numbers {
  /** The kinds' names, by kind, the retired ones too. */
  titles: Record<string, Bilingual>;
}

/** The year's numbers in an officer's affairs. */
export async function statsOf(ctx: Context, actor: Actor): Promise<Stats> {
  const [numbers, kinds] = await Promise.all([suggestionCases.numbersOf(ctx, actor), kindsOf(ctx)]);
  return { ...numbers, titles: Object.fromEntries(kinds.map(({ kind, title }) => [kind, title])) };
}
