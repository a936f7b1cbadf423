import type { Actor } from '../../../bot/actor.ts';
import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { dayOf, instantOf } from '../../../lib/zone.ts';
import { affairsOf, inAffairs } from '../../../members/roles.ts';
import { aggregateEntries } from '../../../participation/ledger/read.ts';
import { contests } from '../model.ts';
import { bracketOf } from '../rules/contest.ts';
import type { Contest } from '../rules/records.ts';

const MOST = 20;

/** The contests of a year, as far as an officer sees them. */
export interface Numbers {
  year: string;
  contests: readonly {
    name: string;
    entrants: number;
    /** Matches that were played, of those in which there were two. */
    played: number;
    matches: number;
    right: number;
    of: number;
  }[];
  branches: readonly { branch: string; people: number; right: number; of: number }[];
}

interface Sum {
  _id: { activity: string; branch: string };
  members: string[];
  right: number;
  of: number;
}

/** What the ledger has of this year's contests, with what was corrected. */
export async function numbersOf(ctx: Context, actor: Actor): Promise<Numbers> {
  const year = dayOf(clock.now(), actor.tz).slice(0, 4);
  const found = await contests(ctx)
    .find({
      workspace: ctx.workspace,
      state: { $in: ['drawn', 'ended'] },
      startsAt: { $gte: instantOf(`${year}-01-01`, '00:00', actor.tz) },
      ...inAffairs(affairsOf(actor)),
    })
    .sort({ startsAt: -1, _id: 1 })
    .limit(MOST)
    .lean<Contest[]>();
  const rows = await aggregateEntries<Sum>(
    ctx,
    {
      activity: { $in: found.map(({ _id }) => _id) },
      $or: [{ kind: 'play' }, { kind: 'reversal', reversedKind: 'play' }],
    },
    [
      {
        $group: {
          _id: { activity: '$activity', branch: { $ifNull: ['$unit.branch', ''] } },
          members: { $addToSet: '$member' },
          right: { $sum: '$points' },
          of: { $sum: { $ifNull: ['$outcome.of', 0] } },
        },
      },
    ],
  ).toArray();
  const sum = (of: readonly Sum[], key: 'right' | 'of') => of.reduce((all, one) => all + one[key], 0);
  const branches = [...new Set(rows.map(({ _id }) => _id.branch))].toSorted();
  return {
    year,
    contests: found.map((one) => {
      const own = rows.filter(({ _id }) => _id.activity === one._id);
      const both = bracketOf(one).filter(({ a2, b2 }) => a2 !== 0 && b2 !== 0);
      return {
        name: one.name,
        entrants: one.entrants.length,
        played: both.filter(({ decision }) => decision?.how === 'played').length,
        matches: both.length,
        right: sum(own, 'right'),
        of: sum(own, 'of'),
      };
    }),
    branches: branches.map((branch) => {
      const own = rows.filter(({ _id }) => _id.branch === branch);
      return {
        branch,
        people: new Set(own.flatMap(({ members }) => members)).size,
        right: sum(own, 'right'),
        of: sum(own, 'of'),
      };
    }),
  };
}
