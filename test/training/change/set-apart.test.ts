import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { textOf } from '../../../playground/client.ts';
import { changeSession } from '../../../src/features/training/change/service/change.ts';
import { courses } from '../../../src/features/training/model.ts';
import { moveSeat } from '../../../src/features/training/seats/service/seats.ts';
import { factsOf } from '../../../src/features/training/session/service/facts.ts';
import { actor, has, modalOf, says, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';
import { LATER, openCourseOf, openFirst, sessionOf } from '../classroom.ts';

const { admin, chen, officer } = PEOPLE;

let work: Workplace;
let course = '';
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-09T09:00:00+08:00', bot: 'http' });
  const facts = { topic: '安全例会', startsAt: new Date('2026-03-10T14:00:00+08:00') };
  const dates = await openCourseOf(work, { include: [`member:${chen}`], repeat: 'week', times: 5, facts });
  course = dates[0]?.course ?? '';
  for (const { _id } of dates) await moveSeat(work.ctx, _id, { do: 'sign-up', member: chen });
});
afterAll(() => work.close());

const date = (index: number) => sessionOf(work, `${course}-${index}`);
const places = async () => Promise.all([0, 1, 2, 3, 4].map(async (index) => (await date(index)).where));

/** Another officer sets the place of one date. */
async function setPlace(index: number, where: string): Promise<void> {
  const found = await date(index);
  const who = await actor(work, officer);
  await changeSession(work.ctx, who, found._id, found.version, { ...factsOf(found), where });
}

/** The form of the first date. */
async function openForm() {
  const person = work.slack.as(admin);
  await openFirst(person);
  await modalOf(person, has('training.edit'), 'the session');
  await person.click('training.edit', { in: 'modal' });
  await modalOf(person, has('"scope"'), 'the form');
  return person;
}

describe('what one officer has set of a later date', { timeout: 60_000 }, () => {
  it('is shown before another one changes all later dates, and stays when that is chosen', async () => {
    await setPlace(2, '码头 <!here>');
    const person = await openForm();
    await person.submit({ where: '礼堂', scope: 'later' });
    const asked = await modalOf(person, says('以后这几场有单独改过的地方'), 'the question');
    expect(textOf(asked.blocks)).toContain('• 3月24日（周二）14:00–15:00 · 地点 码头 &lt;!here&gt;');
    expect(await places()).toEqual(['综合楼三楼', '综合楼三楼', '码头 <!here>', '综合楼三楼', '综合楼三楼']);
    await person.submit({ scope: 'later' });
    await modalOf(person, says('有 1 场单独改过的地方保持原样'), 'the page');
    expect(await places()).toEqual(['礼堂', '礼堂', '码头 <!here>', '礼堂', '礼堂']);
    await person.closeModal(true);
  });

  it('is asked about anew when it was set between the question and the answer; nothing is overwritten unseen', async () => {
    const person = await openForm();
    await person.submit({ where: '食堂', scope: 'later' });
    await modalOf(person, says('码头'), 'the question');
    await setPlace(3, '车间');
    await person.submit({ scope: 'over' });
    const again = await modalOf(person, says('车间'), 'the question again');
    expect(textOf(again.blocks)).toContain('码头');
    expect((await places())[0]).toBe('礼堂');
    await person.submit({ scope: 'over' });
    await modalOf(person, says('已保存'), 'the page');
    expect(await places()).toEqual(['食堂', '食堂', '食堂', '食堂', '食堂']);
    await person.closeModal(true);
    // Of dates that were at different places before it is said where they are now.
    const news = await seen(work.slack.as(chen), says('地点：现在是 食堂'), 'the news');
    expect(textOf(news)).toMatch(/“安全例会”有变动，你的名额还在：\n地点：现在是 食堂\n一共 5 场：\n/);
  });

  it('stays when a process finishes a change of all later dates that another one began', async () => {
    await setPlace(4, '江边');
    const first = await date(0);
    const { version, ...was } = { version: first.version, ...factsOf(first) };
    const wave = {
      id: 'wave0',
      by: admin,
      at: new Date(),
      from: { session: first._id, startsAt: first.startsAt },
      over: [],

      before: { where: was.where, startsAt: was.startsAt, endsAt: was.endsAt },
      after: { where: '广场', startsAt: was.startsAt, endsAt: was.endsAt },
    };
    // Dead after its first date had it.
    await courses(work.ctx).updateOne({ _id: course }, { $set: { wave } });
    await work.ctx.db.collection('training_sessions').updateOne({ _id: first._id as never }, {
      $set: { where: '广场', waves: ['wave0'], version: version + 1 },
      $inc: { rev: 1 },
    } as never);
    // The next change of later dates ends that one first.
    const who = await actor(work, admin);
    const now = await date(0);
    await changeSession(work.ctx, who, now._id, now.version, { ...factsOf(now), minutes: 90 }, LATER);
    expect(await places()).toEqual(['广场', '广场', '广场', '广场', '江边']);
    expect((await date(4)).minutes).toBe(90);
    expect(await courses(work.ctx).countDocuments({ _id: course, wave: { $exists: true } })).toBe(0);
  });
});
