import type { Sheet, TableRow } from './table-file.ts';

/** How the column is called that says what is wrong with a row; the last is what releases before this one wrote. */
export const REASON_HEADERS = ['要改什么', 'What to fix', 'What to mend'];
export const REASON_HEADER = { zh: '要改什么', en: 'What to fix' } as const;
const HEADER_WITHIN = 10;

/**
 * The sheets without the column that the file of bad rows has more than the file that was sent: mended and sent again, it is read
 * as if that column were not there.
 */
export function withoutReasons(sheets: readonly Sheet[]): Sheet[] {
  return sheets.map((sheet) => {
    const [found] = sheet.rows.slice(0, HEADER_WITHIN).flatMap(({ cells }, index) => {
      const column = cells.findLastIndex((cell) => cell.trim() !== '');
      return column > 0 && REASON_HEADERS.includes(cells[column]?.trim() ?? '') ? [{ index, column }] : [];
    });
    if (found === undefined) return sheet;
    const { index, column } = found;
    return { ...sheet, rows: sheet.rows.map((row, at) => (at < index ? row : withoutCell(row, column))) };
  });
}

function withoutCell(row: TableRow, column: number): TableRow {
  if (row.isBroken === true || row.cells.length <= column) return row;
  const { faults, ...rest } = row;
  const others = faults?.filter((fault) => fault.column !== column) ?? [];
  return {
    ...rest,
    cells: row.cells.map((cell, at) => (at === column ? '' : cell)),
    ...(others.length > 0 ? { faults: others } : {}),
  };
}
