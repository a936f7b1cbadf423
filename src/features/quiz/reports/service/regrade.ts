import type { Context } from '../../../../context.ts';
import { redrawCopies } from '../../../../delivery/copies.ts';
import { plan } from '../../../../delivery/plan.ts';
import { clock } from '../../../../lib/clock.ts';
import { inBatches, inGroups } from '../../../../lib/lists/batches.ts';
import { DAY_MS } from '../../../../lib/zone.ts';
import type { Entry } from '../../../../participation/ledger/model.ts';
import { countEntries, entriesWhere, indexEntries } from '../../../../participation/ledger/read.ts';
import { type Correction, reverseMany } from '../../../../participation/ledger/service.ts';
import { openRunsOf } from '../../card/service/cards.ts';
import { type BankQuestion, questions } from '../../model.ts';
import { mark } from '../../question/rules/mark.ts';
import type { AnswerOutcome } from '../../question/rules/outcome.ts';
import { MARKING, quizPoints } from '../../question/rules/points.ts';
import { type Packed, remembered, withState } from '../../review/packed.ts';
import { type ReviewState, review } from '../../review/rules.ts';
import { type Change, change } from '../../review/service/store.ts';
import { reports } from '../model.ts';

/** Members whose answers are marked again with one read and one write. */
const BATCH = 500;
/** How old an answer may be whose card is mended; an older one is drawn again when it is touched. */
const CARDS_MS = 7 * DAY_MS;

/**
 * Marks every past answer to a question again: a difference in points becomes a reversing entry, what the members
 * remember is folded again, and each person concerned gets one message, and so does each who had reported it. The run
 * that is due some time after the correction, when no process has the old key any more, lets the cards of the last days
 * show the new one. Running it again changes nothing more.
 * @returns how many members' points changed.
 */
export async function regrade(ctx: Context, questionId: string, version: number): Promise<number> {
  const { workspace } = ctx;
  const question = await questions(ctx).findOne({ _id: questionId, workspace }).lean<BankQuestion>();
  // A later correction has its own job.
  if (question === null || question.version !== version) return 0;
  const startedAt = clock.now();
  const isDue = question.regradeAt !== undefined && question.regradeAt <= startedAt;
  const concerned = new Map<string, number>();
  const answeredIn = new Map<string, string[]>();
  const shownLater = new Set<string>();
  const answers = entriesWhere(
    ctx,
    { 'outcome.question': questionId, kind: { $ne: 'reversal' } },
    { sort: { member: 1, at: 1 } },
  );
  const byMember = inGroups<Entry>(answers, ({ member }) => member);
  for await (const members of inBatches(byMember, BATCH)) {
    for (const [member, points] of await regradeAnswers(ctx, question, members.flat())) concerned.set(member, points);
    await refold(ctx, question, members);
    for (const { kind, activity, member, at, outcome } of members.flat()) {
      if (kind !== 'answer' || at.getTime() <= startedAt.getTime() - CARDS_MS) continue;
      const known = answeredIn.get(activity);
      if (known === undefined) answeredIn.set(activity, [member]);
      else known.push(member);
      if (outcome.byLock === true) shownLater.add(member);
    }
  }
  const reporters = await closeReports(ctx, question);
  await plan(
    ctx,
    [...new Set([...concerned.keys(), ...reporters])].map((member) => ({
      notice: `quiz.regraded-${questionId}-${version}`,
      kind: 'quiz.regraded',
      recipient: member,
      to: 'member' as const,
      params: { question: questionId, points: String(concerned.get(member) ?? 0), version: String(version) },
      priority: 6,
    })),
  );
  if (isDue) {
    for (const [run, members] of [...answeredIn].reverse()) await mendCards(ctx, run, members);
    // Above an untouched card stands the result of the card before, if it was counted at its lock.
    const members = [...shownLater];
    for (let start = 0; start < members.length; start += BATCH)
      for (const [run, some] of await openRunsOf(ctx, members.slice(start, start + BATCH)))
        await mendCards(ctx, run, some);
  }
  await questions(ctx).updateOne(
    { _id: questionId, workspace, version, regradeAt: { $lte: startedAt } },
    { $unset: { regradeAt: 1 } },
  );
  return concerned.size;
}

/**
 * The key was corrected after these were reported: they are closed, however it came about.
 * @returns who had reported what this version corrects
 */
async function closeReports(ctx: Context, { _id, version }: BankQuestion): Promise<string[]> {
  const { workspace } = ctx;
  await reports(ctx).updateMany(
    { workspace, question: _id, state: 'open', version: { $lt: version } },
    { $set: { state: 'corrected', correctedIn: version } },
  );
  return reports(ctx).distinct('member', { workspace, question: _id, correctedIn: version });
}

/** Lets the cards on which it was answered show what is right now, and the reminders out of which they were opened. */
async function mendCards(ctx: Context, run: string, members: readonly string[]): Promise<void> {
  for (let start = 0; start < members.length; start += BATCH) {
    const recipients = members.slice(start, start + BATCH);
    await redrawCopies(ctx, `quiz.card-${run}`, { recipients });
    await redrawCopies(ctx, `quiz.nudge-${run}`, { recipients });
  }
}

/**
 * Makes the indexes by which a question's answers, and what corrected them, are found among all that anybody has done.
 */
export async function prepareRegrade(ctx: Pick<Context, 'db'>): Promise<void> {
  await indexEntries(ctx, [
    {
      key: { workspace: 1, 'outcome.question': 1, member: 1, at: 1 },
      name: 'question-member',
      partialFilterExpression: { 'outcome.question': { $exists: true } },
    },
    {
      key: { workspace: 1, reverses: 1 },
      name: 'reverses',
      partialFilterExpression: { reverses: { $exists: true } },
    },
  ]);
}

/** How many answers of the scheduled quiz a question has: those that a corrected key marks again. */
export async function countAnswers(ctx: Context, question: string): Promise<number> {
  return countEntries(ctx, { 'outcome.question': question, kind: 'answer' });
}

/**
 * Brings the points of answers to what the key gives. Reads all reversals again, so that two corrections that overtook
 * each other are put right by the run that follows; two runs that see the same write under the same keys.
 * @returns member → the points that this version added, by this run or an earlier one, where there are any
 */
async function regradeAnswers(ctx: Context, question: BankQuestion, entries: Entry[]): Promise<Map<string, number>> {
  const answers = entries.filter(({ feature, kind }) => feature === 'quiz' && kind === 'answer');
  const reversals = await entriesWhere(ctx, { reverses: { $in: answers.map(({ key }) => key) } }).toArray();
  const earlier = new Map<string | undefined, Entry[]>();
  for (const one of reversals) earlier.set(one.reverses, [...(earlier.get(one.reverses) ?? []), one]);
  const graded = answers.map((entry) => ({ entry, ...regraded(question, entry, earlier.get(entry.key) ?? []) }));
  await reverseMany(
    ctx,
    graded.flatMap(({ entry, correction }) => (correction === undefined ? [] : [{ of: entry.key, ...correction }])),
  );
  const added = new Map<string, number>();
  for (const { entry, points } of graded) {
    if (points !== 0) added.set(entry.member, (added.get(entry.member) ?? 0) + points);
  }
  return added;
}

/**
 * What one answer's points need to be those of the key.
 * @param reversals what corrected it before
 */
function regraded(
  question: BankQuestion,
  entry: Entry,
  reversals: readonly Entry[],
): { points: number; correction?: Correction } {
  const { version } = question;
  const result = mark(question.content, (entry.outcome as AnswerOutcome).response, MARKING);
  const versionOf = (one: Entry) => Number(one.outcome.version);
  const earlier = reversals.toSorted((a, b) => versionOf(a) - versionOf(b));
  const last = earlier.at(-1);
  // A later correction has been here already.
  if (last !== undefined && versionOf(last) > version) return { points: 0 };
  const own = earlier.filter((one) => versionOf(one) === version).reduce((sum, one) => sum + one.points, 0);
  const delta = quizPoints(result) - earlier.reduce((sum, one) => sum + one.points, entry.points);
  const was = (last ?? entry).outcome.correct;
  if (delta === 0 && was === result.correct) return { points: own };
  const correction = {
    key: `quiz.regrade-${entry.key}-${version}-${earlier.length}`,
    points: delta,
    outcome: { of: question._id, version, ...result },
  };
  return { points: own + delta, correction };
}

/**
 * What each member remembers of the question, from their answers with the corrected key.
 * @param members the entries of each, in the order of their time
 */
async function refold(ctx: Context, question: BankQuestion, members: readonly Entry[][]): Promise<void> {
  const { _id, bank } = question;
  const changes = members.flatMap((entries): Change[] => {
    const last = entries.at(-1);
    let state: ReviewState | undefined;
    let right = false;
    for (const entry of entries) {
      const result = mark(question.content, (entry.outcome as AnswerOutcome).response, MARKING);
      state = review(state, { ...result, at: entry.at, day: entry.day });
      right = result.correct;
    }
    if (last === undefined || state === undefined) return [];
    const folded = { ...state, right };
    // Answered meanwhile: that answer was marked with the new key, and its own path has written it.
    const apply = (was: Packed): Packed => {
      const before = remembered(was, _id);
      return before === undefined || before.last > folded.last ? was : withState(was, _id, folded);
    };
    return [{ member: last.member, bank, apply }];
  });
  await change(ctx, changes);
}
