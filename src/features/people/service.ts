import type { Actor } from '../../bot/actor.ts';
import type { Feature } from '../../bot/feature.ts';
import { mayRun } from '../../bot/routing/roles.ts';
import type { Context } from '../../context.ts';
import type { Bilingual, Locale } from '../../lib/language.ts';
import { sizeOfAudience } from '../../members/audience/resolve.ts';
import { EVERYBODY } from '../../members/audience/spec.ts';
import { rosterSize } from '../../members/roster/service.ts';
import { actorOf, chooseLocale, memberOf, setOptOut, setQuietHours } from '../../members/service.ts';
import { type Hours, QUIET_HOURS } from '../../members/shift.ts';

/** How many are in the company, on the roster, and found in Slack. */
export interface PeopleSize {
  members: number;
  rows: number;
  matched: number;
}

/** The company's numbers, for people who can see them. */
export async function sizeFor(ctx: Context, actor: Actor): Promise<PeopleSize | undefined> {
  if (!mayRun(actor, 'administrator')) return undefined;
  const [{ members }, roster] = await Promise.all([sizeOfAudience(ctx, EVERYBODY), rosterSize(ctx)]);
  return { members, ...roster };
}

/** Sets the member's language; null: as in Slack. @returns the language that counts from now on. */
export async function setLanguage(ctx: Context, actor: Actor, chosen: Locale | null): Promise<Locale> {
  await chooseLocale(ctx, actor.user, chosen ?? undefined);
  return chosen ?? (await actorOf(ctx, actor.user))?.locale ?? actor.locale;
}

/** What a member has decided for themselves. */
export interface Settings {
  /** Undefined: as in Slack. */
  chosen: Locale | undefined;
  quiet: Hours;
  /** Kinds of notices that may not come. */
  refused: string[];
}

/** A feature's notices that a member may refuse. */
export interface Refusable {
  feature: string;
  title: Bilingual;
  notices: { kind: string; name: Bilingual }[];
}

/** What there is to refuse, as the manifests say. */
export function refusableOf(features: readonly Feature[]): Refusable[] {
  return features
    .map(({ name: feature, title, refusable = {} }) => ({
      feature,
      title,
      notices: Object.entries(refusable).map(([verb, name]) => ({ kind: `${feature}.${verb}`, name })),
    }))
    .filter(({ notices }) => notices.length > 0);
}

export async function settingsOf(ctx: Context, actor: Actor): Promise<Settings> {
  const member = await memberOf(ctx, actor.user);
  return { chosen: member?.localeChosen, quiet: member?.quiet ?? QUIET_HOURS, refused: member?.optOuts ?? [] };
}

/**
 * Keeps what a member chose in the settings.
 * @param settings.chosen null: as in Slack
 * @param settings.quiet the hours of the house are not kept as the member's own
 * @param settings.wanted kinds of notices; those of `refusable` that are not among them are refused
 */
export async function saveSettings(
  ctx: Context,
  actor: Actor,
  settings: { chosen: Locale | null; quiet: Hours; wanted: readonly string[]; refusable: readonly Refusable[] },
): Promise<void> {
  const { chosen, quiet, wanted, refusable } = settings;
  const isOfHouse = quiet.from === QUIET_HOURS.from && quiet.to === QUIET_HOURS.to;
  await setLanguage(ctx, actor, chosen);
  await setQuietHours(ctx, actor.user, isOfHouse ? undefined : quiet);
  for (const { kind } of refusable.flatMap(({ notices }) => notices))
    await setOptOut(ctx, actor.user, kind, !wanted.includes(kind));
}
