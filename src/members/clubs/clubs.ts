import { clock } from '../../lib/clock.ts';
import { type Paged, pageOf, type Wanted } from '../../lib/pages.ts';
import { isDuplicateKey, upserted } from '../../lib/stores/mongo.ts';
import type { Store } from '../model.ts';
import { type ClubName, clubNames, type Membership, type MembershipState, memberships } from './model.ts';

/*
 * Who is in which club. It lies with the members and not with the feature, so that a club is an audience like a branch or a
 * channel: whatever is sent to people can be sent to it.
 */

const NOT_TOLD = 200;

/** Says what a club is called, and whose it is. Saying it again changes nothing. */
export async function nameClub(
  ctx: Store,
  { _id, name, branch, isClosed }: Omit<ClubName, 'workspace'>,
): Promise<void> {
  const kept = { name, ...(branch === undefined ? {} : { branch }), ...(isClosed === true ? { isClosed } : {}) };
  const gone = { ...(branch === undefined ? { branch: 1 } : {}), ...(isClosed === true ? {} : { isClosed: 1 }) };
  const own = { _id, workspace: ctx.workspace };
  await upserted(() => clubNames(ctx).updateOne(own, { $set: kept, $unset: gone }, { upsert: true }).exec());
}

/** What these clubs are called, closed ones too, by id. */
export async function namesOfClubs(ctx: Store, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const found = await clubNames(ctx)
    .find({ workspace: ctx.workspace, _id: { $in: [...ids] } })
    .lean<ClubName[]>();
  return new Map(found.map(({ _id, name }) => [_id, name]));
}

/** The clubs that people can join now, by name. */
export async function openClubs(ctx: Store): Promise<ClubName[]> {
  return clubNames(ctx)
    .find({ workspace: ctx.workspace, isClosed: { $exists: false } })
    .sort({ name: 1, _id: 1 })
    .lean<ClubName[]>();
}

/** Everybody who is in a club, whether they are still with the company or not. */
export async function usersInClub(ctx: Store, club: string): Promise<string[]> {
  return memberships(ctx).distinct('member', { workspace: ctx.workspace, club, state: 'in' });
}

/** Which of these people are in a club. */
export async function whoIsInClub(ctx: Store, club: string, users: readonly string[]): Promise<Set<string>> {
  const own = { workspace: ctx.workspace, club, state: 'in' as const, member: { $in: [...users] } };
  return new Set<string>(await memberships(ctx).distinct('member', own));
}

/** A person's part in clubs: where they are, and where they have asked to be. */
export async function membershipsOf(ctx: Store, member: string): Promise<Membership[]> {
  return memberships(ctx)
    .find({ workspace: ctx.workspace, member, state: { $in: ['in', 'asked'] } })
    .lean<Membership[]>();
}

/** A person's part in one club. */
export async function membershipOf(ctx: Store, club: string, member: string): Promise<Membership | undefined> {
  return (await memberships(ctx).findOne({ workspace: ctx.workspace, club, member }).lean<Membership>()) ?? undefined;
}

/** One page of a club's people, the first to come first. */
export function peopleOfClub(
  ctx: Store,
  club: string,
  state: Exclude<MembershipState, 'out'>,
  wanted: Wanted,
): Promise<Paged<Membership>> {
  return pageOf(memberships(ctx), { workspace: ctx.workspace, club, state }, { since: 1, member: 1 }, wanted);
}

/**
 * A person comes into a club, or asks to. People who are in it stay as they are, and asking again is asking once.
 * @param asks whether somebody has to accept it first
 * @param words what they write with it
 * @returns how it stands then
 */
export async function enterClub(
  ctx: Store,
  club: string,
  member: string,
  asks: boolean,
  words = '',
): Promise<MembershipState> {
  const { workspace } = ctx;
  const own = { workspace, club, member };
  const state = asks ? 'asked' : 'in';
  const from: MembershipState[] = asks ? ['out'] : ['out', 'asked'];
  const now = clock.now();
  try {
    await memberships(ctx).updateOne(
      { ...own, state: { $in: from } },
      { $set: { state, since: now, words, ...(asks ? { untold: true } : {}) }, $unset: { by: 1 } },
      { upsert: true },
    );
  } catch (error) {
    // They are in it, or have asked already.
    if (!isDuplicateKey(error)) throw error;
  }
  return (await memberships(ctx).findOne(own).lean<Membership>())?.state ?? state;
}

/** Answers an application. @returns how it stands then: as it was answered first; undefined where nobody has asked */
export async function answerApplication(
  ctx: Store,
  club: string,
  member: string,
  isTaken: boolean,
  by: string,
): Promise<MembershipState | undefined> {
  const own = { workspace: ctx.workspace, club, member };
  const set = { state: isTaken ? ('in' as const) : ('out' as const), since: clock.now(), by, untold: true };
  await memberships(ctx).updateOne({ ...own, state: 'asked' }, { $set: set });
  return (await memberships(ctx).findOne(own).lean<Membership>())?.state;
}

/** A person leaves a club, or takes the application back. @param by who took them off the list; absent: they themselves */
export async function leaveClub(ctx: Store, club: string, member: string, by?: string): Promise<void> {
  // Who has accepted them stays known: only an application that nobody has answered is taken back.
  const answeredBy = { $cond: [{ $eq: ['$state', 'asked'] }, '$$REMOVE', '$by'] };
  await memberships(ctx).collection.updateOne(
    { workspace: ctx.workspace, club, member, state: { $in: ['in', 'asked'] } },
    [{ $set: { state: 'out', since: clock.now(), by: by ?? answeredBy } }, { $unset: 'untold' }],
  );
}

/** What nobody was told yet, for the feature that tells it. */
export async function untoldMemberships(ctx: Store): Promise<Membership[]> {
  return memberships(ctx).find({ workspace: ctx.workspace, untold: true }).limit(NOT_TOLD).lean<Membership[]>();
}

/** It was told, as it stood then. */
export async function membershipTold(ctx: Store, { workspace, club, member, since }: Membership): Promise<void> {
  await memberships(ctx).updateOne({ workspace, club, member, since }, { $unset: { untold: 1 } });
}
