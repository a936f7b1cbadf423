import { randomBytes } from 'node:crypto';
import type { Block, ElementState, ViewState } from '../protocol.ts';
import { type Fields, isFields } from './validate/schema.ts';

const newBlockId = () => randomBytes(4).toString('base64url').replaceAll(/[-_]/g, 'x').slice(0, 5);

const newActionId = () => randomBytes(5).toString('base64url').replaceAll(/[-_]/g, 'x');

function fillActionIds(element: unknown) {
  if (
    isFields(element) &&
    element.type !== 'image' &&
    typeof element.type === 'string' &&
    !('text' in element && element.type === 'mrkdwn')
  )
    element.action_id ??= newActionId();
}

/** A copy in which every block has a block_id and every interactive element an action_id, as Slack makes them. */
export function withBlockIds(blocks: Block[]): Block[] {
  const copy = structuredClone(blocks);
  for (const block of copy) {
    block.block_id ||= newBlockId();
    for (const element of elementsOf(block)) fillActionIds(element);
    const children = block.child_blocks ?? (block.type === 'carousel' ? block.elements : undefined);
    if (Array.isArray(children)) block[block.child_blocks ? 'child_blocks' : 'elements'] = withBlockIds(children);
  }
  return copy;
}

/** Blocks with the ones inside of containers and carousels. */
export function flatBlocks(blocks: Block[]): Block[] {
  return blocks.flatMap((block) => {
    const children = block.child_blocks ?? (block.type === 'carousel' ? block.elements : []);
    return [block, ...(Array.isArray(children) ? flatBlocks(children) : [])];
  });
}

/** A block's elements that a person can operate. */
export function elementsOf(block: Block): Fields[] {
  const candidates =
    block.type === 'input'
      ? [block.element]
      : block.type === 'section'
        ? [block.accessory]
        : block.type === 'card'
          ? block.actions
          : block.type === 'actions' || block.type === 'context_actions'
            ? block.elements
            : [];
  return (Array.isArray(candidates) ? candidates : []).filter(
    (one): one is Fields => isFields(one) && one.type !== 'image',
  );
}

export function findElement(
  blocks: Block[],
  blockId: string,
  actionId: string,
): { block: Block; element: Fields } | undefined {
  for (const block of flatBlocks(blocks)) {
    if (block.block_id !== blockId) continue;
    const element = elementsOf(block).find((one) => one.action_id === actionId);
    if (element) return { block, element };
  }
  return undefined;
}

/** For each kind of element with a state: the state's field, the field its initial value is in, and what an empty one holds. */
const kinds: Record<string, [field: string, initial: string, empty: unknown]> = {
  plain_text_input: ['value', 'initial_value', null],
  number_input: ['value', 'initial_value', null],
  email_text_input: ['value', 'initial_value', null],
  url_text_input: ['value', 'initial_value', null],
  rich_text_input: ['rich_text_value', 'initial_value', null],
  static_select: ['selected_option', 'initial_option', null],
  external_select: ['selected_option', 'initial_option', null],
  radio_buttons: ['selected_option', 'initial_option', null],
  checkboxes: ['selected_options', 'initial_options', []],
  multi_static_select: ['selected_options', 'initial_options', []],
  multi_external_select: ['selected_options', 'initial_options', []],
  users_select: ['selected_user', 'initial_user', null],
  multi_users_select: ['selected_users', 'initial_users', []],
  conversations_select: ['selected_conversation', 'initial_conversation', null],
  multi_conversations_select: ['selected_conversations', 'initial_conversations', []],
  channels_select: ['selected_channel', 'initial_channel', null],
  multi_channels_select: ['selected_channels', 'initial_channels', []],
  datepicker: ['selected_date', 'initial_date', null],
  timepicker: ['selected_time', 'initial_time', null],
  datetimepicker: ['selected_date_time', 'initial_date_time', null],
  file_input: ['files', '', []],
};

/** The field of `state` an element of this type keeps its value in; undefined for buttons and overflows. */
export const stateField = (type: string): string | undefined => kinds[type]?.[0];

const initialState = (element: Fields): ElementState | undefined => {
  const type = String(element.type);
  const kind = kinds[type];
  if (!kind) return undefined;
  const [field, initial, empty] = kind;
  return { type, [field]: structuredClone(element[initial] ?? empty) };
};

/** Is what was chosen still among the element's options? */
function isOffered(element: Fields, state: ElementState): boolean {
  if (!Array.isArray(element.options)) return true;
  const values = element.options.map((one) => (isFields(one) ? one.value : undefined));
  const chosen = [state.selected_option, state.selected_options].flat().filter(isFields);
  return chosen.every((one) => values.includes(one.value));
}

/**
 * The state of blocks: what was typed before is kept where block_id, action_id and type are the same,
 * else the initial value.
 */
export function stateOf(blocks: Block[], before?: ViewState): ViewState {
  const values: ViewState['values'] = {};
  for (const block of flatBlocks(blocks)) {
    const blockId = block.block_id;
    if (!blockId) continue;
    for (const element of elementsOf(block)) {
      const initial = initialState(element);
      if (!initial || typeof element.action_id !== 'string') continue;
      const kept = before?.values[blockId]?.[element.action_id];
      values[blockId] ??= {};
      values[blockId][element.action_id] = kept?.type === initial.type && isOffered(element, kept) ? kept : initial;
    }
  }
  return { values };
}
