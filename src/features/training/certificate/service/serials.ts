import type { Context } from '../../../../context.ts';
import { takeNumbers } from '../../../../lib/counter.ts';
import { certificateYears } from '../model.ts';

/** Takes so many serials of a year, which nobody else gets. What is not used then stays a gap. @returns the first */
export async function takeSerials(ctx: Context, year: number, count: number): Promise<number> {
  return takeNumbers(certificateYears(ctx), { workspace: ctx.workspace, year }, 'serial', count);
}
