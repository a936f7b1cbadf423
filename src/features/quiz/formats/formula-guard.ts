const NEGATIVE = /^-\d+(?:\.\d+)?(?:e[+-]?\d+)?$/;

/**
 * A cell that a spreadsheet would take for a formula gets an apostrophe before it. Plain negative numbers stay.
 * `unguardCell` takes exactly one such apostrophe away, so that a text with its own apostrophe comes back as it was.
 */
export function guardCell(text: string): string {
  return /^'*[=+\-@\t\r]/.test(text) && !NEGATIVE.test(text) ? `'${text}` : text;
}

/** See `guardCell`. */
export function unguardCell(text: string): string {
  return /^'+[=+\-@\t\r]/.test(text) ? text.slice(1) : text;
}
