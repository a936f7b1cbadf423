import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '../../context.ts';
import { inThread } from '../../lib/thread.ts';
import type { searchKeysOfMany } from './keys.ts';

const KEYS = new URL('./keys.ts', import.meta.url);
/** A list that is waited for shows what there is; with the next letter typed, pinyin is there. */
const PATIENCE_MS = 1_000;
const MOST_KEPT = 3_000;

/** What branches, teams and posts are found by: a few hundred names per company, the same for weeks. */
const kept = new Map<string, string[]>();

/**
 * The keys of these names (see `searchKeys`), as far as they are known within a second: those of new names are made in a
 * thread, and kept.
 */
export async function unitKeys(
  ctx: Pick<Context, 'log'>,
  names: readonly string[],
): Promise<ReadonlyMap<string, string[]>> {
  const missing = [...new Set(names)].filter((name) => !kept.has(name));
  if (missing.length > 0) {
    const made = make(missing).catch((error: unknown) =>
      ctx.log.error({ err: error }, 'the pinyin of names could not be made'),
    );
    await Promise.race([made, sleep(PATIENCE_MS, undefined, { ref: false })]);
  }
  return kept;
}

async function make(names: string[]): Promise<void> {
  const found = await inThread<typeof searchKeysOfMany>(
    KEYS,
    'searchKeysOfMany',
    names.map((name) => ({ names: [name], numbers: [] })),
  );
  if (kept.size + names.length > MOST_KEPT) kept.clear();
  for (const [index, name] of names.entries()) kept.set(name, found[index] ?? []);
}
