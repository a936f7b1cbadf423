const NO_TEXT = /(?![\t\n])\p{Cc}|\ufeff|\p{Noncharacter_Code_Point}/gu;
const HALF_CHARACTER = /\p{Cs}/gu;

/**
 * The form in which every text of a question is kept: `\n` as the only line break, no control characters, no half
 * characters, no space around. Export and import are exact for texts in this form.
 */
export function cleanText(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(NO_TEXT, '').replace(HALF_CHARACTER, '\ufffd').trim();
}

/** `cleanText` on one line, for labels (category, tag, post) and rows in lists. */
export function cleanLine(text: string): string {
  return cleanText(text.replace(/\s+/g, ' '));
}

/** Full-width letters, digits and signs in their ASCII form; everything else as it is. */
export function foldWidth(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, ' ');
}

/** Two texts with the same key look the same to a reader: width and runs of space are not told apart, case is. */
export function sameLookKey(text: string): string {
  return foldWidth(text).replace(/\s+/g, ' ').trim();
}

/** A row for a list of faults: one line, at most 200 characters. */
export function rowText(text: string): string {
  const line = cleanLine(text.slice(0, 2000));
  const chars = [...line];
  return chars.length > 200 ? `${chars.slice(0, 199).join('')}…` : line;
}
