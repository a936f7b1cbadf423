/** Tells whether something still moves: a slow machine takes its time, one that has stopped does not come back. */
export interface Watch {
  moves(): void;
  hasStopped(): boolean;
}

/** @param ms without a move, and it has stopped */
export function watch(ms: number): Watch {
  let last = performance.now();
  return {
    moves: () => {
      last = performance.now();
    },
    hasStopped: () => performance.now() - last > ms,
  };
}
