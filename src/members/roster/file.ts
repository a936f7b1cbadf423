import { UserError } from '../../bot/routing/errors.ts';
import { readTables } from '../../lib/tables/read-table.ts';
import { withoutReasons } from '../../lib/tables/reason-column.ts';
import { limitsOf, TableFileError, TOLD } from '../../lib/tables/table-file.ts';
import { ROSTER_FILE_FAULTS } from './faults.ts';
import { ROSTER_LIMITS, type RosterReading, readRoster } from './roster.ts';

/**
 * Reads a roster from a file's bytes; see `readTables` and `readRoster`.
 * @throws UserError with one sentence when the file as a whole is refused.
 */
export async function readRosterFile(bytes: Uint8Array, shifts: readonly string[] = []): Promise<RosterReading> {
  if (bytes.length > ROSTER_LIMITS.bytes) throw new UserError(ROSTER_FILE_FAULTS.size);
  try {
    return readRoster(withoutReasons(await readTables(bytes, limitsOf(ROSTER_LIMITS.rows))), shifts);
  } catch (error) {
    throw error instanceof TableFileError ? new UserError(ROSTER_FILE_FAULTS[TOLD[error.code]]) : error;
  }
}
