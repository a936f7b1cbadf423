import type { Question } from '../rules/question.ts';
import { writeAiken } from './aiken.ts';
import type { BankFormat } from './bank-file.ts';
import { cleanQuestion } from './check-question.ts';
import { writeCsv } from './csv-write.ts';
import { writeGift } from './gift-write.ts';
import { writeMoodle } from './moodle-write.ts';
import { writeXlsx } from './xlsx-write.ts';

/** A written bank; `leftOut` are the indexes of questions that the format cannot carry unharmed. */
export interface WrittenBank {
  bytes: Uint8Array;
  leftOut: number[];
}

/**
 * Writes questions in a format so that reading the file gives the same questions again. CSV and XLSX carry every field;
 * GIFT and Moodle XML too, some in comments; Aiken carries stem, options and key of `single` and `truefalse` only.
 */
export async function writeBank(questions: Question[], format: BankFormat): Promise<WrittenBank> {
  const clean = questions.map(cleanQuestion);
  switch (format) {
    case 'csv':
      return { bytes: writeCsv(clean), leftOut: [] };
    case 'xlsx':
      return { bytes: await writeXlsx(clean), leftOut: [] };
    case 'gift':
      return writeGift(clean);
    case 'aiken':
      return writeAiken(clean);
    case 'moodle':
      return writeMoodle(clean);
  }
}

/** File name endings by format, for an export. */
export const BANK_EXTENSION: Record<BankFormat, string> = {
  csv: 'csv',
  xlsx: 'xlsx',
  gift: 'gift.txt',
  aiken: 'aiken.txt',
  moodle: 'xml',
};
