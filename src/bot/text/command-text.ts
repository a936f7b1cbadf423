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
const GAP = /[\s\u200B]/;
const OUTER_GAPS = /^[\s\u200B]+|[\s\u200B]+$/g;

/**
 * The end of what was typed as it was typed, but for Slack's entities: people's words keep their punctuation and lines.
 * @param raw the whole, as Slack brings it
 * @param plain the end in question, as `normalise` made it: gap or not, each of its characters stands for one
 */
export function asTyped(raw: string, plain: string): string {
  const whole = withoutEntities(raw);
  let left = plain.replace(/ /g, '').length;
  let from = whole.length;
  while (left > 0 && from > 0) {
    from -= 1;
    if (!GAP.test(whole.charAt(from))) left -= 1;
  }
  return whole.slice(from).replace(OUTER_GAPS, '');
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
