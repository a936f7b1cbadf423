import type { Actor } from '../../../bot/actor.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { dayOf } from '../../../lib/zone.ts';
import { affairsOf } from '../../../members/roles.ts';
import { type NumbersRow, type RollupRow, totalsBy } from '../../../participation/rollups/cells.ts';
import { rollupsOf } from '../../../participation/rollups/rollups.ts';
import { WORDS } from '../words.ts';

const YEARS = 5;

export interface Figures {
  pairs: number;
  graduates: number;
  minutes: number;
}

/** The year's pairs and graduates, by branch, and the years before. */
export interface MentoringYear {
  year: string;
  /** The branch whose numbers they are; undefined: the company's. */
  branch: string | undefined;
  all: Figures;
  branches: (Figures & { branch: string })[];
  years: (Figures & { year: string })[];
}

function figuresOf(rows: readonly RollupRow[]): Figures {
  const by = new Map(totalsBy(rows, ['kind']).map((one): [string, NumbersRow] => [one.kind ?? '', one]));
  return {
    pairs: by.get('paired')?.deeds ?? 0,
    graduates: by.get('graduated')?.deeds ?? 0,
    minutes: by.get('learnt')?.minutes ?? 0,
  };
}

/** In an officer's affairs. @throws UserError where the roster names no branch */
export async function yearOf(ctx: Context, actor: Actor): Promise<MentoringYear> {
  const affairs = affairsOf(actor);
  if (affairs === 'none') throw new UserError(WORDS.noBranch);
  const branch = affairs === 'company' ? undefined : affairs.branch;
  const year = Number(dayOf(clock.now(), ctx.config.TIMEZONE).slice(0, 4));
  const all = await rollupsOf(ctx, { from: `${year - YEARS + 1}-01-01`, to: `${year}-12-31`, feature: 'mentoring' });
  const own = all.filter((row) => branch === undefined || row.branch === branch);
  const ofYear = (one: number) => own.filter(({ period }) => period.startsWith(String(one)));
  const now = ofYear(year);
  const branches = [...new Set(now.map((row) => row.branch))].sort();
  const years = Array.from({ length: YEARS }, (_, back) => year - back);
  const hasAny = ({ pairs, graduates, minutes }: Figures) => pairs + graduates + minutes > 0;
  return {
    year: String(year),
    branch,
    all: figuresOf(now),
    branches: branches
      .map((one) => ({ branch: one, ...figuresOf(now.filter((row) => row.branch === one)) }))
      .filter(hasAny),
    years: years.map((one) => ({ year: String(one), ...figuresOf(ofYear(one)) })).filter(hasAny),
  };
}
