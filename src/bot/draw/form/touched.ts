import { createHash } from 'node:crypto';
import { isBlank, type Raw } from './field.ts';

/** What stood in each field of a form when it was drawn, so short that all of it rides along with the modal. */
export type Prints = Readonly<Record<string, string>>;

const LETTERS = 8;

/** The mark of what stands in a field. */
export function printOf(raw: Raw): string {
  if (isBlank(raw)) return '';
  return createHash('sha256')
    .update(JSON.stringify([raw].flat()))
    .digest('base64url')
    .slice(0, LETTERS);
}

/** Of the inputs those that differ from what stood in them. */
export function touchedOf<R extends Raw>(inputs: Record<string, R>, prints: Prints): Record<string, R> {
  return Object.fromEntries(Object.entries(inputs).filter(([id, raw]) => prints[id] !== printOf(raw)));
}

/** A modal's metadata with what stood in its fields. @param metadata ids on one line */
export function withPrints(metadata: string, prints: Prints): string {
  return `${metadata}\n${JSON.stringify(prints)}`;
}

/** Both parts again. Modals of forms that edit nothing have no prints. */
export function readPrints(packed: string): { metadata: string; prints?: Prints } {
  const at = packed.indexOf('\n{');
  if (at < 0) return { metadata: packed };
  return { metadata: packed.slice(0, at), prints: JSON.parse(packed.slice(at + 1)) as Prints };
}
