import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PlaygroundPerson } from '../../../playground/client/person.ts';
import { textOf } from '../../../playground/client.ts';
import type { Message, ModalView } from '../../../playground/protocol.ts';
import { runs, schedules } from '../../../src/features/quiz/model.ts';
import { audienceOf } from '../../../src/members/audience/spec.ts';
import { singles } from '../../helpers/question-table.ts';
import { answer, has, makeBank, makeSchedule, modalOf, SOON, says, seen, since } from '../../helpers/quiz-day.ts';
import { limitToBranch, openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';

describe('an officer and the schedules', () => {
  let work: Workplace;
  let officer: PlaygroundPerson;
  let chen: PlaygroundPerson;

  beforeEach(async () => {
    work = await openWorkplace({ at: '2026-03-02T07:30:00+08:00', bot: 'http' });
    officer = work.slack.as(PEOPLE.admin);
    chen = work.slack.as(PEOPLE.chen);
  });
  afterEach(() => work.close());

  const isForm = (modal: ModalView) => modal.submit !== undefined && has('"audience"')(modal);
  const openList = async (): Promise<Message> => {
    await officer.command('/jy', 'quiz schedule');
    return seen(officer, has('quiz.schedule"'), 'the list of schedules');
  };
  const stored = () => schedules(work.ctx).find({}).sort({ createdAt: 1 }).lean();

  test('without a bank there is nothing to schedule, and a button to import one', async () => {
    await officer.click('quiz.schedule', { message: await openList() });
    await modalOf(officer, has('quiz.import'), 'that a bank is needed');
    await officer.click('quiz.import', { in: 'modal' });
    await modalOf(officer, has('"file_input"'), 'the dialog on top');
  });

  test('makes one in a dialog, and the card comes at its hour', async () => {
    await makeBank(work);
    await officer.click('quiz.schedule', { message: await openList() });
    const form = await modalOf(officer, isForm, 'the form');
    // A name, the bank and the hour are there already.
    for (const given of ['每日一题', '安全', '08:00']) expect(JSON.stringify(form.state)).toContain(given);
    await officer.fill({
      name: '水产班组每日一题',
      audience: '东湖养殖分会 · 一号塘班',
      time: '09:30',
      lock: 'at-time',
    });
    // The lock's time is missing: said at its input.
    expect(Object.keys((await officer.submit()).errors ?? {})).toEqual(['lockTime']);
    await officer.submit({ lockTime: '14:00' });
    const saved = await modalOf(officer, has('quiz.pauseSchedule'), 'that it is saved');
    expect(textOf(saved.blocks)).toMatch(/发给 2 人/);
    expect(textOf(saved.blocks)).toContain('09:30');
    expect(await stored()).toMatchObject([{ name: '水产班组每日一题', time: '09:30', lock: '14:00', state: 'active' }]);

    await work.moveTo('2026-03-02T09:30:30+08:00');
    expect(textOf(await seen(chen, has('quiz.pick'), 'the card'))).toContain('14:00');
    await answer(chen, '停止作业');
    // 何建国 is in the same branch, and in another team.
    expect((await work.slack.as(PEOPLE.officer).dm()).filter(has('quiz.pick'))).toEqual([]);
  });

  test('changes one: today’s card stays as it was sent, the next day follows', async () => {
    await makeSchedule(work, await makeBank(work), { name: '班前一题' });
    await work.moveTo('2026-03-02T08:00:30+08:00');
    await seen(chen, has('quiz.pick'), 'the card');
    await officer.click(/^quiz\.changeSchedule:/, { message: await openList() });
    const form = await modalOf(officer, isForm, 'the form with what it is now');
    for (const now of ['班前一题', '08:00', '17:30']) expect(JSON.stringify(form.state)).toContain(now);
    await officer.submit({ name: '新的每日一题', time: '10:00', lockTime: '15:00' });
    await modalOf(officer, says('新的每日一题'), 'that it is saved');
    expect(textOf(await seen(chen, has('quiz.pick'), 'the card'))).toContain('17:30');

    await work.moveTo('2026-03-03T08:00:30+08:00');
    await work.moveTo('2026-03-03T10:00:30+08:00');
    const next = await seen(
      chen,
      (one) => has('quiz.pick')(one) && since('2026-03-03T00:00:00+08:00')(one),
      'the card',
    );
    expect(since('2026-03-03T10:00:00+08:00')(next)).toBe(true);
    expect(textOf(next)).toContain('15:00');
  });

  test('pauses and resumes, in the list and in the dialog', async () => {
    const bank = await makeBank(work);
    const schedule = await makeSchedule(work, bank);
    await makeSchedule(work, bank, { name: '另一题' });
    await officer.click(`quiz.pauseSchedule:${schedule}`, { message: await openList() });
    const paused = await seen(officer, has('quiz.resumeSchedule'), 'the list with the paused one');
    await work.moveTo('2026-03-02T08:00:30+08:00');
    // The runs of an hour are all opened before the first of them is drawn.
    await seen(chen, has('quiz.pick'), 'the card of the other one');
    expect(await runs(work.ctx).countDocuments({ schedule })).toBe(0);
    await officer.click(/^quiz\.resumeSchedule:/, { message: paused });
    await seen(
      officer,
      (one) => one.ts === paused.ts && !has('quiz.resumeSchedule')(one),
      'the list with both running',
    );
    await work.moveTo('2026-03-02T08:05:00+08:00');
    const late = since('2026-03-02T08:04:00+08:00');
    await seen(chen, (one) => has('quiz.pick')(one) && late(one), 'the card of the day, late');

    await officer.click(`quiz.changeSchedule:${schedule}`);
    await modalOf(officer, isForm, 'the form');
    await officer.submit();
    await modalOf(officer, has('quiz.pauseSchedule'), 'that it is saved');
    await officer.click('quiz.pauseSchedule', { in: 'modal' });
    await modalOf(officer, has('quiz.resumeSchedule'), 'the list in the dialog');
    await expect.poll(stored, { timeout: SOON }).toMatchObject([{ state: 'paused' }, { state: 'active' }]);
  });

  test('ends one after asking once more; what is out can be answered', async () => {
    await makeSchedule(work, await makeBank(work));
    await work.moveTo('2026-03-02T08:00:30+08:00');
    await seen(chen, has('quiz.pick'), 'the card');
    const list = await openList();
    expect(JSON.stringify(list.blocks)).toMatch(/quiz\.endSchedule:.*"confirm"/);
    await officer.click(/^quiz\.endSchedule:/, { message: list });
    await seen(officer, (one) => one.ts === list.ts && !has('quiz.endSchedule')(one), 'the list without it');
    expect(await stored()).toMatchObject([{ state: 'ended' }]);
    await answer(chen, '停止作业');
  });

  test('channel mode without a channel is refused at its input', async () => {
    await makeBank(work);
    await officer.click('quiz.schedule', { message: await openList() });
    await modalOf(officer, isForm, 'the form');
    await officer.fill({ name: '频道一题', mode: 'channel' });
    expect(Object.keys((await officer.submit()).errors ?? {})).toEqual(['channel']);
    await officer.submit({ channel: 'C0SAFETY' });
    await modalOf(officer, has('quiz.pauseSchedule'), 'that it is saved');
    expect(await stored()).toMatchObject([{ mode: 'channel', channel: 'C0SAFETY' }]);
  });

  test('one whose bank was deleted says so, and gets another bank', async () => {
    const bank = await makeBank(work, '旧题库');
    const other = await makeBank(work, '新题库', singles(3));
    await makeSchedule(work, bank);
    await officer.command('/jy', 'quiz banks');
    await officer.click(`quiz.bank:${bank}`);
    await modalOf(officer, has(`quiz.deleteBank:${bank}`), 'the bank');
    await officer.click(`quiz.deleteBank:${bank}`, { in: 'modal' });
    const left = await modalOf(officer, says('“旧题库”已删除'), 'the banks left');
    expect([has(`quiz.bank:${other}`)(left), has(`quiz.bank:${bank}`)(left)]).toEqual([true, false]);
    await officer.closeModal(true);
    const list = await openList();
    expect(textOf(list)).toContain('题库已删除');
    await officer.click(/^quiz\.changeSchedule:/, { message: list });
    await modalOf(officer, isForm, 'the form');
    // No bank stands in it: Slack itself says what is missing.
    expect(Object.keys((await officer.submit()).errors ?? {})).toEqual(['bank']);
    await officer.submit({ bank: '新题库' });
    expect(textOf((await modalOf(officer, has('quiz.pauseSchedule'), 'that it is saved')).blocks)).toContain('新题库');
    await work.moveTo('2026-03-02T08:00:30+08:00');
    await seen(chen, (one) => has('quiz.pick')(one) && says('做对')(one), 'a card of the other bank');
  });

  test('of two officers, one ends what the other has open: the form says that it is gone', async () => {
    await makeSchedule(work, await makeBank(work));
    const he = work.slack.as(PEOPLE.officer);
    await officer.click(/^quiz\.changeSchedule:/, { message: await openList() });
    await modalOf(officer, isForm, 'the form');
    await he.command('/jy', 'quiz schedule');
    const list = await seen(he, has('quiz.endSchedule'), 'the list');
    await he.click(/^quiz\.endSchedule:/, { message: list });
    await seen(he, (one) => one.ts === list.ts && !has('quiz.endSchedule')(one), 'the list without it');
    const { errors } = await officer.submit({ name: '改名' });
    expect(Object.values(errors ?? {})).toEqual([expect.stringContaining('没有这个计划')]);
    expect(await stored()).toMatchObject([{ name: '每日一题', state: 'ended' }]);
  });

  test('a branch’s officer has the branch and nothing else', async () => {
    await limitToBranch(work);
    await makeSchedule(work, await makeBank(work), {
      audience: audienceOf({ kind: 'branch', branch: '南岗种植分会' }),
    });
    const he = work.slack.as(PEOPLE.officer);
    await he.command('/jy', 'quiz schedule');
    const list = await seen(he, has('quiz.schedule"'), 'the list');
    expect(textOf(list)).not.toContain('每日一题');
    await he.click('quiz.schedule', { message: list });
    const form = JSON.stringify(await modalOf(he, isForm, 'the form'));
    expect(form).toContain('一号塘班');
    expect(form).not.toContain('南岗种植分会');
  });
});
