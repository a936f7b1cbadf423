import type { Context } from '../../../../context.ts';
import { membersOf } from '../../../../members/audience/audience.ts';
import { type BankQuestion, questions } from '../../model.ts';
import { type QuestionReport, reports } from '../model.ts';

const AT_ONCE = 500;

/**
 * Open reports from before a report said whose it is get the bank of their question and the branch of the person who wrote them: without
 * them only officers of the whole company were told. Several processes may do it at once, and doing it again does nothing.
 */
export async function placeOldReports(ctx: Pick<Context, 'db' | 'workspace'>): Promise<void> {
  const { workspace } = ctx;
  for (let after = ''; ; ) {
    const old = await reports(ctx)
      .find({ workspace, state: 'open', bank: { $exists: false }, _id: { $gt: after } })
      .sort({ _id: 1 })
      .limit(AT_ONCE)
      .lean<QuestionReport[]>();
    const last = old.at(-1);
    if (last === undefined) return;
    after = last._id;
    const [asked, people] = await Promise.all([
      questions(ctx)
        .find({ workspace, _id: { $in: old.map(({ question }) => question) } }, { bank: 1 })
        .lean<Pick<BankQuestion, '_id' | 'bank'>[]>(),
      membersOf(
        ctx,
        old.map(({ member }) => member),
      ),
    ]);
    const bankOf = new Map(asked.map(({ _id, bank }) => [_id, bank]));
    const writes = old.flatMap(({ _id, question, member, branch = people.get(member)?.branch }) => {
      const bank = bankOf.get(question);
      if (bank === undefined) return [];
      const update = { $set: { bank, ...(branch === undefined ? {} : { branch }) } };
      return [{ updateOne: { filter: { _id, workspace, bank: { $exists: false } }, update } }];
    });
    if (writes.length > 0) await reports(ctx).bulkWrite(writes, { ordered: false });
  }
}
