import type { Locale } from '../../lib/language.ts';
import type { AnyBlock, ModalView } from '../draw/block-kit.ts';
import { LIMITS, section } from '../draw/blocks.ts';
import { WORDS } from '../text/words.ts';

/** A form as it comes back with what was put into it. */
export interface SubmittedForm {
  callback_id: string;
  title: ModalView['title'];
  submit?: ModalView['submit'] | null;
  close?: ModalView['close'] | null;
  notify_on_close?: boolean;
  private_metadata: string;
  blocks: readonly object[];
  state: { values: Record<string, Record<string, object>> };
}

type Fields = Record<string, unknown>;

/** For each kind of element: where its state is, and where a view says what it begins with. A file cannot be given back. */
const FIELDS: Record<string, readonly [state: string, initial: string]> = {
  plain_text_input: ['value', 'initial_value'],
  number_input: ['value', 'initial_value'],
  email_text_input: ['value', 'initial_value'],
  url_text_input: ['value', 'initial_value'],
  rich_text_input: ['rich_text_value', 'initial_value'],
  static_select: ['selected_option', 'initial_option'],
  external_select: ['selected_option', 'initial_option'],
  radio_buttons: ['selected_option', 'initial_option'],
  checkboxes: ['selected_options', 'initial_options'],
  multi_static_select: ['selected_options', 'initial_options'],
  multi_external_select: ['selected_options', 'initial_options'],
  users_select: ['selected_user', 'initial_user'],
  multi_users_select: ['selected_users', 'initial_users'],
  conversations_select: ['selected_conversation', 'initial_conversation'],
  multi_conversations_select: ['selected_conversations', 'initial_conversations'],
  channels_select: ['selected_channel', 'initial_channel'],
  multi_channels_select: ['selected_channels', 'initial_channels'],
  datepicker: ['selected_date', 'initial_date'],
  timepicker: ['selected_time', 'initial_time'],
  datetimepicker: ['selected_date_time', 'initial_date_time'],
};

const PROBLEMS = 'bot-problems';

/**
 * The form again, with what was put into it, and above it what is wrong: for a form that had to make room for "saving".
 * @param problems sentences; people's words may stand in them as they are.
 */
export function refilled(form: SubmittedForm, problems: readonly string[], locale: Locale): ModalView {
  const isFileLost = Object.values(form.state.values)
    .flatMap((elements) => Object.values(elements) as Fields[])
    .some(({ files }) => Array.isArray(files) && files.length > 0);
  const kept = (isFileLost ? WORDS.keptButFile : WORDS.kept)[locale];
  return withProblems(form, {
    type: 'section',
    // Plain text, as below an input.
    text: { type: 'plain_text', text: `${problems.join('\n').slice(0, LIMITS.section - kept.length - 1)}\n${kept}` },
  });
}

/**
 * The modal as it stands, with a sentence where the person looks: what they did was refused, and they stay where they are.
 * @param said mrkdwn
 * @param at the block_id of what was touched; the sentence stands above it, else above everything.
 */
export function withSentence(form: SubmittedForm, said: string, at?: string): ModalView {
  return withProblems(form, section(said), at);
}

function withProblems(form: SubmittedForm, problems: AnyBlock, at?: string): ModalView {
  const { callback_id, title, submit, close, notify_on_close, private_metadata, state } = form;
  const blocks = (form.blocks as Fields[]).filter((block) => block.block_id !== PROBLEMS);
  const place = blocks.findIndex((block) => block.block_id === at);
  const shown = blocks.map((block) => refilledBlock(block, state.values) as unknown as AnyBlock);
  shown.splice(Math.max(0, place), 0, { ...problems, block_id: PROBLEMS } as AnyBlock);
  return {
    type: 'modal',
    callback_id,
    title,
    ...(submit ? { submit } : {}),
    ...(close ? { close } : {}),
    ...(notify_on_close === true ? { notify_on_close } : {}),
    private_metadata,
    blocks: shown.slice(0, LIMITS.viewBlocks),
  };
}

/** A view with what was put into those of its inputs that stood there before. */
export function refilledView(view: ModalView, { values }: SubmittedForm['state']): ModalView {
  return { ...view, blocks: view.blocks.map((block) => refilledBlock(block as Fields, values) as unknown as AnyBlock) };
}

function refilledBlock(block: Fields, values: SubmittedForm['state']['values']): Fields {
  const own = values[String(block.block_id)] ?? {};
  const fill = (element: unknown): unknown => (isFields(element) ? refilledElement(element, own) : element);
  if (block.type === 'input') return { ...block, element: fill(block.element) };
  if (block.type === 'section' && block.accessory !== undefined) return { ...block, accessory: fill(block.accessory) };
  if (block.type === 'actions' && Array.isArray(block.elements))
    return { ...block, elements: block.elements.map(fill) };
  return block;
}

function refilledElement(element: Fields, own: Record<string, object>): Fields {
  const fields = FIELDS[String(element.type)];
  const state = own[String(element.action_id)] as Fields | undefined;
  if (fields === undefined || state === undefined) return element;
  const [from, to] = fields;
  const { [to]: _before, ...rest } = element;
  const value = state[from];
  const isEmpty = value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
  return isEmpty ? rest : { ...rest, [to]: offered(element, value) };
}

/** What was chosen, as the element offers it: Slack takes no other. */
function offered(element: Fields, chosen: unknown): unknown {
  if (Array.isArray(chosen)) return chosen.map((one) => offered(element, one));
  if (!isFields(chosen)) return chosen;
  const groups = Array.isArray(element.option_groups) ? (element.option_groups as Fields[]) : [];
  const options = [element.options, ...groups.map((group) => group.options)].filter(Array.isArray).flat() as Fields[];
  return options.find((option) => option.value === chosen.value) ?? chosen;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}
