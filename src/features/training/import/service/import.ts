import { trainingImport } from '../../../../../jobs/training.ts';
import type { Actor } from '../../../../bot/feature.ts';
import { UserError } from '../../../../bot/routing/errors.ts';
import type { Context } from '../../../../context.ts';
import { plan } from '../../../../delivery/plan.ts';
import { clock } from '../../../../lib/clock.ts';
import { insertNew } from '../../../../lib/stores/mongo.ts';
import { DAY_MS, MINUTE_MS } from '../../../../lib/zone.ts';
import { affairsOf } from '../../../../members/roles.ts';
import { actorOf } from '../../../../members/service.ts';
import { publish } from '../../course/service/publish.ts';
import { courses } from '../../model.ts';
import { type PlanImport, planImports } from '../model.ts';
import { draftsOfPlan } from './plan.ts';

const ROWS_AT_ONCE = 500;
/** By then the job of a confirmed import has run, unless it was lost. */
const LOST_MS = 5 * MINUTE_MS;
const GIVEN_UP_MS = DAY_MS;
const DUE = 20;

type Import = Pick<PlanImport, 'file' | 'user' | 'isPublished'>;

/** The officer has seen it: it is written down, and a job makes it, so that a plan of thousands holds nobody up. */
export async function startImport(ctx: Context, { user }: Actor, file: string, isPublished: boolean): Promise<void> {
  const { workspace } = ctx;
  await insertNew(planImports(ctx), [{ workspace, file, user, isPublished, confirmedAt: clock.now() }]);
  await enqueue(ctx, { file, user, isPublished }).catch((error: unknown) =>
    ctx.log.warn({ err: error, file }, 'an import is not queued; the tick will find it'),
  );
}

/** Puts the jobs of confirmed imports that were lost with Redis into the queue again; of those a day old the officer is told. */
export async function importWaiting(ctx: Context): Promise<void> {
  const now = clock.now().getTime();
  const waiting = await planImports(ctx)
    .find({ workspace: ctx.workspace, confirmedAt: { $lt: new Date(now - LOST_MS) } })
    .sort({ confirmedAt: 1 })
    .limit(DUE)
    .lean<PlanImport[]>();
  for (const { file, user, isPublished, confirmedAt } of waiting)
    if (confirmedAt.getTime() < now - GIVEN_UP_MS) await end(ctx, { file, user, isPublished }, 'failed');
    else await enqueue(ctx, { file, user, isPublished });
}

/**
 * Makes a draft of each course of the file, publishes them if that was asked, and tells the officer. A course is inserted with
 * the names of all its rows, which are unique: running it again, or another file with the same rows, makes nothing twice.
 */
export async function importPlan(ctx: Context, wanted: Import): Promise<{ skipped: string } | { made: number }> {
  const { file, user, isPublished } = wanted;
  const actor = await actorOf(ctx, user);
  if (actor === undefined || affairsOf(actor) === 'none') {
    await forget(ctx, wanted);
    return { skipped: 'no officer any more' };
  }
  try {
    const { drafts, bad } = await draftsOfPlan(ctx, actor, file);
    let made = 0;
    for (let start = 0; start < drafts.length; start += ROWS_AT_ONCE)
      made += (await insertNew(courses(ctx), drafts.slice(start, start + ROWS_AT_ONCE))).length;
    if (isPublished) await publishDrafts(ctx, actor, file);
    await end(ctx, wanted, 'imported', bad);
    return { made };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    // The file was deleted or changed since the officer saw it.
    await end(ctx, wanted, 'failed');
    return { skipped: 'the file cannot be used any more' };
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

const enqueue = (ctx: Context, wanted: Import): Promise<void> =>
  ctx.enqueue(trainingImport, wanted, { key: `${wanted.file}-${Number(wanted.isPublished)}` });

/** Tells the officer, and then forgets it: whoever dies between tells nobody twice. */
async function end(ctx: Context, wanted: Import, outcome: 'imported' | 'failed', bad = 0): Promise<void> {
  const { file, user } = wanted;
  await plan(ctx, [
    {
      ...{ notice: `training.${outcome}-${file}`, kind: 'training.imported', recipient: user, to: 'member' },
      ...{ params: { file, outcome, bad: String(bad) }, urgent: true, priority: 1 },
    },
  ]);
  await forget(ctx, wanted);
}

async function forget(ctx: Context, { file, isPublished }: Import): Promise<void> {
  await planImports(ctx).deleteOne({ workspace: ctx.workspace, file, isPublished });
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
