import { UserError } from '../../../../bot/routing/errors.ts';
import { readTables } from '../../../../lib/tables/read-table.ts';
import { withoutReasons } from '../../../../lib/tables/reason-column.ts';
import { limitsOf, TableFileError, TOLD } from '../../../../lib/tables/table-file.ts';
import { PLAN_LIMITS, type PlanTable, readPlanTable } from '../rules/table.ts';
import { PLAN_FILE_FAULTS } from '../words.ts';

/**
 * Reads the rows of a plan out of a file's bytes: CSV, or all sheets of an XLSX that have its header.
 * @throws UserError with one sentence when the file as a whole is refused
 */
export async function readPlanFile(bytes: Uint8Array): Promise<PlanTable> {
  if (bytes.length > PLAN_LIMITS.bytes) throw new UserError(PLAN_FILE_FAULTS.size);
  const read = await readTables(bytes, limitsOf(PLAN_LIMITS.rows))
    .then((sheets) => readPlanTable(withoutReasons(sheets)))
    .catch((error: unknown) => {
      throw error instanceof TableFileError ? new UserError(PLAN_FILE_FAULTS[TOLD[error.code]]) : error;
    });
  if (typeof read === 'string') throw new UserError(PLAN_FILE_FAULTS[read]);
  return read;
}
