import { describe, expect, it } from 'vitest';
import { badOf as badInWords } from '../../src/features/quiz/bank/bad-questions.ts';
import { readBank } from '../../src/features/quiz/formats/read-bank.ts';
import { type BadRows, badRowsFile, badRowsOf } from '../../src/imports/bad-rows.ts';
import { readTables } from '../../src/lib/tables/read-table.ts';
import { withoutReasons } from '../../src/lib/tables/reason-column.ts';
import { limitsOf } from '../../src/lib/tables/table-file.ts';
import { writtenCells } from '../../src/lib/tables/written-rows.ts';
import { type Sheet, writeXlsxBook } from '../../src/lib/tables/xlsx-write.ts';

const sheetsOf = async (bytes: Uint8Array) => readTables(bytes, limitsOf(1_000));
const rowsOf = async (bytes: Uint8Array) =>
  (await sheetsOf(bytes)).map(({ name, rows }) => [name, rows.map((row) => row.cells)]);

describe('the file of bad rows', () => {
  const header = ['工号', '姓名', '备注'];
  const table = (sheet: string, ...rows: string[][]) => ({
    sheet,
    header,
    rows: rows.map((cells, index) => ({ line: index + 2, cells })),
  });
  const words = ({ why }: { why: string }) => why;

  it('has the rows with a fault and no other, in the columns of the file, with all that is wrong behind them', async () => {
    const bad = badRowsOf(
      [table('一月', ['1', '甲', ''], ['2', '乙', '早'], ['3', '丙', '']), table('二月', ['4', '丁', ''])],
      [
        { sheet: '一月', line: 3, why: '甲错。' },
        { sheet: '一月', line: 3, why: '乙错。' },
        { sheet: '二月', line: 2, why: '丙错。' },
      ],
      words,
    );
    expect(await rowsOf((await badRowsFile('zh', bad)).bytes)).toEqual([
      [
        '一月',
        [
          [...header, '要改什么'],
          ['2', '乙', '早', '甲错。 乙错。'],
        ],
      ],
      [
        '二月',
        [
          [...header, '要改什么'],
          ['4', '丁', '', '丙错。'],
        ],
      ],
    ]);
  });

  it('says no formula, and a row that has more cells than the header keeps them', async () => {
    const bad = badRowsOf([table('', ['=1+1', '乙', '', '多', '@x'])], [{ line: 2, why: '=HYPERLINK("x")' }], words);
    const { bytes, filename } = await badRowsFile('en', bad);
    expect(filename).toBe('rows-to-fix.xlsx');
    expect(await rowsOf(bytes)).toEqual([
      [
        'Rows to fix',
        [
          ['工号', '姓名', '备注', '', '', 'What to fix'],
          ["'=1+1", '乙', '', '多', "'@x", '\'=HYPERLINK("x")'],
        ],
      ],
    ]);
  });

  it('keeps what was a day or an hour as one', async () => {
    const cells = writtenCells({
      line: 2,
      cells: ['2026-12-08', '1899-12-30', '2026-12-08', '8'],
      dates: [0, 1, 2],
      times: ['00:00', '08:30', '14:00'],
    });
    const bad = badRowsOf(
      [{ sheet: '', header: ['a', 'b', 'c', 'd'], rows: [{ line: 2, cells }] }],
      [{ line: 2, why: '错' }],
      words,
    );
    const [sheet] = await sheetsOf((await badRowsFile('zh', bad)).bytes);
    expect(sheet?.rows[1]).toMatchObject({
      dates: [0, 1, 2],
      times: ['00:00', '08:30', '14:00'],
      cells: ['2026-12-08', '1899-12-30', '2026-12-08', '8', '错'],
    });
  });

  it('names the column of a cell by its title under which it stands, and the cell itself where it has none', () => {
    const rows = [
      { line: 2, cells: ['1'] },
      { line: 9, cells: ['2'], header: ['编号', '名字'] },
    ];
    const troubles = [
      { line: 2, cell: 'B2' },
      { line: 2, cell: 'D2' },
      { line: 9, cell: 'B9' },
    ];
    const bad = badRowsOf([{ sheet: '', header, rows }], troubles, ({ cell }, columnOf) => columnOf(cell));
    expect(bad.tables[0]?.rows.map(({ why }) => why)).toEqual(['“姓名” D2', '“名字”']);
  });

  it('repeats a further header above its rows', async () => {
    const other = ['姓名', '工号'];
    const rows = [
      { line: 2, cells: ['1', ''] },
      { line: 8, cells: ['甲', ''], header: other },
      { line: 9, cells: ['乙', ''], header: other },
    ];
    const bad = badRowsOf([{ sheet: '', header: ['工号', '姓名'], rows }], rows, () => '错');
    const [sheet] = await rowsOf((await badRowsFile('zh', bad)).bytes);
    expect(sheet?.[1]).toEqual([
      ['工号', '姓名', '要改什么'],
      ['1', '', '错'],
      other,
      ['甲', '', '错'],
      ['乙', '', '错'],
    ]);
  });
});

describe('the column of reasons', () => {
  const sheet = (...rows: string[][]) => ({
    name: '',
    isHidden: false,
    rows: rows.map((cells, index) => ({ line: index + 1, cells })),
  });

  it.each(['要改什么', 'What to fix', 'What to mend'])('%s is not there for any reader', (title) => {
    const [read] = withoutReasons([sheet(['名册'], ['工号', title], ['1', '没有姓名'], ['2'])]);
    expect(read?.rows.map(({ cells }) => cells)).toEqual([['名册'], ['工号', ''], ['1', ''], ['2']]);
  });

  it('is none when it stands alone, in the middle, or below the tenth row', () => {
    const kept = [sheet(['要改什么'], ['甲']), sheet(['要改什么', '答案'], ['甲', '乙'])];
    expect(withoutReasons(kept)).toEqual(kept);
    const late = sheet(...Array.from({ length: 10 }, () => ['甲']), ['题干', '要改什么']);
    expect(withoutReasons([late])).toEqual([late]);
  });
});

describe('a bank whose bad rows are mended and sent again', () => {
  const HEADER = ['题干', '选项A', '选项B', '答案', '解析'];
  const mend = async (bytes: Uint8Array, change: (sheet: string, cells: string[]) => string[]) =>
    writeXlsxBook(
      (await sheetsOf(bytes)).map(
        ({ name, rows }): Sheet => ({ name, widths: [], rows: rows.map(({ cells }) => change(name, cells)) }),
      ),
    );
  const badOf = async (bytes: Uint8Array) => {
    const reading = await readBank(bytes, 'bank.xlsx');
    return { reading, file: (await badRowsFile('zh', badInWords('zh', reading) as BadRows)).bytes };
  };

  it('keeps the kind that its sheet or its section gave each row', async () => {
    const book = await writeXlsxBook([
      {
        name: '单选题',
        widths: [],
        rows: [HEADER, ['好的？', '甲', '乙', 'A', ''], ['没有答案？', '甲', '乙', '', '因为']],
      },
      {
        name: '综合',
        widths: [],
        rows: [
          HEADER,
          ['一、多选题'],
          ['都对？', '甲', '乙', 'AB', ''],
          ['没有？', '甲', '乙', '', ''],
          ['也没有？', '甲', '乙', '', ''],
        ],
      },
    ]);
    const { reading, file } = await badOf(book);
    expect([reading.questions.length, reading.faults.length]).toEqual([2, 3]);
    expect(await rowsOf(file)).toEqual([
      [
        '单选题',
        [
          [...HEADER, '要改什么'],
          ['没有答案？', '甲', '乙', '', '因为', '没有答案。'],
        ],
      ],
      [
        '综合',
        [
          [...HEADER, '要改什么'],
          ['一、多选题'],
          ['没有？', '甲', '乙', '', '', '没有答案。'],
          ['也没有？', '甲', '乙', '', '', '没有答案。'],
        ],
      ],
    ]);
    const mended = await mend(file, (_sheet, cells) =>
      cells[1] === '甲' ? cells.map((cell, at) => (at === 3 ? 'A' : cell)) : cells,
    );
    const again = await readBank(mended, 'rows.xlsx');
    expect(again.faults).toEqual([]);
    expect(again.unused).toEqual([]);
    expect(again.questions.map(({ question }) => [question.stem, question.kind])).toEqual([
      ['没有答案？', 'single'],
      ['没有？', 'multiple'],
      ['也没有？', 'multiple'],
    ]);
    expect(again.questions[0]?.question.explanation).toBe('因为');
  });

  it('sent again unmended it has the same faults, and words that look like a formula stay as they were', async () => {
    const rows = [
      HEADER,
      ['好的？', '甲', '乙', 'A', ''],
      ['=1+1 是几？', '-2', '2', '', '@谁'],
      ['错？', '甲', '甲', 'A', ''],
    ];
    const { reading, file } = await badOf(await writeXlsxBook([{ name: '题', widths: [], rows }]));
    const again = await badOf(file);
    expect(again.reading.faults.map(({ reason }) => reason)).toEqual(reading.faults.map(({ reason }) => reason));
    expect(await rowsOf(again.file)).toEqual(await rowsOf(file));
    const mended = await mend(file, (_sheet, cells) => cells.map((cell, at) => (at === 3 && cell === '' ? 'B' : cell)));
    const { questions } = await readBank(mended, 'rows.xlsx');
    expect(questions[0]?.question).toMatchObject({ stem: '=1+1 是几？', options: ['-2', '2'], explanation: '@谁' });
  });
});
