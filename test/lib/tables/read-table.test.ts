import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellName, placeOf } from '../../../src/lib/tables/cell-name.ts';
import { pickSheets, readTables } from '../../../src/lib/tables/read-table.ts';
import type { TableLimits } from '../../../src/lib/tables/table-file.ts';
import { figure, type HandBook, words, workbook } from './workbook.ts';

const LIMITS: TableLimits = { rows: 1_000, columns: 50, cell: 10_000, unpackedBytes: 20_000_000, zipEntries: 100 };
const sheetsOf = (book: HandBook) => readTables(workbook(book), LIMITS);
const rowsOf = async (book: HandBook) => (await sheetsOf(book)).flatMap(({ rows }) => rows);
const fixture = (name: string) => readFileSync(join(import.meta.dirname, '../../fixtures/tables', name));
const csv = async (text: string) => (await readTables(new TextEncoder().encode(text), LIMITS))[0]?.rows ?? [];

/** One cell of a number, as it is read. */
async function shown(value: number | string, format: string | number) {
  const [row] = await rowsOf({ sheets: [{ rows: { 1: figure('A1', value, 1) } }], formats: [format] });
  return row;
}

describe('a number of a sheet is read as it is shown there', () => {
  it.each<[number | string, string | number, string]>([
    [231, '000000', '000231'],
    [12, '"D"000', 'D012'],
    [0.005, '0.0%', '0.5%'],
    [0.98, 9, '98%'],
    [0.985, 10, '98.50%'],
    [5000, 3, '5,000'],
    [1234567.5, 4, '1,234,567.50'],
    [0.5, 12, '1/2'],
    [1.25, 13, '1 1/4'],
    [5, '0"米"', '5米'],
    [-3, '0;-0', '-3'],
    [12.5, '[$¥-804]#,##0.00', '¥12.50'],
    [5000, '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ', '5,000'],
    ['0.30000000000000004', 0, '0.3'],
    ['5.0', 0, '5'],
    [110101199003, 0, '110101199003'],
    ['2.02601E+11', 0, '202601000000'],
    [1e-7, 0, '0.0000001'],
    [12345, 11, '12345'],
    [231, 49, '231'],
    [7, ';;;', '7'],
  ])('%s in the format %s is %s', async (value, format, text) => {
    expect(await shown(value, format)).toEqual({ line: 1, cells: [text] });
  });

  it('a number of more than fifteen figures has lost some: its cell is named', async () => {
    expect(await shown('310101199001011000', '@')).toMatchObject({ faults: [{ cell: 'A1', why: 'digits' }] });
  });

  it.each<[number, string | number, string, string]>([
    [46364, 14, '2026-12-08', '00:00'],
    [46364.583333, 22, '2026-12-08', '14:00'],
    [46364, 'yyyymmdd', '2026-12-08', '00:00'],
    [46364, 'yyyy"年"m"月"d"日"', '2026-12-08', '00:00'],
    [46364, '[$-804]yyyy"年"m"月"d"日";@', '2026-12-08', '00:00'],
    [46364, '[DBNum1][$-804]yyyy"年"m"月"d"日"', '2026-12-08', '00:00'],
    [46364, 31, '2026-12-08', '00:00'],
    [46364, 58, '2026-12-08', '00:00'],
    [46364, 'aaaa', '2026-12-08', '00:00'],
    [0.395833333, 20, '1899-12-30', '09:30'],
    [0.5, 32, '1899-12-30', '12:00'],
  ])('%s in the format %s is the day %s at %s', async (value, format, day, time) => {
    expect(await shown(value, format)).toEqual({ line: 1, cells: [day], dates: [0], times: [time] });
  });

  it('a length of time is shown, and is no day', async () => {
    expect(await shown(1.5, 46)).toEqual({ line: 1, cells: ['36:00:00'] });
  });

  it('counts days from 1904 where the workbook does', async () => {
    const book = { sheets: [{ rows: { 1: figure('A1', 44902, 1) } }], formats: [14], is1904: true };
    expect(await rowsOf(book)).toMatchObject([{ cells: ['2026-12-08'] }]);
  });

  it('whole numbers come back as they were, whatever zeros their format puts before them', () => {
    return fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 999_999_999 }),
        fc.integer({ min: 1, max: 12 }),
        async (value, zeros) => {
          const row = await shown(value, '0'.repeat(zeros));
          expect(row?.cells).toEqual([String(value).padStart(zeros, '0')]);
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('cells that are merged belong to all their rows', () => {
  it('of ranges that overlap more than a sheet can hold, the sheet is broken', async () => {
    const rows = Object.fromEntries([1, 2, 3, 4, 5].map((line) => [line, words(`A${line}`, '甲')]));
    const merged = Array.from({ length: 8 }, () => 'A1:A5');
    const bytes = workbook({ sheets: [{ rows, merged }] });
    const [sheet] = await readTables(bytes, { ...LIMITS, rows: 5, columns: 2 });
    expect(sheet?.fault).toMatchObject({ code: 'broken-file', detail: 'merged' });
  });

  it('down a column, over a title, and not to rows without anything', async () => {
    const rows = await rowsOf({
      sheets: [
        {
          rows: {
            1: words('A1', '名册'),
            2: words('A2', '分会') + words('B2', '姓名'),
            3: words('A3', '东湖') + words('B3', '甲'),
            4: words('B4', '乙'),
            6: words('B6', '丙'),
            7: words('B7', '丁'),
          },
          merged: ['A1:B1', 'A3:A6', 'D1:D900000'],
        },
      ],
    });
    expect(rows.map(({ line, cells }) => [line, ...cells])).toEqual([
      [1, '名册'],
      [2, '分会', '姓名'],
      [3, '东湖', '甲'],
      [4, '东湖', '乙'],
      [6, '东湖', '丙'],
      [7, '', '丁'],
    ]);
  });

  it('days and faults as well', async () => {
    const rows = await rowsOf({
      sheets: [
        {
          rows: {
            1: figure('A1', 46364, 1) + words('B1', 'x') + '<c r="C1" t="e"><v>#REF!</v></c>',
            2: words('B2', 'y'),
          },
          merged: ['A1:A2', 'C1:C2'],
        },
      ],
      formats: [14],
    });
    expect(rows[1]).toEqual({
      line: 2,
      cells: ['2026-12-08', 'y', ''],
      dates: [0],
      times: ['00:00'],
      faults: [{ column: 2, cell: 'C1', why: 'error' }],
    });
  });
});

describe('cells that hold no value are named', () => {
  it.each([
    ['an error', '<c r="B3" t="e"><v>#N/A</v></c>', 'error'],
    ['an error of a formula', '<c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v></c>', 'error'],
    ['a picture of WPS', '<c r="B3" t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c>', 'picture'],
    ['a picture as text', words('B3', '=DISPIMG("ID_1",1)'), 'picture'],
    ['a picture in the cell', '<c r="B3" t="e" vm="1"><v>#VALUE!</v></c>', 'picture'],
    ['a formula never reckoned', '<c r="B3"><f>A1+1</f></c>', 'no-value'],
    ['a formula with an empty number', '<c r="B3"><f>A1+1</f><v></v></c>', 'no-value'],
  ])('%s', async (_name, cell, why) => {
    const [row] = await rowsOf({ sheets: [{ rows: { 3: words('A3', '甲') + cell } }] });
    expect(row).toEqual({ line: 3, cells: ['甲', ''], faults: [{ column: 1, cell: 'B3', why }] });
  });

  it('and a formula whose result is an empty text is an empty cell', async () => {
    const cells = `${words('A1', '甲')}<c r="B1" t="str"><f>""</f><v></v></c>`;
    expect(await rowsOf({ sheets: [{ rows: { 1: cells } }] })).toEqual([{ line: 1, cells: ['甲'] }]);
  });
});

describe('text with formats', () => {
  const run = (text: string, align?: string) =>
    `<r>${align === undefined ? '' : `<rPr><vertAlign val="${align}"/></rPr>`}<t xml:space="preserve">${text}</t></r>`;

  it.each([
    ['10⁵', run('10') + run('5', 'superscript')],
    ['H₂O', run('H') + run('2', 'subscript') + run('O')],
    ['m³/h', run('m') + run('3', 'superscript') + run('/h')],
    ['10^(甲/乙) 次', run('10') + run('甲/乙', 'superscript') + run(' 次')],
    ['粗', run('粗')],
    ['漢', '<t>漢</t><rPh sb="0" eb="1"><t>かん</t></rPh>'],
    ['a<b & c', '<t>a&lt;b &amp; c</t>'],
    ['一\n二', '<t>一_x000A_二</t>'],
  ])('is read as %s', async (text, inside) => {
    const shared = { sheets: [{ rows: { 1: '<c r="A1" t="s"><v>0</v></c>' } }], strings: [inside] };
    expect((await rowsOf(shared))[0]?.cells).toEqual([text]);
    const own = { sheets: [{ rows: { 1: `<c r="A1" t="inlineStr"><is>${inside}</is></c>` } }] };
    expect((await rowsOf(own))[0]?.cells).toEqual([text]);
  });
});

describe('the sheets of a workbook', () => {
  const isWanted = ({ rows }: { rows: { cells: string[] }[] }) => rows.some(({ cells }) => cells[0] === '题干');

  it('are read where they are what is wanted, and named where they are passed over', async () => {
    const sheets = await sheetsOf({
      sheets: [
        { name: '填写说明', rows: { 1: words('A1', '请按模板填写') } },
        { name: '单选', rows: { 1: words('A1', '题干') } },
        { name: '空', rows: {} },
        { name: '旧', state: 'hidden', rows: { 1: words('A1', '题干') } },
        { name: '多选', rows: { 1: words('A1', '题干') } },
        { name: '远', rows: { 1: words('AZZ1', '1') } },
      ],
    });
    const { used, passed } = pickSheets(sheets, isWanted);
    expect(used.map(({ name }) => name)).toEqual(['单选', '多选']);
    expect(passed).toEqual([
      { name: '填写说明', why: 'other' },
      { name: '空', why: 'empty' },
      { name: '旧', why: 'hidden' },
      { name: '远', why: 'broken' },
    ]);
  });

  it('without one that is wanted: the first that holds anything is read, to say what is missing', async () => {
    const sheets = await sheetsOf({ sheets: [{ rows: {} }, { name: '乙', rows: { 1: words('A1', '名单') } }] });
    expect(pickSheets(sheets, isWanted).used.map(({ name }) => name)).toEqual(['乙']);
  });
});

describe('files that people sent', () => {
  const cellsOf = async (name: string) =>
    (await readTables(fixture(name), LIMITS)).map(({ rows }) => rows.map(({ cells }) => cells));

  it('a roster with merged branches', async () => {
    const [[, first, second, third] = []] = await cellsOf('r01-merged-branch.xlsx');
    expect([first, second, third].map((row) => row?.slice(3, 5))).toEqual([
      ['东湖分会', '电工班'],
      ['东湖分会', '电工班'],
      ['东湖分会', '焊工班'],
    ]);
  });

  it('numbers with zeros by format, and by what people write in CSV', async () => {
    const [[, ...byFormat] = []] = await cellsOf('r02-zeros-by-format.xlsx');
    expect(byFormat.map(([number]) => number)).toEqual(['000231', '000012']);
    const [[, ...byHand] = []] = await cellsOf('r03-equals-quote.csv');
    expect(byHand.map(([number]) => number?.trim())).toEqual(['000231', '000012', '000013', '000014']);
  });

  it('percentages, and one kind for three questions', async () => {
    const [[, first, second] = []] = await cellsOf('b23-percent.xlsx');
    expect(first?.slice(1, 5)).toEqual(['0.5%', '1%', '1.5%', '2%']);
    expect(second?.slice(1, 5)).toEqual(['50%', '98%', '98.50%', '100%']);
    const [[, ...questions] = []] = await cellsOf('b30-merged-kind.xlsx');
    expect(questions.map((row) => row.slice(0, 2))).toEqual(Array(3).fill(['判断', '用电安全']));
  });
});

describe('CSV', () => {
  it.each([
    ['="000231"', '000231'],
    ['"=""000231"""', '000231'],
    ["'000012", '000012'],
    ["'10-12", '10-12'],
    ["'tis", "'tis"],
    ['2e5', '2e5'],
    ['1.5E+3', '1.5E+3'],
    ['1e+22', '1e+22'],
    ['=1+1', '=1+1'],
  ])('reads %s as %s', async (written, read) => {
    expect(await csv(`a,b\n${written},x\n`)).toMatchObject([{}, { cells: [read, 'x'] }]);
  });

  it.each(['2.02601E+11', '1E+15', '3.10101E17'])(
    'refuses %s, whose figures are gone, by the name of its cell',
    async (text) => {
      const [, row] = await csv(`a,b\nx,${text}\n`);
      expect(row).toEqual({ line: 2, cells: ['x', ''], faults: [{ column: 1, cell: 'B2', why: 'exponent' }] });
    },
  );
});

describe('the name of a cell', () => {
  it('is its place, and the other way round', () => {
    fc.assert(
      fc.property(fc.nat(16_383), fc.integer({ min: 1, max: 1_048_576 }), (column, row) => {
        expect(placeOf(cellName(column, row))).toEqual({ column, row });
      }),
    );
    expect([cellName(0, 1), cellName(25, 2), cellName(26, 3), cellName(701, 4), cellName(702, 5)]).toEqual([
      ...['A1', 'Z2', 'AA3', 'ZZ4', 'AAA5'],
    ]);
  });
});
