import {
  aliasesOf,
  type ColumnTable,
  readColumns,
  type TablePart,
  type UnusedColumn,
} from '../../../../lib/tables/columns.ts';
import { type PassedSheet, pickSheets } from '../../../../lib/tables/read-table.ts';
import type { Sheet, TableRow } from '../../../../lib/tables/table-file.ts';
import { DAY_MS, dayFromNumber } from '../../../../lib/zone.ts';
import type { LeaveKind, LeaveSpan } from '../../../../members/leave/rules.ts';
import { faultOfLeave, type LeaveFault } from '../days.ts';

/** Leave as lists of it are kept: a person, the first and the last day, the kind, a row each. */

export const LEAVE_COLUMNS = ['number', 'name', 'from', 'to', 'kind'] as const;
export type LeaveColumn = (typeof LEAVE_COLUMNS)[number];

export const LEAVE_ROW_FAULTS = [
  ...(['cell', 'no-who', 'no-person', 'several', 'other-name', 'bad-date', 'bad-kind'] as const),
  ...(['orderWrong', 'tooOld', 'tooLong'] as const satisfies readonly LeaveFault[]),
] as const;
export type LeaveRowFault = (typeof LEAVE_ROW_FAULTS)[number];

/** A row that was understood; who it is about is looked up afterwards. */
export interface LeaveRow {
  /** As the file numbers it, from 1. */
  line: number;
  number: string;
  name: string;
  span: LeaveSpan;
}

export interface BadRow {
  line: number;
  row: string;
  reason: LeaveRowFault;
}

export interface LeaveReading {
  rows: LeaveRow[];
  faults: BadRow[];
  unused: UnusedColumn<LeaveColumn>[];
  passed: PassedSheet[];
}

const ALIASES = aliasesOf<LeaveColumn>({
  number: '工号 员工号 员工编号 职工号 人员编号 员工工号 employeenumber employeeno employeeid staffno number',
  name: '姓名 员工姓名 职工姓名 名字 name fullname',
  from: '从 从哪天 开始 开始日期 开始时间 起始日期 起 请假开始 休假开始 from start startdate firstday',
  to: '到 到哪天 结束 结束日期 结束时间 截止日期 止 请假结束 休假结束 to end enddate until lastday',
  kind: '类别 类型 假别 请假类型 休假类型 假期类型 原因 kind type leavetype reason',
});

const KIND_WORDS: Record<LeaveKind, string> = {
  holiday: '休假 年假 年休假 带薪年假 公休 探亲假 婚假 holiday vacation annualleave annual',
  sick: '病假 工伤假 工伤 住院 sick sickleave',
  maternity: '产假 陪产假 护理假 育儿假 哺乳假 maternity maternityleave parental parentalleave paternityleave',
  other: '其他 其它 事假 调休 丧假 公假 外出 other personal personalleave',
};
const KINDS = new Map(
  (Object.keys(KIND_WORDS) as LeaveKind[]).flatMap((kind) =>
    KIND_WORDS[kind].split(' ').map((word) => [word, kind] as const),
  ),
);

/** With the year: which one is meant by a day without one would be a guess. */
const DAY =
  /^(?:(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?|(\d{4})(\d{2})(\d{2}))(?:\s+0?0:00(?::00)?)?$/;

const ROW_CHARS = 120;

/**
 * Reads a list of leave out of a file's sheets.
 * @param today of the reader, for the days that lie too far back
 * @returns undefined when no sheet has a column for the person and one for the first day
 */
export function readLeaves(sheets: readonly Sheet[], today: string): LeaveReading | undefined {
  const { used, passed } = pickSheets(sheets, ({ rows }) => tableOf(rows) !== undefined);
  const reading: LeaveReading = { rows: [], faults: [], unused: [], passed };
  const tables = used.map(({ rows }) => tableOf(rows)).filter((table) => table !== undefined);
  for (const { parts, unused } of tables) {
    reading.unused.push(...unused);
    for (const { columns, rows } of parts)
      for (const row of rows) {
        const read = readRow(row, columns, today);
        if (typeof read === 'string') reading.faults.push({ line: row.line, row: shownRow(row), reason: read });
        else reading.rows.push(read);
      }
  }
  return tables.length > 0 ? reading : undefined;
}

/** A row in the words of its file. */
function shownRow({ cells }: TableRow): string {
  const words = cells.map((cell) => cell.replace(/\s+/g, ' ').trim()).filter((cell) => cell !== '');
  return words.join(' · ').slice(0, ROW_CHARS);
}

function tableOf(rows: readonly TableRow[]): ColumnTable<LeaveColumn> | undefined {
  return (
    readColumns(rows, { aliases: ALIASES, required: ['number', 'from'] }) ??
    readColumns(rows, { aliases: ALIASES, required: ['name', 'from'] })
  );
}

type Columns = TablePart<LeaveColumn>['columns'];

function readRow(row: TableRow, columns: Columns, today: string): LeaveRow | LeaveRowFault {
  const places = new Set([...columns.values()].map(({ at }) => at));
  if (row.isBroken === true || (row.faults ?? []).some(({ column }) => places.has(column))) return 'cell';
  const cell = (column: LeaveColumn) => {
    const place = columns.get(column)?.at;
    return place === undefined ? '' : (row.cells[place] ?? '').normalize('NFKC').replace(/\s+/g, ' ').trim();
  };
  const [number, name] = [cell('number'), cell('name')];
  if (number === '' && name === '') return 'no-who';
  const from = dayIn(cell('from'));
  const to = cell('to') === '' ? from : dayIn(cell('to'));
  if (from === undefined || to === undefined) return 'bad-date';
  const word = cell('kind')
    .toLowerCase()
    .replace(/[\s_-]/g, '');
  const kind = word === '' ? 'other' : KINDS.get(word);
  if (kind === undefined) return 'bad-kind';
  const span = { from, to, kind };
  return faultOfLeave(span, today) ?? { line: row.line, number, name, span };
}

/** 'YYYY-MM-DD' of a day that there is. */
function dayIn(text: string): string | undefined {
  const [, ...parts] = DAY.exec(text) ?? [];
  const [year, month, day] = parts.filter((part) => part !== undefined);
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = Date.parse(`${written}T00:00:00Z`);
  // The parser takes 30 February for 2 March.
  return !Number.isNaN(at) && dayFromNumber(at / DAY_MS) === written ? written : undefined;
}
