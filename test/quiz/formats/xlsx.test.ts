import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readBank } from '../../../src/features/quiz/formats/read-bank.ts';
import { oddities } from './read-text.ts';

const HEADER = ['题干', '选项A', '选项B', '答案'];
const DATE_STYLE =
  '<styleSheet><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>';

/** A workbook by hand: `cells` by address, as the inside of `<c …>`; the sheet has a file name of its own. */
function workbook(rows: Record<number, string>, styles = DATE_STYLE): Uint8Array {
  const sheet = Object.entries(rows).map(([number, cells]) => `<row r="${number}">${cells}</row>`);
  return zipSync({
    'xl/workbook.xml': strToU8(
      '<workbook xmlns:r="r"><sheets><sheet name="题库" sheetId="7" r:id="rId3"/><sheet name="乙" sheetId="1" r:id="rId1"/></sheets></workbook>',
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      '<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet3.xml"/></Relationships>',
    ),
    'xl/styles.xml': strToU8(styles),
    'xl/worksheets/sheet1.xml': strToU8(
      '<worksheet><sheetData><row r="1"><c r="ZZ1"><v>1</v></c></row></sheetData></worksheet>',
    ),
    'xl/worksheets/sheet3.xml': strToU8(`<worksheet><sheetData>${sheet.join('')}</sheetData></worksheet>`),
  });
}
const inline = (address: string, text: string) => `<c r="${address}" t="inlineStr"><is><t>${text}</t></is></c>`;
const headerRow = (row: number) => HEADER.map((name, index) => inline(`${'ABCD'.charAt(index)}${row}`, name)).join('');

describe('XLSX', () => {
  it('reads the first sheet with the numbers of its rows, past a title and empty rows', async () => {
    const bytes = workbook({
      1: inline('A1', '安全题库'),
      3: headerRow(3),
      7: inline('A7', '一？') + inline('B7', '甲') + inline('C7', '乙') + inline('D7', 'B'),
      9: inline('A9', '二？') + inline('B9', '甲') + inline('C9', '乙'),
    });
    const reading = await readBank(bytes, 'bank.xlsx');
    expect(reading.format).toBe('xlsx');
    expect(reading.questions).toMatchObject([
      { line: 7, question: { stem: '一？', options: ['甲', '乙'], correct: 1 } },
    ]);
    expect(oddities(reading)).toEqual(['9 no-answer']);
  });

  it('takes numbers as text without .0, the last value of formulas, booleans as truth', async () => {
    const bytes = workbook({
      1: headerRow(1),
      2: `${inline('A2', '几？')}<c r="B2"><v>5.0</v></c><c r="C2"><f>1/10+2/10</f><v>0.3</v></c><c r="D2" t="str"><f>"A"&amp;""</f><v>A</v></c>`,
      3: `${inline('A3', '对吗')}<c r="D3" t="b"><v>0</v></c>`,
    });
    const reading = await readBank(bytes, 'bank.xlsx');
    expect(oddities(reading)).toEqual([]);
    expect(reading.questions).toMatchObject([
      { question: { kind: 'single', options: ['5', '0.3'], correct: 0 } },
      { question: { kind: 'truefalse', correct: false } },
    ]);
  });

  it('refuses a cell that was turned into a date, and keeps the other rows', async () => {
    const bytes = workbook({
      1: headerRow(1),
      2: `${inline('A2', '比例？')}<c r="B2" s="1"><v>45000</v></c>${inline('C2', '乙')}${inline('D2', 'A')}`,
      3: `${inline('A3', '比例？')}${inline('B3', '1-2')}${inline('C3', '乙')}${inline('D3', 'A')}`,
    });
    const reading = await readBank(bytes, 'bank.xlsx');
    expect(reading.faults).toMatchObject([{ line: 2, reason: 'date-cell', detail: 'option' }]);
    expect(reading.questions).toHaveLength(1);
  });

  it.each([
    ['a row beyond the sheet', { 1: headerRow(1), 99999999: inline('A99999999', '远') }, 'broken-file'],
    ['a cell far below', { 1: headerRow(1), 900000: inline('A900000', '远') }, 'too-many-rows'],
    ['a cell far to the right', { 1: headerRow(1) + inline('XFD1', '远') }, 'broken-file'],
    ['no header', { 1: inline('A1', '名单') }, 'no-columns'],
    ['nothing', {}, 'empty'],
  ])('%s', async (_name, rows, code) => {
    await expect(readBank(workbook(rows), 'bank.xlsx')).rejects.toMatchObject({ code });
  });

  it('refuses a document type in the sheet', async () => {
    const files = { 'xl/workbook.xml': '<workbook xmlns:r="r"><sheet name="a" sheetId="1" r:id="a"/></workbook>' };
    const bytes = zipSync({
      'xl/workbook.xml': strToU8(files['xl/workbook.xml']),
      'xl/_rels/workbook.xml.rels': strToU8('<Relationships><Relationship Id="a" Target="/xl/a.xml"/></Relationships>'),
      'xl/a.xml': strToU8('<!DOCTYPE x [<!ENTITY a "aa">]><worksheet/>'),
    });
    await expect(readBank(bytes, 'a.xlsx')).rejects.toMatchObject({ code: 'broken-file', detail: 'DOCTYPE' });
  });
});

describe('a cell that holds no value', () => {
  const asked = (cell: string) =>
    workbook({
      1: headerRow(1),
      2: inline('A2', '几？') + cell + inline('C2', '乙') + inline('D2', 'A'),
      3: inline('A3', '好？') + inline('B3', '甲') + inline('C3', '乙') + inline('D3', 'B'),
    });

  it.each([
    ['an error', '<c r="B2" t="e"><v>#REF!</v></c>', 'cell-error'],
    ['a picture', '<c r="B2" t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c>', 'cell-picture'],
    ['a formula never reckoned', '<c r="B2"><f>A1</f></c>', 'cell-no-value'],
    ['a number that has lost figures', '<c r="B2"><v>1234567890123456789</v></c>', 'cell-digits'],
  ])('makes its row a fault with its name: %s', async (_name, cell, reason) => {
    const reading = await readBank(asked(cell), 'bank.xlsx');
    expect(reading.faults).toMatchObject([{ line: 2, reason, detail: 'B2' }]);
    expect(reading.questions).toHaveLength(1);
  });
});
