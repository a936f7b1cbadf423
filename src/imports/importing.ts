import { importsRun } from '../../jobs/imports.ts';
import { UserError } from '../bot/routing/errors.ts';
import type { Context } from '../context.ts';
import { plan } from '../delivery/plan.ts';
import { clock } from '../lib/clock.ts';
import { idFrom } from '../lib/ids.ts';
import { insertNew } from '../lib/stores/mongo.ts';
import { DAY_MS, MINUTE_MS } from '../lib/zone.ts';
import { type ConfirmedImport, confirmedImports } from './model.ts';

/*
 * A file that somebody sends becomes records in six steps, which are the same for every kind of file:
 *
 *   download → read in a thread → preview → confirmed and written down → taken → told, and the bad rows as a file
 *
 * A feature says what is its own:
 *
 *   const file = fileReader<typeof readPlanFile>({ module: READ, name: 'readPlanFile', maxBytes });   // READ: the module's URL
 *   const table = await file.read(ctx, id);                       // `UserError` with one sentence when the file is refused
 *   … [say.found(table.rows.length), ...notReadLines(locale, table, say.columns, plain)]     // what was read, and what was not
 *
 *   export const planImporter: Importer<Made> = {
 *     name: 'training.plan',
 *     notice: 'training.imported',
 *     take: (ctx, { user, source, choice }) => …,                 // taking it twice is taking it once
 *     told: ({ bad }) => ({ bad: String(bad) }),                   // what its notice shows: ids and numbers
 *   };
 *   await confirmImport(ctx, planImporter, { user, source: id, choice: { mode } });   // a job takes it and tells the person
 *   const made = await takeNow(ctx, planImporter, { user, source: id, choice });      // or here, for a modal that waits for it
 *
 *   const bad = badRowsOf(table.written, faults, (fault) => say.faults[fault.why]);
 *   await replyBadRows(request, bad);                             // behind a button; `sendBadRows` after an import
 *
 * and adds its importer to the list of `jobs/imports.worker.ts`, and a `templateOffer` to its commands and actions.
 */

/** Who confirmed what. */
export type Wanted = Pick<ConfirmedImport, 'user' | 'source' | 'choice'>;

/** What a feature says of one kind of import. */
export interface Importer<Outcome = unknown> {
  /** `<feature>.<what>`; it stands in the database. */
  name: string;
  /** The notice that tells the person what became of it. Its parameters are `source`, `outcome` (`done` or `failed`) and `told`. */
  notice: string;
  /**
   * Takes what was confirmed. It may have been begun before, or be under way elsewhere: each record has a name of its own.
   * @returns undefined when the person may not do it any more; nobody is told then
   * @throws UserError when it cannot be taken any more, such as a file that was deleted; the person is told. Other faults are tried again
   */
  take(ctx: Context, wanted: Wanted): Promise<Outcome | undefined>;
  /** What the notice needs to know of it: ids and numbers only. */
  told(outcome: Outcome, wanted: Wanted): Record<string, string>;
  /** Which faults are refusals besides `UserError`. */
  isRefusal?(error: unknown): boolean;
}

/** By then a confirmed import is taken, unless its job or its process was lost. */
const LOST_MS = 5 * MINUTE_MS;
/** Then the person is told that it failed. */
const GIVEN_UP_MS = DAY_MS;
const AT_ONCE = 20;

/** Writes down what was confirmed and has a job take it, which tells the person. It is taken though Redis be lost. */
export async function confirmImport(ctx: Context, { name }: Pick<Importer, 'name'>, wanted: Wanted): Promise<void> {
  const id = await writeDown(ctx, name, wanted);
  await enqueue(ctx, id).catch((error: unknown) =>
    ctx.log.warn({ err: error, id }, 'an import is not queued; the tick will find it'),
  );
}

/**
 * Takes what was confirmed at once, for a person who waits for the answer. It is written down while it is under way: if this
 * process dies, a job completes it and tells them.
 * @throws what `take` throws; of a `UserError` nothing is left to be done
 */
export async function takeNow<Outcome>(
  ctx: Context,
  importer: Importer<Outcome>,
  wanted: Wanted,
): Promise<Outcome | undefined> {
  const id = await writeDown(ctx, importer.name, wanted);
  try {
    const outcome = await importer.take(ctx, wanted);
    await forget(ctx, id);
    return outcome;
  } catch (error) {
    if (isRefusal(importer, error)) await forget(ctx, id);
    throw error;
  }
}

/** What the job `imports.run` does. */
export async function runImport(
  ctx: Context,
  importers: readonly Importer[],
  id: string,
): Promise<{ done: true } | { skipped: string }> {
  const wanted = await confirmedImports(ctx).findOne({ _id: id, workspace: ctx.workspace }).lean<ConfirmedImport>();
  if (wanted === null) return { skipped: 'taken already' };
  const importer = importers.find((one) => one.name === wanted.importer);
  if (importer === undefined) throw new Error(`Nothing imports ${wanted.importer}: add it to jobs/imports.worker.ts`);
  if (wanted.confirmedAt.getTime() < clock.now().getTime() - GIVEN_UP_MS) {
    await end(ctx, importer, wanted, { outcome: 'failed' });
    return { skipped: 'given up after a day' };
  }
  try {
    const outcome = await importer.take(ctx, wanted);
    if (outcome === undefined) {
      await forget(ctx, id);
      return { skipped: 'no right to it any more' };
    }
    await end(ctx, importer, wanted, { ...importer.told(outcome, wanted), outcome: 'done' });
    return { done: true };
  } catch (error) {
    if (!isRefusal(importer, error)) throw error;
    await end(ctx, importer, wanted, { outcome: 'failed' });
    return { skipped: 'it cannot be taken any more' };
  }
}

/** What the job `imports.tick` does. */
export async function importsWaiting(ctx: Context): Promise<void> {
  const before = new Date(clock.now().getTime() - LOST_MS);
  const waiting = await confirmedImports(ctx)
    .find({ workspace: ctx.workspace, confirmedAt: { $lt: before } }, { _id: 1 })
    .sort({ confirmedAt: 1 })
    .limit(AT_ONCE)
    .lean<Pick<ConfirmedImport, '_id'>[]>();
  for (const { _id } of waiting) await enqueue(ctx, _id);
}

/** The same wanted twice is one. */
async function writeDown(ctx: Context, importer: string, { user, source, choice }: Wanted): Promise<string> {
  const { workspace } = ctx;
  const chosen = Object.entries(choice).sort(([one], [other]) => (one < other ? -1 : 1));
  const _id = idFrom(workspace, importer, user, source, ...chosen.flat());
  await insertNew(confirmedImports(ctx), [
    { _id, workspace, importer, user, source, choice, confirmedAt: clock.now() },
  ]);
  return _id;
}

const enqueue = (ctx: Context, id: string): Promise<void> => ctx.enqueue(importsRun, { id }, { key: id });

/** Tells the person, and then forgets it: a process that dies between tells nobody twice. */
async function end(
  ctx: Context,
  { notice }: Pick<Importer, 'notice'>,
  { _id, user, source }: ConfirmedImport,
  told: Record<string, string> & { outcome: 'done' | 'failed' },
): Promise<void> {
  await plan(ctx, [
    {
      notice: `${notice}-${_id}-${told.outcome}`,
      kind: notice,
      recipient: user,
      to: 'member',
      params: { source, ...told },
      urgent: true,
      priority: 1,
    },
  ]);
  await forget(ctx, _id);
}

function isRefusal({ isRefusal: isOther }: Pick<Importer, 'isRefusal'>, error: unknown): boolean {
  return error instanceof UserError || isOther?.(error) === true;
}

async function forget(ctx: Context, id: string): Promise<void> {
  await confirmedImports(ctx).deleteOne({ _id: id, workspace: ctx.workspace });
}
