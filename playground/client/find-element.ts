import type { Block, ElementState, Message, WorkspaceState } from '../protocol.ts';
import { type Fields, isFields } from '../server/validate/schema.ts';
import { elementsOf, flatBlocks, stateField } from '../server/view-state.ts';
import { readableText } from './readable-text.ts';

/** An action_id, a block_id or a label, whole; or a pattern of one. */
export type Match = string | RegExp;

export interface Found {
  block: Block;
  element: Fields;
  place: { kind: 'view'; view: string } | { kind: 'message'; channel: string; ts: string };
  /** When it was one of the options that matched. */
  option?: Fields;
}

const fits = (match: Match, text: unknown) =>
  typeof text === 'string' && (typeof match === 'string' ? text === match : match.test(text));

const label = (thing: unknown) => (isFields(thing) && isFields(thing.text) ? thing.text.text : undefined);

export function optionsOf(element: Fields): Fields[] {
  const groups = Array.isArray(element.option_groups) ? element.option_groups.filter(isFields) : [];
  const feedback = [element.positive_button, element.negative_button];
  return [element.options, ...groups.map((group) => group.options), feedback]
    .filter(Array.isArray)
    .flat()
    .filter(isFields);
}

export const optionFits = (option: Fields, match: Match) => fits(match, label(option)) || fits(match, option.value);

function inBlocks(blocks: Block[], match: Match, place: Found['place'], isOptionEnough: boolean): Found | undefined {
  for (const block of flatBlocks(blocks))
    for (const element of elementsOf(block)) {
      const words = [element.action_id, label(element), block.type === 'input' ? block.block_id : undefined];
      if (isFields(block.label)) words.push(String(block.label.text));
      if (words.some((word) => fits(match, word))) return { block, element, place };
      const option = isOptionEnough ? optionsOf(element).find((one) => optionFits(one, match)) : undefined;
      if (option) return { block, element, place, option };
    }
  return undefined;
}

export interface Where {
  /** Only in this message. */
  message?: Message;
  /** Only in messages of this conversation. */
  channel?: string;
  /** Only there. */
  in?: 'modal' | 'message' | 'home';
}

/** What the person would operate: in the top modal, else in the newest message that has it, else in the home. */
export function findOperable(
  state: WorkspaceState,
  match: Match,
  where: Where,
  isOptionEnough: boolean,
): Found | undefined {
  const modal = state.modals.at(-1);
  const isWanted = (kind: Where['in']) =>
    where.in ? where.in === kind : kind === 'message' || !(where.message || where.channel);
  const messages = where.message
    ? Object.values(state.messages)
        .flat()
        .filter((one) => one.ts === where.message?.ts)
    : Object.values(where.channel ? { only: state.messages[where.channel] ?? [] } : state.messages).flat();
  const newest = messages.sort((a, b) => Number(b.ts) - Number(a.ts));
  return (
    (modal && isWanted('modal')
      ? inBlocks(modal.blocks, match, { kind: 'view', view: modal.id }, isOptionEnough)
      : undefined) ??
    (isWanted('message')
      ? newest
          .map((one) =>
            inBlocks(one.blocks ?? [], match, { kind: 'message', channel: one.channel, ts: one.ts }, isOptionEnough),
          )
          .find((one) => one !== undefined)
      : undefined) ??
    (state.home && isWanted('home')
      ? inBlocks(state.home.blocks, match, { kind: 'view', view: state.home.id }, isOptionEnough)
      : undefined)
  );
}

/** What the element's state becomes when the person puts `value` in. */
export function stateWith(element: Fields, value: string | string[], offered: Fields[]): ElementState {
  const type = String(element.type);
  const field = stateField(type);
  if (!field) throw new Error(`a ${type} holds no value`);
  const values = Array.isArray(value) ? value : [value];
  const chosen = values.map((one) => {
    const option = offered.find((other) => optionFits(other, one));
    if (!option && field.startsWith('selected_option'))
      throw new Error(`no option "${one}" in:\n${offered.map((other) => readableText(other)).join('\n')}`);
    return option;
  });
  if (field === 'selected_option') return { type, [field]: chosen[0] ?? null };
  if (field === 'selected_options') return { type, [field]: chosen };
  if (field.endsWith('s') && field !== 'files') return { type, [field]: values };
  if (field === 'selected_date_time') return { type, [field]: Number(values[0]) };
  if (field === 'rich_text_value') return { type, [field]: values[0] ? richTextOf(values[0]) : null };
  return { type, [field]: values[0] === '' ? null : (values[0] ?? null) };
}

/** Words as the editor of rich text keeps them; JSON of a whole `rich_text` block is taken as it is. */
function richTextOf(words: string): Fields {
  if (words.startsWith('{"type":"rich_text"')) return JSON.parse(words) as Fields;
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: words }] }],
  };
}
