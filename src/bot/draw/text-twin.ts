import type { RichTextBlock } from '@slack/types';
import type { AnyBlock } from './block-kit.ts';
import { escapeMrkdwn, LIMITS } from './blocks.ts';
import { richTextMrkdwn } from './rich-text.ts';

type Fields = Record<string, unknown>;

/** The buttons of `pager`. */
const TURN = /:(?:previous|next)$/;

/** A link with words of its own: its address is not read. */
const LABELLED = /<(?:https?|mailto|slack):[^<>|]*\|([^<>]*)>/g;
/** A bar that is drawn with signs: what it shows stands beside it in figures. */
const BARS = /[\u2580-\u259f■□]+ */g;
/** A tree that is drawn with signs at the beginning of lines: read aloud, what stands at its ends is enough. */
const TREES = /^(?=[ |]*[+\\][-=])[ |+\\=-]+ /gm;
/** A mark that `plain` keeps from formatting, or one that formats. */
const MARKS = /(\u200b[*_~`]\u200b)|[*`]/g;
/** What must not be cut through: a surrogate pair, an entity such as `&amp;`, a mention or a link. */
const OPEN_END = /(?:[\uD800-\uDBFF]|&[a-z]{0,4}|<[^<>]{0,3000})$/;

/**
 * The words of a message without its clothes, as Slack's `text` takes them: what a phone shows before it is unlocked, and
 * what somebody hears who has the message read aloud.
 *
 * Read in the order in which they stand: headings, sections with their fields, rich text, small print, tables row by row,
 * charts value by value, the options of boxes, what a picture is said to show. The buttons come last, in brackets, where
 * they are the thing to do: those of a row with a green one; without a green one those of the message's only row.
 * @param blocks as they go out: people's words in them are escaped already, or stand in plain text, which is escaped here
 * @returns mrkdwn of at most `LIMITS.text` UTF-16 units; never empty
 */
export function textTwin(blocks: readonly AnyBlock[]): string {
  const lines: string[] = [];
  for (const block of blocks as readonly Fields[]) {
    const line = wordsOf(block).trim();
    // A picture is often said to show what stands above it.
    const isSaid = block.type === 'image' && lines.some((one) => bare(one).includes(bare(line)));
    if (line !== '' && !isSaid) lines.push(line);
  }
  const body = lines.join('\n');
  const buttons = deeds(blocks as readonly Fields[]);
  if (buttons === '') return cutWhole(body, LIMITS.text) || '…';
  const room = LIMITS.text - buttons.length - 1;
  return body === '' ? buttons : `${cutWhole(body, room)}\n${buttons}`;
}

/** Cuts mrkdwn with an ellipsis, never through an entity, a mention, a link or a surrogate pair. */
function cutWhole(text: string, max: number): string {
  if (text.length <= max) return text;
  const short = text.slice(0, max - 1);
  return `${short.slice(0, OPEN_END.exec(short)?.index ?? short.length).trimEnd()}…`;
}

function wordsOf(block: Fields): string {
  switch (block.type) {
    case 'header':
      return textOf(block.text);
    case 'section':
      return [textOf(block.text), ...listOf(block.fields).map(fieldOf), boxesOf([block.accessory])]
        .filter(Boolean)
        .join('\n');
    case 'context':
      return listOf(block.elements).map(textOf).filter(Boolean).join('  ');
    case 'rich_text':
      return richTextMrkdwn(block as unknown as RichTextBlock);
    case 'image':
      return [textOf(block.title), escapeMrkdwn(String(block.alt_text ?? ''))].filter(Boolean).join('\n');
    case 'actions':
      return boxesOf(listOf(block.elements));
    case 'input':
      return [textOf(block.label), boxesOf([block.element])].filter(Boolean).join('\n');
    case 'table':
      return rowsOf(block.rows);
    case 'data_table':
      return [escapeMrkdwn(String(block.caption ?? '')), rowsOf(block.rows)].filter(Boolean).join('\n');
    case 'data_visualization':
      return [escapeMrkdwn(String(block.title ?? '')), ...chartLines(fieldsOf(block.chart))].join('\n');
    default:
      return '';
  }
}

/** A text object: mrkdwn without the marks that format, plain text escaped. */
function textOf(value: unknown): string {
  const { type, text = '', alt_text: alt } = fieldsOf(value);
  if (type === 'image') return escapeMrkdwn(String(alt ?? ''));
  return type === 'mrkdwn' ? bare(String(text)) : escapeMrkdwn(String(text));
}

/** Without the marks that make it bold, code or a link; those that people wrote stay. */
function bare(mrkdwn: string): string {
  return mrkdwn
    .replace(BARS, '')
    .replace(TREES, '')
    .replace(LABELLED, '$1')
    .replace(MARKS, (_, kept: string | undefined) => kept ?? '');
}

/** A field is a label over a value. */
function fieldOf(value: unknown): string {
  return textOf(value).replace(/\s*\n\s*/g, ' ');
}

/** The options of boxes, one a line: they are words that are read before one is chosen. */
function boxesOf(elements: readonly unknown[]): string {
  return elements
    .map(fieldsOf)
    .filter(({ type }) => type === 'checkboxes' || type === 'radio_buttons')
    .flatMap(({ options }) => listOf(options).map((one) => textOf(fieldsOf(one).text)))
    .join('\n');
}

/** `first: head value · head value`, a line a row. */
function rowsOf(rows: unknown): string {
  const [head = [], ...others] = listOf(rows).map((row) => listOf(row).map(cellOf));
  return others
    .map(([first = '', ...rest]) => {
      const cells = rest.map((cell, index) => [head[index + 1] ?? '', cell].filter(Boolean).join(' '));
      return cells.length === 0 ? first : `${first}: ${cells.join(' · ')}`;
    })
    .join('\n');
}

function cellOf(value: unknown): string {
  const cell = fieldsOf(value);
  if (cell.type === 'rich_text') return richTextMrkdwn(cell as unknown as RichTextBlock);
  return escapeMrkdwn(String(cell.text ?? cell.value ?? ''));
}

function chartLines({ series, segments }: Fields): string[] {
  const points = (list: unknown, name: string) =>
    listOf(list)
      .map(fieldsOf)
      .map(({ label, value }) => `${escapeMrkdwn(String(label))} ${value}${name === '' ? '' : ` ${name}`}`);
  return [
    ...listOf(series)
      .map(fieldsOf)
      .map(({ name, data }) => `${escapeMrkdwn(String(name))}: ${points(data, '').join(' · ')}`),
    ...points(segments, ''),
  ];
}

/** `[Answer now] [Not today]` */
function deeds(blocks: readonly Fields[]): string {
  const rows = blocks.filter(({ type }) => type === 'actions').map(({ elements }) => buttonsOf(listOf(elements)));
  const beside = blocks.map(({ accessory }) => buttonsOf([accessory]));
  const green = [...beside, ...rows].filter((row) => row.some(({ style }) => style === 'primary'));
  const filled = rows.filter((row) => row.length > 0);
  const read = green.length > 0 ? green : filled.length === 1 ? filled : [];
  const labels = [...new Set(read.flat().map(({ text }) => textOf(text)))];
  return labels.map((label) => `[${label}]`).join(' ');
}

function buttonsOf(elements: readonly unknown[]): Fields[] {
  return elements.map(fieldsOf).filter(({ type, action_id: id }) => type === 'button' && !TURN.test(String(id)));
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}
