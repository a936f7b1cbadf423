import { setImmediate } from 'node:timers/promises';
import { within } from './within.ts';

/** What calls must share to be done together. */
export interface Scope {
  /** The connection; batches end with it. */
  db: object;
  workspace: string;
}

/** A batch that hangs must not hold up those after it for as long as a socket may be silent. */
const ANSWER_MS = 6_000;

/** So many at most go together. */
const MOST = 500;

interface Waiting<Item, Result> {
  item: Item;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/**
 * Makes one round trip of many calls, as a database commits in groups: a call goes at once when nothing of its kind
 * is under way, else it waits for that to end and goes together with all that came meanwhile. A quiet hour costs no
 * delay, a rush few commands. A call never joins a batch that has begun, so it sees whatever was written before it.
 * @param work does a batch; its results in the order of the items. When it fails, or does not end within 6 s, every call
 *   of the batch fails.
 * @returns the single call
 */
export function gather<S extends Scope, Item, Result>(
  work: (scope: S, items: readonly Item[]) => Promise<readonly Result[]>,
): (scope: S, item: Item) => Promise<Result> {
  const lanes = new WeakMap<object, Map<string, Waiting<Item, Result>[]>>();
  return (scope, item) => {
    const lines = lanes.get(scope.db) ?? new Map<string, Waiting<Item, Result>[]>();
    lanes.set(scope.db, lines);
    return new Promise((resolve, reject) => {
      const line = lines.get(scope.workspace);
      const mine = { item, resolve, reject };
      if (line !== undefined) {
        line.push(mine);
        return;
      }
      const begun = [mine];
      lines.set(scope.workspace, begun);
      void drain(
        begun,
        (items) => work(scope, items),
        () => lines.delete(scope.workspace),
      );
    });
  };
}

/** Works until nothing waits; `close` is called before anybody can wait in vain. */
async function drain<Item, Result>(
  line: Waiting<Item, Result>[],
  work: (items: readonly Item[]) => Promise<readonly Result[]>,
  close: () => void,
): Promise<void> {
  while (line.length > 0) {
    // Clicks that arrived at the same moment start together.
    await setImmediate();
    const batch = line.splice(0, MOST);
    try {
      const asked = work(batch.map((one) => one.item));
      const results = await within(ANSWER_MS, 'Work done together', asked);
      for (const [index, one] of batch.entries()) one.resolve(results[index] as Result);
    } catch (error) {
      for (const one of batch) one.reject(error);
    }
  }
  close();
}
