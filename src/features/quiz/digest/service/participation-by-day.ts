import type { Context } from '../../../../context.ts';
import { clock } from '../../../../lib/clock.ts';
import { addDays, dayOf } from '../../../../lib/zone.ts';
import { membersOf } from '../../../../members/audience/audience.ts';
import { isIncluded } from '../../../../members/audience/of-one.ts';
import { aggregateEntries, membersWho } from '../../../../participation/ledger/read.ts';
import { cards, type Run, runs, type Schedule, schedules } from '../../model.ts';
import { askedCards } from './asked-cards.ts';

/** How many were invited and how many of them answered, each day counted by itself. */
export interface Participation {
  took: number;
  invited: number;
}
export type DayParticipation = Participation & { day: string };
/** Of the questions that came in a direct message; the branch is that of the day, '' where there was none. Never more than invited. */
export type BranchParticipation = Participation & { branch: string };

const DAYS = 14;

type Asking = Pick<Schedule, '_id' | 'audience'>;
type Held = Pick<Run, '_id' | 'schedule' | 'day' | 'mode' | 'invited'>;

/** The days with a quiz among the last fourteen, the oldest first, and the branches by name. */
export async function latestParticipation(
  ctx: Context,
  bank: string | undefined,
): Promise<{ days: DayParticipation[]; branches: BranchParticipation[] }> {
  const { workspace } = ctx;
  const today = dayOf(clock.now(), ctx.config.TIMEZONE);
  const asking = await schedules(ctx)
    .find({ workspace, ...(bank === undefined ? {} : { bank }) }, { audience: 1 })
    .lean<Asking[]>();
  const of = bank === undefined ? {} : { schedule: { $in: asking.map((one) => one._id) } };
  const held = await runs(ctx)
    .find(
      { workspace, ...of, day: { $gt: addDays(today, -DAYS), $lte: today } },
      { schedule: 1, day: 1, mode: 1, invited: 1 },
    )
    .lean<Held[]>();
  const inDm = held.filter((run) => run.mode === 'dm').map((run) => run._id);
  const inChannels = held.filter((run) => run.mode === 'channel');
  const asked = await askedCards(ctx, inDm);
  const [invited, took, joined] = await Promise.all([
    cards(ctx)
      .aggregate<Counted>([
        { $match: asked },
        { $group: { _id: { day: '$day', member: '$member' }, branch: { $first: '$branch' } } },
        ...BY_DAY_AND_BRANCH,
      ])
      .option({ allowDiskUse: true }),
    aggregateEntries<Counted>(
      ctx,
      { activity: { $in: inDm }, kind: 'answer' },
      [
        { $group: { _id: { day: '$day', member: '$member' }, branch: { $first: '$unit.branch' } } },
        ...BY_DAY_AND_BRANCH,
      ],
      { hint: 'activity', allowDiskUse: true },
    ).toArray(),
    Promise.all(inChannels.map((run) => joinedBy(ctx, run, asking))),
  ]);
  const [days, branches] = [new Map<string, Participation>(), new Map<string, Participation>()];
  for (const { _id, count } of invited) {
    add(days, _id.day, { invited: count });
    add(branches, _id.branch ?? '', { invited: count });
  }
  for (const { _id, count } of took) {
    add(days, _id.day, { took: count });
    add(branches, _id.branch ?? '', { took: count });
  }
  for (const [index, run] of inChannels.entries())
    add(days, run.day, { invited: run.invited, took: joined[index] ?? 0 });
  return {
    days: invitedIn(days).map(([day, counts]) => ({ day, ...counts })),
    branches: invitedIn(branches).map(([branch, { took: all, invited: most }]) => ({
      branch,
      took: Math.min(all, most),
      invited: most,
    })),
  };
}

interface Counted {
  _id: { day: string; branch?: string | null };
  count: number;
}

const BY_DAY_AND_BRANCH = [{ $group: { _id: { day: '$_id.day', branch: '$branch' }, count: { $sum: 1 } } }];

function add(sums: Map<string, Participation>, key: string, { took = 0, invited = 0 }: Partial<Participation>): void {
  const before = sums.get(key) ?? { took: 0, invited: 0 };
  sums.set(key, { took: before.took + took, invited: before.invited + invited });
}

const invitedIn = (sums: ReadonlyMap<string, Participation>): [string, Participation][] =>
  [...sums].filter(([, { invited }]) => invited > 0).sort(([a], [b]) => a.localeCompare(b, 'zh'));

/**
 * How many of a channel's audience, as it is now, answered. Anyone in the channel may, and people who came to the
 * audience later too: never more than were invited.
 */
async function joinedBy(ctx: Context, run: Held, asking: readonly Asking[]): Promise<number> {
  const audience = asking.find((one) => one._id === run.schedule)?.audience;
  if (audience === undefined) return 0;
  const answered = await membersWho(ctx, 'answer', [run._id]);
  const people = [...(await membersOf(ctx, answered)).values()];
  const asked = people.filter(({ branch, team, post, ...rest }) =>
    isIncluded(ctx, audience, { ...rest, branch, team, post }),
  );
  return Math.min(asked.length, run.invited);
}
