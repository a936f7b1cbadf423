import { UserError } from '../../bot/routing/errors.ts';
import { cellName } from '../../lib/tables/cell-name.ts';
import {
  aliasesOf,
  type ColumnWords,
  hasColumns,
  readColumns,
  type TablePart,
  type UnusedColumn,
} from '../../lib/tables/columns.ts';
import { unguardCell } from '../../lib/tables/formula-guard.ts';
import { type PassedSheet, pickSheets } from '../../lib/tables/read-table.ts';
import type { CellFault, Sheet, TableRow } from '../../lib/tables/table-file.ts';
import { type WrittenTable, writtenCells } from '../../lib/tables/written-rows.ts';
import type { RosterRow } from '../model.ts';
import { parseRoles, type RosterRoles } from '../roles.ts';
import { readShiftText } from '../shifts/read-shift.ts';
import { shiftKey } from '../shifts/shift-name.ts';
import { ROSTER_FILE_FAULTS, type RosterFaultReason } from './faults.ts';
import { nameKey } from './match.ts';

export const ROSTER_LIMITS = { bytes: 5_000_000, rows: 30_000 } as const;

/** A row that is not imported, or without one of its cells: where, why, and what stands in it. */
export interface RosterFault {
  /** The sheet that it stands in, where several are read. */
  sheet?: string;
  line: number;
  reason: RosterFaultReason;
  /** The cell that the reason speaks of, by its name in the sheet. */
  cell?: string;
  row: string;
}

/** What a roster can say of a person besides number and name. */
export const ROSTER_WORDS = ['email', 'branch', 'team', 'post', 'shift'] as const;

/** What the file says of one person. What it does not say is absent and stays as it is; an empty text clears. */
export type RosterEntry = Pick<RosterRow, 'employeeNumber' | 'name' | 'nameKey'> &
  Partial<Pick<RosterRow, (typeof ROSTER_WORDS)[number]>> & {
    line: number;
    /** See `RosterFault`. */
    sheet?: string;
    rights?: RosterRoles;
  };

/** Everything that one file gave. */
export interface RosterReading {
  entries: RosterEntry[];
  /** Rows that are not imported. */
  faults: RosterFault[];
  /** Rows that are imported without a cell that was not understood. */
  notes: RosterFault[];
  /** Columns that are not used, by their names in the file, with what they might be. */
  unused: UnusedColumn<RosterColumn>[];
  /** Sheets that were not read. */
  passed: PassedSheet[];
  /** The rows that may have to be handed back, as they were written: those of `faults` and `notes`, and those that name a role. */
  written: WrittenTable[];
}

const COLUMNS = {
  employeeNumber:
    '工号 员工工号 职工工号 职工号 员工号 员工编号 职工编号 人员编号 employeenumber employeeno employeeid staffnumber staffid number',
  name: '姓名 名字 职工姓名 员工姓名 name fullname employeename',
  email: '邮箱 电子邮箱 邮件 电子邮件 邮箱地址 企业邮箱 公司邮箱 工作邮箱 单位邮箱 email emailaddress mail workemail',
  branch: '分会 基层分会 所属分会 分工会 单位 branch',
  team: '班组 所属班组 班组名称 team crew',
  post: '岗位 工种 职务 岗位名称 post position jobtitle job',
  roles: '角色 工会角色 身份 role roles',
  shift: '班次 工作时间 上班时间 shift workinghours hours',
} as const;
export type RosterColumn = keyof typeof COLUMNS;
type Column = RosterColumn;

const REQUIRED: readonly Column[] = ['employeeNumber', 'name'];
const WORDS: ColumnWords<Column> = {
  aliases: aliasesOf(COLUMNS),
  required: REQUIRED,
  guesses: aliasesOf({
    employeeNumber: '编号 序列号 卡号 账号',
    name: '人员 职工 员工 姓',
    email: '邮 账户 登录名 mailbox',
    branch: '工会 工会组织 部门 车间 科室 所属部门 工段 分厂 公司 department dept',
    team: '小组 组别 班别 生产线 group',
    post: '职位 岗级 职称 工作岗位 title',
    roles: '工会职务 权限',
    shift: '班制 倒班 排班 作息',
  }),
};

const LONGEST: Record<Column, number> = {
  employeeNumber: 40,
  name: 80,
  email: 254,
  branch: 60,
  team: 60,
  post: 60,
  roles: 100,
  shift: 60,
};

/**
 * Reads a roster out of the sheets of a file: all visible ones that have its header, see `readColumns`. Columns it does
 * not know are named, and so are sheets that were passed over.
 * @param shifts keys of the names that the company has given its shifts, see `namedKeys`
 * @throws UserError when there is no header, no row, or too many.
 */
export function readRoster(sheets: readonly Sheet[], shifts: readonly string[] = []): RosterReading {
  const { used, passed } = pickSheets(sheets, ({ rows }) => hasColumns(rows, WORDS));
  const reading: RosterReading = { entries: [], faults: [], notes: [], unused: [], passed, written: [] };
  const seen = {
    numbers: new Set<string>(),
    emails: new Set<string>(),
    shifts: new Set(shifts),
    read: new Map<string, boolean>(),
  };
  let count = 0;
  for (const sheet of used) {
    if (sheet.rows.length === 0) continue;
    const table = readColumns(sheet.rows, WORDS);
    if (table === undefined) throw new UserError(ROSTER_FILE_FAULTS.header);
    reading.unused.push(...table.unused);
    count += table.parts.reduce((sum, part) => sum + part.rows.length, 0);
    if (count > ROSTER_LIMITS.rows) throw new UserError(ROSTER_FILE_FAULTS.rows);
    const [first] = table.parts;
    const written: WrittenTable = { sheet: sheet.name, header: first?.headers ?? [], rows: [] };
    reading.written.push(written);
    const place = used.length > 1 ? { sheet: sheet.name } : {};
    for (const part of table.parts) {
      const own = part === first ? {} : { header: part.headers };
      for (const row of part.rows)
        if (readRow(row, part, seen, reading, place))
          written.rows.push({ line: row.line, cells: writtenCells(row), ...own });
    }
  }
  if (count === 0) throw new UserError(ROSTER_FILE_FAULTS.empty);
  return reading;
}

const CELL_REASONS = {
  error: 'cell-error',
  picture: 'cell-picture',
  'no-value': 'cell-no-value',
  digits: 'cell-digits',
  exponent: 'cell-exponent',
  date: 'cell-date',
} as const satisfies Record<CellFault | 'date', RosterFaultReason>;

/** @returns whether it may have to be handed back */
function readRow(
  row: TableRow,
  header: TablePart<Column>,
  seen: Seen,
  reading: RosterReading,
  place: Pick<RosterFault, 'sheet'>,
): boolean {
  const told = { ...place, line: row.line, row: shown(row) };
  // Nothing that a roster says is a day: 3-1班 that became one is not 2026-03-01.
  const dates = (row.dates ?? []).map((column) => ({ column, cell: cellName(column, row.line), why: 'date' as const }));
  const bad = [...(row.faults ?? []), ...dates].flatMap(({ column, cell, why }) => {
    const [name] = [...header.columns].find(([, { at }]) => at === column) ?? [];
    return name === undefined ? [] : [{ ...told, name, reason: CELL_REASONS[why], cell }];
  });
  const worst = bad.find(({ name }) => REQUIRED.includes(name));
  const read = worst === undefined ? readEntry(row, header, seen, place) : worst.reason;
  if (typeof read === 'string') {
    reading.faults.push({ ...told, reason: read, ...(worst === undefined ? {} : { cell: worst.cell }) });
    return true;
  }
  reading.entries.push(read.entry);
  for (const reason of new Set(read.without)) reading.notes.push({ ...told, reason });
  reading.notes.push(...bad.map(({ name: _name, ...note }) => note));
  return read.without.length + bad.length > 0 || read.entry.rights !== undefined;
}

interface Seen {
  numbers: Set<string>;
  emails: Set<string>;
  /** The keys of the names that the company has given its shifts. */
  shifts: ReadonlySet<string>;
  /** The texts of the shift column so far, and whether they are shifts. */
  read: Map<string, boolean>;
}

/** Only who it is must be there: of the rest, what is not understood is left out and named in `without`. */
function readEntry(
  row: TableRow,
  { columns, width }: TablePart<Column>,
  seen: Seen,
  place: Pick<RosterFault, 'sheet'>,
): { entry: RosterEntry; without: RosterFaultReason[] } | RosterFaultReason {
  const isWider = row.cells.slice(width).some((text) => text.trim() !== '');
  if (row.isBroken === true || isWider) return 'broken-row';
  const cell = (column: Column) => {
    const at = columns.get(column)?.at ?? -1;
    return row.dates?.includes(at) ? '' : clean(unguardCell(row.cells[at] ?? ''));
  };
  const employeeNumber = cell('employeeNumber').replace(/\s/g, '').toUpperCase();
  if (employeeNumber === '' || TOTAL.test(employeeNumber)) return 'no-number';
  const name = cell('name');
  if (nameKey(name) === '') return 'no-name';
  if (employeeNumber.length > LONGEST.employeeNumber || name.length > LONGEST.name) return 'too-long';
  if (seen.numbers.has(employeeNumber)) return 'same-number';
  seen.numbers.add(employeeNumber);
  const entry: RosterEntry = { ...place, line: row.line, employeeNumber, name, nameKey: nameKey(name) };
  const without: RosterFaultReason[] = [];
  for (const column of ROSTER_WORDS) {
    const text = column === 'email' ? cell(column).toLowerCase() : cell(column);
    if (text === '') continue;
    const reason = CLEARS.test(text) ? undefined : faultOf(column, text, seen);
    if (reason !== undefined) without.push(reason);
    else entry[column] = CLEARS.test(text) ? '' : text;
  }
  const roles = cell('roles');
  const rights = CLEARS.test(roles) ? parseRoles('') : parseRoles(roles);
  if (rights === undefined) without.push('unknown-role');
  else if (roles !== '') entry.rights = rights;
  return { entry, without };
}

/** The row under a table that counts it. */
const TOTAL = /^(?:合计|总计|小计|共计|总人数|人数|TOTAL|SUM)[::]?$/;

/** An empty cell says nothing; these say that there is nothing. */
const CLEARS = /^(?:[-－—–/]+|无|清空|none)$/i;

function faultOf(column: (typeof ROSTER_WORDS)[number], text: string, seen: Seen): RosterFaultReason | undefined {
  if (text.length > LONGEST[column]) return 'too-long';
  if (column === 'shift' && !isShift(text, seen)) return 'bad-shift';
  if (column !== 'email') return undefined;
  if (!/^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+$/.test(text)) return 'bad-email';
  if (seen.emails.has(text)) return 'same-email';
  seen.emails.add(text);
  return undefined;
}

/** Thousands of people have the same few shifts. */
function isShift(text: string, { read, shifts }: Seen): boolean {
  const known = read.get(text) ?? (readShiftText(text) !== undefined || shifts.has(shiftKey(text)));
  read.set(text, known);
  return known;
}

/** Full-width forms, odd spaces and control characters made plain. */
function clean(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
}

function shown({ cells }: TableRow): string {
  const chars = [
    ...cells
      .map(clean)
      .join(' | ')
      .replace(/( \| )+$/, ''),
  ];
  return chars.length > 200 ? `${chars.slice(0, 199).join('')}…` : chars.join('');
}
