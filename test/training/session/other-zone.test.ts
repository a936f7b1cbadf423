import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { PlaygroundPerson } from '../../../playground/client/person.ts';
import type { Message } from '../../../playground/protocol.ts';
import { newMakeUp } from '../../../src/features/training/course/make-up/service.ts';
import { emptyDraft, saveDraft } from '../../../src/features/training/course/service/courses.ts';
import { type Course, courses, sessions } from '../../../src/features/training/model.ts';
import { datesIn } from '../../../src/features/training/rules/course-dates.ts';
import { tick } from '../../../src/features/training/service/tick.ts';
import { members } from '../../../src/members/model.ts';
import { actor, has, modalOf, SOON, says, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { openCourseOf, openWhole } from '../classroom.ts';

const { admin, officer: colleague, chen } = PEOPLE;
const BERLIN = 'Europe/Berlin';

let work: Workplace;
let officer: PlaygroundPerson;
const lastYear: Record<'pair' | 'series', string> = { pair: '', series: '' };
beforeAll(async () => {
  work = await openWorkplace({ at: '2025-03-03T09:00:00+08:00', bot: 'http' });
  officer = work.slack.as(admin);
  const facts = (topic: string, day: string) => ({ topic, startsAt: new Date(`${day}T14:00:00+08:00`) });
  const pair = { more: '2025-04-08 14:00', facts: facts('安全用电', '2025-03-25') };
  lastYear.pair = (await openCourseOf(work, pair, colleague))[0]?.course ?? '';
  const series = { repeat: 'week', times: 4, facts: facts('急救', '2025-03-18') } as const;
  lastYear.series = (await openCourseOf(work, series, colleague))[0]?.course ?? '';
  const who = await actor(work, admin);
  const empty = emptyDraft(who);
  await saveDraft(work.ctx, who, 'from-home', {
    ...empty,
    include: ['all'],
    more: '2026-04-02 14:00',
    facts: { ...empty.facts, ...facts('消防', '2026-03-26'), where: '一楼' },
  });
  await work.moveTo('2026-03-02T09:00:00+08:00');
  await work.slack.person({ id: admin, tz: BERLIN });
  const zone = async () => (await members(work.ctx).findOne({ user: admin }).lean())?.tz;
  await vi.waitFor(async () => expect(await zone()).toBe(BERLIN), { timeout: SOON });
});
afterAll(() => work.close());

const courseOf = async (id: string) => {
  const found = await courses(work.ctx).findById(id).lean<Course>();
  if (found === null) throw new Error(`no course ${id}`);
  return found;
};
const startsIn = async (id: string) => datesIn(await courseOf(id)).map((one) => one.startsAt.toISOString());

/** Opens the form from the page in front, and saves it as it is. */
async function saveUntouched(): Promise<string> {
  await officer.click('training.draft', { in: 'modal' });
  const form = await modalOf(officer, has('"more"'), 'the form');
  await officer.submit({});
  await modalOf(officer, says('草稿已保存'), 'the draft');
  await officer.closeModal(true);
  return JSON.stringify(form);
}

async function copied(id: string): Promise<string> {
  await officer.command('/training', '管理');
  const list = await seen(officer, has('training.lastYear'), 'the list of sessions');
  await officer.click('training.lastYear', { message: list });
  await modalOf(officer, says('2025 年办过'), 'the courses of last year');
  await officer.submit({ 'courses-1': [id] });
  await modalOf(officer, says('已照上一次起草'), 'the draft');
  return saveUntouched();
}

describe('an officer on another clock than the course', { timeout: 90_000 }, () => {
  it('goes on with a draft that was begun on the other clock', async () => {
    await officer.command('/training', '管理');
    const list = await seen(officer, says('消防'), 'the list');
    await officer.click('training.course:0', { message: list });
    await modalOf(officer, has('training.publish'), 'the draft');
    expect(await saveUntouched()).toContain('2026-04-02 08:00');
    expect(await startsIn('from-home')).toEqual(['2026-03-26T06:00:00.000Z', '2026-04-02T06:00:00.000Z']);
  });

  it('copies it: each date keeps the hour of those who come, and the form shows it on the officer’s clock', async () => {
    const form = await copied(lastYear.pair);
    expect(form).toContain('2026-04-07 08:00');
    expect(await startsIn(`${lastYear.pair}-again`)).toEqual(['2026-03-24T06:00:00.000Z', '2026-04-07T06:00:00.000Z']);
  });

  it('copies a series of weeks in which only the officer’s clock changes', async () => {
    await copied(lastYear.series);
    const days = ['2026-03-17', '2026-03-24', '2026-03-31', '2026-04-07'];
    expect(await startsIn(`${lastYear.series}-again`)).toEqual(days.map((day) => `${day}T06:00:00.000Z`));
  });

  it('adds dates as the own clock shows them, and the shift is the course’s', async () => {
    const shift = '06:00-14:30';
    const [made] = await openCourseOf(
      work,
      {
        repeat: 'shifts',
        more: `2026-03-04 14:30 ${shift}`,
        facts: { topic: '交接班规范', startsAt: new Date('2026-03-04T14:00:00+08:00') },
      },
      colleague,
    );
    await officer.command('/training', '管理');
    const isListed = (one: Message) => says('交接班规范')(one) && has('training.open:0')(one);
    await officer.click('training.open:0', { message: await seen(officer, isListed, 'the list') });
    await openWhole(officer);
    await officer.click('training.revise', { in: 'modal' });
    const form = await modalOf(officer, has('"more"'), 'the form');
    expect(JSON.stringify(form)).toContain('写你这里的时间');
    await officer.submit({ more: `2026-03-27 07:30 ${shift}` });
    await modalOf(officer, says('新的日期和新加的人正在安排'), 'the page');
    await officer.closeModal(true);
    const added = () =>
      sessions(work.ctx)
        .findOne({ course: made?.course ?? '', addedWith: 1 })
        .lean();
    await expect.poll(added, { timeout: SOON }).toMatchObject({
      startsAt: new Date('2026-03-27T06:30:00Z'),
      group: { tz: 'Asia/Shanghai', shift },
    });
  });

  it('makes up for a session at its hour, on the other side of a change of the clocks', async () => {
    const [made] = await openCourseOf(work, {
      must: [`member:${chen}`],
      facts: { topic: '起重作业', startsAt: new Date('2026-03-25T14:00:00+01:00') },
    });
    await work.moveTo('2026-03-25T16:01:00+01:00');
    await tick(work.ctx);
    const proposed = async () =>
      (await newMakeUp(work.ctx, await actor(work, admin), made?._id ?? '')).draft.facts.startsAt;
    expect(await proposed()).toEqual(new Date('2026-04-01T14:00:00+02:00'));
    await work.moveTo('2026-04-01T14:30:00+02:00');
    expect(await proposed()).toEqual(new Date('2026-04-08T14:00:00+02:00'));
  });
});
