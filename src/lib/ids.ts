import { randomBytes, randomInt } from 'node:crypto';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const REFERENCE_ALPHABET = 'ACDEFGHJKLMNPQRTUVWXY34679';

/** A new id of 16 lower-case characters (80 bits), safe in action values, job ids and file names. */
export function newId(): string {
  return Array.from(randomBytes(16), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
}

/** A short reference that a person can read out over the phone, e.g. `K7Q2`. */
export function newReference(): string {
  return Array.from({ length: 4 }, () => REFERENCE_ALPHABET[randomInt(REFERENCE_ALPHABET.length)]).join('');
}
