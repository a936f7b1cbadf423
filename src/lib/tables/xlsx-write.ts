import writeXlsxFile from 'write-excel-file/node';

/** A part of a whole, from 0 to 1; a spreadsheet shows it as whole per cent. */
export interface Share {
  share: number;
}

/** Words (numbers of people and codes are words, too), or a figure to reckon with. */
export type SheetCell = string | number | Share;

export interface Sheet {
  name: string;
  /** The first row is the header. */
  rows: SheetCell[][];
  /** Of the columns, in characters. */
  widths: number[];
}

/**
 * An XLSX file with one sheet, whose first row stays in sight; words are text, so that no spreadsheet turns `1-2`
 * into a date, and figures are numbers, so that it can sum them. @param widths of the columns, in characters.
 */
export async function writeXlsx(rows: SheetCell[][], widths: number[]): Promise<Uint8Array> {
  return bytesOf(writeXlsxFile(cellsOf(rows), layout(widths)));
}

/** The same with several sheets, in their order. */
export async function writeXlsxBook(sheets: readonly Sheet[]): Promise<Uint8Array> {
  return bytesOf(
    writeXlsxFile(sheets.map(({ name, rows, widths }) => ({ data: cellsOf(rows), sheet: name, ...layout(widths) }))),
  );
}

function cellsOf([header = [], ...rows]: SheetCell[][]) {
  return [
    header.map((cell) => {
      const written = cellOf(cell);
      return written && { ...written, fontWeight: 'bold' as const };
    }),
    ...rows.map((row) => row.map(cellOf)),
  ];
}

function cellOf(cell: SheetCell) {
  if (cell === '') return null;
  if (typeof cell === 'string') return { value: escapeCodes(cell), type: String };
  return typeof cell === 'number' ? { value: cell, type: Number } : { value: cell.share, type: Number, format: '0%' };
}

const layout = (widths: number[]) => ({ columns: widths.map((width) => ({ width })), stickyRowsCount: 1 });

async function bytesOf(file: ReturnType<typeof writeXlsxFile>): Promise<Uint8Array> {
  return new Uint8Array(await file.toBuffer());
}

/**
 * `_x0041_` in a text would be read as the character of that code: its underscore is written by its own code. So is the
 * replacement character, which the writer would drop.
 */
function escapeCodes(text: string): string {
  return text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_').replaceAll('\ufffd', '_xFFFD_');
}
