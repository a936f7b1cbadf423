import { unzipSync } from 'fflate';

/* Reckons a workbook from its formulas alone, as a spreadsheet would: an evaluation that shares no code with the product. */

type Value = number | string;
interface Cell {
  formula?: string;
  stored: Value | undefined;
}

export interface Workbook {
  /** The names of the sheets, in their order. */
  sheets: string[];
  /** What a cell comes to when all formulas are reckoned again; the stored values of formulas are not looked at. */
  reckon(sheet: string, cell: string): Value;
  /** What is stored in a cell. */
  stored(sheet: string, cell: string): Value | undefined;
  /** The cells of a sheet that are formulas. */
  formulas(sheet: string): string[];
}

const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"', '&apos;': "'" };
const plain = (xml: string) => xml.replace(/&(?:lt|gt|amp|quot|apos);/g, (one) => entities[one] ?? one);

export function openWorkbook(bytes: Uint8Array): Workbook {
  const parts = unzipSync(bytes);
  const textOf = (name: string) => new TextDecoder().decode(parts[name] ?? new Uint8Array());
  const shared = [...textOf('xl/sharedStrings.xml').matchAll(/<si>([\s\S]*?)<\/si>/g)].map(([, si = '']) =>
    plain([...si.matchAll(/<t[^>]*>([\s\S]*?)<\/t>/g)].map(([, t]) => t).join('')),
  );
  const sheets = [...textOf('xl/workbook.xml').matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(([, name = '']) =>
    plain(name),
  );
  const cells = new Map(
    sheets.map((sheet, at) => [sheet, cellsOf(textOf(`xl/worksheets/sheet${at + 1}.xml`), shared)]),
  );
  const cellAt = (sheet: string, name: string): Cell => {
    const own = cells.get(sheet);
    if (own === undefined) throw new Error(`no sheet ${sheet}`);
    return own.get(name) ?? { stored: undefined };
  };
  const known = new Map<string, Value>();
  const reckon = (sheet: string, name: string): Value => {
    const key = `${sheet} ${name}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const { formula, stored } = cellAt(sheet, name);
    const value = formula === undefined ? (stored ?? 0) : new Formula(formula, sheet, reckon).value();
    known.set(key, value);
    return value;
  };
  return {
    sheets,
    reckon,
    stored: (sheet, name) => cellAt(sheet, name).stored,
    formulas: (sheet) =>
      [...(cells.get(sheet) ?? [])].flatMap(([name, { formula }]) => (formula === undefined ? [] : [name])),
  };
}

function cellsOf(xml: string, shared: readonly string[]): Map<string, Cell> {
  const found = new Map<string, Cell>();
  for (const [, attributes = '', inner = ''] of xml.matchAll(/<c ([^>]*)>([\s\S]*?)<\/c>/g)) {
    const name = /r="([A-Z]+\d+)"/.exec(attributes)?.[1] ?? '';
    const formula = /<f>([\s\S]*?)<\/f>/.exec(inner)?.[1];
    const raw = /<v>([\s\S]*?)<\/v>/.exec(inner)?.[1];
    const stored = raw === undefined ? undefined : /t="s"/.test(attributes) ? shared[Number(raw)] : Number(raw);
    found.set(name, { stored, ...(formula === undefined ? {} : { formula: plain(formula) }) });
  }
  return found;
}

const TOKEN = /\s*('(?:[^']|'')*'!|\$?[A-Z]{1,2}\$?\d+|[A-Z]+(?=\()|\d+(?:\.\d+)?|[-+*/(),:=])/y;
type Arg = Value | Value[];

class Formula {
  readonly #tokens: string[] = [];
  readonly #sheet: string;
  readonly #reckon: (sheet: string, cell: string) => Value;
  #at = 0;

  constructor(text: string, sheet: string, reckon: (sheet: string, cell: string) => Value) {
    this.#sheet = sheet;
    this.#reckon = reckon;
    TOKEN.lastIndex = 0;
    for (let end = 0; end < text.length; end = TOKEN.lastIndex) {
      const found = TOKEN.exec(text);
      if (found === null) throw new Error(`cannot read ${text} at ${end}`);
      this.#tokens.push(found[1] ?? '');
    }
  }

  value(): Value {
    const [found] = [this.#compared()].flat();
    if (this.#at < this.#tokens.length || found === undefined)
      throw new Error(`left over: ${this.#tokens.slice(this.#at)}`);
    return found;
  }

  #take(): string {
    return this.#tokens[this.#at++] ?? '';
  }

  #is(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false;
    this.#at += 1;
    return true;
  }

  #compared(): Arg {
    const left = this.#sum();
    return this.#is('=') ? (numberOf(left) === numberOf(this.#sum()) ? 1 : 0) : left;
  }

  #sum(): Arg {
    let left = this.#product();
    for (;;) {
      if (this.#is('+')) left = numberOf(left) + numberOf(this.#product());
      else if (this.#is('-')) left = numberOf(left) - numberOf(this.#product());
      else return left;
    }
  }

  #product(): Arg {
    let left = this.#one();
    for (;;) {
      if (this.#is('*')) left = numberOf(left) * numberOf(this.#one());
      else if (this.#is('/')) left = numberOf(left) / numberOf(this.#one());
      else return left;
    }
  }

  #one(): Arg {
    const token = this.#take();
    if (token === '(') {
      const inner = this.#compared();
      if (!this.#is(')')) throw new Error('a bracket is open');
      return inner;
    }
    if (token === '-') return -numberOf(this.#one());
    if (/^\d/.test(token)) return Number(token);
    if (token.endsWith('!')) return this.#range(token.slice(1, -2).replaceAll("''", "'"), this.#take());
    if (/^\$?[A-Z]{1,2}\$?\d+$/.test(token)) return this.#range(this.#sheet, token);
    if (!this.#is('(')) throw new Error(`not known: ${token}`);
    const args: Arg[] = [this.#compared()];
    while (this.#is(',')) args.push(this.#compared());
    if (!this.#is(')')) throw new Error(`${token} is open`);
    return called(token, args);
  }

  #range(sheet: string, first: string): Arg {
    const from = first.replaceAll('$', '');
    if (!this.#is(':')) return this.#reckon(sheet, from);
    const to = this.#take().replaceAll('$', '');
    const column = from.replace(/\d+/, '');
    if (to.replace(/\d+/, '') !== column) throw new Error(`not one column: ${from}:${to}`);
    const [top, bottom] = [from, to].map((one) => Number(one.replace(/\D+/, '')));
    return Array.from({ length: (bottom ?? 0) - (top ?? 0) + 1 }, (_, nth) =>
      this.#reckon(sheet, `${column}${(top ?? 0) + nth}`),
    );
  }
}

function numberOf(arg: Arg): number {
  const [one] = [arg].flat();
  if (typeof one !== 'number') throw new Error(`not a number: ${one}`);
  return one;
}

function called(name: string, args: readonly Arg[]): Value {
  const all = args.flat().map((one) => numberOf(one));
  const [first = 0, second = 0] = all;
  switch (name) {
    case 'SUM':
      return all.reduce((sum, one) => sum + one, 0);
    case 'AVERAGE':
      return all.reduce((sum, one) => sum + one, 0) / all.length;
    case 'MIN':
      return Math.min(...all);
    case 'MAX':
      return Math.max(...all);
    case 'IF':
      return numberOf(args[0] ?? 0) === 0 ? numberOf(args[2] ?? 0) : numberOf(args[1] ?? 0);
    case 'SUMPRODUCT': {
      const [left, right] = args.map((one) => [one].flat().map((each) => numberOf(each)));
      return (left ?? []).reduce((sum, one, at) => sum + one * (right?.[at] ?? 0), 0);
    }
    case 'RANK':
      return 1 + [args[1] ?? []].flat().filter((one) => numberOf(one) > first).length;
    case 'ROUND':
      return roundedInDecimals(first, second);
    default:
      throw new Error(`no function ${name}`);
  }
}

/** Half away from zero, in decimals: on the 15 figures that a spreadsheet has, digit by digit. */
function roundedInDecimals(number: number, digits: number): number {
  const [whole = '0', part = ''] = Math.abs(Number(number.toPrecision(15)))
    .toFixed(15 - Math.max(1, String(Math.trunc(Math.abs(number))).length))
    .split('.');
  const scaled = BigInt(whole + part.slice(0, digits).padEnd(digits, '0')) + ((part[digits] ?? '0') >= '5' ? 1n : 0n);
  return ((number < 0 ? -1 : 1) * Number(scaled)) / 10 ** digits;
}
