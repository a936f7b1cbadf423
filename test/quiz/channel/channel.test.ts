import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openQueue } from '../../../jobs/enqueue.ts';
import type { PlaygroundPerson } from '../../../playground/client/person.ts';
import { textOf } from '../../../playground/client.ts';
import type { Message } from '../../../playground/protocol.ts';
import { cards, runs } from '../../../src/features/quiz/model.ts';
import { standingOf } from '../../../src/participation/ledger/store.ts';
import { singles } from '../../helpers/question-table.ts';
import { answersOf, has, letterOf, lockDay, modalOf, openDay, SOON, says, seen } from '../../helpers/quiz-day.ts';
import { PEOPLE, type Workplace } from '../../helpers/workplace.ts';

const CHANNEL = 'C0SAFETY';
/** What nobody may read in the channel. */
const SECRETS = ['从业人员有权', '停止作业', '继续作业', '第五十五条', '陈小梅', 'Maria'];

/** Taps the channel's card, chooses and confirms in the modal. @returns what the modal says then. */
async function answerInModal(person: PlaygroundPerson, option: string): Promise<string> {
  const card = await seen(person, has('quiz.join'), 'the card in the channel');
  await person.click('quiz.join', { message: card });
  return choose(person, option);
}

async function choose(person: PlaygroundPerson, option: string): Promise<string> {
  const question = await modalOf(person, says(option), 'the question');
  await person.click(letterOf(question, option), { in: 'modal' });
  await modalOf(person, has('quiz.confirm'), 'the confirmation');
  await person.click('quiz.confirm', { in: 'modal' });
  return textOf((await modalOf(person, has('quiz.report'), 'the result')).blocks);
}

describe('the question of the day in a channel', () => {
  let work: Workplace;
  let chen: PlaygroundPerson;
  let maria: PlaygroundPerson;

  beforeEach(async () => {
    ({ work } = await openDay({ schedule: { mode: 'channel', channel: CHANNEL } }));
    chen = work.slack.as(PEOPLE.chen);
    maria = work.slack.as(PEOPLE.maria);
  });
  afterEach(() => work.close());

  const inChannel = async (): Promise<Message[]> => (await chen.state()).messages[CHANNEL] ?? [];
  const counted = (many: number) =>
    seen(chen, (one) => one.channel === CHANNEL && says(new RegExp(`(^|\\D)${many} 人`))(one), 'the count');

  test('one card serves everyone, whatever their shifts, and nobody gets a card of their own', async () => {
    await expect
      .poll(() => runs(work.ctx).findOne({}).lean(), { timeout: SOON })
      .toMatchObject({ state: 'open', invited: 14 });
    // A tick opens all runs of an hour before it has any of them drawn.
    expect(await runs(work.ctx).countDocuments()).toBe(1);
    await seen(chen, has('quiz.join'), 'the card in the channel');
    expect(await inChannel()).toHaveLength(1);
    expect((await chen.dm()).filter(has('quiz.'))).toEqual([]);
  });

  test('two answer, each in a modal of their own; the channel learns how many, and nothing else', async () => {
    expect(await answerInModal(chen, '停止作业')).toContain('+10');
    expect((await maria.state()).modals).toEqual([]);
    expect(await answerInModal(maria, '继续作业')).toContain('第五十五条');
    expect(JSON.stringify(await chen.modal())).toContain('停止作业');
    expect((await standingOf(work.ctx, PEOPLE.chen))?.total).toBe(10);
    expect((await standingOf(work.ctx, PEOPLE.maria))?.total).toBe(2);

    await work.moveTo('2026-03-02T08:02:00+08:00');
    await counted(2);
    const said = JSON.stringify(await inChannel());
    for (const secret of SECRETS) expect(said).not.toContain(secret);
    expect(await inChannel()).toHaveLength(1);
  });

  test('who thinks for a while is counted too', async () => {
    await answerInModal(chen, '停止作业');
    await work.moveTo('2026-03-02T08:02:00+08:00');
    await counted(1);
    await maria.click('quiz.join', { channel: CHANNEL });
    const question = await modalOf(maria, says('停止作业'), 'the question');
    await work.moveTo('2026-03-02T08:10:00+08:00');
    await maria.click(letterOf(question, '停止作业'), { in: 'modal' });
    await modalOf(maria, has('quiz.confirm'), 'the confirmation');
    await maria.click('quiz.confirm', { in: 'modal' });
    await modalOf(maria, has('quiz.report'), 'the result');
    await work.moveTo('2026-03-02T08:11:00+08:00');
    await counted(2);
  });

  test('two taps open the same card, and a confirmed answer stays', async () => {
    await answerInModal(chen, '停止作业');
    await chen.closeModal();
    await chen.click('quiz.join', { channel: CHANNEL });
    const again = await modalOf(chen, has('quiz.report'), 'the result again');
    expect(textOf(again.blocks)).toContain('第五十五条');
    expect(await cards(work.ctx).countDocuments({ member: PEOPLE.chen })).toBe(1);
    expect(await answersOf(work, PEOPLE.chen)).toBe(1);
  });

  test('after the lock a tap says so, in the modal and on the card, and nothing is recorded', async () => {
    const card = await seen(chen, has('quiz.join'), 'the card in the channel');
    await chen.click('quiz.join', { message: card });
    const question = await modalOf(chen, says('停止作业'), 'the question');
    // The card that they still see: it is redrawn a moment after the lock.
    const changes = openQueue('changes', work.ctx.redis, work.ctx.config.QUEUE_PREFIX);
    await changes.pause();
    await work.moveTo('2026-03-02T17:31:00+08:00');
    await chen.click(letterOf(question, '停止作业'), { in: 'modal' });
    const closed = await modalOf(chen, has('quiz.reveal'), 'that it is closed');
    expect(textOf(closed.blocks)).not.toContain('第五十五条');
    await maria.click('quiz.join', { message: card });
    await modalOf(maria, says(/closed/i), 'that it is closed');
    await changes.resume();
    await expect.poll(() => runs(work.ctx).countDocuments({ state: 'locked' }), { timeout: SOON }).toBe(1);
    expect(await cards(work.ctx).countDocuments({ 'picks.0': { $exists: true } })).toBe(0);
    expect(await cards(work.ctx).countDocuments({ member: PEOPLE.maria })).toBe(0);
    expect((await answersOf(work, PEOPLE.chen)) + (await answersOf(work, PEOPLE.maria))).toBe(0);
  });

  test('the closed card counts who chose and did not confirm, and shows each their result or why', async () => {
    const li = work.slack.as(PEOPLE.li);
    await answerInModal(chen, '停止作业');
    await maria.click('quiz.join', { channel: CHANNEL });
    const question = await modalOf(maria, says('停止作业'), 'the question');
    await maria.click(letterOf(question, '继续作业'), { in: 'modal' });
    await modalOf(maria, has('quiz.confirm'), 'the confirmation');
    await li.click('quiz.join', { channel: CHANNEL });
    await modalOf(li, says('停止作业'), 'the question, which 李强 only looks at');
    for (const person of [chen, maria, li]) await person.closeModal();
    await lockDay(work);
    await work.moveTo('2026-03-02T17:32:30+08:00');
    const isClosed = (one: Message) => one.channel === CHANNEL && says('已截止')(one) && says('2 人')(one);
    const card = await seen(chen, isClosed, 'the closed card');
    expect(textOf(card)).toContain('看解析');
    expect(textOf(card)).not.toContain('现在作答');
    for (const secret of SECRETS) expect(JSON.stringify(card)).not.toContain(secret);

    await chen.click('看解析', { message: card });
    expect(textOf((await modalOf(chen, has('quiz.report'), 'the result')).blocks)).toContain('+10');
    await maria.click('看解析', { message: card });
    const counted = textOf((await modalOf(maria, has('quiz.report'), 'the result')).blocks);
    expect(counted).toContain('Counted at closing time');
    await li.click('看解析', { message: card });
    const missed = textOf((await modalOf(li, says('第五十五条'), 'the explanation')).blocks);
    expect(missed).toContain('没有记分');
    const zhao = work.slack.as(PEOPLE.zhao);
    await zhao.click('看解析', { message: card });
    const why = textOf((await modalOf(zhao, says('第五十五条'), 'the explanation')).blocks);
    expect(why).toMatch(/从业人员有权[\s\S]*✓ A {2}停止作业.*正确答案/);
    expect(await cards(work.ctx).countDocuments({ member: PEOPLE.zhao })).toBe(0);
    expect((await answersOf(work, PEOPLE.li)) + (await answersOf(work, PEOPLE.zhao))).toBe(0);
    expect(await inChannel()).toHaveLength(1);
  });
});

test('a paper of two questions in a channel: one after the other in the modal, and one person counted', async () => {
  const { work } = await openDay({ table: singles(4), schedule: { mode: 'channel', channel: CHANNEL, count: 2 } });
  try {
    const chen = work.slack.as(PEOPLE.chen);
    await answerInModal(chen, '做对');
    await chen.click('quiz.open', { in: 'modal' });
    await modalOf(chen, says('2/2'), 'the second question');
    await choose(chen, '做错');
    expect(await answersOf(work, PEOPLE.chen)).toBe(2);
    // Everyone has the same questions.
    const maria = work.slack.as(PEOPLE.maria);
    await answerInModal(maria, '做对');
    const drawn = await cards(work.ctx).find({}).lean();
    expect(new Set(drawn.map((card) => card.items.map((item) => item.question).join()))).toHaveProperty('size', 1);
    await work.moveTo('2026-03-02T08:02:00+08:00');
    await seen(chen, (one) => one.channel === CHANNEL && says(/(^|\D)2 人/)(one), 'the count');

    // After the lock, who looked at both and chose nothing reads both.
    const li = work.slack.as(PEOPLE.li);
    await li.click('quiz.join', { channel: CHANNEL });
    await modalOf(li, says('1/2'), 'the first question');
    await li.closeModal();
    await lockDay(work);
    await work.moveTo('2026-03-02T17:32:30+08:00');
    const card = await seen(li, (one) => one.channel === CHANNEL && says('已截止')(one), 'the closed card');
    await li.click('看解析', { message: card });
    await modalOf(li, says('正确答案'), 'the first explanation');
    await li.click('quiz.open', { in: 'modal' });
    await modalOf(li, has('quiz.reveal'), 'the second question, closed');
    await li.click('quiz.reveal', { in: 'modal' });
    await modalOf(li, says('正确答案'), 'the second explanation');
    const zhao = work.slack.as(PEOPLE.zhao);
    await zhao.click('看解析', { message: card });
    const both = textOf((await modalOf(zhao, says('正确答案'), 'the explanations')).blocks);
    expect(both.match(/正确答案/g)).toHaveLength(2);
  } finally {
    await work.close();
  }
});
