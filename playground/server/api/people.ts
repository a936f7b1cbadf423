import { apiConversation, apiUser, DOMAIN } from '../shapes.ts';
import { SlackError } from '../slack-error.ts';
import type { Methods } from './method.ts';
import { page } from './paging.ts';

/** Slackbot is in every workspace, and calls itself no bot. */
const slackbot = {
  id: 'USLACKBOT',
  name: 'slackbot',
  realName: 'Slackbot',
  email: '',
  title: '',
  locale: 'en-US' as const,
  tz: 'America/Los_Angeles',
};

export const people: Methods = {
  'users.list': (args, hub) => {
    const { items, meta } = page(args, [slackbot, ...hub.workspace.data.people], 1000);
    return {
      members: items.map((one) => apiUser(hub.identity, one, args.boolean('include_locale'))),
      cache_ts: Math.floor(hub.workspace.now() / 1000),
      response_metadata: meta,
    };
  },

  'users.info': (args, hub) => {
    const person = hub.workspace.person(args.required('user'));
    return { user: apiUser(hub.identity, person, args.boolean('include_locale')) };
  },

  'users.lookupByEmail': (args, hub) => {
    const email = args.required('email').toLowerCase();
    const person = hub.workspace.data.people.find((one) => one.email.toLowerCase() === email && !one.isDeleted);
    if (!person) throw new SlackError('users_not_found');
    return { user: apiUser(hub.identity, person, false) };
  },

  'users.conversations': (args, hub) => {
    const user = args.optional('user') ?? hub.identity.botUserId;
    hub.workspace.person(user);
    const asked = args.list('types');
    const types = asked.length > 0 ? asked : ['public_channel'];
    const list = hub.workspace.data.conversations.filter(
      (one) =>
        one.members.includes(user) &&
        (one.kind === 'channel'
          ? types.includes('public_channel')
          : types.includes('im') && one.members.includes(hub.identity.botUserId)),
    );
    const { items, meta } = page(args, list, 100);
    return { channels: items.map((one) => apiConversation(hub, one)), response_metadata: meta };
  },

  'team.info': (_args, hub) => {
    const { team } = hub.workspace.data;
    return { team: { ...team, domain: team.domain || DOMAIN, email_domain: '', icon: { image_default: true } } };
  },

  'bots.info': (args, hub) => {
    const bot = args.optional('bot') ?? hub.identity.botId;
    if (bot !== hub.identity.botId) throw new SlackError('bot_not_found');
    const { name } = hub.workspace.bot;
    return {
      bot: { id: bot, deleted: false, name, app_id: hub.identity.appId, user_id: hub.identity.botUserId, icons: {} },
    };
  },
};
