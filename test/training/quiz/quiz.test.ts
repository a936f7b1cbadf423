import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { textOf } from '../../../playground/client.ts';
import type { Message } from '../../../playground/protocol.ts';
import { deliveries } from '../../../src/delivery/model.ts';
import { courses } from '../../../src/features/training/model.ts';
import { missingFor } from '../../../src/features/training/prerequisites/service/prerequisites.ts';
import { courseQuizzes } from '../../../src/features/training/quiz/model.ts';
import { answerQuiz, quizPassed } from '../../../src/features/training/quiz/service/quiz.ts';
import { quizResults } from '../../../src/features/training/quiz/service/results.ts';
import { gathered, moveAll } from '../../../src/features/training/seats/service/seats.ts';
import { tick } from '../../../src/features/training/service/tick.ts';
import { actor, has, makeBank, modalOf, SOON, says, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { noticeOf, openCourseOf, openWhole, sessionOf } from '../classroom.ts';

const { correct, mark } = gathered;

const { admin, officer, chen, li, maria, zhao } = PEOPLE;
const ROWS = [1, 2, 3, 4, 5].map((nth) => `单选,第${nth}个问题 <!channel>,对的${nth},错的${nth},A,用电,理由${nth}`);
const TABLE = ['题型,题干,选项A,选项B,答案,分类,解析', ...ROWS, '填空,不问的,,,120,用电,'].join('\n');

describe('the quiz after a course', { timeout: 120_000 }, () => {
  let work: Workplace;
  let id = '';
  let course = '';
  beforeAll(async () => {
    work = await openWorkplace({ at: '2026-03-11T12:30:00+08:00', bot: 'http' });
    await makeBank(work, '用电题库', TABLE);
    const people = [chen, maria, zhao, officer];
    const startsAt = new Date('2026-03-11T14:00:00+08:00');
    const facts = { topic: '用电安全', startsAt, duration: 120, minutes: 120, trainer: li };
    const [made] = await openCourseOf(work, { include: people.map((one) => `member:${one}`), facts });
    ({ _id: id = '', course = '' } = made ?? {});
    const steps = people.map((member) => ({ do: 'sign-up', member }) as const);
    await moveAll(work.ctx, id, steps);
  });
  afterAll(() => work.close());

  const courseNow = async () => courses(work.ctx).findOne({ _id: course }).orFail().lean();
  const passedNow = async () =>
    [...(await quizPassed(work.ctx, await courseNow(), [chen, maria, zhao, officer]))].sort();
  const quizOf = async (member: string) => courseQuizzes(work.ctx).findOne({ course, member }).orFail().lean();
  const start = async (user: string) => {
    const person = work.slack.as(user);
    const card = await noticeOf(person, /小测|quiz of/, 'training.quizStart');
    await person.click('training.quizStart', { message: card });
    return seen(person, (one) => one.ts === card.ts && has('training.quizAnswer')(one), 'the first question');
  };
  /** Answers all questions of the try that is open, right or wrong. */
  const answerAll = async (user: string, card: Message, isRight: (nth: number) => boolean): Promise<Message> => {
    const person = work.slack.as(user);
    for (let nth = 0; nth < 3; nth++) {
      const present = await seen(
        person,
        (one) => one.ts === card.ts && says(new RegExp(`第 ${nth + 1} 题，共 3 题|question ${nth + 1} of 3`))(one),
        `question ${nth + 1}`,
      );
      const wanted = new RegExp(`([A-E]) {2}${isRight(nth) ? '对' : '错'}的`);
      const letter = wanted.exec(textOf(present))?.[1] ?? '';
      await person.click(`training.quizAnswer:${'ABCDE'.indexOf(letter)}`, { message: present });
    }
    return seen(person, (one) => one.ts === card.ts && says(/合格|passed|needed/)(one), 'the result');
  };

  it('is chosen by the officer among the banks, and not more than a bank has', async () => {
    expect(await passedNow()).toHaveLength(4);
    const chair = work.slack.as(admin);
    await chair.command('/training', 'manage');
    await seen(chair, says('用电安全'), 'the list');
    await chair.click('training.open:0');
    await openWhole(chair);
    await chair.click('training.terms', { in: 'modal' });
    await modalOf(chair, has('"quizBank"'), 'the form');
    const { errors } = await chair.submit({ quizBank: ['用电题库'], quizCount: '6', quizPass: '60' });
    expect(JSON.stringify(errors)).toContain('只有 5 道');
    await chair.submit({ quizCount: '3' });
    await modalOf(chair, says('课程设置已保存'), 'the page again');
    await chair.closeModal(true);
    expect((await courseNow()).terms).toMatchObject({ needed: 'each', quiz: { name: '用电题库', count: 3, pass: 60 } });
    expect(await passedNow()).toEqual([]);
  });

  it('is asked of those who attended, once', async () => {
    await work.moveTo('2026-03-11T14:05:00+08:00');
    const trainer = await actor(work, li);
    for (const member of [chen, maria, zhao]) await mark(work.ctx, trainer, id, member, 'present');
    await work.moveTo('2026-03-11T17:00:30+08:00');
    await Promise.all([tick(work.ctx), tick(work.ctx)]);
    await vi.waitFor(async () => expect((await sessionOf(work, id)).news).toEqual([]), { timeout: SOON });
    const sent = await deliveries(work.ctx).find({ kind: 'training.quiz' }).lean();
    expect(sent.map((one) => one.recipient).sort()).toEqual([chen, maria, zhao].sort());
    await work.moveTo('2026-03-12T08:30:00+08:00');
    const card = await noticeOf(work.slack.as(chen), '“用电安全”的小测', 'training.quizStart');
    expect(textOf(card)).toMatch(/3 道题，答对 60% 合格[\s\S]*可以答两次，取好的一次/);
  });

  it('is answered question by question, each kept at once; a second tap, and a restart, change nothing', async () => {
    const card = await start(chen);
    const person = work.slack.as(chen);
    await Promise.all([1, 2].map(() => person.click('training.quizAnswer:0', { message: card })));
    await seen(person, (one) => one.ts === card.ts && says('第 2 题')(one), 'the second question');
    expect((await quizOf(chen)).tries.map((one) => one.given)).toEqual([[0]]);
    await work.restart();
    const late = { nth: 0, question: 0, chosen: 1 };
    await answerQuiz(work.ctx, await actor(work, chen), course, late);
    await answerQuiz(work.ctx, await actor(work, chen), course, { ...late, question: 1, chosen: 9 });
    expect((await quizOf(chen)).tries.map((one) => one.given)).toEqual([[0]]);
    expect(JSON.stringify(card)).not.toMatch(/理由|<!channel>|"right"/);
  });

  it('says at the end what was wrong and why', async () => {
    const result = await answerAll(zhao, await start(zhao), () => false);
    expect(textOf(result)).toMatch(/答对 0\/3（0%），要 60% 合格。[\s\S]*从明天起可以再答一次/);
    expect(textOf(result)).toMatch(/第 1 题[\s\S]*你选：[AB] 错的\d[\s\S]*正确：[AB] 对的\d[\s\S]*理由\d/);
    await work.slack.as(zhao).click('training.quizStart', { message: result });
    await seen(work.slack.as(zhao), says('第二次要到明天才能答'), 'the word that it is too early');
    const passed = await answerAll(maria, await start(maria), (nth) => nth > 0);
    expect(textOf(passed)).toContain('2 of 3 right (66%): passed');
    expect(await passedNow()).toEqual([maria]);
    // Who was there and has not passed has not completed the course that another one asks for.
    const lacking = await missingFor(work.ctx, { before: [course] }, [chen, maria, zhao]);
    expect([...lacking.keys()].sort()).toEqual([chen, zhao].sort());
  });

  it('has a second try the next day, with new questions; the better one counts', async () => {
    const first = (await quizOf(zhao)).tries[0]?.asked.map((one) => one.id) ?? [];
    await work.moveTo('2026-03-13T08:30:00+08:00');
    const person = work.slack.as(zhao);
    await person.command('/training');
    await seen(person, says('小测：用电安全'), 'the list');
    const card = await start(zhao);
    const second = (await quizOf(zhao)).tries[1]?.asked.map((one) => one.id) ?? [];
    expect(second).toHaveLength(3);
    expect(second.filter((one) => first.includes(one))).toHaveLength(1);
    const result = await answerAll(zhao, card, () => true);
    expect(textOf(result)).toMatch(/答对 3\/3（100%），合格[\s\S]*每道都对/);
    expect(JSON.stringify(result.blocks)).not.toContain('training.quizStart');
    expect(await passedNow()).toEqual([maria, zhao].sort());
  });

  it('shows its officer who has passed, and nobody else', async () => {
    const chair = work.slack.as(admin);
    await chair.command('/training', 'manage');
    await seen(chair, says('用电安全'), 'the list');
    await chair.click('training.open:0');
    await modalOf(chair, has('training.quizResults'), 'the page');
    await chair.click('training.quizResults', { in: 'modal' });
    const page = await modalOf(chair, says('合格 2 人，还没合格 0 人，还没答 1 人'), 'the results');
    expect(textOf(page.blocks)).toMatch(/合格\* 赵大力（100%）、Maria Santos（66%）[\s\S]*还没答\* 陈小梅/);
    await chair.closeModal(true);
    await expect(quizResults(work.ctx, await actor(work, li), id)).rejects.toThrow('isn’t one you manage');
  });

  it('is asked of whoever was there after all, too', async () => {
    await correct(work.ctx, await actor(work, admin), id, officer, 'present', '没签上');
    await noticeOf(work.slack.as(officer), '“用电安全”的小测', 'training.quizStart');
    expect(await deliveries(work.ctx).countDocuments({ kind: 'training.quiz' })).toBe(4);
  });

  it('of a course of several dates that are all needed is asked when the last has closed', async () => {
    const include = [`member:${chen}`, `member:${maria}`];
    const facts = {
      topic: '特训',
      kind: 'camp' as const,
      startsAt: new Date('2026-03-16T14:00:00+08:00'),
      trainer: li,
    };
    const dates = await openCourseOf(work, { include, repeat: 'day', times: 2, facts });
    const [{ course: camp = '' } = {}] = dates;
    const { quiz } = (await courseNow()).terms ?? {};
    await courses(work.ctx).updateOne({ _id: camp }, { $set: { terms: { needed: 'all', quiz } } });
    for (const [nth, { _id }] of dates.entries()) {
      await moveAll(
        work.ctx,
        _id,
        [chen, maria].map((member) => ({ do: 'sign-up', member }) as const),
      );
      await work.moveTo(`2026-03-${16 + nth}T14:05:00+08:00`);
      for (const member of nth === 0 ? [chen] : [chen, maria])
        await mark(work.ctx, await actor(work, li), _id, member, 'present');
      await work.moveTo(`2026-03-${16 + nth}T16:30:00+08:00`);
      await tick(work.ctx);
      await vi.waitFor(async () => expect((await sessionOf(work, _id)).news).toEqual([]), { timeout: SOON });
      const invited = await courseQuizzes(work.ctx).find({ course: camp }).lean();
      expect(invited.map((one) => one.member)).toEqual(nth === 0 ? [] : [chen]);
    }
  });

  it('may be added when all dates are over: whoever was there is asked then', async () => {
    const startsAt = new Date('2026-03-18T14:00:00+08:00');
    const [made] = await openCourseOf(work, {
      include: [`member:${chen}`],
      facts: { topic: '急救', startsAt, trainer: li },
    });
    const { _id = '', course: first = '' } = made ?? {};
    await moveAll(work.ctx, _id, [{ do: 'sign-up', member: chen }]);
    await work.moveTo('2026-03-18T14:05:00+08:00');
    await mark(work.ctx, await actor(work, li), _id, chen, 'present');
    await work.moveTo('2026-03-18T16:30:00+08:00');
    await tick(work.ctx);
    const chair = work.slack.as(admin);
    await chair.command('/training', 'manage');
    const list = await seen(chair, says('急救'), 'the list');
    await chair.click('training.open:0', { message: list });
    await openWhole(chair);
    await chair.click('training.terms', { in: 'modal' });
    await modalOf(chair, has('"quizBank"'), 'the form');
    await chair.submit({ quizBank: ['用电题库'], quizCount: '2', quizPass: '60' });
    const page = await modalOf(chair, says('课程设置已保存'), 'the whole course');
    expect(textOf(page.blocks)).toMatch(/急救[\s\S]*14:00–15:00[\s\S]*打开/);
    await chair.closeModal(true);
    await vi.waitFor(
      async () =>
        expect(await courseQuizzes(work.ctx).findOne({ course: first }).lean()).toMatchObject({ member: chen }),
      { timeout: SOON },
    );
  });

  it('is asked of who has made up for the date, too', async () => {
    const [missed] = await openCourseOf(work, {
      include: [`member:${maria}`],
      facts: { topic: '电梯', startsAt: new Date('2026-03-19T14:00:00+08:00'), trainer: li },
    });
    const { quiz } = (await courseNow()).terms ?? {};
    await courses(work.ctx).updateOne({ _id: missed?.course ?? '' }, { $set: { terms: { needed: 'each', quiz } } });
    await moveAll(work.ctx, missed?._id ?? '', [{ do: 'sign-up', member: maria }]);
    await work.moveTo('2026-03-19T16:30:00+08:00');
    await tick(work.ctx);
    const makesUp = [missed?._id ?? ''];
    const [later] = await openCourseOf(work, {
      include: [`member:${maria}`],
      makesUp,
      facts: { topic: '电梯补课', startsAt: new Date('2026-03-20T14:00:00+08:00'), trainer: li },
    });
    await moveAll(work.ctx, later?._id ?? '', [{ do: 'sign-up', member: maria }]);
    await work.moveTo('2026-03-20T14:05:00+08:00');
    await mark(work.ctx, await actor(work, li), later?._id ?? '', maria, 'present');
    await work.moveTo('2026-03-20T16:30:00+08:00');
    await tick(work.ctx);
    const invited = async () =>
      (
        await courseQuizzes(work.ctx)
          .find({ course: missed?.course ?? '' })
          .lean()
      ).length;
    await expect.poll(invited, { timeout: SOON }).toBe(1);
  });
});
