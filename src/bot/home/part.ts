import type { Actor } from '../actor.ts';
import type { AnyBlock, Message, ModalView } from '../draw/block-kit.ts';
import { option } from '../draw/blocks.ts';
import { FIGURES } from '../draw/figures.ts';
import { asModal } from '../draw/present.ts';
import { sentence } from '../draw/sentence.ts';
import type { Command, Feature } from '../feature.ts';
import type { CommandRequest } from '../request.ts';
import { UserError } from '../routing/errors.ts';
import type { Glue } from '../routing/glue.ts';
import { nameFor } from '../routing/registry.ts';
import { mayRun } from '../routing/roles.ts';
import { needs, WORDS } from '../text/words.ts';
import { DO_ACTION, select } from './draw.ts';
import { homeWords } from './words.ts';

type Parts = Pick<Glue, 'ctx' | 'registry' | 'publishHome'>;

/** In front of the `callback_id` of what Home opens: a click in it counts as one on Home, and opens on top of it. */
export const PART_VIEW = 'bot.part';

/** The commands of a feature that a person may run. */
export function commandsFor(feature: Feature, actor: Actor): Command[] {
  return (feature.commands ?? []).filter(({ role }) => mayRun(actor, role));
}

/** Whether there is anything in a feature for a person. */
export function isFor(feature: Feature, actor: Actor): boolean {
  return feature.isFor?.(actor) ?? commandsFor(feature, actor).length > 0;
}

/** A report in a menu of all features: two of them may have commands of one name. */
export function reportOption({ name, emoji, title }: Feature, { verb, summary }: Command, { locale }: Actor) {
  return option(`${name} ${verb}`, `${emoji} ${title[locale]} · ${summary[locale]}`);
}

/** What is chosen to run a command: what it does, as help says it. */
export function commandOption(feature: Feature, command: Command, { locale }: Actor) {
  const name = nameFor(command.verb, command.aliases, locale);
  return option(`${feature.name} ${command.verb}`, `${name} · ${command.summary[locale]}`);
}

/**
 * What a feature's row on Home opens: its page, and below it all that its commands do.
 * @param deed names the click; see `CommandRequest.deed`
 * @throws UserError where the feature is gone or nothing of it is for this person
 */
export async function partView(parts: Parts, actor: Actor, name: string, deed: string): Promise<ModalView> {
  const { ctx, registry } = parts;
  const feature = registry.feature(name);
  if (feature === undefined) throw new UserError(WORDS.gone);
  if (!isFor(feature, actor)) throw new UserError(needs('officer'));
  const { locale } = actor;
  const title = feature.title[locale];
  const view =
    feature.page === undefined
      ? await answerOf(parts, actor, feature.overview, { title, deed })
      : asModal(locale, await feature.page({ ctx, actor }), title);
  const commands = commandsFor(feature, actor)
    .filter(({ sameAs }) => sameAs === undefined)
    .map((command) => commandOption(feature, command, actor));
  const menu = select(`${DO_ACTION}:${name}`, homeWords[locale].commands, commands);
  const more: AnyBlock[] = commands.length === 0 ? [] : [{ type: 'actions', elements: [menu] }];
  return { ...view, callback_id: PART_VIEW, private_metadata: name, blocks: [...view.blocks, ...more] };
}

/**
 * What a command answers when nothing is typed behind it, as a modal.
 * @param line `<feature> <verb>`
 * @throws UserError where there is no such command, or it is not this person's to run
 */
export async function commandView(parts: Parts, actor: Actor, line: string, deed: string): Promise<ModalView> {
  const [name = '', verb = ''] = line.split(' ');
  const feature = parts.registry.feature(name);
  const command = feature === undefined ? undefined : parts.registry.command(feature, verb);
  if (feature === undefined || command === undefined) throw new UserError(WORDS.gone);
  if (!mayRun(actor, command.role)) throw new UserError(needs(command.role));
  return answerOf(parts, actor, (request) => command.run(request), { title: feature.title[actor.locale], deed });
}

/** The first answer of a command, as a modal; what it says besides goes into the person's messages with the bot. */
async function answerOf(
  { ctx, publishHome }: Parts,
  actor: Actor,
  run: (request: CommandRequest) => Promise<void>,
  { title, deed }: { title: string; deed: string },
): Promise<ModalView> {
  const { user, locale } = actor;
  let first: ModalView | undefined;
  const reply = async (message: Message): Promise<void> => {
    if (first !== undefined) {
      await ctx.slack.chat.postMessage({ channel: user, text: message.text, blocks: message.blocks as never });
      return;
    }
    // Then it is said in words; see `sendEither`.
    if (message.blocks.some(({ type }) => FIGURES.includes(type))) throw new Error('a modal takes no figures');
    first = asModal(locale, message, title);
  };
  await run({
    ctx,
    actor,
    deed,
    text: '',
    typed: '',
    args: [],
    channel: user,
    reply,
    openModal: async (render) => {
      first = await render();
    },
    refreshHome: () => publishHome(user),
  });
  return first ?? asModal(locale, sentence(homeWords[locale].done), title);
}
