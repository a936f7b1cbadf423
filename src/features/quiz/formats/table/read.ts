import { unguardCell } from '../../../../lib/tables/formula-guard.ts';
import type { Sheet, TableRow } from '../../../../lib/tables/table-file.ts';
import type { Question } from '../../run/rules/question.ts';
import { isOneBlank, kindOf } from '../answer-words.ts';
import {
  BANK_LIMITS,
  BankFileError,
  type BankRow,
  type NoteCode,
  type PassedOver,
  type RowOutcome,
  type UnusedHeader,
} from '../bank-file.ts';
import { checkQuestion } from '../check-question.ts';
import { cleanText, rowText } from '../clean-text.ts';
import { type Difficulty, difficultyOf } from '../difficulty.ts';
import { sectionKind } from '../paper/lines.ts';
import { type ColumnName, findHeader, type TableHeader } from './columns.ts';
import { type RowKey, readKey } from './key.ts';
import { LABEL_LIST, splitList } from './list-cell.ts';
import { readOptions } from './options.ts';

const GUESSES = [
  ['options', /选项|option/i],
  ['explanation', /解析|解释|说明|备注|理由|explan|remark/i],
  ['source', /依据|出处|来源|法规|条款|文件|source/i],
  ['category', /分类|类别|专业|科目|章|模块|领域|categor|subject|chapter/i],
  ['tags', /标签|知识|考点|关键词|tag|keyword/i],
  ['posts', /岗位|工种|适用|职务|post|role/i],
  ['difficulty', /难|level|difficult/i],
] as const;

export interface TableReading {
  rows: BankRow[];
  unused: UnusedHeader[];
  passedOver: PassedOver[];
}

/**
 * Reads all sheets that have a header for question and answer; the others are named. A sheet's name may say the kind of its
 * questions. Throws as `readTable` does where no sheet can be read.
 */
export function readSheets(sheets: readonly Sheet[]): TableReading {
  const found: TableReading = { rows: [], unused: [], passedOver: [] };
  const filled = sheets.filter(({ rows }) => rows.some(isFilled));
  let refusal: BankFileError | undefined;
  for (const { name, isHidden, rows, fault } of filled) {
    if (isHidden) {
      found.passedOver.push({ sheet: name, why: 'hidden' });
      continue;
    }
    try {
      if (fault !== undefined && hasHeader(rows)) throw fault;
      const read = readTable(rows, sectionKind(name));
      found.rows.push(...read.rows.map((row) => (filled.length > 1 ? { ...row, sheet: name } : row)));
      found.unused.push(...read.unused.filter(({ header }) => !found.unused.some((known) => known.header === header)));
    } catch (error) {
      if (!(error instanceof BankFileError) || error.code === 'too-many-rows') throw error;
      refusal ??= error;
      if (error.code === 'no-columns') found.passedOver.push({ sheet: name, why: 'no-columns' });
    }
  }
  if (found.rows.length === 0) throw refusal ?? new BankFileError('empty');
  return found;
}

/**
 * Reads the rows of a table into questions. The header is found among the first rows.
 * Throws `no-columns` (detail: what is missing), `empty`, `too-many-rows`.
 * @param kind of the rows that name none, until a section does
 */
function readTable(rows: readonly TableRow[], kind: SectionKind): Omit<TableReading, 'passedOver'> {
  const filled = rows.filter(isFilled);
  if (filled.length === 0) throw new BankFileError('empty');
  const header = findHeader(filled.slice(0, 10).map((row) => row.cells));
  if (!header) throw new BankFileError('no-columns', 'stem, answer');
  const data = filled.slice(header.row + 1);
  if (data.length === 0) throw new BankFileError('empty');
  if (data.length > BANK_LIMITS.rows) throw new BankFileError('too-many-rows', String(data.length));
  let section = kind;
  const read = data.flatMap((row) => {
    const heading = headingOf(row);
    if (heading !== undefined) {
      section = heading;
      return [];
    }
    const shown = shownCells(row, header)
      .join(' | ')
      .replace(/(?: \| )+$/, '');
    return [{ line: row.line, text: rowText(shown), outcome: readRow(row, header, section) }];
  });
  const unused = header.unused.filter(({ index }) => data.some((row) => (row.cells[index] ?? '').trim() !== ''));
  return { rows: read, unused: unused.map((column) => withGuess(column.header, header)) };
}

/** What a header may mean: a column that is not there otherwise, and whose name is a part of it. */
function withGuess(header: string, { columns }: TableHeader): UnusedHeader {
  const guess = GUESSES.find(([name, words]) => !columns.has(name) && words.test(header))?.[0];
  return guess === undefined ? { header } : { header, guess };
}

function hasHeader(rows: readonly TableRow[]): boolean {
  const first = rows.filter(isFilled).slice(0, 10);
  return findHeader(first.map((row) => row.cells)) !== undefined;
}

function isFilled(row: TableRow): boolean {
  return (
    row.isBroken === true ||
    row.faults !== undefined ||
    (row.dates?.length ?? 0) > 0 ||
    row.cells.some((cell) => cell.trim() !== '')
  );
}

type SectionKind = ReturnType<typeof sectionKind>;

/** The kind of what follows, where a row holds nothing but the heading of a section: 一、单项选择题（每题2分）. */
function headingOf(row: TableRow): SectionKind {
  const said = new Set(row.cells.map((cell) => cell.trim()).filter(Boolean));
  const [only] = said;
  return said.size === 1 && only !== undefined && !row.isBroken ? sectionKind(only) : undefined;
}

/** The cells of the columns that mean something: a running number says nothing. Of a broken row all of them. */
function shownCells({ cells, isBroken }: TableRow, header: TableHeader): string[] {
  if (isBroken || cells.length > header.width) return cells;
  const known = new Set([...header.columns.values(), ...header.options]);
  return cells.filter((_, index) => known.has(index));
}

function readRow(row: TableRow, header: TableHeader, section: SectionKind): RowOutcome {
  const surplus = row.cells.slice(header.width).some((cell) => cell.trim() !== '');
  if (row.isBroken) return { fault: 'broken-row', detail: 'quotes' };
  if (surplus) return { fault: 'broken-row', detail: 'columns' };
  const dated = [...header.columns].find(([, index]) => row.dates?.includes(index))?.[0];
  if (dated !== undefined || header.options.some((index) => index !== undefined && row.dates?.includes(index))) {
    return { fault: 'date-cell', detail: dated ?? 'option' };
  }
  const used = new Set([...header.columns.values(), ...header.options]);
  const bad = row.faults?.find((one) => used.has(one.column));
  if (bad !== undefined) return { fault: `cell-${bad.why}`, detail: bad.cell };
  const cell = (index: number | undefined) =>
    unguardCell(cleanText(index === undefined ? '' : (row.cells[index] ?? '')));
  const column = (name: ColumnName) => cell(header.columns.get(name));
  const notes: NoteCode[] = [];

  const difficulty = difficultyOf(column('difficulty'));
  if (difficulty === undefined) return { fault: 'bad-difficulty', detail: column('difficulty').slice(0, 50) };
  if (column('stem') === '') return { fault: 'no-stem' };
  const kindCell = column('kind');
  const kind = kindCell === '' ? section : kindOf(kindCell);
  if (kind === 'unsupported') return { fault: 'unsupported', detail: kindCell.slice(0, 50) };
  if (kind === undefined && kindCell !== '') return { fault: 'unknown-kind', detail: kindCell.slice(0, 50) };

  const options = readOptions(header.options.map(cell), column('options'), header.isNumbered, notes);
  if ('fault' in options) return options;
  const key = readKey(
    {
      ...{ kind, options, isOneBlank: isOneBlank(kindCell) },
      ...{ stem: column('stem'), answer: column('answer'), tolerance: column('tolerance') },
    },
    notes,
  );
  if ('fault' in key) return key;
  return checkQuestion(assemble(column, difficulty, key), notes);
}

function assemble(column: (name: ColumnName) => string, difficulty: Difficulty | null, key: RowKey): Question {
  return {
    stem: column('stem'),
    category: column('category'),
    tags: splitList(column('tags'), LABEL_LIST),
    posts: splitList(column('posts'), LABEL_LIST),
    ...(difficulty === null ? {} : { difficulty }),
    explanation: column('explanation'),
    source: column('source'),
    picture: column('picture'),
    ...key,
  };
}
