import type { Connection } from 'mongoose';
import type { Actor } from '../bot/actor.ts';
import { clock } from '../lib/clock.ts';
import type { Store } from './model.ts';

/** How long another process's change of a member may stay unseen here. */
const KEPT_MS = 30_000;
const MOST_KEPT = 20_000;

interface Kept {
  atMs: number;
  actor: Promise<Actor | undefined>;
}

const caches = new WeakMap<Connection, Map<string, Kept>>();

function cacheOf(ctx: Store): Map<string, Kept> {
  const cache = caches.get(ctx.db) ?? new Map<string, Kept>();
  caches.set(ctx.db, cache);
  return cache;
}

/** The actor as read in the last 30 s, else as `load` reads it; who asks meanwhile waits for the same reading. */
export function cachedActor(
  ctx: Store,
  user: string,
  load: () => Promise<Actor | undefined>,
): Promise<Actor | undefined> {
  const cache = cacheOf(ctx);
  const key = `${ctx.workspace} ${user}`;
  const nowMs = clock.now().getTime();
  const kept = cache.get(key);
  // A clock that was moved back must not keep an old reading alive.
  if (kept !== undefined && nowMs >= kept.atMs && nowMs - kept.atMs < KEPT_MS) return kept.actor;
  if (cache.size >= MOST_KEPT) cache.clear();
  const actor = load();
  const fresh = { atMs: nowMs, actor };
  cache.set(key, fresh);
  actor.catch(() => {
    if (cache.get(key) === fresh) cache.delete(key);
  });
  return actor;
}

/** Forgets a member after a change of theirs; all members without `user`. */
export function forgetActor(ctx: Store, user?: string): void {
  if (user === undefined) cacheOf(ctx).clear();
  else cacheOf(ctx).delete(`${ctx.workspace} ${user}`);
}
