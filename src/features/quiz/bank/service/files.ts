import { inThread } from '../../../../lib/thread.ts';
import { BankFileError, type BankFormat, type BankReading } from '../../formats/bank-file.ts';
import type { readBank } from '../../formats/read-bank.ts';
import type { WrittenBank, writeBank } from '../../formats/write-bank.ts';
import type { Question } from '../../run/rules/question.ts';

const READ = new URL('../../formats/read-bank.ts', import.meta.url);
const WRITE = new URL('../../formats/write-bank.ts', import.meta.url);

/** `readBank`, beside the event loop: ten thousand rows take a second. @throws BankFileError */
export async function readBankFile(bytes: Uint8Array, filename: string): Promise<BankReading> {
  try {
    return await inThread<typeof readBank>(READ, 'readBank', bytes, filename);
  } catch (error) {
    throw error instanceof Error && error.name === 'BankFileError' ? asFileError(error as BankFileError) : error;
  }
}

/** `writeBank`, beside the event loop. */
export function writeBankFile(questions: Question[], format: BankFormat): Promise<WrittenBank> {
  return inThread<typeof writeBank>(WRITE, 'writeBank', questions, format);
}

/** From the other thread it comes with its fields, but without its class. */
function asFileError({ code, detail }: BankFileError): BankFileError {
  return new BankFileError(code, detail);
}
