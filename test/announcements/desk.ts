import type { PlaygroundPerson } from '../../playground/client/person.ts';
import type { Upload } from '../../playground/protocol.ts';
import { type Announcement, announcements } from '../../src/features/announcements/model.ts';
import { has, modalOf, seen } from '../helpers/quiz-day.ts';
import type { Workplace } from '../helpers/workplace.ts';

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

/** An officer writes one and looks at its preview. */
export async function writeOne(
  work: Workplace,
  user: string,
  fields: Record<string, string | string[]>,
  upload?: Upload,
): Promise<PlaygroundPerson> {
  const officer = await openForm(work, user);
  if (upload !== undefined) await officer.attach('attachment', upload);
  await officer.submit(fields);
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
