import { foldWidth } from '../clean-text.ts';

/** What a column of a table bank means. Option columns are kept apart, by their letter's index. */
export type ColumnName =
  | 'kind'
  | 'stem'
  | 'options'
  | 'answer'
  | 'tolerance'
  | 'explanation'
  | 'source'
  | 'category'
  | 'tags'
  | 'posts'
  | 'difficulty'
  | 'picture';

export interface TableHeader {
  /** Index of the header among the rows looked at. */
  row: number;
  columns: Map<ColumnName, number>;
  /** Column of option A, B, …; holes where a letter has no column. */
  options: (number | undefined)[];
  /** They are counted, not lettered: 选项1. */
  isNumbered: boolean;
  /** Columns with a header that is not known, but for those that only count. */
  unused: { index: number; header: string }[];
  width: number;
}

const ALIASES: Record<ColumnName, string> = {
  kind: '题型 类型 题目类型 试题类型 题类 type kind questiontype qtype',
  stem: '题干 题目 问题 试题 试题内容 题目内容 题目描述 内容 question stem questiontext text prompt',
  options: '选项 备选项 备选答案 可选项 答案选项 options choices',
  answer: '答案 正确答案 标准答案 参考答案 正确选项 answer answers correct correctanswer correctanswers key solution',
  tolerance: '容差 误差 允许误差 tolerance error margin',
  explanation: '解析 答案解析 试题解析 题目解析 解释 说明 详解 explanation explain feedback rationale comment',
  source: '出处 依据 来源 法规依据 条款 source reference ref basis',
  category: '分类 类别 题库分类 科目 章节 category subject topic section',
  tags: '标签 知识点 关键词 tags tag keywords labels',
  posts: '岗位 工种 适用岗位 适用工种 posts post roles role job jobs position',
  difficulty: '难度 难易度 难度等级 难易程度 difficulty level',
  picture: '图片 图片地址 配图 图片链接 picture image img imageurl pictureurl',
};

const BY_ALIAS = new Map<string, ColumnName>(
  Object.entries(ALIASES).flatMap(([name, words]) =>
    words.split(' ').map((word) => [word, name as ColumnName] as const),
  ),
);

const OPTION = /^(?:选项|备选项|备选答案|答案选项|option|choice|opt|answer)?([a-j]|10|[1-9])(?:选项|项)?$/;

/** Headers of a column that only counts the rows. */
const COUNTING = /^(?:序号?|编号|题号|题目编号|行号|no\.?|id|num|number|index|\d+)$/;

/**
 * Finds the header among the first rows (a title row may stand above it): the first row that names a stem and an answer.
 * Out: undefined when there is none.
 */
export function findHeader(rows: string[][]): TableHeader | undefined {
  for (const [row, cells] of rows.slice(0, 10).entries()) {
    const header = readHeader(cells, row);
    if (header.columns.has('stem') && header.columns.has('answer')) return header;
  }
  return undefined;
}

function readHeader(cells: string[], row: number): TableHeader {
  const columns = new Map<ColumnName, number>();
  const options: (number | undefined)[] = [];
  let isNumbered = false;
  const unused: TableHeader['unused'] = [];
  for (const [index, cell] of cells.entries()) {
    const word = headerKey(cell);
    const name = BY_ALIAS.get(word);
    const letter = OPTION.exec(word)?.[1];
    if (name !== undefined) {
      if (!columns.has(name)) columns.set(name, index);
    } else if (letter !== undefined) {
      const option = /\d/.test(letter) ? Number(letter) - 1 : letter.charCodeAt(0) - 97;
      options[option] ??= index;
      isNumbered ||= /\d/.test(letter);
    } else if (word !== '' && !COUNTING.test(word)) unused.push({ index, header: cell.trim() });
  }
  return {
    row,
    columns,
    isNumbered,
    unused,
    options: Array.from(options),
    width: cells.findLastIndex((cell) => cell.trim() !== '') + 1,
  };
}

function headerKey(cell: string): string {
  return foldWidth(cell)
    .toLowerCase()
    .replace(/\([^)]*\)|\[[^\]]*\]|【[^】]*】/g, '')
    .replace(/[\s_\-*:#'"\ufeff]/g, '');
}
