import type { Context } from '../../../context.ts';
import { dayOf } from '../../../lib/zone.ts';
import { workTimesOf } from '../../../members/calendar/work-times.ts';
import { aggregateEntries } from '../../../participation/ledger/read.ts';
import { contests } from '../model.ts';
import type { IsWorkday } from '../rules/contest.ts';
import type { Contest, Entrant } from '../rules/records.ts';
import type { Known } from '../rules/seeding.ts';

/** Fewer answers say nothing of what somebody knows. */
const ENOUGH_ANSWERS = 10;

/** Whether the people of a contest work on the day of an instant: by the calendar of its branch, or of the company. */
export async function workdaysFor(ctx: Context, { branch }: Contest): Promise<IsWorkday> {
  const calendar = (await workTimesOf(ctx)).calendar(branch);
  return (at) => calendar.isWorkday(dayOf(at, ctx.config.TIMEZONE));
}

/** What the seeds follow from. */
export async function knownOf(ctx: Context, contest: Contest): Promise<Known> {
  const { seeding, entrants } = contest;
  return {
    places: seeding === 'season' ? await lastPlaces(ctx, contest) : new Map(),
    mastery: seeding === 'mastery' ? await masteryOf(ctx, entrants) : new Map(),
  };
}

/** A season is the last contest of the same kind that has ended: people by themselves, teams by whoever signed them up. */
async function lastPlaces(ctx: Context, { boards, branch, entrants }: Contest): Promise<Map<string, number>> {
  const last = await contests(ctx)
    .findOne({ workspace: ctx.workspace, state: 'ended', boards, branch: branch ?? { $exists: false } })
    .sort({ endedAt: -1, _id: -1 })
    .lean<Contest>();
  if (last === null) return new Map();
  const placeOf = (captain: string): number | undefined => {
    const before = last.entrants.find((one) => one.captain === captain);
    const seed = (last.drawn?.seeds.indexOf(before?.id ?? '') ?? -1) + 1;
    return last.ranking?.find((one) => one.seed === seed)?.place;
  };
  return new Map(
    entrants.flatMap(({ id, captain }): [string, number][] => {
      const place = placeOf(captain);
      return place === undefined ? [] : [[id, place]];
    }),
  );
}

/** The share of right answers, of a team that of its people together. */
async function masteryOf(ctx: Context, entrants: readonly Entrant[]): Promise<Map<string, number>> {
  const users = entrants.flatMap(({ members }) => members);
  const rows = await aggregateEntries<{ _id: string; answers: number; right: number }>(
    ctx,
    { member: { $in: users }, kind: 'answer' },
    [
      {
        $group: {
          _id: '$member',
          answers: { $sum: 1 },
          right: { $sum: { $cond: [{ $eq: ['$outcome.correct', true] }, 1, 0] } },
        },
      },
    ],
  ).toArray();
  const byUser = new Map(rows.map((one) => [one._id, one]));
  return new Map(
    entrants.flatMap(({ id, members }): [string, number][] => {
      const own = members.flatMap((user) => byUser.get(user) ?? []);
      const answers = own.reduce((sum, one) => sum + one.answers, 0);
      if (answers < ENOUGH_ANSWERS) return [];
      return [[id, own.reduce((sum, one) => sum + one.right, 0) / answers]];
    }),
  );
}
