import type { BlockAction, ButtonAction, RespondFn, ViewOutput } from '@slack/bolt';
import { WebAPIPlatformError } from '@slack/web-api';
import { escapeMrkdwn, modal } from './blocks.ts';
import { sentenceFor } from './errors.ts';
import type { ActionRequest, Actor, Locale, Message, ModalView, SubmitResult } from './feature.ts';
import { admit, type Glue, guarded, localeFor, notice, openModal, slackBlocks, toSlack } from './glue.ts';
import { HELP_ACTION, helpMessage } from './help.ts';
import { Once } from './recent.ts';
import { refilled, type SubmittedForm, withSentence } from './refill.ts';
import { sentence } from './sentence.ts';
import { WORDS } from './words.ts';

/** A submitted modal must be answered within 3 s; after this long it shows that it is still at work. */
const SUBMIT_PATIENCE_MS = 2_200;

/** Answers buttons, selects and submitted modals by the registry. */
export function listenToInteractions(glue: Glue): void {
  glue.app.action({ type: 'block_actions' }, async ({ ack, body, action, respond }) => {
    await ack();
    const block = body as BlockAction;
    const clicked = action as ButtonAction;
    if (clicked.url !== undefined || clicked.action_id === 'value') return;
    const clickId = clicked.action_ts;
    if (!glue.recent.isNew(`${block.user.id} ${clicked.action_id} ${clickId}`)) return;
    await onAction(glue, block, clicked, respond);
  });
  const submissions = new Once<SubmitResult>();
  glue.app.view({ type: 'view_submission' }, async ({ ack, body, view }) => {
    const user = body.user.id;
    const trigger = 'trigger_id' in body ? body.trigger_id : '';
    const work = submissions.answer(`${user} ${view.id} ${trigger}`, () => submitted(glue, user, trigger, view));
    await onSubmit(glue, user, view, work, ack as AckView);
  });
}

async function onAction(glue: Glue, body: BlockAction, clicked: ButtonAction, respond: RespondFn): Promise<void> {
  const user = body.user.id;
  const origin = originOf(body);
  const reply = async (message: Message): Promise<void> => {
    if (origin.kind === 'message')
      await respond({ response_type: 'ephemeral', replace_original: false, ...slackBlocks(message) });
    else await glue.ctx.slack.chat.postMessage({ channel: user, ...slackBlocks(message) });
  };
  const updateModal = async (view: ModalView): Promise<void> => {
    if (origin.kind === 'modal') await glue.ctx.slack.views.update({ view_id: origin.viewId, view: toSlack(view) });
  };
  // Slack stacks three modals: what would be the fourth takes the place of the third.
  const open = async (actor: Actor, render: () => Promise<ModalView>): Promise<void> => {
    try {
      await openModal(glue, actor, body.trigger_id, origin.kind === 'modal', clicked.action_id, render);
    } catch (error) {
      if (!isSlackError(error, 'push_limit_reached')) throw error;
      await updateModal(await render());
    }
  };
  // In a modal a sentence is shown where the person looks, and the modal stays.
  const say = async (message: Message): Promise<void> => {
    if (origin.kind !== 'modal') return reply(message);
    await updateModal(withSentence(body.view as unknown as SubmittedForm, message.text, clicked.block_id));
  };
  await guarded(glue, clicked.action_id, user, say, async () => {
    if (clicked.action_id === HELP_ACTION) {
      await openHelp(glue, user, body.trigger_id);
      return;
    }
    const found = glue.registry.action(clicked.action_id);
    if (found === undefined) {
      await say(sentence(WORDS.gone[await localeFor(glue, user)]));
      return;
    }
    const actor = await admit(glue, user, found.action.role);
    await found.action.run({
      ctx: glue.ctx,
      actor,
      suffix: found.suffix,
      ...chosenOf(clicked),
      inputs: inputsOf((body.state?.values ?? body.view?.state.values ?? {}) as State),
      clickId: clicked.action_ts,
      origin,
      reply,
      updateModal,
      replace: async (message) => {
        await respond({ replace_original: true, ...slackBlocks(message) });
      },
      openModal: (render) => open(actor, render),
      refreshHome: () => glue.publishHome(user),
    });
  });
}

async function openHelp(glue: Glue, user: string, trigger: string): Promise<void> {
  const actor = await admit(glue, user, 'worker');
  const { locale } = actor;
  const { blocks } = helpMessage(glue, actor, false);
  await openModal(glue, actor, trigger, false, HELP_ACTION, async () =>
    modal({ callback: 'bot.notice', title: WORDS.homeTitle[locale], close: WORDS.close[locale], blocks }),
  );
}

function originOf(body: BlockAction): ActionRequest['origin'] {
  if (body.view !== undefined) {
    return {
      kind: body.view.type === 'home' ? 'home' : 'modal',
      viewId: body.view.id,
      metadata: body.view.private_metadata,
    };
  }
  const { channel_id, message_ts, is_ephemeral } = body.container as Record<string, unknown>;
  return { kind: 'message', channel: String(channel_id), ts: String(message_ts), isEphemeral: is_ephemeral === true };
}

/** An element's state as Slack sends it, of whichever kind. */
interface ElementState {
  value?: string | null;
  selected_option?: { value?: string } | null;
  selected_options?: { value?: string }[];
  selected_time?: string | null;
  selected_date?: string | null;
  selected_conversation?: string | null;
  selected_user?: string | null;
  files?: { id: string }[];
}

function chosenOf(element: ElementState): { value: string; values: string[] } {
  const values = element.selected_options?.map((one) => one.value ?? '') ?? [];
  return { value: singleOf(element) ?? '', values };
}

function singleOf(element: ElementState): string | undefined {
  return (
    element.value ??
    element.selected_option?.value ??
    element.selected_time ??
    element.selected_date ??
    element.selected_conversation ??
    element.selected_user ??
    undefined
  );
}

type State = Record<string, Record<string, unknown>>;

function inputsOf(values: State): Record<string, string | string[] | undefined> {
  return Object.fromEntries(
    Object.entries(values).map(([block, elements]) => {
      const [element] = Object.values(elements) as ElementState[];
      if (element?.selected_options !== undefined)
        return [block, element.selected_options.map((one) => one.value ?? '')];
      if (element?.files !== undefined) return [block, element.files.map((file) => file.id)];
      return [block, element === undefined ? undefined : singleOf(element)];
    }),
  );
}

type AckView = (
  response?:
    | { response_action: 'errors'; errors: Record<string, string> }
    | { response_action: 'update'; view: ReturnType<typeof toSlack> },
) => Promise<void>;

/** Works before the ack, so that faults stand at their inputs; what takes longer is finished after a "saving" view. */
async function onSubmit(
  glue: Glue,
  user: string,
  view: ViewOutput,
  work: Promise<SubmitResult>,
  ack: AckView,
): Promise<void> {
  let timeout: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timeout = setTimeout(() => resolve('late'), SUBMIT_PATIENCE_MS);
  });
  const first = await Promise.race([work, late]);
  clearTimeout(timeout);
  if (first !== 'late') return answer(first, ack);
  const locale = await localeFor(glue, user);
  await ack({ response_action: 'update', view: toSlack(notice(locale, WORDS.saving[locale])) });
  const result = await work;
  const { slack } = glue.ctx;
  try {
    await slack.views.update({ view_id: view.id, view: toSlack(shownLate(result, view, locale)) });
  } catch (error) {
    if (!isSlackError(error, 'not_found')) throw error;
    // Closed meanwhile: that it was not saved must be read all the same.
    if ('errors' in result) {
      const text = [WORDS.notSaved[locale], ...Object.values(result.errors)].map(escapeMrkdwn).join('\n');
      await slack.chat.postMessage({ channel: user, ...slackBlocks(sentence(text)) });
    }
  }
}

function isSlackError(error: unknown, code: string): boolean {
  return error instanceof WebAPIPlatformError && error.data.error === code;
}

/** In place of the "saving" view; faults bring the form back with what was put into it. */
function shownLate(result: SubmitResult, view: ViewOutput, locale: Locale): ModalView {
  if ('update' in result) return result.update;
  if ('errors' in result) return refilled(view as SubmittedForm, Object.values(result.errors), locale);
  return notice(locale, WORDS.saved[locale]);
}

async function answer(result: SubmitResult, ack: AckView): Promise<void> {
  if ('errors' in result) await ack({ response_action: 'errors', errors: result.errors });
  else if ('update' in result) await ack({ response_action: 'update', view: toSlack(result.update) });
  else await ack();
}

async function submitted(glue: Glue, user: string, trigger: string, view: ViewOutput): Promise<SubmitResult> {
  const { callback_id: callback } = view;
  try {
    const modal = glue.registry.modal(callback);
    if (modal === undefined) return { close: true };
    const actor = await admit(glue, user, modal.role);
    return await modal.submit({
      ctx: glue.ctx,
      actor,
      metadata: view.private_metadata,
      viewId: view.id,
      inputs: inputsOf(view.state.values as unknown as State),
      tell: async (message) => {
        await glue.ctx.slack.chat.postMessage({ channel: user, ...slackBlocks(message) });
      },
      openModal: (render) => openModal(glue, actor, trigger, true, callback, render),
      refreshHome: () => glue.publishHome(user),
    });
  } catch (error) {
    const locale = await localeFor(glue, user);
    const text = sentenceFor(error, locale, glue.ctx.log, callback);
    const firstInput = view.blocks.find((block) => block.type === 'input' && block.block_id !== undefined);
    // At an input, so that what was typed stays.
    return firstInput?.block_id === undefined
      ? { update: withSentence(view as SubmittedForm, text) }
      : { errors: { [firstInput.block_id]: text } };
  }
}
