import { setTimeout as sleep } from 'node:timers/promises';
import type { App } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import { WebAPIPlatformError } from '@slack/web-api';
import type { Context } from '../../context.ts';
import type { Locale } from '../../lib/language.ts';
import { within } from '../../lib/lists/within.ts';
import type { Actor } from '../actor.ts';
import type { Message, ModalView } from '../draw/block-kit.ts';
import { modal, section } from '../draw/blocks.ts';
import { sentence } from '../draw/sentence.ts';
import { needs, WORDS } from '../text/words.ts';
import { sentenceFor, UserError } from './errors.ts';
import { Recent } from './recent.ts';
import type { Registry } from './registry.ts';
import { mayRun } from './roles.ts';

/** What the glue needs from the kernel, which it does not know. */
export interface Glue {
  app: App;
  ctx: Context;
  registry: Registry;
  /** The person behind a Slack user id; undefined for strangers, bots, guests and those who left. */
  actorOf(user: string): Promise<Actor | undefined>;
  publishHome(user: string): Promise<void>;
  recent: Recent;
  /** The languages of those who acted in this process, for when the database is away. */
  locales: Map<string, Locale>;
}

/** Whatever a click or a command does is done by then, or has hung. */
const HANDLER_MS = 25_000;

/** How long the look-up of a language may delay a sentence. */
const LOCALE_PATIENCE_MS = 500;

export function createGlue(parts: Omit<Glue, 'recent' | 'locales'>): Glue {
  return { ...parts, recent: new Recent(), locales: new Map() };
}

/** Finds the person who acts and checks the role. @throws UserError with the one sentence for people who can't. */
export async function admit(glue: Glue, user: string, role: Parameters<typeof mayRun>[1]): Promise<Actor> {
  const actor = await glue.actorOf(user);
  if (actor === undefined) throw new UserError(WORDS.stranger);
  glue.locales.set(user, actor.locale);
  if (!mayRun(actor, role)) throw new UserError(needs(role));
  return actor;
}

/**
 * Runs a handler inside the one boundary: a failure is said to the person through `say`, in their language, and
 * a failure to say it is logged.
 */
export async function guarded(
  glue: Glue,
  what: string,
  user: string,
  say: (message: Message) => Promise<unknown>,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await within(HANDLER_MS, what, work());
  } catch (error) {
    const text = sentenceFor(error, await localeFor(glue, user), glue.ctx.log, what);
    await say(sentence(text)).catch((failure: unknown) =>
      glue.ctx.log.error({ err: failure, what }, 'a failure could not be said'),
    );
  }
}

/** The person's language, at once: the last one seen, or the house's, where the database does not answer. */
export async function localeFor(glue: Glue, user: string): Promise<Locale> {
  const found = glue.actorOf(user).catch(() => undefined);
  const actor = await Promise.race([found, sleep(LOCALE_PATIENCE_MS, undefined, { ref: false })]);
  return actor?.locale ?? glue.locales.get(user) ?? glue.ctx.config.LOCALE;
}

/**
 * Opens a modal within the trigger's three seconds: a loading view first, then what `render` makes. When
 * `render` fails, the modal says so.
 * @param onTop whether a modal is open already.
 * @returns the id of the view
 */
export async function openModal(
  glue: Glue,
  actor: Actor,
  trigger: string,
  onTop: boolean,
  what: string,
  render: () => Promise<ModalView>,
): Promise<string> {
  const { slack, log } = glue.ctx;
  const loading = said(actor.locale, WORDS.loading[actor.locale]);
  const open = onTop ? slack.views.push : slack.views.open;
  const opened = await open({ trigger_id: trigger, view: toSlack(loading) });
  const viewId = opened.view?.id;
  if (viewId === undefined) throw new Error('views.open gave no view');
  const show = (view: ModalView) => slack.views.update({ view_id: viewId, view: toSlack(view) });
  const failed = (error: unknown) => said(actor.locale, sentenceFor(error, actor.locale, log, what));
  const view = await render().catch(failed);
  await show(view).catch(async (error: unknown) => {
    // Closed meanwhile: nobody is waiting for it.
    if (!isSlackError(error, 'not_found')) await show(failed(error));
  });
  return viewId;
}

/** A modal that only says something. */
export function said(locale: Locale, text: string): ModalView {
  return modal({
    callback: 'bot.notice',
    title: WORDS.homeTitle[locale],
    close: WORDS.close[locale],
    blocks: [section(text)],
  });
}

/** Our views hold blocks that the SDK's types do not know yet; Slack does. */
export function toSlack(view: ModalView): Parameters<Context['slack']['views']['open']>[0]['view'] {
  return view as Parameters<Context['slack']['views']['open']>[0]['view'];
}

/** The same for a message's blocks. */
export function slackBlocks({ text, blocks }: Message): { text: string; blocks: KnownBlock[] } {
  return { text, blocks: blocks as KnownBlock[] };
}

export function isSlackError(error: unknown, code: string): boolean {
  return error instanceof WebAPIPlatformError && error.data.error === code;
}
