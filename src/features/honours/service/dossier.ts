import type { Context } from '../../../context.ts';
import { addDays, dayOf } from '../../../lib/zone.ts';
import { aggregateEntries, entriesWhere } from '../../../participation/ledger/read.ts';
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

/** Entries of one kind; corrections by what they correct, and whether they annul it. */
interface Grouped {
  _id: { feature: string; kind: string; of?: string; annuls?: boolean };
  count: number;
  minutes: number;
  recent: number;
  right: number;
  first: string;
}

type Single = Deed & { reverses?: string; annuls?: boolean };

/**
 * What the ledger knows of a member: sums by feature and kind, with every correction, and the deeds that stand for themselves.
 * @param until what came later does not count
 */
export async function readLedger(ctx: Context, member: string, until: Date): Promise<LedgerRead> {
  const today = dayOf(until, ctx.config.TIMEZONE);
  const yearAgo = addDays(today, -YEAR_DAYS);
  const own = { member, at: { $lte: until } };
  const kinds = { $in: [...SINGLE_KINDS] };
  // What the server computes for each entry is kept small: five thousand of them are one page.
  const [groups, singles] = await Promise.all([
    aggregateEntries<Grouped>(
      ctx,
      own,
      [
        {
          $group: {
            _id: { feature: '$feature', kind: '$kind', of: '$reversedKind', annuls: '$annuls' },
            count: { $sum: 1 },
            minutes: { $sum: '$minutes' },
            recent: { $sum: { $cond: [{ $gt: ['$day', yearAgo] }, '$minutes', 0] } },
            right: { $sum: { $cond: ['$outcome.correct', 1, 0] } },
            first: { $min: '$day' },
          },
        },
      ],
      { hint: 'member' },
    ).toArray(),
    entriesWhere(
      ctx,
      { ...own, $or: [{ kind: kinds }, { kind: 'reversal', reversedKind: kinds }] },
      { hint: 'member' },
    ).toArray(),
  ]);
  const sums = new Map<string, Sum>();
  for (const { _id, count, minutes, right } of groups) {
    const isReversal = _id.kind === 'reversal';
    const kind = isReversal ? (_id.of ?? _id.kind) : _id.kind;
    const key = `${_id.feature} ${kind}`;
    const before = sums.get(key) ?? { feature: _id.feature, kind, count: 0, minutes: 0, right: 0 };
    sums.set(key, {
      ...before,
      count: before.count + (isReversal ? (_id.annuls === true ? -count : 0) : count),
      minutes: before.minutes + minutes,
      right: before.right + (isReversal ? 0 : right),
    });
  }
  const days = groups.map(({ first }) => first).toSorted();
  return {
    sums: [...sums.values()],
    deeds: standing(singles),
    first: days[0],
    recentMinutes: groups.reduce((all, { recent }) => all + recent, 0),
  };
}

/** The deeds that still count, with the place that the latest correction says. */
function standing(singles: readonly Single[]): Deed[] {
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
