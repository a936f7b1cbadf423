import type { Context } from '../../../../context.ts';
import { clock } from '../../../../lib/clock.ts';
import { findBy } from '../../../../lib/lists/find-by.ts';
import { type BankQuestion, questions } from '../../model.ts';

/** How long a corrected key may still be unknown to a process; the re-grade settles what was marked meanwhile. */
export const FRESH_MS = 15_000;
const KEPT = 5_000;

const caches = new WeakMap<Context['db'], Map<string, { at: number; question: BankQuestion }>>();

/**
 * A question by its id, also of a deleted bank or retired: people who hold a card of it can finish.
 * @returns undefined if there never was one.
 */
export async function questionById(ctx: Context, id: string): Promise<BankQuestion | undefined> {
  const [found] = await questionsById(ctx, [id]);
  return found;
}

/** Several at once, in the order asked for; unknown ids are left out. */
export async function questionsById(ctx: Context, ids: readonly string[]): Promise<BankQuestion[]> {
  const cache = cacheOf(ctx);
  const now = clock.now().getTime();
  const isFresh = (id: string) => Math.abs(now - (cache.get(id)?.at ?? Number.NEGATIVE_INFINITY)) < FRESH_MS;
  const missing = ids.filter((id) => !isFresh(id));
  if (missing.length > 0) {
    const found = await Promise.all(missing.map((id) => storedQuestion(ctx, id)));
    if (cache.size + found.length > KEPT) cache.clear();
    for (const question of found) if (question !== undefined) cache.set(question._id, { at: now, question });
  }
  return ids.flatMap((id) => cache.get(id)?.question ?? []);
}

const storedQuestion = findBy(questions, '_id');

/** After a correction, in the process that made it. */
export function forgetQuestion(ctx: Context, id: string): void {
  cacheOf(ctx).delete(id);
}

function cacheOf(ctx: Context): Map<string, { at: number; question: BankQuestion }> {
  const cache = caches.get(ctx.db) ?? new Map();
  caches.set(ctx.db, cache);
  return cache;
}
