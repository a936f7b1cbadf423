import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { textOf } from '../../../playground/client.ts';

import { courses, sessions } from '../../../src/features/training/model.ts';
import { actor, has, makeBank, modalOf, SOON, says, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { fillForm, noticeOf, openCourseOf, openWhole, seatsOf, seconds, signUp } from '../classroom.ts';

const { admin, chen, maria, zhao } = PEOPLE;

describe('a course that asks for a self-study', { timeout: 90_000 }, () => {
  let work: Workplace;
  let session = '';
  beforeAll(async () => {
    work = await openWorkplace({ at: '2026-03-11T09:00:00+08:00', bot: 'http' });
    await makeBank(work, '安全题库', '题型,题干,选项A,选项B,答案,分类\n单选,先断什么？,电源,水源,A,用电');
    const chair = work.slack.as(admin);
    await fillForm(chair, { topic: '断电自救', kind: 'self-study', minutes: '30', include: ['全体'], duration: '' });
    await modalOf(chair, says('请点“材料和检查题”'), 'the draft');
    await chair.click('training.terms', { in: 'modal' });
    await modalOf(chair, has('"studyLink"'), 'the form');
    const fields = { studyLink: 'https://example.com/a', studyMinutes: '15', studyBank: '先断' };
    await chair.submit({ ...fields, studyUntil: seconds('2026-03-13T17:00') });
    await modalOf(chair, has('training.publish'), 'the preview');
    await chair.click('training.publish', { in: 'modal' });
    await modalOf(chair, says('正在发布'), 'the word');
    await vi.waitFor(async () => expect(await courses(work.ctx).countDocuments({ state: 'published' })).toBe(1), {
      timeout: SOON,
    });
    await chair.closeModal(true);
    const startsAt = new Date('2026-03-20T14:00:00+08:00');
    const include = [chen, maria].map((user) => `member:${user}`);
    session =
      (await openCourseOf(work, { include, facts: { topic: '带电作业', startsAt, duration: 60 } }))[0]?._id ?? '';
  });
  afterAll(() => work.close());

  it('is made so by the form, which finds the self-study by its topic', async () => {
    const chair = work.slack.as(admin);
    await chair.command('/training', 'manage');
    const list = await seen(chair, says('带电作业'), 'the list');
    await chair.click('training.open:0', { message: list });
    await openWhole(chair);
    await chair.click('training.terms', { in: 'modal' });
    await modalOf(chair, has('training.courseBefore'), 'the form');
    await chair.submit({ before: ['断电自救'] });
    await modalOf(chair, says('课程设置已保存'), 'the page');
    await chair.click('training.terms', { in: 'modal' });
    expect(JSON.stringify(await modalOf(chair, has('training.courseBefore'), 'the form'))).toContain('断电自救');
    await chair.closeModal(true);
  });

  it('leads who has not done it to it, and is open to who has', async () => {
    const worker = work.slack.as(chen);
    const who = await actor(work, chen);
    await expect(signUp(work.ctx, who, session, true)).rejects.toThrow('Complete “断电自救” before you sign up');
    await worker.command('/training');
    const list = await seen(worker, says(/可以报名[\s\S]*带电作业/), 'the list');
    await worker.click('training.open:1', { message: list });
    const page = await modalOf(worker, says('报名前请先完成“断电自救”。'), 'the page');
    expect(JSON.stringify(page)).not.toContain('training.join');
    await worker.click('training.before', { in: 'modal' });
    await modalOf(worker, has('training.begin'), 'the self-study');
    await worker.click('training.begin', { in: 'modal' });
    await modalOf(worker, says('09:00 开始'), 'the beginning');
    await work.moveTo('2026-03-11T09:16:00+08:00');
    await worker.click('training.finish', { in: 'modal' });
    await modalOf(worker, says('先断什么？'), 'the question');
    await expect(signUp(work.ctx, who, session, true)).rejects.toThrow('Complete “断电自救”');
    await worker.click('training.studyAnswer:0', { in: 'modal' });
    await modalOf(worker, says('学完，答对了'), 'the word');
    await worker.closeModal();

    // Back on the page, which was drawn before.
    await modalOf(worker, says('报名前请先完成“断电自救”。'), 'the page');
    await worker.click('training.before', { in: 'modal' });
    const open = await modalOf(worker, has('training.join'), 'the page');
    expect(textOf(open.blocks)).not.toContain('请先完成');
    await worker.click('training.join', { in: 'modal' });
    await expect.poll(() => seatsOf(work, session), { timeout: SOON }).toEqual([`${chen} held`]);
  });

  it('asks the officer who puts somebody on the list without it', async () => {
    const chair = work.slack.as(admin);
    await chair.command('/training', 'manage');
    const list = await seen(chair, says('带电作业'), 'the list');
    await chair.click('training.open:0', { message: list });
    await modalOf(chair, says('带电作业'), 'the page');
    await chair.click('training.addForm', { in: 'modal' });
    await modalOf(chair, has('training.person'), 'the form');
    await chair.submit({ people: ['Maria'] });
    await modalOf(chair, says('Maria Santos：没有完成“断电自救”'), 'the question');
    expect(await sessions(work.ctx).countDocuments({ 'seats.member': maria })).toBe(0);
  });

  it('draws the notice anew, where it was pressed, when the self-study is done', async () => {
    const worker = work.slack.as(zhao);
    const study = (await courses(work.ctx).findOne({ 'facts.kind': 'self-study' }).lean())?._id ?? '';
    const facts = { topic: '登高作业', startsAt: new Date('2026-03-23T14:00:00+08:00'), duration: 60 };
    await openCourseOf(work, { include: [`member:${zhao}`], facts }, admin, { needed: 'each', before: [study] });
    const card = await noticeOf(worker, '报名前请先完成“断电自救”。', 'training.before');
    await worker.click('training.before', { message: card });
    await modalOf(worker, has('training.begin'), 'the self-study');
    await worker.click('training.begin', { in: 'modal' });
    await modalOf(worker, says('09:16 开始'), 'the beginning');
    await work.moveTo('2026-03-11T09:32:00+08:00');
    await worker.click('training.finish', { in: 'modal' });
    await modalOf(worker, says('先断什么？'), 'the question');
    await worker.click('training.studyAnswer:0', { in: 'modal' });
    await modalOf(worker, says('学完，答对了'), 'the word');
    await worker.closeModal(true);
    await worker.click('training.before', { message: card });
    await seen(worker, (one) => one.ts === card.ts && has('training.join')(one), 'the notice with its button');
  });
});
