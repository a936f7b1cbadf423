import type { BlockAction, ButtonAction, RespondFn } from '@slack/bolt';
import { idFrom } from '../../lib/ids.ts';
import type { Actor } from '../actor.ts';
import type { Message, ModalView } from '../draw/block-kit.ts';
import { isInputAction, modal } from '../draw/blocks.ts';
import { chosenOf, inputsOf, type State } from '../draw/element-state.ts';
import { FIGURES } from '../draw/figures.ts';
import { MORE_ACTION } from '../draw/form/form.ts';
import { readPrints } from '../draw/form/touched.ts';
import { keepHead } from '../draw/head.ts';
import { asModal } from '../draw/present.ts';
import { sentence } from '../draw/sentence.ts';
import { DO_ACTION, HELP_VALUE, PART_ACTION, WAITING_ACTION } from '../home/draw.ts';
import { drawPart, refreshHome, rememberPart, rootOf } from '../home/opened.ts';
import { commandView, PART_VIEW } from '../home/part.ts';
import type { ActionRequest } from '../request.ts';
import { normalise } from '../text/command-text.ts';
import { WORDS } from '../text/words.ts';
import { RUN_ACTION } from '../typed/offer.ts';
import { route } from '../typed/route.ts';
import { runTyped } from '../typed/run-typed.ts';
import { UserError } from './errors.ts';
import { admit, type Glue, guarded, isSlackError, localeFor, openModal, slackBlocks, toSlack } from './glue.ts';
import { HELP_ACTION, helpMessage } from './help.ts';
import { refilledView, type SubmittedForm, withSentence } from './refill.ts';

/** Answers buttons and selects by the registry. */
export function listenToActions(glue: Glue): void {
  glue.app.action({ type: 'block_actions' }, async ({ ack, body, action, respond }) => {
    await ack();
    const block = body as BlockAction;
    const clicked = action as ButtonAction;
    if (clicked.url !== undefined || isInputAction(clicked.action_id)) return;
    const clickId = clicked.action_ts;
    if (!glue.recent.isNew(`${block.user.id} ${clicked.action_id} ${clickId}`)) return;
    await onAction(glue, block, clicked, respond);
  });
}

async function onAction(glue: Glue, body: BlockAction, clicked: ButtonAction, respond: RespondFn): Promise<void> {
  const user = body.user.id;
  const origin = originOf(body);
  const modalId = body.view?.type === 'modal' ? body.view.id : undefined;
  const reply = async (message: Message): Promise<void> => {
    if (origin.kind === 'message')
      await respond({ response_type: 'ephemeral', replace_original: false, ...slackBlocks(message) });
    else await glue.ctx.slack.chat.postMessage({ channel: user, ...slackBlocks(message) });
  };
  const updateModal = async (view: ModalView): Promise<void> => {
    if (modalId !== undefined) await glue.ctx.slack.views.update({ view_id: modalId, view: toSlack(view) });
  };
  // Slack stacks three modals: what would be the fourth takes the place of the third.
  const open = async (actor: Actor, render: () => Promise<ModalView>): Promise<string | undefined> => {
    try {
      return await openModal(glue, actor, body.trigger_id, modalId !== undefined, clicked.action_id, render);
    } catch (error) {
      if (!isSlackError(error, 'push_limit_reached')) throw error;
      await updateModal(await render());
      return undefined;
    }
  };
  // Over what Home has opened nobody sees the conversation: an answer opens on top, figures apart, which no modal takes.
  const onTop = (actor: Actor) => async (message: Message) => {
    const isForChat = message.blocks.some(({ type }) => FIGURES.includes(type)) || message.sharedFiles !== undefined;
    if (isForChat) return reply(message);
    await open(actor, async () => asModal(actor.locale, message)).catch((error: unknown) => {
      // The three seconds of its trigger are over, say: it is read in the conversation.
      glue.ctx.log.info({ err: error, action: clicked.action_id }, 'an answer could not open as a modal');
      return reply(message);
    });
  };
  // In a modal a sentence is shown where the person looks, and the modal stays.
  const say = async (message: Message): Promise<void> => {
    if (modalId === undefined) return reply(message);
    await updateModal(withSentence(body.view as unknown as SubmittedForm, message.text, clicked.block_id));
  };
  await guarded(glue, clicked.action_id, user, say, async () => {
    if (clicked.action_id === HELP_ACTION) {
      await openHelp(glue, user, body.trigger_id);
      return;
    }
    const ofHome = homeAction(glue, clicked);
    if (ofHome !== undefined) {
      const actor = await admit(glue, user, 'worker');
      const viewId = await open(actor, () => ofHome.draw(actor));
      if (viewId !== undefined && ofHome.part !== undefined) await rememberPart(glue, viewId, ofHome.part);
      return;
    }
    if (clicked.action_id.startsWith(`${RUN_ACTION}:`)) {
      await runLine(glue, clicked, { user, trigger: body.trigger_id, origin, reply });
      return;
    }
    if (clicked.action_id === MORE_ACTION && origin.kind === 'modal') {
      await updateModal(await wholeForm(glue, user, body));
      return;
    }
    const found = glue.registry.action(clicked.action_id);
    if (found === undefined) {
      // A choice that is read with the form: only its options were asked for.
      if (glue.registry.optionSource(clicked.action_id) !== undefined) return;
      await say(sentence(WORDS.gone[await localeFor(glue, user)]));
      return;
    }
    const actor = await admit(glue, user, found.action.role);
    const part = partOf(body);
    await found.action.run({
      ctx: glue.ctx,
      actor,
      suffix: found.suffix,
      ...chosenOf(clicked),
      inputs: inputsOf((body.state?.values ?? body.view?.state.values ?? {}) as State),
      clickId: clicked.action_ts,
      origin,
      reply: part === undefined ? reply : onTop(actor),
      updateModal,
      replace: async (message) => {
        const kept = keepHead(body.message?.blocks as unknown[] | undefined, message);
        await respond({ replace_original: true, ...slackBlocks(kept) });
      },
      openModal: async (render) => {
        await open(actor, render);
      },
      refreshHome: () => refreshHome(glue, user, rootOf(body.view), clicked.action_ts),
    });
  });
}

/** What Home itself opens, and nothing of a feature's. */
function homeAction(
  glue: Glue,
  clicked: ButtonAction,
): { draw: (actor: Actor) => Promise<ModalView>; part?: string } | undefined {
  const [action = '', suffix = ''] = clicked.action_id.split(':');
  const value = chosenOf(clicked).value;
  const deed = (actor: Actor) => idFrom(glue.ctx.workspace, actor.user, action, clicked.action_ts);
  if (action === PART_ACTION && value === HELP_VALUE) return { draw: async (actor) => helpModal(glue, actor) };
  if (action === DO_ACTION) return { draw: (actor) => commandView(glue, actor, value, deed(actor)) };
  if (action !== PART_ACTION && action !== WAITING_ACTION) return undefined;
  const part = action === WAITING_ACTION ? WAITING_ACTION : suffix || value;
  return { draw: (actor) => drawPart(glue, actor, part, deed(actor)), part };
}

/** What a modal that Home has opened shows; undefined for any other view. */
function partOf({ view }: BlockAction): string | undefined {
  return view?.type === 'modal' && view.callback_id.startsWith(PART_VIEW) ? view.private_metadata : undefined;
}

/** The form that stands open, with what waits behind "More settings" and what was put in. */
async function wholeForm(glue: Glue, user: string, { view }: BlockAction): Promise<ModalView> {
  const modal = glue.registry.modal(view?.callback_id ?? '');
  if (view === undefined || modal?.more === undefined) throw new UserError(WORDS.gone);
  const actor = await admit(glue, user, modal.role);
  const state = view.state as SubmittedForm['state'];
  const request = { ctx: glue.ctx, actor, metadata: view.private_metadata, inputs: inputsOf(state.values as State) };
  return refilledView(await modal.more(request), state);
}

/** A line that was offered instead of what was typed. */
async function runLine(
  glue: Glue,
  { action_ts: ts, value = '' }: ButtonAction,
  at: { user: string; trigger: string } & Pick<ActionRequest, 'origin' | 'reply'>,
): Promise<void> {
  const actor = await admit(glue, at.user, 'worker');
  await runTyped(glue, actor, route(glue.registry, actor, normalise(value)), {
    raw: value,
    what: RUN_ACTION,
    deed: idFrom(glue.ctx.workspace, actor.user, RUN_ACTION, ts),
    trigger: at.trigger,
    channel: at.origin.kind === 'message' ? at.origin.channel : actor.user,
    reply: at.reply,
  });
}

async function openHelp(glue: Glue, user: string, trigger: string): Promise<void> {
  const actor = await admit(glue, user, 'worker');
  await openModal(glue, actor, trigger, false, HELP_ACTION, async () => helpModal(glue, actor));
}

function helpModal(glue: Glue, actor: Actor): ModalView {
  const { locale } = actor;
  const { blocks } = helpMessage(glue, actor);
  return modal({ callback: 'bot.notice', title: WORDS.homeTitle[locale], close: WORDS.close[locale], blocks });
}

function originOf(body: BlockAction): ActionRequest['origin'] {
  if (body.view !== undefined) {
    return {
      kind: body.view.type === 'home' || partOf(body) !== undefined ? 'home' : 'modal',
      viewId: body.view.id,
      metadata: readPrints(body.view.private_metadata).metadata,
    };
  }
  const { channel_id, message_ts, is_ephemeral } = body.container as Record<string, unknown>;
  return { kind: 'message', channel: String(channel_id), ts: String(message_ts), isEphemeral: is_ephemeral === true };
}
