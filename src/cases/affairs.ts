import type { Actor } from '../bot/feature.ts';
import { branchSeen } from '../members/roles.ts';

/** The cases that an officer looks after, as a condition: the branch's only, or all. */
export function affairsOf(actor: Actor): { branch?: string } {
  const branch = branchSeen(actor);
  return branch === undefined ? {} : { branch };
}
