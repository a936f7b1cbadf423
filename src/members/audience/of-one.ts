import { UserError } from '../../bot/routing/errors.ts';
import type { Member } from '../model.ts';
import { hasRole } from '../officers.ts';
import { membersOf } from './audience.ts';
import { type AudienceContext, usersIn } from './resolve.ts';
import type { AudiencePart, AudienceSpec } from './spec.ts';

/** An audience, kept to one branch where `within` says so. */
export interface Audience {
  spec: AudienceSpec;
  within?: { branch: string } | undefined;
}

/**
 * Which of many audiences a person is in: what `whoIsIn` says of each, by one look at the person. A channel is read once; of an
 * audience with one that cannot be read any more nobody is known to be in it.
 * @returns one answer for each audience, in their order
 */
export async function whichInclude(
  ctx: AudienceContext,
  user: string,
  audiences: readonly Audience[],
): Promise<boolean[]> {
  const member = (await membersOf(ctx, [user])).get(user);
  if (member === undefined || member.state !== 'active' || member.isGuest) return audiences.map(() => false);
  const parts = audiences.flatMap(({ spec }) => [...spec.include, ...spec.except]);
  const channels = new Set(parts.flatMap((part) => (part.kind === 'channel' ? part.channel : [])));
  const own = new Map<string, boolean | undefined>();
  for (const channel of channels) own.set(channel, await isInChannel(ctx, user, channel));
  const isLost = (part: AudiencePart) => part.kind === 'channel' && own.get(part.channel) === undefined;
  const isIn = (part: AudiencePart) => isOfPart(ctx, member, part, own);
  return audiences.map(({ spec: { include, except }, within }) => {
    if ((within !== undefined && member.branch !== within.branch) || [...include, ...except].some(isLost)) return false;
    return include.some(isIn) && !except.some(isIn);
  });
}

function isOfPart(
  ctx: AudienceContext,
  member: Member,
  part: AudiencePart,
  channels: ReadonlyMap<string, boolean | undefined>,
): boolean {
  const { user, branch, team, post } = member;
  switch (part.kind) {
    case 'everyone':
      return true;
    case 'branch':
      return branch === part.branch;
    case 'team':
      return branch === part.branch && team === part.team;
    case 'post':
      return post === part.post;
    case 'role':
      return hasRole(ctx, member, part.role);
    case 'member':
      return user === part.user;
    case 'channel':
      return channels.get(part.channel) === true;
  }
}

/** @returns undefined when the channel cannot be read */
async function isInChannel(ctx: AudienceContext, user: string, channel: string): Promise<boolean | undefined> {
  try {
    return (await usersIn(ctx, channel)).includes(user);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
