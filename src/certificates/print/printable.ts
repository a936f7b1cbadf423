/** The geta mark, which stands where a type is missing; it catches the eye, so that nobody takes the text for right. */
const MISSING = '〓';

/** Text as a font can print it. */
export interface Printable {
  text: string;
  /** The characters for which a geta mark stands, each once. */
  missing: string[];
}

/**
 * Text with a geta mark for each character that a font does not have. What is no writing (emoji, their joints and colours,
 * control characters) falls away, and white space becomes one space.
 */
export function printable(text: string, hasGlyph: (codePoint: number) => boolean): Printable {
  const missing = new Set<string>();
  const shown = Array.from(text.normalize('NFC'), (character) => {
    if (/^\s$/u.test(character)) return ' ';
    if (/^[\p{Cc}\p{Cf}\p{Cs}\p{Variation_Selector}\p{Emoji_Modifier}\p{Regional_Indicator}]$/u.test(character))
      return '';
    if (hasGlyph(character.codePointAt(0) ?? 0)) return character;
    if (/^\p{Extended_Pictographic}$/u.test(character)) return '';
    missing.add(character);
    return MISSING;
  });
  return { text: shown.join('').replaceAll(/ +/g, ' ').trim(), missing: [...missing] };
}
