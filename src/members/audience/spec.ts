import { type Actor, ROLES, type Role } from '../../bot/feature.ts';
import { UserError } from '../../bot/routing/errors.ts';
import { maySee } from '../roles.ts';

/** One part of an audience. What it says is looked up when the audience is resolved, not when it is chosen. */
export type AudiencePart =
  | { kind: 'everyone' }
  | { kind: 'branch'; branch: string }
  | { kind: 'team'; branch: string; team: string }
  | { kind: 'post'; post: string }
  | { kind: 'role'; role: Role }
  | { kind: 'member'; user: string }
  /** The members of a Slack channel. */
  | { kind: 'channel'; channel: string };

/** For whom something is: whoever is in one of `include` and in none of `except`. */
export interface AudienceSpec {
  include: AudiencePart[];
  except: AudiencePart[];
}

/**
 * A part as an option's value. At the roster's longest names (60 characters) it has 124, and Slack takes 150.
 * A team's key says how long the branch's name is, so that no character in a name can be taken for a separator.
 */
export function partKey(part: AudiencePart): string {
  switch (part.kind) {
    case 'everyone':
      return 'all';
    case 'branch':
      return `branch:${part.branch}`;
    case 'team':
      return `t${part.branch.length}:${part.branch}${part.team}`;
    case 'post':
      return `post:${part.post}`;
    case 'role':
      return `role:${part.role}`;
    case 'member':
      return `member:${part.user}`;
    case 'channel':
      return `channel:${part.channel}`;
  }
}

/** The part of a key; undefined for what is none, or names nothing. */
export function partOfKey(key: string): AudiencePart | undefined {
  if (key === 'all') return { kind: 'everyone' };
  const [head = '', named] = partedAtColon(key);
  if (named === undefined || named === '') return undefined;
  const length = /^t(\d{1,3})$/.exec(head)?.[1];
  if (length !== undefined) return teamOf(named, Number(length));
  switch (head) {
    case 'branch':
      return { kind: 'branch', branch: named };
    case 'post':
      return { kind: 'post', post: named };
    case 'role': {
      const role = ROLES.find((one) => one === named);
      return role && { kind: 'role', role };
    }
    case 'member':
      return { kind: 'member', user: named };
    case 'channel':
      return { kind: 'channel', channel: named };
    default:
      return undefined;
  }
}

const UNKNOWN_PART = {
  zh: '有一项对象已经不能用了。请去掉它，重新选择。',
  en: 'One of the chosen groups or people can no longer be used. Remove it and choose again.',
};

/**
 * The parts that a select's values say, each once.
 * @throws UserError when one says nothing: an exception that was lost would reach people who were left out.
 */
export function partsOfKeys(keys: string | readonly string[] | undefined): AudiencePart[] {
  return [...new Set([keys ?? []].flat())].map((key) => {
    const part = partOfKey(key);
    if (part === undefined) throw new UserError(UNKNOWN_PART);
    return part;
  });
}

function partedAtColon(key: string): [string, string | undefined] {
  const colon = key.indexOf(':');
  return colon < 0 ? [key, undefined] : [key.slice(0, colon), key.slice(colon + 1)];
}

function teamOf(named: string, length: number): AudiencePart | undefined {
  const branch = named.slice(0, length);
  const team = named.slice(length);
  return branch === '' || team === '' ? undefined : { kind: 'team', branch, team };
}

/**
 * Whom an actor may reach at all: handed to `resolveAudience` and `sizeOfAudience`, it keeps a branch officer's audience
 * within the branch, whoever moves to another one meanwhile.
 * @returns undefined for the whole company; a branch that nobody has for who is no officer.
 */
export function reachOf(actor: Pick<Actor, 'roles' | 'scope' | 'branch'>): { branch: string } | undefined {
  if (maySee(actor, undefined)) return undefined;
  return { branch: actor.branch !== undefined && maySee(actor, actor.branch) ? actor.branch : '' };
}

/**
 * Whether an officer may write to these parts: a branch officer to the own branch, its teams, and people. That these are
 * of the branch is looked up when the audience is resolved `within` it: whoever is not gets nothing.
 * Exceptions are always allowed.
 */
export function fitsScope(spec: AudienceSpec, actor: Pick<Actor, 'roles' | 'scope' | 'branch'>): boolean {
  return spec.include.every((part) => {
    if (part.kind === 'branch' || part.kind === 'team') return maySee(actor, part.branch);
    if (part.kind === 'member') return maySee(actor, actor.branch);
    return maySee(actor, undefined);
  });
}
