import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSheets } from '../../../src/features/quiz/formats/table/read.ts';
import { readPlanTable } from '../../../src/features/training/import/rules/table.ts';
import { aliasesOf, type ColumnWords, hasColumns, readColumns } from '../../../src/lib/tables/columns.ts';
import { readRoster } from '../../../src/members/roster/roster.ts';

const WORDS: ColumnWords<'number' | 'name' | 'branch' | 'mail'> = {
  aliases: aliasesOf({ number: '工号 员工工号', name: '姓名 name', branch: '分会 branch', mail: '邮箱 email' }),
  required: ['number', 'name'],
  guesses: aliasesOf({ branch: '部门 车间 department', mail: '邮件' }),
};
const rowsOf = (...rows: string[][]) => rows.map((cells, index) => ({ line: index + 1, cells }));
const sheet = (...rows: string[][]) => [{ name: '', isHidden: false, rows: rowsOf(...rows) }];
const places = (...rows: string[][]) =>
  readColumns(rowsOf(...rows), WORDS)?.parts.map(({ columns, rows: own }) => [
    Object.fromEntries([...columns].map(([column, { at }]) => [column, at])),
    own.map(({ line }) => line),
  ]);

describe('a header', () => {
  it.each<[string, string[][], ReturnType<typeof places>]>([
    [
      'in the first row',
      [
        ['工号', '姓名'],
        ['1', '甲'],
      ],
      [[{ number: 0, name: 1 }, [2]]],
    ],
    ['under a title', [['花名册'], ['姓　名', '工号*'], ['甲', '1']], [[{ name: 0, number: 1 }, [3]]]],
    [
      'in two rows, as a workbook merges them',
      [
        ['工号', '姓名', '单位情况', '', '联系方式'],
        ['工号', '姓名', '分会', '班组', '邮箱'],
        ['1', '甲', '东', '三', 'a@b'],
      ],
      [[{ number: 0, name: 1, branch: 2, mail: 4 }, [3]]],
    ],
    [
      'in two rows, as CSV has them',
      [
        ['工号', '姓名', '单位情况', ''],
        ['', '', '车间', '分会'],
        ['1', '甲', '一', '东'],
      ],
      [[{ number: 0, name: 1, branch: 3 }, [3]]],
    ],
    [
      'in two rows, the needed ones parted among them',
      [
        ['员工', '', '分会'],
        ['工号', '姓名', ''],
        ['1', '甲', '东'],
      ],
      [[{ number: 0, name: 1, branch: 2 }, [3]]],
    ],
    [
      'repeated on each page with its title',
      [
        ['花名册'],
        ['工号', '姓名'],
        ['1', '甲'],
        ['花名册'],
        ['工号', '姓名'],
        ['2', '乙'],
        ['工 号', '姓名'],
        ['3', '丙'],
      ],
      [[{ number: 0, name: 1 }, [3, 6, 8]]],
    ],
    [
      'of two rows repeated',
      [
        ['工号', '姓名', '单位'],
        ['', '', '分会'],
        ['1', '甲', '东'],
        ['工号', '姓名', '单位'],
        ['', '', '分会'],
        ['2', '乙', '西'],
      ],
      [[{ number: 0, name: 1, branch: 2 }, [3, 6]]],
    ],
    [
      'of other columns further down',
      [
        ['工号', '姓名', '分会'],
        ['1', '甲', '东'],
        ['姓名', '工号'],
        ['乙', '2'],
      ],
      [
        [{ number: 0, name: 1, branch: 2 }, [2]],
        [{ name: 0, number: 1 }, [4]],
      ],
    ],
    [
      'that is not there',
      [
        ['姓名', '分会'],
        ['甲', '东'],
      ],
      undefined,
    ],
    ['in the eleventh row', [...Array.from({ length: 10 }, (_, n) => [`第${n}行`]), ['工号', '姓名']], undefined],
  ])('%s', (_name, rows, expected) => {
    expect(places(...rows)).toEqual(expected);
    expect(hasColumns(rowsOf(...rows), WORDS)).toBe(expected !== undefined);
  });

  it('a row of data under a group is no sub-header', () => {
    expect(places(['工号', '姓名', '单位'], ['1', '分会', '东'])).toEqual([[{ number: 0, name: 1 }, [2]]]);
    expect(places(['工号', '姓名', '分会'], ['', '', '东湖'])).toEqual([[{ number: 0, name: 1, branch: 2 }, [2]]]);
  });

  it.each<[string, { header: string; guess?: string }[]]>([
    ['部门', [{ header: '部门', guess: 'branch' }]],
    ['所属车间', [{ header: '所属车间', guess: 'branch' }]],
    ['车间名称', [{ header: '车间名称', guess: 'branch' }]],
    ['Home Department', [{ header: 'Home Department', guess: 'branch' }]],
    ['公司邮件（必填）', [{ header: '公司邮件（必填）', guess: 'mail' }]],
    ['部门电话', [{ header: '部门电话' }]],
    ['序号', []],
    ['No.', []],
    ['', []],
    ['姓名', [{ header: '姓名' }]],
  ])('an unused column “%s” is told with what it may be', (header, unused) => {
    expect(readColumns(rowsOf(['工号', '姓名', header], ['1', '甲', '值']), WORDS)?.unused).toEqual(unused);
  });

  it('an unused column that holds nothing is not told', () => {
    expect(readColumns(rowsOf(['工号', '姓名', '部门'], ['1', '甲', ' ']), WORDS)?.unused).toEqual([]);
  });
});

const header = fc.constantFrom<string[]>(
  ['工号', '姓名', '分会', '邮箱'],
  ['ＮＡＭＥ', ' 员工　工号 ', 'Branch', 'E-mail'],
  ['分　会', '邮箱（企业）', '姓名', '工号（必填）'],
);
const cell = fc.constantFrom('', '甲', '乙丙', '0231', 'a@b.cn', '东湖分会', '工号甲', '第1页');

it('whatever stands under it, wherever it is repeated, each row is read once or was the header', () => {
  fc.assert(
    fc.property(
      header,
      fc.array(fc.array(cell, { minLength: 4, maxLength: 4 }), { maxLength: 30 }),
      fc.array(fc.nat(30), { maxLength: 5 }),
      (head, data, repeats) => {
        const rows = data.flatMap((cells, index) => (repeats.includes(index) ? [head, cells] : [cells]));
        const table = readColumns(rowsOf(['名单'], head, ...rows), WORDS);
        expect(table?.parts).toHaveLength(1);
        expect(table?.parts[0]?.rows.map(({ cells }) => cells)).toEqual(
          data.filter((cells) => cells.some((one) => one !== '')),
        );
      },
    ),
  );
});

describe('every kind of import', () => {
  it('reads a roster of two header rows, repeated on the next page', () => {
    const head = [
      ['职工基本信息', '', '所在单位', ''],
      ['工号', '姓名', '分会', '班组'],
    ];
    const { entries, faults, unused } = readRoster(
      sheet(['2026年花名册'], ...head, ['1', '甲', '东湖', '一班'], ['2026年花名册'], ...head, [
        '2',
        '乙',
        '西山',
        '二班',
      ]),
    );
    expect(entries).toMatchObject([
      { employeeNumber: '1', branch: '东湖', team: '一班' },
      { employeeNumber: '2', branch: '西山', team: '二班' },
    ]);
    expect([faults, unused]).toEqual([[], []]);
  });

  it('reads a plan whose hours stand in a group, and keeps each row to mend under its header', () => {
    const plan = readPlanTable(
      sheet(
        ['培训主题', '培训日期', '时间', '', '地点'],
        ['', '', '开始', '结束', ''],
        ['吊装', '2026-03-10', '14:00', '16:00', '三楼'],
        ['日期', '主题', '讲师'],
        ['2026-03-11', '急救', '周岚'],
      ),
    );
    expect(plan).toMatchObject({
      rows: [
        { cells: { topic: '吊装', date: '2026-03-10', start: '14:00', end: '16:00', where: '三楼' } },
        {
          cells: { topic: '急救', date: '2026-03-11', trainer: '周岚' },
          written: { cells: ['2026-03-11', '急救', '周岚'], header: ['日期', '主题', '讲师'] },
        },
      ],
    });
  });

  it('reads a bank whose options stand under one header, in sections with headers of their own', () => {
    const { rows, unused } = readSheets(
      sheet(
        ['一、单项选择题（每题2分）'],
        ['序号', '题目', '选项', '', '', '答案', '出题人'],
        ['', '', 'A', 'B', 'C', '', ''],
        ['1', '安全帽多久换？', '1年', '2年半', '5年', 'B', '张三'],
        ['二、判断题'],
        ['序号', '题目', '答案', '解析'],
        ['1', '用电要有证。', '对', '有规定'],
      ),
    );
    expect(rows.map(({ line, outcome }) => [line, 'question' in outcome ? outcome.question : outcome])).toMatchObject([
      [4, { kind: 'single', options: ['1年', '2年半', '5年'], correct: 1 }],
      [7, { kind: 'truefalse', correct: true, explanation: '有规定' }],
    ]);
    expect(unused).toEqual([{ header: '出题人' }]);
  });

  it.each(['选项A', '选项（A）', 'A', 'Option A', '选项 A', 'Ａ'])(
    'reads “%s” as the first option of a bank',
    (first) => {
      const { rows } = readSheets(sheet(['题干', first, 'B', '答案'], ['问？', '甲', '乙', 'A']));
      expect(rows[0]?.outcome).toMatchObject({ question: { options: ['甲', '乙'], correct: 0 } });
    },
  );
});
