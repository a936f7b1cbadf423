import { UserError } from '../../../bot/routing/errors.ts';
import { readTables } from '../../../lib/tables/read-table.ts';
import { withoutReasons } from '../../../lib/tables/reason-column.ts';
import { limitsOf, TableFileError, TOLD } from '../../../lib/tables/table-file.ts';
import { CRITERIA_LIMITS, type CriteriaTable, readCriteriaTable } from '../rules/criteria-file.ts';
import { CRITERIA_FILE_FAULTS } from '../words.ts';

/**
 * Reads the criteria of a file: CSV, or all sheets of an XLSX that have its header.
 * @throws UserError with one sentence when the file as a whole is refused
 */
export async function readCriteriaFile(bytes: Uint8Array): Promise<CriteriaTable> {
  if (bytes.length > CRITERIA_LIMITS.bytes) throw new UserError(CRITERIA_FILE_FAULTS.rows);
  const read = await readTables(bytes, limitsOf(CRITERIA_LIMITS.rows))
    .then((sheets) => readCriteriaTable(withoutReasons(sheets)))
    .catch((error: unknown) => {
      throw error instanceof TableFileError ? new UserError(CRITERIA_FILE_FAULTS[TOLD[error.code]]) : error;
    });
  if (read === undefined) throw new UserError(CRITERIA_FILE_FAULTS.header);
  if (read.rows.length === 0) throw new UserError(CRITERIA_FILE_FAULTS.empty);
  return read;
}
