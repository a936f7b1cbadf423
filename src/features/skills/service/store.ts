import { certificateYears } from '../../../certificates/register.ts';
import type { Context } from '../../../context.ts';
import { makeIndexes } from '../../../lib/stores/collection.ts';
import { prepareNotices } from '../../../notices/calendar.ts';
import { attendances, certificates, contests, entrants, heats, theoryPapers, theorySheets } from '../model.ts';
import { appealCases } from './appeals.ts';

/** Makes the indexes. */
export const prepareSkills = async (ctx: Pick<Context, 'db'>): Promise<void> => {
  const own = [contests, heats, attendances, entrants, theorySheets, theoryPapers, certificates, certificateYears];
  await Promise.all([makeIndexes(ctx, own), prepareNotices(ctx), appealCases.prepare(ctx)]);
};
