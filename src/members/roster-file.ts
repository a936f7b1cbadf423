import { UserError } from '../bot/errors.ts';
import { readCsv } from '../lib/tables/csv-read.ts';
import { decodeText } from '../lib/tables/decode-text.ts';
import {
  sniffContainer,
  type TableFault,
  TableFileError,
  type TableLimits,
  type TableRow,
} from '../lib/tables/table-file.ts';
import { ROSTER_LIMITS, type RosterReading, readRoster } from './roster.ts';
import { ROSTER_FILE_FAULTS } from './roster-faults.ts';

const LIMITS: TableLimits = {
  rows: ROSTER_LIMITS.rows,
  columns: 200,
  cell: 10_000,
  unpackedBytes: 60_000_000,
  zipEntries: 500,
};
const SAID = {
  'wrong-type': 'type',
  'not-text': 'type',
  'broken-file': 'broken',
  'zip-bomb': 'size',
  'too-many-rows': 'rows',
} as const satisfies Record<TableFault, keyof typeof ROSTER_FILE_FAULTS>;

/**
 * Reads a roster from a file's bytes; see `readTableFile` and `readRoster`.
 * @throws UserError with one sentence when the file as a whole is refused.
 */
export async function readRosterFile(bytes: Uint8Array): Promise<RosterReading> {
  return readRoster(await readTableFile(bytes));
}

/**
 * The rows of a table file: CSV (UTF-8 with or without BOM, UTF-16 with BOM, GB18030; comma, semicolon or tab) or the
 * first sheet of an XLSX. What it is, its content says.
 * @throws UserError with one sentence for a file that is too large, of another type, or broken.
 */
export async function readTableFile(bytes: Uint8Array): Promise<TableRow[]> {
  if (bytes.length > ROSTER_LIMITS.bytes) throw new UserError(ROSTER_FILE_FAULTS.size);
  try {
    if (sniffContainer(bytes) === 'zip') {
      const { readXlsx } = await import('../lib/tables/xlsx-read.ts');
      return await readXlsx(bytes, LIMITS);
    }
    const text = decodeText(bytes);
    if (/^\s*<(?:!doctype|html|\?xml)/i.test(text)) throw new TableFileError('wrong-type');
    return readCsv(text, LIMITS);
  } catch (error) {
    throw error instanceof TableFileError ? new UserError(ROSTER_FILE_FAULTS[SAID[error.code]]) : error;
  }
}
