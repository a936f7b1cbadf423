import { insertNew } from '../../lib/stores/mongo.ts';
import { type Ordinal, ordinals } from '../rollups/model.ts';
import type { Store } from './model.ts';

const BATCH = 5_000;
/** More than the processes that can possibly meet at new names. */
const ATTEMPTS = 50;

/**
 * The ordinals of names; those that have none yet get the next ones, each for good, also when others give some
 * meanwhile.
 * @param known those of names that were asked for before, which are not looked up again; the new ones are added to it
 * @returns the ordinal of each of these names
 * @throws Error when others are faster time and again
 */
export async function ordinalsOf(
  ctx: Store,
  of: Ordinal['of'],
  names: Iterable<string>,
  known = new Map<string, number>(),
): Promise<(name: string) => number> {
  const found = known;
  const wanted = [...new Set(names)].filter((name) => !known.has(name));
  for (let start = 0; start < wanted.length; start += BATCH) {
    for (const [name, ordinal] of await given(ctx, of, wanted.slice(start, start + BATCH))) found.set(name, ordinal);
  }
  return (name) => {
    const ordinal = found.get(name);
    if (ordinal === undefined) throw new Error('Not one of the names that were asked for');
    return ordinal;
  };
}

async function given(ctx: Store, of: Ordinal['of'], names: readonly string[]): Promise<Map<string, number>> {
  const { workspace } = ctx;
  const { collection } = ordinals(ctx);
  const found = new Map<string, number>();
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const missing = names.filter((name) => !found.has(name));
    const rows = await collection
      .find<Ordinal>({ workspace, of, name: { $in: missing } }, { hint: 'name', projection: { name: 1, ordinal: 1 } })
      .toArray();
    for (const { name, ordinal } of rows) found.set(name, ordinal);
    const fresh = names.filter((name) => !found.has(name));
    if (fresh.length === 0) return found;
    const [last] = await collection
      .find<Ordinal>({ workspace, of }, { hint: 'ordinal', sort: { ordinal: -1 }, limit: 1 })
      .toArray();
    const next = last === undefined ? 0 : last.ordinal + 1;
    const made = fresh.map((name, index): Ordinal => ({ workspace, of, name, ordinal: next + index }));
    for (const { name, ordinal } of await insertNew(ordinals(ctx), made)) found.set(name, ordinal);
  }
  throw new Error('Others gave ordinals during every attempt');
}
