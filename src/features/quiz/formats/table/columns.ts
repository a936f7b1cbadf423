import { aliasesOf, type ColumnWords, type TablePart } from '../../../../lib/tables/columns.ts';

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

/** A column of a table bank: one that means something, or option A (`option 0`), B, … */
export type BankColumn = ColumnName | `option ${number}`;

export interface TableHeader {
  columns: Map<ColumnName, number>;
  /** Column of option A, B, …; holes where a letter has no column. */
  options: (number | undefined)[];
  /** They are counted, not lettered: 选项1. */
  isNumbered: boolean;
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

const OPTION = /^(?:选项|备选项|备选答案|答案选项|option|choice|opt|answer)?([a-j]|10|[1-9])(?:选项|项)?$/;

/** The letter or number of an option's column: A, 选项A, 选项（A）, 1. */
function optionOf(whole: string): string | undefined {
  const bare = whole.replace(/[([【][^()[\]【】]*(?:填|可空|可选|optional|required)[^()[\]【】]*[)\]】]/g, '');
  return OPTION.exec(bare.replace(/[()[\]【】_\-*:#?'"·.]/g, ''))?.[1];
}

export const BANK_COLUMNS: ColumnWords<BankColumn> = {
  aliases: aliasesOf(ALIASES),
  required: ['stem', 'answer'],
  guesses: aliasesOf({
    explanation: '备注 理由 remark remarks notes',
    source: '文件 法规 标准',
    category: '专业 章 模块 领域 大类 小类 chapter module',
    tags: '知识 考点 keyword',
    posts: '职务 工位 对象',
    difficulty: '难易',
  }),
  named: (whole) => {
    const letter = optionOf(whole);
    if (letter === undefined) return undefined;
    return `option ${/\d/.test(letter) ? Number(letter) - 1 : letter.charCodeAt(0) - 97}`;
  },
};

/** The columns of one part of a table, its options apart. */
export function headerOf({ columns, width }: TablePart<BankColumn>): TableHeader {
  const header: TableHeader = { columns: new Map(), options: [], isNumbered: false, width };
  for (const [column, { at, header: name }] of columns) {
    if (!isOption(column)) header.columns.set(column, at);
    else {
      header.options[Number(column.slice('option '.length))] = at;
      header.isNumbered ||= /\d/.test(name);
    }
  }
  return { ...header, options: Array.from(header.options) };
}

export function isOption(column: BankColumn): column is Exclude<BankColumn, ColumnName> {
  return column.startsWith('option ');
}
