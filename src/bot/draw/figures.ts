import type { Context } from '../../context.ts';
import type { AnyBlock, Message } from './block-kit.ts';
import { cut } from './blocks.ts';
import { message } from './message.ts';

/*
 * Numbers as Slack draws them. Both blocks are for messages alone, and not every workspace takes them: a view that
 * draws them has the same in words beside them.
 */

/** The types of blocks that are for messages alone. */
export const FIGURES: readonly string[] = ['data_visualization', 'data_table', 'table'];

/** What Slack takes of a chart and of a table. */
export const FIGURE_LIMITS = { categories: 12, label: 20, title: 50, rows: 100, caption: 255, cell: 90 } as const;

/** A message with figures, and the same message in words. */
export interface Twins {
  rich: Message;
  plain: Message;
}

/**
 * A message with figures and the same in words, whose words both of them say.
 * @param blocks the message around the figures, or around what says the same in words
 */
export function twins(
  figures: readonly AnyBlock[],
  inWords: readonly AnyBlock[],
  blocks: (numbers: readonly AnyBlock[]) => AnyBlock[],
): Twins {
  const plain = message(blocks(inWords));
  return { rich: message(blocks(figures), { readAs: plain.blocks }), plain };
}

/**
 * Values by category; beyond the twelfth category nothing is drawn. Labels that are cut to the same stay apart by a
 * number.
 */
export function chart(spec: {
  type: 'bar' | 'line';
  title: string;
  categories: readonly string[];
  /** At most six, each with a value for every category. */
  series: readonly { name: string; values: readonly number[] }[];
  x: string;
  y: string;
}): AnyBlock {
  const labels = apart(spec.categories.slice(0, FIGURE_LIMITS.categories));
  return {
    type: 'data_visualization',
    title: cut(spec.title, FIGURE_LIMITS.title),
    chart: {
      type: spec.type,
      series: spec.series.map(({ name, values }) => ({
        name: cut(name, FIGURE_LIMITS.label),
        data: labels.map((label, index) => ({ label, value: values[index] ?? 0 })),
      })),
      axis_config: {
        categories: labels,
        x_label: cut(spec.x, FIGURE_LIMITS.title),
        y_label: cut(spec.y, FIGURE_LIMITS.title),
      },
    },
  };
}

function apart(names: readonly string[]): string[] {
  const used = new Set<string>();
  return names.map((name) => {
    const label = cut(name, FIGURE_LIMITS.label) || '–';
    let own = label;
    for (let n = 2; used.has(own); n += 1) own = `${cut(label, FIGURE_LIMITS.label - String(n).length - 1)} ${n}`;
    used.add(own);
    return own;
  });
}

/**
 * A table that the reader pages and sorts; its first column names the row. Beyond the hundredth row nothing is shown.
 */
export function dataTable(spec: {
  caption: string;
  head: readonly string[];
  rows: readonly (readonly (string | number)[])[];
  pageSize: number;
}): AnyBlock {
  const raw = (text: string) => ({ type: 'raw_text', text: cut(text, FIGURE_LIMITS.cell) || ' ' });
  const rawNumber = (value: number) => ({ type: 'raw_number', value, text: String(value) });
  return {
    type: 'data_table',
    caption: cut(spec.caption, FIGURE_LIMITS.caption),
    page_size: spec.pageSize,
    row_header_column_index: 0,
    rows: [
      spec.head.map(raw),
      ...spec.rows
        .slice(0, FIGURE_LIMITS.rows)
        .map((row) => row.map((cell) => (typeof cell === 'number' ? rawNumber(cell) : raw(cell)))),
    ],
  };
}

/** Sends the message with its figures; where Slack does not take them, the one in words. */
export async function sendEither(
  { log }: Pick<Context, 'log'>,
  { rich, plain }: Twins,
  send: (message: Message) => Promise<void>,
): Promise<void> {
  try {
    await send(rich);
  } catch (error) {
    log.info({ err: error }, 'the figures were not taken; the numbers go in words');
    await send(plain);
  }
}
