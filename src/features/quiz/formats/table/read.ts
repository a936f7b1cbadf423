import { hasColumns, readColumns, type UnusedColumn } from '../../../../lib/tables/columns.ts';
import { unguardCell } from '../../../../lib/tables/formula-guard.ts';
import type { PassedSheet } from '../../../../lib/tables/read-table.ts';
import type { Sheet, TableRow } from '../../../../lib/tables/table-file.ts';
import { type WrittenTable, writtenCells } from '../../../../lib/tables/written-rows.ts';
import { isOneBlank, kindOf } from '../../question/rules/answer-words.ts';
import { cleanText, rowText } from '../../question/rules/clean-text.ts';
import type { Question } from '../../question/rules/question.ts';
import {
  BANK_LIMITS,
  BankFileError,
  type BankRow,
  type NoteCode,
  type RowOutcome,
  type UnusedHeader,
} from '../bank-file.ts';
import { checkQuestion } from '../check-question.ts';
import { type Difficulty, difficultyOf } from '../difficulty.ts';
import { sectionKind } from '../paper/lines.ts';
import { BANK_COLUMNS, type BankColumn, type ColumnName, headerOf, isOption, type TableHeader } from './columns.ts';
import { type RowKey, readKey } from './key.ts';
import { LABEL_LIST, splitList } from './list-cell.ts';
import { readOptions } from './options.ts';

export interface TableReading {
  rows: BankRow[];
  unused: UnusedHeader[];
  passed: PassedSheet[];
  /** The headers of the sheets that were read; their rows stand in `rows`. */
  tables: Pick<WrittenTable, 'sheet' | 'header'>[];
}

/**
 * Reads all sheets that have a header for question and answer; the others are named. A sheet's name may say the kind of its
 * questions. Throws as `readTable` does where no sheet can be read.
 */
export function readSheets(sheets: readonly Sheet[]): TableReading {
  const found: TableReading = { rows: [], unused: [], passed: [], tables: [] };
  const filled = sheets.filter(({ rows }) => rows.length > 0);
  for (const { name, isHidden, rows } of sheets)
    if (!isHidden && rows.length === 0) found.passed.push({ name, why: 'empty' });
  let refusal: BankFileError | undefined;
  for (const { name, isHidden, rows, fault } of filled) {
    if (isHidden) {
      found.passed.push({ name, why: 'hidden' });
      continue;
    }
    try {
      if (fault !== undefined && hasColumns(rows, BANK_COLUMNS)) throw fault;
      const read = readTable(rows, sectionKind(name));
      found.rows.push(...read.rows.map((row) => (filled.length > 1 ? { ...row, sheet: name } : row)));
      found.tables.push({ sheet: name, header: read.header });
      found.unused.push(...read.unused.filter(({ header }) => !found.unused.some((known) => known.header === header)));
    } catch (error) {
      if (!(error instanceof BankFileError) || error.code === 'too-many-rows') throw error;
      refusal ??= error;
      if (error.code === 'no-columns') found.passed.push({ name, why: 'other' });
    }
  }
  if (found.rows.length === 0) throw refusal ?? new BankFileError('empty');
  return found;
}

/**
 * Reads the rows of a table into questions, see `readColumns`. A row that is nothing but a section's heading, over a header too, says
 * the kind of what follows.
 * Throws `no-columns` (detail: what is missing), `empty`, `too-many-rows`.
 * @param kind of the rows that name none, until a section does
 */
function readTable(
  rows: readonly TableRow[],
  kind: SectionKind,
): Pick<TableReading, 'rows' | 'unused'> & { header: string[] } {
  if (rows.length === 0) throw new BankFileError('empty');
  const table = readColumns(rows, BANK_COLUMNS, (row) => headingOf(row) !== undefined);
  if (table === undefined) throw new BankFileError('no-columns', 'stem, answer');
  const count = table.parts.reduce((sum, part) => sum + part.rows.length, 0);
  if (count === 0) throw new BankFileError('empty');
  if (count > BANK_LIMITS.rows) throw new BankFileError('too-many-rows', String(count));
  const above = table.above.findLast((row) => headingOf(row) !== undefined);
  let section = table.above.map(headingOf).findLast((heading) => heading !== undefined) ?? kind;
  let heading = above && writtenCells(above);
  const [first] = table.parts;
  const read: BankRow[] = [];
  for (const part of table.parts) {
    const header = headerOf(part);
    for (const row of part.rows) {
      const said = headingOf(row);
      if (said !== undefined) {
        section = said;
        heading = writtenCells(row);
        continue;
      }
      const { line } = row;
      const under = {
        ...(part === first ? {} : { header: part.headers }),
        ...(heading === undefined ? {} : { heading }),
      };
      const written = { line, cells: writtenCells(row), ...under };
      read.push({ line, text: rowText(shownRow(row, header)), outcome: readRow(row, header, section), written });
    }
  }
  return { rows: read, unused: table.unused.map(withoutOption), header: first?.headers ?? [] };
}

function withoutOption({ header, guess }: UnusedColumn<BankColumn>): UnusedHeader {
  return guess === undefined || isOption(guess) ? { header } : { header, guess };
}

type SectionKind = ReturnType<typeof sectionKind>;

/** The kind of what follows, where a row holds nothing but the heading of a section: 一、单项选择题（每题2分）. */
function headingOf(row: TableRow): SectionKind {
  const said = new Set(row.cells.map((cell) => cell.trim()).filter(Boolean));
  const [only] = said;
  return said.size === 1 && only !== undefined && !row.isBroken ? sectionKind(only) : undefined;
}

/** The cells of the columns that mean something: a running number says nothing. Of a broken row all of them. */
function shownRow({ cells, isBroken }: TableRow, header: TableHeader): string {
  const known = new Set([...header.columns.values(), ...header.options]);
  const isWhole = isBroken || cells.length > header.width;
  return (isWhole ? cells : cells.filter((_, index) => known.has(index))).join(' | ').replace(/(?: \| )+$/, '');
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
      kind,
      options,
      isOneBlank: isOneBlank(kindCell),
      stem: column('stem'),
      answer: column('answer'),
      tolerance: column('tolerance'),
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
