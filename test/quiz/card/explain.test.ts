import { afterEach, describe, expect, test } from 'vitest';
import type { PlaygroundPerson } from '../../../playground/client/person.ts';
import { textOf } from '../../../playground/client.ts';
import type { Message } from '../../../playground/protocol.ts';
import { cards, questions, schedules } from '../../../src/features/quiz/model.ts';
import { audienceOf } from '../../../src/members/audience/spec.ts';
import { singles } from '../../helpers/question-table.ts';
import { answer, has, lockDay, modalOf, openDay, says, seen, since } from '../../helpers/quiz-day.ts';
import { PEOPLE, type Workplace } from '../../helpers/workplace.ts';

const CHANNEL = 'C0DONGHU';
const AUDIENCE = audienceOf({ kind: 'branch', branch: '东湖养殖分会' });

describe('the buttons of a digest', () => {
  let work: Workplace;
  afterEach(() => work.close());

  const digestFor = async (person: PlaygroundPerson): Promise<Message> => {
    await lockDay(work);
    await work.moveTo('2026-03-03T08:00:30+08:00');
    return seen(person, (one) => one.channel === CHANNEL && has('quiz.explain')(one), 'the digest');
  };
  const inChannel = async (person: PlaygroundPerson) => (await person.state()).messages[CHANNEL] ?? [];

  test('the question, the answer and why open in a modal, without anybody’s answer', async () => {
    ({ work } = await openDay({ schedule: { channel: CHANNEL, audience: AUDIENCE } }));
    const [chen, li] = [work.slack.as(PEOPLE.chen), work.slack.as(PEOPLE.li)];
    await answer(chen, '停止作业');
    await answer(li, '继续作业');
    const digest = await digestFor(li);
    // The bank's one question is asked again on the next day: who has yet to answer it does not get it told.
    const tomorrow = since('2026-03-03T08:00:00+08:00');
    await seen(li, (one) => has('quiz.pick')(one) && tomorrow(one), 'the card of the next day');
    const before = (await inChannel(li)).length;
    await li.click('看解析', { message: digest });
    const withheld = await modalOf(li, says('今天又轮到你'), 'that the question is open again');
    expect(textOf(withheld.blocks)).not.toContain('第五十五条');
    await li.closeModal();
    await answer(li, '停止作业', tomorrow);
    await li.click('看解析', { message: digest });
    await modalOf(li, says('第五十五条'), 'the explanation, now that it is answered');

    // 周岚 is in the channel and was not asked.
    const admin = work.slack.as(PEOPLE.admin);
    await admin.click('看解析', { message: digest });
    const told = await modalOf(admin, says('第五十五条'), 'the explanation');
    const words = textOf(told.blocks);
    expect(words).toMatch(/从业人员有权[\s\S]*✓ A {2}停止作业.*正确答案/);
    for (const secret of ['陈小梅', '李强', '你选']) expect(words).not.toContain(secret);
    expect(await cards(work.ctx).countDocuments({ member: PEOPLE.admin })).toBe(0);

    await chen.click('排行榜', { message: digest });
    const board = await modalOf(chen, says('陈小梅'), 'the leaderboard');
    expect(textOf(board.blocks)).toContain('李强');
    await chen.click('本月', { in: 'modal' });
    await modalOf(chen, says(/排行榜.*本月/), 'the month’s');
    expect(await inChannel(li)).toHaveLength(before);
  });

  test('of a day with many questions: one’s own first, as one saw them, and ten at most', async () => {
    ({ work } = await openDay({ table: singles(30), schedule: { channel: CHANNEL, count: 5 } }));
    const chen = work.slack.as(PEOPLE.chen);
    await answer(chen, '做对');
    const own = await cards(work.ctx).findOne({ member: PEOPLE.chen }).lean();
    const first = await questions(work.ctx)
      .findOne({ _id: own?.items[0]?.question ?? '' })
      .lean();
    // Nothing is asked on the next day, so that nothing is left out.
    await schedules(work.ctx).updateMany({}, { $set: { state: 'paused' } });
    const digest = await digestFor(chen);
    await chen.click('看解析', { message: digest });
    const shown = textOf((await modalOf(chen, says('正确答案'), 'the explanations')).blocks);
    // The own one was right: what the reader chose is what is right.
    expect(shown.match(/正确答案/g)).toHaveLength(9);
    expect(shown).toMatch(/一共 \d\d 道题/);
    const [head = ''] = shown.split('正确答案');
    expect(head).toContain(first?.content.stem ?? '?');
    const letter = own?.items[0]?.order[0] === 0 ? 'A' : 'B';
    expect(head).toMatch(new RegExp(`✓ ${letter}\\s+做对\\d*\\s+\\*?你选的`));
  });
});
