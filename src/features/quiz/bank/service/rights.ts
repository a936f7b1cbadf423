import type { Actor } from '../../../../bot/actor.ts';
import { plain } from '../../../../bot/draw/blocks.ts';
import { UserError } from '../../../../bot/routing/errors.ts';
import { mayRun } from '../../../../bot/routing/roles.ts';
import type { Context } from '../../../../context.ts';
import { membersOf } from '../../../../members/audience/audience.ts';
import { maySee } from '../../../../members/roles.ts';
import { type Bank, type BankQuestion, banks, questions } from '../../model.ts';
import { WORDS } from '../../words.ts';
import { bankByName } from './store.ts';

/** What decides over a bank: who somebody is, and as an officer of what. */
export type BankActor = Pick<Actor, 'user' | 'roles' | 'scope'> & { branch?: string | undefined };

/** Whether an officer is one of the whole company. */
export function isCompanyWide(actor: BankActor): boolean {
  return maySee({ ...actor, branch: actor.branch }, undefined);
}

/**
 * One rule for banks, at every entry: all officers see that a bank is there and schedule questions of it. Its questions and
 * keys are seen, changed, exported and judged by its maker, the officers of the branch it was made for, and the company's.
 */
export function mayChangeBank(actor: BankActor, bank: Pick<Bank, 'createdBy' | 'branch'>): boolean {
  if (!mayRun(actor, 'officer')) return false;
  return bank.createdBy === actor.user || maySee({ ...actor, branch: actor.branch }, bank.branch);
}

/** The branch whose officers share a bank that this person makes; undefined: it is the company's. */
export function branchOfBank(actor: BankActor): string | undefined {
  return isCompanyWide(actor) ? undefined : actor.branch;
}

/** A bank that is there and that the actor may change. @throws UserError that says who may. */
export async function managedBank(ctx: Context, actor: BankActor, id: string): Promise<Bank> {
  const bank = await banks(ctx).findOne({ _id: id, workspace: ctx.workspace, state: 'active' }).lean<Bank>();
  if (bank === null) throw new UserError(WORDS.noBank);
  await checkManaged(ctx, actor, bank);
  return bank;
}

/** @throws UserError that says who may, when the actor may not change the bank. */
export async function checkManaged(ctx: Context, actor: BankActor, bank: Bank): Promise<void> {
  if (mayChangeBank(actor, bank)) return;
  const name = plain(await makerOf(ctx, bank));
  throw new UserError({
    zh: `这个题库是${name}建的，请找${name}或全公司的工会干部。`,
    en: `Someone else made this bank. Ask ${name} or a company officer.`,
  });
}

/** The name of a bank's maker. */
export async function makerOf(ctx: Context, bank: Pick<Bank, 'createdBy'>): Promise<string> {
  const people = await membersOf(ctx, [bank.createdBy]);
  return people.get(bank.createdBy)?.name ?? bank.createdBy;
}

/** A question as it is now, past the cache, of a bank that the actor may change. @throws UserError that says who may. */
export async function managedQuestion(ctx: Context, actor: BankActor, id: string): Promise<BankQuestion> {
  const { workspace } = ctx;
  const question = await questions(ctx).findOne({ _id: id, workspace }).lean<BankQuestion>();
  if (question === null) throw new UserError(WORDS.questionGone);
  const bank = await banks(ctx).findOne({ _id: question.bank, workspace }).lean<Bank>();
  // Questions of a bank that was deleted can still be corrected for those who answered them.
  if (bank !== null) await checkManaged(ctx, actor, bank);
  else if (!isCompanyWide(actor)) throw new UserError(WORDS.questionGone);
  return question;
}

/** An import adds to the bank of that name. @throws UserError when that is somebody else's. */
export async function checkMayImport(ctx: Context, actor: BankActor, name: string): Promise<void> {
  const bank = await bankByName(ctx, name);
  if (bank !== undefined) await checkManaged(ctx, actor, bank);
}

/** The banks that an officer may change; undefined: all of them. */
export async function managedBankIds(ctx: Context, actor: BankActor): Promise<string[] | undefined> {
  if (isCompanyWide(actor)) return undefined;
  const own = { $or: [{ createdBy: actor.user }, ...(actor.branch ? [{ branch: actor.branch }] : [])] };
  const found = await banks(ctx)
    .find({ workspace: ctx.workspace, ...own }, { _id: 1 })
    .lean<Pick<Bank, '_id'>[]>();
  return found.map(({ _id }) => _id);
}
