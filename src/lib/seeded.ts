/**
 * A random function from a seed: mulberry32 (Tommy Ettinger, public domain) started by the 32-bit FNV-1a hash of the
 * text. The same seed gives the same numbers on every machine; not for secrets.
 * @returns a function that gives numbers in [0, 1)
 */
export function seededRandom(seed: string): () => number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < seed.length; i++) hash = Math.imul(hash ^ seed.charCodeAt(i), 0x01000193);
  let state = hash >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * The numbers from 0 to n - 1 in an order by lot (Fisher–Yates).
 * @param seed names what is drawn, so that the order stays the same: the person, the question and the round, say
 */
export function shuffledOrder(seed: string, n: number): number[] {
  const order = Array.from({ length: n }, (_, index) => index);
  const random = seededRandom(seed);
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const [a = i, b = j] = [order[i], order[j]];
    order[i] = b;
    order[j] = a;
  }
  return order;
}
