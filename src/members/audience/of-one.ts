import { UserError } from '../../bot/routing/errors.ts';
import { membershipsOf } from '../clubs/clubs.ts';
import type { Member } from '../model.ts';
import { hasRole } from '../officers.ts';
import { membersOf } from './audience.ts';
import { type AudienceContext, usersIn } from './resolve.ts';
import { type AudiencePart, type AudienceSpec, hasLost } from './spec.ts';

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
  const clubs = parts.some((part) => part.kind === 'club') ? await clubsOf(ctx, user) : NO_CLUBS;
  const isLost = (part: AudiencePart) =>
    part.kind === 'lost' || (part.kind === 'channel' && own.get(part.channel) === undefined);
  const { branch, team, post } = member;
  const person = { ...member, branch, team, post };
  const isIn = (part: AudiencePart) => isOfPart(ctx, person, part, own, clubs);
  return audiences.map(({ spec: { include, except }, within }) => {
    if ((within !== undefined && member.branch !== within.branch) || [...include, ...except].some(isLost)) return false;
    return include.some(isIn) && !except.some(isIn);
  });
}

/** What decides whether somebody is of an audience, channels and clubs apart. */
export type Person = Pick<Member, 'user' | 'roles' | 'scope'> & Record<'branch' | 'team' | 'post', string | undefined>;

/**
 * Whether an audience includes a person, by the same rule as the queries; of channels, which only Slack can tell, and of
 * clubs, which are not looked up, nobody is known to be a member, and everybody to be an exception.
 */
export function isIncluded(
  ctx: Pick<AudienceContext, 'config'>,
  { include, except }: AudienceSpec,
  person: Person,
): boolean {
  if (hasLost({ include, except })) return false;
  const isIn = (part: AudiencePart) => isOfPart(ctx, person, part, new Map(), NO_CLUBS);
  const isUnknown = ({ kind }: AudiencePart) => kind === 'channel' || kind === 'club';
  return include.some(isIn) && !except.some((part) => isUnknown(part) || isIn(part));
}

function isOfPart(
  ctx: Pick<AudienceContext, 'config'>,
  member: Person,
  part: AudiencePart,
  channels: ReadonlyMap<string, boolean | undefined>,
  clubs: ReadonlySet<string>,
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
    case 'club':
      return clubs.has(part.club);
    case 'lost':
      return false;
  }
}

const NO_CLUBS: ReadonlySet<string> = new Set();

async function clubsOf(ctx: AudienceContext, user: string): Promise<Set<string>> {
  return new Set((await membershipsOf(ctx, user)).filter(({ state }) => state === 'in').map(({ club }) => club));
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
