import writeXlsxFile from 'write-excel-file/node';
import type { Question } from '../rules/question.ts';
import { tableRows } from './table-write.ts';

/** An XLSX file with one sheet; every cell is text, so that no spreadsheet turns `1-2` into a date. */
export async function writeXlsx(questions: Question[]): Promise<Uint8Array> {
  const [header = [], ...rows] = tableRows(questions);
  const sheet = [
    header.map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
    ...rows.map((row) => row.map((cell) => (cell === '' ? null : { value: escapeCodes(cell), type: String }))),
  ];
  const columns = header.map((name) => ({ width: name === '题干' || name === '解析' ? 50 : 16 }));
  return new Uint8Array(await writeXlsxFile(sheet, { columns, stickyRowsCount: 1 }).toBuffer());
}

/**
 * `_x0041_` in a text would be read as the character of that code: its underscore is written by its own code. So is the
 * replacement character, which the writer would drop.
 */
function escapeCodes(text: string): string {
  return text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_').replaceAll('\ufffd', '_xFFFD_');
}
