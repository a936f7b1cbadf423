import { modal, section } from '../../bot/blocks.ts';
import type { ActionRequest, Locale, Message, ModalView } from '../../bot/feature.ts';
import { officerMessages } from './officer-messages.ts';

/** A list of the officers' as a modal. */
export function listModal(locale: Locale, title: string, message: Message): ModalView {
  return modal({
    callback: 'quiz.list',
    title,
    close: officerMessages[locale].close,
    blocks: message.blocks,
  });
}

/**
 * Shows a list where the click was: in a modal in its place, from App Home in a modal, from a message beside it or,
 * when the click was made in the list itself, in its place.
 */
export async function showList(
  request: ActionRequest,
  title: string,
  isList: boolean,
  draw: () => Promise<Message>,
): Promise<void> {
  const { locale } = request.actor;
  if (request.origin.kind === 'home') await request.openModal(async () => listModal(locale, title, await draw()));
  else if (request.origin.kind === 'modal') await request.updateModal(listModal(locale, title, await draw()));
  else if (isList) await request.replace(await draw());
  else await request.reply(await draw());
}

/** A message of one paragraph of mrkdwn. */
export function sentence(text: string): Message {
  return { text, blocks: [section(text)] };
}
