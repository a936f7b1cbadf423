import { strToU8, zipSync } from 'fflate';

/** A sheet by hand: its rows as the inside of `<row>`, by number, and the ranges that are merged. */
export interface HandSheet {
  name?: string;
  state?: 'hidden' | 'veryHidden';
  rows: Record<number, string>;
  merged?: readonly string[];
}

export interface HandBook {
  sheets: readonly HandSheet[];
  /** Formats that cells name by their place, from 1. */
  formats?: readonly (string | number)[];
  strings?: readonly string[];
  is1904?: boolean;
}

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');

/** The bytes of a workbook as spreadsheets write them; `strings` are the insides of `<si>`. */
export function workbook({ sheets, formats = [], strings = [], is1904 = false }: HandBook): Uint8Array {
  const own = formats.flatMap((code, at) =>
    typeof code === 'string' ? [`<numFmt numFmtId="${164 + at}" formatCode="${escaped(code)}"/>`] : [],
  );
  const styles = formats.map((code, at) => `<xf numFmtId="${typeof code === 'string' ? 164 + at : code}"/>`);
  const files: Record<string, string> = {
    'xl/workbook.xml': `<workbook xmlns:r="r"><workbookPr${is1904 ? ' date1904="1"' : ''}/><sheets>${sheets
      .map(
        ({ name = '表', state }, at) =>
          `<sheet name="${escaped(name)}" sheetId="${at + 1}"${state === undefined ? '' : ` state="${state}"`} r:id="rId${at + 1}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${sheets
      .map((_, at) => `<Relationship Id="rId${at + 1}" Target="worksheets/sheet${at + 1}.xml"/>`)
      .join('')}</Relationships>`,
    'xl/styles.xml': `<styleSheet><numFmts>${own.join('')}</numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${styles.join('')}</cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `<sst>${strings.map((inside) => `<si>${inside}</si>`).join('')}</sst>`,
  };
  for (const [at, { rows, merged = [] }] of sheets.entries()) {
    const lines = Object.entries(rows).map(([number, cells]) => `<row r="${number}">${cells}</row>`);
    const ranges = merged.map((ref) => `<mergeCell ref="${ref}"/>`);
    files[`xl/worksheets/sheet${at + 1}.xml`] =
      `<worksheet><sheetData>${lines.join('')}</sheetData><mergeCells>${ranges.join('')}</mergeCells></worksheet>`;
  }
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
}

/** A cell of text. */
export const words = (address: string, text: string): string =>
  `<c r="${address}" t="inlineStr"><is><t>${escaped(text)}</t></is></c>`;

/** A cell of a number, in the format of this place (0: none). */
export const figure = (address: string, value: number | string, style = 0): string =>
  `<c r="${address}" s="${style}"><v>${value}</v></c>`;
