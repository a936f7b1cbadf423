import { type CsvError, parse } from 'csv-parse/sync';
import { Unzip, UnzipInflate, zipSync } from 'fflate';
import { readSheet } from 'read-excel-file/node';
import { UserError } from '../bot/errors.ts';
import { ROSTER_LIMITS, type TableRow } from './roster.ts';
import { ROSTER_FILE_FAULTS } from './roster-faults.ts';

const UNPACKED_BYTES = 60_000_000;
const STEP_BYTES = 16_384;
const COLUMNS = 200;
/** First bytes of what people send by mistake: PDF, PNG, JPEG, old Excel and Word, gzip, rar, 7z, RTF. */
const FOREIGN = ['25504446', '89504e47', 'ffd8ff', 'd0cf11e0', '1f8b', '52617221', '377abcaf', '7b5c727466'];

/**
 * The rows of a table file: CSV (UTF-8 with or without BOM, UTF-16 with BOM, GB18030; comma, semicolon or tab) or the
 * first sheet of an XLSX. What it is, its content says.
 * @throws UserError with one sentence for a file that is too large, of another type, or broken.
 */
export async function readTableFile(bytes: Uint8Array): Promise<TableRow[]> {
  if (bytes.length > ROSTER_LIMITS.bytes) throw new UserError(ROSTER_FILE_FAULTS.size);
  const start = Buffer.from(bytes.subarray(0, 8)).toString('hex');
  if (FOREIGN.some((magic) => start.startsWith(magic))) throw new UserError(ROSTER_FILE_FAULTS.type);
  return start.startsWith('504b') ? readXlsx(bytes) : readCsv(decode(bytes));
}

function decode(bytes: Uint8Array): string {
  const isUtf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const encodings = isUtf16 ? [bytes[0] === 0xff ? 'utf-16le' : 'utf-16be'] : ['utf-8', 'gb18030'];
  for (const encoding of encodings) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (!text.includes('\0') && !/^\s*<(!doctype|html|\?xml)/i.test(text)) return text.replace(/\r\n?/g, '\n');
    } catch {
      // Not this encoding: the next one is tried.
    }
  }
  throw new UserError(ROSTER_FILE_FAULTS.type);
}

function readCsv(text: string): TableRow[] {
  const head = text.split('\n', HEAD_LINES).join('\n');
  const [delimiter = ','] = [',', '\t', ';', '，'].sort((a, b) => head.split(b).length - head.split(a).length);
  try {
    return parseCsv(text, delimiter);
  } catch (error) {
    if (!isCsvError(error)) throw error;
    // One broken quote must not swallow the rows after it: each line stands for itself.
    return text.split('\n').map((line, index) => {
      try {
        return { line: index + 1, cells: parseCsv(line, delimiter)[0]?.cells ?? [] };
      } catch {
        return { line: index + 1, cells: line.split(delimiter), isBroken: true };
      }
    });
  }
}

const HEAD_LINES = 12;

function parseCsv(text: string, delimiter: string): TableRow[] {
  const records = parse(text, {
    delimiter,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
  }) as unknown as {
    record: string[];
    info: { lines: number };
  }[];
  return records.map(({ record, info }) => ({ line: info.lines, cells: record }));
}

function isCsvError(error: unknown): error is CsvError {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_');
}

async function readXlsx(bytes: Uint8Array): Promise<TableRow[]> {
  const parts = unzip(bytes);
  if (!parts.has('xl/workbook.xml')) throw new UserError(ROSTER_FILE_FAULTS.type);
  for (const [name, part] of parts) if (name.startsWith('xl/worksheets/')) checkExtent(part);
  let sheet: readonly (readonly unknown[])[];
  try {
    // The reader sees a zip made here, never the archive as it was sent.
    sheet = await readSheet(Buffer.from(zipSync(Object.fromEntries(parts), { level: 0 })));
  } catch {
    throw new UserError(ROSTER_FILE_FAULTS.broken);
  }
  return sheet.map((row, index) => ({ line: index + 1, cells: row.map(cellText) }));
}

/** Unpacks the sheets' XML a little at a time and gives up at the limit, whatever sizes the archive declares. */
function unzip(bytes: Uint8Array): Map<string, Uint8Array> {
  const chunks = new Map<string, Uint8Array[]>();
  let size = 0;
  let failure: Error | undefined;
  const archive = new Unzip((file) => {
    if (!/^xl\/.*\.xml(\.rels)?$/.test(file.name) || /^xl\/(drawings|charts|theme|media)\//.test(file.name)) return;
    const own: Uint8Array[] = [];
    chunks.set(file.name, own);
    file.ondata = (error, chunk) => {
      if (error) failure ??= error;
      else own.push(chunk);
      size += chunk?.length ?? 0;
    };
    file.start();
  });
  archive.register(UnzipInflate);
  try {
    for (let at = 0; at < bytes.length && failure === undefined; at += STEP_BYTES) {
      archive.push(bytes.subarray(at, at + STEP_BYTES), at + STEP_BYTES >= bytes.length);
      if (size > UNPACKED_BYTES) throw new UserError(ROSTER_FILE_FAULTS.size);
    }
  } catch (error) {
    throw error instanceof UserError ? error : new UserError(ROSTER_FILE_FAULTS.broken);
  }
  if (failure !== undefined) throw new UserError(ROSTER_FILE_FAULTS.broken);
  return new Map([...chunks].map(([name, own]) => [name, new Uint8Array(Buffer.concat(own))]));
}

/** A cell far out makes a reader lay out all rows and columns up to it: such a sheet is refused before. */
function checkExtent(part: Uint8Array): void {
  const sheet = new TextDecoder().decode(part);
  if (/<!DOCTYPE/i.test(sheet.slice(0, 1_000))) throw new UserError(ROSTER_FILE_FAULTS.broken);
  for (const [, attributes = ''] of sheet.matchAll(/<(?:\w+:)?c\s([^<>]*)>/g)) {
    if (attributes.endsWith('/')) continue;
    const [, letters = '', digits = ''] = /\br=["']([A-Z]*)(\d+)["']/.exec(attributes) ?? [];
    // Rows may be empty or titles: twice the limit is still cheap.
    if (digits.length > 7 || Number(digits) > ROSTER_LIMITS.rows * 2) throw new UserError(ROSTER_FILE_FAULTS.rows);
    const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
    if (column > COLUMNS) throw new UserError(ROSTER_FILE_FAULTS.broken);
  }
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell);
}
