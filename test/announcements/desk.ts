import { expect } from 'vitest';
import type { PlaygroundPerson } from '../../playground/client/person.ts';
import type { Upload } from '../../playground/protocol.ts';
import { type Announcement, announcements } from '../../src/features/announcements/model.ts';
import { announcementReceipts } from '../../src/features/announcements/receipts/service/receipts.ts';
import type { State } from '../../src/features/announcements/rules.ts';
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

/** The announcement that was touched last. */
export async function newest(work: Workplace): Promise<Announcement> {
  const [one] = await announcements(work.ctx).find({}).sort({ updatedAt: -1, _id: -1 }).limit(1).lean<Announcement[]>();
  if (one === undefined) throw new Error('no announcement');
  return one;
}

/** An officer opens the form from the list. */
export async function openForm(work: Workplace, user: string): Promise<PlaygroundPerson> {
  const officer = work.slack.as(user);
  await officer.command('/announce');
  const list = await seen(officer, has('announcements.write'), 'the list');
  await officer.click('announcements.write', { message: list });
  await modalOf(officer, has('rich_text_input'), 'the form');
  return officer;
}

/** What the receipts say, after what Slack has done by now. */
export async function counted(work: Workplace, id: string): Promise<Record<string, number>> {
  const one = await announcements(work.ctx).findById(id).lean();
  if (one === null) throw new Error('gone');
  await announcementReceipts.settle(work.ctx, one);
  const sums: Record<string, number> = {};
  for (const { state, count } of await announcementReceipts.counts(work.ctx, id))
    sums[state] = (sums[state] ?? 0) + count;
  return sums;
}

export const sum = (counts: Record<string, number>) => Object.values(counts).reduce((total, one) => total + one, 0);

/** Waits until the receipts say this, and nothing else. */
export const untilCounted = (work: Workplace, id: string, counts: Record<string, number>) =>
  expect.poll(() => counted(work, id), { timeout: SOON }).toEqual(counts);

export const untilState = (work: Workplace, id: string, state: State) =>
  expect.poll(async () => (await announcements(work.ctx).findById(id).lean())?.state, { timeout: SOON }).toBe(state);

type Fields = Record<string, string | string[]>;

/** An officer fills the form in and submits it. */
export async function write(work: Workplace, user: string, fields: Fields, upload?: Upload): Promise<PlaygroundPerson> {
  const officer = await openForm(work, user);
  if (upload !== undefined) await officer.attach('attachment', upload);
  await officer.submit(fields);
  return officer;
}

/** An officer writes one and looks at its preview. */
export async function writeOne(
  work: Workplace,
  user: string,
  fields: Fields,
  upload?: Upload,
): Promise<PlaygroundPerson> {
  const officer = await write(work, user, fields, upload);
  await modalOf(officer, has('announcements.preview'), 'the preview');
  return officer;
}

/** What stands in the preview is sent, and the modal is closed. @returns its id */
export async function sendIt(work: Workplace, officer: PlaygroundPerson): Promise<string> {
  await officer.click('announcements.send', { in: 'modal' });
  await modalOf(
    officer,
    (one) => one.callback_id === 'announcements.receipts' || !has('announcements.send')(one),
    'it',
  );
  await officer.closeModal(true);
  return (await newest(work))._id;
}

/** The officer writes and sends. @returns the announcement's id, and the officer with its page open */
export async function announce(work: Workplace, user: string, fields: Fields) {
  const officer = await write(work, user, fields);
  await modalOf(officer, has('announcements.send'), 'the preview');
  await officer.click('announcements.send', { in: 'modal' });
  await modalOf(officer, (modal) => !has('announcements.send')(modal), 'that it is on its way');
  return { officer, id: (await newest(work))._id };
}
