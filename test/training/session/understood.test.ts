import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../../playground/client.ts';
import type { WorkspaceState } from '../../../playground/protocol.ts';
import { reviseCourse } from '../../../src/features/training/course/service/revise.ts';
import { actor, has, modalOf, SOON, says, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { cancelAsSeen, noticeOf, openCourseOf, sessionOf } from '../classroom.ts';

const { admin, li } = PEOPLE;
const NOT_YET = '还没有点“知道了”';

let work: Workplace;
let course = '';
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-09T09:00:00+08:00', bot: 'http' });
  const made = await openCourseOf(work, {
    repeat: 'day',
    times: 3,
    include: ['all'],
    must: [`member:${li}`],
    facts: { kind: 'camp', topic: '防台演练', startsAt: new Date('2026-03-17T14:00:00+08:00'), duration: 60 },
  });
  course = made[0]?.course ?? '';
});
afterAll(() => work.close());

/** When each date's first seat was acknowledged. */
const seenOn = (...dates: number[]) =>
  Promise.all(dates.map(async (nth) => (await sessionOf(work, `${course}-${nth}`)).seats[0]?.seenAt));

/** The officer's page of a date of the list, from a list made now. */
async function pageOfDate(nth: number) {
  const officer = work.slack.as(admin);
  const countOf = ({ messages }: WorkspaceState) => Object.values(messages).flat().length;
  const before = countOf(await officer.state());
  await officer.command('/training', 'manage');
  await officer.until((state) => countOf(state) > before, 'the list', SOON);
  const list = await seen(officer, has(`training.open:${nth}`), 'the list');
  await officer.click(`training.open:${nth}`, { message: list });
  const page = await modalOf(officer, has('training.course:whole'), 'the page');
  await officer.closeModal(true);
  return textOf(page.blocks);
}

describe('who must come to several dates', { timeout: 60_000 }, () => {
  it('says once that it is understood; a cancelled date asks for nothing', async () => {
    const person = work.slack.as(li);
    const notice = await noticeOf(person, '这些场次都需要你参加', 'training.understandAll');
    // The first of the buttons.
    expect(JSON.stringify(notice.blocks)).toMatch(
      /"elements":\[\{"type":"button","action_id":"training\.understandAll"/,
    );
    await cancelAsSeen(work, await actor(work, admin), `${course}-2`, '停电检修', false);
    expect(await pageOfDate(0)).toMatch(new RegExp(`${NOT_YET}\\*? 李强`));
    await person.click('training.understandAll', { message: notice });
    const isDone = (one: { ts: string }) => one.ts === notice.ts;
    const done = await seen(person, (one) => isDone(one) && !has('training.understandAll')(one), 'the answer');
    expect(textOf(done)).toContain('你已知道，到时见');
    expect(await seenOn(0, 1, 2)).toEqual([expect.any(Date), expect.any(Date), undefined]);
    expect(await pageOfDate(0)).not.toContain(NOT_YET);
    expect(await pageOfDate(1)).not.toContain(NOT_YET);
  });

  it('is asked anew for dates that are added, and not for those before', async () => {
    const before = await seenOn(0, 1);
    const who = await actor(work, admin);
    const wanted = { include: ['all'], except: [], must: [`member:${li}`], more: '2026-03-24 14:00\n2026-03-25 14:00' };
    await reviseCourse(work.ctx, who, course, 0, wanted);
    const person = work.slack.as(li);
    const news = await noticeOf(person, '“防台演练”加了 2 场', 'training.understandAll');
    expect(textOf(news)).toContain('这些场次都需要你参加');
    expect(await seenOn(3, 4)).toEqual([undefined, undefined]);
    await person.click('training.understandAll', { message: news });
    const done = await seen(
      person,
      (one) => one.ts === news.ts && !has('training.understandAll')(one) && says('你已知道')(one),
      'the answer',
    );
    expect(has('training.dates')(done)).toBe(true);
    expect(await seenOn(3, 4)).toEqual([expect.any(Date), expect.any(Date)]);
    expect(await seenOn(0, 1)).toEqual(before);
  });
});
