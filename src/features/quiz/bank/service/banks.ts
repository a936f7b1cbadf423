import { UserError } from '../../../../bot/routing/errors.ts';
import type { Context } from '../../../../context.ts';
import { clock } from '../../../../lib/clock.ts';
import { dayOf } from '../../../../lib/zone.ts';
import { BANK_EXTENSION, type BankFormat, type BankReading } from '../../formats/bank-file.ts';
import { type LeftBehind, leftBehind } from '../../formats/left-behind.ts';
import { type Bank, type BankQuestion, banks, questions, schedules } from '../../model.ts';
import { BANK_NAME_MAX, type QuestionKind } from '../../question/rules/question.ts';
import { WORDS } from '../../words.ts';
import { bankFiles, writeBankFile } from './files.ts';
import { type BankActor, checkManaged } from './rights.ts';
import { activate, BATCH, type BankMaker, bankByName, insertQuestions, makeBank, statesOf } from './store.ts';

const SAID = {
  noName: { zh: '请给题库起一个名字。', en: 'Give the bank a name.' },
  longName: { zh: `题库名最多 ${BANK_NAME_MAX} 个字。`, en: `A bank’s name has at most ${BANK_NAME_MAX} characters.` },
  nothingGood: {
    zh: '这个文件里没有一行可以导入，题库没有改动。',
    en: 'No row of this file can be imported; the bank was not changed.',
  },
  noQuestions: { zh: '这个题库里没有题，没有可导出的。', en: 'This bank has no questions to export.' },
};

export interface ImportPreview {
  reading: BankReading;
  /** Questions that would be added, and those that the bank has already. */
  fresh: number;
  known: number;
}

export interface ImportResult extends Pick<BankReading, 'faults' | 'notes' | 'bad' | 'format'> {
  bank: Bank;
  added: number;
  known: number;
}

export interface BankLine {
  bank: Bank;
  total: number;
  kinds: Partial<Record<QuestionKind, number>>;
  /** Most questions first; questions without a category are not among them. */
  categories: { category: string; count: number }[];
  /** Schedules that draw from it and have not ended. */
  schedules: number;
  /** When its newest question came; undefined for an empty one. */
  importedAt: Date | undefined;
}

/** An active bank. @throws UserError when there is none of this id. */
export async function bankById(ctx: Context, id: string): Promise<Bank> {
  const bank = await banks(ctx).findOne({ _id: id, workspace: ctx.workspace, state: 'active' }).lean<Bank>();
  if (bank === null) throw new UserError(WORDS.noBank);
  return bank;
}

/**
 * What an import would do; nothing is written.
 * @throws BankFileError when the file as a whole is refused; UserError for a name that is none.
 */
export async function previewImport(
  ctx: Context,
  bytes: Uint8Array,
  filename: string,
  bankName: string,
): Promise<ImportPreview> {
  const name = checkedName(bankName);
  const reading = await bankFiles.readBytes(bytes, filename);
  const bank = await bankByName(ctx, name);
  const states = bank === undefined ? new Map<string, string>() : await statesOf(ctx, bank._id);
  const known = reading.questions.filter(({ fingerprint }) => states.get(fingerprint) === 'active').length;
  return { reading, known, fresh: reading.questions.length - known };
}

/** What of a file cannot be imported. @throws BankFileError when the file as a whole is refused */
export async function badRowsIn(
  bytes: Uint8Array,
  filename: string,
): Promise<Pick<BankReading, 'bad' | 'faults' | 'format'>> {
  return bankFiles.readBytes(bytes, filename);
}

/**
 * Imports a file into the bank of a name, which is made when there is none. The good rows count, the bad ones are told;
 * a question that the bank has stays as it is, and one that was retired is active again. The same file twice adds nothing.
 * @param maker who the bank is made by, and for which branch.
 * @throws BankFileError when the file as a whole is refused; UserError when no row is good, and no bank is made then.
 */
export async function importBank(
  ctx: Context,
  maker: BankMaker,
  bytes: Uint8Array,
  filename: string,
  bankName: string,
): Promise<ImportResult> {
  const name = checkedName(bankName);
  const { questions: read, faults, notes, bad, format } = await bankFiles.readBytes(bytes, filename);
  if (read.length === 0) throw new UserError(SAID.nothingGood);
  const bank = (await bankByName(ctx, name)) ?? (await makeBank(ctx, maker, name));
  const contents = new Map(read.map(({ fingerprint, question }) => [fingerprint, question]));
  const states = await statesOf(ctx, bank._id);
  const missing = [...contents].filter(([fingerprint]) => !states.has(fingerprint));
  const retired = [...contents.keys()].filter((fingerprint) => states.get(fingerprint) === 'retired');
  const added = (await insertQuestions(ctx, bank._id, missing)) + (await activate(ctx, bank._id, retired));
  return { bank, added, known: read.length - added, faults, notes, format, ...(bad === undefined ? {} : { bad }) };
}

export async function hasBanks(ctx: Context): Promise<boolean> {
  return (await banks(ctx).exists({ workspace: ctx.workspace, state: 'active' })) !== null;
}

/** The active banks by name, with what is in them. */
export async function listBanks(ctx: Context): Promise<BankLine[]> {
  const { workspace } = ctx;
  const active = await banks(ctx).find({ workspace, state: 'active' }).sort({ name: 1 }).lean<Bank[]>();
  const ids = active.map((bank) => bank._id);
  const [counts, uses] = await Promise.all([
    questions(ctx).aggregate<{
      _id: { bank: string; kind: QuestionKind; category?: string };
      count: number;
      newest: Date;
    }>([
      { $match: { workspace, bank: { $in: ids }, state: 'active' } },
      {
        $group: {
          _id: { bank: '$bank', kind: '$content.kind', category: '$content.category' },
          count: { $sum: 1 },
          newest: { $max: '$createdAt' },
        },
      },
    ]),
    schedules(ctx)
      .find({ workspace, bank: { $in: ids }, state: { $ne: 'ended' } }, { bank: 1 })
      .lean(),
  ]);
  return active.map((bank) => {
    const kinds: BankLine['kinds'] = {};
    const categories = new Map<string, number>();
    let importedAt: Date | undefined;
    for (const { _id, count, newest } of counts) {
      if (_id.bank !== bank._id) continue;
      if (importedAt === undefined || newest > importedAt) importedAt = newest;
      kinds[_id.kind] = (kinds[_id.kind] ?? 0) + count;
      if (_id.category) categories.set(_id.category, (categories.get(_id.category) ?? 0) + count);
    }
    return {
      bank,
      kinds,
      total: Object.values(kinds).reduce((sum, count) => sum + count, 0),
      categories: [...categories]
        .map(([category, count]) => ({ category, count }))
        .sort((a, b) => b.count - a.count || (a.category < b.category ? -1 : 1)),
      schedules: uses.filter((schedule) => schedule.bank === bank._id).length,
      importedAt,
    };
  });
}

/**
 * The bank as a file, in the order in which its questions came.
 * @returns `left`: what the format does not carry, of every question that it does not carry whole.
 * @throws UserError when the bank is not there or empty.
 */
export async function exportBank(
  ctx: Context,
  bankId: string,
  format: BankFormat,
): Promise<{ filename: string; bytes: Uint8Array; left: LeftBehind[] }> {
  const bank = await bankById(ctx, bankId);
  const found = await questions(ctx)
    .find({ workspace: ctx.workspace, bank: bankId, state: 'active' })
    .sort({ createdAt: 1, _id: 1 })
    .batchSize(BATCH)
    .lean<BankQuestion[]>();
  if (found.length === 0) throw new UserError(SAID.noQuestions);
  const contents = found.map((question) => question.content);
  const { bytes, leftOut } = await writeBankFile(contents, format);
  const day = dayOf(clock.now(), ctx.config.TIMEZONE);
  // What no file system takes in a name.
  const safe = bank.name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '-');
  return {
    filename: `${safe}-${day}.${BANK_EXTENSION[format]}`,
    bytes,
    left: leftBehind(contents, format, leftOut),
  };
}

/**
 * Deletes a bank. Its questions are retired and stay, so that open cards can be answered; schedules of it find none.
 * @throws UserError when the bank is not there, or when the actor may not change it.
 */
export async function deleteBank(ctx: Context, bankId: string, actor: BankActor): Promise<Bank> {
  const { workspace } = ctx;
  const bank = await banks(ctx).findOne({ _id: bankId, workspace }).lean<Bank>();
  if (bank === null) throw new UserError(WORDS.noBank);
  await checkManaged(ctx, actor, bank);
  await banks(ctx).updateOne({ _id: bankId, workspace }, { $set: { state: 'deleted' } });
  await questions(ctx).updateMany(
    { workspace, bank: bankId, state: 'active' },
    { $set: { state: 'retired', updatedAt: clock.now() } },
  );
  return { ...bank, state: 'deleted' };
}

/** A bank's name without spaces around it. @throws UserError when nothing is left, or too much. */
export function checkedName(name: string): string {
  const clean = name.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  if (clean === '') throw new UserError(SAID.noName);
  if (clean.length > BANK_NAME_MAX) throw new UserError(SAID.longName);
  return clean;
}
