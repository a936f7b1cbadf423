import { zipSync } from 'fflate';
import { readSheet } from 'read-excel-file/node';
import { TableFileError, type TableLimits, type TableRow } from './table-file.ts';
import { unzipWithin } from './zip-entries.ts';

const WORKBOOK = 'xl/workbook.xml';
const RELATIONS = 'xl/_rels/workbook.xml.rels';

/**
 * The rows of the first sheet of an XLSX file, empty ones too; `line` is the row's number in the sheet. Only the parts that are needed are
 * unpacked, within limits, and handed to the reader in a zip made here: it never sees the archive as it was sent.
 * @throws TableFileError `wrong-type` (a zip that is no workbook), `zip-bomb`, `broken-file`, `too-many-rows`.
 */
export async function readXlsx(bytes: Uint8Array, limits: TableLimits): Promise<TableRow[]> {
  const parts = unzipWithin(
    bytes,
    limits,
    (name) => /^xl\/.*\.xml(?:\.rels)?$/.test(name) && !/^xl\/(?:drawings|charts|theme|media)\//.test(name),
  );
  if (!parts.has(WORKBOOK)) throw new TableFileError('wrong-type');
  const first = firstSheetPath(textOf(parts, WORKBOOK), textOf(parts, RELATIONS));
  checkExtent(textOf(parts, first), limits);
  const needed = [...parts].filter(([name]) => name === first || !name.startsWith('xl/worksheets/'));
  const zip = zipSync(Object.fromEntries(needed), { level: 0 });
  return rowsOf(zip);
}

function textOf(parts: Map<string, Uint8Array>, name: string): string {
  const part = parts.get(name);
  if (!part) throw new TableFileError('broken-file', name.slice(0, 100));
  return new TextDecoder().decode(part);
}

function firstSheetPath(workbook: string, relations: string): string {
  const sheet = /<(?:\w+:)?sheet\s[^<>]*>/.exec(workbook)?.[0] ?? '';
  const id = /\s(?:\w+:)?id=["']([^"']*)["']/.exec(sheet.replace(/\ssheetId=["'][^"']*["']/, ''))?.[1] ?? '';
  for (const [relation] of relations.matchAll(/<(?:\w+:)?Relationship\s[^<>]*>/g)) {
    if (/\sId=["']([^"']*)["']/.exec(relation)?.[1] !== id) continue;
    const target = /\sTarget=["']([^"']*)["']/.exec(relation)?.[1] ?? '';
    return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
  }
  throw new TableFileError('broken-file', 'sheet');
}

/** A cell far out makes a reader lay out all rows and columns up to it: such a sheet is refused before. */
function checkExtent(sheet: string, limits: TableLimits): void {
  if (/<!DOCTYPE/i.test(sheet.slice(0, 1000))) throw new TableFileError('broken-file', 'DOCTYPE');
  for (const [, tag, attributes = ''] of sheet.matchAll(/<(?:\w+:)?(row|c)\s([^<>]*)>/g)) {
    const [, letters = '', digits = ''] = /\br=["']([A-Z]*)(\d+)["']/.exec(attributes) ?? [];
    if (digits.length > 7 || Number(digits) > 1_048_576) throw new TableFileError('broken-file', 'row');
    if (tag !== 'c' || attributes.endsWith('/')) continue;
    // Rows may be empty or headings: twice the limit is still cheap; what counts as a row is counted afterwards.
    if (Number(digits) > limits.rows * 2) throw new TableFileError('too-many-rows', digits);
    const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
    if (column > limits.columns) throw new TableFileError('broken-file', `column ${letters.slice(0, 5)}`);
  }
}

async function rowsOf(zip: Uint8Array): Promise<TableRow[]> {
  try {
    const sheet = await readSheet(Buffer.from(zip));
    return sheet.map((row, index) => tableRow(index + 1, row));
  } catch {
    throw new TableFileError('broken-file', 'sheet');
  }
}

function tableRow(line: number, row: readonly unknown[]): TableRow {
  const dates = row.flatMap((cell, index) => (cell instanceof Date ? [index] : []));
  const times = row.flatMap((cell) => (cell instanceof Date ? [isoOf(cell).slice(11, 16)] : []));
  return { line, cells: row.map(cellText), ...(dates.length > 0 ? { dates, times } : {}) };
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
  if (cell instanceof Date) return isoOf(cell).slice(0, 10);
  return String(cell);
}

/** A sheet counts days in fractions: an hour may lack a millisecond. */
function isoOf(cell: Date): string {
  const seconds = Math.round(cell.getTime() / 1000);
  return Number.isNaN(seconds) ? '' : new Date(seconds * 1000).toISOString();
}
