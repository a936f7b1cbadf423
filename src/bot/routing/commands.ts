import type { RespondFn } from '@slack/bolt';
import { idFrom } from '../../lib/ids.ts';
import type { Actor } from '../actor.ts';
import type { Message } from '../draw/block-kit.ts';
import { normalise } from '../text/command-text.ts';
import { type Route, route, routeWithin } from '../typed/route.ts';
import { runTyped } from '../typed/run-typed.ts';
import { admit, type Glue, guarded, slackBlocks } from './glue.ts';

/** Answers the root command and the direct commands of the registry. */
export function listenToCommands(glue: Glue): void {
  const { app, registry, ctx } = glue;
  listen(glue, ctx.config.COMMAND, (typed, actor) => route(registry, actor, typed));
  for (const feature of registry.features) {
    for (const { command, verb } of feature.directCommands ?? []) {
      const own = verb === undefined ? undefined : registry.command(feature, verb);
      listen(glue, command, (typed) =>
        own === undefined
          ? routeWithin(registry, feature, typed)
          : { kind: 'run', choice: { feature, command: own }, text: typed },
      );
    }
  }
  app.logger.debug('commands are listened to');
}

function listen(glue: Glue, command: string, routeOf: (typed: string, actor: Actor) => Route): void {
  glue.app.command(command, async ({ ack, command: typed, respond }) => {
    await ack();
    if (!glue.recent.isNew(`${typed.user_id} ${typed.trigger_id}`)) return;
    const reply = replyWith(respond);
    await guarded(glue, command, typed.user_id, reply, async () => {
      const actor = await admit(glue, typed.user_id, 'worker');
      await runTyped(glue, actor, routeOf(normalise(typed.text), actor), {
        raw: typed.text,
        what: command,
        deed: idFrom(glue.ctx.workspace, actor.user, command, typed.trigger_id),
        trigger: typed.trigger_id,
        channel: typed.channel_id,
        reply,
      });
    });
  });
}

function replyWith(respond: RespondFn): (message: Message) => Promise<void> {
  return async (message) => {
    await respond({ response_type: 'ephemeral', replace_original: false, ...slackBlocks(message) });
  };
}
