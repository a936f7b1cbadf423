import { unzipSync } from 'fflate';
import { readSheet } from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { guardRow } from '../../src/lib/tables/formula-guard.ts';
import { writeXlsx, writeXlsxBook } from '../../src/lib/tables/xlsx-write.ts';

const HEADER = ['名称', '数'];
const partOf = (bytes: Uint8Array, name: string) => Buffer.from(unzipSync(bytes)[name] ?? []).toString();
const sheetOf = (bytes: Uint8Array) => partOf(bytes, 'xl/worksheets/sheet1.xml');

describe('a sheet that is written', () => {
  it('has figures that a spreadsheet can sum, and shares that it shows as per cent', async () => {
    const bytes = await writeXlsx(
      [HEADER, ['东湖', 12], ['学时', 0.5], ['无', 0], ['出勤率', { share: 0.84 }]],
      [20, 10],
    );
    const rows = await readSheet(Buffer.from(bytes));
    expect(rows.slice(1).map(([, figure]) => figure)).toEqual([12, 0.5, 0, 0.84]);
    const types = [...sheetOf(bytes).matchAll(/<c r="B[2-5]"([^>]*)>/g)].map(([, attributes]) => attributes);
    expect(types).toHaveLength(4);
    for (const attributes of types) expect(attributes).not.toMatch(/t="(?:s|str|inlineStr)"/);
    // Format 9 of the standard is `0%`.
    expect(partOf(bytes, 'xl/styles.xml')).toMatch(/numFmtId="9"|formatCode="0%"/);
  });

  it.each(['007', '12', '2026-03', '1-2', '13800138000', '50%', '–', 'S-2026-0001', '=1+1', '+86', '@a'])(
    'keeps %s the text that it is',
    async (text) => {
      const bytes = await writeXlsxBook([{ name: '甲', rows: [HEADER, guardRow([text, 1])], widths: [10, 10] }]);
      const [, row] = await readSheet(Buffer.from(bytes));
      expect(row).toEqual([/^[=+@]/.test(text) ? `'${text}` : text, 1]);
      expect(sheetOf(bytes)).not.toMatch(/<f[ >]/);
    },
  );

  it('has a header of words, gaps and figures', async () => {
    const [header] = await readSheet(Buffer.from(await writeXlsx([['年', '', 2026]], [10, 10, 10])));
    expect(header).toEqual(['年', null, 2026]);
  });
});
