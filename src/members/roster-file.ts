import { UserError } from '../bot/errors.ts';
import { readTables } from '../lib/tables/read-table.ts';
import { type TableFault, TableFileError, type TableLimits } from '../lib/tables/table-file.ts';
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
  'zip-bomb': 'bomb',
  'too-many-rows': 'rows',
} as const satisfies Record<TableFault, keyof typeof ROSTER_FILE_FAULTS>;

/**
 * Reads a roster from a file's bytes; see `readTables` and `readRoster`.
 * @throws UserError with one sentence when the file as a whole is refused.
 */
export async function readRosterFile(bytes: Uint8Array, shifts: readonly string[] = []): Promise<RosterReading> {
  if (bytes.length > ROSTER_LIMITS.bytes) throw new UserError(ROSTER_FILE_FAULTS.size);
  try {
    return readRoster(await readTables(bytes, LIMITS), shifts);
  } catch (error) {
    throw error instanceof TableFileError ? new UserError(ROSTER_FILE_FAULTS[SAID[error.code]]) : error;
  }
}
