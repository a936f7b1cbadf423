import type { Button } from '@slack/types';
import type { Actor, Role } from '../bot/actor.ts';
import { button } from '../bot/draw/blocks.ts';
import { sentence } from '../bot/draw/sentence.ts';
import type { Action, Command } from '../bot/feature.ts';
import type { CommandRequest } from '../bot/request.ts';
import { type SlackFile, sendSlackFile } from '../bot/slack/file.ts';
import type { Context } from '../context.ts';
import type { Bilingual, Locale } from '../lib/language.ts';
import { writeCsv } from '../lib/tables/csv-write.ts';
import { guardCell, guardRow } from '../lib/tables/formula-guard.ts';
import type { SheetCell } from '../lib/tables/xlsx-write.ts';
import { EXPLAIN_SHEET, templateWords } from './words.ts';

/** A column of a template, and what is written into it. */
export interface TemplateColumn {
  title: string;
  about: string;
  isNeeded?: boolean;
  /** In characters; 16 if absent. */
  width?: number;
}

/** A table to fill in, in one language: its columns in their order, and an example of each kind of row. */
export interface Template<Column extends string = string> {
  /** Of the file, without its ending. */
  name: string;
  sheet: string;
  columns: Readonly<Record<Column, TemplateColumn>>;
  examples: readonly Partial<Record<Column, SheetCell>>[];
}

export type TemplateFormat = 'xlsx' | 'csv';

const WIDTH = 16;
const EXPLAIN_WIDTHS = [24, 10, 90];

/** The template as a workbook: a sheet to fill in, and one that explains each column, which no import reads. */
export async function templateBook(locale: Locale, template: Template): Promise<SlackFile> {
  // Loaded with the first file: a process at rest does without.
  const { writeXlsxBook } = await import('../lib/tables/xlsx-write.ts');
  const say = templateWords[locale];
  const columns = Object.values(template.columns);
  const about = columns.map(({ title, isNeeded = false, about }) => [title, isNeeded ? say.needed : '', about]);
  const bytes = await writeXlsxBook([
    { name: template.sheet, rows: rowsOf(template).map(guardRow), widths: columns.map(({ width = WIDTH }) => width) },
    { name: EXPLAIN_SHEET[locale], rows: [say.explainHead, ...about].map(guardRow), widths: EXPLAIN_WIDTHS },
  ]);
  return { filename: `${template.name}.xlsx`, bytes };
}

/** The template as CSV, without the explanations. */
export function templateCsv(template: Template): SlackFile {
  const rows = rowsOf(template).map((row) => row.map((cell) => guardCell(String(cell))));
  return { filename: `${template.name}.csv`, bytes: writeCsv(rows) };
}

function rowsOf({ columns, examples }: Template): (string | SheetCell)[][] {
  const titles = Object.values(columns).map(({ title }) => title);
  return [titles, ...examples.map((example) => Object.keys(columns).map((column) => example[column] ?? ''))];
}

/** Sends a template into the person's messages with the bot, and says so. */
export async function sendTemplate(
  { ctx, actor, reply }: Pick<CommandRequest, 'ctx' | 'actor' | 'reply'>,
  template: Template,
  format: TemplateFormat,
): Promise<void> {
  const say = templateWords[actor.locale];
  const file = format === 'csv' ? templateCsv(template) : await templateBook(actor.locale, template);
  await sendSlackFile(ctx, actor.user, file, say.comment);
  await reply(sentence(say.sent));
}

/** What a feature offers of its template: the command `template`, and the action of the same name behind `templateButtons`. */
export function templateOffer(offer: {
  role: Role;
  summary: Bilingual;
  formats: readonly TemplateFormat[];
  make(ctx: Context, actor: Actor): Template | Promise<Template>;
}): { command: Command; action: Action } {
  const { role, summary, formats, make } = offer;
  const formatOf = (word: string) => formats.find((one) => one === word.toLowerCase()) ?? 'xlsx';
  const usage = formats.length > 1 ? `[${formats.join('|')}]` : '';
  return {
    command: {
      verb: 'template',
      aliases: ['模板'],
      role,
      usage: { zh: usage, en: usage },
      summary,
      run: async (request) =>
        sendTemplate(request, await make(request.ctx, request.actor), formatOf(request.args[0] ?? '')),
    },
    action: {
      role,
      run: async (request) => sendTemplate(request, await make(request.ctx, request.actor), formatOf(request.suffix)),
    },
  };
}

/** The buttons of an import's dialog that send its template. @param feature whose action `template` they are */
export function templateButtons(locale: Locale, feature: string, formats: readonly TemplateFormat[]): Button[] {
  const say = templateWords[locale];
  return formats.map((format) =>
    button({
      action: format === 'xlsx' ? `${feature}.template` : `${feature}.template:${format}`,
      label: say.buttons[format],
    }),
  );
}
