import { ledgerRows, type Store, type Unit } from './model.ts';

/** How many members of a unit took part. */
export interface Participation extends Unit {
  members: number;
}

/**
 * How many different members have entries of an activity, by the branch and team they belonged to then.
 * @returns one line per branch and team, those without either included; the most first
 */
export async function participationOf(ctx: Store, { activity }: { activity: string }): Promise<Participation[]> {
  const groups = ledgerRows(ctx).aggregate<{ _id: Unit; members: number }>(
    [
      { $match: { workspace: ctx.workspace, activity } },
      { $group: { _id: { branch: '$unit.branch', team: '$unit.team', member: '$member' } } },
      { $group: { _id: { branch: '$_id.branch', team: '$_id.team' }, members: { $sum: 1 } } },
      { $sort: { members: -1, '_id.branch': 1, '_id.team': 1 } },
    ],
    { hint: 'activity', allowDiskUse: true },
  );
  return (await groups.toArray()).map(({ _id, members }) => ({ ..._id, members }));
}
