import type { Actor } from '../../../../bot/actor.ts';
import { UserError } from '../../../../bot/routing/errors.ts';
import type { Context } from '../../../../context.ts';
import { clock } from '../../../../lib/clock.ts';
import { dayOf } from '../../../../lib/zone.ts';
import { affairsOf } from '../../../../members/roles.ts';
import { rollupsOf } from '../../../../participation/rollups/rollups.ts';
import { WORDS } from '../../messages/words.ts';
import { numbersOfRows, type YearNumbers } from './year-lines.ts';

export interface Numbers extends YearNumbers {
  year: string;
  isThisYear: boolean;
  /** The year before; undefined where there are no numbers of it. */
  yearBefore: string | undefined;
  /** The branch whose numbers they are; undefined: the company's. */
  branch: string | undefined;
}

const FIRST_YEAR = '2000';

/**
 * A year's numbers in an officer's affairs, as the ledger has them now.
 * @param asked the year as it was typed; empty: this one
 * @throws UserError for what is no year, or one to come
 */
export async function numbersOf(ctx: Context, actor: Actor, asked: string): Promise<Numbers> {
  const now = dayOf(clock.now(), ctx.config.TIMEZONE).slice(0, 4);
  const year = asked.trim() || now;
  if (!/^\d{4}$/.test(year) || year < FIRST_YEAR || year > now) throw new UserError(WORDS.year);
  const affairs = affairsOf(actor);
  const branch = affairs === 'company' ? undefined : affairs === 'none' ? '' : affairs.branch;
  const rows = await rollupsOf(ctx, { from: `${year}-01-01`, to: `${year}-12-31`, feature: 'training' });
  const yearBefore = year === FIRST_YEAR ? undefined : String(Number(year) - 1);
  return {
    year,
    isThisYear: year === now,
    yearBefore,
    branch,
    ...numbersOfRows(affairs === 'none' ? [] : rows, branch),
  };
}
