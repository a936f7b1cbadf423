import type { TableRow } from './table-file.ts';

/** A column that nothing was taken from, as its header names it, with what it might be. */
export interface UnusedColumn<Column extends string = string> {
  header: string;
  guess?: Column;
}

const HEADER_WITHIN = 10;

/** A header as its aliases are written: without width, case, spaces, marks, and what stands in brackets. */
export function headerWord(cell: string): string {
  return cell
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\(.*?\)|\[.*?\]|【.*?】/g, '')
    .replace(/[\p{Cc}\p{Cf}\s_\-*:#?'"·.]/gu, '');
}

/** Aliases in one text each, parted by spaces, as a look-up by `headerWord`. */
export function aliasesOf<Column extends string>(words: Readonly<Record<Column, string>>): ReadonlyMap<string, Column> {
  return new Map(
    (Object.keys(words) as Column[]).flatMap((column) =>
      words[column].split(' ').map((word) => [word, column] as const),
    ),
  );
}

export interface FoundColumns<Column extends string> {
  /** Place of the header among the rows. */
  index: number;
  columns: Map<Column, number>;
  /** Up to the last header that is not empty. */
  width: number;
  unused: UnusedColumn<Column>[];
}

/**
 * Finds the header of a table among its first ten rows (titles and notes may stand above): the first row that names all of
 * `required`. Of two columns of one name the first counts; the other is unused.
 * @param guesses words of headers that may mean a column, but are too uncertain to be read as it
 * @returns undefined when no row is a header
 */
export function findColumns<Column extends string>(
  rows: readonly Pick<TableRow, 'cells'>[],
  aliases: ReadonlyMap<string, Column>,
  required: readonly Column[],
  guesses: ReadonlyMap<string, Column> = new Map(),
): FoundColumns<Column> | undefined {
  for (const [index, { cells }] of rows.slice(0, HEADER_WITHIN).entries()) {
    const columns = new Map<Column, number>();
    const unused: UnusedColumn<Column>[] = [];
    for (const [at, cell] of cells.entries()) {
      const word = headerWord(cell);
      const column = aliases.get(word);
      if (column !== undefined && !columns.has(column)) columns.set(column, at);
      else if (word !== '') unused.push(unusedColumn(cell, column ?? guesses.get(word)));
    }
    if (!required.every((one) => columns.has(one))) continue;
    return {
      index,
      columns,
      width: cells.findLastIndex((cell) => cell.trim() !== '') + 1,
      unused: stillMissing(unused, columns),
    };
  }
  return undefined;
}

function unusedColumn<Column extends string>(cell: string, guess: Column | undefined): UnusedColumn<Column> {
  const header = cell.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  return guess === undefined ? { header } : { header, guess };
}

/** A guess at a column that was found elsewhere is none. */
function stillMissing<Column extends string>(
  unused: readonly UnusedColumn<Column>[],
  columns: ReadonlyMap<Column, number>,
): UnusedColumn<Column>[] {
  return unused.map(({ header, guess }) =>
    guess === undefined || columns.has(guess) ? { header } : { header, guess },
  );
}
