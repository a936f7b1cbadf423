import { UserError } from '../../bot/routing/errors.ts';
import {
  aliasesOf,
  type ColumnWords,
  hasColumns,
  readColumns,
  type TablePart,
  type UnusedColumn,
} from '../../lib/tables/columns.ts';
import { unguardCell } from '../../lib/tables/formula-guard.ts';
import { type PassedSheet, pickSheets, readTables } from '../../lib/tables/read-table.ts';
import { withoutReasons } from '../../lib/tables/reason-column.ts';
import { limitsOf, type Sheet, TableFileError, type TableRow } from '../../lib/tables/table-file.ts';
import { type WrittenTable, writtenCells } from '../../lib/tables/written-rows.ts';
import type { DaySaid } from '../../members/calendar/model.ts';
import { type LineFault, NAME_CHARS, readDayLines } from './day-lines.ts';

/* Days off and make-up days in a table: under a header, or as lines whose cells stand beside each other. */

export const DAY_COLUMNS = ['from', 'to', 'kind', 'name'] as const;
export type DayColumn = (typeof DAY_COLUMNS)[number];

export const DAY_FILE_LIMITS = { bytes: 1_000_000, rows: 2_000 } as const;

/** A row that was not taken. */
export interface BadDay {
  sheet: string;
  line: number;
  /** The row in the words of its file. */
  row: string;
  reason: LineFault;
}

export interface DayFile {
  days: DaySaid[];
  faults: BadDay[];
  /** The rows of `faults` as they were written. */
  written: WrittenTable[];
  unused: UnusedColumn<DayColumn>[];
  passed: PassedSheet[];
}

/** A table has a column for the day, and one for what the day is. */
const tableWords = (second: DayColumn): ColumnWords<DayColumn> => ({
  aliases: aliasesOf<DayColumn>({
    from: '日期 日子 哪天 从 开始 开始日期 起始日期 起 放假日期 放假时间 休假日期 date day dates from start startdate firstday',
    to: '到 至 结束 结束日期 截止日期 截止 止 to end enddate until lastday',
    kind: '类型 类别 安排 放假还是上班 放假或上班 状态 性质 kind type',
    name: '名称 节日 节假日 假日 假期 事由 原因 说明 name holiday reason',
  }),
  required: ['from', second],
  guesses: aliasesOf<DayColumn>({ kind: '方式 调休', name: '备注 内容 remark notes' }),
});
const WORDS = [tableWords('kind'), tableWords('name')];

const ROW_CHARS = 120;

export const NO_TABLE = {
  zh: '这个文件读不出日期，日历没有改动。请存成 CSV 或 XLSX，每行一天或一段日期。',
  en: 'No dates could be read from this file, and the calendar was not changed. Save it as CSV or XLSX, one day or range per row.',
};

/**
 * Reads the days of a file's bytes.
 * @param year of dates that name none
 * @throws UserError with one sentence when the file as a whole cannot be read
 */
export async function readDayFile(bytes: Uint8Array, year: number): Promise<DayFile> {
  try {
    return readDaySheets(withoutReasons(await readTables(bytes, limitsOf(DAY_FILE_LIMITS.rows))), year);
  } catch (error) {
    throw error instanceof TableFileError ? new UserError(NO_TABLE) : error;
  }
}

/** Reads all sheets that have a header for the day; of a file without any, those that have dates. */
export function readDaySheets(sheets: readonly Sheet[], year: number): DayFile {
  const isTable = ({ rows }: Sheet) => WORDS.some((words) => hasColumns(rows, words));
  const isWanted = sheets.some((sheet) => !sheet.isHidden && isTable(sheet)) ? isTable : hasDates;
  const { used, passed } = pickSheets(sheets, isWanted);
  const file: DayFile = { days: [], faults: [], written: [], unused: [], passed };
  const said = new Map<string, DaySaid>();
  for (const { name: sheet, rows } of used) {
    const words = WORDS.find((one) => hasColumns(rows, one));
    const table = words && readColumns(rows, words);
    const [first] = table?.parts ?? [];
    const written: WrittenTable = { sheet, header: first?.headers ?? [], rows: [] };
    file.unused.push(...(table?.unused ?? []));
    const parts = table?.parts ?? [{ rows, columns: undefined, headers: [] }];
    for (const part of parts)
      for (const row of part.rows) {
        if (row.cells.every((cell) => cell.trim() === '') && row.faults === undefined && row.isBroken !== true)
          continue;
        const read = readRow(row, part.columns, year);
        const reason = typeof read === 'string' ? read : contradicts(read, said) ? 'twice' : undefined;
        if (reason === undefined && typeof read !== 'string') for (const one of read) said.set(one.day, one);
        if (reason === undefined) continue;
        file.faults.push({ sheet, line: row.line, row: shown(row), reason });
        const own = part === first || part.columns === undefined ? {} : { header: part.headers };
        written.rows.push({ line: row.line, cells: writtenCells(row), ...own });
      }
    file.written.push(written);
  }
  return { ...file, days: [...said.values()].toSorted((a, b) => (a.day < b.day ? -1 : 1)) };
}

function hasDates({ rows }: Sheet): boolean {
  return rows.some(
    ({ cells, dates = [] }) => dates.length > 0 || cells.some((cell) => /\d{4}|\d\s*月\s*\d/.test(cell)),
  );
}

function contradicts(days: readonly DaySaid[], said: ReadonlyMap<string, DaySaid>): boolean {
  return days.some(({ day, kind }) => (said.get(day)?.kind ?? kind) !== kind);
}

/** One row, all of it or nothing. */
function readRow(
  row: TableRow,
  columns: TablePart<DayColumn>['columns'] | undefined,
  year: number,
): DaySaid[] | LineFault {
  const places = new Set([...(columns?.values() ?? [])].map(({ at }) => at));
  if (row.isBroken === true || row.faults?.some(({ column }) => columns === undefined || places.has(column)))
    return 'cell';
  const cells = row.cells.map((cell) => unguardCell(cell).replace(/\s+/g, ' ').replace(MIDNIGHT, '').trim());
  if (columns === undefined) return daysOf(cells.filter((cell) => cell !== '').join(','), year);
  const cell = (column: DayColumn) => cells[columns.get(column)?.at ?? -1] ?? '';
  const [from, to, kind, name] = DAY_COLUMNS.map(cell);
  if (from === '') return 'no-date';
  const dates = to === '' ? from : `${from}至${to}`;
  // The name has a cell of its own: no figure in it is a date. Without a kind, the name may say it: 春节放假.
  const days = daysOf([dates, kind === '' ? name : kind].join(','), year);
  return typeof days === 'string' || kind === '' || name === ''
    ? days
    : days.map((one) => ({ ...one, name: (name ?? '').slice(0, NAME_CHARS) }));
}

/** What a spreadsheet adds to a day. */
const MIDNIGHT = /(?<=\d)[ T]0?0:00(?::00)?$/;

function daysOf(line: string, year: number): DaySaid[] | LineFault {
  const { days, faults } = readDayLines(line, year);
  // Neither: it is a line of titles.
  return faults[0]?.reason ?? days;
}

function shown({ cells }: TableRow): string {
  const words = cells.map((cell) => cell.replace(/\s+/g, ' ').trim()).filter((cell) => cell !== '');
  return words.join(' · ').slice(0, ROW_CHARS);
}
