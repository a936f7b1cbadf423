import { htmlToText, looksLikeHtml, markdownToText } from '../html-text.ts';
import { showEscaped } from './signs.ts';

const FORMATS = ['html', 'markdown', 'plain', 'moodle'] as const;
type Format = (typeof FORMATS)[number];
const NAMED = /^\s*\[(html|markdown|plain|moodle)\]/;

/** A text of a question as people read it. */
export type GiftText = (text: string) => string;

/** The format that a text names at its beginning; its other texts have it too. Other brackets are text: [MPa]. */
export function readFormat(text: string): Format {
  return FORMATS.find((format) => format === NAMED.exec(text)?.[1]) ?? 'moodle';
}

/**
 * A text of GIFT (escaped signs hidden) as plain text, by its own format or that of the question. Moodle's own format may
 * hold tags.
 */
export function giftText(text: string, ofQuestion: Format): string {
  const named = NAMED.exec(text)?.[0];
  const format = named === undefined ? ofQuestion : readFormat(text);
  const bare = unfold(text.slice(named?.length ?? 0)).trim();
  const shown = showEscaped(bare);
  if (format === 'html') return htmlToText(shown);
  if (format === 'markdown') return markdownToText(shown);
  return format === 'moodle' && looksLikeHtml(shown) ? htmlToText(shown.replaceAll('\n', '<br>')) : shown;
}

/** Runs of space as one; a line that goes on in the middle of an English sentence joined to the one before. */
function unfold(text: string): string {
  return text
    .replace(/[ \t]*\n[ \t\n]*/g, '\n')
    .replace(/(?<=[A-Za-z0-9,;])\n(?=[a-z(])/g, ' ')
    .replace(/[ \t]{2,}/g, ' ');
}
