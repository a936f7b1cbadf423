import type { Context } from '../../../context.ts';
import { addDays, dayOf } from '../../../lib/zone.ts';
import { aggregateEntries } from '../../../participation/ledger/read.ts';
import {
  type Deed,
  type FeatureNames,
  factsOf,
  type LedgerRead,
  linesOf,
  SINGLE_KINDS,
  type Sum,
} from '../rules/dossier.ts';
import type { LedgerFacts, Line, Title } from '../rules/records.ts';

const YEAR_DAYS = 365;

interface Grouped {
  _id: { feature: string; kind: string };
  count: number;
  minutes: number;
  recent: number;
  right: number;
  first: string;
  singles: (Deed & { reverses?: string; annuls?: boolean })[];
}

/**
 * What the ledger knows of a member, in one walk over their entries: sums by feature and kind, with every correction, and the deeds
 * that stand for themselves.
 * @param until what came later does not count
 */
export async function readLedger(ctx: Context, member: string, until: Date): Promise<LedgerRead> {
  const today = dayOf(until, ctx.config.TIMEZONE);
  const yearAgo = addDays(today, -YEAR_DAYS);
  const isReversal = { $eq: ['$kind', 'reversal'] };
  const kind = { $cond: [isReversal, { $ifNull: ['$reversedKind', 'reversal'] }, '$kind'] };
  const isSingle = { $in: [kind, [...SINGLE_KINDS]] };
  const single = {
    key: '$key',
    feature: '$feature',
    kind: '$kind',
    activity: '$activity',
    day: '$day',
    outcome: '$outcome',
    reverses: '$reverses',
    annuls: '$annuls',
  };
  const groups = await aggregateEntries<Grouped>(
    ctx,
    { member, at: { $lte: until } },
    [
      {
        $group: {
          _id: { feature: '$feature', kind },
          count: { $sum: { $cond: [isReversal, { $cond: [{ $eq: ['$annuls', true] }, -1, 0] }, 1] } },
          minutes: { $sum: '$minutes' },
          recent: { $sum: { $cond: [{ $gt: ['$day', yearAgo] }, '$minutes', 0] } },
          right: { $sum: { $cond: [{ $and: [{ $not: isReversal }, { $eq: ['$outcome.correct', true] }] }, 1, 0] } },
          first: { $min: '$day' },
          singles: { $push: { $cond: [isSingle, single, '$$REMOVE'] } },
        },
      },
    ],
    { hint: 'member' },
  ).toArray();
  const days = groups.map(({ first }) => first).toSorted();
  return {
    sums: groups.map(({ _id, count, minutes, right }): Sum => ({ ..._id, count, minutes, right })),
    deeds: groups.flatMap(({ singles }) => standing(singles)),
    first: days[0],
    recentMinutes: groups.reduce((all, { recent }) => all + recent, 0),
  };
}

/** The deeds that still count, with the place that the latest correction says. */
function standing(singles: Grouped['singles']): Deed[] {
  const corrections = singles.filter(({ reverses }) => reverses !== undefined);
  return singles.flatMap((one): Deed[] => {
    if (one.reverses !== undefined) return [];
    const own = corrections.filter(({ reverses }) => reverses === one.key);
    if (own.some(({ annuls }) => annuls === true)) return [];
    const { place } = own.at(-1)?.outcome ?? {};
    if (place === null) return [];
    const { key, feature, kind, activity, day, outcome } = one;
    return [{ key, feature, kind, activity, day, outcome: place === undefined ? outcome : { ...outcome, place } }];
  });
}

/** A dossier that fills itself, and what the rules of a title ask for. @param until what came later does not count */
export async function dossierOf(
  ctx: Context,
  names: FeatureNames,
  member: string,
  title: Pick<Title, 'safeMonths'>,
  until: Date,
): Promise<{ dossier: Line[]; facts: LedgerFacts }> {
  const read = await readLedger(ctx, member, until);
  return {
    dossier: linesOf(read, names),
    facts: factsOf(read, title.safeMonths, dayOf(until, ctx.config.TIMEZONE)),
  };
}
