import type { Hub } from '../hub.ts';
import type { StoredConversation, StoredMessage } from '../model.ts';
import { SlackError } from '../slack-error.ts';
import type { Args } from './args.ts';

/** The conversation of an argument: its id, `#name`, or a person's id for their direct messages with the bot. */
export function placeToPost(args: Args, hub: Hub): StoredConversation {
  const { workspace, identity } = hub;
  const channel = args.required('channel');
  if (/^[UW]/.test(channel)) {
    const person = workspace.findPerson(channel);
    if (!person) throw new SlackError('channel_not_found');
    if (person.isDeleted) throw new SlackError('account_inactive');
    if (person.isBot) throw new SlackError('cannot_dm_bot');
    return workspace.dm(identity.botUserId, channel);
  }
  const name = channel.replace(/^#/, '');
  const place =
    workspace.findConversation(channel) ??
    workspace.data.conversations.find((one) => one.kind === 'channel' && one.name === name);
  if (!place) throw new SlackError('channel_not_found');
  if (!place.members.includes(identity.botUserId))
    throw new SlackError(place.kind === 'im' ? 'channel_not_found' : 'not_in_channel');
  const other = place.kind === 'im' ? place.members.find((one) => one !== identity.botUserId) : undefined;
  if (other && workspace.findPerson(other)?.isDeleted) throw new SlackError('account_inactive');
  return place;
}

/** A conversation the bot may read: direct messages of other people do not exist for it. */
export function placeToRead(args: Args, hub: Hub, needsMember = true): StoredConversation {
  const place = hub.workspace.conversation(args.required('channel'));
  const isMember = place.members.includes(hub.identity.botUserId);
  if (place.kind === 'im' && !isMember) throw new SlackError('channel_not_found');
  if (needsMember && !isMember) throw new SlackError('not_in_channel');
  return place;
}

/** A message that the API can reach: ephemeral ones cannot be. */
export function messageAt(hub: Hub, channel: string, ts: string): StoredMessage {
  const found = hub.workspace.findMessage(channel, ts);
  if (!found || found.ephemeralFor) throw new SlackError('message_not_found');
  return found;
}
