import { cellName, placeOf } from './cell-name.ts';
import { type ShownNumber, shownNumber } from './shown-number.ts';
import { type CellFault, type Sheet, TableFileError, type TableLimits, type TableRow } from './table-file.ts';
import { RichText, readFormats, readStrings, readWorkbook, unescapeChars } from './xlsx-parts.ts';
import { attributeOf, decodeXml, eachTag, type Tag } from './xml-tags.ts';
import { unzipWithin } from './zip-entries.ts';

const WORKBOOK = 'xl/workbook.xml';
const RELATIONS = 'xl/_rels/workbook.xml.rels';
const MOST_SHEETS = 100;

/**
 * The sheets of an XLSX file as a person sees them: cells that are merged belong to all their rows, numbers are as they are shown,
 * raised and lowered figures stay so, and a cell that holds no value (an error, a picture, a formula that was never reckoned, a
 * number that has lost figures) is a fault with its name. Rows without a cell are left out; a sheet that is broken or reaches too far
 * says so itself.
 * @throws TableFileError `wrong-type` (a zip that is no workbook), `zip-bomb`, `broken-file`.
 */
export function readXlsx(bytes: Uint8Array, limits: TableLimits): Sheet[] {
  const parts = unzipWithin(
    bytes,
    limits,
    (name) => /^xl\/.*\.xml(?:\.rels)?$/.test(name) && !/^xl\/(?:drawings|charts|theme|media)\//.test(name),
  );
  if (!parts.has(WORKBOOK)) throw new TableFileError('wrong-type');
  const { sheets, is1904 } = readWorkbook(textOf(parts, WORKBOOK), textOf(parts, RELATIONS));
  if (sheets.length > MOST_SHEETS) throw new TableFileError('broken-file', 'sheets');
  const book = {
    strings: parts.has('xl/sharedStrings.xml') ? readStrings(textOf(parts, 'xl/sharedStrings.xml')) : [],
    formats: parts.has('xl/styles.xml') ? readFormats(textOf(parts, 'xl/styles.xml')) : [],
    is1904,
  };
  return sheets
    .filter(({ path }) => !/\/(?:chart|dialog|macro)sheets\//.test(path))
    .map(({ name, isHidden, path }) => ({
      name,
      isHidden,
      ...new SheetReader(book, limits).read(textOf(parts, path)),
    }));
}

function textOf(parts: Map<string, Uint8Array>, name: string): string {
  const part = parts.get(name);
  if (!part) throw new TableFileError('broken-file', name.slice(0, 100));
  const text = new TextDecoder().decode(part);
  if (/<!DOCTYPE/i.test(text.slice(0, 1000))) throw new TableFileError('broken-file', 'DOCTYPE');
  return text;
}

interface Book {
  strings: readonly string[];
  formats: readonly string[];
  is1904: boolean;
}

/** A cell while it is read. */
interface OpenCell {
  column: number;
  type: string;
  format: string;
  /** Excel keeps more of it elsewhere, such as a picture. */
  isRich: boolean;
  formula: string | undefined;
  value: string | undefined;
}

interface Span {
  column: number;
  first: number;
  last: number;
}

class SheetReader {
  readonly #book: Book;
  readonly #limits: TableLimits;
  readonly #rows: TableRow[] = [];
  readonly #merged: Span[] = [];
  readonly #inline = new RichText();
  #row: TableRow | undefined;
  #line = 0;
  #cell: OpenCell | undefined;
  #isInline = false;

  constructor(book: Book, limits: TableLimits) {
    this.#book = book;
    this.#limits = limits;
  }

  read(xml: string): Pick<Sheet, 'rows' | 'fault'> {
    try {
      eachTag(xml, (tag) => this.#take(tag));
      this.#spread();
    } catch (error) {
      if (!(error instanceof TableFileError)) throw error;
      return { rows: this.#rows, fault: error };
    }
    return { rows: this.#rows };
  }

  #take(tag: Tag): void {
    const cell = this.#cell;
    switch (tag.name) {
      case 'row':
        if (!tag.isEnd) this.#beginRow(tag);
        return;
      case 'c':
        if (!tag.isEnd) this.#beginCell(tag);
        if (tag.isEnd || tag.isEmpty) this.#endCell();
        return;
      case 'f':
        if (cell !== undefined && !tag.isEnd) cell.formula = decodeXml(tag.text);
        return;
      case 'v':
        if (cell !== undefined && !tag.isEnd) cell.value = tag.isEmpty ? '' : decodeXml(tag.text);
        return;
      case 'is':
        this.#isInline = !tag.isEnd && !tag.isEmpty;
        if (cell !== undefined && tag.isEnd) cell.value = this.#inline.end();
        return;
      case 'mergeCell':
        if (!tag.isEnd) this.#merge(attributeOf(tag, 'ref') ?? '');
        return;
      default:
        if (this.#isInline) this.#inline.take(tag);
    }
  }

  #beginRow(tag: Tag): void {
    const named = attributeOf(tag, 'r');
    this.#line = named === undefined ? this.#line + 1 : Number(named);
    if (!Number.isInteger(this.#line) || this.#line > 1_048_576) throw new TableFileError('broken-file', 'row');
    this.#row = undefined;
  }

  #beginCell(tag: Tag): void {
    const place = placeOf(attributeOf(tag, 'r') ?? '');
    const column = place?.column ?? this.#row?.cells.length ?? 0;
    if (place !== undefined && place.row !== this.#line) {
      this.#line = place.row;
      this.#row = undefined;
    }
    const format = this.#book.formats[Number(attributeOf(tag, 's') ?? 0)] ?? 'General';
    const isRich = attributeOf(tag, 'vm') !== undefined;
    this.#cell = { column, type: attributeOf(tag, 't') ?? 'n', format, isRich, formula: undefined, value: undefined };
  }

  #endCell(): void {
    const cell = this.#cell;
    this.#cell = undefined;
    if (cell === undefined) return;
    const found = contentOf(cell, this.#book);
    if (found === undefined) return;
    // Rows may be empty or headings: twice the limit is still cheap; what counts as a row is counted afterwards.
    if (this.#line > this.#limits.rows * 2) throw new TableFileError('too-many-rows', String(this.#line));
    if (cell.column >= this.#limits.columns)
      throw new TableFileError('broken-file', `column ${cellName(cell.column, 1).slice(0, -1)}`);
    const row = this.#openRow();
    while (row.cells.length <= cell.column) row.cells.push('');
    if ('fault' in found) {
      const fault = { column: cell.column, cell: cellName(cell.column, this.#line), why: found.fault };
      row.faults = [...(row.faults ?? []), fault];
      return;
    }
    row.cells[cell.column] = found.text;
    if ('time' in found) {
      row.dates = [...(row.dates ?? []), cell.column];
      row.times = [...(row.times ?? []), found.time];
    }
  }

  #openRow(): TableRow {
    if (this.#row !== undefined) return this.#row;
    this.#row = { line: this.#line, cells: [] };
    this.#rows.push(this.#row);
    return this.#row;
  }

  #merge(ref: string): void {
    const [from = '', to = ''] = ref.split(':');
    const [start, end] = [placeOf(from), placeOf(to)];
    if (start !== undefined && end !== undefined && end.row > start.row)
      this.#merged.push({ column: start.column, first: start.row, last: end.row });
  }

  /** What is written in the first row of a merged range is meant for each of its rows that holds anything. */
  #spread(): void {
    if (this.#merged.length === 0) return;
    const byLine = new Map(this.#rows.map((row, index) => [row.line, index]));
    // Ranges of a sheet never overlap: more cells than it can have come from none.
    let left = this.#limits.rows * 2 * this.#limits.columns;
    for (const { column, first, last } of this.#merged) {
      const start = byLine.get(first);
      const source = start === undefined ? undefined : this.#rows[start];
      if (start === undefined || source === undefined) continue;
      for (let index = start + 1; index < this.#rows.length; index++) {
        const row = this.#rows[index];
        if (row === undefined || row.line > last) break;
        left -= 1;
        if (left < 0) throw new TableFileError('broken-file', 'merged');
        copyCell(source, row, column);
      }
    }
  }
}

function copyCell(source: TableRow, row: TableRow, column: number): void {
  const fault = source.faults?.find((one) => one.column === column);
  const text = source.cells[column] ?? '';
  if (fault === undefined && text === '') return;
  if (fault !== undefined) row.faults = [...(row.faults ?? []), fault];
  while (row.cells.length <= column) row.cells.push('');
  row.cells[column] = text;
  const dated = source.dates?.indexOf(column) ?? -1;
  if (dated < 0 || row.dates?.includes(column)) return;
  row.dates = [...(row.dates ?? []), column];
  row.times = [...(row.times ?? []), source.times?.[dated] ?? ''];
}

/** How WPS, and Excel of late, put a picture into a cell. */
const PICTURE = /^=?\s*(?:_xlfn\.|_xlws\.)*(?:DISPIMG|IMAGE)\s*\(/i;

/** What a cell holds; undefined when it is empty. */
function contentOf(cell: OpenCell, { strings, is1904 }: Book): ShownNumber | { fault: CellFault } | undefined {
  const { type, formula, value } = cell;
  if (formula !== undefined && PICTURE.test(formula)) return { fault: 'picture' };
  if (value === undefined) return formula === undefined ? undefined : { fault: 'no-value' };
  switch (type) {
    case 'e':
      return { fault: cell.isRich ? 'picture' : 'error' };
    case 'b':
      return { text: value === '1' ? 'TRUE' : 'FALSE' };
    case 's':
      return words(strings[Number(value)] ?? '');
    case 'inlineStr':
      return words(value);
    case 'str':
      return words(unescapeChars(value));
    case 'd':
      return { text: value.slice(0, 10), time: value.slice(11, 16) || '00:00' };
    default:
      if (value === '') return formula === undefined ? undefined : { fault: 'no-value' };
      return shownNumber(value, cell.format, is1904);
  }
}

function words(text: string): { text: string } | { fault: CellFault } | undefined {
  if (PICTURE.test(text) && text.startsWith('=')) return { fault: 'picture' };
  return text === '' ? undefined : { text };
}
