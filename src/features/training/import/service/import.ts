import type { Actor } from '../../../../bot/actor.ts';
import { UserError } from '../../../../bot/routing/errors.ts';
import type { Context } from '../../../../context.ts';
import { confirmImport, type Importer, type Wanted } from '../../../../imports/importing.ts';
import { insertNew } from '../../../../lib/stores/mongo.ts';
import { affairsOf } from '../../../../members/roles.ts';
import { actorOf } from '../../../../members/service.ts';
import { publish } from '../../course/service/publish.ts';
import { courses } from '../../model.ts';
import { draftsOfPlan } from './plan.ts';

const ROWS_AT_ONCE = 500;

/** What became of a file: how many courses were made, and how many rows make none. */
interface Imported {
  made: number;
  bad: number;
}

/**
 * Makes a draft of each course of the file, and publishes them if that was asked. A course is inserted with the names of all its
 * rows, which are unique: running it again, or another file with the same rows, makes nothing twice.
 */
export async function importPlan(ctx: Context, { user, source, choice }: Wanted): Promise<Imported | undefined> {
  const actor = await actorOf(ctx, user);
  if (actor === undefined || affairsOf(actor) === 'none') return undefined;
  const { drafts, bad } = await draftsOfPlan(ctx, actor, source);
  let made = 0;
  for (let start = 0; start < drafts.length; start += ROWS_AT_ONCE)
    made += (await insertNew(courses(ctx), drafts.slice(start, start + ROWS_AT_ONCE))).length;
  if (choice.mode === 'publish') await publishDrafts(ctx, actor, source);
  return { made, bad };
}

/** The source is the file. */
export const planImporter: Importer<Imported> = {
  name: 'training.plan',
  notice: 'training.imported',
  take: importPlan,
  told: ({ bad }) => ({ bad: String(bad) }),
};

/** The officer has seen it: a job makes it, so that a plan of thousands holds nobody up. */
export async function startImport(
  ctx: Context,
  { user }: Pick<Actor, 'user'>,
  file: string,
  isPublished: boolean,
): Promise<void> {
  await confirmImport(ctx, planImporter, { user, source: file, choice: { mode: isPublished ? 'publish' : 'drafts' } });
}

/** Takes over what the release before this one had written down elsewhere. Twice is once. */
export async function takeOverImports(ctx: Context): Promise<void> {
  const before = ctx.db.collection<{ workspace: string; user: string; file: string; isPublished: boolean }>(
    'training_imports',
  );
  for await (const { _id, user, file, isPublished } of before.find({ workspace: ctx.workspace })) {
    await startImport(ctx, { user }, file, isPublished);
    await before.deleteOne({ _id });
  }
}

/** What became of a file: its courses that are published or being it, and those that are drafts. */
export async function importedOf(
  ctx: Context,
  actor: Actor,
  file: string,
): Promise<{ published: number; drafts: number }> {
  const own = { workspace: ctx.workspace, 'plan.file': file, author: actor.user };
  const [published, drafts] = await Promise.all([
    courses(ctx).countDocuments({ ...own, state: { $ne: 'draft' } }),
    courses(ctx).countDocuments({ ...own, state: 'draft' }),
  ]);
  return { published, drafts };
}

/** Those of the file's drafts that can be published; the others stay drafts, which say what is missing. */
async function publishDrafts(ctx: Context, actor: Actor, file: string): Promise<void> {
  const waiting = await courses(ctx)
    .find({ workspace: ctx.workspace, 'plan.file': file, state: 'draft', author: actor.user }, { _id: 1 })
    .lean();
  for (const { _id } of waiting)
    await publish(ctx, actor, _id).catch((error: unknown) => {
      if (!(error instanceof UserError)) throw error;
      ctx.log.info({ course: _id }, 'a course of a file stays a draft');
    });
}
