import type { CompanyPerson } from '../company.ts';
import type { Hub, Identity } from './hub.ts';
import type { StoredConversation, StoredFile, StoredMessage, StoredView } from './model.ts';
import type { Fields } from './validate/schema.ts';

/** Slack's JSON for the workspace's things. */

export const DOMAIN = 'qinghe';

export function apiMessage(hub: Hub, message: StoredMessage, withMetadata = true): Fields {
  const { identity, workspace } = hub;
  const replies = workspace.messagesOf(message.channel).filter((one) => one.threadTs === message.ts && one !== message);
  const isBot = message.user === identity.botUserId;
  const files = workspace.filesOf(message);
  return {
    type: 'message',
    user: message.user,
    ts: message.ts,
    team: identity.teamId,
    text: message.text,
    ...(isBot ? { bot_id: identity.botId, app_id: identity.appId } : {}),
    ...(message.blocks.length > 0 ? { blocks: message.blocks } : {}),
    ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    ...(replies.length > 0
      ? {
          thread_ts: message.ts,
          reply_count: replies.length,
          reply_users: [...new Set(replies.map((one) => one.user))],
          latest_reply: replies.at(-1)?.ts,
        }
      : {}),
    ...(message.editedTs ? { edited: { user: message.user, ts: message.editedTs } } : {}),
    ...(message.reactions.length > 0
      ? { reactions: message.reactions.map((one) => ({ ...one, count: one.users.length })) }
      : {}),
    ...(files.length > 0 ? { files: files.map((one) => apiFile(hub, one)) } : {}),
    ...(withMetadata && message.metadata ? { metadata: message.metadata } : {}),
  };
}

export function apiFile(hub: Hub, file: StoredFile): Fields {
  const base = `${hub.baseUrl}/files-pri/${hub.identity.teamId}-${file.id}`;
  const name = encodeURIComponent(file.name);
  return {
    id: file.id,
    created: file.created,
    timestamp: file.created,
    name: file.name,
    title: file.title,
    mimetype: file.mimetype,
    filetype: file.name.includes('.') ? file.name.split('.').at(-1)?.toLowerCase() : 'binary',
    user: file.user,
    user_team: hub.identity.teamId,
    mode: 'hosted',
    size: file.size,
    is_external: false,
    is_public: false,
    url_private: `${base}/${name}`,
    url_private_download: `${base}/download/${name}`,
    permalink: `${hub.baseUrl}/files/${file.user}/${file.id}/${name}`,
    channels: file.channels.filter((one) => one.startsWith('C')),
    groups: [],
    ims: file.channels.filter((one) => one.startsWith('D')),
  };
}

export function apiUser(identity: Identity, person: CompanyPerson, withLocale: boolean): Fields {
  const offset = zoneOffset(person.tz);
  return {
    id: person.id,
    team_id: identity.teamId,
    name: person.name,
    deleted: person.isDeleted ?? false,
    real_name: person.realName,
    tz: person.tz,
    tz_label: person.tz,
    tz_offset: offset,
    profile: {
      title: person.title,
      phone: '',
      real_name: person.realName,
      real_name_normalized: person.realName,
      display_name: person.realName,
      display_name_normalized: person.realName,
      status_text: '',
      status_emoji: '',
      team: identity.teamId,
      ...(person.email ? { email: person.email } : {}),
      ...(person.isBot ? { bot_id: identity.botId, api_app_id: identity.appId } : {}),
    },
    is_admin: person.isAdmin ?? false,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: person.isRestricted ?? false,
    is_ultra_restricted: false,
    is_bot: person.isBot ?? false,
    is_app_user: false,
    updated: 0,
    ...(withLocale ? { locale: person.locale } : {}),
  };
}

function zoneOffset(tz: string): number {
  try {
    const name = new Intl.DateTimeFormat('en', { timeZone: tz, timeZoneName: 'longOffset' })
      .formatToParts()
      .find((part) => part.type === 'timeZoneName')?.value;
    const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(name ?? '') ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60);
  } catch {
    return 0;
  }
}

export function apiConversation(hub: Hub, place: StoredConversation): Fields {
  const { botUserId, teamId } = hub.identity;
  const isMember = place.members.includes(botUserId);
  if (place.kind === 'im')
    return {
      id: place.id,
      created: place.created,
      is_archived: false,
      is_im: true,
      is_org_shared: false,
      context_team_id: teamId,
      user: place.members.find((one) => one !== botUserId) ?? botUserId,
      is_user_deleted: false,
      priority: 0,
    };
  return {
    id: place.id,
    name: place.name,
    name_normalized: place.name,
    created: place.created,
    is_channel: true,
    is_group: false,
    is_im: false,
    is_mpim: false,
    is_private: false,
    is_archived: false,
    is_general: place.isGeneral,
    is_shared: false,
    is_org_shared: false,
    is_ext_shared: false,
    is_member: isMember,
    context_team_id: teamId,
    topic: { value: place.topic, creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
    num_members: place.members.length,
  };
}

export function apiView(identity: Identity, view: StoredView): Fields {
  const { body } = view;
  return {
    id: view.id,
    team_id: identity.teamId,
    type: view.type,
    blocks: body.blocks,
    private_metadata: body.private_metadata,
    callback_id: body.callback_id,
    state: view.state,
    hash: view.hash,
    title: body.title ?? { type: 'plain_text', text: 'View Title', emoji: true },
    clear_on_close: body.clear_on_close,
    notify_on_close: body.notify_on_close,
    close: body.close ?? null,
    submit: body.submit ?? null,
    previous_view_id: view.previousViewId,
    root_view_id: view.rootViewId,
    app_id: identity.appId,
    external_id: body.external_id,
    app_installed_team_id: identity.teamId,
    bot_id: identity.botId,
  };
}
