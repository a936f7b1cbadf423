import { type ColumnWords, hasColumns, readColumns, type UnusedColumn } from './columns.ts';
import { unguardCell } from './formula-guard.ts';
import { type PassedSheet, pickSheets } from './read-table.ts';
import type { Sheet, TableRow } from './table-file.ts';
import { type WrittenTable, writtenCells } from './written-rows.ts';

/** A row of a file, by its columns as they are written; a column that is not there is empty. */
export interface NamedRow<Column extends string> {
  sheet: string;
  line: number;
  cells: Record<Column, string>;
  /** A cell that is needed holds an error of the spreadsheet, or the quotes are broken. */
  isBroken: boolean;
}

export interface NamedTable<Column extends string> {
  rows: NamedRow<Column>[];
  written: WrittenTable[];
  unused: UnusedColumn<Column>[];
  passed: PassedSheet[];
}

/**
 * Reads all sheets that have the columns.
 * @param lines columns whose cells keep their lines; in any other a line break is a space
 * @returns undefined when no sheet has them
 */
export function readNamedRows<Column extends string>(
  sheets: readonly Sheet[],
  columns: readonly Column[],
  words: ColumnWords<Column>,
  lines: readonly Column[] = [],
): NamedTable<Column> | undefined {
  const { used, passed } = pickSheets(sheets, ({ rows }) => hasColumns(rows, words));
  const table: NamedTable<Column> = { rows: [], written: [], unused: [], passed };
  for (const { name: sheet, rows } of used) {
    const found = readColumns(rows, words);
    if (found === undefined) continue;
    const [first] = found.parts;
    table.unused.push(...found.unused);
    const written: WrittenTable = { sheet, header: first?.headers ?? [], rows: [] };
    for (const part of found.parts)
      for (const row of part.rows) {
        const at = (column: Column) => part.columns.get(column)?.at ?? -1;
        const cells = columns.map((column) => [column, cellOf(row, at(column), lines.includes(column))]);
        const isBroken =
          row.isBroken === true ||
          (row.faults ?? []).some(({ column }) => words.required.some((one) => at(one) === column));
        table.rows.push({ sheet, line: row.line, cells: Object.fromEntries(cells), isBroken });
        written.rows.push({
          line: row.line,
          cells: writtenCells(row),
          ...(part === first ? {} : { header: part.headers }),
        });
      }
    table.written.push(written);
  }
  return table.written.length === 0 ? undefined : table;
}

const cellOf = ({ cells }: TableRow, at: number, hasLines: boolean): string =>
  unguardCell(cells[at] ?? '')
    .replace(hasLines ? /[^\S\n]+/g : /\s+/g, ' ')
    .trim();
