import { UserError } from '../../../bot/errors.ts';
import { readTableFile } from '../../../members/roster-file.ts';
import { PLAN_FILE_FAULTS } from '../plan-file-words.ts';
import { type PlanTable, readPlanTable } from '../rules/plan-table.ts';

/**
 * Reads the rows of a plan out of a file's bytes: CSV or the first sheet of an XLSX.
 * @throws UserError with one sentence when the file as a whole is refused
 */
export async function readPlanFile(bytes: Uint8Array): Promise<PlanTable> {
  const read = readPlanTable(await readTableFile(bytes));
  if (typeof read === 'string') throw new UserError(PLAN_FILE_FAULTS[read]);
  return read;
}
