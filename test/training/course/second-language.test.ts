import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeSession } from '../../../src/features/training/change/service/change.ts';
import { copyCourse } from '../../../src/features/training/course/copy/service.ts';
import { emptyDraft, newCourseId, saveDraft } from '../../../src/features/training/course/service/courses.ts';
import { courses } from '../../../src/features/training/model.ts';
import { calendarOf } from '../../../src/features/training/session/service/calendar.ts';
import { factsOf } from '../../../src/features/training/session/service/facts.ts';
import { actor, has, modalOf, says, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { noticeOf, openCourseOf, sessionOf } from '../classroom.ts';

let work: Workplace;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http' });
});
afterAll(() => work.close());

const english = { locale: 'en' as const, words: { topic: 'Electrical safety', about: 'Bring your pass.' } };

describe('a course in two languages', { timeout: 90_000 }, () => {
  let id: string;
  let course: string;

  it('invites each person in their own', async () => {
    const [session] = await openCourseOf(work, {
      about: '带工作证。',
      include: [`member:${PEOPLE.maria}`, `member:${PEOPLE.zhao}`],
      facts: { startsAt: new Date('2026-03-10T14:00:00+08:00'), duration: 120, second: english },
    });
    id = session?._id ?? '';
    course = session?.course ?? '';
    const card = await noticeOf(work.slack.as(PEOPLE.maria), 'Electrical safety', 'training.join');
    expect(JSON.stringify(card)).toContain('Bring your pass.');
    expect(JSON.stringify(card)).not.toContain('安全用电');
    expect(JSON.stringify(await noticeOf(work.slack.as(PEOPLE.zhao), '安全用电', 'training.join'))).not.toContain(
      'pass',
    );
  });

  it('stands so in the list and in the calendar file', async () => {
    const maria = work.slack.as(PEOPLE.maria);
    await maria.command('/jy', 'training');
    await seen(maria, (one) => says('Electrical safety')(one) && has('training.open')(one), 'what is open');
    const session = await sessionOf(work, id);
    const [who, other] = [await actor(work, PEOPLE.maria), await actor(work, PEOPLE.zhao)];
    expect(await calendarOf(work.ctx, who, session)).toMatchObject({
      title: 'Electrical safety',
      description: 'Bring your pass.',
    });
    expect(await calendarOf(work.ctx, other, session)).toMatchObject({ title: '安全用电', description: '带工作证。' });
  });

  it('keeps both when something else is changed, and a copy has them', async () => {
    const admin = await actor(work, PEOPLE.admin);
    const before = await sessionOf(work, id);
    await changeSession(work.ctx, admin, id, 1, { ...factsOf(before), where: '二楼' });
    expect((await sessionOf(work, id)).second).toEqual(english);
    const { course: copy } = await copyCourse(work.ctx, admin, course);
    expect(copy.facts.second).toEqual(english);
  });

  it('is asked for at first where the audience reads it, and kept whatever else is typed', async () => {
    const admin = await actor(work, PEOPLE.admin);
    const draft = emptyDraft(admin);
    const facts = { ...draft.facts, topic: '急救', where: '三楼' };
    const { _id } = await saveDraft(work.ctx, admin, newCourseId(), {
      ...draft,
      facts,
      include: [`member:${PEOPLE.maria}`],
    });
    const officer = work.slack.as(PEOPLE.admin);
    await officer.command('/jy', 'training manage');
    const list = await seen(officer, has(_id), 'the list');
    await officer.click('急救', { message: list }).catch(() => officer.click('training.course:0', { message: list }));
    await modalOf(officer, has('training.draft'), 'the draft');
    await officer.click('training.draft', { in: 'modal' });
    await modalOf(officer, has('"secondTopic"'), 'the form');
    await officer.submit({ secondTopic: 'First aid' });
    expect((await courses(work.ctx).findById(_id).lean())?.facts).toMatchObject({
      topic: '急救',
      second: { locale: 'en', words: { topic: 'First aid' } },
    });
  });
});
