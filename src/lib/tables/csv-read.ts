import { cellName } from './cell-name.ts';
import type { TableLimits, TableRow } from './table-file.ts';

const DELIMITERS = [',', '\t', ';', '，'] as const;

/**
 * Splits CSV text (`\n` line breaks) into rows. Unlike a strict parser it keeps one bad row to itself: a quote that
 * is never closed, or closed only by some later row's quote, makes its own line a broken row, and reading goes on
 * with the next line. A quote inside a plain cell is text. Empty lines give no row. Reading stops at twice the rows
 * that count.
 */
export function readCsv(text: string, limits: Pick<TableLimits, 'rows' | 'cell'>): TableRow[] {
  const marker = /^sep=(.)\n/i.exec(text);
  const delimiter = marker?.[1] ?? guessDelimiter(text);
  const rows: TableRow[] = [];
  let position = marker ? marker[0].length : 0;
  let line = marker ? 2 : 1;
  while (position < text.length && rows.length <= limits.rows * 2) {
    const row = readRow(text, position, delimiter, limits.cell);
    const end = row?.end ?? lineEnd(text, position);
    const raw = text.slice(position, end);
    if (raw.trim() !== '') {
      rows.push(row ? tableRow(line, row.cells) : { line, cells: raw.split(delimiter), isBroken: true });
    }
    line += 1 + raw.split('\n').length - 1;
    position = end + 1;
  }
  return rows;
}

/** `="000231"` and `'000012`: how people keep a spreadsheet from reckoning with a number. */
const KEPT = /^="([^"]*)"$|^'(\d[\d\s-]*)$/;
/** What a spreadsheet makes of a number of twelve figures and more when it saves it as text. */
const SHORTENED = /^\d(?:\.\d+)?E\+?(\d{1,3})$/;
const SHORTENED_FROM = 11;

/** A row as a person means it. A number that was shortened to an exponent is a fault: its figures are gone. */
function tableRow(line: number, raw: readonly string[]): TableRow {
  const cells = raw.map((cell) => {
    const kept = KEPT.exec(cell.trim());
    return kept === null ? cell : (kept[1] ?? kept[2] ?? '');
  });
  const faults = cells.flatMap((cell, column) => {
    const exponent = Number(SHORTENED.exec(cell.trim())?.[1] ?? 0);
    return exponent < SHORTENED_FROM ? [] : [{ column, cell: cellName(column, line), why: 'exponent' as const }];
  });
  for (const { column } of faults) cells[column] = '';
  return { line, cells, ...(faults.length > 0 ? { faults } : {}) };
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** The delimiter that the first line with any (a title above the table has none) has most of, outside quotes. */
function guessDelimiter(text: string): string {
  for (const line of text.split('\n', 20)) {
    const plain = line.replace(/"[^"]*"/g, '');
    const counts = DELIMITERS.map((delimiter) => plain.split(delimiter).length);
    const most = Math.max(...counts);
    if (most > 1) return DELIMITERS[counts.indexOf(most)] ?? ',';
  }
  return ',';
}

/** Reads one row from `start`; `end` is the place of its line break. Undefined: its quotes are broken. */
function readRow(
  text: string,
  start: number,
  delimiter: string,
  longest: number,
): { cells: string[]; end: number } | undefined {
  const cells: string[] = [];
  let position = start;
  for (;;) {
    const cell =
      text[position] === '"' ? readQuoted(text, position, delimiter, longest) : readPlain(text, position, delimiter);
    if (cell === undefined) return undefined;
    cells.push(cell.value);
    if (text[cell.end] !== delimiter) return { cells, end: cell.end };
    position = cell.end + 1;
  }
}

function readPlain(text: string, start: number, delimiter: string): { value: string; end: number } {
  let end = start;
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n') end += 1;
  return { value: text.slice(start, end), end };
}

function readQuoted(
  text: string,
  start: number,
  delimiter: string,
  longest: number,
): { value: string; end: number } | undefined {
  let from = start + 1;
  let value = '';
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote < 0 || quote - start > longest) return undefined;
    value += text.slice(from, quote);
    const next = text[quote + 1];
    if (next === undefined || next === delimiter || next === '\n') return { value, end: quote + 1 };
    if (next !== '"') {
      // `"强调"常吃` on one line is text with quotes in it; over several lines the quote belongs to another row.
      return text.slice(start, quote).includes('\n') ? undefined : readPlain(text, start, delimiter);
    }
    value += '"';
    from = quote + 2;
  }
}
