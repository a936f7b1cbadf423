import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { type Competition, type KeptIndicator, type Value, values } from '../model.ts';
import type { Counted, Facts, Rules } from '../rules/facts.ts';
import { type KeptByIndicator, type Standing, standingFrom } from '../rules/reckon.ts';
import { type Banner, bannersOf, type Pack, packedAs, slotsBefore, standingBefore } from '../rules/verified.ts';
import { today } from './day.ts';
import { ledgerValues } from './figures.ts';
import { packsOf } from './packs.ts';

/** While it is open, the ledger’s figures are read from the ledger; then they were kept as values. */
const liveOf = ({ state, indicators }: Pick<Competition, 'state' | 'indicators'>): KeptIndicator[] =>
  state === 'open' ? indicators.filter(({ ledger }) => ledger !== undefined) : [];

/** From what the standing is reckoned, value by value: for the file that says all of it. Pages read packs; see `standingsOf`. */
export async function factsOf(ctx: Context, one: Competition): Promise<Facts> {
  const { units, indicators, half, changes } = one;
  const live = liveOf(one);
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
  rules: Rules;
  now: Standing;
  /** The same values under other rules. */
  under(rules: Rules): Standing;
  /** Unit → its rank at the end of the month before. */
  before: ReadonlyMap<string, number>;
  banners: Banner[];
  /** Values that wait for somebody who verifies them: they do not count. */
  waiting: number;
}

/** The standing as a page shows it, from what has changed since the last page; see `packsOf`. */
export async function standingsOf(ctx: Context, one: Competition): Promise<Standings> {
  const [read, figures, waiting] = await Promise.all([
    packsOf(ctx, one),
    liveFigures(ctx, one),
    values(ctx).countDocuments({
      workspace: ctx.workspace,
      competition: one._id,
      'pending.at': { $exists: true },
    }),
  ]);
  const day = today(ctx);
  const beside = `${one.rev} ${figures.read} ${day}`;
  const live = new Set(liveOf(one).map(({ id }) => id));
  const verified = packedAs(one, [...read.packs.filter(({ indicator }) => !live.has(indicator)), ...figures.packs]);
  const over = slotsBefore(verified, one, day);
  /** Of the indicators of which nothing has changed since the last page. */
  const keptOf = (name: string, isIn: (slot: string) => boolean): KeptByIndicator => ({
    once: (what, of, reckon) =>
      read.once(`${what} ${name} ${of}`, ({ indicator, slot }) => indicator === of && isIn(slot), beside, reckon),
  });
  const [isAny, isOver] = [() => true, (slot: string) => over.has(slot)];
  const [keptNow, keptBefore] = [keptOf('now', isAny), keptOf('before', isOver)];
  return {
    one,
    rules: one,
    now: read.once('now', isAny, beside, () => standingFrom(one, verified.fold(isAny, keptNow), keptNow)),
    under: (rules) => standingFrom(rules, verified.fold()),
    before: read.once(
      'before',
      ({ slot }) => isOver(slot),
      beside,
      () => ranksOf(standingBefore(one, verified, one, day, keptBefore)),
    ),
    banners: bannersOf(one, verified, one, day, (month, slots, holders) =>
      read.once(`banner ${month}`, ({ slot }) => slots.has(slot), figures.read, holders),
    ),
    waiting,
  };
}

const ranksOf = (standing: Standing | undefined): Map<string, number> =>
  new Map((standing?.rows ?? []).flatMap(({ unit, rank }) => (rank === undefined ? [] : [[unit.key, rank] as const])));

interface LiveFigures {
  packs: readonly Pack[];
  /** When they were read. */
  read: string;
}

/** The ledger has an entry for every deed in the company: what was read of it serves every page of a minute. */
const FRESH_MS = 60_000;
const MOST_KEPT = 20;
const figuresOf = new WeakMap<object, Map<string, { at: number; figures: Promise<LiveFigures> }>>();

async function liveFigures(ctx: Context, one: Competition): Promise<LiveFigures> {
  const live = liveOf(one);
  if (live.length === 0) return { packs: [], read: '' };
  const all = figuresOf.get(ctx.db) ?? new Map<string, { at: number; figures: Promise<LiveFigures> }>();
  figuresOf.set(ctx.db, all);
  const key = `${ctx.workspace} ${one._id}`;
  const at = clock.now().getTime();
  const known = all.get(key);
  if (known !== undefined && known.at <= at && at - known.at < FRESH_MS) return known.figures;
  const figures = readFigures(ctx, one, live, at);
  all.delete(key);
  all.set(key, { at, figures });
  for (const oldest of all.keys()) if (all.size > MOST_KEPT) all.delete(oldest);
  figures.catch(() => all.delete(key));
  return figures;
}

async function readFigures(
  ctx: Context,
  one: Competition,
  live: readonly KeptIndicator[],
  at: number,
): Promise<LiveFigures> {
  const found = await Promise.all(live.map((indicator) => ledgerValues(ctx, one, indicator, today(ctx))));
  const places = new Map(one.units.map(({ key }, nth) => [key, nth]));
  const packs = new Map<string, Pack>();
  for (const { indicator, slot, unit, value } of found.flat()) {
    const key = `${indicator} ${slot}`;
    const pack = packs.get(key) ?? { indicator, slot, cells: new Float64Array(one.units.length).fill(Number.NaN) };
    packs.set(key, pack);
    pack.cells[places.get(unit) ?? -1] = value;
  }
  return { packs: [...packs.values()], read: String(at) };
}
