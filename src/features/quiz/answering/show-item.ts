import type { Message } from '../../../bot/draw/block-kit.ts';
import { messageClicked, present } from '../../../bot/draw/present.ts';
import type { ActionRequest } from '../../../bot/request.ts';
import { sentCopy, updateCopy } from '../../../delivery/copies.ts';
import { countSoon } from '../card/service/channel-count.ts';
import type { ItemState } from '../card/service/item.ts';
import { messages } from '../messages.ts';
import { itemMessage } from './present.ts';

type Click = Pick<ActionRequest, 'ctx' | 'actor' | 'refreshHome'>;

/** Shows a message where the click was. */
export async function show(request: ActionRequest, message: Message): Promise<void> {
  await present(request, { message: () => message, title: messages[request.actor.locale].title });
}

/** Shows an item; once it is answered, the card in the chat shows it too, wherever the click was. @param how.own see `Ref` */
export async function showItem(
  request: ActionRequest,
  state: ItemState,
  how: { reveal?: boolean; own?: boolean | undefined } = {},
): Promise<void> {
  const { actor } = request;
  const card = messageClicked(request);
  const own = how.own === true && card !== undefined;
  await show(request, itemMessage(actor, state, { reveal: how.reveal ?? false, own }));
  if (state.state !== 'answered' || own) return;
  if (card !== undefined) await showOnCard(request, state, card.ts);
  else await refreshElsewhere(request, state);
}

/** After an answer in a modal, or in what a command showed: the card in the chat, App Home, and the count in a channel. */
export async function refreshElsewhere(request: Click, state: ItemState): Promise<void> {
  await countSoon(request.ctx, state.card.run);
  await showOnCard(request, state);
  await request.refreshHome();
}

/**
 * Shows the item on the card that was sent. What Slack refuses is logged: the answer stands.
 * @param clicked the message that shows it already: a nudge opens the question in its own place.
 */
async function showOnCard({ ctx, actor }: Click, state: ItemState, clicked?: string): Promise<void> {
  const notice = `quiz.card-${state.card.run}`;
  try {
    const copy = await sentCopy(ctx, notice, actor.user);
    if (copy === undefined || copy.ts === clicked) return;
    await updateCopy(ctx, copy, itemMessage(actor, state));
  } catch (error) {
    ctx.log.warn({ err: error, card: state.card._id }, 'a card does not show its answer');
  }
}
