import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { textOf } from '../../../playground/client.ts';
import type { Message } from '../../../playground/protocol.ts';
import { deliveries } from '../../../src/delivery/model.ts';
import { courses, sessions } from '../../../src/features/training/model.ts';
import { numbersOf } from '../../../src/features/training/numbers/service/numbers.ts';
import type { StudyTerms } from '../../../src/features/training/rules/terms.ts';
import { tick } from '../../../src/features/training/service/tick.ts';
import { studies } from '../../../src/features/training/study/model.ts';
import {
  againAt,
  finishBy,
  minutesLeft,
  type Progress,
  readyAt,
  remindsAt,
  stageOf,
  studyFaults,
} from '../../../src/features/training/study/rules.ts';
import { answerStudy, beginStudy } from '../../../src/features/training/study/service/study.ts';
import { ledger } from '../../../src/participation/ledger/model.ts';
import { actor, has, makeBank, modalOf, SOON, says, seen } from '../../helpers/quiz-day.ts';
import { limitToBranch, openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { fillForm, noticeOf, seconds } from '../classroom.ts';

const { admin, officer, chen, maria, zhao } = PEOPLE;
const TOM = 'U0QH2004';
const at = (text: string) => new Date(`2026-03-${text}:00+08:00`);

describe('where a person stands with a self-study', () => {
  const until = at('20T17:00');
  const beganAt = at('20T16:50');
  const doneAt = at('20T17:10');
  test.each([
    ['new', undefined, '20T16:59'],
    ['closed', undefined, '20T17:00'],
    ['reading', { beganAt }, '20T17:30'],
    ['reading', { beganAt }, '21T16:59'],
    ['closed', { beganAt }, '21T17:00'],
    ['asked', { beganAt, doneAt }, '20T17:30'],
    ['again', { beganAt, doneAt, againAt: at('20T17:40') }, '20T17:39'],
    ['asked', { beganAt, doneAt, againAt: at('20T17:40') }, '20T17:40'],
    ['closed', { beganAt, doneAt }, '21T17:00'],
    ['passed', { beganAt, doneAt, passedAt: doneAt }, '30T17:00'],
  ] as [string, Progress | undefined, string][])('is %s', (stage, progress, now) => {
    expect(stageOf({ until }, progress, at(now))).toBe(stage);
  });

  test('measures what is missing in whole minutes, begun ones counted', () => {
    expect(readyAt({ minutes: 15 }, { beganAt })).toEqual(at('20T17:05'));
    fc.assert(
      fc.property(fc.nat(3_600_000), (ms) => {
        const left = minutesLeft(new Date(beganAt.getTime() + ms), beganAt);
        expect(left * 60_000).toBeGreaterThanOrEqual(ms);
        expect((left - 1) * 60_000).toBeLessThan(ms);
      }),
    );
    expect(minutesLeft(beganAt, at('20T17:00'))).toBe(0);
  });

  test('is reminded a day before the end, unless it was published later than that', () => {
    expect(remindsAt(until, at('01T09:00'))).toEqual(at('19T17:00'));
    expect(remindsAt(until, at('19T17:00'))).toBeUndefined();
  });

  test.each([
    [1, 1],
    [3, 2],
    [15, 8],
    [240, 15],
  ])('with %i minutes answers again after %i', (minutes, wait) => {
    expect(againAt({ minutes }, beganAt).getTime() - beganAt.getTime()).toBe(wait * 60_000);
  });

  test('has a form that says what is wrong in it', () => {
    const fine = { link: 'https://a.cn/b', minutes: 15, until, question: '', hint: '' };
    const faults = (changes: Partial<StudyTerms>, isQuestion = true) =>
      studyFaults({ ...fine, ...changes }, isQuestion, beganAt);
    expect(faults({})).toEqual([]);
    expect(faults({ link: 'a.cn' }, false)).toEqual(['studyLink', 'studyQuestion']);
    for (const minutes of [0, 1.5, 241, Number.NaN]) expect(faults({ minutes })).toEqual(['studyMinutes']);
    expect(faults({ until: beganAt })).toEqual(['studyUntil']);
    expect(finishBy(until)).toEqual(at('21T17:00'));
  });
});

describe('a self-study from the form to the ledger', { timeout: 90_000 }, () => {
  let work: Workplace;
  let id = '';
  beforeAll(async () => {
    work = await openWorkplace({ at: '2026-03-11T09:00:00+08:00', bot: 'http' });
    await limitToBranch(work);
    await makeBank(work, '安全题库', '题型,题干,选项A,选项B,答案,分类\n单选,先断什么？,电源,水源,A,用电');
  });
  afterAll(() => work.close());

  const entries = () => ledger(work.ctx).find({ feature: 'training', category: 'self-study' }).lean();
  const cardOf = (user: string, button: string) => noticeOf(work.slack.as(user), /断电自救/, button);
  const press = async (user: string, what: string, then: string | RegExp) => {
    const person = work.slack.as(user);
    const card = await cardOf(user, what);
    await person.click(what, { message: card });
    return seen(person, (one) => one.ts === card.ts && says(then)(one), `${then}`);
  };

  it('needs neither hour nor place nor trainer, but material and a question', async () => {
    const chair = work.slack.as(admin);
    await fillForm(chair, {
      topic: '断电自救 <!channel>',
      kind: 'self-study',
      minutes: '30',
      include: ['全体'],
      must: ['Tom'],
      duration: '',
    });
    const page = await modalOf(chair, says('请点“材料和检查题”'), 'the draft');
    expect(JSON.stringify(page)).not.toContain('training.publish');
    await chair.click('training.terms', { in: 'modal' });
    await modalOf(chair, has('"studyLink"'), 'the form');
    const fields = { studyLink: 'example.com', studyMinutes: '15', studyUntil: seconds('2026-03-13T17:00') };
    const { errors } = await chair.submit({ ...fields, studyQuestion: '先断什么？' });
    expect(Object.keys(errors ?? {}).sort()).toEqual(['studyLink', 'studyQuestion']);
    await chair.submit({ studyLink: 'https://example.com/a?b=1&c=2', studyBank: '先断', studyHint: '看第二段 <@U1>' });
    const ready = await modalOf(chair, has('training.publish'), 'the preview');
    expect(textOf(ready.blocks)).toMatch(/14 人会收到[\s\S]*至少 15 分钟，再答一道题 · 计 30 分钟[\s\S]*先断什么？/);
    await chair.click('training.publish', { in: 'modal' });
    await modalOf(chair, says('正在发布'), 'the word');
    await expect.poll(() => courses(work.ctx).countDocuments({ state: 'published' }), { timeout: SOON }).toBe(1);
    await chair.closeModal(true);
    id = (await courses(work.ctx).findOne({ state: 'published' }).lean())?._id ?? '';
    expect(await sessions(work.ctx).countDocuments({})).toBe(0);
  });

  it('is told to everybody, and neither its key nor a ping leaves the server', async () => {
    const card = await cardOf(chen, 'training.begin');
    expect(textOf(card)).toMatch(/自学 · 看材料至少 15 分钟[\s\S]*\d+月\d+日（周五）17:00 前开始/);
    expect(JSON.stringify(card)).not.toMatch(/<!channel>|example\.com/);
    await noticeOf(work.slack.as(maria), 'at least 15 min, then one question', 'training.begin');
  });

  it('notes when somebody begins, once, and says plainly what is missing', async () => {
    const begun = await press(chen, 'training.begin', '09:00 开始。09:15 起可以点');
    expect(JSON.stringify(begun)).toContain('<https://example.com/a?b=1&amp;c=2|打开材料>');
    await work.moveTo('2026-03-11T09:07:30+08:00');
    await beginStudy(work.ctx, await actor(work, chen), id);
    await press(chen, 'training.finish', '还差 8 分钟');
    await work.restart();
    await work.moveTo('2026-03-11T09:08:30+08:00');
    await press(chen, 'training.finish', '还差 7 分钟');
    expect((await studies(work.ctx).findOne({ member: chen }).lean())?.doneAt).toBeUndefined();
  });

  it('asks then; a wrong answer is explained and may be tried again later, on any device', async () => {
    await work.moveTo('2026-03-11T09:15:30+08:00');
    const asked = await press(chen, 'training.finish', '先断什么？');
    expect(textOf(asked)).toMatch(/A {2}电源[\s\S]*B {2}水源/);
    const wrong = await press(chen, 'training.studyAnswer:1', '没答对，不要紧');
    expect(textOf(wrong)).toMatch(/09:23 起可以再答[\s\S]*提示：看第二段/);
    expect(JSON.stringify(wrong.blocks)).not.toContain('<@U1>');
    const rev = (await courses(work.ctx).findOne({ _id: id }).lean())?.termsRev ?? 0;
    expect((await answerStudy(work.ctx, await actor(work, chen), id, rev, 0)).answered).toBe('early');
    await press(chen, 'training.study', /\n请再看一遍材料/);
    await work.moveTo('2026-03-11T09:24:00+08:00');
    await press(chen, 'training.study', '先断什么？');
    expect((await answerStudy(work.ctx, await actor(work, chen), id, rev - 1, 0)).answered).toBe('stale');
    const right = await press(chen, 'training.studyAnswer:0', '学完，答对了');
    expect(textOf(right)).toContain('30 分钟已记入自学');
  });

  it('is in the ledger once, apart from classes, whatever is pressed or repeated', async () => {
    const rev = (await courses(work.ctx).findOne({ _id: id }).lean())?.termsRev ?? 0;
    const who = await actor(work, chen);
    await Promise.all([1, 2, 3].map(() => answerStudy(work.ctx, who, id, rev, 0)));
    await studies(work.ctx).updateOne({ member: chen }, { $set: { unbooked: true } });
    await tick(work.ctx);
    expect(await entries()).toMatchObject([{ member: chen, kind: 'attend', minutes: 30, points: 5 }]);
    expect(await studies(work.ctx).countDocuments({ unbooked: true })).toBe(0);
    const { all, selfStudy } = await numbersOf(work.ctx, await actor(work, admin), '');
    expect(all.personTimes).toBe(0);
    expect(selfStudy).toMatchObject({ sessions: 1, personTimes: 1, minutes: 30 });
    const worker = work.slack.as(chen);
    await worker.command('/training');
    await seen(worker, says('今年已计 自学 30 分钟'), 'the year');
  });

  it('waits in the list and on App Home, and opens there', async () => {
    const worker = work.slack.as(zhao);
    await worker.command('/training');
    const list = await seen(worker, says(/自学[\s\S]*断电自救/), 'the list');
    await worker.click('training.study:0', { message: list });
    await modalOf(worker, has('training.begin'), 'the self-study');
    await worker.click('training.begin', { in: 'modal' });
    await modalOf(worker, says('09:24 开始'), 'the beginning');
    await worker.closeModal(true);
    await press(zhao, 'training.begin', '09:24 开始。09:39 起');
    expect(await studies(work.ctx).countDocuments({ member: zhao })).toBe(1);
  });

  it('shows its officers how far people are; another branch’s officer does not see it', async () => {
    const chair = work.slack.as(admin);
    await chair.command('/training', 'manage');
    await seen(chair, says(/断电自救[\s\S]*自学 · \d+月\d+日（周五）17:00 前开始/), 'the list');
    await chair.click('training.course:study0');
    const page = await modalOf(chair, says('2 人开始了，1 人学完'), 'the page');
    expect(textOf(page.blocks)).toContain('陈小梅');
    await chair.closeModal(true);
    const other = work.slack.as(officer);
    await other.command('/training', 'manage');
    await seen(other, says('还没有培训'), 'an empty list');
  });

  it('reminds, a day before its end, who must do it and who has begun, once', async () => {
    await work.moveTo('2026-03-12T17:01:00+08:00');
    await tick(work.ctx);
    await work.moveTo('2026-03-13T10:00:00+08:00');
    await seen(
      work.slack.as(zhao),
      says(/还没学完，快截止了：.?断电自救[\s\S]*\d+月\d+日（周六）17:00 前学完/),
      'the reminder',
    );
    await seen(work.slack.as(TOM), says(/Not done yet, and it ends soon: [\s\S]*by 17:00/), 'the reminder');
    await tick(work.ctx);
    const reminded = await deliveries(work.ctx).find({ kind: 'training.remind' }).lean();
    expect(reminded.map((one) => one.recipient).sort()).toEqual([zhao, TOM].sort());
  });

  it('lets whoever has begun in time finish a day later, and nobody begin after its end', async () => {
    await work.moveTo('2026-03-13T17:00:30+08:00');
    await press(TOM, 'training.begin', 'This self-study is closed');
    expect(await studies(work.ctx).countDocuments({ member: TOM })).toBe(0);
    const late = work.slack.as(zhao);
    await late.command('/training');
    const isList = (one: Message) => has('training.study:0')(one) && says('周六）17:00 前学完')(one);
    const list = await seen(late, isList, 'the list');
    await late.click('training.study:0', { message: list });
    await modalOf(late, has('training.finish'), 'the self-study');
    await late.click('training.finish', { in: 'modal' });
    await modalOf(late, says('先断什么？'), 'the question');
    await late.click('training.studyAnswer:0', { in: 'modal' });
    await modalOf(late, says('学完，答对了'), 'the word');
    await late.closeModal(true);
    expect((await entries()).map((one) => one.member).sort()).toEqual([chen, zhao].sort());
  });
});
