import writeXlsxFile from 'write-excel-file/node';

/**
 * An XLSX file with one sheet, whose first row stays in sight; every cell is text, so that no spreadsheet turns `1-2`
 * into a date. @param widths of the columns, in characters.
 */
export async function writeXlsx([header = [], ...rows]: string[][], widths: number[]): Promise<Uint8Array> {
  const sheet = [
    header.map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
    ...rows.map((row) => row.map((cell) => (cell === '' ? null : { value: escapeCodes(cell), type: String }))),
  ];
  const columns = widths.map((width) => ({ width }));
  return new Uint8Array(await writeXlsxFile(sheet, { columns, stickyRowsCount: 1 }).toBuffer());
}

/**
 * `_x0041_` in a text would be read as the character of that code: its underscore is written by its own code. So is the
 * replacement character, which the writer would drop.
 */
function escapeCodes(text: string): string {
  return text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_').replaceAll('\ufffd', '_xFFFD_');
}
