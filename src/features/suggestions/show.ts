import type { ActionRequest, Message } from '../../bot/feature.ts';
import { saidModal } from './form-views.ts';

/** Shows a message where the click was: in a modal in its place, from App Home in a modal, from a message beside it. */
export async function show(request: ActionRequest, draw: () => Promise<Message>): Promise<void> {
  const { origin, actor } = request;
  const view = async () => saidModal(actor.locale, await draw());
  if (origin.kind === 'home') await request.openModal(view);
  else if (origin.kind === 'modal') await request.updateModal(await view());
  else if (origin.kind === 'message' && origin.isEphemeral) await request.replace(await draw());
  else await request.reply(await draw());
}
