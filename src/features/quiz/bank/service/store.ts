import { normalise } from '../../../../bot/text/command-text.ts';
import type { Context } from '../../../../context.ts';
import { clock } from '../../../../lib/clock.ts';
import { newId } from '../../../../lib/ids.ts';
import { isDuplicateKey } from '../../../../lib/stores/mongo.ts';
import { type Bank, type BankQuestion, banks, questions } from '../../model.ts';
import type { Question } from '../../question/rules/question.ts';
import { searchText } from '../search-text.ts';

/** Questions that one command carries: few enough that making or reading them holds nobody up. */
export const BATCH = 500;

/** The active bank of a name; width, case and runs of spaces do not count. */
export async function bankByName(ctx: Context, name: string): Promise<Bank | undefined> {
  const wanted = sameName(name);
  const all = await banks(ctx).find({ workspace: ctx.workspace, state: 'active' }).lean<Bank[]>();
  return all.find((bank) => bank.name === name) ?? all.find((bank) => sameName(bank.name) === wanted);
}

/** Whose a new bank is; a branch where officers of that branch share it. */
export interface BankMaker {
  user: string;
  branch?: string | undefined;
}

/** Makes a bank; of two at once one is made. */
export async function makeBank(ctx: Context, { user, branch }: BankMaker, name: string): Promise<Bank> {
  const { workspace } = ctx;
  const made = { createdBy: user, ...(branch !== undefined && { branch }), createdAt: clock.now() };
  const bank: Bank = { _id: newId(), workspace, name, state: 'active', ...made };
  try {
    await banks(ctx).create(bank);
    return bank;
  } catch (error) {
    const standing = isDuplicateKey(error) ? await bankByName(ctx, name) : undefined;
    if (standing === undefined) throw error;
    return standing;
  }
}

/** Fingerprint → state of all questions that a bank ever had, with the key of then and of now. */
export async function statesOf(ctx: Context, bank: string): Promise<Map<string, BankQuestion['state']>> {
  const found = await questions(ctx)
    .find({ workspace: ctx.workspace, bank }, { fingerprint: 1, laterFingerprints: 1, state: 1, _id: 0 })
    .batchSize(4 * BATCH)
    .lean<Pick<BankQuestion, 'fingerprint' | 'laterFingerprints' | 'state'>[]>();
  const states = new Map<string, BankQuestion['state']>();
  for (const { fingerprint, laterFingerprints = [], state } of found) {
    for (const one of [fingerprint, ...laterFingerprints]) if (states.get(one) !== 'active') states.set(one, state);
  }
  return states;
}

/** @returns how many were not there yet: of two imports at once each question is added by one. */
export async function insertQuestions(ctx: Context, bank: string, missing: [string, Question][]): Promise<number> {
  const now = clock.now();
  // Ids rise in the order of the file, so that an export keeps it.
  const stem = newId();
  let added = 0;
  for (let from = 0; from < missing.length; from += BATCH) {
    const rows = missing.slice(from, from + BATCH).map(
      ([fingerprint, content], index): BankQuestion => ({
        _id: `${stem}${String(from + index).padStart(5, '0')}`,
        workspace: ctx.workspace,
        bank,
        version: 1,
        state: 'active',
        fingerprint,
        content,
        search: searchText(content),
        createdAt: now,
        updatedAt: now,
      }),
    );
    added += await questions(ctx)
      .collection.insertMany(rows as never[], { ordered: false })
      .then((done) => done.insertedCount)
      .catch((error: unknown) => {
        if (!isDuplicateKey(error)) throw error;
        return (error as { insertedCount?: number }).insertedCount ?? 0;
      });
  }
  return added;
}

/** Retired questions count again. @returns how many. */
export async function activate(ctx: Context, bank: string, fingerprints: string[]): Promise<number> {
  if (fingerprints.length === 0) return 0;
  const done = await questions(ctx).updateMany(
    {
      workspace: ctx.workspace,
      bank,
      state: 'retired',
      $or: [{ fingerprint: { $in: fingerprints } }, { laterFingerprints: { $in: fingerprints } }],
    },
    { $set: { state: 'active', updatedAt: clock.now() } },
  );
  return done.modifiedCount;
}

function sameName(name: string): string {
  return normalise(name).toLowerCase();
}
