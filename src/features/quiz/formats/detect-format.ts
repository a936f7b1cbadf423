import { BankFileError, type BankFormat } from './bank-file.ts';
import { readRecords } from './csv-records.ts';
import { findHeader } from './table-columns.ts';

const ZIP = [0x50, 0x4b];
const FOREIGN: number[][] = [
  [0x25, 0x50, 0x44, 0x46], // PDF
  [0x89, 0x50, 0x4e, 0x47], // PNG
  [0xff, 0xd8, 0xff], // JPEG
  [0x47, 0x49, 0x46, 0x38], // GIF
  [0xd0, 0xcf, 0x11, 0xe0], // xls, doc
  [0x1f, 0x8b], // gzip
  [0x52, 0x61, 0x72, 0x21], // rar
  [0x37, 0x7a, 0xbc, 0xaf], // 7z
  [0x7b, 0x5c, 0x72, 0x74, 0x66], // RTF
];

/** Is this a zip (perhaps an XLSX), a text (perhaps a bank), or surely neither (throws `wrong-type`)? By content only. */
export function sniffContainer(bytes: Uint8Array): 'zip' | 'text' {
  const startsWith = (magic: number[]) => magic.every((byte, index) => bytes[index] === byte);
  if (startsWith(ZIP)) return 'zip';
  if (FOREIGN.some(startsWith)) throw new BankFileError('wrong-type');
  return 'text';
}

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
  return findHeader(readRecords(text.split('\n').slice(0, 20).join('\n')).map((record) => record.cells)) !== undefined;
}
