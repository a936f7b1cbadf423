import { createHmac, timingSafeEqual } from 'node:crypto';
import { MINUTE_MS } from '../../lib/zone.ts';

/** Each code's life. */
export const CODE_MS = MINUTE_MS;
const CODES = 1_000_000;

export function codeWindow(now: Date): number {
  return Math.floor(now.getTime() / CODE_MS);
}

/**
 * The six digits of a gathering in a window. Without the key nothing is learnt from any number of them; truncated as in RFC 4226.
 * @param key a secret of the server
 */
export function codeOf(key: Buffer, gathering: string, window: number): string {
  const digest = createHmac('sha256', key).update(`${gathering} ${window}`).digest();
  const offset = (digest.at(-1) ?? 0) & 0xf;
  return String((digest.readUInt32BE(offset) & 0x7fff_ffff) % CODES).padStart(6, '0');
}

/** Compares two codes in a time that says nothing about where they differ. */
export function isSameCode(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

export const MOST_WRONG = 3;
export const WRONG_REST_MS = 60_000;
