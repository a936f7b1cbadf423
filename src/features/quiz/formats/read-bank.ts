import { readCsv } from '../../../lib/tables/csv-read.ts';
import { decodeText } from '../../../lib/tables/decode-text.ts';
import { withoutReasons } from '../../../lib/tables/reason-column.ts';
import { sniffContainer, TableFileError } from '../../../lib/tables/table-file.ts';
import type { WrittenTable } from '../../../lib/tables/written-rows.ts';
import { readAiken } from './aiken.ts';
import {
  BANK_LIMITS,
  BankFileError,
  type BankReading,
  type BankRow,
  type NoteCode,
  type ReadFormat,
  type RowFault,
  type RowNote,
} from './bank-file.ts';
import { detectTextFormat } from './detect-format.ts';
import { askedFingerprint, questionFingerprint } from './fingerprint.ts';
import { oddLooks } from './odd-looks.ts';
import { readPaper } from './paper/read.ts';
import { withoutReasonLines } from './reason-lines.ts';
import { readSheets, type TableReading } from './table/read.ts';

/**
 * Reads a question bank from a file's bytes. The format is found by content, and by the name where the content leaves
 * it open. Out: the questions with their lines, the rows left out with the reason, and notes on rows that look odd; a
 * question that stands twice in the file is taken once.
 * @throws BankFileError when the file as a whole is refused.
 */
export async function readBank(bytes: Uint8Array, filename: string): Promise<BankReading> {
  if (bytes.length > BANK_LIMITS.bytes) throw new BankFileError('too-big', String(bytes.length));
  if (bytes.length === 0) throw new BankFileError('empty');
  try {
    if (sniffContainer(bytes) === 'zip') return collect('xlsx', await readWorkbook(bytes));
    const text = withoutReasonLines(decodeText(bytes));
    if (text.trim() === '') throw new BankFileError('empty');
    const format = detectTextFormat(text, filename);
    return collect(format, await readText(text, format));
  } catch (error) {
    throw error instanceof TableFileError ? new BankFileError(error.code, error.detail) : error;
  }
}

// Each reader is loaded when a file needs it, for the libraries that they stand on are large.

async function readWorkbook(bytes: Uint8Array): Promise<TableReading> {
  const { readXlsx } = await import('../../../lib/tables/xlsx-read.ts');
  return readSheets(withoutReasons(readXlsx(bytes, BANK_LIMITS)));
}

async function readText(text: string, format: ReadFormat): Promise<BankRow[] | TableReading> {
  switch (format) {
    case 'gift':
      return (await import('./gift/read.ts')).readGift(text);
    case 'aiken':
      return readAiken(text);
    case 'paper':
      return readPaper(text);
    case 'moodle':
      return (await import('./moodle/read.ts')).readMoodle(text);
    default:
      return readSheets(withoutReasons([{ name: '', isHidden: false, rows: readCsv(text, BANK_LIMITS) }]));
  }
}

function collect(format: ReadFormat, read: BankRow[] | TableReading): BankReading {
  const { rows, tables = [], ...rest } = Array.isArray(read) ? { rows: read } : read;
  if (rows.length === 0) throw new BankFileError('empty');
  if (rows.length > BANK_LIMITS.rows) throw new BankFileError('too-many-rows', String(rows.length));
  const questions: BankReading['questions'] = [];
  const faults: RowFault[] = [];
  const notes: RowNote[] = [];
  const firstLines = new Map<string, string>();
  const askedAt = new Map<string, string>();
  for (const { line, sheet, text: row, outcome, source } of rows) {
    const written = source === undefined ? {} : { written: source };
    const place = { ...(sheet === undefined ? {} : { sheet }), line };
    const here = sheet === undefined ? String(line) : `${sheet} ${line}`;
    if ('fault' in outcome) {
      const { fault: reason, detail } = outcome;
      faults.push({ ...place, reason, ...(detail === undefined ? {} : { detail }), row, ...written });
      continue;
    }
    const { question } = outcome;
    const note = (code: NoteCode, detail?: string) =>
      notes.push({ ...place, note: code, ...(detail === undefined ? {} : { detail }), row });
    const fingerprint = questionFingerprint(question);
    const asked = askedFingerprint(question);
    const first = firstLines.get(fingerprint);
    if (first !== undefined) {
      faults.push({ ...place, reason: 'duplicate-row', detail: first, row, ...written });
      continue;
    }
    const contradicted = askedAt.get(asked);
    if (contradicted !== undefined) note('other-key-elsewhere', contradicted);
    firstLines.set(fingerprint, here);
    askedAt.set(asked, contradicted ?? here);
    for (const code of new Set([...outcome.notes, ...oddLooks(question)])) note(code);
    questions.push({ line, question, fingerprint });
  }
  const bad = badTables(tables, rows, faults);
  return { format, questions, faults, notes, ...rest, ...(bad.length > 0 ? { bad } : {}) };
}

/** The rows with a fault under the header of their sheet, as they were written. */
function badTables(
  tables: TableReading['tables'],
  rows: readonly BankRow[],
  faults: readonly RowFault[],
): WrittenTable[] {
  const keyOf = ({ sheet, line }: { sheet?: string; line: number }) => JSON.stringify([sheet, line]);
  const bad = new Set(faults.map(keyOf));
  const left = rows.filter((row) => bad.has(keyOf(row)));
  return tables
    .map(({ sheet, header }): WrittenTable => {
      const own = left.filter((row) => row.sheet === undefined || row.sheet === sheet);
      return { sheet, header, rows: own.flatMap(({ written }) => written ?? []) };
    })
    .filter((table) => table.rows.length > 0);
}
