import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyCourse } from '../../../src/features/training/course/copy/service.ts';
import { emptyDraft, saveDraft } from '../../../src/features/training/course/service/courses.ts';
import { courses } from '../../../src/features/training/model.ts';
import { actor, has, modalOf, SOON, says } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { fillForm, openCourseOf, seconds } from '../classroom.ts';

const { admin } = PEOPLE;

let work: Workplace;
let id = '';
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-11T09:00:00+08:00', bot: 'http' });
  const chair = work.slack.as(admin);
  const fields = { topic: '原题', include: ['全体'], where: '二楼', startsAt: seconds('2026-03-20T14:00') };
  await fillForm(chair, fields);
  await modalOf(chair, has('training.publish'), 'the draft');
  id = (await courses(work.ctx).findOne({ state: 'draft' }).lean())?._id ?? '';
});
afterAll(() => work.close());

const topicOf = async () => (await courses(work.ctx).findOne({ _id: id }).lean())?.facts.topic;

/** The same officer saves the draft on another device. */
async function savesElsewhere(topic: string): Promise<void> {
  const who = await actor(work, admin);
  const draft = emptyDraft(who);
  await saveDraft(work.ctx, who, id, { ...draft, include: ['all'], facts: { ...draft.facts, topic } });
}

describe('a draft that is saved on another device while its form is open', { timeout: 60_000 }, () => {
  it('stands when the form is closed', async () => {
    const chair = work.slack.as(admin);
    await chair.click('training.draft', { in: 'modal' });
    await modalOf(chair, has('"topic"'), 'the form');
    await savesElsewhere('新题');
    await chair.closeModal();
    await modalOf(chair, has('training.publish'), 'the page');
    expect(await topicOf()).toBe('新题');
  });

  it('is asked about before it is written over, and stands when the officer leaves it at that', async () => {
    const chair = work.slack.as(admin);
    await chair.click('training.draft', { in: 'modal' });
    await modalOf(chair, has('"topic"'), 'the form');
    await savesElsewhere('更新的题');
    await chair.submit({ topic: '手机上的题' });
    await modalOf(chair, says('这份草稿刚在别处保存过'), 'the question');
    expect(await topicOf()).toBe('更新的题');
    await chair.closeModal();
    await modalOf(chair, has('training.publish'), 'the page');
    expect(await topicOf()).toBe('更新的题');
    await chair.click('training.draft', { in: 'modal' });
    await modalOf(chair, says('更新的题'), 'the form');
    await savesElsewhere('又一题');
    await chair.submit({ topic: '手机上的题' });
    const asked = await modalOf(chair, says('这份草稿刚在别处保存过'), 'the question');
    expect(JSON.stringify(asked)).toContain('手机上的题');
    await chair.submit({});
    await expect.poll(topicOf, { timeout: SOON }).toBe('手机上的题');
    await chair.closeModal(true);
  });

  it('is kept in a form that is told what is missing, and submitted again', async () => {
    const chair = work.slack.as(admin);
    const first = await chair.command('/training', 'new').then(() => modalOf(chair, has('"topic"'), 'the form'));
    expect(first).toBeDefined();
    const fields = { topic: '第二份', include: ['全体'], where: '二楼' };
    const past = await chair.submit({ ...fields, startsAt: seconds('2026-03-20T14:00'), more: '2025-04-27 10:00' });
    expect(past.errors?.more).toContain('已经过了');
    await chair.submit({ more: '2026-04-27 10:00' });
    await modalOf(chair, has('training.publish'), 'the draft');
    expect(await courses(work.ctx).countDocuments({ 'facts.topic': '第二份' })).toBe(1);
    await chair.closeModal(true);
  });

  it('has a topic that can be seen, and an id', async () => {
    const chair = work.slack.as(admin);
    await chair.command('/training', 'new');
    await modalOf(chair, has('"topic"'), 'the form');
    const unseen = await chair.submit({ topic: '\u3164\u200b', where: '\u2063', include: ['全体'] });
    expect(Object.keys(unseen.errors ?? {})).toEqual(expect.arrayContaining(['topic', 'where']));
    await chair.closeModal(true);
    const who = await actor(work, admin);
    await expect(saveDraft(work.ctx, who, '', emptyDraft(who))).rejects.toThrow('no such session');
  });
});

it('one more draft of a course is one, however often the button is pressed', { timeout: 60_000 }, async () => {
  const facts = { topic: '叉车', startsAt: new Date('2026-03-20T14:00:00+08:00') };
  const source = (await openCourseOf(work, { facts }))[0]?.course ?? '';
  const who = await actor(work, admin);
  await copyCourse(work.ctx, who, source);
  await Promise.all([1, 2, 3].map(() => copyCourse(work.ctx, who, source, 'V1')));
  expect(await courses(work.ctx).countDocuments({ _id: new RegExp(`^${source}-again`) })).toBe(2);
});
