import type { ViewOutput } from '@slack/bolt';
import { idFrom } from '../../lib/ids.ts';
import type { Locale } from '../../lib/language.ts';
import { within } from '../../lib/lists/within.ts';
import type { Message, ModalView } from '../draw/block-kit.ts';
import { escapeMrkdwn } from '../draw/blocks.ts';
import { inputsOf, type State } from '../draw/element-state.ts';
import { sentence } from '../draw/sentence.ts';
import type { SubmitResult } from '../feature.ts';
import { refreshHome, rootOf } from '../home/opened.ts';
import { WORDS } from '../text/words.ts';
import { sentenceFor } from './errors.ts';
import { admit, type Glue, guarded, isSlackError, localeFor, openModal, said, slackBlocks, toSlack } from './glue.ts';
import { Once } from './recent.ts';
import { refilled, type SubmittedForm, withSentence } from './refill.ts';

/** A submitted modal must be answered within 3 s; after this long it shows that it is still at work. */
const SUBMIT_PATIENCE_MS = 2_200;

/** After this long the form comes back with what was typed, and a sentence; submitted again it is done once all the same. */
const SUBMIT_MS = 20_000;

/** Answers modals that are submitted or closed, by the registry. */
export function listenToModals(glue: Glue): void {
  const submissions = new Once<SubmitResult>();
  glue.app.view({ type: 'view_submission' }, async ({ ack, body, view }) => {
    const user = body.user.id;
    const trigger = 'trigger_id' in body ? body.trigger_id : '';
    const work = submissions.answer(`${user} ${view.id} ${trigger}`, () => submitted(glue, user, trigger, view));
    await onSubmit(glue, user, view, work, ack as AckView);
  });
  glue.app.view({ type: 'view_closed' }, async ({ ack, body, view }) => {
    await ack();
    if (!glue.recent.isNew(`${body.user.id} closed ${view.id}`)) return;
    await onClosed(glue, body.user.id, view);
  });
}

async function onClosed(glue: Glue, user: string, view: ViewOutput): Promise<void> {
  const modal = glue.registry.modal(view.callback_id);
  if (modal?.closed === undefined) return;
  // The modal is gone: that something went wrong is read in the direct messages.
  const say = (message: Message) => glue.ctx.slack.chat.postMessage({ channel: user, ...slackBlocks(message) });
  await guarded(glue, `${view.callback_id} closed`, user, say, async () => {
    const actor = await admit(glue, user, modal.role);
    const inputs = inputsOf((view.state?.values ?? {}) as unknown as State);
    await modal.closed?.({ ctx: glue.ctx, actor, metadata: view.private_metadata, inputs });
  });
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
  await ack({ response_action: 'update', view: toSlack(said(locale, WORDS.saving[locale])) });
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

/** In place of the "saving" view; faults bring the form back with what was put into it. */
function shownLate(result: SubmitResult, view: ViewOutput, locale: Locale): ModalView {
  if ('update' in result) return result.update;
  if ('errors' in result) return refilled(view as SubmittedForm, Object.values(result.errors), locale);
  return ('late' in result ? result.late : undefined) ?? said(locale, WORDS.saved[locale]);
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
    const submitting = modal.submit({
      ctx: glue.ctx,
      actor,
      metadata: view.private_metadata,
      viewId: view.id,
      inputs: inputsOf(view.state.values as unknown as State),
      tell: async (message) => {
        await glue.ctx.slack.chat.postMessage({ channel: user, ...slackBlocks(message) });
      },
      openModal: async (render) => {
        await openModal(glue, actor, trigger, true, callback, render);
      },
      refreshHome: () => refreshHome(glue, user, rootOf(view), idFrom(glue.ctx.workspace, user, view.id, trigger)),
    });
    return await within(SUBMIT_MS, callback, submitting);
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
