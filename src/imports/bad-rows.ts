import { sentence } from '../bot/draw/sentence.ts';
import type { CommandRequest } from '../bot/request.ts';
import { type SlackFile, sendSlackFile } from '../bot/slack/file.ts';
import type { Context } from '../context.ts';
import type { Locale } from '../lib/language.ts';
import { placeOf } from '../lib/tables/cell-name.ts';
import { guardRow, unguardCell } from '../lib/tables/formula-guard.ts';
import { REASON_HEADER } from '../lib/tables/reason-column.ts';
import type { WrittenCell, WrittenRow, WrittenTable } from '../lib/tables/written-rows.ts';
import { badRowWords } from './words.ts';

const WIDTH = 16;
const REASON_WIDTH = 60;

/** The rows of a file that were not taken, sheet by sheet, each with what is to be mended in it, in plain text. */
export interface BadRows {
  tables: readonly { sheet: string; header: WrittenCell[]; rows: readonly (WrittenRow & { why: string })[] }[];
}

/** What was not taken: rows, or a file in the format of the one that was sent. */
export type Bad = BadRows | { count: number; file: SlackFile };

/** Where something is wrong: in which row of which sheet. The sheet may be left out where one is read. */
interface Trouble {
  sheet?: string;
  line: number;
}

/**
 * Puts what is wrong beside the rows as they were written; rows in which nothing is wrong are left out.
 * @param tables of all sheets that were read
 * @param words what is wrong, in plain text; of several troubles of a row all are said. `columnOf` calls a cell (`D7`) by the title of
 *   its column: in the file of bad rows it stands elsewhere
 */
export function badRowsOf<T extends Trouble>(
  tables: readonly WrittenTable[],
  troubles: readonly T[],
  words: (trouble: T, columnOf: (cell: string) => string) => string,
): BadRows {
  const [only, another] = tables;
  const alone = another === undefined ? (only?.sheet ?? '') : '';
  const keyOf = (sheet: string, line: number) => `${line} ${sheet}`;
  const byRow = new Map<string, T[]>();
  for (const trouble of troubles) {
    const key = keyOf(trouble.sheet ?? alone, trouble.line);
    const before = byRow.get(key);
    if (before === undefined) byRow.set(key, [trouble]);
    else before.push(trouble);
  }
  return {
    tables: tables.map((table) => ({
      ...table,
      rows: table.rows.flatMap((row) => {
        const own = byRow.get(keyOf(table.sheet, row.line)) ?? [];
        const why = [
          ...new Set(own.map((trouble) => words(trouble, (cell) => columnOf(row.header ?? table.header, cell)))),
        ].join(' ');
        return own.length === 0 ? [] : [{ ...row, why }];
      }),
    })),
  };
}

function columnOf(header: readonly WrittenCell[], cell: string): string {
  const title = header[placeOf(cell)?.column ?? -1];
  return typeof title === 'string' && title.trim() !== '' ? `“${title.trim()}”` : cell;
}

export function countOf(bad: Bad): number {
  return 'count' in bad ? bad.count : bad.tables.reduce((sum, { rows }) => sum + rows.length, 0);
}

async function fileOf(locale: Locale, bad: Bad): Promise<SlackFile> {
  return 'file' in bad ? bad.file : badRowsFile(locale, bad);
}

/**
 * The rows that were not taken as a workbook: a sheet for each that had any, in the columns of the file that was sent, and one
 * column more that says what is wrong. It can be mended and sent again; see `withoutReasons`.
 */
export async function badRowsFile(locale: Locale, { tables }: BadRows): Promise<SlackFile> {
  // Loaded with the first file: a process at rest does without.
  const { writeXlsxBook } = await import('../lib/tables/xlsx-write.ts');
  const say = badRowWords[locale];
  const sheets = tables
    .filter(({ rows }) => rows.length > 0)
    .map((table) => {
      const width = Math.max(table.header.length, ...table.rows.map(({ cells }) => filledWidth(cells)));
      const line = (cells: readonly WrittenCell[], reason: string) =>
        guardRow([...Array.from({ length: width }, (_, at) => unguarded(cells[at] ?? '')), reason]);
      return {
        name: table.sheet || say.sheet,
        rows: [line(table.header, REASON_HEADER[locale]), ...rowsOf(table.rows, line)],
        widths: [...Array.from({ length: width }, () => WIDTH), REASON_WIDTH],
      };
    });
  return { filename: say.file, bytes: await writeXlsxBook(sheets) };
}

/** A file of bad rows may come back unmended: what it guards is not guarded twice. */
function unguarded(cell: WrittenCell): WrittenCell {
  return typeof cell === 'string' ? unguardCell(cell) : cell;
}

function filledWidth(cells: readonly WrittenCell[]): number {
  return cells.findLastIndex((cell) => cell !== '') + 1;
}

/** A header or a heading that rows stand under is written once above the first of them. */
function rowsOf(
  rows: BadRows['tables'][number]['rows'],
  line: (cells: readonly WrittenCell[], reason: string) => WrittenCell[],
): WrittenCell[][] {
  let [header, heading]: [WrittenRow['header'], WrittenRow['heading']] = [undefined, undefined];
  return rows.flatMap((row) => {
    const above = [...(row.header === header ? [] : [row.header]), ...(row.heading === heading ? [] : [row.heading])];
    [header, heading] = [row.header, row.heading];
    return [...above.flatMap((cells) => (cells === undefined ? [] : [line(cells, '')])), line(row.cells, row.why)];
  });
}

/**
 * Sends the bad rows into the officer's messages with the bot. What was imported stands, whether the file arrives or not.
 * @returns whether it went
 */
export async function sendBadRows(
  ctx: Context,
  { user, locale }: { user: string; locale: Locale },
  read: () => Bad | Promise<Bad>,
): Promise<boolean> {
  try {
    const bad = await read();
    if (countOf(bad) === 0) return false;
    const file = await fileOf(locale, bad);
    await sendSlackFile(ctx, user, file, badRowWords[locale].comment(countOf(bad)));
    return true;
  } catch (error) {
    ctx.log.warn({ err: error }, 'a file of bad rows could not be sent');
    return false;
  }
}

/** Answers the button that asks for the bad rows of a file. */
export async function replyBadRows(
  { ctx, actor, reply }: Pick<CommandRequest, 'ctx' | 'actor' | 'reply'>,
  bad: Bad,
): Promise<void> {
  const say = badRowWords[actor.locale];
  const count = countOf(bad);
  if (count > 0) await sendSlackFile(ctx, actor.user, await fileOf(actor.locale, bad), say.comment(count));
  await reply(sentence(count > 0 ? say.sent : say.none));
}
