import type { Actor } from '../../../bot/actor.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import { fileReader } from '../../../bot/slack/file-reader.ts';
import type { Context } from '../../../context.ts';
import { confirmImport, type Importer } from '../../../imports/importing.ts';
import { idFrom } from '../../../lib/ids.ts';
import { audit } from '../../../members/audit.ts';
import { actorOf } from '../../../members/service.ts';
import type { Competition } from '../model.ts';
import { type ReadRow, type RowFault, rowReader, VALUE_LIMITS, type ValueRow, type ValueTable } from '../rules/file.ts';
import { WORDS } from '../words.ts';
import { today } from './day.ts';
import { visible } from './lives.ts';
import type { readValueFile } from './read.ts';
import { type ReportFault, reportFault, reportMany, valuesAt } from './reports.ts';
import { userOf } from './units.ts';
import { valueId } from './value-id.ts';

const READ = new URL('./read.ts', import.meta.url);
const valueFiles = fileReader<typeof readValueFile>({
  module: READ,
  name: 'readValueFile',
  maxBytes: VALUE_LIMITS.bytes,
});

export interface BadValue extends Pick<ValueRow, 'sheet' | 'line'> {
  why: { row: RowFault | 'twice' } | ReportFault;
}

/** What a file of values would bring. */
export interface FilePreview extends Pick<ValueTable, 'written' | 'unused' | 'passed'> {
  one: Competition;
  good: ReadRow[];
  bad: BadValue[];
}

/** Reads a file of values against a competition, as this person could report them. @throws UserError for the file as a whole */
export async function previewFile(
  ctx: Context,
  actor: Pick<Actor, 'user'>,
  competition: Competition,
  file: string,
): Promise<FilePreview> {
  const table = await valueFiles.read(ctx, file);
  const readRow = rowReader(competition, userOf);
  const rows = table.rows.map((row) => ({ row, read: readRow(row) }));
  const known = await valuesAt(
    ctx,
    competition._id,
    rows.flatMap(({ read }) => (typeof read === 'string' ? [] : [read])),
  );
  const said = new Set<string>();
  const preview: FilePreview = { ...table, one: competition, good: [], bad: [] };
  for (const { row, read } of rows) {
    const bad = (why: BadValue['why']) => preview.bad.push({ sheet: row.sheet, line: row.line, why });
    if (typeof read === 'string') {
      bad({ row: read });
      continue;
    }
    const { indicator, unit, slot } = read;
    const id = valueId(ctx, { competition: competition._id, indicator, unit, slot });
    const fault = reportFault(competition, actor, read, today(ctx), known.get(id));
    if (fault !== undefined) bad(fault);
    else if (said.has(id)) bad({ row: 'twice' });
    else {
      said.add(id);
      preview.good.push(read);
    }
  }
  return preview;
}

/** What became of a file. */
interface Taken {
  taken: number;
  bad: number;
}

/** Whoever sends a file reports what is in it: it waits for verification like any other value, whatever the file says. */
export const valueImporter: Importer<Taken> = {
  name: 'competition.values',
  notice: 'competition.imported',
  take: async (ctx, { user, source, choice }) => {
    const actor = await actorOf(ctx, user);
    if (actor === undefined) return undefined;
    const one = await visible(ctx, actor, choice.competition ?? '');
    const { good, bad } = await previewFile(ctx, actor, one, source);
    const taken = (await reportMany(ctx, actor, one, good)).filter((fault) => fault === undefined).length;
    return { taken, bad: bad.length + good.length - taken };
  },
  told: ({ taken, bad }, { choice }) => ({
    taken: String(taken),
    bad: String(bad),
    competition: choice.competition ?? '',
  }),
};

/** The person has seen the preview: a job takes the file and tells them. */
export async function startImport(
  ctx: Context,
  { user }: Pick<Actor, 'user'>,
  one: Competition,
  file: string,
  rows: number,
): Promise<void> {
  if (rows === 0) throw new UserError(WORDS.notNow);
  await confirmImport(ctx, valueImporter, { user, source: file, choice: { competition: one._id } });
  const what = { zh: `导入竞赛数值 ${rows} 个`, en: `imported ${rows} values of a competition` };
  await audit(ctx, { id: `competition-${idFrom(user, file)}`, by: user, kind: 'import', what });
}
