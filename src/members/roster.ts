import { UserError } from '../bot/errors.ts';
import type { TableRow } from '../lib/tables/table-file.ts';
import { nameKey } from './match.ts';
import type { RosterRow } from './model.ts';
import { parseRoles } from './roles.ts';
import { ROSTER_FILE_FAULTS, type RosterFaultReason } from './roster-faults.ts';
import { parseShift } from './shift.ts';

export const ROSTER_LIMITS = { bytes: 5_000_000, rows: 30_000 } as const;

/** A row that is not imported: where, why, and what stands in it. */
export interface RosterFault {
  line: number;
  reason: RosterFaultReason;
  row: string;
}

/** What the file says of one person. */
export type RosterEntry = Omit<RosterRow, 'workspace' | 'importedAt' | 'matchedUser' | 'matchedBy'>;

/** Everything that one file gave. */
export interface RosterReading {
  entries: RosterEntry[];
  faults: RosterFault[];
}

const COLUMNS = {
  employeeNumber:
    '工号 职工号 员工号 员工编号 职工编号 人员编号 employeenumber employeeno employeeid staffnumber staffid number',
  name: '姓名 名字 职工姓名 员工姓名 name fullname employeename',
  email: '邮箱 电子邮箱 邮件 电子邮件 邮箱地址 email emailaddress mail',
  branch: '分会 基层分会 所属分会 分工会 单位 branch',
  team: '班组 所属班组 班组名称 team crew',
  post: '岗位 工种 职务 岗位名称 post position jobtitle job',
  roles: '角色 工会角色 身份 role roles',
  shift: '班次 工作时间 上班时间 shift workinghours hours',
} as const;
type Column = keyof typeof COLUMNS;

const BY_HEADER = new Map(
  (Object.keys(COLUMNS) as Column[]).flatMap((column) =>
    COLUMNS[column].split(' ').map((word) => [word, column] as const),
  ),
);

const HEADER_WITHIN = 10;
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
 * Reads the rows of a roster. Its header stands in one of the first ten rows, in Chinese or English; columns it does
 * not know are passed over, and rows without any text too.
 * @throws UserError when there is no header, no row, or too many.
 */
export function readRoster(table: TableRow[]): RosterReading {
  const filled = table.filter((row) => row.isBroken === true || row.cells.some((cell) => cell.trim() !== ''));
  if (filled.length === 0) throw new UserError(ROSTER_FILE_FAULTS.empty);
  const header = findHeader(filled);
  if (header === undefined) throw new UserError(ROSTER_FILE_FAULTS.header);
  const rows = filled.slice(header.index + 1);
  if (rows.length === 0) throw new UserError(ROSTER_FILE_FAULTS.empty);
  if (rows.length > ROSTER_LIMITS.rows) throw new UserError(ROSTER_FILE_FAULTS.rows);
  const entries: RosterEntry[] = [];
  const faults: RosterFault[] = [];
  const seen = { numbers: new Set<string>(), emails: new Set<string>() };
  for (const row of rows) {
    const read = readEntry(row, header);
    const result = typeof read === 'string' ? read : (repeated(read, seen) ?? read);
    if (typeof result === 'string') faults.push({ line: row.line, reason: result, row: shown(row) });
    else entries.push(result);
  }
  return { entries, faults };
}

interface Header {
  index: number;
  columns: Map<Column, number>;
  width: number;
}

function findHeader(rows: TableRow[]): Header | undefined {
  for (const [index, { cells }] of rows.slice(0, HEADER_WITHIN).entries()) {
    const columns = new Map<Column, number>();
    for (const [at, cell] of cells.entries()) {
      const word = clean(cell)
        .toLowerCase()
        .replace(/\(.*?\)|[\s_\-*:#]/g, '');
      const column = BY_HEADER.get(word);
      if (column !== undefined && !columns.has(column)) columns.set(column, at);
    }
    if (!columns.has('employeeNumber') || !columns.has('name')) continue;
    return { index, columns, width: cells.findLastIndex((cell) => cell.trim() !== '') + 1 };
  }
  return undefined;
}

function readEntry(row: TableRow, { columns, width }: Header): RosterEntry | RosterFaultReason {
  const isWider = row.cells.slice(width).some((text) => text.trim() !== '');
  if (row.isBroken === true || isWider) return 'broken-row';
  const cell = (column: Column) => clean(row.cells[columns.get(column) ?? -1] ?? '');
  for (const column of columns.keys()) if (cell(column).length > LONGEST[column]) return 'too-long';
  const employeeNumber = cell('employeeNumber').replace(/\s/g, '').toUpperCase();
  if (employeeNumber === '') return 'no-number';
  const name = cell('name');
  if (nameKey(name) === '') return 'no-name';
  const email = cell('email').toLowerCase();
  if (email !== '' && !/^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+$/.test(email)) return 'bad-email';
  const shift = cell('shift');
  if (shift !== '' && parseShift(shift) === undefined) return 'bad-shift';
  const roles = parseRoles(cell('roles'));
  if (roles === undefined) return 'unknown-role';
  const branch = cell('branch');
  if (roles.roles.includes('officer') && roles.scope === 'branch' && branch === '') return 'no-branch';
  const { team, post } = { team: cell('team'), post: cell('post') };
  return { employeeNumber, name, nameKey: nameKey(name), email, branch, team, post, ...roles, shift };
}

function repeated(
  { employeeNumber, email }: RosterEntry,
  seen: { numbers: Set<string>; emails: Set<string> },
): RosterFaultReason | undefined {
  if (seen.numbers.has(employeeNumber)) return 'same-number';
  if (email !== '' && seen.emails.has(email)) return 'same-email';
  seen.numbers.add(employeeNumber);
  if (email !== '') seen.emails.add(email);
  return undefined;
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
