import { localeOf } from '../../bot/text/i18n.ts';
import type { Context } from '../../context.ts';
import { clock } from '../../lib/clock.ts';
import { zoneOf } from '../../lib/zone.ts';
import type { Member } from '../model.ts';

/** A person as Slack's list, `users.info` and the events `team_join` and `user_change` tell of them. */
export interface SlackUser {
  id?: string | undefined;
  team_id?: string | undefined;
  name?: string | undefined;
  real_name?: string | undefined;
  deleted?: boolean | undefined;
  is_bot?: boolean | undefined;
  is_stranger?: boolean | undefined;
  is_restricted?: boolean | undefined;
  is_ultra_restricted?: boolean | undefined;
  locale?: string | undefined;
  tz?: string | undefined;
  enterprise_user?: { teams?: string[] | undefined } | undefined;
  profile?: SlackProfile | undefined;
}

interface SlackProfile {
  real_name?: string | undefined;
  display_name?: string | undefined;
  title?: string | undefined;
  email?: string | undefined;
  fields?: unknown;
}

/** What Slack says of a member; the locale is absent where the event does not tell it. */
export type SlackFacts = Pick<Member, 'user' | 'name' | 'tz' | 'isGuest' | 'hints'> &
  Partial<Pick<Member, 'email' | 'locale' | 'fieldHints'>>;

/**
 * Sorts a Slack user: the facts of a member; `gone` for a deactivated account; `foreign` for bots, Slackbot, and the
 * people of other companies in shared channels. Guests are kept, as guests.
 */
export function readSlackUser(
  ctx: Pick<Context, 'workspace' | 'config'>,
  user: SlackUser,
): SlackFacts | 'gone' | 'foreign' {
  const { id = '', profile = {} } = user;
  if (id === '' || id === 'USLACKBOT' || user.is_bot === true || user.is_stranger === true) return 'foreign';
  const isOurs =
    user.team_id === undefined ||
    user.team_id === ctx.workspace ||
    (user.enterprise_user?.teams?.includes(ctx.workspace) ?? false);
  if (!isOurs) return 'foreign';
  if (user.deleted === true) return 'gone';
  const names = [profile.real_name, user.real_name, profile.display_name, user.name].map((name) => name?.trim() ?? '');
  const hints = [...names.slice(0, 3), profile.title?.trim() ?? ''].filter((text) => text !== '');
  const email = profile.email?.trim().toLowerCase() ?? '';
  const fieldHints = fieldTexts(profile.fields);
  return {
    user: id,
    name: names.find((name) => name !== '') ?? id,
    tz: zoneOf(user.tz, ctx.config.TIMEZONE),
    isGuest: user.is_restricted === true || user.is_ultra_restricted === true,
    hints: [...new Set(hints)],
    ...(email === '' ? {} : { email }),
    ...(user.locale ? { locale: localeOf(user.locale) ?? 'en' } : {}),
    ...(fieldHints === undefined ? {} : { fieldHints }),
  };
}

function fieldTexts(fields: unknown): string[] | undefined {
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) return undefined;
  return Object.values(fields).flatMap((field: unknown) =>
    typeof field === 'object' && field !== null && 'value' in field && typeof field.value === 'string'
      ? [field.value]
      : [],
  );
}

/** The upsert of a member by Slack's facts: what the roster and the member themselves say stays as it is. */
export function upsertOf(ctx: Pick<Context, 'workspace' | 'config'>, facts: SlackFacts) {
  const { user, email, ...said } = facts;
  const now = clock.now();
  return {
    filter: { workspace: ctx.workspace, user },
    update: {
      $set: {
        ...said,
        ...(email === undefined ? {} : { email }),
        state: 'active' as const,
        syncedAt: now,
        updatedAt: now,
      },
      $unset: { leftAt: 1, ...(email === undefined ? { email: 1 } : {}) } as const,
      $setOnInsert: {
        roles: ['worker' as const],
        scope: 'branch' as const,
        optOuts: [],
        ...(said.locale === undefined ? { locale: ctx.config.LOCALE } : {}),
      },
    },
    upsert: true as const,
  };
}
