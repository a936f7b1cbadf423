import type { Button } from '@slack/types';
import type { Locale } from '../../lib/language.ts';
import type { Actor } from '../actor.ts';
import type { Message } from '../draw/block-kit.ts';
import { actions, button, cut, escapeMrkdwn, LIMITS, plain, section } from '../draw/blocks.ts';
import { message } from '../draw/message.ts';
import type { Glue } from '../routing/glue.ts';
import { HELP_ACTION } from '../routing/help.ts';
import { nameFor } from '../routing/registry.ts';
import { WORDS } from '../text/words.ts';
import type { Choice } from './route.ts';

/** The button that runs a line, as if it were typed behind the root command. */
export const RUN_ACTION = 'bot.run';

/** So much of what was typed is quoted. */
const QUOTED = 40;

const SAY = {
  zh: {
    unknown: (said: string) => `没有看懂“${said}”，什么也没有做。最接近的是：`,
    which: (said: string) => `“${said}”不止一个，你要哪一个？`,
  },
  en: {
    unknown: (said: string) => `I did not understand “${said}”, and did nothing. The nearest are:`,
    which: (said: string) => `There is more than one “${said}”. Which do you want?`,
  },
} satisfies Record<Locale, object>;

type Shown = Pick<Glue, 'ctx' | 'registry'>;

/** Asks which of a few commands was meant. @param rest what is handed to the one that is chosen, as it was typed */
export function askWhich(
  glue: Shown,
  actor: Actor,
  why: keyof (typeof SAY)['zh'],
  said: string,
  choices: Choice[],
  rest: string,
): Message {
  const { locale } = actor;
  const first = SAY[locale][why](plain(cut(said, QUOTED)));
  const buttons = choices.map((choice, at) => runButton(choice, locale, at, rest));
  const help = button({ action: HELP_ACTION, label: WORDS.openHelp[locale] });
  return offer(first, linesOf(glue, locale, choices), [...buttons, help]);
}

/** A message of a sentence, the commands in question, and their buttons. */
export function offer(first: string, lines: string[], buttons: Button[]): Message {
  const text = [first, ...lines].join('\n');
  return message([section(text), actions(...buttons)]);
}

/** How the choices are typed, and what they do. */
export function linesOf({ ctx, registry }: Shown, locale: Locale, choices: Choice[]): string[] {
  const root = ctx.config.COMMAND;
  return choices.map(({ feature, command }) => {
    if (command === undefined)
      return `\`${root} ${nameFor(feature.name, feature.aliases, locale)}\`  ${feature.summary[locale]}`;
    const typed = [registry.typed(root, feature, command, locale), command.usage[locale]].filter(Boolean).join(' ');
    return `\`${typed}\`  ${command.summary[locale]}`;
  });
}

/** Whether something is typed behind a command. */
const takes = (command: Choice['command']): boolean => command !== undefined && command.usage.zh !== '';

/** @param rest behind the command, as it was typed; left out where a button cannot hold it */
export function runButton({ feature, command }: Choice, locale: Locale, at: number, rest = ''): Button {
  const title = feature.title[locale];
  const verb = command === undefined ? undefined : nameFor(command.verb, command.aliases, locale);
  const named = [feature.name, ...(command === undefined ? [] : [command.verb])].join(' ');
  const whole = `${named} ${takes(command) ? escapeMrkdwn(rest) : ''}`.trim();
  return button({
    action: `${RUN_ACTION}:${at}`,
    label: verb === undefined ? title : locale === 'zh' ? `${title}：${verb}` : `${title}: ${verb}`,
    value: whole.length <= LIMITS.value ? whole : named,
  });
}
