import type { Hub } from '../hub.ts';
import { apiMessage } from '../shapes.ts';
import { SlackError } from '../slack-error.ts';
import type { Args } from './args.ts';
import type { Methods } from './method.ts';
import { messageAt, placeToRead } from './places.ts';

const target = (args: Args, hub: Hub) => messageAt(hub, placeToRead(args, hub).id, args.required('timestamp'));
const nameOf = (args: Args) => {
  const name = args.required('name').replaceAll(':', '');
  if (!/^[a-z0-9_+'\-\p{Letter}]+$/u.test(name)) throw new SlackError('invalid_name');
  return name;
};

export const reactions: Methods = {
  'reactions.add': (args, hub) => {
    const name = nameOf(args);
    const message = target(args, hub);
    let reaction = message.reactions.find((one) => one.name === name);
    if (reaction?.users.includes(hub.identity.botUserId)) throw new SlackError('already_reacted');
    if (!reaction) {
      reaction = { name, users: [] };
      message.reactions.push(reaction);
    }
    reaction.users.push(hub.identity.botUserId);
    hub.workspace.changed();
    return {};
  },

  'reactions.remove': (args, hub) => {
    const name = nameOf(args);
    const message = target(args, hub);
    const reaction = message.reactions.find((one) => one.name === name);
    if (!reaction?.users.includes(hub.identity.botUserId)) throw new SlackError('no_reaction');
    reaction.users = reaction.users.filter((one) => one !== hub.identity.botUserId);
    message.reactions = message.reactions.filter((one) => one.users.length > 0);
    hub.workspace.changed();
    return {};
  },

  'reactions.get': (args, hub) => {
    const message = target(args, hub);
    return { type: 'message', channel: message.channel, message: apiMessage(hub, message, false) };
  },
};
