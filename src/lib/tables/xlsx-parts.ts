import { lowered, raised } from './raised-figures.ts';
import { TableFileError } from './table-file.ts';
import { attributeOf, decodeXml, eachTag } from './xml-tags.ts';

/** A sheet as the workbook names it. */
export interface SheetPart {
  name: string;
  isHidden: boolean;
  /** Where it is in the archive. */
  path: string;
}

export interface Workbook {
  sheets: SheetPart[];
  /** Its days are counted from 1904, not from 1900. */
  is1904: boolean;
}

/** @throws TableFileError `broken-file` when no sheet of it can be found. */
export function readWorkbook(workbook: string, relations: string): Workbook {
  const targets = new Map<string, string>();
  eachTag(relations, (tag) => {
    const [id, target] = [attributeOf(tag, 'Id'), attributeOf(tag, 'Target')];
    if (tag.name !== 'Relationship' || id === undefined || target === undefined) return;
    targets.set(id, target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`);
  });
  const sheets: SheetPart[] = [];
  let is1904 = false;
  eachTag(workbook, (tag) => {
    if (tag.name === 'workbookPr') is1904 ||= /^(?:1|true)$/.test(attributeOf(tag, 'date1904') ?? '');
    if (tag.name !== 'sheet' || tag.isEnd) return;
    const path = targets.get(/\s(?:\w+:)id\s*=\s*["']([^"']*)["']/.exec(tag.attributes)?.[1] ?? '');
    if (path === undefined) return;
    const isHidden = /hidden/i.test(attributeOf(tag, 'state') ?? '');
    sheets.push({ name: attributeOf(tag, 'name') ?? '', isHidden, path });
  });
  if (sheets.length === 0) throw new TableFileError('broken-file', 'sheet');
  return { sheets, is1904 };
}

/** Formats that a workbook names by number only; 27 to 36 and 50 to 58 are those of a Chinese Excel. */
const BUILT_IN: Record<number, string> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  12: '# ?/?',
  13: '# ??/??',
  14: 'yyyy/m/d',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'yyyy/m/d h:mm',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
  48: '##0.0E+0',
  37: '#,##0;-#,##0',
  38: '#,##0;-#,##0',
  39: '#,##0.00;-#,##0.00',
  40: '#,##0.00;-#,##0.00',
  49: '@',
  27: 'yyyy"年"m"月"',
  28: 'm"月"d"日"',
  29: 'm"月"d"日"',
  30: 'm-d-yy',
  31: 'yyyy"年"m"月"d"日"',
  32: 'h"时"mm"分"',
  33: 'h"时"mm"分"ss"秒"',
  34: 'h"时"mm"分"',
  35: 'h"时"mm"分"ss"秒"',
  36: 'yyyy"年"m"月"',
  50: 'yyyy"年"m"月"',
  51: 'm"月"d"日"',
  52: 'yyyy"年"m"月"',
  53: 'm"月"d"日"',
  54: 'm"月"d"日"',
  55: 'h"时"mm"分"',
  56: 'h"时"mm"分"ss"秒"',
  57: 'yyyy"年"m"月"',
  58: 'm"月"d"日"',
};

/** The format of each style, by its place: what the `s` of a cell points to. */
export function readFormats(styles: string): string[] {
  const own = new Map<number, string>();
  const formats: string[] = [];
  let isInCells = false;
  eachTag(styles, (tag) => {
    if (tag.name === 'cellXfs') isInCells = !tag.isEnd && !tag.isEmpty;
    else if (tag.name === 'numFmt') own.set(Number(attributeOf(tag, 'numFmtId')), attributeOf(tag, 'formatCode') ?? '');
    else if (tag.name === 'xf' && isInCells && !tag.isEnd) {
      const id = Number(attributeOf(tag, 'numFmtId') ?? 0);
      formats.push(own.get(id) ?? BUILT_IN[id] ?? 'General');
    }
  });
  return formats;
}

/** Collects the text of a string with formats in it: raised and lowered figures stay what they are, readings above it are left out. */
export class RichText {
  #text = '';
  #position: ((text: string) => string) | undefined;
  #isReading = false;

  take({ name, isEnd, isEmpty, attributes, text }: Parameters<Parameters<typeof eachTag>[1]>[0]): void {
    if (name === 'rPh') this.#isReading = !isEnd && !isEmpty;
    else if (name === 'r') this.#position = undefined;
    else if (name === 'vertAlign') this.#position = positionOf(attributeOf({ attributes }, 'val'));
    else if (name === 't' || name === '') this.#add(isEnd && name !== '' ? '' : text);
  }

  #add(text: string): void {
    if (this.#isReading || text === '') return;
    const plain = unescapeChars(decodeXml(text));
    this.#text += this.#position === undefined ? plain : this.#position(plain);
  }

  /** What was collected; the next one begins. */
  end(): string {
    const text = this.#text;
    this.#text = '';
    this.#position = undefined;
    return text;
  }
}

function positionOf(value: string | undefined): typeof raised | undefined {
  return value === 'superscript' ? raised : value === 'subscript' ? lowered : undefined;
}

/** `_x000D_`: how a workbook writes characters that XML cannot hold. */
export function unescapeChars(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** The strings that cells point to by number. */
export function readStrings(xml: string): string[] {
  const strings: string[] = [];
  const rich = new RichText();
  eachTag(xml, (tag) => {
    if (tag.name === 'si' && (tag.isEnd || tag.isEmpty)) strings.push(rich.end());
    else rich.take(tag);
  });
  return strings;
}
