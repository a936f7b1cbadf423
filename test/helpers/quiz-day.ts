import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import type { PlaygroundPerson } from '../../playground/client/person.ts';
import { textOf } from '../../playground/client.ts';
import type { Message, ModalView } from '../../playground/protocol.ts';
import type { Actor } from '../../src/bot/actor.ts';
import { importBank } from '../../src/features/quiz/bank/service/banks.ts';
import { runs } from '../../src/features/quiz/model.ts';
import type { ScheduleInput } from '../../src/features/quiz/schedule/service/checks.ts';
import { createSchedule } from '../../src/features/quiz/schedule/service/schedules.ts';
import { EVERYBODY } from '../../src/members/audience/spec.ts';
import { actorOf } from '../../src/members/service.ts';
import { ledger } from '../../src/participation/ledger/model.ts';
import { openWorkplace, PEOPLE, type Workplace } from './workplace.ts';

/** How long a test waits for what it knows will come. */
export const SOON = 30_000;

const ONE_QUESTION = new URL('../quiz/run/one-question.csv', import.meta.url);

type Shown = Message | ModalView;

export const says = (text: string | RegExp) => (shown: Shown) => {
  const words = textOf('ts' in shown ? shown : shown.blocks);
  return typeof text === 'string' ? words.includes(text) : text.test(words);
};

/** Whether a button or a select of this action is there, or anything else in the blocks' own words. */
export const has = (part: string) => (shown: Shown) => JSON.stringify(shown.blocks ?? []).includes(part);

/** The newest message that the person sees and that fits, waited for. */
export function seen(person: PlaygroundPerson, fits: (message: Message) => boolean, what: string): Promise<Message> {
  return person.until((state) => Object.values(state.messages).flat().filter(fits).at(-1), what, SOON);
}

/** The modal in front of the person, once it fits. */
export function modalOf(
  person: PlaygroundPerson,
  fits: (modal: ModalView) => boolean,
  what: string,
): Promise<ModalView> {
  return person.until(
    ({ modals }) => {
      const top = modals.at(-1);
      return top !== undefined && fits(top) ? top : undefined;
    },
    what,
    SOON,
  );
}

/** The letter under which an option stands on a person's card. */
export function letterOf(shown: Shown, option: string): string {
  const words = textOf('ts' in shown ? shown : shown.blocks);
  const letter = words
    .split('\n')
    .find((line) => /^[A-J] /.test(line.trim()) && line.includes(option))
    ?.trim()
    .charAt(0);
  if (letter === undefined) throw new Error(`no option "${option}" in\n${words}`);
  return letter;
}

/** Whether a message came at this hour or later. */
export const since = (at: string) => (message: Message) => Number(message.ts) * 1000 >= Date.parse(at);

/**
 * Taps an option of the card in the person's messages, and confirms it.
 * @param fits which card; any that has the option unless told
 * @returns the card with its result
 */
export async function answer(
  person: PlaygroundPerson,
  option: string,
  fits: (message: Message) => boolean = () => true,
): Promise<Message> {
  const isCard = (one: Message) => has('quiz.pick')(one) && says(option)(one) && fits(one);
  const card = await seen(person, isCard, `a card with "${option}"`);
  await person.click(letterOf(card, option), { message: card });
  await seen(person, (one) => one.ts === card.ts && has('quiz.confirm')(one), 'the confirmation');
  await person.click('quiz.confirm', { message: card });
  return seen(person, (one) => one.ts === card.ts && has('quiz.report')(one), 'the result');
}

export async function actor(work: Workplace, user: string): Promise<Actor> {
  const found = await actorOf(work.ctx, user);
  if (found === undefined) throw new Error(`${user} is no member`);
  return found;
}

/** How many answers of the scheduled quiz the ledger has of a member. */
export function answersOf(work: Workplace, member: string): Promise<number> {
  return ledger(work.ctx).countDocuments({ workspace: work.ctx.workspace, member, kind: 'answer' });
}

/** A bank of the table's rows; the file with the one question about stopping work unless told. @returns its id. */
export async function makeBank(work: Workplace, name = '安全', table?: string): Promise<string> {
  const bytes = table === undefined ? await readFile(ONE_QUESTION) : Buffer.from(table);
  const { bank } = await importBank(work.ctx, { user: PEOPLE.admin }, bytes, 'bank.csv', name);
  return bank._id;
}

/** One question to everybody at 08:00 of each working day, until 17:30, unless told. @returns its id. */
export async function makeSchedule(
  work: Workplace,
  bank: string,
  changes: Partial<ScheduleInput> = {},
): Promise<string> {
  const { schedule } = await createSchedule(work.ctx, await actor(work, PEOPLE.admin), {
    name: '每日一题',
    bank,
    topics: [],
    audience: EVERYBODY,
    time: '08:00',
    cadence: { kind: 'daily' },
    count: 1,
    lock: '17:30',
    mode: 'dm',
    ...changes,
  });
  return schedule._id;
}

/** Moves the clock behind the lock of the day's quiz, and waits until all that was chosen is counted. */
export async function lockDay(work: Workplace, day = '2026-03-02'): Promise<void> {
  await work.moveTo(`${day}T17:31:00+08:00`);
  const open = () => runs(work.ctx).countDocuments({ day, state: { $ne: 'locked' } });
  await expect.poll(open, { timeout: SOON }).toBe(0);
}

export interface QuizDay {
  work: Workplace;
  bank: string;
  schedule: string;
}

/**
 * Monday, 2 March 2026, 08:00: a workplace in which everybody's question of the day is coming. Over HTTP unless told: a
 * socket whose clock has jumped takes its peer for dead, and connects again at some moment of the next two seconds.
 */
export async function openDay(
  options: { bot?: 'http' | 'socket'; table?: string; schedule?: Partial<ScheduleInput> } = {},
): Promise<QuizDay> {
  const { bot = 'http', table, schedule: changes } = options;
  const work = await openWorkplace({ at: '2026-03-02T07:30:00+08:00', bot });
  const bank = await makeBank(work, '安全', table);
  const schedule = await makeSchedule(work, bank, changes);
  await work.moveTo('2026-03-02T08:00:30+08:00');
  return { work, bank, schedule };
}
