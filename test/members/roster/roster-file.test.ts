import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import { demoRoster } from '../../../playground/company.ts';
import { UserError } from '../../../src/bot/routing/errors.ts';
import { readTables } from '../../../src/lib/tables/read-table.ts';
import { ROSTER_FILE_FAULTS } from '../../../src/members/roster/faults.ts';
import { readRosterFile } from '../../../src/members/roster/file.ts';
import { readRoster } from '../../../src/members/roster/roster.ts';
import { gb18030 } from '../../helpers/gb18030.ts';

const LIMITS = { rows: 30_000, columns: 200, cell: 10_000, unpackedBytes: 60_000_000, zipEntries: 500 };
const rowsOf = async (bytes: Uint8Array) => (await readTables(bytes, LIMITS)).flatMap((sheet) => sheet.rows);

const text = (words: string) => new TextEncoder().encode(words);
const CSV = '工号,姓名\n0231,王芳\n';
const ROWS = [
  { line: 1, cells: ['工号', '姓名'] },
  { line: 2, cells: ['0231', '王芳'] },
];
const refused = async (bytes: Uint8Array, why: keyof typeof ROSTER_FILE_FAULTS) => {
  const error = await readRosterFile(bytes).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(UserError);
  expect((error as UserError).said).toEqual(ROSTER_FILE_FAULTS[why]);
};

describe('a table file', () => {
  it.each([
    ['UTF-8', text(CSV)],
    ['UTF-8 with BOM', text(`\ufeff${CSV}`)],
    ['CRLF', text(CSV.replaceAll('\n', '\r\n'))],
    ['GB18030', gb18030(CSV)],
    ['UTF-16 with BOM', Uint8Array.from(Buffer.from(`\ufeff${CSV}`, 'utf16le'))],
    ['tabs', text(CSV.replaceAll(',', '\t'))],
    ['semicolons', text(CSV.replaceAll(',', ';'))],
    ['quotes', text('"工号","姓名"\n"0231","王芳"\n')],
  ])('is read from %s', async (_name, bytes) => expect(await rowsOf(bytes)).toEqual(ROWS));

  it('keeps one broken quote to its own line', async () => {
    const rows = await rowsOf(text('工号,姓名\n"0231,王芳\n0232,李娜\n'));
    expect(rows.map((row) => row.isBroken ?? false)).toEqual([false, true, false]);
    expect(readRoster([{ name: '', isHidden: false, rows }])).toMatchObject({
      entries: [{ employeeNumber: '0232' }],
      faults: [{ line: 2, reason: 'broken-row' }],
    });
  });

  it('is read from XLSX, where numbers are numbers', async () => {
    const sheet = [
      ['工号', '姓名'].map((value) => ({ value, type: String })),
      [
        { value: 231, type: Number },
        { value: '王芳', type: String },
      ],
    ];
    const bytes = new Uint8Array(await writeXlsxFile(sheet).toBuffer());
    expect(await rowsOf(bytes)).toEqual([ROWS[0], { line: 2, cells: ['231', '王芳'] }]);
  });

  it('is refused with one sentence when it is no table', async () => {
    await refused(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3, 4]), 'type');
    await refused(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3, 4]), 'type');
    await refused(Uint8Array.from([0, 1, 2, 3, 0xff, 0xff]), 'type');
    await refused(text('<!DOCTYPE html><html></html>'), 'type');
    await refused(zipSync({ 'readme.txt': text('hello') }), 'type');
    await refused(Uint8Array.from([0x50, 0x4b, 3, 4, 9, 9, 9, 9, 9]), 'broken');
    await refused(new Uint8Array(5_000_001), 'size');
  });

  it('is refused when it unpacks to more than it may, or reaches far out', async () => {
    const parts = {
      'xl/workbook.xml': text('<workbook><sheet name="a" sheetId="1" r:id="a"/></workbook>'),
      'xl/_rels/workbook.xml.rels': text('<R><Relationship Id="a" Target="worksheets/sheet1.xml"/></R>'),
    };
    const bomb = zipSync({ ...parts, 'xl/worksheets/sheet1.xml': new Uint8Array(70_000_000) });
    expect(bomb.length).toBeLessThan(1_000_000);
    const start = performance.now();
    await refused(bomb, 'bomb');
    expect(performance.now() - start).toBeLessThan(5_000);
    const far = (cell: string) =>
      zipSync({
        ...parts,
        'xl/worksheets/sheet1.xml': text(`<worksheet><c r="${cell}"><v>1</v></c></worksheet>`),
      });
    await refused(far('A1048576'), 'rows');
    await refused(far('XFD1'), 'broken');
  });

  it('holds the demo company whole', async () => {
    const { entries, faults } = await readRosterFile(text(demoRoster()));
    expect(faults).toEqual([]);
    expect(entries).toHaveLength(14);
  });
});
