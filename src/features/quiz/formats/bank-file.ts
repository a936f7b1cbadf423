import type { UnusedColumn } from '../../../lib/tables/columns.ts';
import type { PassedSheet } from '../../../lib/tables/read-table.ts';
import type { TableLimits } from '../../../lib/tables/table-file.ts';
import type { WrittenRow, WrittenTable } from '../../../lib/tables/written-rows.ts';
import type { Question } from '../question/rules/question.ts';
import type { ColumnName } from './table/columns.ts';

export const BANK_FORMATS = ['csv', 'xlsx', 'gift', 'aiken', 'moodle'] as const;
export type BankFormat = (typeof BANK_FORMATS)[number];

/** What can be read: a paper in plain text too. */
export type ReadFormat = BankFormat | 'paper';

/** File name endings by format, for an export. */
export const BANK_EXTENSION: Record<BankFormat, string> = {
  csv: 'csv',
  xlsx: 'xlsx',
  gift: 'gift.txt',
  aiken: 'aiken.txt',
  moodle: 'xml',
};

/** Bounds of a bank's file; over any of them nothing is imported. `unpackedBytes` and `zipEntries` are for XLSX. */
export const BANK_LIMITS = {
  bytes: 5 * 1024 * 1024,
  rows: 10_000,
  unpackedBytes: 64 * 1024 * 1024,
  zipEntries: 500,
  columns: 256,
  /** Characters of one quoted cell of a CSV file. */
  cell: 64_000,
  /** Characters of one GIFT question or one Moodle `<question>`, so that no parser is handed a monster. */
  chunk: 64_000,
} as const satisfies TableLimits & Record<string, number>;

/** Why a row was not imported. Stable codes; the words for people are in the feature's messages. */
export const FAULT_REASONS = [
  'no-stem',
  'no-answer',
  'answer-not-an-option',
  'answer-unclear',
  'letter-and-text',
  'options-unclear',
  'too-many-answers',
  'too-few-options',
  'too-many-options',
  'duplicate-options',
  'duplicate-row',
  'too-long',
  'too-many-tags',
  'unknown-kind',
  'blanks-do-not-fit',
  'bad-number',
  'several-numbers',
  'sign-in-text',
  'several-sections',
  'bad-truth',
  'bad-difficulty',
  'bad-picture',
  'date-cell',
  'cell-error',
  'cell-picture',
  'cell-no-value',
  'cell-digits',
  'cell-exponent',
  'unsupported',
  'answers-left',
  'broken-row',
] as const;
export type FaultReason = (typeof FAULT_REASONS)[number];

/** What is odd about a row that was imported all the same. */
export const NOTE_CODES = [
  'text-looks-cut',
  'unbalanced-marks',
  'refers-to-options',
  'letters-in-options',
  'answer-in-stem',
  'empty-option',
  'option-letters-removed',
  'letters-read-as-truth',
  'partial-credit-dropped',
  'feedback-dropped',
  'wildcard-kept',
  'picture-dropped',
  'other-key-elsewhere',
  'letter-twice',
  'several-readings',
  'separator-in-answer',
  'blanks-parted',
  'range-read',
  'range-as-text',
  'either-right',
  'all-needed',
  'wide-signs',
] as const;
export type NoteCode = (typeof NOTE_CODES)[number];

/** One row that was left out. `detail` names the column, the value or the line that the reason speaks of. */
export interface RowFault {
  /** The sheet that it stands in, where the workbook has several. */
  sheet?: string;
  line: number;
  reason: FaultReason;
  detail?: string;
  row: string;
  /** Of a question that is no row of a table. */
  written?: WrittenQuestion;
}

/** A question as it was written, and what it stands under: the heading of its section, its category. */
export interface WrittenQuestion {
  text: string;
  above: string;
}

/** One row that was imported but should be looked at. */
export interface RowNote {
  sheet?: string;
  line: number;
  note: NoteCode;
  detail?: string;
  row: string;
}

/** Everything that one file gave. `line` is the line in the file, or the row of the sheet. */
export interface BankReading {
  format: ReadFormat;
  /** With the `questionFingerprint` of each. */
  questions: { line: number; question: Question; fingerprint: string }[];
  faults: RowFault[];
  notes: RowNote[];
  /** Headers of columns that mean nothing here, and hold something. */
  unused?: UnusedHeader[];
  /** Sheets that were not read. */
  passed?: PassedSheet[];
  /** The rows of `faults` as they were written, where the file is a table. */
  bad?: WrittenTable[];
}

/** A header that is not known, and the column that it may be. */
export type UnusedHeader = UnusedColumn<ColumnName>;

export type BankFileFault =
  | 'too-big'
  | 'too-many-rows'
  | 'zip-bomb'
  | 'wrong-type'
  | 'empty'
  | 'no-columns'
  | 'not-text'
  | 'broken-file';

/** The file as a whole cannot be read; nothing of it is imported. */
export class BankFileError extends Error {
  readonly code: BankFileFault;
  readonly detail?: string;
  constructor(code: BankFileFault, detail?: string) {
    super(detail === undefined ? code : `${code}: ${detail}`);
    this.name = 'BankFileError';
    this.code = code;
    if (detail !== undefined) this.detail = detail;
  }
}

/** What a reader made of one row: a question (perhaps with notes) or the reason why not. */
export type RowOutcome = { question: Question; notes: NoteCode[] } | { fault: FaultReason; detail?: string };

/** One row as a reader hands it on; `text` is what the person sees of it in a list of faults. */
export interface BankRow {
  sheet?: string;
  line: number;
  text: string;
  outcome: RowOutcome;
  /** Of a table: as it was written. */
  written?: WrittenRow;
  /** Of any other file. */
  source?: WrittenQuestion;
}
