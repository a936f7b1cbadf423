import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PlaygroundPerson } from '../../playground/client/person.ts';
import { textOf } from '../../playground/client.ts';
import type { Message } from '../../playground/protocol.ts';
import { importBank } from '../../src/features/quiz/service/banks.ts';
import { createSchedule } from '../../src/features/quiz/service/schedules.ts';
import { actorOf } from '../../src/members/service.ts';
import { ledger } from '../../src/participation/model.ts';
import { standingOf } from '../../src/participation/store.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';

const BANK = new URL('./one-question.csv', import.meta.url);

/** The letter under which an option stands on a person's card. */
function letterOf(message: Message, option: string): string {
  const line = textOf(message)
    .split('\n')
    .find((one) => one.includes(option));
  const letter = line?.trim().charAt(0);
  if (letter === undefined) throw new Error(`no option "${option}" in\n${textOf(message)}`);
  return letter;
}

const hasConfirm = (message: Message) => JSON.stringify(message.blocks).includes('quiz.confirm');
const says = (text: string) => (message: Message) => textOf(message).includes(text);

/** The newest message that the person sees and that fits, waited for. */
function seen(person: PlaygroundPerson, fits: (message: Message) => boolean, what: string): Promise<Message> {
  return person.until((state) => Object.values(state.messages).flat().filter(fits).at(-1), what, 15_000);
}

describe('a day of the quiz', () => {
  let work: Workplace;

  beforeAll(async () => {
    work = await openWorkplace({ at: '2026-03-02T07:30:00+08:00' });
    const { bank } = await importBank(work.ctx, PEOPLE.admin, await readFile(BANK), 'one-question.csv', '安全');
    const admin = await actorOf(work.ctx, PEOPLE.admin);
    if (admin === undefined) throw new Error('no administrator');
    await createSchedule(work.ctx, admin, {
      name: '每日一题',
      bank: bank._id,
      topics: [],
      audience: { kind: 'company' },
      time: '08:00',
      cadence: { kind: 'daily' },
      count: 1,
      lock: '17:30',
      mode: 'dm',
    });
  });
  afterAll(() => work.close());

  test('at 08:00 the card arrives; a tap marks, another changes, confirming answers at once', async () => {
    const chen = work.slack.as(PEOPLE.chen);
    await work.moveTo('2026-03-02T08:00:30+08:00');
    const card = await seen(chen, says('停止作业'), 'the card');
    expect(textOf(card)).toContain('17:30 前作答');
    expect(JSON.stringify(card)).not.toContain('第五十五条');
    await chen.click(letterOf(card, '继续作业'));
    await seen(chen, hasConfirm, 'the confirmation');
    await chen.click(letterOf(card, '停止作业'));
    await seen(chen, says(`确认 ${letterOf(card, '停止作业')}`), 'the changed choice');
    await chen.click('quiz.confirm');
    const result = await seen(chen, says('答对了'), 'the result');
    expect(textOf(result)).toContain('+10 分');
    expect(textOf(result)).toContain('第五十五条');
    expect(textOf(result)).toContain('已连续 1 天');
    expect(await ledger(work.ctx).countDocuments({ member: PEOPLE.chen, kind: 'answer' })).toBe(1);
  });

  test('a wrong answer says what is right, why, and that it comes back', async () => {
    const li = work.slack.as(PEOPLE.li);
    const card = await seen(li, says('停止作业'), 'the card');
    await li.click(letterOf(card, '继续作业'));
    await seen(li, hasConfirm, 'the confirmation');
    await li.click('quiz.confirm');
    const result = await seen(li, says('正确答案是'), 'the result');
    expect(textOf(result)).toMatch(/\d 天后再考你一次/);
    expect((await standingOf(work.ctx, PEOPLE.li))?.total).toBe(2);
  });

  test('after a restart the record stands', async () => {
    await work.restart();
    const chen = work.slack.as(PEOPLE.chen);
    const home = await chen.home();
    expect(textOf(home.blocks)).toContain('今天的题已答完');
    expect(textOf(home.blocks)).toContain('本周 10 分');
  });

  test('a choice that was never confirmed counts at the lock, and its result comes with the next question', async () => {
    const maria = work.slack.as(PEOPLE.maria);
    const card = await seen(maria, says('停止作业'), 'the card');
    expect(textOf(card)).toContain('Answer by 17:30');
    await maria.click(letterOf(card, '停止作业'));
    await seen(maria, hasConfirm, 'the confirmation');
    await work.moveTo('2026-03-02T17:31:00+08:00');
    await work.moveTo('2026-03-03T08:00:30+08:00');
    const next = await seen(maria, says('Your previous question'), 'the next card with the result');
    expect(textOf(next)).toContain('Counted at closing time');
    expect((await standingOf(work.ctx, PEOPLE.maria))?.total).toBe(10);
  });
});
