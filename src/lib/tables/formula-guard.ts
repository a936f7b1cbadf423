const FORMULA = /^[=+\-@\t\r]/;
const NEGATIVE = /^-\d+(?:\.\d+)?(?:e[+-]?\d+)?$/;

/** Begins a formula, or is a word such as `toString`, which writers of sheets look up among an object's own. */
function isRisky(text: string): boolean {
  const bare = text.replace(/^'+/, '');
  return FORMULA.test(bare) || bare in Object.prototype;
}

/**
 * A cell that a spreadsheet would take for a formula gets an apostrophe before it. Plain negative numbers stay.
 * `unguardCell` takes exactly one such apostrophe away, so that a text with its own apostrophe comes back as it was.
 */
export function guardCell(text: string): string {
  return isRisky(text) && !NEGATIVE.test(text) ? `'${text}` : text;
}

/** The words of a row guarded; its figures begin no formula. */
export function guardRow<Figure>(row: readonly (string | Figure)[]): (string | Figure)[] {
  return row.map((cell) => (typeof cell === 'string' ? guardCell(cell) : cell));
}

/** See `guardCell`. */
export function unguardCell(text: string): string {
  return text.startsWith("'") && isRisky(text) ? text.slice(1) : text;
}
