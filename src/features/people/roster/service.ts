import { mayRun } from '../../../bot/routing/roles.ts';
import type { Importer } from '../../../imports/importing.ts';
import { applyImport, type RosterImport } from '../../../members/roster/service.ts';
import { actorOf } from '../../../members/service.ts';

/** The source is the preview that was confirmed; the choice says which file it was of. */
export const rosterImporter: Importer<RosterImport> = {
  name: 'people.roster',
  notice: 'people.imported',
  take: async (ctx, { user, source }) => {
    const actor = await actorOf(ctx, user);
    return actor !== undefined && mayRun(actor, 'administrator') ? applyImport(ctx, source) : undefined;
  },
  told: ({ rows, matched, plan: { report } }, { choice }) => ({
    rows: String(rows),
    matched: String(matched),
    file: choice.file ?? '',
    bad: String(report.notes.count + report.faults.count),
  }),
};
