import type { TableRow } from './table-file.ts';
import type { Moment } from './xlsx-write.ts';

export type WrittenCell = string | Moment;

/** A row as it was written, to be handed back to the person who sent it. */
export interface WrittenRow {
  /** See `TableRow.line`. */
  line: number;
  cells: WrittenCell[];
  /** The header it stands under, where it is not the sheet's first. */
  header?: WrittenCell[];
  /** The heading of its section, without which it would be read as something else. */
  heading?: WrittenCell[];
}

/** The rows of a sheet that have to be handed back, under its own header. */
export interface WrittenTable {
  /** Empty for a text file. */
  sheet: string;
  header: WrittenCell[];
  rows: WrittenRow[];
}

/** The cells of a row as they were written: what a spreadsheet holds as a date is a date again. */
export function writtenCells({ cells, dates = [], times = [] }: TableRow): WrittenCell[] {
  return cells.map((cell, column) => {
    const at = dates.indexOf(column);
    return at < 0 ? cell : { day: cell, time: times[at] ?? '00:00' };
  });
}
