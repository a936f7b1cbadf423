import type { QueryFilter } from 'mongoose';
import type { Actor, Role } from '../bot/actor.ts';
import type { Context } from '../context.ts';
import type { Member } from './model.ts';

/**
 * The one rule of who has a role: the roster says it, and `ADMIN_USERS` are administrators of the whole company whatever the
 * roster says. Owners and admins of the Slack workspace have no role by that. `withRole` asks the same of the database.
 */
export function roleOf(
  { config }: Pick<Context, 'config'>,
  { user, roles, scope }: Pick<Member, 'user' | 'roles' | 'scope'>,
): Pick<Actor, 'roles' | 'scope'> {
  if (!roles.includes('administrator') && !config.ADMIN_USERS.includes(user)) return { roles, scope };
  return { roles: [...new Set([...roles, 'administrator' as const])], scope: 'company' };
}

/** Whether a member has one of these roles themselves, not one that includes it. */
export function hasRole(
  ctx: Pick<Context, 'config'>,
  member: Pick<Member, 'user' | 'roles' | 'scope'>,
  ...roles: Role[]
) {
  return roleOf(ctx, member).roles.some((role) => roles.includes(role));
}

/** The members of whom `hasRole` is true, as a condition. */
export function withRole({ config }: Pick<Context, 'config'>, ...roles: Role[]): QueryFilter<Member> {
  if (!roles.includes('administrator')) return { roles: { $in: roles } };
  return { $or: [{ roles: { $in: roles } }, { user: { $in: config.ADMIN_USERS } }] };
}
