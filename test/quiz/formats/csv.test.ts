import { describe, expect, it } from 'vitest';
import { BANK_LIMITS } from '../../../src/features/quiz/formats/bank-file.ts';
import { readCsv } from '../../../src/lib/tables/csv-read.ts';
import { oddities, readText } from './read-text.ts';

const HEADER = '题型,题干,选项A,选项B,选项C,选项D,答案,容差';
const keyOf = async (row: string, header = HEADER) => {
  const reading = await readText(`${header}\n${row}\n`);
  const question = reading.questions[0]?.question;
  if (!question) return reading.faults[0]?.reason;
  const { stem: _stem, category: _category, tags: _tags, posts: _posts, ...key } = question;
  return key;
};

describe('kind and key of a row', () => {
  const options = ['甲', '乙', '丙', '丁'];
  it.each([
    [',问,甲,乙,丙,丁,B', { kind: 'single', options, correct: 1 }],
    [',问,甲,乙,丙,丁,ｂ', { kind: 'single', options, correct: 1 }],
    [',问,甲,乙,丙,丁,（B）', { kind: 'single', options, correct: 1 }],
    [',问,甲,乙,丙,丁,丙', { kind: 'single', options, correct: 2 }],
    [',问,甲,乙,丙,丁,AC', { kind: 'multiple', options, correct: [0, 2] }],
    [',问,甲,乙,丙,丁,"C,A"', { kind: 'multiple', options, correct: [0, 2] }],
    [',问,甲,乙,丙,丁,A、C', { kind: 'multiple', options, correct: [0, 2] }],
    [',问,甲,乙,丙,丁,甲；丁', { kind: 'multiple', options, correct: [0, 3] }],
    ['不定项选择题,问,甲,乙,丙,丁,C', { kind: 'multiple', options, correct: [2] }],
    ['单选题,血型？,A,B,AB,O,AB', { kind: 'single', options: ['A', 'B', 'AB', 'O'], correct: 2 }],
    ['判断,问,,,,,√', { kind: 'truefalse', correct: true }],
    ['判断题,问,,,,,×', { kind: 'truefalse', correct: false }],
    ['判断,问,,,,,A', { kind: 'truefalse', correct: true }],
    ['判断,问,正确,错误,,,B', { kind: 'truefalse', correct: false }],
    [',问,对,错,,,A', { kind: 'truefalse', correct: true }],
    [',问,,,,,FALSE', { kind: 'truefalse', correct: false }],
    [',问,,,,,T', { kind: 'truefalse', correct: true }],
    ['填空,问,,,,,海姆立克|海姆利希', { kind: 'fill', accepted: ['海姆立克', '海姆利希'] }],
    ['填空,问,,,,,120', { kind: 'fill', accepted: ['120'] }],
    [',问,,,,,安全第一', { kind: 'fill', accepted: ['安全第一'] }],
    [',问,,,,,-3.5', { kind: 'numeric', value: -3.5, tolerance: 0 }],
    ['数值,问,,,,,"3,001.5",5', { kind: 'numeric', value: 3001.5, tolerance: 5 }],
    ['数值,问,,,,,10±0.5', { kind: 'numeric', value: 10, tolerance: 0.5 }],
    ['计算题,问,,,,,100～120', { kind: 'numeric', value: 110, tolerance: 10 }],
    ['single,=1+1?,A. 一,B. 二,C. 三,,B', { kind: 'single', options: ['一', '二', '三'], correct: 1 }],
    [',问,甲,,丙,,C', { kind: 'single', options: ['甲', '丙'], correct: 1 }],
  ])('%s', async (row, key) => {
    expect(await keyOf(row)).toEqual(key);
  });

  it.each([
    [',,甲,乙,,,A', 'no-stem'],
    [',问,甲,乙,,,', 'no-answer'],
    [',问,甲,乙,,,D', 'answer-not-an-option'],
    [',问,甲,,丙,,B', 'answer-not-an-option'],
    [',问,甲,乙,,,戊', 'answer-not-an-option'],
    ['单选,问,甲,乙,丙,,AC', 'too-many-answers'],
    [',问,甲,,,,A', 'too-few-options'],
    [',问,,,,,A', 'too-few-options'],
    [',问,甲,甲,乙,,A', 'duplicate-options'],
    [',问,H2O,Ｈ２Ｏ,乙,,A', 'duplicate-options'],
    [`,${'长'.repeat(2001)},甲,乙,,,A`, 'too-long'],
    [`,问,${'长'.repeat(401)},乙,,,A`, 'too-long'],
    ['抢答,问,甲,乙,,,A', 'unknown-kind'],
    ['简答题,问,,,,,略', 'unsupported'],
    ['数值,问,,,,,五', 'bad-number'],
    ['数值,问,,,,,0x10', 'bad-number'],
    ['数值,问,,,,,5,-1', 'bad-number'],
    ['判断,问,,,,,也许', 'bad-truth'],
    [',问,甲,乙,丙,丁,A,,多出来', 'broken-row'],
  ])('%s: %s', async (row, reason) => {
    expect(await keyOf(row)).toBe(reason);
  });
});

describe('columns', () => {
  it.each([
    [',Question,A,B,C,D,Answer', '0,问,甲,乙,丙,丁,B'],
    ['序号\t题目\t选项1\t选项2\t正确答案', '1\t问\t甲\t乙\tB'],
    ['stem;option a;Option_B;correct answer', '问;甲;乙;B'],
    ['试题内容（必填）,A选项,B选项,标准答案*', '问,甲,乙,B'],
    ['题目,选项,答案', '问,A.甲 B.乙,B'],
    ['题目,选项,答案', '问,甲|乙,B'],
    ['题目,选项,答案', '问,"A、甲\nB、乙",B'],
    ['安全知识题库\n\n题干，选项A，选项B，答案', '问，甲，乙，B'],
    ['sep=;\nquestion;a;b;answer', '问;甲;乙;B'],
  ])('%s', async (header, row) => {
    const key = await keyOf(row, header);
    expect(key).toMatchObject({ kind: 'single', correct: 1 });
  });

  it('reads every other field', async () => {
    const reading = await readText(
      '问题,正确答案,类型,答案解析,依据,类别,知识点,适用工种,难易程度,配图\n' +
        '问,对,判断题,因为,《法》第一条,安全,火；电,"焊工, 电工",较难,https://example.org/a.png\n',
    );
    expect(reading.questions[0]?.question).toEqual({
      kind: 'truefalse',
      stem: '问',
      correct: true,
      explanation: '因为',
      source: '《法》第一条',
      category: '安全',
      tags: ['火', '电'],
      posts: ['焊工', '电工'],
      difficulty: 4,
      picture: 'https://example.org/a.png',
    });
  });

  it.each([
    ['难度', '十', 'bad-difficulty'],
    ['图片', 'http://example.org/a.png', 'bad-picture'],
    ['图片', 'javascript:alert(1)', 'bad-picture'],
    ['标签', '一,二,三,四,五,六,七,八,九,十,甲', 'too-many-tags'],
  ])('%s %s: %s', async (column, cell, reason) => {
    const reading = await readText(`题干,答案,${column}\n问,对,"${cell}"\n`);
    expect(reading.faults).toMatchObject([{ line: 2, reason }]);
  });
});

describe('lines and broken rows', () => {
  it('names the line in the file, past cells of several lines and empty lines', async () => {
    const reading = await readText('题干,答案\r\n"一\r\n二",对\r\n\r\n三,\r\n四,错\r\n');
    expect(reading.questions.map(({ line }) => line)).toEqual([2, 6]);
    expect(reading.faults).toMatchObject([{ line: 5, reason: 'no-answer', row: '三' }]);
  });

  it('one bad row of 100 imports 99 and lists the row with line and reason', async () => {
    const rows = Array.from({ length: 100 }, (_, index) => `第${index}题,甲,乙,${index === 41 ? 'E' : 'A'}`);
    const reading = await readText(`题干,A,B,答案\n${rows.join('\n')}\n`);
    expect(reading.questions).toHaveLength(99);
    expect(reading.faults).toEqual([
      { line: 43, reason: 'answer-not-an-option', detail: 'E', row: '第41题 | 甲 | 乙 | E' },
    ]);
  });

  it('keeps a quote that is never closed to its own row', async () => {
    const reading = await readText('题干,答案\n一,对\n"二,对\n三,错\n"四",对\n"强调"五,对\n');
    expect(reading.questions.map(({ question }) => question.stem)).toEqual(['一', '三', '四', '"强调"五']);
    expect(oddities(reading)).toEqual(['3 broken-row']);
  });

  it('takes a row that stands twice once, and notes a second key', async () => {
    const reading = await readText('题干,A,B,答案\n问,甲,乙,A\n问,乙,甲,B\n问,甲,乙,B\n');
    expect(reading.questions).toHaveLength(2);
    expect(reading.faults).toMatchObject([{ line: 3, reason: 'duplicate-row', detail: '2' }]);
    expect(reading.notes).toMatchObject([{ line: 4, note: 'other-key-elsewhere', detail: '2' }]);
  });

  it('leaves a running number and other unknown columns out of the text of a row', async () => {
    const reading = await readText(',题目,A,B,备注,答案\n17,问,甲,乙,无,E\n18,问,甲,乙,无,E,多\n');
    expect(reading.faults.map(({ row }) => row)).toEqual(['问 | 甲 | 乙 | E', '18 | 问 | 甲 | 乙 | 无 | E | 多']);
  });

  it('cuts the text of a long row', async () => {
    const reading = await readText(`题干,答案\n${'🦐'.repeat(300)},\n`);
    expect([...(reading.faults[0]?.row ?? '')]).toHaveLength(200);
  });

  it.each([
    ['a,"b ""c""",d', [['a', 'b "c"', 'd']]],
    [
      'a,,\n,b,',
      [
        ['a', '', ''],
        ['', 'b', ''],
      ],
    ],
    [
      '"a\nb",c\nd,e',
      [
        ['a\nb', 'c'],
        ['d', 'e'],
      ],
    ],
    ['a,b"c"d', [['a', 'b"c"d']]],
  ])('splits %j', (text, cells) => {
    expect(readCsv(text, BANK_LIMITS).map((record) => record.cells)).toEqual(cells);
  });
});

describe('odd but imported', () => {
  it.each([
    ['问,甲,乙,以上都对,A', 'refers-to-options'],
    ['问,甲,乙,A和B,A', 'refers-to-options'],
    ['ask,one,two,All of the above,A', 'refers-to-options'],
    ['问,甲,乙,以上说法均,A', 'text-looks-cut'],
    ['问,甲,乙,增加营养，,A', 'text-looks-cut'],
    ['问,平均利润学说,剩余价值学说,资本有机构成学,A', 'text-looks-cut'],
    ['《问,甲,乙,丙,A', 'unbalanced-marks'],
    ['问,甲,,丙,A', 'empty-option'],
    ['问,A. 甲,B. 乙,C. 丙,A', 'option-letters-removed'],
  ])('%s: %s', async (row, note) => {
    const reading = await readText(`题干,A,B,C,答案\n${row}\n`);
    expect(reading.questions).toHaveLength(1);
    expect(reading.notes.map((entry) => entry.note)).toContain(note);
  });
});
