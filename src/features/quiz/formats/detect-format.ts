import { hasColumns } from '../../../lib/tables/columns.ts';
import { readCsv } from '../../../lib/tables/csv-read.ts';
import { foldWidth } from '../question/rules/clean-text.ts';
import { BANK_LIMITS, BankFileError, type ReadFormat } from './bank-file.ts';
import { leadingLetter } from './option-marks.ts';
import { inlineOptions, plainLines } from './paper/body.ts';
import { numberedLine, sectionKind, segmentsOf } from './paper/lines.ts';
import { BANK_COLUMNS } from './table/columns.ts';

/** So much of a text is looked at. */
const LOOKED_AT = 20_000;

/** The format of a text bank: by its name where that says it, else by what it looks like. Throws `wrong-type`. */
export function detectTextFormat(text: string, filename: string): ReadFormat {
  const extension = /\.([a-z0-9]+)$/i.exec(filename)?.[1]?.toLowerCase() ?? '';
  if (extension === 'gift' || /\.gift\.txt$/i.test(filename)) return 'gift';
  if (extension === 'aiken' || /\.aiken\.txt$/i.test(filename)) return 'aiken';
  if (/\.paper\.txt$/i.test(filename)) return 'paper';
  const start = text.trimStart().slice(0, 500);
  if (/^<(?:!doctype html|html|table|meta)/i.test(start)) throw new BankFileError('wrong-type', 'HTML');
  if (/^<(?:\?xml|quiz|!--|!doctype)/i.test(start)) return 'moodle';
  if (extension === 'xml') throw new BankFileError('broken-file', 'XML');
  if (hasHeader(text)) return 'csv';
  const seen = text.slice(0, LOOKED_AT);
  if (/^[ \t]*ANSWER[ \t]*:[ \t]*[A-Z]\b/m.test(text) && /^[ \t]*[A-Z][.)][ \t]/m.test(text)) return 'aiken';
  // Braces with a key in them; those of a paper hold words.
  if (/(?<!\\)\{\s*(?:[=~#]|T\s*\}|F\s*\}|TRUE|FALSE|\})/.test(seen)) return 'gift';
  if (looksLikePaper(seen)) return 'paper';
  return /[^\\]\{[^{}]*\}/s.test(seen) ? 'gift' : 'csv';
}

/** Answers with their label, or numbered questions with options or with an answer in brackets. */
function looksLikePaper(text: string): boolean {
  const lines = plainLines(text).map((line) => line.trim());
  if (lines.some((line) => segmentsOf(line).some(({ field, text: answer }) => field === 'answer' && answer !== '')))
    return true;
  const numbered = lines.filter((line) => numberedLine(line) !== undefined && sectionKind(line) === undefined);
  const options = lines.filter((line) => leadingLetter(line) !== undefined);
  const bracketed = numbered.filter((line) => /[(【]\s*(?:[A-J]{1,10}|[√×✓✗✔✘])\s*[)】]/.test(foldWidth(line)));
  return (
    numbered.length > 0 &&
    (options.length > 1 ||
      [...options, ...numbered].some(hasOptions) ||
      bracketed.length > 0 ||
      lines.some((line) => sectionKind(line) !== undefined))
  );
}

/** Whether a line holds several options: `A. 班长 B. 主任`, at its start or behind the question. */
function hasOptions(line: string): boolean {
  return inlineOptions([` ${line}`]) !== undefined;
}

function hasHeader(text: string): boolean {
  const rows = readCsv(text.split('\n', 20).join('\n'), BANK_LIMITS);
  return hasColumns(rows, BANK_COLUMNS);
}
