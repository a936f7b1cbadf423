import type { ActionRequest, Message } from '../../bot/feature.ts';
import { asModal } from './modal-views.ts';

/**
 * Shows a message where the click was: in a modal in its place, from App Home in a modal, from a message beside it or,
 * when the click was made in what it replaces, in its place.
 * @param title of the modal.
 */
export async function showBeside(
  request: ActionRequest,
  title: string,
  replaces: boolean,
  draw: () => Promise<Message>,
): Promise<void> {
  const { origin, actor } = request;
  if (origin.kind === 'home') await request.openModal(async () => asModal(actor.locale, await draw(), title));
  else if (origin.kind === 'modal') await request.updateModal(asModal(actor.locale, await draw(), title));
  else if (replaces) await request.replace(await draw());
  else await request.reply(await draw());
}
