/** What people type, made plain: Slack's entities, full-width spaces and letters, smart quotes, runs of spaces. */
export function normalise(text: string): string {
  return withoutEntities(text)
    .replace(/[\uFF01-\uFF5E]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/[\u3000\u00A0\u2000-\u200B]/g, ' ')
    .replace(/[“”„]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/\s+/g, ' ')
    .trim();
}

function withoutEntities(text: string): string {
  return text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
}

/** Every gap that `normalise` makes a space. */
const GAP = /[\s\u200B]+/;
const FIRST_GAP = /^[\s\u200B]+/;
const LAST_GAP = /[\s\u200B]+$/;

/**
 * The end of what was typed as it was typed, but for Slack's entities: people's words keep their punctuation and lines.
 * @param raw the whole, as Slack brings it
 * @param plain the end in question, as `normalise` made it
 */
export function asTyped(raw: string, plain: string): string {
  if (plain === '') return '';
  const before = normalise(raw).split(' ').length - plain.split(' ').length;
  let rest = withoutEntities(raw).replace(FIRST_GAP, '');
  for (let word = 0; word < before; word++) rest = rest.slice(rest.search(GAP)).replace(FIRST_GAP, '');
  return rest.replace(LAST_GAP, '');
}

/** Splits at spaces; what stands in double quotes stays together. */
export function words(text: string): string[] {
  return [...text.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '').filter(Boolean);
}

/** Packs ids into a button's value or a view's metadata. The parts hold no `|`. */
export function pack(...parts: (string | number)[]): string {
  return parts.join('|');
}

/** Unpacks what `pack` packed; a missing part is an empty string. */
export function unpack<N extends number>(packed: string, count: N): string[] & { length: N } {
  const parts = packed.split('|');
  return Array.from({ length: count }, (_, index) => parts[index] ?? '') as string[] & { length: N };
}
