import type { Context } from '../../../context.ts';
import { isDuplicateKey } from '../../../lib/mongo.ts';
import { type CertificateYear, certificateYears } from '../certificate-model.ts';

/** Takes so many serials of a year, which nobody else gets. What is not used then stays a gap. @returns the first */
export async function takeSerials(ctx: Context, year: number, count: number): Promise<number> {
  try {
    return await take(ctx, year, count);
  } catch (error) {
    // The first of a year, twice at the same moment: by now it is there.
    if (isDuplicateKey(error)) return take(ctx, year, count);
    throw error;
  }
}

async function take(ctx: Context, year: number, count: number): Promise<number> {
  const after = await certificateYears(ctx)
    .findOneAndUpdate(
      { workspace: ctx.workspace, year },
      { $inc: { serial: count } },
      { upsert: true, returnDocument: 'after' },
    )
    .lean<CertificateYear>();
  if (after === null) throw new Error('an upsert gave no document');
  return after.serial - count + 1;
}
