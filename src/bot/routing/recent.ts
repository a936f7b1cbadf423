/**
 * Remembers the last keys seen by this process, so that a click delivered again while its first copy is still
 * at work is not worked on twice. It only saves work: what a repetition changes is prevented by the unique keys
 * of the documents, which hold across processes and crashes.
 */
export class Recent {
  readonly #keys = new Set<string>();
  readonly #size: number;

  constructor(size = 5_000) {
    this.#size = size;
  }

  /** Whether this is the first time; remembers it. */
  isNew(key: string): boolean {
    if (this.#keys.has(key)) return false;
    this.#keys.add(key);
    if (this.#keys.size > this.#size) {
      const [oldest] = this.#keys;
      if (oldest !== undefined) this.#keys.delete(oldest);
    }
    return true;
  }
}

/**
 * Remembers the last answers of this process, for what has to be answered each time it is delivered: one of the same key
 * gets the answer of the first, which may still be at work. An answer may say what only its reader should know, so it is forgotten as
 * soon as Slack repeats nothing any more.
 */
export class Once<T> {
  readonly #answers = new Map<string, Promise<T>>();
  readonly #size: number;
  readonly #keptMs: number;

  /** @param keptMs how long after it was given */
  constructor(size = 500, keptMs = 60_000) {
    this.#size = size;
    this.#keptMs = keptMs;
  }

  answer(key: string, work: () => Promise<T>): Promise<T> {
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    const answer = work();
    this.#answers.set(key, answer);
    if (this.#answers.size > this.#size) {
      const [oldest] = this.#answers.keys();
      if (oldest !== undefined) this.#answers.delete(oldest);
    }
    // What failed may be tried again.
    answer.then(
      () => setTimeout(() => this.#answers.delete(key), this.#keptMs).unref(),
      () => this.#answers.delete(key),
    );
    return answer;
  }
}
