import type { Store } from './model.ts';

const lines = new WeakMap<Store['db'], Map<string, Promise<unknown>>>();

/**
 * Does one thing after the other for a member. Only for speed: many writers at one standing would redo each other's
 * work. What other processes do at the same time is settled by the standing's version.
 */
export async function inTurn<T>(ctx: Store, member: string, work: () => Promise<T>): Promise<T> {
  const line = lines.get(ctx.db) ?? new Map<string, Promise<unknown>>();
  lines.set(ctx.db, line);
  const name = `${ctx.workspace} ${member}`;
  const mine = (line.get(name) ?? Promise.resolve()).then(work);
  // Who comes next waits for the end, good or bad.
  const end = mine.catch(() => undefined);
  line.set(name, end);
  try {
    return await mine;
  } finally {
    if (line.get(name) === end) line.delete(name);
  }
}
