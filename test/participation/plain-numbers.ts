import { ledgerRows, type Store } from '../../src/participation/ledger/model.ts';
import type { Dimension, NumbersRow } from '../../src/participation/rollups/cells.ts';

/** The numbers as an aggregation of the whole ledger gives them: what the roll-ups are measured against. */
export async function plainNumbers(
  store: Store,
  { from, to }: { from: string; to: string },
  by: readonly Dimension[],
): Promise<NumbersRow[]> {
  const places = {
    feature: '$_id.feature',
    category: '$_id.category',
    kind: '$_id.kind',
    branch: '$_id.branch',
    month: { $substrCP: ['$_id.day', 0, 7] },
  };
  const ifThere = (field: string) => ({ $cond: [{ $gt: ['$net', 0] }, field, '$$REMOVE'] });
  const rows = await ledgerRows(store)
    .aggregate<NumbersRow & { _id: Record<string, string> }>(
      [
        { $match: { workspace: store.workspace, day: { $gte: from, $lte: to } } },
        {
          $group: {
            _id: {
              day: '$day',
              feature: '$feature',
              activity: '$activity',
              member: '$member',
              category: { $ifNull: ['$category', ''] },
              kind: { $ifNull: ['$reversedKind', '$kind'] },
              branch: { $ifNull: ['$unit.branch', ''] },
            },
            net: { $sum: { $cond: ['$reverses', { $cond: ['$annuls', -1, 0] }, 1] } },
            minutes: { $sum: '$minutes' },
            points: { $sum: '$points' },
          },
        },
        {
          $group: {
            _id: Object.fromEntries(by.map((dimension) => [dimension, places[dimension]])),
            members: { $addToSet: ifThere('$_id.member') },
            activities: { $addToSet: ifThere('$_id.activity') },
            personTimes: { $sum: { $cond: [{ $gt: ['$net', 0] }, 1, 0] } },
            deeds: { $sum: '$net' },
            minutes: { $sum: '$minutes' },
            points: { $sum: '$points' },
          },
        },
        { $set: { people: { $size: '$members' }, sessions: { $size: '$activities' } } },
        { $unset: ['members', 'activities'] },
      ],
      { allowDiskUse: true },
    )
    .toArray();
  const nameOf = (one: Record<string, string>) => JSON.stringify(by.map((dimension) => one[dimension]));
  return rows
    .toSorted((a, b) => (nameOf(a._id) < nameOf(b._id) ? -1 : 1))
    .map(({ _id, ...numbers }) => ({ ..._id, ...numbers }));
}
