import type { Connection } from 'mongoose';
import type { Store } from '../../../src/participation/ledger/model.ts';

/** A store whose process dies at one of its next writes of roll-ups. */
export function breaksOff(store: Store, after: number): Store {
  let left = after;
  const dying = <T extends object>(target: T): T =>
    new Proxy(target, {
      get: (of, name) => {
        const found: unknown = Reflect.get(of, name, of);
        if (typeof found !== 'function') return found;
        return (...args: unknown[]) => {
          if (name === 'replaceOne' || name === 'updateOne') {
            if (left === 0) throw new Error('The process has died');
            left -= 1;
          }
          return found.apply(of, args);
        };
      },
    });
  const db = new Proxy(store.db, {
    get: (of, name) => {
      if (name === 'collection') return (named: string) => dying(of.collection(named));
      const found: unknown = Reflect.get(of, name, of);
      return typeof found === 'function' ? found.bind(of) : found;
    },
  });
  return { ...store, db: db as Connection };
}
