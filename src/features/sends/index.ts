import { channelUsesOf } from '../../bot/channel-uses.ts';
import type { Feature } from '../../bot/feature.ts';
import { maySee } from '../../members/roles.ts';
import { livePages, sendsActions } from './actions.ts';
import { channelDropReasons, channelNotice } from './channel-trouble.ts';
import { overview, sendsCommands } from './commands.ts';
import { today, waiting } from './home.ts';

/** Sends 投递: how far messages to many people are, and an officer’s way to hold them. */
export const sends = (features: readonly Feature[]): Feature => ({
  name: 'sends',
  aliases: ['投递', '发送'],
  title: { zh: '投递', en: 'Sends' },
  emoji: '📮',
  summary: { zh: '发给多人的消息', en: 'messages to many people' },
  overview: overview(features),
  commands: sendsCommands(features),
  actions: sendsActions(features),
  live: livePages(features),
  isFor: (actor) => maySee(actor, undefined),
  today,
  waiting,
  notices: { channel: channelNotice(channelUsesOf(features)) },
  follows: { channel: { things: ['channel'] } },
  noticeTitles: { channel: { zh: '频道发不出的通知', en: 'Channel trouble' } },
  dropReasons: channelDropReasons,
});
