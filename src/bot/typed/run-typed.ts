import type { Actor } from '../actor.ts';
import type { Message } from '../draw/block-kit.ts';
import { admit, type Glue, openModal } from '../routing/glue.ts';
import { helpMessage } from '../routing/help.ts';
import { asTyped, words } from '../text/command-text.ts';
import { askWhich } from './offer.ts';
import type { Route } from './route.ts';

/** A line, and how its answer reaches who typed it. */
export interface Typed {
  /** As Slack brought it. */
  raw: string;
  /** The command or the button, for the log. */
  what: string;
  deed: string;
  trigger: string;
  channel: string;
  reply(message: Message): Promise<void>;
}

/** So many commands are offered for a line that nobody knows. */
const NEAREST = 2;

/** Runs what a line leads to, or says what of it was not understood. */
export async function runTyped(glue: Glue, actor: Actor, found: Route, typed: Typed): Promise<void> {
  const { reply, raw } = typed;
  if (found.kind === 'help') return reply(helpMessage(glue, actor, found.of));
  if (found.kind === 'unknown') {
    const { within, word, text } = found;
    const said = [word, text].filter(Boolean).join(' ');
    // Loaded with the first slip: it carries the tables of sounds.
    const { nearest } = await import('./nearest.ts');
    const near = nearest(glue.registry, actor, within === undefined ? said : word, within).slice(0, NEAREST);
    const choices = near.map(({ choice }) => choice);
    return reply(askWhich(glue, actor, 'unknown', said, choices, asTyped(raw, text)));
  }
  const own = asTyped(raw, found.text);
  if (found.kind === 'which') {
    const [first] = found.choices;
    const said = raw.slice(0, raw.length - own.length).trim() || (first?.command?.verb ?? '');
    return reply(askWhich(glue, actor, 'which', said, found.choices, own));
  }
  const { feature, command } = found.choice;
  const request = {
    ctx: glue.ctx,
    actor,
    deed: typed.deed,
    text: found.text,
    typed: own,
    args: words(found.text),
    channel: typed.channel,
    reply,
    openModal: async (render: Parameters<typeof openModal>[5]) => {
      await openModal(glue, actor, typed.trigger, false, typed.what, render);
    },
    refreshHome: () => glue.publishHome(actor.user),
  };
  if (command === undefined) return feature.overview(request);
  await admit(glue, actor.user, command.role);
  await command.run(request);
}
