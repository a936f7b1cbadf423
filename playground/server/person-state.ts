import type { Conversation, Message, ModalView, Person, WorkspaceState } from '../protocol.ts';
import type { Hub } from './hub.ts';
import type { CompanyPerson, StoredConversation, StoredMessage, StoredView } from './model.ts';
import { nextMorning } from './next-morning.ts';

/** The newest messages of a conversation that a page is sent. */
const SHOWN = 300;

/** All that one person may see, and nothing else. */
export function stateFor(hub: Hub, user: string): WorkspaceState {
  const { workspace } = hub;
  const places = workspace.data.conversations.filter((one) => one.members.includes(user));
  const home = workspace.homeOf(user);
  return {
    me: user,
    team: { id: workspace.data.team.id, name: workspace.data.team.name },
    now: workspace.now(),
    nextMorning: nextMorning(workspace.now()),
    limits: hub.limits.isOn,
    people: workspace.data.people.map(personOf),
    conversations: places.map((one) => conversationOf(hub, one, user)),
    messages: Object.fromEntries(
      places.map((place) => [
        place.id,
        visible(hub, place, user)
          .slice(-SHOWN)
          .map((one) => messageOf(hub, one, user)),
      ]),
    ),
    home: home ? { id: home.id, hash: home.hash, blocks: home.body.blocks } : null,
    modals: workspace.stack(user).map(modalOf),
    commands: hub.commands,
    shortcuts: hub.shortcuts,
    botOnline: hub.outbound.isOnline,
  };
}

/** A person's direct messages alone, oldest first: for crowds of whom nobody looks at a page. */
export function directMessages(hub: Hub, user: string): Message[] {
  return hub.workspace.data.conversations
    .filter((one) => one.kind === 'im' && one.members.includes(user))
    .flatMap((place) => visible(hub, place, user))
    .map((one) => messageOf(hub, one, user));
}

const personOf = (one: CompanyPerson): Person => ({
  id: one.id,
  name: one.realName,
  handle: one.name,
  title: one.title,
  locale: one.locale,
  tz: one.tz,
  isBot: one.isBot ?? false,
  isDeleted: one.isDeleted ?? false,
  isCrowd: one.isCrowd ?? false,
});

const visible = (hub: Hub, place: StoredConversation, user: string) =>
  hub.workspace.messagesOf(place.id).filter((one) => !one.ephemeralFor || one.ephemeralFor === user);

function conversationOf(hub: Hub, place: StoredConversation, user: string): Conversation {
  const read = place.read[user] ?? '0';
  const other = place.kind === 'im' ? (place.members.find((one) => one !== user) ?? user) : undefined;
  return {
    id: place.id,
    name: other ? (hub.workspace.findPerson(other)?.realName ?? other) : place.name,
    kind: place.kind,
    ...(other ? { with: other } : {}),
    members: place.members,
    unread: visible(hub, place, user).filter((one) => one.user !== user && Number(one.ts) > Number(read)).length,
  };
}

function messageOf(hub: Hub, message: StoredMessage, user: string): Message {
  return {
    channel: message.channel,
    ts: message.ts,
    user: message.user,
    text: message.text,
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(message.threadTs ? { threadTs: message.threadTs } : {}),
    replyCount: message.threadTs && message.threadTs !== message.ts ? 0 : hub.workspace.replyCount(message),
    edited: message.editedTs !== undefined,
    ...(message.ephemeralFor ? { ephemeralFor: message.ephemeralFor } : {}),
    reactions: message.reactions,
    files: hub.workspace.filesOf(message).map(({ id, name, mimetype, size }) => ({
      id,
      name,
      mimetype,
      size,
      url: `/play/files/${id}?as=${encodeURIComponent(user)}`,
    })),
  };
}

function modalOf(view: StoredView): ModalView {
  const { title, submit, close, callback_id, blocks, notify_on_close, private_metadata } = view.body;
  return {
    id: view.id,
    hash: view.hash,
    callback_id,
    title: title ?? { type: 'plain_text', text: '' },
    ...(submit ? { submit } : {}),
    ...(close ? { close } : {}),
    blocks,
    notify_on_close,
    private_metadata,
    state: view.state,
  };
}
