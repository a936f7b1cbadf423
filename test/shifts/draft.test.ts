import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlaygroundPerson } from '../../playground/client/person.ts';
import { formWords } from '../../src/bot/draw/form/words.ts';
import { messages } from '../../src/features/shifts/messages.ts';
import { has, modalOf, says, seen } from '../helpers/quiz-day.ts';
import { openWorkplace, PEOPLE, type Workplace } from '../helpers/workplace.ts';

const { kept, more } = formWords.zh;
const HOURS = '08:00-20:00 2天\n休 2天';
/** It is behind "More settings" until a rotation is chosen by somebody who has seen it. */
const FIRST = messages.zh.form.first;

let work: Workplace;
let admin: PlaygroundPerson;
beforeAll(async () => {
  work = await openWorkplace({ at: '2026-03-02T09:00:00+08:00', bot: 'http' });
  admin = work.slack.as(PEOPLE.admin);
});
afterAll(() => work.close());

async function openForm() {
  await admin.command('/jy', 'shifts');
  const page = await seen(admin, has('shifts.add'), 'the page');
  await admin.click('shifts.add', { message: page });
  return modalOf(admin, has('"block_id":"hours"'), 'the form');
}

describe('a form of the product that is closed before it is sent', { timeout: 60_000 }, () => {
  it('asks for little first, and has nothing of anybody in it', async () => {
    const form = await openForm();
    expect(says(more)(form)).toBe(true);
    expect([says(kept)(form), says(FIRST)(form)]).toEqual([false, false]);
    await admin.closeModal();
  });

  it('offers at the next opening what was typed, although everything was restarted', async () => {
    await openForm();
    await admin.type('name', '两班倒');
    await admin.choose('days', 'cycle');
    await admin.type('hours', HOURS);
    await admin.closeModal();
    await work.settled();
    await work.restart();
    const form = await openForm();
    expect(says(kept)(form)).toBe(true);
    const { values } = form.state;
    expect(Object.values(values.name ?? {})[0]?.value).toBe('两班倒');
    expect(Object.values(values.hours ?? {})[0]?.value).toBe(HOURS);
    expect(JSON.stringify(values.days)).toContain('"cycle"');
  });

  it('shows a field that waits behind “more settings” when the fault is there, with the sentence, and keeps the rest', async () => {
    await admin.type('name', '两班倒甲');
    await admin.submit();
    const form = await modalOf(admin, says(messages.zh.faults['need-first']()), 'what is missing');
    expect(says(FIRST)(form)).toBe(true);
    expect(says(more)(form)).toBe(false);
    expect(Object.values(form.state.values.name ?? {})[0]?.value).toBe('两班倒甲');
    await admin.submit({ first: '2026-03-02' });
    await modalOf(admin, says(messages.zh.nextDays), 'the preview');
    await admin.closeModal(true);
  });

  it('forgets what was typed once it was taken', async () => {
    const form = await openForm();
    expect(says(kept)(form)).toBe(false);
    expect(Object.values(form.state.values.name ?? {})[0]?.value ?? '').toBe('');
    await admin.closeModal();
  });
});
