import writeXlsxFile from 'write-excel-file/node';

export interface Sheet {
  name: string;
  /** The first row is the header. */
  rows: string[][];
  /** Of the columns, in characters. */
  widths: number[];
}

/**
 * An XLSX file with one sheet, whose first row stays in sight; every cell is text, so that no spreadsheet turns `1-2`
 * into a date. @param widths of the columns, in characters.
 */
export async function writeXlsx(rows: string[][], widths: number[]): Promise<Uint8Array> {
  return bytesOf(writeXlsxFile(cellsOf(rows), layout(widths)));
}

/** The same with several sheets, in their order. */
export async function writeXlsxBook(sheets: readonly Sheet[]): Promise<Uint8Array> {
  return bytesOf(
    writeXlsxFile(sheets.map(({ name, rows, widths }) => ({ data: cellsOf(rows), sheet: name, ...layout(widths) }))),
  );
}

function cellsOf([header = [], ...rows]: string[][]) {
  return [
    header.map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
    ...rows.map((row) => row.map((cell) => (cell === '' ? null : { value: escapeCodes(cell), type: String }))),
  ];
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
