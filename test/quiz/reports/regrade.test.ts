import { beforeEach, describe, expect, it } from 'vitest';
import { quizRegrade } from '../../../jobs/quiz.ts';
import type { Context } from '../../../src/context.ts';
import { deliveries } from '../../../src/delivery/model.ts';
import { confirm } from '../../../src/features/quiz/card/service/answer.ts';
import { type BankQuestion, cards, questions, schedules } from '../../../src/features/quiz/model.ts';
import type { Question } from '../../../src/features/quiz/question/rules/question.ts';
import { reports } from '../../../src/features/quiz/reports/model.ts';
import { countAnswers, regrade } from '../../../src/features/quiz/reports/service/regrade.ts';
import { correctKey, openReports, reportQuestion } from '../../../src/features/quiz/reports/service/reports.ts';
import { tick } from '../../../src/features/quiz/service/run.ts';
import { statsOf } from '../../../src/features/quiz/stats/service.ts';
import { WORDS } from '../../../src/features/quiz/words.ts';
import { clock } from '../../../src/lib/clock.ts';
import { DAY_MS } from '../../../src/lib/zone.ts';
import { EVERYBODY } from '../../../src/members/audience/spec.ts';
import { rankOf } from '../../../src/participation/boards/boards.ts';
import { ledgerRows } from '../../../src/participation/ledger/model.ts';
import { entryByKey, reverse } from '../../../src/participation/ledger/service.ts';
import { standingOf } from '../../../src/participation/ledger/store.ts';
import { verify } from '../../../src/participation/ledger/verify.ts';
import { rememberedBy } from '../../helpers/remembered.ts';
import { actor, answered, content, DAY, NOW, PEOPLE, useAnswered, WORKSPACE } from '../answered-question.ts';

const OFFICER = { user: 'UO' };
const OLD_POINTS = { U1: 10, U2: 10, U3: 2, U4: 2, U5: 2 };
const NEW_POINTS = { U1: 2, U2: 2, U3: 10, U4: 10, U5: 2 };

const held = useAnswered('regrade');
const { queued } = held;
let ctx: Context;

async function pointsOf(): Promise<Record<string, number | undefined>> {
  const found = await Promise.all(PEOPLE.map((user) => standingOf(ctx, user)));
  return Object.fromEntries(PEOPLE.map((user, index) => [user, found[index]?.total]));
}
const lines = () =>
  ledgerRows(ctx)
    .find({}, { projection: { _id: 0 } })
    .sort({ _id: 1 })
    .toArray();
const notices = async () =>
  (await deliveries(ctx).find({}).sort({ recipient: 1 }).lean()).map((one) => `${one.recipient} ${one.params.points}`);
const keyed = (correct: number): Question => ({ ...content, correct }) as Question;
const remembered = () => rememberedBy(ctx);

const openTo = async (ctx: Context) =>
  (await openReports(ctx, { user: 'UP', roles: ['officer'], scope: 'company' }, { page: 1, size: 5 })).rows;

describe('a corrected key', () => {
  let question = '';
  beforeEach(async () => {
    ctx = held.ctx;
    queued.length = 0;
    question = await answered(ctx);
  });

  it('moves points, standings and boards by reversing entries, and edits nothing', async () => {
    expect(await pointsOf()).toEqual(OLD_POINTS);
    const before = await lines();
    await correctKey(ctx, OFFICER, question, 1, keyed(1));
    expect(queued).toContainEqual({ job: quizRegrade.name, key: `${question}-2` });
    expect(await regrade(ctx, question, 2)).toBe(4);
    expect(await pointsOf()).toEqual(NEW_POINTS);
    const after = await lines();
    expect(after.slice(0, 5)).toEqual(before);
    expect(after.slice(5).map((one) => [one.kind, one.points, one.day, one.activity])).toEqual([
      ...[-8, -8, 8, 8].map((points) => ['reversal', points, DAY, 'run1']),
    ]);
    const standing = await standingOf(ctx, 'U3');
    expect(standing).toMatchObject({ dayPoints: 10, weekPoints: 10, monthPoints: 10, yearPoints: 10 });
    const rank = standing === undefined ? undefined : await rankOf(ctx, standing, { period: 'week', scope: 'company' });
    expect(rank).toMatchObject({ rank: 1 });
    expect((await verify(ctx)).differences).toEqual([]);
  });

  it('marked again twice, or by two workers at once, changes nothing more', async () => {
    await correctKey(ctx, OFFICER, question, 1, keyed(1));
    await Promise.all([regrade(ctx, question, 2), regrade(ctx, question, 2)]);
    const [state, told, memory] = [await lines(), await notices(), await remembered()];
    expect(await regrade(ctx, question, 2)).toBe(4);
    expect(await lines()).toEqual(state);
    expect(state).toHaveLength(9);
    expect(await notices()).toEqual(told);
    expect(await remembered()).toEqual(memory);
    expect((await verify(ctx)).differences).toEqual([]);
  });

  it('tells each person concerned once, and nobody else', async () => {
    await correctKey(ctx, OFFICER, question, 1, keyed(1));
    await regrade(ctx, question, 2);
    expect(await notices()).toEqual(['U1 -8', 'U2 -8', 'U3 8', 'U4 8']);
  });

  it('tells who had reported it too, though no points of theirs changed', async () => {
    await reportQuestion(ctx, actor('U5'), { kind: 'card', card: 'cU5', item: 0 }, '应该是乙');
    await correctKey(ctx, OFFICER, question, 1, keyed(1));
    expect(await regrade(ctx, question, 2)).toBe(4);
    expect(await notices()).toEqual(['U1 -8', 'U2 -8', 'U3 8', 'U4 8', 'U5 0']);
    expect(await reports(ctx).findOne({}).lean()).toMatchObject({ order: [0, 1, 2], correctedIn: 2 });
  });

  it('closes the reports and mends the cards of the last days, once the old key is forgotten', async () => {
    await reportQuestion(ctx, actor('U5'), { kind: 'card', card: 'cU5', item: 0 }, '应该是乙');
    const old = new Date(NOW.getTime() - 1);
    const copy = (recipient: string, run = 'run1') => ({
      _id: `d${recipient}${run}`,
      workspace: WORKSPACE,
      notice: `quiz.card-${run}`,
      kind: 'quiz.card',
      recipient,
      to: 'member',
      params: { card: `c${recipient}` },
      state: 'sent',
      channel: `D${recipient}`,
      ts: '1.1',
      priority: 5,
      dueAt: old,
      attempts: 0,
      changedAt: old,
      createdAt: old,
    });
    // Above the next card of U2 stands the result of this one, counted at its lock; U3 has the next card, too.
    await ledgerRows(ctx).updateOne({ member: 'U2', kind: 'answer' }, { $set: { 'outcome.byLock': true } });
    for (const member of ['U2', 'U3']) {
      const { _id, ...card } = (await cards(ctx).findById(`c${member}`).lean()) ?? {};
      await cards(ctx).create({ ...card, _id: `next${member}`, run: 'run2', day: '2026-03-04' });
    }
    const copies = [copy('U1'), copy('U6'), copy('U2', 'run2'), copy('U3', 'run2')];
    await deliveries(ctx).collection.insertMany(copies as never);
    // As an officer who mends the question in the bank writes it.
    await questions(ctx).updateOne(
      { _id: question },
      { $set: { content: keyed(1), version: 2, regradeAt: new Date(NOW.getTime() + 30_000) } },
    );
    const wished = () => deliveries(ctx).distinct('_id', { change: 'redraw' });
    await regrade(ctx, question, 2);
    expect(await openTo(ctx)).toEqual([]);
    expect(await wished()).toEqual([]);
    clock.now = () => new Date(NOW.getTime() + 31_000);
    await regrade(ctx, question, 2);
    clock.now = () => NOW;
    expect(await wished()).toEqual(['dU1run1', 'dU2run2']);
  });

  it('is what people remember from now on', async () => {
    const before = await remembered();
    await correctKey(ctx, OFFICER, question, 1, keyed(1));
    await regrade(ctx, question, 2);
    const after = await remembered();
    expect(PEOPLE.map((user) => after[user]?.right)).toEqual([false, false, true, true, false]);
    expect(after.U3?.due).toEqual(before.U1?.due);
    expect(after.U1?.due).toEqual(before.U3?.due);
    expect(after.U5).toEqual(before.U5);
  });

  it('corrected back gives the points back', async () => {
    await correctKey(ctx, OFFICER, question, 1, keyed(1));
    await regrade(ctx, question, 2);
    const memory = await remembered();
    await correctKey(ctx, OFFICER, question, 2, keyed(0));
    expect(await regrade(ctx, question, 2)).toBe(0);
    expect(await regrade(ctx, question, 3)).toBe(4);
    expect(await pointsOf()).toEqual(OLD_POINTS);
    expect((await remembered()).U3?.right).toBe(false);
    expect(memory.U3?.right).toBe(true);
    expect(await notices()).toHaveLength(8);
    expect((await verify(ctx)).differences).toEqual([]);
  });

  it('reaches an answer that was still marked by the old key', async () => {
    await correctKey(ctx, OFFICER, question, 1, keyed(1));
    await regrade(ctx, question, 2);
    // As a process whose cache is old would write it.
    const old = { ...((await questions(ctx).findById(question).lean()) as BankQuestion), version: 1, content };
    await questions(ctx).replaceOne({ _id: question }, old);
    clock.now = () => new Date(NOW.getTime() + 20_000);
    await confirm(ctx, actor('U6'), 'cU6', 0, { kind: 'choice', chosen: [1] });
    await questions(ctx).updateOne({ _id: question }, { $set: { version: 2, content: keyed(1) } });
    clock.now = () => new Date(NOW.getTime() + 31_000);
    await tick(ctx);
    expect(queued).toContainEqual({ job: quizRegrade.name, key: `${question}-2-late` });
    await regrade(ctx, question, 2);
    queued.length = 0;
    await tick(ctx);
    expect(queued).toEqual([]);
    clock.now = () => NOW;
    expect(await standingOf(ctx, 'U6')).toMatchObject({ total: 10 });
    expect(await notices()).toContain('U6 8');
  });

  it('is put right after two corrections overtook each other', async () => {
    await correctKey(ctx, OFFICER, question, 1, keyed(1));
    await correctKey(ctx, OFFICER, question, 2, keyed(2));
    await regrade(ctx, question, 3);
    // Written by a run of the second version that had read before the third's run wrote.
    const late = { key: 'late', points: 8, outcome: { of: question, version: 2, correct: true, credit: 1 } };
    await reverse(ctx, 'quiz.answer-cU3-0', late);
    expect(await standingOf(ctx, 'U3')).toMatchObject({ total: 10 });
    await regrade(ctx, question, 3);
    expect(await pointsOf()).toEqual({ ...OLD_POINTS, U1: 2, U2: 2, U5: 10 });
  });

  it('finds the answers by an index', async () => {
    const explain = async (filter: object, sort: Record<string, 1>) =>
      JSON.stringify((await ledgerRows(ctx).find(filter).sort(sort).explain('queryPlanner')).queryPlanner.winningPlan);
    const asked = { workspace: WORKSPACE, 'outcome.question': question, kind: { $ne: 'reversal' } };
    const answers = await explain(asked, { member: 1, at: 1 });
    expect(answers).toContain('"indexName":"question-member"');
    expect(answers).not.toMatch(/COLLSCAN|"SORT"/);
    const reversals = await explain({ workspace: WORKSPACE, reverses: { $in: ['a', 'b'] } }, {});
    expect(reversals).toContain('"indexName":"reverses"');
  });

  it('refuses the second officer, and closes the reports', async () => {
    await reportQuestion(ctx, actor('U3'), { kind: 'card', card: 'cU3', item: 0 }, '应该是乙');
    expect(await openTo(ctx)).toMatchObject([{ report: { response: { chosen: [1] }, words: '应该是乙' } }]);
    await correctKey(ctx, OFFICER, question, 1, keyed(1));
    await expect(correctKey(ctx, { user: 'UP' }, question, 1, keyed(2))).rejects.toMatchObject({
      said: WORDS.changedMeanwhile,
    });
    expect(await openTo(ctx)).toEqual([]);
    expect(await reports(ctx).findOne({}).lean()).toMatchObject({ state: 'corrected', closedBy: 'UO' });
    expect(await countAnswers(ctx, question)).toBe(5);
    expect(await entryByKey(ctx, 'quiz.answer-cU3-0')).toMatchObject({
      points: 2,
      outcome: { version: 1, correct: false },
    });
  });

  it('counts in the statistics of the answers before it', async () => {
    const schedule = {
      _id: 's1',
      workspace: WORKSPACE,
      name: '每日',
      bank: 'b1',
      topics: [],
      audience: EVERYBODY,
    };
    const rest = {
      time: '08:00',
      cadence: { kind: 'daily' as const },
      count: 1,
      lock: 'end-of-day',
      mode: 'dm' as const,
      state: 'active' as const,
    };
    await schedules(ctx).create({ ...schedule, ...rest, createdBy: 'UO', createdAt: NOW, updatedAt: NOW });
    await questions(ctx).updateOne({ _id: question }, { $set: { content: keyed(2) } });
    for (const bank of ['b1', undefined]) {
      const stats = await statsOf(ctx, bank);
      expect(stats).toMatchObject({ items: 1, answers: 5, rights: 1, flaggedCount: 0, bank: bank && '安全' });
      expect(stats.participation).toEqual([{ day: DAY, took: 5, invited: 6 }]);
      expect(stats.hardest[0]?.stats).toMatchObject({ facility: 0.2, chosen: [2, 2, 1] });
    }
    expect(await statsOf(ctx, 'other')).toMatchObject({ items: 0, participation: [] });
    clock.now = () => new Date(NOW.getTime() + 91 * DAY_MS);
    expect(await statsOf(ctx, 'b1')).toMatchObject({ items: 0 });
    clock.now = () => NOW;
  });
});
