import { joined } from '../acts/events.ts';
import { apiConversation, apiMessage } from '../shapes.ts';
import { missing, SlackError } from '../slack-error.ts';
import type { Methods } from './method.ts';
import { page } from './paging.ts';
import { messageAt, placeToRead } from './places.ts';

/** Are these the messages of the time asked for? Seconds compare as numbers with the same digits. */
const within = (ts: string, oldest: string | undefined, latest: string | undefined, isInclusive: boolean) => {
  const at = Number(ts);
  const from = oldest === undefined ? Number.NEGATIVE_INFINITY : Number(oldest);
  const to = latest === undefined ? Number.POSITIVE_INFINITY : Number(latest);
  return isInclusive ? at >= from && at <= to : at > from && at < to;
};

export const conversations: Methods = {
  'conversations.list': (args, hub) => {
    const asked = args.list('types');
    const types = asked.length > 0 ? asked : ['public_channel'];
    for (const type of types)
      if (!['public_channel', 'private_channel', 'mpim', 'im'].includes(type)) throw new SlackError('invalid_types');
    const list = hub.workspace.data.conversations.filter((one) =>
      one.kind === 'im'
        ? types.includes('im') && one.members.includes(hub.identity.botUserId)
        : types.includes('public_channel'),
    );
    const { items, meta } = page(args, list, 100);
    return { channels: items.map((one) => apiConversation(hub, one)), response_metadata: meta };
  },

  'conversations.info': (args, hub) => {
    const { num_members, ...channel } = apiConversation(hub, placeToRead(args, hub, false));
    return { channel: args.boolean('include_num_members') ? { ...channel, num_members } : channel };
  },

  'conversations.members': (args, hub) => {
    const { items, meta } = page(args, placeToRead(args, hub, false).members, 100);
    return { members: items, response_metadata: meta };
  },

  'conversations.history': (args, hub) => {
    const place = placeToRead(args, hub);
    const list = hub.workspace
      .messagesOf(place.id)
      .filter((one) => !one.ephemeralFor && (!one.threadTs || one.threadTs === one.ts))
      .filter((one) => within(one.ts, args.optional('oldest'), args.optional('latest'), args.boolean('inclusive')))
      .reverse();
    const { items, meta } = page(args, list, 100, 999);
    return {
      messages: items.map((one) => apiMessage(hub, one, args.boolean('include_all_metadata'))),
      has_more: meta.next_cursor !== '',
      pin_count: 0,
      response_metadata: meta,
    };
  },

  'conversations.replies': (args, hub) => {
    const place = placeToRead(args, hub);
    const found = hub.workspace.findMessage(place.id, args.required('ts'));
    if (!found) throw new SlackError('thread_not_found');
    const root = messageAt(hub, place.id, found.threadTs ?? found.ts);
    const replies = hub.workspace
      .messagesOf(place.id)
      .filter((one) => one.threadTs === root.ts && one !== root && !one.ephemeralFor);
    const { items, meta } = page(args, [root, ...replies], 1000);
    return {
      messages: items.map((one) => apiMessage(hub, one, args.boolean('include_all_metadata'))),
      has_more: meta.next_cursor !== '',
      response_metadata: meta,
    };
  },

  'conversations.open': (args, hub) => {
    const channel = args.optional('channel');
    const users = args.list('users');
    if (channel) return { channel: apiConversation(hub, placeToRead(args, hub)) };
    const [user, ...others] = users;
    if (!user) throw new SlackError('users_list_not_supplied');
    if (others.length > 0) throw new SlackError('method_not_supported_for_channel_type');
    const person = hub.workspace.person(user);
    if (person.isDeleted) throw new SlackError('user_disabled');
    if (person.isBot) throw new SlackError('cannot_dm_bot');
    const before = hub.workspace.data.conversations.length;
    const place = hub.workspace.dm(hub.identity.botUserId, user);
    const isOld = hub.workspace.data.conversations.length === before;
    return {
      ...(isOld ? { no_op: true, already_open: true } : {}),
      channel: args.boolean('return_im') ? apiConversation(hub, place) : { id: place.id },
    };
  },

  'conversations.create': (args, hub) => {
    const name = args.required('name');
    if (name.length > 80) throw new SlackError('invalid_name_maxlength');
    if (/[\s.,!?#@'"/\\()A-Z]/.test(name)) throw new SlackError('invalid_name_specials');
    if (hub.workspace.data.conversations.some((one) => one.kind === 'channel' && one.name === name))
      throw new SlackError('name_taken');
    const place = {
      id: hub.workspace.newId('C'),
      name,
      kind: 'channel' as const,
      topic: '',
      created: Math.floor(hub.workspace.now() / 1000),
      isGeneral: false,
      members: [hub.identity.botUserId],
      read: {},
    };
    hub.workspace.data.conversations.push(place);
    hub.workspace.changed();
    return { channel: apiConversation(hub, place) };
  },

  'conversations.join': (args, hub) => {
    const place = placeToRead(args, hub, false);
    if (place.kind === 'im') throw new SlackError('method_not_supported_for_channel_type');
    if (place.members.includes(hub.identity.botUserId))
      return {
        channel: apiConversation(hub, place),
        warning: 'already_in_channel',
        response_metadata: { warnings: ['already_in_channel'] },
      };
    joined(hub, place, hub.identity.botUserId);
    return { channel: apiConversation(hub, place) };
  },

  'conversations.invite': (args, hub) => {
    const place = placeToRead(args, hub);
    const users = args.list('users');
    if (users.length === 0) throw missing('users');
    for (const user of users) {
      hub.workspace.person(user);
      if (place.members.includes(user)) throw new SlackError('already_in_channel');
    }
    for (const user of users) joined(hub, place, user);
    return { channel: apiConversation(hub, place) };
  },
};
