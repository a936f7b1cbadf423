import type { Context } from '../../../context.ts';
import { makeIndexes } from '../../../lib/stores/collection.ts';
import { kindSettings } from '../kinds/model.ts';
import { absences } from '../records-model.ts';
import { suggestionCases } from './items.ts';

/** Makes the indexes; running it again changes nothing. */
export async function prepare(ctx: Context): Promise<void> {
  await Promise.all([suggestionCases.prepare(ctx), makeIndexes(ctx, [kindSettings, absences])]);
}
