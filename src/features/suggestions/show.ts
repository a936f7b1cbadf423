import type { Message } from '../../bot/draw/block-kit.ts';
import type { ActionRequest } from '../../bot/request.ts';
import { saidModal } from './form/views.ts';

/** Shows a message where the click was: in a modal in its place, from an answer in its place, from App Home and what others read too in a modal. */
export async function show(request: ActionRequest, draw: () => Promise<Message>): Promise<void> {
  const { origin, actor } = request;
  const view = async () => saidModal(actor.locale, await draw());
  if (origin.kind === 'modal') await request.updateModal(await view());
  else if (origin.kind === 'message' && origin.isEphemeral) await request.replace(await draw());
  else await request.openModal(view);
}
