import { fileReader } from '../../../../bot/slack/file-reader.ts';
import { inThread } from '../../../../lib/thread.ts';
import { BANK_LIMITS, BankFileError, type BankFormat } from '../../formats/bank-file.ts';
import type { readBank } from '../../formats/read-bank.ts';
import type { WrittenBank, writeBank } from '../../formats/write-bank.ts';
import type { Question } from '../../question/rules/question.ts';

const READ = new URL('../../formats/read-bank.ts', import.meta.url);
const WRITE = new URL('../../formats/write-bank.ts', import.meta.url);

/** `readBank`, beside the event loop: ten thousand rows take a second. Throws `BankFileError`. */
export const bankFiles = fileReader<typeof readBank>({
  module: READ,
  name: 'readBank',
  maxBytes: BANK_LIMITS.bytes,
  // From the other thread it comes with its fields, but without its class.
  revive: (error) => {
    const { code, detail } = error as BankFileError;
    return error.name === 'BankFileError' ? new BankFileError(code, detail) : undefined;
  },
});

/** `writeBank`, beside the event loop. */
export function writeBankFile(questions: Question[], format: BankFormat): Promise<WrittenBank> {
  return inThread<typeof writeBank>(WRITE, 'writeBank', questions, format);
}
