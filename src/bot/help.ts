import { context, header, section } from './blocks.ts';
import type { Actor, AnyBlock, Feature, Message } from './feature.ts';
import type { Glue } from './glue.ts';
import { helpLine } from './registry.ts';
import { mayRun } from './roles.ts';
import { WORDS } from './words.ts';

/** The button that shows all commands. */
export const HELP_ACTION = 'bot.help';

/**
 * Help, pulled from the registry: what this person may do, per feature.
 * @param unknown whether it answers a command that does not exist.
 * @param only help of one feature.
 */
export function helpMessage(glue: Glue, actor: Actor, unknown: boolean, only?: Feature): Message {
  const { locale } = actor;
  const root = glue.ctx.config.COMMAND;
  const features = only === undefined ? glue.registry.features : [only];
  const title = unknown ? WORDS.unknownVerb[locale] : WORDS.helpTitle[locale];
  const blocks: AnyBlock[] = unknown ? [section(title)] : [header(title)];
  const lines: string[] = [title];
  for (const feature of features) {
    const commands = feature.commands
      .filter((command) => mayRun(actor, command.role))
      .map((command) => helpLine(root, feature, command, locale));
    const head = `*${feature.title[locale]}*  ${feature.summary[locale]}`;
    blocks.push(section([head, ...commands].join('\n')));
    lines.push([head, ...commands].join('\n'));
  }
  blocks.push(context(`\`${root} help\``));
  return { text: lines.join('\n').slice(0, 3900), blocks };
}
