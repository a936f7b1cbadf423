import { expect } from 'vitest';
import type { PlaygroundPerson } from '../../playground/client/person.ts';
import { announcements } from '../../src/features/announcements/model.ts';
import type { State } from '../../src/features/announcements/rules.ts';
import { countReceipts, settle } from '../../src/features/announcements/service/receipts.ts';
import { has, modalOf, SOON, seen } from '../helpers/quiz-day.ts';
import type { Workplace } from '../helpers/workplace.ts';

export const BRANCH = '东湖养殖分会';

/** A text as the form's rich text gives it, with a ping to the channel behind it. */
export const rich = (text: string) =>
  JSON.stringify({
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text },
          { type: 'broadcast', range: 'channel' },
        ],
      },
    ],
  });

export async function newest(work: Workplace) {
  const [one] = await announcements(work.ctx).find({}).sort({ updatedAt: -1 }).limit(1).lean();
  if (one === undefined) throw new Error('no announcement');
  return one;
}

/** What the receipts say, after what Slack has done by now. */
export async function counted(work: Workplace, id: string): Promise<Record<string, number>> {
  const one = await announcements(work.ctx).findById(id).lean();
  if (one === null) throw new Error('gone');
  await settle(work.ctx, one);
  const sums: Record<string, number> = {};
  for (const { state, count } of await countReceipts(work.ctx, id)) sums[state] = (sums[state] ?? 0) + count;
  return sums;
}

export const sum = (counts: Record<string, number>) => Object.values(counts).reduce((total, one) => total + one, 0);

/** Waits until the receipts say this, and nothing else. */
export const untilCounted = (work: Workplace, id: string, counts: Record<string, number>) =>
  expect.poll(() => counted(work, id), { timeout: SOON }).toEqual(counts);

export const untilState = (work: Workplace, id: string, state: State) =>
  expect.poll(async () => (await announcements(work.ctx).findById(id).lean())?.state, { timeout: SOON }).toBe(state);

type Fields = Record<string, string | string[]>;

/** The officer writes, and looks at the preview. */
export async function write(work: Workplace, user: string, fields: Fields): Promise<PlaygroundPerson> {
  const officer = work.slack.as(user);
  await officer.command('/announce');
  await seen(officer, has('announcements.write'), 'the list');
  await officer.click('announcements.write');
  await modalOf(officer, has('rich_text_input'), 'the form');
  await officer.submit(fields);
  return officer;
}

/** The officer writes and sends. @returns the announcement's id, and the officer with its page open */
export async function announce(work: Workplace, user: string, fields: Fields) {
  const officer = await write(work, user, fields);
  await modalOf(officer, has('announcements.send'), 'the preview');
  await officer.click('announcements.send', { in: 'modal' });
  await modalOf(officer, (modal) => !has('announcements.send')(modal), 'that it is on its way');
  return { officer, id: (await newest(work))._id };
}
