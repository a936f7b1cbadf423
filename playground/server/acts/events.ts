import type { CompanyPerson } from '../../company.ts';
import type { Hub } from '../hub.ts';
import type { StoredConversation, StoredMessage } from '../model.ts';
import { apiFile, apiUser, apiView } from '../shapes.ts';
import type { Answer } from '../transport.ts';

/** Someone became a member of a channel; the bot hears of it when it is in there. */
export function joined(hub: Hub, place: StoredConversation, user: string) {
  place.members.push(user);
  hub.workspace.changed();
  if (!place.members.includes(hub.identity.botUserId)) return;
  void hub.outbound.event({
    type: 'member_joined_channel',
    user,
    channel: place.id,
    channel_type: 'C',
    team: hub.identity.teamId,
  });
}

export function homeOpened(hub: Hub, user: string, tab: 'home' | 'messages'): Promise<Answer> {
  const home = hub.workspace.homeOf(user);
  return hub.outbound.event({
    type: 'app_home_opened',
    user,
    channel: hub.workspace.dm(hub.identity.botUserId, user).id,
    tab,
    ...(tab === 'home' && home ? { view: apiView(hub.identity, home) } : {}),
  });
}

/** A person's message, as the bot hears it in a conversation it is in; with a mention, it hears that too. */
export async function messagePosted(hub: Hub, message: StoredMessage): Promise<Answer> {
  const { identity, workspace } = hub;
  const place = workspace.conversation(message.channel);
  const silence: Answer = { ok: true, body: undefined };
  if (!place.members.includes(identity.botUserId)) return silence;
  const base = {
    user: message.user,
    text: message.text,
    ts: message.ts,
    team: identity.teamId,
    channel: place.id,
    event_ts: message.ts,
    ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    ...(message.files.length > 0
      ? { subtype: 'file_share', files: message.files.map((id) => apiFile(hub, workspace.file(id))) }
      : {}),
  };
  const isMention = message.text.includes(`<@${identity.botUserId}>`) && place.kind === 'channel';
  const heard = hub.outbound.event({
    ...base,
    type: 'message',
    channel_type: place.kind === 'im' ? 'im' : 'channel',
  });
  if (isMention) await hub.outbound.event({ ...base, type: 'app_mention' });
  return heard;
}

export function personJoined(hub: Hub, person: CompanyPerson): Promise<Answer> {
  return hub.outbound.event({ type: 'team_join', user: apiUser(hub.identity, person, true) });
}

export function personChanged(hub: Hub, person: CompanyPerson): Promise<Answer> {
  return hub.outbound.event({ type: 'user_change', user: apiUser(hub.identity, person, true) });
}

export function reacted(
  hub: Hub,
  message: StoredMessage,
  user: string,
  name: string,
  isAdded: boolean,
): Promise<Answer> {
  if (!hub.workspace.isMember(message.channel, hub.identity.botUserId))
    return Promise.resolve({ ok: true, body: undefined });
  return hub.outbound.event({
    type: isAdded ? 'reaction_added' : 'reaction_removed',
    user,
    reaction: name,
    item_user: message.user,
    item: { type: 'message', channel: message.channel, ts: message.ts },
  });
}
