import type { Actor, Role } from '../bot/actor.ts';
import type { Context } from '../context.ts';
import { clock } from '../lib/clock.ts';
import type { Locale } from '../lib/language.ts';
import { findBy } from '../lib/lists/find-by.ts';
import { cachedActor, forgetActor } from './actor-cache.ts';
import { type Member, members, type Store, WITHOUT_KEYS } from './model.ts';
import { roleOf, withRole } from './officers.ts';
import { enrichMember } from './roster/enrich.ts';
import { indexForSearch } from './search/index.ts';
import type { Hours } from './shift.ts';
import { readSlackUser, type SlackFacts, type SlackUser, upsertOf } from './slack/user.ts';

/** What the members' use cases need: the store, Slack and the configuration. */
export type MembersContext = Pick<Context, 'db' | 'workspace' | 'slack' | 'config'>;

/**
 * The person behind a Slack user id. A person who is not known yet is asked of Slack once and kept.
 * @returns undefined for bots, strangers and guests of shared channels, and for those who left.
 * @throws Slack's error when Slack cannot be asked; MongoDB's when it is away.
 */
export function actorOf(ctx: MembersContext, user: string): Promise<Actor | undefined> {
  return cachedActor(ctx, user, async () => {
    const member = (await memberOf(ctx, user)) ?? (await fetchMember(ctx, user));
    return member === undefined ? undefined : actorFrom(ctx, member);
  });
}

/** The people at work who have one of these roles themselves. */
export async function actorsWith(
  ctx: Pick<MembersContext, 'db' | 'workspace' | 'config'>,
  ...roles: Role[]
): Promise<Actor[]> {
  const found = await members(ctx)
    .find({ workspace: ctx.workspace, state: 'active', ...withRole(ctx, ...roles) }, WITHOUT_KEYS)
    .lean<Member[]>();
  return found.flatMap((member) => actorFrom(ctx, member) ?? []);
}

/** A member as stored, whatever their state; not asked of Slack. */
export const memberOf = findBy(members, 'user');

/**
 * A stored member as an actor; undefined for guests and those who left. Which roles they have `roleOf` says.
 */
export function actorFrom(ctx: Pick<Context, 'config'>, member: Member): Actor | undefined {
  if (member.state !== 'active' || member.isGuest) return undefined;
  return {
    user: member.user,
    name: member.name,
    locale: member.localeChosen ?? member.locale,
    tz: member.tz,
    ...roleOf(ctx, member),
    branch: member.branch,
    team: member.team,
    post: member.post,
    shift: member.shift,
  };
}

async function fetchMember(ctx: MembersContext, user: string): Promise<Member | undefined> {
  const answer = await ctx.slack.users.info({ user, include_locale: true }).catch((error: unknown) => {
    if (isUnknownUser(error)) return undefined;
    throw error;
  });
  const facts = answer?.user === undefined ? 'foreign' : readSlackUser(ctx, answer.user);
  if (typeof facts === 'string') return undefined;
  await keep(ctx, facts);
  return memberOf(ctx, user);
}

function isUnknownUser(error: unknown): boolean {
  const said = error instanceof Error && 'data' in error ? (error.data as { error?: string } | undefined) : undefined;
  return ['user_not_found', 'users_not_found', 'user_not_visible'].includes(said?.error ?? '');
}

async function keep(ctx: MembersContext, facts: SlackFacts): Promise<void> {
  const { filter, update } = upsertOf(ctx, facts);
  await members(ctx).updateOne(filter, update, { upsert: true });
  await enrichMember(ctx, facts.user);
}

/** Slack's event `team_join`: the new member is known, and enriched by the roster, before the first click. */
export async function onTeamJoin(ctx: MembersContext, user: SlackUser): Promise<void> {
  await onUserChange(ctx, user);
}

/**
 * Slack's event `user_change`: names, zones and emails follow; who was deactivated has left. A change of status,
 * of which Slack tells as well, writes nothing.
 */
export async function onUserChange(ctx: MembersContext, user: SlackUser): Promise<void> {
  const { workspace } = ctx;
  if (!user.id) return;
  const facts = readSlackUser(ctx, user);
  if (typeof facts === 'string') {
    const now = clock.now();
    await members(ctx).updateOne(
      { workspace, user: user.id, state: 'active' },
      { $set: { state: 'left', leftAt: now, updatedAt: now } },
    );
  } else {
    const known = await memberOf(ctx, user.id);
    if (known === undefined || !saysNothingNew(known, facts)) await keep(ctx, facts);
    else if (known.searchedAs !== undefined) return;
    // Not in `keep`: a first click must not wait for it.
    await indexForSearch(ctx, user.id);
  }
  forgetActor(ctx, user.id);
}

function saysNothingNew(known: Member, facts: SlackFacts): boolean {
  const entries = Object.entries(facts) as [keyof SlackFacts, unknown][];
  return (
    known.state === 'active' &&
    known.email === facts.email &&
    entries.every(([key, value]) => JSON.stringify(known[key]) === JSON.stringify(value))
  );
}

/** The member's own language; undefined: Slack's again. */
export async function chooseLocale(ctx: Store, user: string, locale: Locale | undefined): Promise<void> {
  await change(ctx, user, locale === undefined ? { $unset: { localeChosen: 1 } } : { $set: { localeChosen: locale } });
}

/**
 * When nothing may reach the member, `HH:mm` to `HH:mm`; undefined: the house's own quiet hours.
 * @throws RangeError for anything that is no time.
 */
export async function setQuietHours(ctx: Store, user: string, quiet: Hours | undefined): Promise<void> {
  for (const time of quiet === undefined ? [] : [quiet.from, quiet.to])
    if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) throw new RangeError(`Not a time (HH:mm): ${time}`);
  await change(ctx, user, quiet === undefined ? { $unset: { quiet: 1 } } : { $set: { quiet } });
}

/** Whether a feature (`quiz`) or one kind of its notices (`quiz.nudge`) may come to the member: `isOut` true, it may not. */
export async function setOptOut(ctx: Store, user: string, feature: string, isOut: boolean): Promise<void> {
  await change(ctx, user, isOut ? { $addToSet: { optOuts: feature } } : { $pull: { optOuts: feature } });
}

async function change(ctx: Store, user: string, update: Record<string, Record<string, unknown>>): Promise<void> {
  const $set = { ...update.$set, updatedAt: clock.now() };
  await members(ctx).updateOne({ workspace: ctx.workspace, user }, { ...update, $set });
  forgetActor(ctx, user);
}
