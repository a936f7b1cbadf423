import type { Waiting } from '../routing/contributions.ts';

/**
 * The button of a row of what waits, from the one that a reference makes.
 *
 * ```ts
 * button: rowButton(clubRef.button({ id }), say.open)
 * ```
 */
export function rowButton({ action, value }: { action: string; value?: string }, label: string): Waiting['button'] {
  return { action, label, ...(value === undefined ? {} : { value }) };
}
