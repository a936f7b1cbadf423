import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PlaygroundPerson } from '../../../playground/client/person.ts';
import { textOf } from '../../../playground/client.ts';
import type { Message } from '../../../playground/protocol.ts';
import { deleteBank } from '../../../src/features/quiz/bank/service/banks.ts';
import { bestChallenge } from '../../../src/features/quiz/practice/service/practice.ts';
import { ledger } from '../../../src/participation/ledger/model.ts';
import { standingOf } from '../../../src/participation/ledger/store.ts';
import { FIVE_KINDS, singles } from '../../helpers/question-table.ts';
import { answer, answersOf, has, letterOf, makeBank, modalOf, openDay, says, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';

describe('practice, mistakes and the challenge', () => {
  let work: Workplace;
  let chen: PlaygroundPerson;

  beforeEach(async () => {
    work = await openWorkplace({ at: '2026-03-02T07:30:00+08:00', bot: 'http' });
    chen = work.slack.as(PEOPLE.chen);
  });
  afterEach(() => work.close());

  const isQuestion = has('quiz.pick');
  const isResult = has('quiz.report');
  /** Practice answers on the first tap. */
  async function tap(card: Message, option: string): Promise<Message> {
    await chen.click(letterOf(card, option), { message: card });
    return seen(chen, (one) => one.ts === card.ts && isResult(one), 'the result');
  }
  async function next(result: Message, verb: string): Promise<Message> {
    await chen.click(`quiz.${verb}`, { message: result });
    return seen(chen, (one) => one.ts === result.ts && isQuestion(one), 'the next question');
  }

  test('practice answers on the first tap, goes on, and earns nothing', async () => {
    await chen.command('/jy', 'quiz practice');
    await seen(chen, says(/题库.*题/), 'that the banks are empty');
    await makeBank(work, '练习', singles(3));
    await chen.command('/jy', '答题 练习');
    const first = await seen(chen, isQuestion, 'a question');
    expect(first.ephemeralFor).toBe(PEOPLE.chen);
    const result = await tap(first, '做对');
    expect(textOf(result)).not.toContain('+10');
    await tap(await next(result, 'practice'), '做错');
    expect(await ledger(work.ctx).countDocuments({ member: PEOPLE.chen, kind: 'practice', points: 0 })).toBe(2);
    expect(await answersOf(work, PEOPLE.chen)).toBe(0);
    expect((await standingOf(work.ctx, PEOPLE.chen))?.total ?? 0).toBe(0);
    await chen.command('/jy', 'quiz practice 没有的主题');
    await seen(chen, says('主题'), 'that there is no such topic');
  });

  test('a topic holds for the questions that follow', async () => {
    await makeBank(work, '练习', singles(20));
    await makeBank(work, '水上', FIVE_KINDS);
    await chen.command('/jy', 'quiz practice 养殖技术');
    const card = await seen(chen, has('quiz.write'), 'the one question of the topic');
    await chen.click('quiz.write', { message: card });
    for (const _ of [1, 2, 3]) {
      expect(textOf((await modalOf(chen, has('"answer"'), 'the dialog')).blocks)).toContain('水温超过');
      await chen.submit({ answer: '32' });
      await modalOf(chen, isResult, 'the result');
      await chen.click('quiz.practice', { in: 'modal' });
      await modalOf(chen, has('quiz.write'), 'the next question');
      await chen.click('quiz.write', { in: 'modal' });
    }
  });

  test('true or false is one tap, and says in words what was chosen', async () => {
    const kinds = FIVE_KINDS.split('\n');
    await makeBank(work, '水上', [kinds[0], kinds[3]].join('\n'));
    await chen.command('/jy', 'quiz practice');
    const card = await seen(chen, isQuestion, 'the question');
    await chen.click('错', { message: card });
    const result = await seen(chen, (one) => one.ts === card.ts && isResult(one), 'the result');
    expect(textOf(result)).toMatch(/✓ 错 {2}\*?你选的/);

    // Maria reads English.
    const maria = work.slack.as(PEOPLE.maria);
    await maria.command('/jy', 'quiz practice');
    const hers = await seen(maria, isQuestion, 'the question');
    await maria.click('True', { message: hers });
    const wrong = await seen(maria, (one) => one.ts === hers.ts && isResult(one), 'the result');
    expect(textOf(wrong)).toMatch(/✗ True {2}\*?your choice\*?\n✓ False {2}\*?the right answer/);
  });

  test('what is written is marked, and the result says what is right', async () => {
    await makeBank(work, '水上', FIVE_KINDS);
    await chen.command('/jy', 'quiz practice 用电安全');
    const fill = await seen(chen, has('quiz.write'), 'the fill-in');
    await chen.click('quiz.write', { message: fill });
    await modalOf(chen, has('"answer"'), 'the dialog');
    await chen.submit({ answer: '水泵' });
    expect(textOf((await modalOf(chen, isResult, 'the result')).blocks)).toContain('电闸');
  });

  test('what was wrong is in the mistakes until it is right', async () => {
    await chen.command('/jy', 'quiz mistakes');
    await seen(chen, says(/错题本.*空/), 'that there are none');
    await makeBank(work, '练习', singles(1));
    await chen.command('/jy', 'quiz practice');
    await tap(await seen(chen, isQuestion, 'a question'), '做错');
    await chen.command('/jy', 'quiz me');
    const mine = await seen(chen, has('quiz.mistakes'), 'my record');
    expect(textOf(mine)).toContain('1 道');
    await chen.click('quiz.mistakes', { message: mine });
    const again = await seen(chen, isQuestion, 'the mistake');
    expect(textOf(again)).toContain('第1题');
    await chen.click('quiz.mistakes', { message: await tap(again, '做对') });
    await seen(chen, (one) => one.ts === again.ts && !isResult(one) && !isQuestion(one), 'that none is left');
  });

  test('mistakes of a bank that was deleted are neither asked nor counted', async () => {
    const bank = await makeBank(work, '练习', singles(1));
    await chen.command('/jy', 'quiz practice');
    await tap(await seen(chen, isQuestion, 'a question'), '做错');
    await deleteBank(work.ctx, bank, { user: PEOPLE.admin, scope: 'company', roles: ['administrator'] });
    await chen.command('/jy', 'quiz me');
    expect(textOf(await seen(chen, has('quiz.board'), 'my record'))).not.toContain('1 道');
  });

  test('one mistake ends the challenge; the best run is kept', async () => {
    await makeBank(work, '练习', singles(30));
    await chen.command('/jy', '答题 闯关');
    let card = await seen(chen, isQuestion, 'the first question');
    for (const score of [1, 2, 3]) {
      const result = await tap(card, '做对');
      expect(textOf(result)).toContain(`${score} 题`);
      card = await next(result, 'challenge');
    }
    const over = await tap(card, '做错');
    expect(textOf(over)).toMatch(/结束.*3 题.*3 题/);
    const again = await next(over, 'challenge');
    const second = await tap(again, '做对');
    expect(textOf(second)).toContain('1 题');
    const end = await tap(await next(second, 'challenge'), '做错');
    expect(textOf(end)).toMatch(/结束.*1 题.*3 题/);
    expect(await bestChallenge(work.ctx, PEOPLE.chen)).toBe(3);
    expect((await standingOf(work.ctx, PEOPLE.chen))?.total ?? 0).toBe(0);
  });
});

describe('my record and the leaderboards', () => {
  let work: Workplace;

  beforeEach(async () => {
    ({ work } = await openDay());
    await answer(work.slack.as(PEOPLE.chen), '停止作业');
    await answer(work.slack.as(PEOPLE.li), '继续作业');
    // 何建国 is in their branch and not in their team, 赵大力 in another branch.
    await answer(work.slack.as(PEOPLE.officer), '停止作业');
    await answer(work.slack.as(PEOPLE.zhao), '停止作业');
  });
  afterEach(() => work.close());

  test('`me` has streak, points and ranks', async () => {
    const li = work.slack.as(PEOPLE.li);
    await li.command('/jy', 'quiz me');
    const mine = textOf(await seen(li, has('quiz.challenge'), 'my record'));
    expect(mine).toMatch(/连续答题 1 天/);
    expect(mine).toMatch(/本周 2 分.*本月 2 分.*累计 2 分/);
    expect(mine).toContain('本周名次：班组第 2/2，分会第 3/3');
    await li.part('quiz');
    await li.click('quiz.me', { in: 'modal' });
    await modalOf(li, says(/累计 2 分/), 'my record in a dialog');
    // What is wrong is gone over out of the same dialog, on the first tap.
    await li.click('quiz.mistakes', { in: 'modal' });
    const mistake = await modalOf(li, has('quiz.pick'), 'the mistake');
    await li.click(letterOf(mistake, '停止作业'), { in: 'modal' });
    await modalOf(li, has('quiz.report'), 'the result');
    expect((await standingOf(work.ctx, PEOPLE.li))?.total).toBe(2);
  });

  test('`board` begins with the team’s week, and turns by buttons, in chat and in App Home', async () => {
    const li = work.slack.as(PEOPLE.li);
    await li.command('/jy', '答题 排行榜');
    const board = await seen(li, has('quiz.board:'), 'the leaderboard');
    expect(textOf(board)).toMatch(/1\. 陈小梅.*10 分\n.*2\. 李强.*2 分/);
    expect(textOf(board)).not.toContain('赵大力');
    await li.click('quiz.board:company', { message: board });
    const company = await seen(li, (one) => one.ts === board.ts && says('赵大力')(one), 'the company’s');
    await li.click('quiz.board:day', { message: company });
    await seen(li, (one) => one.ts === board.ts && says(/今天[\s\S]*赵大力/)(one), 'the day’s');
    await li.part('quiz');
    await li.click('quiz.board', { in: 'modal' });
    await modalOf(li, says('陈小梅'), 'the leaderboard in a dialog');
    await li.click('quiz.board:branch', { in: 'modal' });
    const branch = textOf((await modalOf(li, says('何建国'), 'the branch’s')).blocks);
    expect(branch).toContain('本分会');
    expect(branch).not.toContain('赵大力');
  });

  test('who has only practised is on no leaderboard, and has no rank', async () => {
    const lin = work.slack.as('U0QH3003');
    await lin.command('/jy', 'quiz practice');
    const question = await seen(lin, (one) => one.ephemeralFor === lin.id && has('quiz.pick')(one), 'a question');
    await lin.click(letterOf(question, '停止作业'), { message: question });
    await seen(lin, (one) => one.ts === question.ts && has('quiz.report')(one), 'the result');
    await lin.command('/jy', 'quiz me');
    expect(textOf(await seen(lin, has('quiz.challenge'), 'my record'))).toContain('班组暂无，分会暂无');
    await lin.command('/jy', 'quiz board');
    const board = await seen(lin, has('quiz.board:'), 'the leaderboard');
    expect(textOf(board)).not.toContain('林月');
    await lin.click('quiz.board:company', { message: board });
    const company = await seen(lin, (one) => one.ts === board.ts && says('赵大力')(one), 'the company’s');
    expect(textOf(company)).not.toContain('林月');
  });
});
