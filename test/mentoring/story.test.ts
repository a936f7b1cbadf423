import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../playground/client.ts';
import { questionsOf } from '../../src/bot/question-sources.ts';
import { relatedOf } from '../../src/bot/related.ts';
import { features } from '../../src/features/index.ts';
import { certificates, pairs, places } from '../../src/features/mentoring/model.ts';
import { answerMeeting as confirm, type Decision, met } from '../../src/features/mentoring/rules/pair.ts';
import type { Contract, Pair } from '../../src/features/mentoring/rules/records.ts';
import { askExam, handIn, nameExaminer } from '../../src/features/mentoring/service/exams.ts';
import {
  agree,
  agreeForBranch,
  answerMeeting,
  markTasks,
  propose,
  recordMeeting,
} from '../../src/features/mentoring/service/pairs.ts';
import { offerTeaching } from '../../src/features/mentoring/service/people.ts';
import { takePlace } from '../../src/features/mentoring/service/places.ts';
import { contractFile } from '../../src/features/mentoring/service/print.ts';
import { lives } from '../../src/features/mentoring/service/store.ts';
import { tick } from '../../src/features/mentoring/service/tick.ts';
import { WORDS } from '../../src/features/mentoring/words.ts';
import { questions as bankQuestions } from '../../src/features/quiz/model.ts';
import { applyReview } from '../../src/features/quiz/review/service/review.ts';
import { clock } from '../../src/lib/clock.ts';
import { dayOf } from '../../src/lib/zone.ts';
import { onUserChange } from '../../src/members/service.ts';
import { ledgerRows } from '../../src/participation/ledger/model.ts';
import { actor, has, makeBank, modalOf, says, seen } from '../helpers/quiz-day.ts';
import { limitToBranch, openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';
import { CONTRACT, TZ } from './pair-of.ts';

const { admin, officer, chen, li, maria, zhao } = PEOPLE;
const [SUN, TOM, MA, LIN] = ['U0QH2003', 'U0QH2004', 'U0QH3002', 'U0QH3003'] as const;
const questions = questionsOf(features);
const related = relatedOf(features);

let work: Workplace;
let bank: string;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:30:00+08:00', bot: 'http' });
  await limitToBranch(work);
  bank = await makeBank(work, '水质');
});
afterAll(() => work.close());

function written(decided: Decision): Exclude<Decision, string> {
  if (typeof decided === 'string') throw new Error(decided);
  return decided;
}

const ticks = () => Promise.all([tick(work.ctx, questions), tick(work.ctx, questions)]);
const pairOf = async (apprentice: string): Promise<Pair> => {
  const found = await pairs(work.ctx).findOne({ apprentice }).sort({ createdAt: -1 }).lean<Pair>();
  if (found === null) throw new Error(`${apprentice} has no pair`);
  return found;
};
const entries = (member: string, kind: string) =>
  ledgerRows(work.ctx).find({ feature: 'mentoring', member, kind }).toArray();

/** Right answers to all questions of the bank, today. */
async function learn(member: string): Promise<void> {
  const ids: string[] = await bankQuestions(work.ctx).distinct('_id', { bank });
  const at = clock.now();
  for (const question of ids)
    await applyReview(work.ctx, {
      member,
      bank,
      question,
      mark: { correct: true, credit: 1 },
      at,
      day: dayOf(at, undefined),
    });
}

async function begun(id: string, apprentice: string, mentor: string, contract: Contract = CONTRACT): Promise<void> {
  const by = await actor(work, admin);
  await propose(work.ctx, by, id, { apprentice, mentors: [mentor] }, contract);
  await agree(work.ctx, await actor(work, mentor), id, 1);
  await agree(work.ctx, await actor(work, apprentice), id, 1);
}

describe('mentoring', { timeout: 180_000 }, () => {
  it('proposes mentors with the reason: a skill, hours together, never the direct boss', async () => {
    const teacher = work.slack.as(maria);
    await teacher.command('/jy', 'mentoring teach');
    await modalOf(teacher, has('"capacity"'), 'the form');
    await teacher.submit({ skills: '水质检测，苗种', capacity: '2' });
    await offerTeaching(work.ctx, await actor(work, li), '水质检测', 2);
    await teacher.closeModal(true);
    const learner = work.slack.as(chen);
    await learner.command('/jy', 'mentoring find 水质');
    const found = await seen(learner, has(`mentoring.contract:${maria}`), 'the proposals');
    expect(textOf(found.blocks)).toMatch(/因为：会水质检测、两周里有 \d+ 天一起上班/);
    expect(textOf(found.blocks)).not.toContain('李强');
    const asked = await propose(
      work.ctx,
      await actor(work, chen),
      'boss',
      { apprentice: chen, mentors: [li] },
      CONTRACT,
    ).catch((error: { said: unknown }) => error.said);
    expect(asked).toBe(WORDS.boss);
  });

  it('begins when the worker, the mentor and the branch have agreed, whoever wrote the contract', async () => {
    const learner = work.slack.as(chen);
    await learner.click(`mentoring.contract:${maria}`);
    await modalOf(learner, has('"goals"'), 'the contract');
    const bad = await learner.submit({ goals: '独立管好一口塘', tasks: 'x'.repeat(90), topics: ['水质'] });
    expect(JSON.stringify(bad.errors)).toContain(WORDS.noTasks.zh);
    await learner.submit({ goals: '独立管好一口塘 <!channel>', tasks: '测水质\n换网', topics: ['水质'] });
    await modalOf(learner, says('等 Maria Santos 同意'), 'the pair');
    await learner.closeModal(true);
    const teacher = work.slack.as(maria);
    const card = await seen(teacher, says('陈小梅 proposes a pair'), 'the proposal');
    expect(textOf(card.blocks)).toContain('测水质');
    expect(JSON.stringify(card.blocks)).not.toContain('<!channel>');
    await teacher.click('mentoring.contract', { message: card });
    await modalOf(teacher, has('"goals"'), 'the contract');
    await teacher.submit({ months: '9' });
    const again = await seen(learner, says('Maria Santos 改了协议，请再看一遍'), 'the change');
    const { _id: id } = await pairOf(chen);
    await expect(agree(work.ctx, await actor(work, chen), id, 1)).rejects.toMatchObject({ said: WORDS.stale });
    await learner.click('mentoring.agree', { message: again });
    const branch = work.slack.as(officer);
    const asked = await seen(branch, says('双方都同意了，请分会确认'), 'the question to the branch');
    await branch.click('mentoring.agree', { message: asked });
    await seen(learner, says('结对开始了'), 'that it has begun');
    expect(await pairOf(chen)).toMatchObject({
      state: 'active',
      number: 'Q-2026-0001',
      startsOn: '2026-03-02',
      endsOn: '2026-12-02',
    });
    await work.settled();
    expect(await entries(chen, 'paired')).toHaveLength(1);
  });

  it('prints the contract with numbers and days, for the two and the branch', async () => {
    const learner = work.slack.as(chen);
    await learner.command('/jy', 'mentoring');
    const { _id } = await pairOf(chen);
    await seen(learner, has(`mentoring.pair:${_id}`), 'the own pairs');
    await learner.click(`mentoring.pair:${_id}`);
    await seen(learner, has('mentoring.print'), 'the pair');
    await learner.click('mentoring.print');
    await seen(learner, says('结对协议 Q-2026-0001，已经发到你的消息里'), 'the contract');
    const stranger = await actor(work, zhao);
    await expect(contractFile(work.ctx, stranger, _id)).rejects.toMatchObject({ said: WORDS.notYours });
    const file = await contractFile(work.ctx, await actor(work, officer), _id);
    expect(Buffer.from(file.pdf).subarray(0, 5).toString()).toBe('%PDF-');
    expect(file.missing).toEqual([]);
  });

  it('counts a meeting for both when the other confirms it, once', async () => {
    const learner = work.slack.as(chen);
    await learner.click('mentoring.met');
    await modalOf(learner, has('"minutes"'), 'the form');
    await learner.submit({ minutes: '40' });
    await learner.closeModal(true);
    const teacher = work.slack.as(maria);
    const card = await seen(teacher, says('recorded a meeting: 40 min'), 'the question');
    await teacher.click('mentoring.confirmMet:yes', { message: card });
    await seen(teacher, says('40 min together'), 'that it counts');
    const pair = await pairOf(chen);
    await answerMeeting(work.ctx, await actor(work, maria), pair._id, pair.meetings[0]?.id ?? '', true);
    await work.settled();
    expect((await entries(chen, 'learnt')).map(({ minutes }) => minutes)).toEqual([40]);
    expect((await entries(maria, 'taught')).map(({ minutes }) => minutes)).toEqual([40]);
  });

  it('is booked by the tick, once, when the process died right after a word was written', async () => {
    const { _id: id } = await pairOf(chen);
    const meeting = { id: 'orphan', by: chen, mentor: maria, minutes: 20 };
    await lives.decide(work.ctx, id, (pair, now) => written(met(pair, meeting, now, TZ)));
    await lives.decide(work.ctx, id, (pair, now) => written(confirm(pair, maria, 'orphan', 'yes', now)));
    expect(await entries(maria, 'taught')).toHaveLength(1);
    await ticks();
    await ticks();
    for (const [user, kind] of [
      [chen, 'learnt'],
      [maria, 'taught'],
    ] as const)
      expect((await entries(user, kind)).map(({ minutes }) => minutes)).toEqual([40, 20]);
    expect((await pairOf(chen)).news).toEqual([]);
  });

  it('asks both for the month, apart, and shows it to the two alone', async () => {
    await work.moveTo('2026-04-02T10:00:00+08:00');
    await ticks();
    const learner = work.slack.as(chen);
    const card = await seen(learner, has('mentoring.checkIn:slowly'), 'the check-in');
    await learner.click('mentoring.checkIn:slowly', { message: card });
    await modalOf(learner, has('"going"'), 'the form');
    await learner.submit({ words: '氨氮还读不准' });
    await seen(learner, says('你的小结已存'), 'that it is kept');
    const teacher = work.slack.as(maria);
    const hers = await seen(teacher, has('mentoring.checkIn:well'), 'her check-in');
    expect(textOf(hers.blocks)).not.toContain('氨氮');
    await teacher.click('mentoring.checkIn:well', { message: hers });
    await modalOf(teacher, has('"going"'), 'the form');
    await teacher.submit({ words: 'Careful and quick' });
    await seen(learner, says('Careful and quick'), 'what Maria said');
    await seen(teacher, says('氨氮还读不准'), 'what Chen said');
    const branch = work.slack.as(officer);
    await branch.command('/jy', 'mentoring pairs');
    const { _id } = await pairOf(chen);
    await seen(branch, has(`mentoring.pair:${_id}`), 'the list');
    await branch.click(`mentoring.pair:${_id}`);
    const page = await seen(branch, says('Q-2026-0001'), 'the pair');
    expect(textOf(page.blocks)).not.toMatch(/氨氮|Careful/);
    expect(await entries(chen, 'paired')).toHaveLength(1);
  });

  it('asks both after a month without a sign, and tells the branch once', async () => {
    await work.moveTo('2026-05-06T10:00:00+08:00');
    await ticks();
    await work.moveTo('2026-05-14T10:00:00+08:00');
    await ticks();
    await ticks();
    const branch = work.slack.as(officer);
    await seen(branch, says('一个多月没有这两位的消息'), 'the word to the branch');
    await work.moveTo('2026-05-20T10:00:00+08:00');
    await ticks();
    await work.settled();
    const state = await branch.state();
    const told = Object.values(state.messages)
      .flat()
      .filter(says(/一个多月没有这两位的消息/));
    expect(told).toHaveLength(1);
  });

  it('lets nobody examine who is one of the two, or of the same team, also by a forged payload', async () => {
    const { _id: id } = await pairOf(chen);
    const [learner, teacher, chief] = await Promise.all([actor(work, chen), actor(work, maria), actor(work, officer)]);
    await expect(askExam(work.ctx, questions, learner, id)).rejects.toMatchObject({ said: WORDS.tasksOpen });
    await expect(markTasks(work.ctx, learner, id, [0, 1])).rejects.toMatchObject({ said: WORDS.notYours });
    await markTasks(work.ctx, teacher, id, [0, 1]);
    await expect(askExam(work.ctx, questions, learner, id)).rejects.toMatchObject({ said: WORDS.knowsTooLittle });
    await learn(chen);
    await askExam(work.ctx, questions, learner, id);
    expect((await pairOf(chen)).exam?.recall).toBeCloseTo(1, 1);
    for (const one of [chen, maria, li, TOM])
      await expect(nameExaminer(work.ctx, related, chief, id, one)).rejects.toMatchObject({ said: WORDS.notNeutral });
    const other = { ...chief, user: 'U0QH3001', branch: '临港加工分会' };
    await expect(nameExaminer(work.ctx, related, other, id, SUN)).rejects.toMatchObject({ said: WORDS.notYours });
    const branch = work.slack.as(officer);
    const card = await seen(branch, has('mentoring.examiner'), 'the question for an examiner');
    await branch.click('mentoring.examiner', { message: card });
    await modalOf(branch, has('"examiner"'), 'the form');
    await branch.submit({ examiner: '孙丽' });
    await expect(handIn(work.ctx, related, teacher, id, [3, 3], '')).rejects.toMatchObject({ said: WORDS.notExaminer });
    expect((await pairOf(chen)).exam?.examiner).toBe(SUN);
  });

  it('graduates with the sheet and both evaluations: certificate, points, a first part of the credit', async () => {
    const learner = work.slack.as(chen);
    const asked = await seen(learner, has('mentoring.evaluate'), 'the question for an evaluation');
    await learner.click('mentoring.evaluate', { message: asked });
    await modalOf(learner, has('"grade"'), 'the form');
    await learner.submit({ grade: 'excellent', words: '有耐心' });
    const examiner = work.slack.as(SUN);
    const card = await seen(examiner, has('mentoring.sheet'), 'the examination');
    expect(textOf(card.blocks)).not.toMatch(/有耐心|掌握 \d/);
    await examiner.click('mentoring.sheet', { message: card });
    await modalOf(examiner, has('"task1"'), 'the sheet');
    await examiner.submit({ task0: '能教别人', task1: '能独立做', remark: '手法稳' });
    await seen(examiner, says('评分已交'), 'that it is in');
    const teacher = work.slack.as(maria);
    const hers = await seen(teacher, has('mentoring.evaluate'), 'her question');
    expect(textOf(hers.blocks)).not.toMatch(/有耐心|手法稳/);
    await teacher.click('mentoring.evaluate', { message: hers });
    await modalOf(teacher, has('"grade"'), 'the form');
    await teacher.submit({ grade: 'good' });
    await seen(learner, says('🎓 陈小梅 出师了，祝贺！'), 'the graduation');
    await seen(learner, has('mentoring.pdf'), 'the certificate');
    await work.settled();
    await ticks();
    expect((await entries(chen, 'graduated')).map(({ points }) => points)).toEqual([50]);
    expect((await entries(maria, 'credit')).map(({ points }) => points)).toEqual([40]);
    expect(await certificates(work.ctx).countDocuments({ member: chen })).toBe(1);
    expect(await places(work.ctx).countDocuments({ mentor: maria })).toBe(0);
    // Skill contests ask the same: neither judges the other.
    expect([...(await related(work.ctx, maria, [chen, li]))]).toEqual([chen]);
  });

  it('vests the rest by what is still known after 60 and 180 days', async () => {
    await work.moveTo('2026-07-20T10:00:00+08:00');
    await ticks();
    const [first] = (await pairOf(chen)).vested.slice(1);
    expect(first?.recall).toBeGreaterThan(0);
    expect(first?.recall).toBeLessThan(0.9);
    expect(first?.fraction).toBeCloseTo((first?.recall ?? 0) / 0.9, 6);
    await learn(chen);
    await work.moveTo('2026-11-17T10:00:00+08:00');
    await ticks();
    const { vested, vestAt } = await pairOf(chen);
    expect(vested.map(({ part }) => part)).toEqual(['graduation', 'days60', 'days180']);
    expect(vestAt).toBeUndefined();
    await work.settled();
    const points = (await entries(maria, 'credit')).map((one) => one.points);
    expect(points).toEqual(
      vested.map(({ part, fraction }) => Math.round((part === 'graduation' ? 40 : 30) * fraction)),
    );
    await seen(work.slack.as(maria), says('180 days after graduation, your apprentice still knows'), 'the last part');
  });

  it('refuses the third apprentice of a mentor of two, two at once too', async () => {
    await begun('p-ma', MA, LIN);
    const chief = await actor(work, admin);
    for (const [id, apprentice] of [
      ['p-sun', SUN],
      ['p-tom', TOM],
    ] as const)
      await propose(work.ctx, chief, id, { apprentice, mentors: [LIN] }, CONTRACT);
    const mentor = await actor(work, LIN);
    const both = await Promise.allSettled(['p-sun', 'p-tom'].map((id) => agree(work.ctx, mentor, id, 1)));
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { said: WORDS.youAreFull } });
    expect(await places(work.ctx).countDocuments({ mentor: LIN })).toBe(2);
    await expect(
      propose(work.ctx, chief, 'p-zhao', { apprentice: zhao, mentors: [LIN] }, CONTRACT),
    ).rejects.toMatchObject({
      said: WORDS.full,
    });
    // A process that died after it took a place: the place of a pair that is over is free again.
    await pairs(work.ctx).updateOne({ _id: 'p-ma' }, { $set: { state: 'ended' }, $unset: { isOpen: 1 } });
    expect(await takePlace(work.ctx, LIN, 'another')).toBe(true);
    await places(work.ctx).deleteMany({ pair: 'another' });
  });

  it('makes one pair of a proposal that is sent twice, and one of two apprentices’ at once', async () => {
    const chief = await actor(work, admin);
    const people = { apprentice: zhao, mentors: [maria] };
    const all = await Promise.allSettled([
      propose(work.ctx, chief, 'twice', people, CONTRACT),
      propose(work.ctx, chief, 'twice', people, CONTRACT),
      propose(work.ctx, chief, 'other', people, CONTRACT),
    ]);
    expect(all.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
    expect(await pairs(work.ctx).countDocuments({ apprentice: zhao, isOpen: true })).toBe(1);
  });

  it('offers the one who stays a new pair, and does not hold a departure against the mentor', async () => {
    const { _id: id } = await pairOf(zhao);
    await agree(work.ctx, await actor(work, maria), id, 1);
    await agree(work.ctx, await actor(work, zhao), id, 1);
    const record = recordMeeting(work.ctx, await actor(work, zhao), id, { id: 'm1', mentor: maria, minutes: 60 });
    await expect(record).resolves.toMatchObject({ state: 'active' });
    // Chen has graduated; as if the last part were still to come.
    await pairs(work.ctx).updateOne({ apprentice: chen }, { $pop: { vested: 1 }, $set: { vestAt: clock.now() } });
    await ledgerRows(work.ctx).deleteMany({ feature: 'mentoring', 'outcome.part': 'days180' });
    for (const user of [zhao, chen])
      await onUserChange(work.ctx, { id: user, deleted: true, team_id: work.ctx.workspace });
    await ticks();
    expect((await pairOf(zhao)).ended).toMatchObject({ how: 'left', inProbation: true });
    expect((await pairOf(chen)).vested.at(-1)).toMatchObject({ part: 'days180', fraction: 1, hasLeft: true });
    const teacher = work.slack.as(maria);
    await seen(teacher, says('Would you like to teach somebody else?'), 'the offer');
    await work.settled();
    const paired = await ledgerRows(work.ctx).find({ member: zhao, feature: 'mentoring', activity: id }).toArray();
    expect(paired.filter((one) => one.annuls === true)).toHaveLength(1);
    expect(await places(work.ctx).countDocuments({ pair: id })).toBe(0);
  });

  it('confirms for the branch only by an officer of it', async () => {
    const stranger = await actor(work, officer);
    await expect(agreeForBranch(work.ctx, stranger, 'p-sun', 1)).rejects.toMatchObject({ said: WORDS.notYours });
  });

  it('counts pairs and graduates for the officers', async () => {
    const chief = work.slack.as(admin);
    await chief.command('/jy', 'mentoring numbers');
    await seen(chief, says(/\d+ 对师徒，\d+ 人出师/), 'the numbers');
  });
});
