import type { ActionRequest, Message } from '../../../bot/feature.ts';
import { asModal } from './modal-views.ts';

/**
 * Shows a message where the click was: in a modal in its place, from App Home and from a message that others read too in a
 * modal, from one's own message beside it or, when the click was made in what it replaces, in its place.
 * @param title of the modal.
 */
export async function showBeside(
  request: ActionRequest,
  title: string,
  replaces: boolean,
  draw: () => Promise<Message>,
): Promise<void> {
  const { origin, actor } = request;
  const isShared = origin.kind === 'message' && !origin.isEphemeral && isChannel(origin.channel);
  if (origin.kind === 'home' || isShared)
    await request.openModal(async () => asModal(actor.locale, await draw(), title));
  else if (origin.kind === 'modal') await request.updateModal(asModal(actor.locale, await draw(), title));
  else if (replaces) await request.replace(await draw());
  else await request.reply(await draw());
}

/** A conversation with the bot alone is a `D…`. */
function isChannel(conversation: string): boolean {
  return !conversation.startsWith('D');
}
