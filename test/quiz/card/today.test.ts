import { afterEach, describe, expect, test } from 'vitest';
import type { PlaygroundPerson } from '../../../playground/client/person.ts';
import { textOf } from '../../../playground/client.ts';
import { cards } from '../../../src/features/quiz/model.ts';
import { audienceOf } from '../../../src/members/audience/spec.ts';
import {
  answer,
  answersOf,
  has,
  letterOf,
  makeSchedule,
  modalOf,
  openDay,
  says,
  seen,
} from '../../helpers/quiz-day.ts';
import { PEOPLE, type Workplace } from '../../helpers/workplace.ts';

const CHANNEL = 'C0SAFETY';
const BRANCH = audienceOf({ kind: 'branch', branch: '东湖养殖分会' });

/** What App Home says, in its blocks' own words. */
const homeOf = async (person: PlaygroundPerson) => textOf((await person.home()).blocks);

async function answerInFront(person: PlaygroundPerson, option: string): Promise<void> {
  const question = await modalOf(person, says(option), 'the question');
  await person.click(letterOf(question, option), { in: 'modal' });
  await modalOf(person, has('quiz.confirm'), 'the confirmation');
  await person.click('quiz.confirm', { in: 'modal' });
  await modalOf(person, has('quiz.report'), 'the result');
}

describe('the question of a channel, without looking for its card', () => {
  let work: Workplace;
  afterEach(() => work.close());

  test('waits in App Home and in /quiz for those who are asked, and is answered in a modal', async () => {
    ({ work } = await openDay({ schedule: { mode: 'channel', channel: CHANNEL, audience: BRANCH } }));
    const [chen, li, zhao] = [work.slack.as(PEOPLE.chen), work.slack.as(PEOPLE.li), work.slack.as(PEOPLE.zhao)];
    await seen(zhao, has('quiz.join'), 'the card in the channel');

    expect(await homeOf(chen)).toMatch(/今天的题\*?\n17:30 前/);
    expect(await cards(work.ctx).countDocuments()).toBe(0);
    await chen.click('quiz.join', { in: 'home' });
    await answerInFront(chen, '停止作业');
    expect(await answersOf(work, PEOPLE.chen)).toBe(1);
    await chen.closeModal();
    expect(await homeOf(chen)).toContain('今天的题已答完');

    await li.command('/quiz');
    const offered = await seen(li, (one) => one.ephemeralFor === PEOPLE.li && has('quiz.join')(one), 'the question');
    await li.click('quiz.join', { message: offered });
    await answerInFront(li, '继续作业');
    expect(await answersOf(work, PEOPLE.li)).toBe(1);

    // 赵大力 is in the channel, and of another branch.
    const other = await homeOf(zhao);
    expect(other).toContain('还没有安排到你的题');
    expect(other).not.toContain('现在作答');
  });

  test('begun and left, it is offered as a card of one’s own', async () => {
    ({ work } = await openDay({ schedule: { mode: 'channel', channel: CHANNEL } }));
    const chen = work.slack.as(PEOPLE.chen);
    await seen(chen, has('quiz.join'), 'the card in the channel');
    await chen.click('quiz.join', { channel: CHANNEL });
    await modalOf(chen, says('停止作业'), 'the question');
    await chen.closeModal();
    const home = await chen.home();
    expect(has('quiz.open')(home as never) && !has('quiz.join')(home as never)).toBe(true);
  });

  test('stands behind one’s own card that closes before it', async () => {
    const { work: opened, bank } = await openDay({ schedule: { lock: '12:00' } });
    work = opened;
    await makeSchedule(work, bank, { name: '频道题', mode: 'channel', channel: CHANNEL });
    const chen = work.slack.as(PEOPLE.chen);
    await seen(chen, has('quiz.pick'), 'the card');
    await work.moveTo('2026-03-02T08:02:00+08:00');
    await seen(chen, has('quiz.join'), 'the card in the channel');
    expect(await homeOf(chen)).toContain('12:00 前');
    await answer(chen, '停止作业');
    expect(await homeOf(chen)).toContain('17:30 前');
  });

  test('comes by the channel’s clock, whatever the reader’s shift', async () => {
    const options = { mode: 'channel' as const, channel: CHANNEL, time: '16:30', lock: '18:00' };
    ({ work } = await openDay({ schedule: options }));
    // 陈小梅 works until 14:30; her own card would come in her shift.
    expect(await homeOf(work.slack.as(PEOPLE.chen))).toContain('下一题：16:30');
  });
});
