import { writeCsv } from '../../../lib/tables/csv-write.ts';
import type { Question } from '../question/rules/question.ts';
import { writeAiken } from './aiken.ts';
import type { BankFormat } from './bank-file.ts';
import { cleanQuestion } from './check-question.ts';
import { tableRows } from './table/write.ts';

/** A written bank; `leftOut` are the indexes of questions that the format cannot carry unharmed. */
export interface WrittenBank {
  bytes: Uint8Array;
  leftOut: number[];
}

/**
 * Writes questions in a format so that reading the file gives the same questions again. CSV and XLSX carry every field;
 * GIFT and Moodle XML too, some in comments; Aiken carries stem, options and key of `single` and `truefalse` only. Each
 * writer is loaded when it is needed, for the libraries that they stand on are large.
 */
export async function writeBank(questions: Question[], format: BankFormat): Promise<WrittenBank> {
  const clean = questions.map(cleanQuestion);
  switch (format) {
    case 'csv':
      return { bytes: writeCsv(tableRows(clean)), leftOut: [] };
    case 'xlsx': {
      const { writeXlsx } = await import('../../../lib/tables/xlsx-write.ts');
      const rows = tableRows(clean);
      const widths = rows[0]?.map((name) => (name === '题干' || name === '解析' ? 50 : 16)) ?? [];
      return { bytes: await writeXlsx(rows, widths), leftOut: [] };
    }
    case 'gift':
      return (await import('./gift/write.ts')).writeGift(clean);
    case 'aiken':
      return writeAiken(clean);
    case 'moodle':
      return (await import('./moodle/write.ts')).writeMoodle(clean);
  }
}
