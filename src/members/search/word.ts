import { nameKey } from '../roster/match.ts';

/**
 * Words as they are compared in a search: width, case, spaces, signs and the accents of Latin letters do not count
 * (`José` is `jose`, `lǜ` is `lu`). Letters and digits only: nothing in it means anything to a pattern.
 */
export function searchWord(text: string): string {
  return nameKey(text.normalize('NFKD').replace(/\p{M}/gu, ''));
}
