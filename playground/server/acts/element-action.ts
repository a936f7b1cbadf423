import type { ElementState } from '../../protocol.ts';
import { SlackError } from '../slack-error.ts';
import { type Fields, isFields } from '../validate/schema.ts';
import { stateField } from '../view-state.ts';

const chosenValue = (option: unknown) => (isFields(option) ? option.value : undefined);

/** All options of an element, also those in groups. */
function optionsOf(element: Fields): unknown[] {
  const groups = Array.isArray(element.option_groups) ? element.option_groups : [];
  const lists: unknown[] = [element.options, ...groups.map((group) => (isFields(group) ? group.options : undefined))];
  return lists.filter(Array.isArray).flat();
}

/** The element's own option: a person cannot choose what is not on offer. */
function offered(element: Fields, choice: unknown): unknown {
  if (String(element.type).includes('external')) return choice;
  const found = optionsOf(element).find((one) => chosenValue(one) === chosenValue(choice));
  if (!found) throw new SlackError('option_not_found');
  return found;
}

/** The state a person gave an element, brought to Slack's form and checked against what the element offers. */
export function cleanState(element: Fields, given: ElementState): ElementState {
  const type = String(element.type);
  const field = stateField(type);
  if (!field || given.type !== type) throw new SlackError('invalid_state');
  const value = given[field] ?? null;
  if (field === 'selected_option') return { type, [field]: value === null ? null : offered(element, value) };
  if (field === 'selected_options')
    return { type, [field]: Array.isArray(value) ? value.map((one) => offered(element, one)) : [] };
  return { type, [field]: value };
}

/** One entry of `actions` in a block_actions payload. */
export function actionOf(element: Fields, blockId: string, state: ElementState | undefined, actionTs: string): Fields {
  const type = String(element.type);
  const base = { action_id: element.action_id, block_id: blockId, type, action_ts: actionTs };
  if (type === 'button' || type === 'workflow_button' || type === 'icon_button')
    return {
      ...base,
      text: element.text,
      ...(element.value === undefined ? {} : { value: element.value }),
      ...(element.style ? { style: element.style } : {}),
    };
  if (type === 'feedback_buttons') {
    const wanted = state?.value;
    const chosen = [element.positive_button, element.negative_button].find((one) => chosenValue(one) === wanted);
    if (!isFields(chosen)) throw new SlackError('option_not_found');
    return { ...base, text: chosen.text, value: chosen.value };
  }
  if (type === 'overflow') return { ...base, selected_option: offered(element, state?.selected_option) };
  if (!state) throw new SlackError('invalid_state');
  return { ...base, ...state };
}
