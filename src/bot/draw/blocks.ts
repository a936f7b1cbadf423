import type { Button, ConfirmationDialog, ContextBlock, KnownBlock, PlainTextOption } from '@slack/types';
import { isolated } from '../text/bidi.ts';
import type { AnyBlock, ModalView } from './block-kit.ts';
import { pieces } from './pieces.ts';

/** Slack's limits that views are built to keep; see the reference of Block Kit. */
export const LIMITS = {
  header: 150,
  section: 3000,
  button: 75,
  option: 75,
  selectOptions: 100,
  /** Radio buttons and checkboxes. */
  boxes: 10,
  title: 24,
  label: 2000,
  placeholder: 150,
  context: 10,
  contextText: 2000,
  messageBlocks: 50,
  viewBlocks: 100,
  text: 4000,
  value: 2000,
} as const;

/** Makes people's words harmless in mrkdwn: no mention, no channel ping, no link of theirs is interpreted by Slack. */
export function escapeMrkdwn(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** People's words in a line of mrkdwn: escaped, the marks of formatting kept from formatting, their direction from turning the rest. */
export function plain(text: string): string {
  return isolated(escapeMrkdwn(text)).replace(/([*_~`])/g, '\u200b$1\u200b');
}

/** Cuts a text to `max` UTF-16 units, with an ellipsis, never through a surrogate pair, at a word's end where one is near. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  let end = max - 1;
  if (/[\uD800-\uDBFF]/.test(text.charAt(end - 1))) end -= 1;
  const space = text.lastIndexOf(' ', end);
  return `${text.slice(0, space > end - 20 && space > 0 ? space : end)}…`;
}

/** Cuts mrkdwn that was escaped before: never through an entity such as `&amp;`, a mention or a link. */
function cutEscaped(text: string, max: number): string {
  const short = cut(text, max);
  return short === text ? text : short.replace(/(?:&[a-z]{0,4}|<[^<>]*)…$/, '…');
}

export function header(text: string): KnownBlock {
  return { type: 'header', text: { type: 'plain_text', text: cut(text, LIMITS.header), emoji: true } };
}

/** A paragraph of mrkdwn; what is longer than a section is cut with an ellipsis. */
export function section(mrkdwn: string, accessory?: Button): KnownBlock {
  return {
    type: 'section',
    text: { type: 'mrkdwn', text: cutEscaped(mrkdwn, LIMITS.section) },
    ...(accessory === undefined ? {} : { accessory }),
  };
}

/** A long text as as many sections as it needs, split at line ends, whole. */
export function sections(mrkdwn: string): KnownBlock[] {
  const parts: string[] = [];
  for (const line of mrkdwn.split('\n')) {
    const last = parts.at(-1);
    if (last !== undefined && last.length + line.length + 1 <= LIMITS.section)
      parts[parts.length - 1] = `${last}\n${line}`;
    else parts.push(...pieces(line, LIMITS.section));
  }
  return parts.map((part) => section(part));
}

/** A line of small print. */
export function context(...mrkdwn: string[]): ContextBlock {
  return {
    type: 'context',
    elements: mrkdwn
      .slice(0, LIMITS.context)
      .map((text) => ({ type: 'mrkdwn', text: cutEscaped(text, LIMITS.contextText) })),
  };
}

export function divider(): KnownBlock {
  return { type: 'divider' };
}

export interface ButtonSpec {
  /** `<feature>.<verb>`, with `:<suffix>` where a message holds several of one verb. */
  action: string;
  label: string;
  /** Slack refuses an empty one: it is left out, and its handler reads ''. */
  value?: string;
  style?: 'primary' | 'danger';
  url?: string;
  confirm?: { title: string; text: string; yes: string; no: string };
}

export function button(spec: ButtonSpec): Button {
  return {
    type: 'button',
    action_id: spec.action,
    text: { type: 'plain_text', text: cut(spec.label, LIMITS.button), emoji: true },
    ...(spec.value === undefined || spec.value === '' ? {} : { value: spec.value }),
    ...(spec.style === undefined ? {} : { style: spec.style }),
    ...(spec.url === undefined ? {} : { url: spec.url }),
    ...(spec.confirm === undefined ? {} : { confirm: confirmation(spec.confirm, spec.style) }),
  };
}

export function actions(...elements: Button[]): KnownBlock {
  return { type: 'actions', elements };
}

/** Its yes is red where the button is; what is only asked once more is not dangerous. */
function confirmation(
  text: { title: string; text: string; yes: string; no: string },
  style: ButtonSpec['style'] = 'primary',
): ConfirmationDialog {
  return {
    title: { type: 'plain_text', text: cut(text.title, 100) },
    text: { type: 'mrkdwn', text: cut(text.text, 300) },
    confirm: { type: 'plain_text', text: cut(text.yes, 30) },
    deny: { type: 'plain_text', text: cut(text.no, 30) },
    style,
  };
}

export function option(value: string, label: string): PlainTextOption {
  return { value, text: { type: 'plain_text', text: cut(label, LIMITS.option), emoji: true } };
}

/** A modal: `callback` is `<feature>.<verb>`; `metadata` an id and a version, never words of people. */
export function modal(spec: {
  callback: string;
  title: string;
  close: string;
  submit?: string;
  blocks: AnyBlock[];
  metadata?: string;
  /** Whether the feature hears of it when the modal is closed: `Modal.closed`. */
  tellClosed?: boolean;
}): ModalView {
  return {
    type: 'modal',
    callback_id: spec.callback,
    title: { type: 'plain_text', text: cut(spec.title, LIMITS.title) },
    close: { type: 'plain_text', text: cut(spec.close, LIMITS.title) },
    ...(spec.submit === undefined ? {} : { submit: { type: 'plain_text', text: cut(spec.submit, LIMITS.title) } }),
    blocks: spec.blocks.slice(0, LIMITS.viewBlocks),
    private_metadata: spec.metadata ?? '',
    ...(spec.tellClosed === true ? { notify_on_close: true } : {}),
  };
}

type InputBlock = Extract<KnownBlock, { type: 'input' }>;

/** An element as an input of a modal, with its label. */
export function labelled(
  spec: { id: string; label: string; hint?: string; optional?: boolean },
  element: InputBlock['element'],
): InputBlock {
  return {
    type: 'input',
    block_id: spec.id,
    label: { type: 'plain_text', text: cut(spec.label, LIMITS.label) },
    ...(spec.hint === undefined ? {} : { hint: { type: 'plain_text', text: cut(spec.hint, LIMITS.label) } }),
    optional: spec.optional ?? false,
    element,
  };
}

/** The action_id of an input: one of its own in its view, and no feature's. */
export function inputAction(id: string): string {
  return `value:${id}`;
}

/** Whether something was touched that is read with its form, and means nothing before. */
export function isInputAction(actionId: string): boolean {
  return /^value(?::|$)/.test(actionId);
}
