import type { Hub } from '../hub.ts';
import type { StoredConversation, StoredMessage, StoredView } from '../model.ts';
import { SlackError } from '../slack-error.ts';

/** A message this person can see, with its conversation. */
export function messageFor(
  hub: Hub,
  user: string,
  channel: string,
  ts: string,
): { message: StoredMessage; place: StoredConversation } {
  const place = hub.workspace.conversation(channel);
  const message = hub.workspace.findMessage(channel, ts);
  const isVisible = place.members.includes(user) && (!message?.ephemeralFor || message.ephemeralFor === user);
  if (!message || !isVisible) throw new SlackError('message_not_found');
  return { message, place };
}

/** The person's own modal, which has to be the one on top, or their home. */
export function viewFor(hub: Hub, user: string, id: string): StoredView {
  const view = hub.workspace.findView({ id });
  if (!view || view.user !== user) throw new SlackError('view_not_found');
  if (view.type === 'modal' && hub.workspace.stack(user).at(-1) !== view) throw new SlackError('view_not_found');
  return view;
}
