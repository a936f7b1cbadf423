import type { Actor } from '../../../bot/actor.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import { fileReader } from '../../../bot/slack/file-reader.ts';
import type { Context } from '../../../context.ts';
import { idFrom } from '../../../lib/ids.ts';
import { disciplineOf } from '../rules/contest.ts';
import { type BadCriterion, CRITERIA_LIMITS, type CriteriaTable, criteriaIn } from '../rules/criteria-file.ts';
import type { Contest, Criterion, Discipline } from '../rules/records.ts';
import { WORDS } from '../words.ts';
import { addCriteria } from './contests.ts';
import { managed } from './lives.ts';
import type { readCriteriaFile } from './read.ts';

const READ = new URL('./read.ts', import.meta.url);
const criteriaFiles = fileReader<typeof readCriteriaFile>({
  module: READ,
  name: 'readCriteriaFile',
  maxBytes: CRITERIA_LIMITS.bytes,
});

/** What a file of criteria would bring to a discipline. */
export interface CriteriaPreview extends Omit<CriteriaTable, 'rows'> {
  discipline: Discipline;
  good: Criterion[];
  bad: BadCriterion[];
}

/** @throws UserError for people who do not look after it, and for a file as a whole */
export async function previewCriteria(
  ctx: Context,
  actor: Actor,
  contest: string,
  discipline: string,
  file: string,
): Promise<CriteriaPreview> {
  const own = disciplineOf(await managed(ctx, actor, contest), discipline);
  if (own === undefined) throw new UserError(WORDS.gone);
  const { rows, ...table } = await criteriaFiles.read(ctx, file);
  const read = criteriaIn(
    rows,
    own.criteria,
    ({ sheet, line }) => `c${idFrom(ctx.workspace, discipline, file, sheet, String(line))}`,
  );
  return { ...table, ...read, discipline: own };
}

/** Takes what a preview has shown, all at once. Twice is once. @throws UserError as `previewCriteria`, and once numbers are drawn */
export async function takeCriteria(
  ctx: Context,
  actor: Actor,
  contest: string,
  discipline: string,
  file: string,
): Promise<{ contest: Contest; count: number }> {
  const { good } = await previewCriteria(ctx, actor, contest, discipline, file);
  return { contest: await addCriteria(ctx, actor, contest, discipline, good), count: good.length };
}
