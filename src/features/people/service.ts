import type { Actor, Locale } from '../../bot/feature.ts';
import { mayRun } from '../../bot/roles.ts';
import { downloadSlackFile } from '../../bot/slack-file.ts';
import type { Context } from '../../context.ts';
import { countMembers } from '../../members/audience.ts';
import { ROSTER_LIMITS } from '../../members/roster.ts';
import { importRoster, type RosterImport, rosterSize } from '../../members/roster-service.ts';
import { actorOf, chooseLocale } from '../../members/service.ts';
import type { PeopleSize } from './views.ts';

/** The company's numbers, for whoever may see them. */
export async function sizeFor(ctx: Context, actor: Actor): Promise<PeopleSize | undefined> {
  if (!mayRun(actor, 'administrator')) return undefined;
  const [members, roster] = await Promise.all([countMembers(ctx, { kind: 'company' }), rosterSize(ctx)]);
  return { members, ...roster };
}

/** Takes in the roster that was uploaded as the file `id`. */
export async function importUploaded(ctx: Context, id: string): Promise<RosterImport> {
  const { bytes } = await downloadSlackFile(ctx, id, ROSTER_LIMITS.bytes);
  const result = await importRoster(ctx, bytes);
  ctx.log.info({ rows: result.rows, matched: result.matched, faults: result.faults.length }, 'a roster was imported');
  return result;
}

/** Sets the member's language; null: as in Slack. @returns the language that counts from now on. */
export async function setLanguage(ctx: Context, actor: Actor, chosen: Locale | null): Promise<Locale> {
  await chooseLocale(ctx, actor.user, chosen ?? undefined);
  return chosen ?? (await actorOf(ctx, actor.user))?.locale ?? actor.locale;
}
