import type { Actor, Role } from '../actor.ts';

/** What each role includes: an administrator may do all, an officer what a worker may, and so on. */
const INCLUDES: Record<Role, readonly Role[]> = {
  worker: ['worker'],
  representative: ['representative', 'worker'],
  officer: ['officer', 'worker'],
  administrator: ['administrator', 'officer', 'representative', 'worker'],
};

/** Whether the actor has the role, or one that includes it. */
export function mayRun(actor: Pick<Actor, 'roles'>, role: Role): boolean {
  return role === 'worker' || actor.roles.some((own) => INCLUDES[own].includes(role));
}
