import type { HomeRequest } from '../request.ts';

/**
 * Loads once for each drawing of Home what several contributions of a feature show.
 *
 * ```ts
 * const mine = oncePerHome(({ ctx, actor }) => mineOf(ctx, actor));
 * export const waiting = async (request: HomeRequest) => rowsOf(await mine(request));
 * ```
 */
export function oncePerHome<T>(load: (request: HomeRequest) => Promise<T>): (request: HomeRequest) => Promise<T> {
  const loaded = new WeakMap<HomeRequest, Promise<T>>();
  return (request) => {
    const found = loaded.get(request) ?? load(request);
    loaded.set(request, found);
    return found;
  };
}
