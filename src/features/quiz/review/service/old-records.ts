import type { Context } from '../../../../context.ts';
import { inBatches, inGroups } from '../../../../lib/lists/batches.ts';
import { type BankQuestion, questions } from '../../model.ts';
import { type Packed, remembered, withState } from '../packed.ts';
import type { ReviewState } from '../rules.ts';
import { refoldMembers } from './recount.ts';
import { type Change, change, memoriesOf } from './store.ts';

/** A record of the releases that kept a document for each member and question. */
interface OldReview extends ReviewState {
  member: string;
  question: string;
  right: boolean;
}

const MEMBERS_AT_ONCE = 200;

/**
 * Packs what earlier releases kept in a document for each question. Several processes may do it at once and die at it, and an
 * old record goes only after it is packed. Where both have something of a question, a process of either release has
 * answered without what the other one knew: the ledger, which has all answers, says what is remembered.
 */
export async function packOldReviews(ctx: Context): Promise<void> {
  const { workspace } = ctx;
  const old = ctx.db.collection<OldReview & { workspace: string }>('quiz_reviews');
  if ((await old.findOne({ workspace }, { projection: { _id: 1 } })) === null) return;
  ctx.log.info({}, 'what members remember of questions is being packed; with many members this takes a minute');
  const banks = await questions(ctx).find({ workspace }, { bank: 1 }).lean<Pick<BankQuestion, '_id' | 'bank'>[]>();
  const bankOf = new Map(banks.map(({ _id, bank }) => [_id, bank]));
  const all = old.find({ workspace }, { projection: { _id: 0 } }).sort({ workspace: 1, member: 1, question: 1 });
  const byMember = inGroups<OldReview>(all, ({ member }) => member);
  for await (const members of inBatches(byMember, MEMBERS_AT_ONCE)) {
    const users = members.flatMap(([first]) => (first === undefined ? [] : [first.member]));
    const both = new Set((await memoriesOf(ctx, users)).map(({ member }) => member));
    await change(
      ctx,
      members.flatMap((reviews) => reviews.flatMap((one) => changeOf(bankOf.get(one.question), one))),
    );
    await refoldMembers(ctx, [...both]);
    await old.deleteMany({ workspace, member: { $in: users } });
  }
}

/** Of a question that is no more nothing is kept. */
function changeOf(bank: string | undefined, { member, question, ...state }: OldReview): Change[] {
  if (bank === undefined) return [];
  const apply = (was: Packed): Packed => {
    const held = remembered(was, question);
    return held !== undefined && held.last >= state.last ? was : withState(was, question, state);
  };
  return [{ member, bank, apply }];
}
