import { ROLES, type Role } from '../../bot/actor.ts';
import { UserError } from '../../bot/routing/errors.ts';
import { affairsOf, maySee, type Officer } from '../roles.ts';

/** One part of an audience. What it says is looked up when the audience is resolved, not when it is chosen. */
export type AudiencePart =
  | { kind: 'everyone' }
  | { kind: 'branch'; branch: string }
  | { kind: 'team'; branch: string; team: string }
  | { kind: 'post'; post: string }
  | { kind: 'role'; role: Role }
  | { kind: 'member'; user: string }
  /** The members of a Slack channel. */
  | { kind: 'channel'; channel: string }
  /** The members of a club. */
  | { kind: 'club'; club: string }
  /**
   * What was chosen and cannot be read any more. An audience with such a part reaches nobody: it may have left people
   * out.
   */
  | { kind: 'lost'; key: string };

/** For whom something is: everyone who is in one of `include` and in none of `except`. */
export interface AudienceSpec {
  include: AudiencePart[];
  except: AudiencePart[];
}

/** An audience of one part. */
export function audienceOf(part: AudiencePart): AudienceSpec {
  return { include: [part], except: [] };
}

/** Everybody of the company. */
export const EVERYBODY: AudienceSpec = audienceOf({ kind: 'everyone' });

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
    case 'club':
      return `club:${part.club}`;
    case 'lost':
      return part.key;
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
    case 'club':
      return { kind: 'club', club: named };
    default:
      return undefined;
  }
}

const UNKNOWN_PART = {
  zh: '有一项对象已经不能用了。请去掉它，重新选择。',
  en: 'One of the chosen groups or people can no longer be used. Remove it and choose again.',
};

/**
 * The audience that a form’s or a record’s keys say, each part once. What cannot be read is a `lost` part: an exception
 * that was dropped would reach people who were left out.
 */
export function specOfKeys(include: readonly string[], except: readonly string[]): AudienceSpec {
  const parts = (keys: readonly string[]) =>
    [...new Set(keys)].map((key): AudiencePart => partOfKey(key) ?? { kind: 'lost', key });
  return { include: parts(include), except: parts(except) };
}

/** Whether a part of it cannot be read any more. */
export function hasLost({ include, except }: AudienceSpec): boolean {
  return [...include, ...except].some(({ kind }) => kind === 'lost');
}

/** @throws UserError when a part of it cannot be read any more */
export function checkReadable(spec: AudienceSpec): void {
  if (hasLost(spec)) throw new UserError(UNKNOWN_PART);
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
 * Whether an officer may write to these parts: a branch officer to their own branch, its teams, people and clubs. Which
 * of these are of the branch is looked up when the audience is resolved `within` it: the others get nothing. Exceptions
 * are always allowed.
 */
export function fitsScope(spec: AudienceSpec, actor: Officer): boolean {
  return spec.include.every((part) => {
    if (part.kind === 'branch' || part.kind === 'team') return maySee(actor, part.branch);
    if (part.kind === 'member' || part.kind === 'club') return maySee(actor, actor.branch);
    return maySee(actor, undefined);
  });
}

/** What a new thing of an officer's begins with, as keys of parts: a branch's officer writes to the branch. */
export function usualInclude(actor: Officer): string[] {
  const affairs = affairsOf(actor);
  return typeof affairs === 'object' ? [partKey({ kind: 'branch', branch: affairs.branch })] : [];
}
