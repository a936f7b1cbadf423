import type { ElementState } from '../../protocol.ts';
import type { StoredView } from '../model.ts';
import { type Fields, isFields } from '../validate/schema.ts';
import { stateField } from '../view-state.ts';

const isEmpty = (value: unknown) =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** What Slack's own client says about a form before it is sent, block_id → sentence. */
export function unfilled(view: StoredView): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const block of view.body.blocks) {
    if (block.type !== 'input' || !isFields(block.element) || !block.block_id) continue;
    const state = view.state.values[block.block_id]?.[String(block.element.action_id)];
    const sentence = complaint(block.element, state, block.optional === true);
    if (sentence) errors[block.block_id] = sentence;
  }
  return errors;
}

function complaint(element: Fields, state: ElementState | undefined, isOptional: boolean): string | undefined {
  const field = stateField(String(element.type)) ?? '';
  const value = state?.[field];
  if (isEmpty(value)) return isOptional ? undefined : 'Please complete this required field.';
  if (typeof value === 'string') return ofText(element, value);
  const max = Number(element.max_selected_items ?? element.max_files ?? Number.POSITIVE_INFINITY);
  if (Array.isArray(value) && value.length > max) return `Please select up to ${max} items.`;
  if (element.type === 'file_input' && Array.isArray(value)) return ofFiles(element, value);
  return undefined;
}

function ofText(element: Fields, value: string): string | undefined {
  const min = Number(element.min_length ?? 0);
  const max = Number(element.max_length ?? 3000);
  if (element.type === 'plain_text_input') {
    if (value.length < min) return `Please enter at least ${min} characters.`;
    if (value.length > max) return `Please enter at most ${max} characters.`;
  }
  if (element.type === 'number_input') {
    const number = Number(value);
    if (!/^-?\d+(\.\d+)?$/.test(value)) return 'Please enter a number.';
    if (element.is_decimal_allowed === false && value.includes('.')) return 'Please enter a whole number.';
    if (element.min_value !== undefined && number < Number(element.min_value))
      return `Please enter a number of at least ${element.min_value}.`;
    if (element.max_value !== undefined && number > Number(element.max_value))
      return `Please enter a number of at most ${element.max_value}.`;
  }
  if (element.type === 'email_text_input' && !/^\S+@\S+\.\S+$/.test(value)) return 'Please enter a valid email.';
  if (element.type === 'url_text_input' && !URL.canParse(value)) return 'Please enter a valid URL.';
  return undefined;
}

function ofFiles(element: Fields, files: unknown[]): string | undefined {
  if (files.length > 10) return 'Please add up to 10 files.';
  if (!Array.isArray(element.filetypes)) return undefined;
  const kinds = element.filetypes.map((one) => String(one).toLowerCase());
  const wrong = files.find((one) => isFields(one) && !kinds.includes(String(one.filetype)));
  return wrong ? `Please add files of these kinds: ${kinds.join(', ')}.` : undefined;
}
