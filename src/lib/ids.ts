import { createHash, randomFillSync, randomInt } from 'node:crypto';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const REFERENCE_ALPHABET = 'ACDEFGHJKLMNPQRTUVWXY34679';

const LENGTH = 16;
/** Random bytes are fetched for so many ids at once: each call to the system costs as much as fifty of them. */
const pool = new Uint8Array(256 * LENGTH);
let used = pool.length;

/** A new id of 16 lower-case characters (80 bits), safe in action values, job ids and file names. */
export function newId(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  let id = '';
  for (const end = used + LENGTH; used < end; used++) id += ALPHABET[(pool[used] ?? 0) % ALPHABET.length];
  return id;
}

/**
 * The id of something that is named by what led to it: the same parts give the same id, in every process. Such a thing is made
 * once, however often and wherever its request is delivered.
 * @param parts what names it, such as the workspace, the person and the request; their order counts
 * @returns 16 lower-case characters (80 bits of SHA-256), like those of `newId`
 */
export function idFrom(...parts: readonly string[]): string {
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest();
  return Array.from(digest.subarray(0, LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
}

/** A short reference that a person can read out over the phone, e.g. `K7Q2`. */
export function newReference(): string {
  return Array.from({ length: 4 }, () => REFERENCE_ALPHABET[randomInt(REFERENCE_ALPHABET.length)]).join('');
}
