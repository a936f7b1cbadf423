import { cellName } from '../../../../lib/tables/cell-name.ts';
import {
  aliasesOf,
  type ColumnWords,
  hasColumns,
  readColumns,
  type TablePart,
  type UnusedColumn,
} from '../../../../lib/tables/columns.ts';
import { unguardCell } from '../../../../lib/tables/formula-guard.ts';
import { type PassedSheet, pickSheets } from '../../../../lib/tables/read-table.ts';
import type { Sheet, TableRow } from '../../../../lib/tables/table-file.ts';
import { type WrittenRow, type WrittenTable, writtenCells } from '../../../../lib/tables/written-rows.ts';

/** A plan of more rows is split by whoever sends it. */
export const PLAN_LIMITS = { bytes: 5_000_000, rows: 5_000 } as const;

const COLUMNS = {
  topic: '主题 课题 课程 课程名称 培训主题 培训内容 名称 topic title course subject',
  series: '系列 系列名称 班次名称 series',
  kind: '类型 类别 培训类型 种类 kind type category',
  date: '日期 培训日期 开课日期 时间日期 date day',
  start: '开始 开始时间 时间 培训时间 几点开始 start begin begins starttime time from',
  end: '结束 结束时间 end endtime until 时长 分钟 多少分钟 minutes duration length',
  where: '地点 培训地点 上课地点 place where location venue',
  link: '链接 线上链接 网址 会议链接 link url onlinelink',
  trainer: '讲师 培训师 授课人 主讲 老师 讲师工号 trainer teacher speaker',
  capacity: '名额 人数 人数上限 capacity seats',
  include: '谁可以报名 对象 培训对象 参加对象 面向 报名范围 whomaycome audience whocancome for',
  must: '谁必须参加 必须参加 必到 whomust whomustcome required',
  counts: '计多少分钟 计时 计时分钟 学时分钟 记分钟 minutesthatcount credit countedminutes',
  about: '内容 说明 备注 简介 要带什么 about notes description',
  topicEn: '英文主题 英文名称 英文题目 topicinenglish englishtopic englishtitle topicenglish',
  aboutEn: '英文内容 英文说明 英文简介 aboutinenglish englishnotes englishdescription notesinenglish',
} as const;
export type PlanColumn = keyof typeof COLUMNS;

/** The names of `end` under which stands how long it takes. */
const LENGTHS = new Set('时长 分钟 多少分钟 minutes duration length'.split(' '));

const WORDS: ColumnWords<PlanColumn> = {
  aliases: aliasesOf(COLUMNS),
  required: ['topic', 'date'],
  guesses: aliasesOf({
    topic: '题目 项目 培训项目',
    series: '期数 批次',
    kind: '形式 培训形式 培训方式',
    date: '日程 培训时段',
    start: '几点 上课时间',
    end: '课时 学时',
    where: '教室 会议室 场地',
    link: '二维码 会议号',
    trainer: '授课教师 主持人 负责人',
    capacity: '规模 计划人数',
    include: '部门 车间 参加人员 参训人员',
    must: '必修',
    counts: '学分',
    about: '要求',
    topicEn: '英文',
    aboutEn: '英文备注',
  }),
};

const LONGEST: Record<PlanColumn, number> = {
  topic: 120,
  series: 120,
  kind: 40,
  date: 120,
  start: 40,
  end: 40,
  where: 200,
  link: 500,
  trainer: 80,
  capacity: 20,
  include: 1_000,
  must: 1_000,
  counts: 20,
  about: 1_500,
  topicEn: 120,
  aboutEn: 1_500,
};

/** What a spreadsheet has made a date of here was none: 3-2 for a room. */
const NO_DAYS: ReadonlySet<PlanColumn> = new Set([
  ...(['topic', 'series', 'kind', 'where', 'link', 'trainer', 'capacity', 'include', 'must', 'topicEn'] as const),
]);

/** A row of a plan as it was written, by column. */
export interface PlanCells {
  line: number;
  sheet: string;
  /** To be handed back when something is to be mended. */
  written: WrittenRow;
  cells: Partial<Record<PlanColumn, string>>;
  /** Under `end` stands how long it takes. */
  isEndLength?: true;
  /** It cannot be read at all: its quotes are broken, or a cell of this column is too long, or this cell holds an error, a picture, a formula without a result or a date where none can be. */
  fault?: 'broken' | { tooLong: PlanColumn } | { badCell: string };
}

export interface PlanTable {
  /** The headers of the sheets that were read. */
  tables: Pick<WrittenTable, 'sheet' | 'header'>[];
  rows: PlanCells[];
  /** What was not read: columns, with what they might be, and sheets. */
  unused: UnusedColumn<PlanColumn>[];
  passed: PassedSheet[];
}

/**
 * Finds the columns of a plan by their names, in Chinese or English and in any order, see `readColumns`. Other columns are passed
 * over and named.
 * @returns why the whole file cannot be read, instead
 */
export function readPlanTable(sheets: readonly Sheet[]): PlanTable | 'empty' | 'header' | 'rows' {
  const { used, passed } = pickSheets(sheets, ({ rows }) => hasColumns(rows, WORDS));
  const plan: PlanTable = { tables: [], rows: [], unused: [], passed };
  for (const sheet of used) {
    if (sheet.rows.length === 0) continue;
    const table = readColumns(sheet.rows, WORDS);
    if (table === undefined) return 'header';
    const [first] = table.parts;
    plan.tables.push({ sheet: sheet.name, header: first?.headers ?? [] });
    plan.unused.push(...table.unused);
    for (const part of table.parts) {
      const places = placesOf(part);
      const own = part === first ? {} : { header: part.headers };
      plan.rows.push(...part.rows.map((row) => cellsOf(row, places, sheet.name, own)));
    }
  }
  if (plan.rows.length === 0) return 'empty';
  return plan.rows.length > PLAN_LIMITS.rows ? 'rows' : plan;
}

/** Where a column is, and what its name says of its cells. */
interface Place {
  at: number;
  isLength: boolean;
  /** A figure alone is hours. */
  isHours: boolean;
}

function placesOf({ columns }: TablePart<PlanColumn>): Map<PlanColumn, Place> {
  return new Map(
    [...columns].map(([column, { at, header, word }]) => {
      const isLength = LENGTHS.has(word);
      const isHours = (isLength || column === 'counts') && /\(\s*(?:小时|h|hours?)\s*\)/.test(header);
      return [column, { at, isLength, isHours }];
    }),
  );
}

function cellsOf(
  row: TableRow,
  columns: ReadonlyMap<PlanColumn, Place>,
  sheet: string,
  own: Pick<WrittenRow, 'header'>,
): PlanCells {
  const { line } = row;
  const written: WrittenRow = { line, cells: writtenCells(row), ...own };
  if (row.isBroken === true) return { line, sheet, written, cells: {}, fault: 'broken' };
  const bad = row.faults?.find((one) => [...columns.values()].some(({ at }) => at === one.column));
  const turned = [...columns].find(([column, { at }]) => NO_DAYS.has(column) && row.dates?.includes(at));
  const badCell = bad?.cell ?? (turned && cellName(turned[1].at, line));
  if (badCell !== undefined) return { line, sheet, written, cells: {}, fault: { badCell } };
  const cells: Partial<Record<PlanColumn, string>> = {};
  const read = {
    line,
    sheet,
    written,
    cells,
    ...(columns.get('end')?.isLength ? { isEndLength: true as const } : {}),
  };
  for (const [column, { at, isLength, isHours }] of columns) {
    const text = cellOf(column, row.cells[at] ?? '');
    const place = row.dates?.indexOf(at) ?? -1;
    const time = place < 0 ? undefined : row.times?.[place];
    const said = unguardCell(time === undefined ? text : isLength ? lasting(text, time) : dated(text, time));
    cells[column] = isHours && /^\d+(?:\.\d{1,2})?$/.test(said) ? `${said} h` : said;
    if (text.length > LONGEST[column]) return { ...read, fault: { tooLong: column } };
  }
  return read;
}

/** What a cell of a spreadsheet says that is a day, an hour (of no day: of the sheet's first) or both. */
function dated(day: string, time: string): string {
  if (day < '1905') return time;
  return time === '00:00' ? day : `${day} ${time}`;
}

/** What a cell says that is a length: of a day or more it is none, so that `60:00` is no twelve hours. */
function lasting(day: string, time: string): string {
  return day === '1899-12-30' ? time : `${day} ${time}`;
}

/** Full-width forms, odd spaces and control characters made plain. */
const clean = (text: string): string => spaced(text.normalize('NFKC'));
const spaced = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();

/**
 * What people will read stays as it was written, brackets and all; only spaces and control characters are made plain. A line
 * break stands between two paragraphs, or between two of those who may or must come.
 */
function cellOf(column: PlanColumn, text: string): string {
  if (column === 'about') return inLines(text, spaced);
  if (column === 'include' || column === 'must') return inLines(text, clean);
  return column === 'topic' || column === 'topicEn' || column === 'where' || column === 'series'
    ? spaced(text)
    : clean(text);
}

function inLines(text: string, tidy: (line: string) => string): string {
  return text
    .split(/\r\n?|\n/)
    .map(tidy)
    .join('\n')
    .trim();
}
