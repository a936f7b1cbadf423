import type { Act, ActResult } from '../../protocol.ts';
import type { Hub } from '../hub.ts';
import type { StoredView } from '../model.ts';
import { apiView } from '../shapes.ts';
import { SlackError } from '../slack-error.ts';
import { isFields } from '../validate/schema.ts';
import { failed, noted, refused } from './answers.ts';
import { checkedState } from './block-actions.ts';
import { unfilled } from './form-checks.ts';
import { whoAndWhere } from './payloads.ts';
import { viewFor } from './visible.ts';

function modalFor(hub: Hub, user: string, id: string): StoredView {
  const view = viewFor(hub, user, id);
  if (view.type !== 'modal') throw new SlackError('view_not_found');
  return view;
}

/** Submits the top modal: first what Slack's own client checks, then the bot. */
export async function submitView(
  hub: Hub,
  user: string,
  act: Extract<Act, { kind: 'view-submit' }>,
): Promise<ActResult> {
  const view = modalFor(hub, user, act.view);
  if (!view.body.submit) throw new SlackError('view_cannot_be_submitted');
  view.state = checkedState(hub, user, view.body.blocks, view.state, act.viewState);
  hub.workspace.changed();
  const errors = unfilled(view);
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  const answer = await hub.outbound.interact(
    'interactive',
    {
      type: 'view_submission',
      ...whoAndWhere(hub, user),
      trigger_id: hub.triggers.create(user, view.id),
      view: apiView(hub.identity, view),
      response_urls: [],
    },
    true,
  );
  if (!answer.ok) return failed(answer) ?? { ok: false };
  try {
    return afterSubmission(hub, user, view, answer.body);
  } catch (error) {
    return refused(hub, 'view_submission', error);
  }
}

function afterSubmission(hub: Hub, user: string, view: StoredView, body: unknown): ActResult {
  const action = isFields(body) ? body.response_action : undefined;
  if (!isFields(body) || action === undefined) {
    if (typeof body === 'string' || (isFields(body) && Object.keys(body).length > 0))
      throw new SlackError('invalid_response_action', ['[ERROR] missing required field: response_action']);
    if (hub.workspace.stack(user).at(-1) === view) hub.views.close(user, false);
    return { ok: true };
  }
  noted(hub, 'view_submission', body);
  switch (action) {
    case 'clear':
      hub.views.close(user, true);
      return { ok: true };
    case 'update':
      hub.views.update(view, body.view);
      return { ok: true };
    case 'push':
      hub.views.push(user, body.view);
      return { ok: true };
    case 'errors':
      return { ok: false, errors: errorsOf(view, body.errors) };
    default:
      throw new SlackError('invalid_response_action', [`[ERROR] unknown response_action: ${String(action)}`]);
  }
}

/** Errors belong to input blocks of the view; Slack refuses all others. */
function errorsOf(view: StoredView, errors: unknown): Record<string, string> {
  const entries = isFields(errors) ? Object.entries(errors) : [];
  if (entries.length === 0) throw new SlackError('invalid_errors', ['[ERROR] errors must not be empty']);
  return Object.fromEntries(
    entries.map(([blockId, sentence]) => {
      const block = view.body.blocks.find((one) => one.block_id === blockId);
      if (block?.type !== 'input' || typeof sentence !== 'string')
        throw new SlackError('invalid_errors', [`[ERROR] no input block with this block_id: ${blockId}`]);
      return [blockId, sentence];
    }),
  );
}

/** Closes the top modal, or all; the bot hears of those that asked for it. */
export async function closeView(hub: Hub, user: string, act: Extract<Act, { kind: 'view-close' }>): Promise<ActResult> {
  const view = modalFor(hub, user, act.view);
  const isCleared = act.all === true || view.body.clear_on_close;
  const gone = hub.views.close(user, isCleared);
  let result: ActResult = { ok: true };
  for (const one of gone.filter((closed) => closed.body.notify_on_close)) {
    const answer = await hub.outbound.interact(
      'interactive',
      {
        type: 'view_closed',
        ...whoAndWhere(hub, user),
        view: apiView(hub.identity, one),
        is_cleared: isCleared,
      },
      false,
    );
    result = failed(answer) ?? result;
  }
  return result;
}
