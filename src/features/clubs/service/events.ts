import { clubsInvite } from '../../../../jobs/clubs.ts';
import type { Actor } from '../../../bot/actor.ts';
import { UserError } from '../../../bot/routing/errors.ts';
import type { Context } from '../../../context.ts';
import { plan } from '../../../delivery/plan.ts';
import { aboutGathering } from '../../../gatherings/gathering.ts';
import { wakeAt } from '../../../gatherings/rules/wake.ts';
import { cancelWrite, changeWrite } from '../../../gatherings/writes.ts';
import { clock } from '../../../lib/clock.ts';
import { type Paged, pageOf } from '../../../lib/pages.ts';
import { insertNew } from '../../../lib/stores/mongo.ts';
import { type AudienceSize, resolveAudience, sizeOfAudience } from '../../../members/audience/resolve.ts';
import { type AudienceSpec, audienceOf, EVERYBODY } from '../../../members/audience/spec.ts';
import { membershipsOf } from '../../../members/clubs/clubs.ts';
import { affairsOf, ownedBy } from '../../../members/roles.ts';
import { type Club, type ClubEvent, clubs, events } from '../model.ts';
import { WORDS } from '../words.ts';
import { managedClub } from './clubs.ts';
import { gathered, itemsOf } from './gathered.ts';
import { stored } from './store.ts';

/** What is said of an event in its form. */
export type EventFacts = Pick<
  ClubEvent,
  'topic' | 'about' | 'where' | 'startsAt' | 'endsAt' | 'capacity' | 'guests' | 'points'
> & { isForAll: boolean };

/** Whose an event is: a club's, the union's as a festival or not, or an item of a festival. */
export type EventOf = { club: string } | { festival: string } | { isFestival: boolean };

const MOST_ITEMS = 40;
const SHOWN = 10;

/** The clubs for which a person can hold events: as chair or deputy. */
export async function ledBy(ctx: Context, { user }: Pick<Actor, 'user'>): Promise<Club[]> {
  return clubs(ctx)
    .find({ workspace: ctx.workspace, isClosed: { $exists: false }, $or: [{ chair: user }, { deputy: user }] })
    .sort({ name: 1, _id: 1 })
    .lean<Club[]>();
}

/** Whether a person can hold events for the union: the company's, or their branch's. */
export const mayHoldForUnion = (actor: Actor): boolean => affairsOf(actor) !== 'none';

/** @throws UserError for people who may not hold it */
async function ownerOf(ctx: Context, actor: Actor, of: EventOf): Promise<Partial<ClubEvent>> {
  if ('festival' in of) {
    const { branch, club, _id: festival } = await gathered.managed(ctx, actor, of.festival);
    if ((await itemsOf(ctx, festival)).length >= MOST_ITEMS) throw new UserError(WORDS.festivalFull);
    return { festival, ...(branch === undefined ? {} : { branch }), ...(club === undefined ? {} : { club }) };
  }
  if ('club' in of) {
    const { _id: club, branch } = await managedClub(ctx, actor, of.club);
    return { club, ...(branch === undefined ? {} : { branch }) };
  }
  if (!mayHoldForUnion(actor)) throw new UserError(WORDS.noClubOfYours);
  return { ...ownedBy(actor), ...(of.isFestival ? { isFestival: true } : {}) };
}

/** Makes an event; made again under the same id it is made once. Nobody is told of it yet. */
export async function holdEvent(
  ctx: Context,
  actor: Actor,
  id: string,
  of: EventOf,
  { isForAll, capacity, ...facts }: EventFacts,
): Promise<ClubEvent> {
  const now = clock.now();
  const owner = await ownerOf(ctx, actor, of);
  const one: ClubEvent = {
    _id: id,
    workspace: ctx.workspace,
    ...owner,
    ...facts,
    ...(capacity === undefined ? {} : { capacity }),
    ...(isForAll || owner.club === undefined ? { isForAll: true } : {}),
    state: 'open',
    seats: [],
    seq: 0,
    rev: 0,
    version: 1,
    news: [],
    createdBy: actor.user,
    createdAt: now,
    updatedAt: now,
  };
  await insertNew(events(ctx), [wakingUp(one)]);
  return stored.present(ctx, id);
}

function wakingUp(one: ClubEvent): ClubEvent {
  const at = wakeAt(one);
  return at === undefined ? one : { ...one, wakeAt: at };
}

/** Changes an event. @throws UserError when it is over */
export async function changeEvent(
  ctx: Context,
  actor: Actor,
  id: string,
  { isForAll, ...facts }: EventFacts,
): Promise<ClubEvent> {
  await gathered.managed(ctx, actor, id);
  const event = await stored.write(ctx, id, (one, now) => {
    if (one.state !== 'open' || one.endsAt <= now) throw new UserError(stored.words.overNow);
    const startsAt = one.startsAt.getTime() === facts.startsAt.getTime() ? {} : { startsAt: facts.startsAt };
    const { startsAt: _startsAt, ...others } = facts;
    const isTold =
      'startsAt' in startsAt || one.where !== facts.where || one.endsAt.getTime() !== facts.endsAt.getTime();
    const to = { ...others, ...startsAt, isForAll: isForAll || one.club === undefined ? true : undefined };
    return changeWrite(one, to, now, isTold ? {} : undefined);
  });
  await gathered.tellSoon(ctx, event);
  return event;
}

/** Cancels an event; with a festival its items. Cancelled already, it stays so with its first reason. */
export async function cancelEvent(ctx: Context, actor: Actor, id: string, reason: string): Promise<ClubEvent> {
  await gathered.managed(ctx, actor, id);
  const event = await stored.write(ctx, id, (one, now) => {
    if (one.state === 'cancelled') return undefined;
    if (one.state !== 'open' || one.endsAt <= now) throw new UserError(stored.words.overNow);
    return cancelWrite(one, actor.user, reason, {});
  });
  await gathered.tellSoon(ctx, event);
  return event;
}

/** Where the photos are; empty: nowhere. */
export async function setAlbum(ctx: Context, actor: Actor, id: string, album: string): Promise<ClubEvent> {
  await gathered.managed(ctx, actor, id);
  return stored.write(ctx, id, ({ album: before = '' }) =>
    before === album ? undefined : { album: album === '' ? undefined : album },
  );
}

/** Whom an event is for. */
function audienceFor({ club, isForAll, branch }: ClubEvent): [AudienceSpec, { branch: string } | undefined] {
  if (club !== undefined && isForAll !== true) return [audienceOf({ kind: 'club', club }), undefined];
  return [EVERYBODY, branch === undefined ? undefined : { branch }];
}

/** How many people would be told of an event. */
export const sizeOfInvitation = (ctx: Context, event: ClubEvent): Promise<AudienceSize> =>
  sizeOfAudience(ctx, ...audienceFor(event));

/** Tells people of an event, once. */
export async function invite(ctx: Context, actor: Actor, id: string): Promise<ClubEvent> {
  await gathered.managed(ctx, actor, id);
  const event = await stored.write(ctx, id, (one, now) => {
    if (one.state !== 'open' || one.endsAt <= now) throw new UserError(stored.words.overNow);
    return one.invite === undefined ? { invite: 'wanted', invitedAt: now } : undefined;
  });
  await ctx
    .enqueue(clubsInvite, { event: id }, { key: id })
    .catch((error: unknown) => ctx.log.warn({ err: error, event: id }, 'an invitation is not queued; the tick will'));
  return event;
}

/** Plans who is told of an event. Again it adds nothing. @returns false where nobody is to be told */
export async function invitePeople(ctx: Context, id: string): Promise<boolean> {
  const event = await stored.find(ctx, id);
  if (event?.invite !== 'wanted') return false;
  const [spec, within] = audienceFor(event);
  if (event.state === 'open')
    for await (const page of resolveAudience(ctx, spec, within))
      await plan(
        ctx,
        page.map(({ user }) => ({
          notice: `clubs.invite-${id}`,
          kind: 'clubs.invite',
          about: aboutGathering('clubs', id),
          recipient: user,
          to: 'member',
          params: { session: id },
          expiresAt: event.isFestival === true ? event.endsAt : event.startsAt,
        })),
      );
  await stored.write(ctx, id, (one) => (one.invite === 'wanted' ? { invite: 'done' } : undefined));
  return true;
}

/** Plans the invitations that a process that died has left. */
export async function inviteWaiting(ctx: Context): Promise<void> {
  const left = await events(ctx).find({ workspace: ctx.workspace, invite: 'wanted' }, { _id: 1 }).lean();
  for (const { _id } of left) await invitePeople(ctx, _id);
}

/** What a person can sign up for or come to: of their clubs, their branch and the company; the next first. */
export async function eventsFor(ctx: Context, actor: Actor, page: number): Promise<Paged<ClubEvent>> {
  const mine = (await membershipsOf(ctx, actor.user)).filter(({ state }) => state === 'in').map(({ club }) => club);
  const branches = actor.branch === undefined ? [] : [{ branch: actor.branch }];
  return pageOf(
    events(ctx),
    {
      workspace: ctx.workspace,
      state: 'open',
      festival: { $exists: false },
      endsAt: { $gt: clock.now() },
      $or: [{ club: { $in: mine } }, { isForAll: true, $or: [{ branch: { $exists: false } }, ...branches] }],
    },
    { startsAt: 1, _id: 1 },
    { page, size: SHOWN },
  );
}

/** A club's events that are to come or under way, the next first; with what is lately over for the people who look after it. */
export async function eventsOfClub(ctx: Context, club: string, isManaged: boolean): Promise<ClubEvent[]> {
  const now = clock.now();
  const own = { workspace: ctx.workspace, club, festival: { $exists: false } };
  const [coming, over] = await Promise.all([
    events(ctx)
      .find({ ...own, state: 'open', endsAt: { $gt: now } })
      .sort({ startsAt: 1, _id: 1 })
      .limit(SHOWN)
      .lean<ClubEvent[]>(),
    isManaged
      ? events(ctx)
          .find({ ...own, endsAt: { $lte: now } })
          .sort({ startsAt: -1, _id: -1 })
          .limit(3)
          .lean<ClubEvent[]>()
      : [],
  ]);
  return [...coming, ...over];
}
