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
