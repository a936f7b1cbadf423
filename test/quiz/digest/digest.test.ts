import { afterEach, describe, expect, test } from 'vitest';
import { textOf } from '../../../playground/client.ts';
import type { Message } from '../../../playground/protocol.ts';
import { questions } from '../../../src/features/quiz/model.ts';
import { correctKey } from '../../../src/features/quiz/reports/service/reports.ts';
import { audienceOf } from '../../../src/members/audience/spec.ts';
import { answer, has, letterOf, lockDay, modalOf, openDay, says, seen, since } from '../../helpers/quiz-day.ts';
import { PEOPLE, type Workplace } from '../../helpers/workplace.ts';

/** Three people: 何建国 in 分会办公室, 陈小梅 and 李强 in 一号塘班. */
const BRANCH = '东湖养殖分会';
const CHANNEL = 'C0DONGHU';
const RIGHT = '停止作业';
const WRONG = '继续作业';

describe('the digest of a day', () => {
  let work: Workplace;
  afterEach(() => work.close());

  test('says how many of those asked took part, what they knew, and which teams were complete', async () => {
    const audience = audienceOf({ kind: 'branch', branch: BRANCH });
    ({ work } = await openDay({ schedule: { audience, channel: CHANNEL } }));
    const [he, chen, li] = [work.slack.as(PEOPLE.officer), work.slack.as(PEOPLE.chen), work.slack.as(PEOPLE.li)];
    await seen(he, has('quiz.pick'), 'the card, which stays unanswered');
    await answer(chen, RIGHT);
    await answer(li, WRONG);

    // Two of three, of whom one was right: fewer than three answers make no question the hardest.
    await lockDay(work);
    await work.moveTo('2026-03-03T08:00:30+08:00');
    const first = textOf(await seen(chen, (one) => one.channel === CHANNEL && has('quiz.board')(one), 'a digest'));
    expect(first).toContain('2/3 人作答（67%），答对 50%');
    expect(first).not.toContain('从业人员有权');
    expect(first).toMatch(/全员作答：一号塘班$/m);
    expect(first).not.toContain('分会办公室');
    expect(first).toContain(`${BRANCH} | 2/3 | 67%`);

    // Tuesday's cards are out before the clock moves on: one that came late would look like Monday's.
    const tuesday = since('2026-03-03T08:00:00+08:00');
    for (const one of [he, chen, li])
      await seen(one, (shown) => has('quiz.pick')(shown) && tuesday(shown), 'the card of Tuesday');

    // A week later all three, of whom one is right.
    await work.moveTo('2026-03-09T08:00:30+08:00');
    const monday = since('2026-03-09T08:00:00+08:00');
    await answer(chen, WRONG, monday);
    await answer(li, WRONG, monday);
    await answer(he, RIGHT, monday);
    await lockDay(work, '2026-03-09');
    await work.moveTo('2026-03-10T08:00:30+08:00');
    const isNext = (one: Message) => one.channel === CHANNEL && says('3/3')(one);
    const second = textOf(await seen(chen, isNext, 'the next digest'));
    expect(second).toContain('3/3 人作答（100%，上周同日 67%），答对 33%');
    expect(second).toMatch(/最难：.*从业人员有权.*33%/);
    expect(second).toMatch(/全员作答：一号塘班、分会办公室$|全员作答：分会办公室、一号塘班$/m);
    expect(second).toContain(`${BRANCH} | 3/3 | 100%`);
    for (const name of ['陈小梅', '李强', '何建国']) expect(second).not.toContain(name);

    const digest = await seen(chen, isNext, 'the digest');
    await chen.click('quiz.board', { message: digest });
    await modalOf(chen, says('陈小梅'), 'the leaderboard');
    expect((await seen(li, isNext, 'the same digest')).ts).toBe(digest.ts);
  });

  test('in a channel, those asked are the audience and not only those who tapped', async () => {
    const audience = audienceOf({ kind: 'branch', branch: BRANCH });
    ({ work } = await openDay({ schedule: { audience, mode: 'channel', channel: CHANNEL } }));
    // 周岚 is in the channel too, but nobody asked her: her mistake is not the branch's.
    for (const [one, option] of [
      [PEOPLE.chen, RIGHT],
      [PEOPLE.admin, WRONG],
    ] as const) {
      const person = work.slack.as(one);
      await seen(person, has('quiz.join'), 'the card in the channel');
      await person.click('quiz.join', { channel: CHANNEL });
      const question = await modalOf(person, says(option), 'the question');
      await person.click(letterOf(question, option), { in: 'modal' });
      await modalOf(person, has('quiz.confirm'), 'the confirmation');
      await person.click('quiz.confirm', { in: 'modal' });
      await modalOf(person, has('quiz.report'), 'the result');
    }
    await lockDay(work);
    await work.moveTo('2026-03-03T08:00:30+08:00');
    const digest = textOf(await seen(work.slack.as(PEOPLE.chen), has('quiz.board'), 'the digest'));
    expect(digest).toContain('1/3 人作答（33%），答对 100%');
    expect(digest).toContain(`${BRANCH} | 1/3 | 33%`);
    expect(digest).not.toContain('一号塘班');
    expect(digest).not.toContain('总部');
  });

  test('a key corrected in the evening counts for the answers of the day', async () => {
    ({ work } = await openDay({ schedule: { channel: CHANNEL } }));
    for (const one of [PEOPLE.chen, PEOPLE.maria]) await answer(work.slack.as(one), RIGHT);
    await answer(work.slack.as(PEOPLE.li), WRONG);
    const question = await questions(work.ctx).findOne({}).lean();
    if (question?.content.kind !== 'single') throw new Error('no question');
    await correctKey(work.ctx, { user: PEOPLE.admin }, question._id, 1, { ...question.content, correct: 1 });
    await lockDay(work);
    await work.moveTo('2026-03-03T08:00:30+08:00');
    const digest = await seen(work.slack.as(PEOPLE.chen), has('quiz.board'), 'the digest');
    // By the old key, two of three had been right.
    expect(textOf(digest)).toContain('答对 33%');
  });

  test('teams of one name are told apart by their branch', async () => {
    ({ work } = await openDay({ schedule: { channel: CHANNEL } }));
    for (const one of [PEOPLE.officer, 'U0QH2001']) await answer(work.slack.as(one), RIGHT);
    await lockDay(work);
    await work.moveTo('2026-03-03T08:00:30+08:00');
    const digest = textOf(await seen(work.slack.as(PEOPLE.chen), has('quiz.board'), 'the digest'));
    expect(digest).toContain('东湖养殖分会 分会办公室、南岗种植分会 分会办公室');
    expect(digest).not.toContain('临港加工分会 分会办公室');
  });
});
