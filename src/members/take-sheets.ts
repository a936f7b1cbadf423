import type { Actor } from '../bot/actor.ts';
import { sendSlackFile } from '../bot/slack/file.ts';
import type { Context } from '../context.ts';
import type { Bilingual } from '../lib/language.ts';
import { guardRow } from '../lib/tables/formula-guard.ts';
import type { Sheet } from '../lib/tables/xlsx-write.ts';
import { audit } from './audit.ts';

/** A spreadsheet that somebody takes with them. */
export interface Taken {
  filename: string;
  /** The first row of each is its header; a single one needs no name. */
  sheets: readonly { name?: string; rows: readonly Readonly<Sheet['rows'][number]>[]; widths: Sheet['widths'] }[];
  /** What stands above it in their messages. */
  comment: string;
  /** In the audit, without anybody's name. `id`: to write it down once. */
  what: Bilingual & { id?: string };
}

/** A workbook; words that a spreadsheet would take for formulas are guarded, formulas that are meant are not. */
export async function workbook(sheets: Taken['sheets']): Promise<Uint8Array> {
  // Loaded with the first file: a process at rest does without.
  const { writeXlsxBook } = await import('../lib/tables/xlsx-write.ts');
  return writeXlsxBook(sheets.map(({ name = 'Sheet1', rows, widths }) => ({ name, rows: rows.map(guardRow), widths })));
}

/** Sends a workbook to a person's messages, and writes down that they took the data with them. */
export async function takeSheets(
  ctx: Context,
  { user }: Pick<Actor, 'user'>,
  { filename, sheets, comment, what: { id, ...what } }: Taken,
): Promise<void> {
  await sendSlackFile(ctx, user, { filename, bytes: await workbook(sheets) }, comment);
  await audit(ctx, { ...(id === undefined ? {} : { id }), by: user, kind: 'export', what });
}
