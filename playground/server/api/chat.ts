import type { Hub } from '../hub.ts';
import { contentOf, metadataOf } from '../message-content.ts';
import type { StoredConversation } from '../model.ts';
import { apiMessage } from '../shapes.ts';
import { linkedFiles, ownFiles, picturesIn, shareFiles } from '../shared-files.ts';
import { SlackError } from '../slack-error.ts';
import type { Args } from './args.ts';
import type { Methods } from './method.ts';
import { page } from './paging.ts';
import { messageAt, placeToPost, placeToRead } from './places.ts';

function threadOf(args: Args, hub: Hub, place: StoredConversation): { threadTs?: string } {
  const ts = args.optional('thread_ts');
  if (ts === undefined) return {};
  const parent = hub.workspace.findMessage(place.id, ts);
  if (!parent) throw new SlackError('thread_not_found');
  return { threadTs: parent.threadTs ?? parent.ts };
}

const DAY = 86_400;
const MAX_DAYS = 120;
const WINDOW = 300;
const PER_WINDOW = 30;

export const chat: Methods = {
  'chat.postMessage': (args, hub) => {
    const place = placeToPost(args, hub);
    const content = contentOf(args.text('text'), args.json('blocks'));
    const metadata = metadataOf(args.json('metadata'));
    const unfurls = args.optional('unfurl_media') !== 'false';
    const message = hub.workspace.post({
      channel: place.id,
      user: hub.identity.botUserId,
      ...content,
      files: shareFiles(hub, place, content, unfurls ? linkedFiles(hub, content) : []),
      ...threadOf(args, hub, place),
      ...(metadata ? { metadata } : {}),
    });
    return { channel: place.id, ts: message.ts, message: apiMessage(hub, message) };
  },

  'chat.update': (args, hub) => {
    const place = placeToRead(args, hub);
    const message = messageAt(hub, place.id, args.required('ts'));
    if (message.user !== hub.identity.botUserId) throw new SlackError('cant_update_message');
    const blocks = args.json('blocks');
    const text = args.text('text');
    const content = contentOf(text, blocks);
    const files = ownFiles(hub, args.json('file_ids'));
    shareFiles(hub, place, content, files);
    message.files = [...new Set([...message.files, ...files.map((one) => one.id)])];
    if (text !== undefined) message.text = content.text;
    if (blocks !== undefined) message.blocks = hub.workspace.prepared(content).blocks;
    const metadata = metadataOf(args.json('metadata'));
    if (metadata) message.metadata = metadata;
    message.editedTs = hub.workspace.newTs();
    hub.workspace.changed();
    return { channel: place.id, ts: message.ts, text: message.text, message: apiMessage(hub, message) };
  },

  'chat.delete': (args, hub) => {
    const place = placeToRead(args, hub);
    const message = messageAt(hub, place.id, args.required('ts'));
    if (message.user !== hub.identity.botUserId) throw new SlackError('cant_delete_message');
    hub.workspace.remove(message);
    return { channel: place.id, ts: message.ts };
  },

  'chat.postEphemeral': (args, hub) => {
    const user = args.required('user');
    const place = placeToRead(args, hub);
    if (!place.members.includes(user)) throw new SlackError('user_not_in_channel');
    if (hub.workspace.person(user).isDeleted) throw new SlackError('user_not_in_channel');
    const content = contentOf(args.text('text'), args.json('blocks'));
    picturesIn(hub, content.blocks);
    const message = hub.workspace.post({
      channel: place.id,
      user: hub.identity.botUserId,
      ephemeralFor: user,
      ...content,
      ...threadOf(args, hub, place),
    });
    return { message_ts: message.ts };
  },

  'chat.scheduleMessage': (args, hub) => {
    const place = placeToPost(args, hub);
    const postAt = args.number('post_at');
    if (postAt === undefined) throw new SlackError('invalid_time');
    const now = Math.floor(hub.workspace.now() / 1000);
    if (postAt <= now) throw new SlackError('time_in_past');
    if (postAt > now + MAX_DAYS * DAY) throw new SlackError('time_too_far');
    const near = hub.workspace.data.scheduled.filter(
      (one) => one.channel === place.id && Math.floor(one.postAt / WINDOW) === Math.floor(postAt / WINDOW),
    );
    if (near.length >= PER_WINDOW) throw new SlackError('restricted_too_many');
    const content = contentOf(args.text('text'), args.json('blocks'));
    const scheduled = {
      id: hub.workspace.newId('Q'),
      channel: place.id,
      postAt,
      createdAt: now,
      ...content,
      ...threadOf(args, hub, place),
    };
    hub.workspace.data.scheduled.push(scheduled);
    hub.workspace.changed();
    return {
      channel: place.id,
      scheduled_message_id: scheduled.id,
      post_at: postAt,
      message: { type: 'delayed_message', user: hub.identity.botUserId, bot_id: hub.identity.botId, ...content },
    };
  },

  'chat.deleteScheduledMessage': (args, hub) => {
    const id = args.required('scheduled_message_id');
    const channel = args.required('channel');
    const list = hub.workspace.data.scheduled;
    const index = list.findIndex((one) => one.id === id && one.channel === channel);
    if (index < 0) throw new SlackError('invalid_scheduled_message_id');
    list.splice(index, 1);
    hub.workspace.changed();
    return {};
  },

  'chat.scheduledMessages.list': (args, hub) => {
    const channel = args.optional('channel');
    const list = hub.workspace.data.scheduled.filter((one) => !channel || one.channel === channel);
    const { items, meta } = page(args, list, 100);
    return {
      scheduled_messages: items.map((one) => ({
        id: one.id,
        channel_id: one.channel,
        post_at: one.postAt,
        date_created: one.createdAt,
        text: one.text,
      })),
      response_metadata: meta,
    };
  },

  'chat.getPermalink': (args, hub) => {
    const place = placeToRead(args, hub, false);
    const message = messageAt(hub, place.id, args.required('message_ts'));
    return {
      channel: place.id,
      permalink: `${hub.baseUrl}/archives/${place.id}/p${message.ts.replace('.', '')}`,
    };
  },
};
