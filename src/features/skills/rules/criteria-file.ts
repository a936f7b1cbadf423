import { aliasesOf, type ColumnWords } from '../../../lib/tables/columns.ts';
import { type NamedRow, type NamedTable, readNamedRows } from '../../../lib/tables/named-rows.ts';
import type { Sheet } from '../../../lib/tables/table-file.ts';
import { MOST_CRITERIA, MOST_POINTS, MOST_VALUE, type RowFault, readRows } from './criteria.ts';
import type { Criterion } from './records.ts';

/*
 * Criteria out of a file: pure. A row with a target is measured, one with levels is judged.
 */

export const CRITERION_COLUMNS = [
  'name',
  'points',
  'target',
  'unit',
  'tolerance',
  'rows',
  'level3',
  'level2',
  'level1',
  'level0',
] as const;
export type CriterionColumn = (typeof CRITERION_COLUMNS)[number];
type Cells = Record<CriterionColumn, string>;

export const CRITERIA_LIMITS = { bytes: 1_000_000, rows: 200 } as const;
const LONGEST = { name: 40, unit: 10, level: 60 } as const;

export type CriterionRow = NamedRow<CriterionColumn>;
export type CriteriaTable = NamedTable<CriterionColumn>;

const WORDS: ColumnWords<CriterionColumn> = {
  aliases: aliasesOf<CriterionColumn>({
    name: '评分项 评分项目 项目 名称 考核点 考核项目 criterion name item aspect',
    points: '分值 满分 分数 配分 points score max maxpoints marks',
    target: '标准值 目标值 标准 要求值 target nominal',
    unit: '单位 计量单位 unit measure uom',
    tolerance: '差多少以内满分 允许偏差 偏差 公差 误差 tolerance allpointswithin',
    rows: '再差多少得几分 扣分表 扣分标准 评分表 偏差分数 table deductions deviations pointsfurtheroff',
    level3: '3级 三级 3分 level3',
    level2: '2级 二级 2分 level2',
    level1: '1级 一级 1分 level1',
    level0: '0级 零级 0分 level0',
  }),
  required: ['name', 'points'],
};

/** Reads all sheets that have the columns. @returns undefined when none has */
export const readCriteriaTable = (sheets: readonly Sheet[]): CriteriaTable | undefined =>
  readNamedRows(sheets, CRITERION_COLUMNS, WORDS, ['rows']);

/** Why a row is no criterion. `rows`: of the table of deviations, see `readRows`. */
export type CriterionFault =
  | 'cell'
  | 'name'
  | 'points'
  | 'both'
  | 'neither'
  | 'target'
  | 'tolerance'
  | 'unit'
  | 'levels'
  | 'twice'
  | 'full'
  | { rows: RowFault };

const LEVELS = ['level0', 'level1', 'level2', 'level3'] as const;

/** A number as people write it into a cell; NaN for anything else. */
function numberIn(cell: string): number {
  const text = cell.normalize('NFKC').replace(/[\s,]/g, '');
  return /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/.test(text) ? Number(text) : Number.NaN;
}

const isWithin = (value: number, least: number, most: number): boolean => value >= least && value <= most;

/** A row as a criterion. @param id the criterion's */
function readCriterion({ cells, isBroken }: CriterionRow, id: string): Criterion | CriterionFault {
  if (isBroken) return 'cell';
  const { name } = cells;
  if (name === '' || name.length > LONGEST.name) return 'name';
  const points = numberIn(cells.points.replace(/分$/, ''));
  if (!Number.isInteger(points) || !isWithin(points, 1, MOST_POINTS)) return 'points';
  const isMeasured = cells.target !== '';
  const isJudged = LEVELS.some((level) => cells[level] !== '');
  if (isMeasured === isJudged) return isMeasured ? 'both' : 'neither';
  if (isMeasured) return readMeasured(cells, { id, name, points });
  const levels = LEVELS.map((level) => cells[level]);
  if (levels.some((one) => one === '' || one.length > LONGEST.level)) return 'levels';
  return { id, kind: 'judged', name, points, levels };
}

function readMeasured(cells: Cells, own: Pick<Criterion, 'id' | 'name' | 'points'>): Criterion | CriterionFault {
  const target = numberIn(cells.target);
  if (!isWithin(target, -MOST_VALUE, MOST_VALUE)) return 'target';
  const tolerance = cells.tolerance === '' ? 0 : numberIn(cells.tolerance);
  if (!isWithin(tolerance, 0, MOST_VALUE)) return 'tolerance';
  if (cells.unit.length > LONGEST.unit) return 'unit';
  // In a cell the rows of the table are parted by lines or by semicolons.
  const read = readRows(cells.rows.replace(/[;；]/g, '\n'), tolerance, own.points);
  if ('fault' in read) return { rows: read };
  return { ...own, kind: 'measured', unit: cells.unit, target, tolerance, rows: read.rows };
}

export interface BadCriterion extends Pick<CriterionRow, 'sheet' | 'line'> {
  why: CriterionFault;
}

/**
 * The criteria of a file beside those that are there: none of a name that is there already, and no more than there is room for.
 * @param idOf of a row: the same for the same row of the same file, so that reading it again finds its own
 */
export function criteriaIn(
  rows: readonly CriterionRow[],
  there: readonly Criterion[],
  idOf: (row: CriterionRow) => string,
): { good: Criterion[]; bad: BadCriterion[] } {
  const [good, bad]: [Criterion[], BadCriterion[]] = [[], []];
  for (const row of rows) {
    const read = readCriterion(row, idOf(row));
    const others = [...there, ...good];
    const isThere = (one: Criterion) => there.some(({ id }) => id === one.id);
    const fault = (why: CriterionFault) => bad.push({ sheet: row.sheet, line: row.line, why });
    if (typeof read === 'string' || !('kind' in read)) fault(read);
    else if (isThere(read)) continue;
    else if (others.some(({ name }) => name === read.name)) fault('twice');
    else if (others.length >= MOST_CRITERIA) fault('full');
    else good.push(read);
  }
  return { good, bad };
}
