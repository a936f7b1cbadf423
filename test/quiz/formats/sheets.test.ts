import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readBank } from '../../../src/features/quiz/formats/read-bank.ts';
import { readSheets } from '../../../src/features/quiz/formats/table/read.ts';
import { readText } from './read-text.ts';

const fixture = (name: string) =>
  readBank(readFileSync(new URL(`../../fixtures/tables/${name}`, import.meta.url)), name);
const sheet = (name: string, ...rows: string[][]) => ({
  name,
  isHidden: false,
  rows: rows.map((cells, index) => ({ line: index + 1, cells })),
});
const HEADER = ['题干', '选项', '答案'];

describe('a workbook', () => {
  it('has its percent as it is shown', async () => {
    const { questions } = await fixture('b23-percent.xlsx');
    expect(questions).toMatchObject([
      { question: { options: ['0.5%', '1%', '1.5%', '2%'] } },
      { question: { correct: 1 } },
    ]);
  });

  it('is read sheet by sheet, each of its kind', async () => {
    const { questions } = await fixture('b25-sheets-by-kind.xlsx');
    expect(questions.map(({ question }) => question.kind)).toEqual(['single', 'multiple', 'truefalse']);
  });

  it('may begin with a sheet of notes, which is named', async () => {
    const { questions, passed } = await fixture('b26-notes-first.xlsx');
    expect(questions).toHaveLength(1);
    expect(passed).toMatchObject([{ why: 'other' }]);
  });

  it('has merged cells in all their rows', async () => {
    const { questions } = await fixture('b30-merged-kind.xlsx');
    expect(questions.map(({ question }) => question.category)).toEqual(['用电安全', '用电安全', '用电安全']);
  });

  it('says in which sheet a row stands, also of a question that stands twice', () => {
    const { rows, passed } = readSheets([
      sheet('单选题', HEADER, ['问？', '甲|乙', 'A']),
      { ...sheet('旧题', HEADER, ['又问？', '甲|乙', 'A']), isHidden: true },
      sheet('多选题', HEADER, ['问？', '甲|乙', 'E']),
    ]);
    expect(rows.map((row) => [row.sheet, row.line])).toEqual([
      ['单选题', 2],
      ['多选题', 2],
    ]);
    expect(passed).toEqual([{ name: '旧题', why: 'hidden' }]);
  });
});

it('columns that nothing was taken from are named, with a guess; empty ones and numbers are not', async () => {
  const { unused } = await readText('序号,题目,答案,备注,命题人,空列\n1,一。,对,因为,张三,\n');
  expect(unused).toEqual([{ header: '备注', guess: 'explanation' }, { header: '命题人' }]);
});
