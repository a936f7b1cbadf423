import type { Message } from '../protocol.ts';
import { type Fields, isFields } from '../server/validate/schema.ts';

const choiceTypes = ['radio_buttons', 'checkboxes', 'static_select', 'multi_static_select', 'overflow'];
const clickable = ['button', 'workflow_button', 'icon_button'];

const lines = (...parts: unknown[]): string =>
  parts
    .map((part) => readable(part))
    .filter((part) => part !== '')
    .join('\n');

const inline = (parts: unknown): string => (Array.isArray(parts) ? parts.map(ofInline).join('') : '');

function ofInline(part: unknown): string {
  if (!isFields(part)) return '';
  switch (part.type) {
    case 'user':
      return `<@${part.user_id}>`;
    case 'channel':
      return `<#${part.channel_id}>`;
    case 'emoji':
      return `:${part.name}:`;
    case 'broadcast':
      return `@${part.range}`;
    case 'link':
      return String(part.text ?? part.url);
    default:
      return String(part.text ?? part.fallback ?? part.value ?? '');
  }
}

const cell = (value: unknown): string =>
  isFields(value) ? (value.type === 'raw_number' ? String(value.text ?? value.value) : readable(value)) : '';

const table = (rows: unknown): string =>
  Array.isArray(rows)
    ? rows.map((row: unknown) => (Array.isArray(row) ? row.map(cell).join(' | ') : '')).join('\n')
    : '';

function chart(block: Fields): string {
  const inside = isFields(block.chart) ? block.chart : {};
  const series = Array.isArray(inside.series) ? inside.series : [{ name: '', data: inside.segments }];
  const words = series.filter(isFields).map((one) => {
    const points = Array.isArray(one.data) ? one.data.filter(isFields) : [];
    return `${one.name} ${points.map((point) => `${point.label} ${point.value}`).join(', ')}`.trim();
  });
  return [String(block.title ?? ''), ...words].join('\n');
}

function element(part: Fields): string {
  const type = String(part.type);
  if (clickable.includes(type)) return `[${readable(part.text)}]`;
  if (type === 'feedback_buttons') return lines(part.positive_button, part.negative_button);
  if (choiceTypes.includes(type)) {
    const groups = Array.isArray(part.option_groups) ? part.option_groups : [];
    return lines(
      part.placeholder,
      part.options,
      ...groups.flatMap((one) => (isFields(one) ? [one.label, one.options] : [])),
    );
  }
  return lines(part.placeholder, part.initial_value);
}

const isElement = (part: Fields) =>
  clickable.includes(String(part.type)) || ('action_id' in part && typeof part.type === 'string');

function readable(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return lines(...value);
  if (!isFields(value)) return '';
  if (isElement(value)) return element(value);
  switch (value.type) {
    case 'rich_text_section':
    case 'rich_text_quote':
    case 'rich_text_preformatted':
      return inline(value.elements);
    case 'table':
      return table(value.rows);
    case 'data_table':
      return lines(value.caption, table(value.rows));
    case 'data_visualization':
      return chart(value);
    case 'image':
      return lines(value.title, value.alt_text);
    default:
      return lines(
        value.title,
        value.rich_text_title,
        value.subtitle,
        value.body,
        value.label,
        value.text,
        value.description,
        value.fields,
        value.accessory,
        value.element,
        value.hint,
        value.elements,
        value.child_blocks,
        value.tasks,
        value.actions,
        value.blocks,
        value.submit,
        value.close,
      );
  }
}

const isMessage = (value: unknown): value is Message => isFields(value) && 'ts' in value && 'channel' in value;

/** What a person reads in blocks, a message, a modal or a home: one line per part, buttons in brackets. */
export function readableText(value: unknown): string {
  if (Array.isArray(value)) return value.map(readableText).join('\n');
  if (!isMessage(value)) return readable(value);
  const body = value.blocks && value.blocks.length > 0 ? readable(value.blocks) : value.text;
  return [body, ...value.files.map((file) => `📎 ${file.name}`)].filter((one) => one !== '').join('\n');
}
