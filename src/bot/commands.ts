import type { RespondFn } from '@slack/bolt';
import { idFrom } from '../lib/ids.ts';
import { asTyped, normalise, words } from './command-text.ts';
import type { CommandRequest, Feature, Message } from './feature.ts';
import { admit, type Glue, guarded, openModal, slackBlocks } from './glue.ts';
import { helpMessage } from './help.ts';

/** Answers the root command and the direct commands of the registry. */
export function listenToCommands(glue: Glue): void {
  const { app, registry, ctx } = glue;
  listen(glue, ctx.config.COMMAND, (typed) => route(glue, typed));
  for (const feature of registry.features) {
    for (const direct of feature.directCommands) {
      listen(glue, direct.command, (typed) => ({ feature, rest: [direct.verb, typed].filter(Boolean).join(' ') }));
    }
  }
  app.logger.debug('commands are listened to');
}

type Route = { feature: Feature; rest: string } | { help: true; unknown: boolean };

function route(glue: Glue, typed: string): Route {
  const [first = '', ...rest] = typed.split(' ');
  const feature = glue.registry.feature(first);
  if (feature !== undefined) return { feature, rest: rest.join(' ') };
  const having = glue.registry.featureOfVerb(first);
  if (having !== undefined) return { feature: having, rest: typed };
  return { help: true, unknown: !['', 'help', '帮助', '?', '？'].includes(first.toLowerCase()) };
}

function listen(glue: Glue, command: string, routeOf: (typed: string) => Route): void {
  glue.app.command(command, async ({ ack, command: typed, respond }) => {
    await ack();
    if (!glue.recent.isNew(`${typed.user_id} ${typed.trigger_id}`)) return;
    const reply = replyWith(respond);
    await guarded(glue, command, typed.user_id, reply, async () => {
      const found = routeOf(normalise(typed.text));
      const actor = await admit(glue, typed.user_id, 'worker');
      if ('help' in found) {
        await reply(helpMessage(glue, actor, found.unknown));
        return;
      }
      const { feature, rest } = found;
      const [verb = '', ...args] = words(rest);
      const chosen = glue.registry.command(feature, verb);
      const text = chosen === undefined ? rest : rest.slice(rest.indexOf(verb) + verb.length).trim();
      const request: CommandRequest = {
        ctx: glue.ctx,
        actor,
        deed: idFrom(glue.ctx.workspace, actor.user, command, typed.trigger_id),
        text,
        typed: asTyped(typed.text, text),
        args,
        channel: typed.channel_id,
        reply,
        openModal: (render) => openModal(glue, actor, typed.trigger_id, false, command, render),
        refreshHome: () => glue.publishHome(actor.user),
      };
      if (chosen !== undefined) {
        await admit(glue, typed.user_id, chosen.role);
        await chosen.run(request);
      } else if (verb === '') {
        await feature.overview(request);
      } else {
        await reply(helpMessage(glue, actor, true, feature));
      }
    });
  });
}

function replyWith(respond: RespondFn): (message: Message) => Promise<void> {
  return async (message) => {
    await respond({ response_type: 'ephemeral', replace_original: false, ...slackBlocks(message) });
  };
}
