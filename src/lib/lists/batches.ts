/** What a cursor gives, in arrays of `size`; the last one may be shorter. */
export async function* inBatches<T>(items: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const one of items) {
    batch.push(one);
    if (batch.length === size) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

/** Neighbours with the same key, together. */
export async function* inGroups<T>(items: AsyncIterable<T>, keyOf: (item: T) => string): AsyncGenerator<T[]> {
  let group: T[] = [];
  for await (const one of items) {
    const [first] = group;
    if (first !== undefined && keyOf(first) !== keyOf(one)) {
      yield group;
      group = [];
    }
    group.push(one);
  }
  if (group.length > 0) yield group;
}

/**
 * Works on what an iterable gives, a few at once, as long as nothing fails.
 * @throws the first error, when all that had begun has ended
 */
export async function fewAtOnce<T>(
  items: AsyncIterable<T>,
  most: number,
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  const under = new Set<Promise<void>>();
  const failed: unknown[] = [];
  try {
    for await (const item of items) {
      const one = work(item)
        .then(
          () => {},
          (error: unknown) => void failed.push(error),
        )
        .finally(() => under.delete(one));
      under.add(one);
      if (under.size >= most) await Promise.race(under);
      if (failed.length > 0) break;
    }
  } finally {
    await Promise.all(under);
  }
  if (failed.length > 0) throw failed[0];
}
