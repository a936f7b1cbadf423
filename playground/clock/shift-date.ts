/** A `Date` whose present can be moved. Timers, `performance.now()` and dates made from values stay as they are. */
export interface MovableDate {
  /** Milliseconds since the epoch by the moved clock. */
  now(): number;
  /** Milliseconds since the epoch by the machine's clock. */
  realNow(): number;
  offset(): number;
  /** How far the present lies from the machine's clock, in milliseconds. */
  setOffset(ms: number): void;
  /** Puts the machine's own `Date` back. */
  uninstall(): void;
}

const INSTALLED = Symbol.for('jingying.playground.movable-date');
const registry = globalThis as unknown as Record<symbol, MovableDate | undefined>;

/** Replaces `globalThis.Date`; a second call gets what the first one installed. */
export function installMovableDate(): MovableDate {
  const installed = registry[INSTALLED];
  if (installed) return installed;
  const RealDate = globalThis.Date;
  const realNow = RealDate.now;
  let offset = 0;
  const now = (): number => realNow() + offset;

  // A proxy and not a subclass: there is one prototype, so `instanceof`, `date.constructor`, structured clones, BSON
  // and the types of a mongoose schema see nothing but Date.
  const MovedDate = new Proxy(RealDate, {
    construct: (target, args: unknown[], newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    apply: () => new RealDate(now()).toString(),
  });
  RealDate.now = now;
  RealDate.prototype.constructor = MovedDate;
  globalThis.Date = MovedDate;

  const movable: MovableDate = {
    now,
    realNow,
    offset: () => offset,
    setOffset(ms) {
      if (!Number.isFinite(ms)) throw new RangeError(`not a number of milliseconds: ${ms}`);
      offset = Math.round(ms);
    },
    uninstall() {
      offset = 0;
      RealDate.now = realNow;
      RealDate.prototype.constructor = RealDate;
      globalThis.Date = RealDate;
      registry[INSTALLED] = undefined;
    },
  };
  registry[INSTALLED] = movable;
  return movable;
}

/** The machine's own time, whether or not `Date` is moved in this process. */
export function realNow(): number {
  return registry[INSTALLED]?.realNow() ?? Date.now();
}
