import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PlaygroundPerson } from '../../../playground/client/person.ts';
import { fileOf } from '../../../playground/client.ts';
import { cards, questions, schedules } from '../../../src/features/quiz/model.ts';
import { reports } from '../../../src/features/quiz/reports/model.ts';
import { members } from '../../../src/members/model.ts';
import { standingOf } from '../../../src/participation/ledger/store.ts';
import { singles } from '../../helpers/question-table.ts';
import { answer, answersOf, has, modalOf, openDay, SOON, says, seen } from '../../helpers/quiz-day.ts';
import { PEOPLE, type Workplace } from '../../helpers/workplace.ts';

/** What Slack delivers three times, because an ack was lost, is done once: by one process, and by one that has just begun. */
describe('what is delivered three times', () => {
  let work: Workplace;
  let chen: PlaygroundPerson;
  let officer: PlaygroundPerson;

  beforeEach(async () => {
    ({ work } = await openDay());
    chen = work.slack.as(PEOPLE.chen);
    officer = work.slack.as(PEOPLE.admin);
  });
  afterEach(() => work.close());

  const twiceMore = async (): Promise<void> => {
    await work.slack.redeliver();
    await work.slack.redeliver();
  };

  /** What the person sees once another command, sent after all of it, is answered. */
  async function afterwards(person: PlaygroundPerson) {
    await person.command('/jy', 'people');
    await seen(person, has('people.language'), 'the answer to the next command');
    return person.state();
  }

  test('a command is answered once', async () => {
    await chen.command('/jy', 'quiz practice');
    await twiceMore();
    const { messages } = await afterwards(chen);
    const questionsShown = Object.values(messages)
      .flat()
      .filter((one) => one.ephemeralFor === PEOPLE.chen && has('quiz.pick')(one));
    expect(questionsShown).toHaveLength(1);
  });

  test('a command that opens a dialog opens one, and says nothing of a trigger that is spent', async () => {
    await seen(officer, has('quiz.pick'), 'the card of the day');
    await officer.command('/jy', 'quiz import');
    await modalOf(officer, has('"file"'), 'the dialog');
    const before = (await officer.dm()).length;
    await twiceMore();
    const { modals } = await afterwards(officer);
    expect(modals).toHaveLength(1);
    expect(await officer.dm()).toHaveLength(before + 1);
  });

  test('a click opens one dialog', async () => {
    await answer(chen, '停止作业');
    await chen.click('quiz.report', { in: 'message' });
    await modalOf(chen, has('"words"'), 'the dialog');
    const before = (await chen.dm()).length;
    await twiceMore();
    expect((await afterwards(chen)).modals).toHaveLength(1);
    expect(await chen.dm()).toHaveLength(before + 1);
  });

  test('a confirmation is one answer, also when the bot was restarted in between', async () => {
    const result = await answer(chen, '停止作业');
    await twiceMore();
    await work.restart();
    await twiceMore();
    await afterwards(chen);
    expect(await answersOf(work, PEOPLE.chen)).toBe(1);
    expect((await standingOf(work.ctx, PEOPLE.chen))?.total).toBe(10);
    expect((await chen.dm()).filter((one) => one.ts === result.ts && has('quiz.report')(one))).toHaveLength(1);
  });

  test('a dialog that exports sends one file', async () => {
    await officer.command('/jy', 'quiz export 安全');
    await modalOf(officer, has('"format"'), 'the dialog');
    await officer.submit();
    await seen(officer, (one) => one.files.length > 0, 'the file');
    await twiceMore();
    await afterwards(officer);
    expect((await officer.dm()).flatMap((one) => one.files)).toHaveLength(1);
  });

  test('a dialog that imports, one that schedules and one that reports write once, after a restart too', async () => {
    await officer.command('/jy', 'quiz import 练习');
    await modalOf(officer, has('"file"'), 'the dialog');
    await officer.attach('file', fileOf('bank.csv', singles(3)));
    await officer.submit();
    await modalOf(officer, (modal) => modal.submit !== undefined && says('第1题')(modal), 'the preview');
    await officer.submit();
    await modalOf(officer, has('quiz.schedule'), 'the result');
    await twiceMore();
    await work.restart();
    await twiceMore();
    expect(await questions(work.ctx).countDocuments()).toBe(4);

    await officer.click('quiz.schedule', { in: 'modal' });
    await modalOf(officer, has('"audience"'), 'the form');
    await officer.submit({ name: '又一题' });
    await modalOf(officer, has('quiz.pauseSchedule'), 'that it is saved');
    await twiceMore();
    await work.restart();
    await twiceMore();
    expect(await schedules(work.ctx).countDocuments({ name: '又一题' })).toBe(1);

    await answer(chen, '停止作业');
    await chen.click('quiz.report', { in: 'message' });
    await modalOf(chen, has('"words"'), 'the dialog');
    await chen.submit({ words: '答案不对' });
    await twiceMore();
    await work.restart();
    await twiceMore();
    expect(await reports(work.ctx).countDocuments()).toBe(1);
  });

  test('who joins is one member, with one card the next morning', async () => {
    const id = await work.slack.person({ name: 'new.hand', realName: '新人' });
    await twiceMore();
    await expect.poll(() => members(work.ctx).countDocuments({ user: id }), { timeout: SOON }).toBe(1);
    await work.moveTo('2026-03-03T09:00:30+08:00');
    const newcomer = work.slack.as(id);
    await seen(newcomer, has('quiz.pick'), 'the card');
    await twiceMore();
    expect(await cards(work.ctx).countDocuments({ member: id, day: '2026-03-03' })).toBe(1);
    expect(await members(work.ctx).countDocuments({ user: id })).toBe(1);
  });
});
