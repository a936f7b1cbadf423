import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { upserted } from '../../../lib/stores/mongo.ts';
import { partKey } from '../../../members/audience/spec.ts';
import { aggregateEntries } from '../../../participation/ledger/read.ts';
import { type Competition, type KeptIndicator, type LedgerFigure, values } from '../model.ts';
import type { Counted, Level } from '../rules/facts.ts';
import { daysOf, slotOf, slotsOf } from '../rules/slots.ts';
import { today } from './day.ts';
import { valueId } from './value-id.ts';

/** What one person has done on one day, as the ledger has it now. */
interface PersonDay {
  branch?: string | null;
  team?: string | null;
  member: string;
  day: string;
  minutes: number;
  /** Deeds that still count. */
  deeds: number;
}

/** What the ledger says of an indicator up to a day; nobody types or verifies it. Units without an entry have 0. */
export async function ledgerValues(
  ctx: Context,
  one: Pick<Competition, 'level' | 'units' | 'from' | 'to'>,
  indicator: KeptIndicator,
  today: string,
): Promise<Counted[]> {
  const { ledger, pace } = indicator;
  if (ledger === undefined) return [];
  const begun = slotsOf(pace, one).filter((slot) => daysOf(slot, one).from <= today);
  const found = await personDays(ctx, ledger, one.from, one.to < today ? one.to : today);
  const cells = new Map<string, { members: Set<string>; minutes: number; deeds: number }>();
  for (const row of found) {
    const unit = unitOf(one.level, row);
    if (unit === undefined) continue;
    const key = JSON.stringify([unit, slotOf(pace, row.day)]);
    const cell = cells.get(key) ?? { members: new Set(), minutes: 0, deeds: 0 };
    cells.set(key, cell);
    cell.minutes += row.minutes;
    cell.deeds += row.deeds;
    if (row.deeds > 0) cell.members.add(row.member);
  }
  return one.units.flatMap(({ key: unit }) =>
    begun.map((slot): Counted => {
      const cell = cells.get(JSON.stringify([unit, slot]));
      const counts = { hours: (cell?.minutes ?? 0) / 60, people: cell?.members.size ?? 0, deeds: cell?.deeds ?? 0 };
      return { indicator: indicator.id, unit, slot, value: counts[ledger.counts] };
    }),
  );
}

function unitOf(level: Level, { branch, team, member }: PersonDay): string | undefined {
  if (level === 'person') return partKey({ kind: 'member', user: member });
  if (!branch) return undefined;
  if (level === 'branch') return partKey({ kind: 'branch', branch });
  return team ? partKey({ kind: 'team', branch, team }) : undefined;
}

/** A correction counts where what it corrects does, and what was annulled for nothing. */
function personDays(ctx: Context, { feature, kinds }: LedgerFigure, from: string, to: string): Promise<PersonDay[]> {
  const deed = { $cond: [{ $not: ['$reverses'] }, 1, { $cond: [{ $eq: ['$annuls', true] }, -1, 0] }] };
  return aggregateEntries<PersonDay>(
    ctx,
    { feature, day: { $gte: from, $lte: to }, $or: [{ kind: { $in: kinds } }, { reversedKind: { $in: kinds } }] },
    [
      {
        $group: {
          _id: { branch: '$unit.branch', team: '$unit.team', member: '$member', day: '$day' },
          minutes: { $sum: '$minutes' },
          deeds: { $sum: deed },
        },
      },
      { $replaceWith: { $mergeObjects: ['$_id', { minutes: '$minutes', deeds: '$deeds' }] } },
    ],
    { hint: 'day' },
  ).toArray();
}

/**
 * Keeps what the ledger says at the end, in place of what an end that was broken off has kept: from now on it is a value like the
 * others. A process may come to it when another has already ended the competition: what it has kept
 * is unpacked, so packs and ranking follow.
 */
export async function keepFigures(ctx: Context, one: Competition): Promise<void> {
  const { workspace } = ctx;
  const at = clock.now();
  for (const indicator of one.indicators) {
    const found = await ledgerValues(ctx, one, indicator, today(ctx));
    const kept = found.map(({ value, ...of }) => {
      const own = { ...of, competition: one._id };
      const history = [{ at, by: 'ledger', what: 'verified' as const, value }];
      const set = { ...own, counted: value, countedBy: 'ledger', hands: [], history, unpacked: true };
      const filter = { _id: valueId(ctx, own), workspace };
      return { updateOne: { filter, update: { $set: set, $inc: { rev: 1 } }, upsert: true } };
    });
    if (kept.length > 0) await upserted(() => values(ctx).bulkWrite(kept, { ordered: false }));
  }
}
