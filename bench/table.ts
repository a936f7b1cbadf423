/** One line of the result. */
export interface Row {
  what: string;
  ours: string;
  bare?: string;
  ratio?: string;
  target?: string;
  isReached?: boolean;
}

const HEADS = ['What', 'Ours', 'Bare Bolt app', 'Ours / bare', 'Target', 'Reached'];

/** The rows as a Markdown table whose columns stand under each other in a terminal. */
export function table(rows: readonly Row[]): string {
  const lines = rows.map(({ what, ours, bare, ratio, target, isReached }) => [
    what,
    ours,
    bare ?? '',
    ratio ?? '',
    target ?? '',
    isReached === undefined ? '' : isReached ? 'yes' : 'NO',
  ]);
  return drawn(HEADS, lines);
}

/** Any table as Markdown. */
export function drawn(heads: readonly string[], lines: readonly (readonly string[])[]): string {
  const widths = heads.map((head, column) => Math.max(head.length, ...lines.map((line) => line[column]?.length ?? 0)));
  const row = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [row(heads), row(widths.map((width) => '-'.repeat(width))), ...lines.map(row)].join('\n');
}

/** Counts by name, one per line; with `ms`, how long they took under the same names. */
export function list(counts: Record<string, number>, ms: Record<string, number> = {}): string {
  return Object.entries(counts)
    .map(([name, count]) => {
      const took = ms[name];
      return `  ${count.toFixed(2).padStart(8)}  ${name.padEnd(24)} ${took === undefined ? '' : `${took.toFixed(2)} ms`}`.trimEnd();
    })
    .join('\n');
}
