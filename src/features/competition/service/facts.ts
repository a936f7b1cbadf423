import type { Context } from '../../../context.ts';
import { type Competition, type Value, values } from '../model.ts';
import type { Counted, Facts } from '../rules/facts.ts';
import { type Standing, standingOf } from '../rules/reckon.ts';
import { type Banner, bannersOf, standingBefore } from '../rules/slots.ts';
import { today } from './day.ts';
import { ledgerValues } from './figures.ts';

/** From what the standing is reckoned, as it is now. While it is open, the ledger’s figures are read; then they were kept. */
export async function factsOf(ctx: Context, one: Competition): Promise<Facts> {
  const { units, indicators, half, changes } = one;
  const live = one.state === 'open' ? indicators.filter(({ ledger }) => ledger !== undefined) : [];
  const [found, ...fromLedger] = await Promise.all([
    values(ctx)
      .find(
        { workspace: ctx.workspace, competition: one._id, counted: { $exists: true } },
        { _id: 0, indicator: 1, unit: 1, slot: 1, counted: 1 },
      )
      .lean<Required<Pick<Value, 'indicator' | 'unit' | 'slot' | 'counted'>>[]>(),
    ...live.map((indicator) => ledgerValues(ctx, one, indicator, today(ctx))),
  ]);
  // What an end that was broken off has kept of the ledger does not count beside the ledger.
  const isLive = new Set(live.map(({ id }) => id));
  const typed = found.flatMap(({ counted, ...rest }): Counted[] =>
    isLive.has(rest.indicator) ? [] : [{ ...rest, value: counted }],
  );
  return { units, indicators, half, changes, counted: [...typed, ...fromLedger.flat()] };
}

/** A standing with what is shown beside it. */
export interface Standings {
  one: Competition;
  facts: Facts;
  now: Standing;
  /** Unit → its rank at the end of the month before. */
  before: ReadonlyMap<string, number>;
  banners: Banner[];
  /** Values that wait for somebody who verifies them: they do not count. */
  waiting: number;
}

export async function standingsOf(ctx: Context, one: Competition): Promise<Standings> {
  const [facts, waiting] = await Promise.all([
    factsOf(ctx, one),
    values(ctx).countDocuments({ workspace: ctx.workspace, competition: one._id, pending: { $exists: true } }),
  ]);
  const before = standingBefore(facts, one, today(ctx));
  const ranks = (before?.rows ?? []).flatMap(({ unit, rank }) =>
    rank === undefined ? [] : [[unit.key, rank] as const],
  );
  return {
    one,
    facts,
    now: standingOf(facts),
    before: new Map(ranks),
    banners: bannersOf(facts, one, today(ctx)),
    waiting,
  };
}
