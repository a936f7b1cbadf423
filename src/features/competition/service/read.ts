import { UserError } from '../../../bot/routing/errors.ts';
import { readTables } from '../../../lib/tables/read-table.ts';
import { withoutReasons } from '../../../lib/tables/reason-column.ts';
import { limitsOf, TableFileError, TOLD } from '../../../lib/tables/table-file.ts';
import { readValueTable, VALUE_LIMITS, type ValueTable } from '../rules/file.ts';
import { VALUE_FILE_FAULTS } from '../words.ts';

/**
 * Reads the values of a file: CSV, or all sheets of an XLSX that have its header.
 * @throws UserError with one sentence when the file as a whole is refused
 */
export async function readValueFile(bytes: Uint8Array): Promise<ValueTable> {
  if (bytes.length > VALUE_LIMITS.bytes) throw new UserError(VALUE_FILE_FAULTS.rows);
  const read = await readTables(bytes, limitsOf(VALUE_LIMITS.rows))
    .then((sheets) => readValueTable(withoutReasons(sheets)))
    .catch((error: unknown) => {
      throw error instanceof TableFileError ? new UserError(VALUE_FILE_FAULTS[TOLD[error.code]]) : error;
    });
  if (read === undefined) throw new UserError(VALUE_FILE_FAULTS.header);
  if (read.rows.length === 0) throw new UserError(VALUE_FILE_FAULTS.empty);
  return read;
}
