import type { Context } from '../../../context.ts';
import { idFrom } from '../../../lib/ids.ts';
import { insertNew } from '../../../lib/stores/mongo.ts';
import { type Competition, packs, type Value, type ValuePack, values } from '../model.ts';
import type { Pack } from '../rules/verified.ts';

/*
 * The verified values of a competition as its pages read them. What holds are the values. A value that is verified says in the same
 * write that no pack has it yet (`unpacked`), and keeps saying so until its pack was written: a process can die in between. A page
 * takes what is unpacked from the values, so it is right at any moment.
 */

type Store = Pick<Context, 'db' | 'workspace'>;
type Place = Pick<Value, 'indicator' | 'slot'>;

/** A value that counts, with the revision in which it does. */
export type Counting = Required<Pick<Value, '_id' | 'indicator' | 'unit' | 'slot' | 'counted' | 'rev'>>;

const COUNTING = { indicator: 1, unit: 1, slot: 1, counted: 1, rev: 1 } as const;
/** From so many changed packs on, reading all of a competition is one range of an index. */
const MANY = 60;
/** Competitions whose packs a process keeps; the largest has 2.5 MB. */
const MOST_KEPT = 8;

const packId = ({ workspace }: Store, competition: string, { indicator, slot }: Place): string =>
  idFrom(workspace, competition, indicator, slot);

/** What counts and is in no pack yet. */
export const unpackedOf = (ctx: Store, competition: string): Promise<Counting[]> =>
  values(ctx).find({ workspace: ctx.workspace, competition, unpacked: true }, COUNTING).lean<Counting[]>();

/** Puts values into their packs; an older revision never replaces a newer one. Again it changes nothing. */
export async function pack(
  ctx: Store,
  one: Pick<Competition, '_id' | 'units'>,
  changed: readonly Counting[],
): Promise<void> {
  const { workspace } = ctx;
  const places = new Map(one.units.map(({ key }, at) => [key, at]));
  const writes = changed.flatMap(({ unit, counted, rev, ...place }) => {
    const at = places.get(unit);
    if (at === undefined) return [];
    const filter = { _id: packId(ctx, one._id, place), workspace, [`revs.${at}`]: { $lt: rev } };
    const update = { $set: { [`cells.${at}`]: counted, [`revs.${at}`]: rev }, $inc: { rev: 1 } };
    return [{ updateOne: { filter, update } }];
  });
  if (writes.length === 0) return;
  const write = () => packs(ctx).bulkWrite(writes, { ordered: false });
  if ((await write()).matchedCount === writes.length) return;
  // Some are there in a newer revision, or their pack is not.
  await insertNew(packs(ctx), emptyPacks(ctx, one, changed));
  await write();
}

function emptyPacks(
  ctx: Store,
  { _id: competition, units }: Pick<Competition, '_id' | 'units'>,
  of: readonly Place[],
): ValuePack[] {
  const places = new Map(
    of.map(({ indicator, slot }) => [packId(ctx, competition, { indicator, slot }), { indicator, slot }]),
  );
  return [...places].map(([_id, { indicator, slot }]) => ({
    _id,
    workspace: ctx.workspace,
    competition,
    indicator,
    slot,
    cells: units.map(() => null),
    revs: units.map(() => 0),
    rev: 1,
  }));
}

/**
 * Counts the packs of a competition again from its values, whatever they hold.
 * @returns how many were wrong
 */
export async function recount(ctx: Store, one: Pick<Competition, '_id' | 'units' | 'indicators'>): Promise<number> {
  const { workspace } = ctx;
  const { _id: competition, units } = one;
  let wrong = 0;
  for (const { id: indicator } of one.indicators) {
    const where = { workspace, competition, indicator };
    // The packs first: one that is written after that is left alone.
    const known = new Map((await packs(ctx).find(where).lean<ValuePack[]>()).map((own) => [own.slot, own]));
    const found = await values(ctx)
      .find({ ...where, counted: { $exists: true } }, COUNTING)
      .lean<Counting[]>();
    const bySlot = new Map<string, Counting[]>();
    for (const value of found) {
      const own = bySlot.get(value.slot);
      if (own === undefined) bySlot.set(value.slot, [value]);
      else own.push(value);
    }
    for (const slot of new Set([...bySlot.keys(), ...known.keys()])) {
      const own = new Map((bySlot.get(slot) ?? []).map((value) => [value.unit, value]));
      const cells = units.map(({ key }) => own.get(key)?.counted ?? null);
      const before = known.get(slot);
      if (before !== undefined && JSON.stringify(before.cells) === JSON.stringify(cells)) continue;
      wrong += 1;
      const revs = units.map(({ key }) => own.get(key)?.rev ?? 0);
      const [empty] = emptyPacks(ctx, one, [{ indicator, slot }]);
      if (before === undefined && empty !== undefined) await insertNew(packs(ctx), [{ ...empty, cells, revs }]);
      if (before === undefined) continue;
      const { _id, rev } = before;
      await packs(ctx).updateOne({ _id, workspace, rev }, { $set: { cells, revs }, $inc: { rev: 1 } });
    }
  }
  return wrong;
}

type KeptPack = Pack & { rev: number };

/** What a process keeps of a competition: its packs, and what was reckoned from them. */
interface Kept {
  packs: Map<string, KeptPack>;
  reckoned: Map<string, { version: string; what: unknown }>;
}

const keptOf = new WeakMap<object, Map<string, Kept>>();

function keptFor({ db, workspace }: Store, competition: string): Kept {
  const all = keptOf.get(db) ?? new Map<string, Kept>();
  keptOf.set(db, all);
  const key = `${workspace} ${competition}`;
  const kept = all.get(key) ?? { packs: new Map(), reckoned: new Map() };
  // The one that was read last stands last.
  all.delete(key);
  all.set(key, kept);
  for (const oldest of all.keys()) if (all.size > MOST_KEPT) all.delete(oldest);
  return kept;
}

/** The packs of a competition, up to date. */
export interface ReadPacks {
  packs: readonly Pack[];
  /**
   * Gives back what was reckoned before from the same packs, or reckons it.
   * @param name what it is; @param isIn the packs that it depends on; @param beside what it depends on besides
   */
  once<T>(name: string, isIn: (pack: Place) => boolean, beside: string, reckon: () => T): T;
}

/** Reads what has changed since this process has last read it, and only that. */
export async function packsOf(ctx: Store, one: Pick<Competition, '_id' | 'units'>): Promise<ReadPacks> {
  const { workspace } = ctx;
  const where = { workspace, competition: one._id };
  const kept = keptFor(ctx, one._id);
  const heads = await packs(ctx)
    .find(where, { _id: 0, indicator: 1, slot: 1, rev: 1 })
    .lean<Pick<ValuePack, 'indicator' | 'slot' | 'rev'>[]>();
  const changed = heads.filter((head) => (kept.packs.get(keyOf(head))?.rev ?? 0) < head.rev);
  if (changed.length > 0) {
    const ids = changed.map((head) => packId(ctx, one._id, head));
    const found = await packs(ctx)
      .find(ids.length > MANY ? where : { _id: { $in: ids }, workspace }, { revs: 0 })
      .lean<Omit<ValuePack, 'revs'>[]>();
    for (const { indicator, slot, rev, cells } of found) {
      const key = keyOf({ indicator, slot });
      // Another page may have read a newer one meanwhile.
      if ((kept.packs.get(key)?.rev ?? 0) >= rev) continue;
      kept.packs.set(key, { indicator, slot, rev, cells: Float64Array.from(cells, (cell) => cell ?? Number.NaN) });
    }
  }
  // Read after the packs: what is unpacked now is newer than what they hold.
  const unpacked = await unpackedOf(ctx, one._id);
  if (unpacked.length > 0)
    return { packs: withUnpacked(one, kept.packs, unpacked), once: (_name, _isIn, _beside, reckon) => reckon() };
  const current = [...kept.packs.values()];
  return {
    packs: current,
    once: <T>(name: string, isIn: (pack: Place) => boolean, beside: string, reckon: () => T): T => {
      // Revisions only grow, so their sum is another one after every change.
      let version = 0;
      for (const one of current) if (isIn(one)) version += one.rev;
      const stamp = `${version} ${beside}`;
      const known = kept.reckoned.get(name);
      if (known?.version === stamp) return known.what as T;
      const what = reckon();
      kept.reckoned.set(name, { version: stamp, what });
      return what;
    },
  };
}

const keyOf = ({ indicator, slot }: Place): string => `${indicator} ${slot}`;

function withUnpacked(
  { units }: Pick<Competition, 'units'>,
  packed: ReadonlyMap<string, Pack>,
  unpacked: readonly Counting[],
): Pack[] {
  const places = new Map(units.map(({ key }, at) => [key, at]));
  const own = new Map(packed);
  const copied = new Set<string>();
  for (const { indicator, slot, unit, counted } of unpacked) {
    const key = keyOf({ indicator, slot });
    if (!copied.has(key)) {
      const cells = own.get(key)?.cells.slice() ?? new Float64Array(units.length).fill(Number.NaN);
      own.set(key, { indicator, slot, cells });
      copied.add(key);
    }
    const at = places.get(unit);
    const cells = own.get(key)?.cells;
    if (at !== undefined && cells !== undefined) cells[at] = counted;
  }
  return [...own.values()];
}
