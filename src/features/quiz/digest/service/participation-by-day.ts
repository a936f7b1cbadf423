import type { Context } from '../../../../context.ts';
import { clock } from '../../../../lib/clock.ts';
import { addDays, dayOf } from '../../../../lib/zone.ts';
import { membersOf } from '../../../../members/audience/audience.ts';
import { isIncluded } from '../../../../members/audience/of-one.ts';
import { aggregateEntries, membersWho } from '../../../../participation/ledger/read.ts';
import { cards, type Run, runs, type Schedule, schedules } from '../../model.ts';
import { askedCards } from './asked-cards.ts';

export interface DayParticipation {
  day: string;
  took: number;
  invited: number;
}

const DAYS = 14;

type Asking = Pick<Schedule, '_id' | 'audience'>;
type Held = Pick<Run, '_id' | 'schedule' | 'day' | 'mode' | 'invited'>;

/** The days with a quiz among the last fourteen, the oldest first: how many of those invited answered. */
export async function participationByDay(ctx: Context, bank: string | undefined): Promise<DayParticipation[]> {
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
      .aggregate<{ _id: string; count: number }>([
        { $match: asked },
        { $group: { _id: { day: '$day', member: '$member' } } },
        { $group: { _id: '$_id.day', count: { $sum: 1 } } },
      ])
      .option({ allowDiskUse: true }),
    aggregateEntries<{ _id: string; count: number }>(
      ctx,
      { activity: { $in: inDm }, kind: 'answer' },
      [{ $group: { _id: { day: '$day', member: '$member' } } }, { $group: { _id: '$_id.day', count: { $sum: 1 } } }],
      { hint: 'activity', allowDiskUse: true },
    ).toArray(),
    Promise.all(inChannels.map((run) => joinedBy(ctx, run, asking))),
  ]);
  const days = new Map<string, DayParticipation>();
  const add = (day: string, what: 'took' | 'invited', count: number) => {
    const found = days.get(day) ?? { day, took: 0, invited: 0 };
    found[what] += count;
    days.set(day, found);
  };
  for (const { _id, count } of invited) add(_id, 'invited', count);
  for (const { _id, count } of took) add(_id, 'took', count);
  for (const [index, run] of inChannels.entries()) {
    add(run.day, 'invited', run.invited);
    add(run.day, 'took', joined[index] ?? 0);
  }
  return [...days.values()].filter((one) => one.invited > 0).sort((a, b) => a.day.localeCompare(b.day));
}

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
