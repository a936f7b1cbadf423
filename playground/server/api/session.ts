import { contentOf } from '../message-content.ts';
import { missing, SlackError } from '../slack-error.ts';
import { validateBlocks, validateView } from '../validate/payload.ts';
import { isFields } from '../validate/schema.ts';
import type { Methods } from './method.ts';

export const session: Methods = {
  'auth.test': (_args, hub) => {
    const { identity, workspace } = hub;
    return {
      url: `${hub.baseUrl}/`,
      team: workspace.data.team.name,
      user: workspace.bot.name,
      team_id: identity.teamId,
      user_id: identity.botUserId,
      bot_id: identity.botId,
      is_enterprise_install: false,
    };
  },

  'blocks.validate': (args) => {
    const view = args.json('view');
    const blocks = args.json('blocks');
    const message = args.json('message');
    if (view !== undefined) {
      const faults = validateView(view);
      if (faults.length > 0) throw new SlackError('invalid_arguments', faults);
    } else if (isFields(message)) contentOf(message.text, message.blocks);
    else if (blocks !== undefined) {
      const faults = validateBlocks(blocks, 'message');
      if (faults.length > 0) throw new SlackError('invalid_blocks', faults);
    } else throw missing('blocks');
    return {};
  },
};
