/**
 * A set of whole numbers from 0, as bits: a union costs as many bytes as the highest number has eighths. Packed it is
 * the gaps between its numbers, of which most fit into a byte each.
 */
export class NumberSet {
  #bits = new Uint8Array(64);
  #size = 0;

  /** How many numbers are in it. */
  get size(): number {
    return this.#size;
  }

  add(number: number): void {
    const index = number >>> 3;
    if (index >= this.#bits.length) {
      const grown = new Uint8Array(Math.max(index + 1, this.#bits.length * 2));
      grown.set(this.#bits);
      this.#bits = grown;
    }
    const bit = 1 << (number & 7);
    const byte = this.#bits[index] ?? 0;
    if ((byte & bit) !== 0) return;
    this.#bits[index] = byte | bit;
    this.#size += 1;
  }

  /** Adds what `packed` wrote. */
  addPacked(bytes: Uint8Array): void {
    let number = -1;
    let gap = 0;
    let shift = 0;
    for (const byte of bytes) {
      gap |= (byte & 127) << shift;
      if (byte >= 128) {
        shift += 7;
        continue;
      }
      number += gap;
      this.add(number);
      gap = 0;
      shift = 0;
    }
  }

  /** The gaps between the numbers in their order, seven bits a byte, the low ones first. */
  packed(): Uint8Array {
    const bytes: number[] = [];
    let last = -1;
    for (let index = 0; index < this.#bits.length; index++) {
      const byte = this.#bits[index] ?? 0;
      for (let bit = 0; byte >> bit !== 0; bit++) {
        if (((byte >> bit) & 1) === 0) continue;
        const number = index * 8 + bit;
        let gap = number - last;
        for (; gap >= 128; gap >>>= 7) bytes.push((gap & 127) | 128);
        bytes.push(gap);
        last = number;
      }
    }
    return Uint8Array.from(bytes);
  }
}
