import { readCsv } from './csv-read.ts';
import { decodeText } from './decode-text.ts';
import { type Sheet, sniffContainer, TableFileError, type TableLimits } from './table-file.ts';

/**
 * The sheets of a table file: CSV (UTF-8 with or without BOM, UTF-16 with BOM, GB18030; comma, semicolon or tab) as one sheet without a
 * name, or all sheets of an XLSX. What it is, its content says.
 * @throws TableFileError for a file of another type, a broken one, or one with more in it than `limits` let through.
 */
export async function readTables(bytes: Uint8Array, limits: TableLimits): Promise<Sheet[]> {
  if (sniffContainer(bytes) === 'zip') {
    // Loaded with the first workbook: a process at rest does without.
    const { readXlsx } = await import('./xlsx-read.ts');
    return readXlsx(bytes, limits);
  }
  const text = decodeText(bytes);
  if (/^\s*<(?:!doctype|html|\?xml)/i.test(text)) throw new TableFileError('wrong-type');
  return [{ name: '', isHidden: false, rows: readCsv(text, limits) }];
}

/** A sheet that was not read, and why: it is hidden, it is empty, or it does not look like what is read. */
export interface PassedSheet {
  name: string;
  why: 'hidden' | 'empty' | 'broken' | 'other';
}

/**
 * Parts the sheets that are read from those that are passed over. Of a workbook in which no visible sheet is one that is wanted, the
 * first that holds anything is read all the same, so that its importer can say what is missing.
 * @param isWanted whether a sheet's rows look like what is read: they have its header
 * @throws TableFileError when one that is read is broken or too large
 */
export function pickSheets(
  sheets: readonly Sheet[],
  isWanted: (sheet: Sheet) => boolean,
): { used: Sheet[]; passed: PassedSheet[] } {
  const used = sheets.filter((sheet) => !sheet.isHidden && isWanted(sheet));
  const visible = sheets.filter((sheet) => !sheet.isHidden);
  const first = visible.find((sheet) => sheet.rows.length > 0) ?? visible[0];
  if (used.length === 0 && first !== undefined) used.push(first);
  const broken = used.find((sheet) => sheet.fault !== undefined)?.fault;
  if (broken !== undefined) throw broken;
  const passed = sheets
    .filter((sheet) => !used.includes(sheet))
    .map(({ name, isHidden, rows, fault }): PassedSheet => {
      if (isHidden) return { name, why: 'hidden' };
      return { name, why: fault !== undefined ? 'broken' : rows.length === 0 ? 'empty' : 'other' };
    });
  return { used, passed };
}
