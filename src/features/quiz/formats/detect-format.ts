import { readCsv } from '../../../lib/tables/csv-read.ts';
import { BANK_LIMITS, BankFileError, type BankFormat } from './bank-file.ts';
import { findHeader } from './table-columns.ts';

/** The format of a text bank: by its name where that says it, else by what it looks like. Throws `wrong-type`. */
export function detectTextFormat(text: string, filename: string): BankFormat {
  const extension = /\.([a-z0-9]+)$/i.exec(filename)?.[1]?.toLowerCase() ?? '';
  if (extension === 'gift' || /\.gift\.txt$/i.test(filename)) return 'gift';
  if (extension === 'aiken' || /\.aiken\.txt$/i.test(filename)) return 'aiken';
  const start = text.trimStart().slice(0, 500);
  if (/^<(?:!doctype html|html|table|meta)/i.test(start)) throw new BankFileError('wrong-type', 'HTML');
  if (/^<(?:\?xml|quiz|!--|!doctype)/i.test(start)) return 'moodle';
  if (extension === 'xml') throw new BankFileError('broken-file', 'XML');
  if (extension === 'csv' || extension === 'tsv') return 'csv';
  if (/^[ \t]*ANSWER[ \t]*[:：][ \t]*[A-Z]\b/im.test(text) && /^[ \t]*[A-Z][.)）][ \t]/m.test(text)) return 'aiken';
  if (hasHeader(text)) return 'csv';
  return /[^\\]\{[^{}]*\}/s.test(text.slice(0, 20_000)) ? 'gift' : 'csv';
}

function hasHeader(text: string): boolean {
  const rows = readCsv(text.split('\n', 20).join('\n'), BANK_LIMITS);
  return findHeader(rows.map((row) => row.cells)) !== undefined;
}
