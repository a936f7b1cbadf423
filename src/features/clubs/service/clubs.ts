import type { Actor } from '../../../bot/actor.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import type { Context } from '../../../context.ts';
import { redrawAbout } from '../../../delivery/copies.ts';
import { clock } from '../../../lib/clock.ts';
import { insertNew, isDuplicateKey } from '../../../lib/stores/mongo.ts';
import { dayOf } from '../../../lib/zone.ts';
import { membersOf } from '../../../members/audience/audience.ts';
import { sizeOfAudience } from '../../../members/audience/resolve.ts';
import { audienceOf } from '../../../members/audience/spec.ts';
import { answerApplication, enterClub, leaveClub, membershipsOf, whoIsInClub } from '../../../members/clubs/clubs.ts';
import type { MembershipState } from '../../../members/clubs/model.ts';
import { maySee, ownedBy } from '../../../members/roles.ts';
import { actorOf } from '../../../members/service.ts';
import { type Club, clubs, payments } from '../model.ts';
import { afterLeaving, answerOffer, isLeading, offerChair, withNews } from '../rules.ts';
import { WORDS } from '../words.ts';
import { aboutApplication, aboutChair, tellMemberships } from './club-news.ts';
import { clubLife } from './store.ts';

/** What is said of a club in its form. */
export interface ClubFacts {
  name: string;
  about: string;
  asks: boolean;
  dues: string;
  deputy: string | undefined;
}

/** A club as it is now. @throws UserError when there is none */
export const presentClub = clubLife.present;

export const managesClub = (actor: Actor, club: Club): boolean =>
  isLeading(actor.user, club) || maySee(actor, club.branch);

/** A club that the actor looks after: as chair, deputy or union officer. @throws UserError for any other */
export async function managedClub(ctx: Context, actor: Actor, id: string): Promise<Club> {
  const club = await presentClub(ctx, id);
  if (!managesClub(actor, club)) throw new UserError(WORDS.notYours);
  return club;
}

/** Clubs that are open, by name. */
export const allClubs = (ctx: Context): Promise<Club[]> =>
  clubs(ctx)
    .find({ workspace: ctx.workspace, isClosed: { $exists: false } })
    .sort({ name: 1, _id: 1 })
    .lean<Club[]>();

/** The open clubs in which a person is, or has asked to be, by name. */
export async function clubsOf(
  ctx: Context,
  user: string,
): Promise<{ id: string; name: string; state: MembershipState }[]> {
  const own = new Map((await membershipsOf(ctx, user)).map(({ club, state }) => [club, state]));
  if (own.size === 0) return [];
  const found = await clubs(ctx)
    .find({ workspace: ctx.workspace, _id: { $in: [...own.keys()] }, isClosed: { $exists: false } }, { name: 1 })
    .sort({ name: 1, _id: 1 })
    .lean<Pick<Club, '_id' | 'name'>[]>();
  return found.map(({ _id: id, name }) => ({ id, name, state: own.get(id) ?? 'out' }));
}

/** How many people of the company are in a club. */
export const sizeOfClub = async (ctx: Context, id: string): Promise<number> =>
  (await sizeOfAudience(ctx, audienceOf({ kind: 'club', club: id }))).members;

/** Whether somebody can be named: a person of the company who is still there. */
export const isThere = async (ctx: Context, user: string): Promise<boolean> => (await actorOf(ctx, user)) !== undefined;

/** An officer founds a club; made again under the same id it is made once. @throws UserError when another one has its name */
export async function foundClub(
  ctx: Context,
  actor: Actor,
  id: string,
  { deputy, asks, dues, ...facts }: ClubFacts,
  chair: string,
): Promise<Club> {
  const now = clock.now();
  const one: Club = {
    ...facts,
    _id: id,
    workspace: ctx.workspace,
    ...ownedBy(actor),
    ...(asks ? { asks } : {}),
    ...(dues === '' ? {} : { dues }),
    chair,
    ...(deputy === undefined ? {} : { deputy }),
    terms: [{ chair, from: now, how: 'named' }],
    ...withNews({ seq: 0, news: [] }, { what: 'made', to: chair }),
    rev: 0,
    createdBy: actor.user,
    createdAt: now,
    updatedAt: now,
  };
  await insertNew(clubs(ctx), [await clubLife.born(ctx, one)]);
  // Of two that are saved at once under one name, the unique key lets one in.
  const made = await clubLife.find(ctx, id);
  if (made === undefined) throw new UserError(WORDS.nameTaken);
  await clubLife.tellSoon(ctx, made);
  return made;
}

async function change(ctx: Context, id: string, decide: Parameters<typeof clubLife.decide>[2]) {
  const decided = await clubLife.decide(ctx, id, decide);
  await clubLife.tellSoon(ctx, decided.one);
  return decided;
}

/** Changes what is said of a club. @throws UserError for people who do not look after it, and when another one has its name */
export async function changeClub(
  ctx: Context,
  actor: Actor,
  id: string,
  { name, about, asks, dues, deputy }: ClubFacts,
  isClosed: boolean,
): Promise<Club> {
  await managedClub(ctx, actor, id);
  const { one } = await change(ctx, id, (club) => {
    if (!managesClub(actor, club)) throw new UserError(WORDS.notYours);
    return {
      ...withNews(club, { what: 'named' }),
      name,
      about,
      asks: asks ? true : undefined,
      dues: dues === '' ? undefined : dues,
      deputy: deputy === club.chair ? undefined : deputy,
      isClosed: isClosed ? true : undefined,
    };
  }).catch((error: unknown) => {
    throw isDuplicateKey(error) ? new UserError(WORDS.nameTaken) : error;
  });
  return one;
}

/** A person joins, or asks to. @throws UserError when it is closed */
export async function join(ctx: Context, { user }: Actor, id: string, words: string): Promise<MembershipState> {
  const club = await presentClub(ctx, id);
  if (club.isClosed === true) throw new UserError(WORDS.closed);
  const asks = club.asks === true && !isLeading(user, club);
  const state = await enterClub(ctx, id, user, asks, words);
  if (asks) await tellSoon(ctx);
  return state;
}

/** A person leaves, or takes the application back. @throws UserError for the chair, who hands over first */
export async function leave(ctx: Context, { user }: Actor, id: string): Promise<void> {
  const { one } = await change(ctx, id, (club) => {
    if (club.chair === user) throw new UserError(WORDS.chairStays);
    const noOffer = club.offer?.to === user ? { offer: undefined } : {};
    if (club.deputy !== user) return 'offer' in noOffer ? noOffer : undefined;
    return { ...noOffer, deputy: undefined };
  });
  await leaveClub(ctx, one._id, user);
  await redrawAbout(ctx, [aboutApplication(id, user), aboutChair(id)]);
}

/**
 * Accepts or declines an application.
 * @param pressed the `ts` of the copy that was pressed, which its handler replaces
 * @returns how it stands then, by whoever answered first
 */
export async function answer(
  ctx: Context,
  actor: Actor,
  id: string,
  member: string,
  isTaken: boolean,
  pressed?: string,
): Promise<MembershipState | undefined> {
  await managedClub(ctx, actor, id);
  const state = await answerApplication(ctx, id, member, isTaken, actor.user);
  await redrawAbout(ctx, aboutApplication(id, member), { except: pressed });
  await tellSoon(ctx);
  return state;
}

/** Takes somebody off the list of members. @throws UserError for the chair */
export async function takeOff(ctx: Context, actor: Actor, id: string, member: string): Promise<void> {
  const club = await managedClub(ctx, actor, id);
  if (club.chair === member) throw new UserError(WORDS.notChair);
  if (club.deputy === member)
    await change(ctx, id, (now) => (now.deputy === member ? { deputy: undefined } : undefined));
  await leaveClub(ctx, id, member, actor.user);
  await redrawAbout(ctx, aboutApplication(id, member));
}

/** A club whose chair the actor may pass on. @throws UserError for any other */
export async function passableClub(ctx: Context, actor: Actor, id: string): Promise<Club> {
  const club = await presentClub(ctx, id);
  if (club.chair !== actor.user && !maySee(actor, club.branch)) throw new UserError(WORDS.notChair);
  return club;
}

/** Asks somebody to take the chair, in place of whoever was asked before. */
export async function offer(ctx: Context, actor: Actor, id: string, to: string): Promise<void> {
  await passableClub(ctx, actor, id);
  await change(ctx, id, (club, now) => {
    if (club.chair !== actor.user && !maySee(actor, club.branch)) throw new UserError(WORDS.notChair);
    return offerChair(club, actor.user, to, now);
  });
}

/** Takes back what was offered. */
export async function withdrawOffer(ctx: Context, actor: Actor, id: string): Promise<Club> {
  await passableClub(ctx, actor, id);
  const { one } = await change(ctx, id, (club) => (club.offer === undefined ? undefined : { offer: undefined }));
  await redrawAbout(ctx, aboutChair(id));
  return one;
}

/** The person who was asked takes the chair, or not. @throws UserError when the offer does not stand any more */
export async function answerChair(
  ctx: Context,
  { user }: Actor,
  id: string,
  seq: number,
  isTaken: boolean,
): Promise<Club> {
  const { one, isWritten } = await change(ctx, id, (club, now) => answerOffer(club, user, seq, isTaken, now));
  if (!isWritten && !(isTaken && one.chair === user)) throw new UserError(WORDS.offerGone);
  return one;
}

/** A chair who has left the company is followed by the deputy; without one the officers are told. */
export async function replaceChairs(ctx: Context): Promise<void> {
  const open = { workspace: ctx.workspace, chair: { $exists: true } };
  const found = await clubs(ctx)
    .find(open, { chair: 1, deputy: 1, offer: 1 })
    .lean<Pick<Club, '_id' | 'chair' | 'deputy' | 'offer'>[]>();
  const known = found.flatMap(({ chair, deputy, offer: asked }) => [chair, deputy, asked?.to, asked?.by]);
  const people = await membersOf(
    ctx,
    known.filter((one) => one !== undefined),
  );
  const hasLeft = (user: string) => people.get(user)?.state === 'left';
  for (const { _id, chair, deputy, offer: asked } of found)
    if ([chair, deputy, asked?.to, asked?.by].some((one) => one !== undefined && hasLeft(one)))
      await change(ctx, _id, (club, now) => afterLeaving(club, hasLeft, now));
}

async function tellSoon(ctx: Context): Promise<void> {
  await tellMemberships(ctx).catch((error: unknown) =>
    ctx.log.warn({ err: error }, 'an application could not be told; the tick will'),
  );
}

/** Who of these has paid the dues of a year. */
export async function paidBy(ctx: Context, club: string, year: string, users: readonly string[]): Promise<Set<string>> {
  const own = { workspace: ctx.workspace, club, year, member: { $in: [...users] } };
  return new Set<string>(await payments(ctx).distinct('member', own));
}

/** How many of a club's people have paid. */
export async function countPaid(ctx: Context, club: string, year: string): Promise<number> {
  const paid: string[] = await payments(ctx).distinct('member', { workspace: ctx.workspace, club, year });
  return (await whoIsInClub(ctx, club, paid)).size;
}

/** Notes that somebody has paid, or that it was a mistake. Twice is once. */
export async function notePayment(
  ctx: Context,
  actor: Actor,
  club: string,
  member: string,
  isPaid: boolean,
): Promise<void> {
  await managedClub(ctx, actor, club);
  const own = { workspace: ctx.workspace, club, year: duesYear(actor), member };
  if (!isPaid) await payments(ctx).deleteOne(own);
  else await insertNew(payments(ctx), [{ ...own, by: actor.user, at: clock.now() }]);
}

/** The year whose dues are noted now, where the actor is. */
export const duesYear = ({ tz }: Pick<Actor, 'tz'>): string => dayOf(clock.now(), tz).slice(0, 4);
