import type { Act, ActResult, ElementState, ViewState } from '../../protocol.ts';
import type { Hub } from '../hub.ts';
import type { Block } from '../model.ts';
import { apiMessage, apiView } from '../shapes.ts';
import { SlackError } from '../slack-error.ts';
import { validateSuggestions } from '../validate/payload.ts';
import { type Fields, isFields } from '../validate/schema.ts';
import { findElement, flatBlocks, stateField, stateOf } from '../view-state.ts';
import { failed, refused } from './answers.ts';
import { actionOf, cleanState } from './element-action.ts';
import { withFiles } from './input-files.ts';
import { channelOf, whoAndWhere } from './payloads.ts';
import { messageFor, viewFor } from './visible.ts';

type MessageAction = Extract<Act, { kind: 'message-action' }>;
type ViewAction = Extract<Act, { kind: 'view-action' }>;
type Suggest = Extract<Act, { kind: 'suggest' }>;

/** State given for elements that are there, checked; other entries are dropped. */
export function checkedState(
  hub: Hub,
  user: string,
  blocks: Block[],
  present: ViewState,
  given: ViewState | undefined,
) {
  const values: ViewState['values'] = structuredClone(present.values);
  for (const [blockId, actions] of Object.entries(given?.values ?? {}))
    for (const [actionId, state] of Object.entries(actions)) {
      const found = findElement(blocks, blockId, actionId);
      if (!found) continue;
      values[blockId] = { ...values[blockId], [actionId]: cleanState(found.element, withFiles(hub, user, state)) };
    }
  return stateOf(blocks, { values });
}

function operate(blocks: Block[], act: { block_id: string; action_id: string; state?: ElementState }) {
  const found = findElement(blocks, act.block_id, act.action_id);
  if (!found) throw new SlackError('element_not_found');
  const isStateful = stateField(String(found.element.type)) !== undefined;
  if (isStateful && !act.state) throw new SlackError('invalid_state');
  const state = act.state && isStateful ? cleanState(found.element, act.state) : act.state;
  return { ...found, state, isStateful };
}

export async function messageAction(hub: Hub, user: string, act: MessageAction): Promise<ActResult> {
  const { workspace } = hub;
  const { message, place } = messageFor(hub, user, act.channel, act.ts);
  const { block, element, state, isStateful } = operate(message.blocks, act);
  const values = checkedState(hub, user, message.blocks, stateOf(message.blocks), act.messageState);
  if (state && isStateful) values.values[act.block_id] = { ...values.values[act.block_id], [act.action_id]: state };
  if (block.type === 'input' && block.dispatch_action !== true) return { ok: true };
  const isEphemeral = message.ephemeralFor !== undefined;
  const answer = await hub.outbound.interact(
    'interactive',
    {
      type: 'block_actions',
      ...whoAndWhere(hub, user),
      container: {
        type: 'message',
        message_ts: message.ts,
        channel_id: place.id,
        is_ephemeral: isEphemeral,
        ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
      },
      trigger_id: hub.triggers.create(user),
      channel: channelOf(place),
      ...(isEphemeral ? {} : { message: apiMessage(hub, message) }),
      state: values,
      response_url: hub.responseUrls.create({ channel: place.id, user, message }),
      actions: [actionOf(element, act.block_id, state, (workspace.now() / 1000).toFixed(6))],
    },
    false,
  );
  return failed(answer) ?? { ok: true };
}

export async function viewAction(hub: Hub, user: string, act: ViewAction): Promise<ActResult> {
  const { workspace } = hub;
  const view = viewFor(hub, user, act.view);
  view.state = checkedState(hub, user, view.body.blocks, view.state, act.viewState);
  const given = act.state ? { ...act, state: withFiles(hub, user, act.state) } : act;
  const { block, element, state, isStateful } = operate(view.body.blocks, given);
  if (state && isStateful)
    view.state.values[act.block_id] = { ...view.state.values[act.block_id], [act.action_id]: state };
  workspace.changed();
  if (block.type === 'input' && block.dispatch_action !== true) return { ok: true };
  const answer = await hub.outbound.interact(
    'interactive',
    {
      type: 'block_actions',
      ...whoAndWhere(hub, user),
      container: { type: 'view', view_id: view.id },
      trigger_id: hub.triggers.create(user, view.type === 'modal' ? view.id : undefined),
      view: apiView(hub.identity, view),
      actions: [actionOf(element, act.block_id, state, (workspace.now() / 1000).toFixed(6))],
    },
    false,
  );
  return failed(answer) ?? { ok: true };
}

/** Options for an external select, asked of the bot as the person types. */
export async function suggest(hub: Hub, user: string, act: Suggest): Promise<ActResult> {
  const source = sourceOf(hub, user, act);
  const found = flatBlocks(source.blocks).length > 0 && findElement(source.blocks, act.block_id, act.action_id);
  if (!found || !String(found.element.type).includes('external')) throw new SlackError('element_not_found');
  const answer = await hub.outbound.interact(
    'interactive',
    {
      type: 'block_suggestion',
      ...whoAndWhere(hub, user),
      action_id: act.action_id,
      block_id: act.block_id,
      value: act.value,
      ...source.payload,
    },
    true,
  );
  if (!answer.ok) return failed(answer) ?? { ok: false };
  const body = answer.body;
  try {
    const faults = isFields(body) ? validateSuggestions(body) : ['[ERROR] options or option_groups are required'];
    if (faults.length > 0 || !isFields(body)) throw new SlackError('invalid_suggestions', faults);
    return {
      ok: true,
      ...(Array.isArray(body.options) ? { options: body.options } : {}),
      ...(Array.isArray(body.option_groups) ? { optionGroups: body.option_groups } : {}),
    };
  } catch (error) {
    return refused(hub, 'block_suggestion', error);
  }
}

function sourceOf(hub: Hub, user: string, act: Suggest): { blocks: Block[]; payload: Fields } {
  if (act.view) {
    const view = viewFor(hub, user, act.view);
    return {
      blocks: view.body.blocks,
      payload: { container: { type: 'view', view_id: view.id }, view: apiView(hub.identity, view) },
    };
  }
  const { message, place } = messageFor(hub, user, act.channel ?? '', act.ts ?? '');
  const container = {
    type: 'message',
    message_ts: message.ts,
    channel_id: place.id,
    is_ephemeral: message.ephemeralFor !== undefined,
  };
  return {
    blocks: message.blocks,
    payload: {
      container,
      channel: channelOf(place),
      ...(message.ephemeralFor ? {} : { message: apiMessage(hub, message) }),
    },
  };
}
