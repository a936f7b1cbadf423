import type { TableRow } from './table-file.ts';

/** A column that nothing was taken from, as its header names it, with what it might be. */
export interface UnusedColumn<Column extends string = string> {
  header: string;
  guess?: Column;
}

/** What the headers of one kind of table are called. */
export interface ColumnWords<Column extends string> {
  /** By `headerWord`, see `aliasesOf`. */
  aliases: ReadonlyMap<string, Column>;
  /** A row that names all of them is a header. */
  required: readonly Column[];
  /** Words that may mean a column, but are too uncertain to be read as it. */
  guesses?: ReadonlyMap<string, Column>;
  /** Columns whose names cannot be listed, such as option A. Takes the header without width, case and spaces, with its brackets. */
  named?: (whole: string) => Column | undefined;
}

export interface FoundColumn {
  at: number;
  /** Its header on one line, narrow and in lower case, with what stands in brackets. */
  header: string;
  /** The alias that it goes by. */
  word: string;
}

/** Rows under one header. A sheet has several when a header of other columns stands further down. */
export interface TablePart<Column extends string> {
  columns: ReadonlyMap<Column, FoundColumn>;
  /** Up to the last header that is not empty. */
  width: number;
  /** As they are written, one for each column up to `width`. */
  headers: string[];
  rows: TableRow[];
}

export interface ColumnTable<Column extends string> {
  parts: TablePart<Column>[];
  /** Columns that hold something and are not known, without those that only count the rows. */
  unused: UnusedColumn<Column>[];
  /** Rows over the first header. */
  above: TableRow[];
}

const HEADER_WITHIN = 10;
/** No header of a further part is longer. */
const LONGEST_HEADER = 40;

/** A header as its aliases are written: without width, case, spaces, marks, and what stands in brackets. */
export function headerWord(cell: string): string {
  return cell
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\(.*?\)|\[.*?\]|【.*?】/g, '')
    .replace(/[\p{Cc}\p{Cf}\s_\-*:#?'"·.]/gu, '');
}

/** Aliases in one text each, parted by spaces, as a look-up by `headerWord`. */
export function aliasesOf<Column extends string>(words: Readonly<Record<Column, string>>): ReadonlyMap<string, Column>;
export function aliasesOf<Column extends string>(
  words: Readonly<Partial<Record<Column, string>>>,
): ReadonlyMap<string, Column>;
export function aliasesOf<Column extends string>(
  words: Readonly<Partial<Record<Column, string>>>,
): ReadonlyMap<string, Column> {
  return new Map(
    (Object.entries(words) as [Column, string][]).flatMap(([column, text]) =>
      text.split(' ').map((word) => [word, column] as const),
    ),
  );
}

/** Whether one of the first ten rows is a header. */
export function hasColumns<Column extends string>(rows: readonly TableRow[], words: ColumnWords<Column>): boolean {
  return firstHeader(rows.filter(isFilled), words) !== undefined;
}

/**
 * Finds the header of a table among its first ten rows (titles and notes may stand above) and the rows under it. A header may take
 * two rows, groups and their columns. Where it is repeated further down, as printed papers repeat it on each page with the title, it
 * is passed over; where a header of other columns stands there, what follows is read by that. Of two columns of one name the first
 * counts. Rows without any text are left out.
 * @param isHeading rows that are never a repeated title: they mean something to the reader
 * @returns undefined when no row is a header
 */
export function readColumns<Column extends string>(
  rows: readonly TableRow[],
  words: ColumnWords<Column>,
  isHeading: (row: TableRow) => boolean = () => false,
): ColumnTable<Column> | undefined {
  const filled = rows.filter(isFilled);
  const first = firstHeader(filled, words);
  if (first === undefined) return undefined;
  const above = filled.slice(0, first.index);
  const titles = new Set(above.filter((row) => !isHeading(row)).map(textOf));
  let part = { header: first.header, rows: [] as TableRow[] };
  const found = [part];
  for (let index = first.index + first.header.texts.length; index < filled.length; index++) {
    const row = filled[index] as TableRow;
    const header = laterHeader(filled, index, part.header, words);
    if (header === undefined) {
      part.rows.push(row);
      continue;
    }
    while (part.rows.length > 0 && titles.has(textOf(part.rows.at(-1) as TableRow))) part.rows.pop();
    index += header.texts.length - 1;
    if (header === part.header) continue;
    part = { header, rows: [] };
    found.push(part);
  }
  return {
    parts: found.map(({ header: { columns, width, headers }, rows: own }) => ({ columns, width, headers, rows: own })),
    unused: unusedOf(found, words),
    above,
  };
}

interface Header<Column extends string> {
  columns: Map<Column, FoundColumn>;
  others: { at: number; header: string; word: string }[];
  width: number;
  headers: string[];
  /** Its rows, one or two, to find them again. */
  texts: string[];
}

function isFilled(row: TableRow): boolean {
  return (
    row.isBroken === true ||
    row.faults !== undefined ||
    (row.dates?.length ?? 0) > 0 ||
    row.cells.some((cell) => cell.trim() !== '')
  );
}

const textOf = ({ cells }: Pick<TableRow, 'cells'>): string => cells.map(headerWord).join('\n').trim();

function firstHeader<Column extends string>(rows: readonly TableRow[], words: ColumnWords<Column>) {
  for (let index = 0; index < Math.min(rows.length, HEADER_WITHIN); index++) {
    const header = headerAt(rows, index, words);
    if (header !== undefined) return { index, header };
  }
  return undefined;
}

/** The header that begins in this row: of two rows where the second says more. */
function headerAt<Column extends string>(
  rows: readonly TableRow[],
  index: number,
  words: ColumnWords<Column>,
): Header<Column> | undefined {
  const [row, below] = [rows[index], rows[index + 1]];
  if (row === undefined || row.isBroken) return undefined;
  const isWhole = ({ columns }: Header<Column>) => words.required.every((one) => columns.has(one));
  const one = readHeader(row, undefined, words);
  const two = below === undefined || below.isBroken ? undefined : withSubHeader(row, below, one, words);
  if (isWhole(one)) return two !== undefined && isWhole(two) && two.columns.size >= one.columns.size ? two : one;
  if (below === undefined || two === undefined || !isWhole(two)) return undefined;
  const lower = readHeader(below, undefined, words);
  return isWhole(lower) && lower.columns.size >= two.columns.size ? undefined : two;
}

/** A header further down: the same again, or one of other columns, most of whose cells are known. */
function laterHeader<Column extends string>(
  rows: readonly TableRow[],
  index: number,
  now: Header<Column>,
  words: ColumnWords<Column>,
): Header<Column> | undefined {
  const row = rows[index];
  if (row === undefined || row.isBroken || !mayBeHeader(row, now, words)) return undefined;
  if (now.texts.every((text, height) => text === textOf(rows[index + height] ?? { cells: [] }))) return now;
  const found = headerAt(rows, index, words);
  return found === undefined || found.columns.size < Math.max(2, found.others.length) ? undefined : found;
}

/** Asked of every row: most are told apart by a look at their cells as they are. */
function mayBeHeader<Column extends string>(
  { cells }: TableRow,
  now: Header<Column>,
  { aliases, required }: ColumnWords<Column>,
): boolean {
  const at = now.columns.get(required[0] as Column)?.at ?? 0;
  const own = cells[at] ?? '';
  if (own.length <= LONGEST_HEADER && aliases.has(headerWord(own))) return true;
  const begin = cells.find((cell) => cell !== '') ?? '';
  if (begin.length <= LONGEST_HEADER && now.texts[0]?.startsWith(headerWord(begin)) === true) return true;
  return cells.some((cell) => cell.length <= LONGEST_HEADER && aliases.get(cell.trim().toLowerCase()) === required[0]);
}

/** The header of a row and of the columns under its groups, if what stands below is no row of the table. */
function withSubHeader<Column extends string>(
  row: TableRow,
  below: TableRow,
  one: Header<Column>,
  words: ColumnWords<Column>,
): Header<Column> | undefined {
  const upper = row.cells.map(headerWord);
  const lower = below.cells.map(headerWord);
  const own = lower.flatMap((word, at) => (word === '' || word === upper[at] ? [] : [at]));
  const isKnown = (at: number) =>
    namesAt(row, below, at).some((name) => columnOf(name, words) !== undefined && name !== row.cells[at]);
  const known = own.filter(isKnown).length;
  const holdsData = words.required.some((column) => {
    const at = one.columns.get(column)?.at;
    return at !== undefined && own.includes(at) && !isKnown(at);
  });
  if (holdsData || known === 0 || known * 2 < own.length) return undefined;
  return readHeader(row, below, words);
}

/** What a column may be called, the most exact first: its group and its own name together, its own name, its group. */
function namesAt(row: TableRow, below: TableRow | undefined, at: number): string[] {
  const upper = row.cells[at] ?? '';
  const lower = below?.cells[at] ?? '';
  if (below === undefined || lower.trim() === '') return [upper];
  if (headerWord(lower) === headerWord(upper)) return [lower];
  const group = upper.trim() === '' ? groupOf(row, below, at) : upper;
  return [...(group === '' ? [] : [`${group} ${lower}`]), lower, ...(upper.trim() === '' ? [] : [upper])];
}

/** A merged group stands in its first column only. */
function groupOf(row: TableRow, below: TableRow, at: number): string {
  for (let left = at - 1; left >= 0; left--) {
    const [group = '', own = ''] = [row.cells[left], below.cells[left]];
    if (own.trim() === '' || (group !== '' && headerWord(group) === headerWord(own))) return '';
    if (group.trim() !== '') return group;
  }
  return '';
}

function columnOf<Column extends string>(name: string, { aliases, named }: ColumnWords<Column>): Column | undefined {
  const whole = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{Cf}\s]/gu, '');
  return named?.(whole) ?? aliases.get(headerWord(name));
}

function readHeader<Column extends string>(
  row: TableRow,
  below: TableRow | undefined,
  words: ColumnWords<Column>,
): Header<Column> {
  const columns = new Map<Column, FoundColumn>();
  const others: Header<Column>['others'] = [];
  const headers: string[] = [];
  for (let at = 0; at < Math.max(row.cells.length, below?.cells.length ?? 0); at++) {
    const names = namesAt(row, below, at);
    const name = names.find((one) => columnOf(one, words) !== undefined);
    const column = name === undefined ? undefined : columnOf(name, words);
    const [shown = ''] = names;
    headers.push(name ?? shown);
    if (name !== undefined && column !== undefined && !columns.has(column))
      columns.set(column, { at, header: onOneLine(name.normalize('NFKC')).toLowerCase(), word: headerWord(name) });
    else if (headerWord(shown) !== '') others.push({ at, header: onOneLine(shown), word: headerWord(shown) });
  }
  const width = headers.findLastIndex((header) => header.trim() !== '') + 1;
  return {
    columns,
    others,
    width,
    headers: headers.slice(0, width),
    texts: (below === undefined ? [row] : [row, below]).map(textOf),
  };
}

const onOneLine = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();

/** Headers of a column that only counts the rows. */
const COUNTING = /^(?:序号?|编号|题号|题目编号|行号|no|id|num|number|index|\d+)$/;

function unusedOf<Column extends string>(
  parts: readonly { header: Header<Column>; rows: readonly TableRow[] }[],
  words: ColumnWords<Column>,
): UnusedColumn<Column>[] {
  const unused = new Map<string, UnusedColumn<Column>>();
  for (const { header, rows } of parts)
    for (const { at, header: name, word } of header.others) {
      if (unused.has(name) || !rows.some((row) => holdsAt(row, at))) continue;
      const guess = guessOf(name, word, words);
      if (guess !== undefined && !header.columns.has(guess)) unused.set(name, { header: name, guess });
      else if (!COUNTING.test(word)) unused.set(name, { header: name });
    }
  return [...unused.values()];
}

function holdsAt({ cells, faults }: TableRow, at: number): boolean {
  return (cells[at] ?? '').trim() !== '' || faults?.some(({ column }) => column === at) === true;
}

/** What may follow the word that says what a column is. */
const TAIL = /(?:名称|全称|列表|信息|情况|系数|说明|名)$/;

/** What a header may mean: it is, or ends with, a word that means a column: 所属车间, Home branch. */
function guessOf<Column extends string>(
  header: string,
  word: string,
  { aliases, guesses }: ColumnWords<Column>,
): Column | undefined {
  const known = (one: string) => guesses?.get(one) ?? aliases.get(one);
  const spoken = header
    .normalize('NFKC')
    .replace(/\(.*?\)|\[.*?\]|【.*?】/g, ' ')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  const endings = [
    ...spoken.map((_, from) => spoken.slice(from).join('')),
    ...[word, word.replace(TAIL, '')].flatMap((one) =>
      /\p{Script=Han}/u.test(one) ? Array.from({ length: one.length - 1 }, (_, from) => one.slice(from)) : [],
    ),
  ];
  const found = [word, ...endings.filter((one) => one.length > 1)].find((one) => known(one) !== undefined);
  return found === undefined ? undefined : known(found);
}
