/** How several labels stand in one cell: tags and posts by `；` (read: also `;，,、|` and line breaks). */
export const LABEL_LIST = { join: '；', split: '；;，,、|｜\n' } as const;
/** How several accepted answers stand in one cell: by `|` (read: also `；;` and line breaks). Commas are text. */
export const ACCEPTED_LIST = { join: '|', split: '|｜；;\n' } as const;
type ListStyle = typeof LABEL_LIST | typeof ACCEPTED_LIST;

/** Joins texts into one cell; separators and backslashes inside a text get a backslash before them. */
export function joinList(texts: string[], style: ListStyle): string {
  const special = (char: string) => char === '\\' || style.split.includes(char);
  return texts.map((text) => [...text].map((char) => (special(char) ? `\\${char}` : char)).join('')).join(style.join);
}

/** Takes a cell apart again; texts are trimmed, empty ones dropped. A backslash before any other sign is text. */
export function splitList(cell: string, style: ListStyle): string[] {
  const texts: string[] = [];
  let text = '';
  const chars = [...cell];
  for (let index = 0; index < chars.length; index += 1) {
    const char = chars[index] ?? '';
    const next = chars[index + 1] ?? '';
    if (char === '\\' && next !== '' && (next === '\\' || style.split.includes(next))) {
      text += next;
      index += 1;
    } else if (style.split.includes(char)) {
      texts.push(text);
      text = '';
    } else {
      text += char;
    }
  }
  texts.push(text);
  return texts.map((entry) => entry.trim()).filter((entry) => entry !== '');
}
