import type { Context } from '../src/context.ts';
import { valueImporter } from '../src/features/competition/service/file.ts';
import { rosterImporter } from '../src/features/people/roster/service.ts';
import { bankImporter } from '../src/features/quiz/bank/service/import.ts';
import { planImporter } from '../src/features/training/import/service/import.ts';
import { type Importer, importsWaiting, runImport } from '../src/imports/importing.ts';
import { type JobWorker, workerFor } from './define.ts';
import { importsRun, importsTick } from './imports.ts';

/** Every kind of import that is confirmed. */
const IMPORTERS: readonly Importer[] = [bankImporter, planImporter, rosterImporter, valueImporter];

export const importsWorkers: JobWorker<Context>[] = [
  workerFor(importsTick, async (ctx: Context) => {
    await importsWaiting(ctx);
    return { done: true };
  }),
  workerFor(importsRun, (ctx: Context, { id }) => runImport(ctx, IMPORTERS, id)),
];
