import type { Actor, Role } from '../actor.ts';
import type { Message } from '../draw/block-kit.ts';
import { context, header, section } from '../draw/blocks.ts';
import { message } from '../draw/message.ts';
import type { Command, Feature } from '../feature.ts';
import { FOR_OFFICE, HELP_FOOT, SHORTCUT, WORDS } from '../text/words.ts';
import type { Glue } from './glue.ts';
import { mayRun } from './roles.ts';

type Shown = Pick<Glue, 'ctx' | 'registry'>;
type Office = Exclude<Role, 'worker'>;
const OF_OFFICE = ['representative', 'officer', 'administrator'] as const satisfies Office[];

/** The button that shows all commands. */
export const HELP_ACTION = 'bot.help';

/**
 * Help, pulled from the registry: what this person may do, per feature, what is for everyone before what is for people with an office.
 * Of all features together an office's commands are named only, and for whoever has an office everybody's are, too: they have too
 * many for one message. The help of one feature says what each does.
 * @param only help of one feature, if this person may do something in it
 */
export function helpMessage(glue: Shown, actor: Actor, only?: Feature): Message {
  const { locale } = actor;
  const root = glue.ctx.config.COMMAND;
  const title = WORDS.helpTitle[locale];
  const own = only === undefined ? [] : partsOf(glue, only, actor, true);
  const parts =
    own.length > 0 ? own : glue.registry.features.flatMap((feature) => partsOf(glue, feature, actor, false));
  return message([header(title), ...parts.map((part) => section(part)), context(HELP_FOOT[locale](root))]);
}

/** A feature's help, an office's part by itself; nothing of a feature in which this person may do nothing. */
function partsOf(glue: Shown, feature: Feature, actor: Actor, isWhole: boolean): string[] {
  const { locale } = actor;
  const everyone = everyones(glue, feature, actor, isWhole || !mayRun(actor, OF_OFFICE[0]));
  const offices = OF_OFFICE.map((role) => linesOfRole(glue, feature, actor, role, isWhole)).filter(
    (lines) => lines.length > 0,
  );
  if (everyone.length === 0 && offices.length === 0) return [];
  const first = [`*${feature.title[locale]}*  ${feature.summary[locale]}`, ...everyone];
  return [first, ...offices].map((lines) => lines.join('\n'));
}

function everyones(glue: Shown, feature: Feature, actor: Actor, isWhole: boolean): string[] {
  const direct = (feature.directCommands ?? []).map(({ command, summary }) => line(command, '', summary[actor.locale]));
  return [...direct, ...linesOf(glue, feature, actor, 'worker', isWhole)];
}

function linesOfRole(glue: Shown, feature: Feature, actor: Actor, role: Office, isWhole: boolean): string[] {
  const lines = linesOf(glue, feature, actor, role, isWhole);
  return lines.length === 0 ? [] : [`*${FOR_OFFICE[role][actor.locale]}*`, ...lines];
}

function linesOf(glue: Shown, feature: Feature, actor: Actor, role: Role, isWhole: boolean): string[] {
  const { locale } = actor;
  const typed = (command: Command) => glue.registry.typed(glue.ctx.config.COMMAND, feature, command, locale);
  const own = (feature.commands ?? []).filter((command) => command.role === role && mayRun(actor, role));
  const commands = isWhole
    ? own.map((command) => line(typed(command), command.usage[locale], command.summary[locale]))
    : own.length === 0
      ? []
      : [own.map((command) => `\`${typed(command)}\``).join('  ')];
  const shortcuts = Object.values(feature.shortcuts ?? {})
    .filter((shortcut) => shortcut.role === role && mayRun(actor, role))
    .map(({ type, title }) => SHORTCUT[locale](type, title[locale]));
  return [...commands, ...shortcuts];
}

function line(typed: string, usage: string, summary: string): string {
  return `\`${[typed, usage].filter(Boolean).join(' ')}\`  ${summary}`;
}
