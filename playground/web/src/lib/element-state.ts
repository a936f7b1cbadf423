/** The state of elements, as Slack keeps it: what the person chose, else the element's initial value. */
import type { Block, ElementState, ViewState } from '../../../protocol.ts';
import { arr, type Obj, obj, objs, str } from './shape.ts';

type Values = ViewState['values'];

/** Element type → the key of its value, the key of its initial value, and what stands for "nothing". */
const KEYS: Record<string, [value: string, initial: string, empty: 'null' | 'list']> = {
  static_select: ['selected_option', 'initial_option', 'null'],
  external_select: ['selected_option', 'initial_option', 'null'],
  users_select: ['selected_user', 'initial_user', 'null'],
  conversations_select: ['selected_conversation', 'initial_conversation', 'null'],
  channels_select: ['selected_channel', 'initial_channel', 'null'],
  multi_static_select: ['selected_options', 'initial_options', 'list'],
  multi_external_select: ['selected_options', 'initial_options', 'list'],
  multi_users_select: ['selected_users', 'initial_users', 'list'],
  multi_conversations_select: ['selected_conversations', 'initial_conversations', 'list'],
  multi_channels_select: ['selected_channels', 'initial_channels', 'list'],
  radio_buttons: ['selected_option', 'initial_option', 'null'],
  checkboxes: ['selected_options', 'initial_options', 'list'],
  datepicker: ['selected_date', 'initial_date', 'null'],
  timepicker: ['selected_time', 'initial_time', 'null'],
  datetimepicker: ['selected_date_time', 'initial_date_time', 'null'],
  plain_text_input: ['value', 'initial_value', 'null'],
  email_text_input: ['value', 'initial_value', 'null'],
  url_text_input: ['value', 'initial_value', 'null'],
  number_input: ['value', 'initial_value', 'null'],
  rich_text_input: ['rich_text_value', 'initial_value', 'null'],
  file_input: ['files', '', 'list'],
};

export const isStateful = (type: string): boolean => type in KEYS;
export const valueKey = (type: string): string => KEYS[type]?.[0] ?? 'value';
export const actionIdOf = (element: Obj): string => str(element.action_id);

export function stateWith(element: Obj, value: unknown): ElementState {
  const type = str(element.type);
  return { type, [valueKey(type)]: value };
}

export function initialState(element: Obj, currentConversation?: string): ElementState {
  const type = str(element.type);
  const [, initial = '', empty] = KEYS[type] ?? [];
  const fallback = empty === 'list' ? [] : null;
  let value = element[initial] ?? fallback;
  if (element.default_to_current_conversation === true && currentConversation && element[initial] === undefined) {
    value = empty === 'list' ? [currentConversation] : currentConversation;
  }
  return stateWith(element, value);
}

export function stateOf(values: Values, blockId: string, element: Obj, currentConversation?: string): ElementState {
  const kept = values[blockId]?.[actionIdOf(element)];
  return kept && kept.type === element.type ? kept : initialState(element, currentConversation);
}

export function isEmpty(state: ElementState): boolean {
  const value = state[valueKey(state.type)];
  if (state.type === 'rich_text_input') return richTextToPlain(value).trim() === '';
  return (
    value === null ||
    value === undefined ||
    (typeof value === 'string' && value.trim() === '') ||
    (Array.isArray(value) && value.length === 0)
  );
}

export function elementsOf(block: Obj): Obj[] {
  switch (block.type) {
    case 'input':
      return [obj(block.element)];
    case 'section':
      return [obj(block.accessory)];
    case 'actions':
      return objs(block.elements);
    default:
      return [];
  }
}

/** All blocks, those in containers too. */
export function flatten(blocks: Obj[]): Obj[] {
  return blocks.flatMap((block) => [block, ...flatten(objs(block.child_blocks))]);
}

/** The whole state of a surface, as Slack sends it with every action and submission. */
export function collect(blocks: Block[], values: Values, currentConversation?: string): ViewState {
  const out: Values = {};
  for (const block of flatten(blocks)) {
    for (const element of elementsOf(block)) {
      if (!isStateful(str(element.type))) continue;
      const blockId = str(block.block_id);
      out[blockId] = { ...out[blockId], [actionIdOf(element)]: stateOf(values, blockId, element, currentConversation) };
    }
  }
  return { values: out };
}

export type Fault =
  | { kind: 'required' | 'email' | 'url' | 'number' }
  | { kind: 'short' | 'long' | 'min' | 'max'; limit: string };

/** What Slack's own client refuses before the bot hears of it. */
export function faultOf(block: Obj, state: ElementState): Fault | undefined {
  const element = obj(block.element);
  if (isEmpty(state)) return block.optional === true ? undefined : { kind: 'required' };
  const value = str(state.value);
  const limit = (key: string) => (element[key] === undefined ? undefined : Number(element[key]));
  switch (state.type) {
    case 'plain_text_input': {
      const [min, max] = [limit('min_length'), limit('max_length') ?? 3000];
      if (min !== undefined && value.length < min) return { kind: 'short', limit: String(min) };
      return value.length > max ? { kind: 'long', limit: String(max) } : undefined;
    }
    case 'email_text_input':
      return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) ? undefined : { kind: 'email' };
    case 'url_text_input':
      return URL.canParse(value) ? undefined : { kind: 'url' };
    case 'number_input': {
      const n = Number(value);
      if (!Number.isFinite(n) || (element.is_decimal_allowed !== true && !Number.isInteger(n)))
        return { kind: 'number' };
      const [min, max] = [limit('min_value'), limit('max_value')];
      if (min !== undefined && n < min) return { kind: 'min', limit: String(min) };
      return max !== undefined && n > max ? { kind: 'max', limit: String(max) } : undefined;
    }
    default:
      return undefined;
  }
}

export function plainToRichText(text: string): Obj | null {
  if (text === '') return null;
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }] };
}

export function richTextToPlain(value: unknown): string {
  const walk = (node: Obj): string => {
    if (node.type === 'text') return str(node.text);
    if (node.type === 'link') return str(node.text) || str(node.url);
    if (node.type === 'emoji') return `:${str(node.name)}:`;
    const inner = objs(node.elements).map(walk);
    return inner.join(node.type === 'rich_text' || node.type === 'rich_text_list' ? '\n' : '');
  };
  return walk(obj(value));
}

export const optionsOf = (element: Obj): Obj[] => [
  ...objs(element.options),
  ...arr(element.option_groups).flatMap((group) => objs(obj(group).options)),
];
