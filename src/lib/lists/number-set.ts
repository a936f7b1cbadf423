/**
 * A set of whole numbers from 0, as bits: a union costs as many bytes as the highest number has eighths. Packed it is
 * the gaps between its numbers, of which most fit into a byte each.
 */
export class NumberSet {
  #bits = new Uint8Array(64);

  /** How many numbers are in it; counted each time. */
  get size(): number {
    let size = 0;
    for (const word of new Uint32Array(this.#bits.buffer)) size += onesIn(word);
    return size;
  }

  add(number: number): void {
    const index = number >>> 3;
    const bits = index < this.#bits.length ? this.#bits : this.#grow(index);
    bits[index] = (bits[index] ?? 0) | (1 << (number & 7));
  }

  /** Adds what `packed` wrote. */
  addPacked(bytes: Uint8Array): void {
    // Thousands of sets are united for one table: nothing is asked of each number, not even whether it is new.
    let bits = this.#bits;
    let number = -1;
    let gap = 0;
    let shift = 0;
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at] ?? 0;
      gap |= (byte & 127) << shift;
      if (byte >= 128) {
        shift += 7;
        continue;
      }
      number += gap;
      gap = 0;
      shift = 0;
      const index = number >>> 3;
      if (index >= bits.length) bits = this.#grow(index);
      bits[index] = (bits[index] ?? 0) | (1 << (number & 7));
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

  /** Makes room for a byte; always whole words. */
  #grow(index: number): Uint8Array<ArrayBuffer> {
    let length = this.#bits.length;
    while (length <= index) length *= 2;
    const grown = new Uint8Array(length);
    grown.set(this.#bits);
    this.#bits = grown;
    return grown;
  }
}

/** How many bits of a word are set: counted by twos, fours and bytes, which are then added up. */
function onesIn(word: number): number {
  const twos = word - ((word >>> 1) & 0x55555555);
  const fours = (twos & 0x33333333) + ((twos >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
