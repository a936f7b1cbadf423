import { readAiken } from './aiken.ts';
import {
  BANK_LIMITS,
  BankFileError,
  type BankFormat,
  type BankReading,
  type BankRow,
  type NoteCode,
  type RowFault,
  type RowNote,
} from './bank-file.ts';
import { readRecords } from './csv-records.ts';
import { decodeText } from './decode-text.ts';
import { detectTextFormat, sniffContainer } from './detect-format.ts';
import { askedFingerprint, questionFingerprint } from './fingerprint.ts';
import { readGift } from './gift-read.ts';
import { readMoodle } from './moodle-read.ts';
import { oddLooks } from './odd-looks.ts';
import { readTable } from './table-read.ts';
import { readXlsx } from './xlsx-read.ts';

/**
 * Reads a question bank from a file's bytes. The format is found by content, and by the name where the content leaves
 * it open. Out: the questions with their lines, the rows left out with the reason, and notes on rows that look odd; a
 * question that stands twice in the file is taken once. Throws `BankFileError` when the file as a whole is refused.
 */
export async function readBank(bytes: Uint8Array, filename: string): Promise<BankReading> {
  if (bytes.length > BANK_LIMITS.bytes) throw new BankFileError('too-big', String(bytes.length));
  if (bytes.length === 0) throw new BankFileError('empty');
  if (sniffContainer(bytes) === 'zip') return collect('xlsx', await readXlsx(bytes));
  const text = decodeText(bytes);
  if (text.trim() === '') throw new BankFileError('empty');
  const format = detectTextFormat(text, filename);
  return collect(format, readText(text, format));
}

function readText(text: string, format: BankFormat): BankRow[] {
  switch (format) {
    case 'gift':
      return readGift(text);
    case 'aiken':
      return readAiken(text);
    case 'moodle':
      return readMoodle(text);
    default:
      return readTable(readRecords(text));
  }
}

function collect(format: BankFormat, rows: BankRow[]): BankReading {
  if (rows.length === 0) throw new BankFileError('empty');
  if (rows.length > BANK_LIMITS.rows) throw new BankFileError('too-many-rows', String(rows.length));
  const questions: BankReading['questions'] = [];
  const faults: RowFault[] = [];
  const notes: RowNote[] = [];
  const firstLines = new Map<string, number>();
  const askedAt = new Map<string, number>();
  for (const { line, text: row, outcome } of rows) {
    if ('fault' in outcome) {
      const { fault: reason, detail } = outcome;
      faults.push({ line, reason, ...(detail === undefined ? {} : { detail }), row });
      continue;
    }
    const { question } = outcome;
    const note = (code: NoteCode, detail?: string) =>
      notes.push({ line, note: code, ...(detail === undefined ? {} : { detail }), row });
    const fingerprint = questionFingerprint(question);
    const asked = askedFingerprint(question);
    const first = firstLines.get(fingerprint);
    if (first !== undefined) {
      faults.push({ line, reason: 'duplicate-row', detail: String(first), row });
      continue;
    }
    const contradicted = askedAt.get(asked);
    if (contradicted !== undefined) note('other-key-elsewhere', String(contradicted));
    firstLines.set(fingerprint, line);
    askedAt.set(asked, contradicted ?? line);
    for (const code of new Set([...outcome.notes, ...oddLooks(question)])) note(code);
    questions.push({ line, question });
  }
  return { format, questions, faults, notes };
}
