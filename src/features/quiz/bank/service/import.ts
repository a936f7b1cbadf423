import { mayRun } from '../../../../bot/routing/roles.ts';
import { downloadSlackFile } from '../../../../bot/slack/file.ts';
import type { Importer } from '../../../../imports/importing.ts';
import { actorOf } from '../../../../members/service.ts';
import { BANK_LIMITS, BankFileError } from '../../formats/bank-file.ts';
import { type ImportResult, importBank } from './banks.ts';
import { branchOfBank, checkMayImport } from './rights.ts';

/** The source is the file, the choice the bank's name. */
export const bankImporter: Importer<ImportResult> = {
  name: 'quiz.bank',
  notice: 'quiz.imported',
  take: async (ctx, { user, source, choice: { bank = '' } }) => {
    const actor = await actorOf(ctx, user);
    if (actor === undefined || !mayRun(actor, 'officer')) return undefined;
    const { bytes, filename } = await downloadSlackFile(ctx, source, BANK_LIMITS.bytes);
    await checkMayImport(ctx, actor, bank);
    return importBank(ctx, { user, branch: branchOfBank(actor) }, bytes, filename, bank);
  },
  told: ({ bank, added, known, faults }) => ({
    bank: bank._id,
    added: String(added),
    known: String(known),
    bad: String(faults.length),
  }),
  isRefusal: (error) => error instanceof BankFileError,
};
