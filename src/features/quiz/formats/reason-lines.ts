import { REASON_HEADERS } from '../../../lib/tables/reason-column.ts';

/*
 * Questions that are no rows of a table (GIFT, Aiken, Moodle XML, papers) come back in their own format, with what is wrong with each
 * in a line above it. Mended and sent again, they are read as if those lines were not there.
 */

const LINE = new RegExp(`^[ \\t]*//[ \\t]*(?:${REASON_HEADERS.join('|')})[:：].*$`, 'gm');
const COMMENT = new RegExp(`<!--\\s*(?:${REASON_HEADERS.join('|')})[:：].*?-->`, 'gs');

/** The text without the lines that say what is wrong; the others keep their numbers. */
export function withoutReasonLines(text: string): string {
  return text.replace(LINE, '').replace(COMMENT, (comment) => comment.replace(/[^\n]/g, ''));
}
