import type { Act, ActResult } from '../../protocol.ts';
import type { Hub } from '../hub.ts';
import { SlackError } from '../slack-error.ts';
import { failed } from './answers.ts';
import { messageAction, suggest, viewAction } from './block-actions.ts';
import { runCommand, runShortcut } from './commands.ts';
import { homeOpened, messagePosted, reacted } from './events.ts';
import { closeView, submitView } from './modals.ts';
import { messageFor } from './visible.ts';

/**
 * What a person does; done when the bot has acked, or could not.
 * @param isLate done before the person's account was deactivated, and under way since
 */
export async function perform(hub: Hub, user: string, act: Act, isLate = false): Promise<ActResult> {
  try {
    const person = hub.workspace.person(user);
    if (person.isDeleted && !isLate) throw new SlackError('account_inactive');
    if ('channel' in act && act.channel && !hub.workspace.isMember(act.channel, user))
      throw new SlackError('channel_not_found');
    return await performed(hub, user, act);
  } catch (error) {
    if (error instanceof SlackError) return { ok: false, error: error.code };
    throw error;
  }
}

async function performed(hub: Hub, user: string, act: Act): Promise<ActResult> {
  switch (act.kind) {
    case 'open-conversation':
      return openConversation(hub, user, act.channel);
    case 'open-dm':
      return openDm(hub, user, act.user);
    case 'open-home':
      return failed(await homeOpened(hub, user, 'home')) ?? { ok: true };
    case 'post':
      return post(hub, user, act);
    case 'react':
      return react(hub, user, act);
    case 'command':
      return runCommand(hub, user, act);
    case 'shortcut':
      return runShortcut(hub, user, act);
    case 'message-action':
      return messageAction(hub, user, act);
    case 'view-action':
      return viewAction(hub, user, act);
    case 'view-submit':
      return submitView(hub, user, act);
    case 'view-close':
      return closeView(hub, user, act);
    case 'suggest':
      return suggest(hub, user, act);
    default:
      throw new SlackError('unknown_act');
  }
}

function markRead(hub: Hub, user: string, channel: string) {
  const last = hub.workspace.messagesOf(channel).at(-1);
  if (!last) return;
  const place = hub.workspace.conversation(channel);
  if (place.read[user] === last.ts) return;
  place.read[user] = last.ts;
  hub.workspace.changed();
}

function openConversation(hub: Hub, user: string, channel: string): ActResult {
  const place = hub.workspace.conversation(channel);
  markRead(hub, user, channel);
  if (place.kind === 'im' && place.members.includes(hub.identity.botUserId)) void homeOpened(hub, user, 'messages');
  return { ok: true, channel };
}

function openDm(hub: Hub, user: string, other: string): ActResult {
  hub.workspace.person(other);
  return openConversation(hub, user, hub.workspace.dm(user, other).id);
}

async function post(hub: Hub, user: string, act: Extract<Act, { kind: 'post' }>): Promise<ActResult> {
  const text = String(act.text ?? '');
  if (text.trim() === '' && (act.files ?? []).length === 0) throw new SlackError('no_text');
  const files = (act.files ?? []).map((upload) => {
    const file = hub.files.create(user, upload);
    file.channels.push(act.channel);
    return file.id;
  });
  const message = hub.workspace.post({
    channel: act.channel,
    user,
    text,
    blocks: [],
    files,
    ...(act.threadTs ? { threadTs: act.threadTs } : {}),
  });
  void messagePosted(hub, message);
  return { ok: true, channel: act.channel, ts: message.ts };
}

function react(hub: Hub, user: string, act: Extract<Act, { kind: 'react' }>): ActResult {
  const { message } = messageFor(hub, user, act.channel, act.ts);
  if (message.ephemeralFor) throw new SlackError('message_not_found');
  let reaction = message.reactions.find((one) => one.name === act.name);
  if (!reaction) {
    reaction = { name: act.name, users: [] };
    message.reactions.push(reaction);
  }
  const isAdded = !reaction.users.includes(user);
  reaction.users = isAdded ? [...reaction.users, user] : reaction.users.filter((one) => one !== user);
  message.reactions = message.reactions.filter((one) => one.users.length > 0);
  hub.workspace.changed();
  void reacted(hub, message, user, act.name, isAdded);
  return { ok: true };
}
