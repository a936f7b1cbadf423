import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { PlaygroundPerson } from '../../../playground/client/person.ts';
import { textOf } from '../../../playground/client.ts';
import type { ModalView } from '../../../playground/protocol.ts';
import { schedules } from '../../../src/features/quiz/model.ts';
import { has, makeBank, modalOf, says, seen } from '../../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../../helpers/workplace.ts';

let work: Workplace;
beforeEach(async () => {
  work = await openWorkplace({ at: '2026-03-02T07:30:00+08:00', bot: 'http' });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await work.close();
});

const isForm = (modal: ModalView) => modal.submit !== undefined && has('"audience"')(modal);
const stateIn = (modal: ModalView, block: string) => Object.values(modal.state.values[block] ?? {})[0];

async function openForm(officer: PlaygroundPerson): Promise<void> {
  await makeBank(work);
  await officer.command('/jy', 'quiz schedule');
  const list = await seen(officer, has('quiz.schedule"'), 'the list of schedules');
  await officer.click('quiz.schedule', { message: list });
  await modalOf(officer, isForm, 'the form');
}

/** What the form asks of Slack takes longer than a modal may wait. */
function slowDown(): void {
  const { conversations } = work.ctx.slack;
  const info = conversations.info.bind(conversations);
  vi.spyOn(conversations, 'info').mockImplementation(async (options) => {
    await sleep(3_000);
    return info(options);
  });
}

test('a form whose answer takes long comes back with what was typed and what is wrong, and can be sent again', async () => {
  const officer = work.slack.as(PEOPLE.admin);
  await openForm(officer);
  slowDown();
  await officer.submit({
    name: '塘口题',
    topics: '没有的主题',
    time: '09:30',
    lock: 'at-time',
    lockTime: '14:00',
    count: '3',
    mode: 'channel',
    channel: 'C0SAFETY',
  });
  await modalOf(officer, says('正在保存'), 'that it is at work');
  const form = await modalOf(officer, isForm, 'the form again');
  expect(textOf(form.blocks)).toMatch(/没有的主题[\s\S]*你填的内容都在/);
  expect(stateIn(form, 'name')).toMatchObject({ value: '塘口题' });
  expect(stateIn(form, 'topics')).toMatchObject({ value: '没有的主题' });
  expect(stateIn(form, 'time')).toMatchObject({ selected_time: '09:30' });
  expect(stateIn(form, 'lock')).toMatchObject({ selected_option: { value: 'at-time' } });
  expect(stateIn(form, 'lockTime')).toMatchObject({ selected_time: '14:00' });
  expect(stateIn(form, 'channel')).toMatchObject({ selected_conversation: 'C0SAFETY' });

  vi.restoreAllMocks();
  await officer.submit({ topics: '' });
  await modalOf(officer, has('quiz.pauseSchedule'), 'that it is saved');
  expect(await schedules(work.ctx).find({}).lean()).toMatchObject([
    { name: '塘口题', topics: [], time: '09:30', lock: '14:00', count: 3, mode: 'channel', channel: 'C0SAFETY' },
  ]);
});

test('who closes it meanwhile is told that it was not saved', async () => {
  const officer = work.slack.as(PEOPLE.admin);
  await openForm(officer);
  slowDown();
  await officer.submit({ topics: '<!channel>', channel: 'C0SAFETY' });
  await modalOf(officer, says('正在保存'), 'that it is at work');
  await officer.closeModal(true);
  const told = await seen(officer, says('没有保存'), 'that it was not saved');
  expect(textOf(told)).toContain('题库里没有这些主题');
  expect(JSON.stringify(told)).not.toContain('<!channel>');
  expect(await schedules(work.ctx).countDocuments()).toBe(0);
});
