import type { ActResult } from '../../protocol.ts';
import type { Hub } from '../hub.ts';
import { apiMessage } from '../shapes.ts';
import { isFields } from '../validate/schema.ts';
import { failed, noted, refused } from './answers.ts';
import { channelName, channelOf, whoAndWhere } from './payloads.ts';

/** `/command text`: what the bot acks with is shown, to the person alone unless it says `in_channel`. */
export async function runCommand(
  hub: Hub,
  user: string,
  act: { channel: string; command: string; text: string },
): Promise<ActResult> {
  const { identity, workspace } = hub;
  if (!hub.commands.some((one) => one.command === act.command)) return { ok: false, error: 'unknown_command' };
  const place = workspace.conversation(act.channel);
  const origin = { channel: place.id, user };
  const answer = await hub.outbound.interact(
    'slash_commands',
    {
      token: identity.verificationToken,
      team_id: identity.teamId,
      team_domain: workspace.data.team.domain,
      channel_id: place.id,
      channel_name: channelName(place),
      user_id: user,
      user_name: workspace.person(user).name,
      command: act.command,
      text: act.text,
      api_app_id: identity.appId,
      is_enterprise_install: 'false',
      response_url: hub.responseUrls.create(origin),
      trigger_id: hub.triggers.create(user),
    },
    true,
  );
  if (!answer.ok) return failed(answer) ?? { ok: false };
  const body = typeof answer.body === 'string' ? { text: answer.body } : answer.body;
  if (!isFields(body) || Object.keys(body).length === 0) return { ok: true, channel: place.id };
  try {
    hub.responseUrls.reply(origin, body);
    noted(hub, act.command, body);
    return { ok: true, channel: place.id };
  } catch (error) {
    return refused(hub, act.command, error);
  }
}

/** A message's or the global shortcut. */
export async function runShortcut(
  hub: Hub,
  user: string,
  act: { callback_id: string; channel?: string; ts?: string },
): Promise<ActResult> {
  const { workspace } = hub;
  const shortcut = hub.shortcuts.find((one) => one.callback_id === act.callback_id);
  if (!shortcut) return { ok: false, error: 'unknown_shortcut' };
  const base = {
    ...whoAndWhere(hub, user),
    callback_id: shortcut.callback_id,
    trigger_id: hub.triggers.create(user),
    action_ts: (workspace.now() / 1000).toFixed(6),
  };
  if (shortcut.type === 'global')
    return failed(await hub.outbound.interact('interactive', { type: 'shortcut', ...base }, false)) ?? { ok: true };
  const place = workspace.conversation(act.channel ?? '');
  const message = workspace.findMessage(place.id, act.ts ?? '');
  if (!message || message.ephemeralFor) return { ok: false, error: 'message_not_found' };
  const answer = await hub.outbound.interact(
    'interactive',
    {
      type: 'message_action',
      ...base,
      channel: channelOf(place),
      message_ts: message.ts,
      message: apiMessage(hub, message),
      response_url: hub.responseUrls.create({ channel: place.id, user, message }),
    },
    false,
  );
  return failed(answer) ?? { ok: true };
}
