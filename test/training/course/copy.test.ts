import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlaygroundPerson } from '../../../playground/client/person.ts';
import { textOf } from '../../../playground/client.ts';
import { changeSession } from '../../../src/features/training/change/service/change.ts';
import { copyCourse, coursesOfYear } from '../../../src/features/training/course/copy/service.ts';
import { openCourse } from '../../../src/features/training/course/service/open-course.ts';
import { reviseCourse } from '../../../src/features/training/course/service/revise.ts';
import { saveTerms } from '../../../src/features/training/course/service/terms.ts';
import { type Course, courses, sessions } from '../../../src/features/training/model.ts';
import { factsOf } from '../../../src/features/training/session/service/facts.ts';
import { actor, has, modalOf, SOON, says, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { cancelAsSeen, leaves, openCourseOf, seatsOf, sessionOf } from '../classroom.ts';

let work: Workplace;
let officer: PlaygroundPerson;
beforeAll(async () => {
  work = await openWorkplace({ at: '2025-03-03T09:00:00+08:00', bot: 'http' });
  officer = work.slack.as(PEOPLE.admin);
});
afterAll(() => work.close());

const draftOf = async (id: string) => {
  const found = await courses(work.ctx).findById(id).lean<Course>();
  if (found === null) throw new Error(`no course ${id}`);
  return found;
};

describe('a course as it was held last year', { timeout: 60_000 }, () => {
  let series = '';
  let talk = '';

  it('is in the list of last year, and is drafted with one tick', async () => {
    const at = (day: string) => new Date(`${day}T14:00:00+08:00`);
    const made = await openCourseOf(work, {
      repeat: 'week',
      times: 3,
      include: ['branch:东湖养殖分会'],
      facts: { topic: '安全用电', startsAt: at('2025-04-01'), duration: 120, capacity: 30, trainer: PEOPLE.officer },
    });
    series = made[0]?.course ?? '';
    await saveTerms(work.ctx, await actor(work, PEOPLE.admin), series, 0, { needed: 'all' });
    const one = await openCourseOf(work, {
      facts: { topic: '<!channel>劳模*宣讲*', startsAt: at('2025-05-06'), trainer: PEOPLE.li },
    });
    talk = one[0]?.course ?? '';
    await work.moveTo('2026-03-02T09:00:00+08:00');
    await officer.command('/training', '管理');
    await seen(officer, has('training.lastYear'), 'the list of sessions');
    await officer.click('training.lastYear');
    const list = await modalOf(officer, says('2025 年办过 2 门课'), 'the courses of last year');
    expect(textOf(list.blocks)).toContain('安全用电');
    await officer.submit({ 'courses-1': [series] });
    const page = textOf((await modalOf(officer, says('已照上一次起草'), 'the draft')).blocks);
    expect(page).toContain('共 3 场');
    await officer.closeModal(true);
    const draft = await draftOf(`${series}-again`);
    expect(draft).toMatchObject({ state: 'draft', repeat: 'week', times: 3, include: ['branch:东湖养殖分会'] });
    expect(draft.terms).toEqual({ needed: 'all' });
    expect(draft.facts).toMatchObject({ topic: '安全用电', capacity: 30, duration: 120, trainer: PEOPLE.officer });
    expect(draft.facts.startsAt).toEqual(at('2026-03-31'));
  });

  it('a second time shows the draft that is there; one more only when asked for', async () => {
    await officer.click('training.lastYear');
    await modalOf(officer, says('2025 年办过'), 'the courses of last year');
    await officer.submit({ 'courses-1': [series] });
    await modalOf(officer, says('没有再建'), 'the draft from before');
    expect(await courses(work.ctx).countDocuments({ state: 'draft' })).toBe(1);
    await officer.click('training.again:another', { in: 'modal' });
    await modalOf(officer, says('已照上一次起草'), 'one more draft');
    expect(await courses(work.ctx).countDocuments({ state: 'draft' })).toBe(2);
    await officer.closeModal(true);
  });

  it('several at once are several drafts; a trainer who has left is nobody', async () => {
    await leaves(work, PEOPLE.li);
    await officer.click('training.lastYear');
    await modalOf(officer, says('2025 年办过'), 'the courses of last year');
    await officer.submit({ 'courses-1': [series, talk] });
    const list = await modalOf(officer, says('已起草 1 份。1 份以前就起草过'), 'the drafts');
    expect(textOf(list.blocks)).toContain('3 份草稿');
    expect(JSON.stringify(list.blocks)).not.toContain('<!channel>');
    expect((await draftOf(`${talk}-again`)).facts.trainer).toBe('');
    await officer.closeModal(true);
  });

  it('pressed by twenty at once, it is one draft', async () => {
    const who = await actor(work, PEOPLE.admin);
    await courses(work.ctx).deleteOne({ _id: `${talk}-again` });
    const all = await Promise.all(Array.from({ length: 20 }, () => copyCourse(work.ctx, who, talk)));
    expect(all.filter((one) => one.isNew)).toHaveLength(1);
  });

  it('is copied as it was held: what was moved and cancelled counts', async () => {
    const who = await actor(work, PEOPLE.admin);
    const startsAt = new Date('2026-04-07T14:00:00+08:00');
    const made = await openCourseOf(work, {
      repeat: 'week',
      times: 3,
      facts: { startsAt, topic: '急救', duration: 60 },
    });
    const [, second, third] = made;
    if (second === undefined || third === undefined) throw new Error('three sessions');
    await cancelAsSeen(work, who, second._id, '停电', false);
    const last = await sessionOf(work, third._id);
    const to = { startsAt: new Date('2026-04-22T09:00:00+08:00'), endsAt: new Date('2026-04-22T10:30:00+08:00') };
    await changeSession(work.ctx, who, third._id, last.version, { ...factsOf(last), ...to, where: '二楼' });
    await work.moveTo('2026-04-30T09:00:00+08:00');
    const { course } = await copyCourse(work.ctx, who, third.course);
    expect(course).toMatchObject({ repeat: 'once', more: '2027-04-21 09:00', facts: { where: '二楼', duration: 90 } });
    expect(course.facts.startsAt).toEqual(new Date('2027-04-06T14:00:00+08:00'));
    expect(await sessions(work.ctx).countDocuments({ course: course._id })).toBe(0);
  });

  it('a self-study is among them, and its end is a year later, too', async () => {
    const who = await actor(work, PEOPLE.admin);
    const until = new Date('2026-05-29T17:00:00+08:00');
    const study = { link: 'https://example.com/a', minutes: 5, until, question: '先断什么？\n* 电源\n水', hint: '' };
    const facts = { kind: 'self-study' as const, topic: '挂牌上锁' };
    await openCourseOf(work, { include: ['member:U0QH1003'], facts }, PEOPLE.admin, { needed: 'each', study });
    const { rows } = await coursesOfYear(work.ctx, who, 2026, 1);
    const source = rows.find((one) => one.facts.topic === '挂牌上锁');
    const { course } = await copyCourse(work.ctx, who, source?._id ?? '');
    expect(course).toMatchObject({ state: 'draft', facts: { kind: 'self-study', topic: '挂牌上锁' } });
    expect(course.terms?.study).toEqual({ ...study, until: new Date('2027-05-28T17:00:00+08:00') });
  });
});

describe('a course with one date for each shift, held again', { timeout: 60_000 }, () => {
  it('has one date for each shift again: what was moved and added counts, what was cancelled does not', async () => {
    const { chen, zhao } = PEOPLE;
    const [early, day, office] = ['06:00-14:30', '07:00-16:00', '08:00-17:30'];
    const who = await actor(work, PEOPLE.admin);
    const whom = { include: [`member:${chen}`], except: [], must: [chen, zhao].map((user) => `member:${user}`) };
    const made = await openCourseOf(work, {
      ...whom,
      repeat: 'shifts',
      more: `2026-05-13 14:30 ${early}\n2026-05-14 16:30 ${day}`,
      facts: { topic: '交接班规范', startsAt: new Date('2026-05-13T14:00:00+08:00') },
    });
    const id = made[0]?.course ?? '';
    const more = `2026-05-15 18:00 ${office}\n2026-05-18 18:00 ${office}`;
    await reviseCourse(work.ctx, who, id, 0, { ...whom, more });
    await openCourse(work.ctx, id);
    await expect.poll(async () => (await draftOf(id)).state, { timeout: SOON }).toBe('published');
    const [first, second] = await sessions(work.ctx).find({ course: id }).sort({ index: 1 }).lean();
    if (first === undefined || second === undefined) throw new Error('four sessions');
    expect([await seatsOf(work, first._id), await seatsOf(work, second._id)]).toEqual([
      [`${chen} held`],
      [`${zhao} held`],
    ]);
    const last = await sessions(work.ctx).findOne({ course: id }).sort({ index: -1 }).lean();
    await cancelAsSeen(work, who, last?._id ?? '', '停电', false);
    const to = { startsAt: new Date('2026-05-14T17:00:00+08:00'), endsAt: new Date('2026-05-14T18:00:00+08:00') };
    await changeSession(work.ctx, who, second._id, second.version, { ...factsOf(second), ...to });

    await work.moveTo('2027-03-01T09:00:00+08:00');
    await officer.command('/training', '管理');
    await seen(officer, has('training.lastYear'), 'the list of sessions');
    await officer.click('training.lastYear');
    await modalOf(officer, says('2026 年办过'), 'the courses of last year');
    await officer.submit({ 'courses-1': [id] });
    const page = await modalOf(officer, says('已照上一次起草'), 'the draft');
    expect(textOf(page.blocks)).toContain(`${day} 班`);
    await officer.click('training.draft', { in: 'modal' });
    const form = JSON.stringify(await modalOf(officer, has('"more"'), 'the form'));
    expect(form).toContain(
      JSON.stringify(`2027-05-12 14:30 ${early}\n2027-05-13 17:00 ${day}\n2027-05-14 18:00 ${office}`),
    );
    await officer.submit({});
    await modalOf(officer, says('草稿已保存'), 'the draft');
    await officer.click('training.publish', { in: 'modal' });
    const again = `${id}-again`;
    await expect.poll(async () => (await draftOf(again)).state, { timeout: SOON }).toBe('published');
    await officer.closeModal(true);
    const dates = await sessions(work.ctx).find({ course: again }).sort({ index: 1 }).lean();
    expect(dates.map((one) => `${one.startsAt.toISOString()} ${one.group?.shift}`)).toEqual([
      `2027-05-12T06:30:00.000Z ${early}`,
      `2027-05-13T09:00:00.000Z ${day}`,
      `2027-05-14T10:00:00.000Z ${office}`,
    ]);
    const seats = await Promise.all(dates.map((one) => seatsOf(work, one._id)));
    expect(seats).toEqual([[`${chen} held`], [`${zhao} held`], []]);
    expect((await draftOf(again)).facts.startsAt).toEqual(new Date('2027-05-12T14:00:00+08:00'));
  });
});
