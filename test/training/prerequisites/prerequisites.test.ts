import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { textOf } from '../../../playground/client.ts';
import type { ModalView } from '../../../playground/protocol.ts';
import { changeSession } from '../../../src/features/training/change/service/change.ts';
import { saveTerms } from '../../../src/features/training/course/service/terms.ts';
import { courses, type Session, sessions } from '../../../src/features/training/model.ts';
import { goesRound, missingOf } from '../../../src/features/training/prerequisites/rules.ts';
import { signUpForAll } from '../../../src/features/training/seats/service/join-all.ts';
import { gathered, moveSeat } from '../../../src/features/training/seats/service/seats.ts';
import { tick } from '../../../src/features/training/service/tick.ts';
import { factsOf } from '../../../src/features/training/session/service/facts.ts';
import { record } from '../../../src/participation/ledger/service.ts';
import { actor, has, modalOf, says, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { openCourseOf, openWhole, seatsOf, sessionOf, signUp } from '../classroom.ts';

const { mark } = gathered;

const { admin, chen, maria, zhao } = PEOPLE;

describe('prerequisites', () => {
  test.each([
    [{}, [], 0, []],
    [{ before: ['a', 'b'] }, ['a'], 0, [{ what: 'course', course: 'b' }]],
    [{ points: 30 }, [], 29, [{ what: 'points', needed: 30, has: 29 }]],
    [{ points: 30 }, [], 30, []],
    [{ before: ['a'], points: 30 }, ['a'], 100, []],
  ])('%j, with %j and %i points', (asked, completed, points, missing) => {
    expect(missingOf(asked, { completed: new Set(completed), points })).toEqual(missing);
  });

  test('never go round in a circle', () => {
    const before = new Map([
      ['b', ['c']],
      ['c', ['a']],
      ['d', ['d']],
    ]);
    expect([goesRound('a', ['b'], before), goesRound('a', ['a'], before)]).toEqual([true, true]);
    expect([goesRound('x', ['b', 'd'], before), goesRound('x', [], before)]).toEqual([false, false]);
  });
});

let work: Workplace;
let basics: Session;
let advanced: Session;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http' });
  const include = [chen, maria, zhao].map((user) => `member:${user}`);
  const courseAt = async (topic: string, at: string, more: { times?: number; capacity?: number } = {}) => {
    const facts = { topic, startsAt: new Date(at), duration: 60 };
    const { times = 1 } = more;
    const [made] = await openCourseOf(work, { include, facts, repeat: times > 1 ? 'week' : 'once', times });
    if (made === undefined) throw new Error('no session');
    return made;
  };
  basics = await courseAt('安全入门', '2026-03-04T14:00:00+08:00');
  advanced = await courseAt('高压作业', '2026-03-20T14:00:00+08:00', { times: 2 });
});
afterAll(() => work.close());

const join = async (user: string) => signUp(work.ctx, await actor(work, user), advanced._id, true);

describe('a course that asks for another one, and for points', { timeout: 90_000 }, () => {
  it('is made so by the form, with a search among the officer’s courses; a circle is refused', async () => {
    await saveTerms(work.ctx, await actor(work, admin), basics.course, 0, {
      needed: 'each',
      before: [advanced.course],
    });
    const officer = work.slack.as(admin);
    await officer.command('/training', 'manage');
    const list = await seen(officer, says('高压作业'), 'the list');
    await officer.click('training.open:1', { message: list });
    await openWhole(officer);
    await officer.click('training.terms', { in: 'modal' });
    await modalOf(officer, has('training.courseBefore'), 'the form');
    const round = await officer.submit({ before: ['安全入门'], points: '30' });
    expect(JSON.stringify(round.errors)).toContain('这样会绕回来');
    await saveTerms(work.ctx, await actor(work, admin), basics.course, 1, { needed: 'each' });
    expect(JSON.stringify((await officer.submit({ points: '0' })).errors)).toContain('请写 1 到 100000');
    await officer.submit({ points: '30' });
    await modalOf(officer, says('课程设置已保存'), 'the page');
    await officer.closeModal(true);
    expect((await courses(work.ctx).findById(advanced.course).lean())?.terms).toEqual({
      needed: 'each',
      before: [basics.course],
      points: 30,
    });
  });

  it('says on the card what is missing and what to do, before anybody presses', async () => {
    const person = work.slack.as(chen);
    await person.command('/training');
    const list = await seen(person, says(/可以报名[\s\S]*高压作业/), 'the list');
    expect(list.text).toContain('安全入门');
    await person.click('training.open:2', { message: list });
    const page = await modalOf(person, says('报名前请先完成“安全入门”。'), 'the page');
    expect(textOf(page.blocks)).toContain('近一年每日一题满 30 分才能报名，你现在 0 分，还差 30 分。');
    expect(JSON.stringify(page)).not.toContain('training.join');
    await person.click('training.before', { in: 'modal' });
    const isThere = (view: ModalView) => says('安全入门')(view) && !says('报名前请先完成')(view);
    await modalOf(person, isThere, 'the way there');
    await person.closeModal(true);
    await expect(join(chen)).rejects.toThrow(
      'Complete “安全入门” before you sign up. To sign up you need 30 quiz points',
    );
    await expect(signUpForAll(work.ctx, await actor(work, chen), advanced.course, false)).rejects.toThrow(
      'Complete “安全入门”',
    );
  });

  it('asks the officer who puts somebody on the list without it, or while they are elsewhere and on shift', async () => {
    const { startsAt } = await sessionOf(work, advanced._id);
    const [other] = await openCourseOf(work, { include: [`member:${zhao}`], facts: { topic: '叉车', startsAt } });
    await moveSeat(work.ctx, other?._id ?? '', { do: 'sign-up', member: zhao });
    const officer = work.slack.as(admin);
    await officer.command('/training', 'manage');
    const list = await seen(officer, says('高压作业'), 'the list');
    await officer.click('training.open:1', { message: list });
    await modalOf(officer, says('高压作业'), 'the page');
    await officer.click('training.addForm', { in: 'modal' });
    await modalOf(officer, has('training.person'), 'the form');
    await officer.submit({ people: ['赵大力'] });
    const asked = await modalOf(officer, says('还没有加上'), 'the question');
    expect(textOf(asked.blocks)).toMatch(
      /赵大力：没有完成“安全入门”，每日一题 0 分，不到 30 分，.*14:00–1\d:00 已报名“叉车”，.*14:00 当班/,
    );
    expect(await seatsOf(work, advanced._id)).toEqual([]);
    await officer.submit({});
    await modalOf(officer, says('已加上'), 'the page');
    await officer.closeModal(true);
    expect(await seatsOf(work, advanced._id)).toEqual([`${zhao} held`]);
  });

  it('is open to who has completed it, by a make-up of a renamed course as well, and has the points', async () => {
    const chair = await actor(work, admin);
    const before = await sessionOf(work, basics._id);
    await changeSession(work.ctx, chair, basics._id, 1, { ...factsOf(before), topic: '安全入门（新）' });
    for (const member of [chen, maria]) await moveSeat(work.ctx, basics._id, { do: 'sign-up', member });
    await work.moveTo('2026-03-04T14:20:00+08:00');
    await mark(work.ctx, chair, basics._id, maria, 'present');
    await work.moveTo('2026-03-04T16:01:00+08:00');
    await tick(work.ctx);
    const entry = {
      feature: 'quiz',
      kind: 'answer',
      minutes: 0,
      streak: true,
      outcome: {},
      at: new Date(),
      points: 30,
    };
    for (const member of [chen, maria])
      await record(work.ctx, { ...entry, member, activity: 'run', key: `quiz.answer-${member}` }, {});
    expect(await join(maria)).toMatchObject({ outcome: 'held' });
    await expect(join(chen)).rejects.toThrow('Complete “安全入门（新）” before you sign up.');
    // A make-up, as one is published.
    const [makeUp] = await openCourseOf(work, {
      include: [],
      makesUp: [basics._id],
      facts: { topic: '安全入门（补）', startsAt: new Date('2026-03-06T14:00:00+08:00'), duration: 60 },
    });
    const id = makeUp?._id ?? '';
    await moveSeat(work.ctx, id, { do: 'sign-up', member: chen });
    await work.moveTo('2026-03-06T14:20:00+08:00');
    await mark(work.ctx, chair, id, chen, 'late');
    expect(await join(chen)).toMatchObject({ outcome: 'held' });
    expect(await sessions(work.ctx).countDocuments({ makesUp: basics._id })).toBe(1);
  });
});
