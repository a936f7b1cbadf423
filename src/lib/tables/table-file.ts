/** One row of a table file. `dates` are the columns that a spreadsheet turned into a date. */
export interface TableRow {
  /** Line of a CSV file on which it starts, row of a sheet; from 1. */
  line: number;
  cells: string[];
  /** Its quotes are broken. */
  isBroken?: true;
  dates?: number[];
  /** What the clock shows in each of `dates`, as 'HH:mm'. */
  times?: string[];
  /** Its cells that hold no value that could be read; they are empty in `cells`. */
  faults?: { column: number; cell: string; why: CellFault }[];
}

/**
 * Why a cell holds nothing that can be read: an error of the spreadsheet (`#REF!`), a picture, a formula that was never reckoned, a
 * number with more figures than a spreadsheet keeps, or one that a spreadsheet has shortened to an exponent (`2.02601E+11`).
 */
export type CellFault = 'error' | 'picture' | 'no-value' | 'digits' | 'exponent';

/** One sheet of a workbook; a text file is one without a name. */
export interface Sheet {
  name: string;
  isHidden: boolean;
  rows: TableRow[];
  /** Why it could not be read to its end; `rows` are those before. */
  fault?: TableFileError;
}

/** Bounds of a table file, so that no reader is handed a monster. */
export interface TableLimits {
  /** Rows that count; reading goes to twice as many, for rows may be empty or titles. */
  rows: number;
  columns: number;
  /** Characters of a quoted cell. */
  cell: number;
  /** All of an XLSX that is needed, unpacked; and how many parts it may have. */
  unpackedBytes: number;
  zipEntries: number;
}

/** The bounds of a file of so many rows that a person has written. */
export function limitsOf(rows: number): TableLimits {
  return { rows, columns: 200, cell: 10_000, unpackedBytes: 60_000_000, zipEntries: 500 };
}

export type TableFault = 'wrong-type' | 'not-text' | 'broken-file' | 'zip-bomb' | 'too-many-rows';

/** What a person is told of a fault: several of them call for the same. */
export const TOLD = {
  'wrong-type': 'type',
  'not-text': 'type',
  'broken-file': 'broken',
  'zip-bomb': 'bomb',
  'too-many-rows': 'rows',
} as const satisfies Record<TableFault, string>;

/** The file as a whole cannot be read. `detail` names the place or the value. */
export class TableFileError extends Error {
  override name = 'TableFileError';
  readonly code: TableFault;
  readonly detail: string | undefined;
  constructor(code: TableFault, detail?: string) {
    super(detail === undefined ? code : `${code}: ${detail}`);
    this.code = code;
    this.detail = detail;
  }
}

const ZIP = '504b';
/** First bytes of what people send by mistake: PDF, PNG, JPEG, GIF, old Excel and Word, gzip, rar, 7z, RTF. */
const FOREIGN = [
  '25504446',
  '89504e47',
  'ffd8ff',
  '47494638',
  'd0cf11e0',
  '1f8b',
  '52617221',
  '377abcaf',
  '7b5c727466',
];

/**
 * Is this a zip (perhaps an XLSX) or perhaps a text? By content only.
 * @throws TableFileError `wrong-type` when it is surely neither.
 */
export function sniffContainer(bytes: Uint8Array): 'zip' | 'text' {
  const start = Buffer.from(bytes.subarray(0, 8)).toString('hex');
  if (start.startsWith(ZIP)) return 'zip';
  if (FOREIGN.some((magic) => start.startsWith(magic))) throw new TableFileError('wrong-type');
  return 'text';
}
