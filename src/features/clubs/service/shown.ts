import type { Actor } from '../../../bot/actor.ts';
import { mayRun } from '../../../bot/routing/roles.ts';
import type { Context } from '../../../context.ts';
import { type Seen, seenOf } from '../../../gatherings/card/seen.ts';
import { type People, peopleOf } from '../../../gatherings/people/people.ts';
import { clock } from '../../../lib/clock.ts';
import { type Paged, pageIn } from '../../../lib/pages.ts';
import { membersOf } from '../../../members/audience/audience.ts';
import { membershipsOf, namesOfClubs, peopleOfClub } from '../../../members/clubs/clubs.ts';
import type { MembershipState } from '../../../members/clubs/model.ts';
import { affairsOf, maySee } from '../../../members/roles.ts';
import type { Club, ClubEvent } from '../model.ts';
import { isLeading } from '../rules.ts';
import {
  allClubs,
  clubsOf,
  countPaid,
  duesYear,
  managedClub,
  managesClub,
  paidBy,
  presentClub,
  sizeOfClub,
} from './clubs.ts';
import { eventsFor, eventsOfClub, ledBy, sizeOfInvitation } from './events.ts';
import { gathered, itemsOf, managesEvent } from './gathered.ts';
import { stored } from './store.ts';

const CLUBS_SHOWN = 10;
const PEOPLE_SHOWN = 15;

/** An event as one reader sees it. */
export interface ShownEvent
  extends Seen,
    Pick<
      ClubEvent,
      'topic' | 'about' | 'where' | 'guests' | 'points' | 'club' | 'branch' | 'festival' | 'album' | 'invitedAt'
    > {
  clubName: string;
  isFestival: boolean;
  isForAll: boolean;
}

/** What the people who look after an event see of it. */
export interface Affairs {
  people: People;
  /** How many would be told of it; absent where they were told. */
  size: number | undefined;
}

/** Events as a person sees them. */
export async function shownOf(ctx: Context, actor: Actor, found: readonly ClubEvent[]): Promise<ShownEvent[]> {
  const clubsOfEvents = found.flatMap(({ club }) => club ?? []);
  const [names, seen] = await Promise.all([namesOfClubs(ctx, clubsOfEvents), seenOf(stored, ctx, actor.user, found)]);
  return found.map((event): ShownEvent => {
    const { topic, about, where, guests, points, club, branch, festival, album, invitedAt } = event;
    return {
      ...seen(event),
      topic,
      about,
      where,
      guests,
      points,
      ...(club === undefined ? {} : { club }),
      ...(branch === undefined ? {} : { branch }),
      ...(festival === undefined ? {} : { festival }),
      ...(album === undefined ? {} : { album }),
      ...(invitedAt === undefined ? {} : { invitedAt }),
      clubName: club === undefined ? '' : (names.get(club) ?? ''),
      isFestival: event.isFestival === true,
      isForAll: event.isForAll === true,
    };
  });
}

export async function shownOne(ctx: Context, actor: Actor, event: ClubEvent): Promise<ShownEvent> {
  const [shown] = await shownOf(ctx, actor, [event]);
  if (shown === undefined) throw new Error('one event is shown as one');
  return shown;
}

/** One event with all that its page shows. */
export interface EventPage {
  shown: ShownEvent;
  /** Of a festival, in the order of the day. */
  items: readonly ShownEvent[];
  /** Absent for people who do not look after it. */
  affairs: Affairs | undefined;
}

/** What its card shows, the same for everybody but for their own seat. */
export type EventCard = Pick<EventPage, 'shown' | 'items'>;

export async function eventCardOf(ctx: Context, actor: Actor, event: ClubEvent): Promise<EventCard> {
  const items = event.isFestival === true ? await itemsOf(ctx, event._id) : [];
  const [shown, ofDay] = await Promise.all([shownOne(ctx, actor, event), shownOf(ctx, actor, items)]);
  return { shown, items: ofDay };
}

export async function eventPageOf(ctx: Context, actor: Actor, event: ClubEvent): Promise<EventPage> {
  const [card, isManaged] = await Promise.all([eventCardOf(ctx, actor, event), managesEvent(ctx, actor, event)]);
  return { ...card, affairs: isManaged ? await affairsIn(ctx, event) : undefined };
}

async function affairsIn(ctx: Context, event: ClubEvent): Promise<Affairs> {
  const { state, invite, endsAt, festival } = event;
  const isNew = state === 'open' && invite === undefined && endsAt > clock.now() && festival === undefined;
  const [people, size] = await Promise.all([
    peopleOf(stored, ctx, event),
    isNew ? sizeOfInvitation(ctx, event) : undefined,
  ]);
  return { people, size: size?.members };
}

/** What a person comes to, could come to, and belongs to. */
export interface Mine {
  own: readonly ShownEvent[];
  open: Paged<ShownEvent>;
  clubs: readonly { id: string; name: string; state: MembershipState }[];
  leads: readonly { id: string; name: string }[];
  isOfficer: boolean;
}

/** Their own part, as Home shows it: what they come to, and where they belong. */
export async function ownPart(ctx: Context, actor: Actor): Promise<Pick<Mine, 'own' | 'clubs'>> {
  const [own, clubs] = await Promise.all([gathered.ownOf(ctx, actor.user), clubsOf(ctx, actor.user)]);
  return { own: await shownOf(ctx, actor, own), clubs };
}

export async function mineOf(ctx: Context, actor: Actor, page = 1): Promise<Mine> {
  const [own, found, led] = await Promise.all([ownPart(ctx, actor), eventsFor(ctx, actor, page), ledBy(ctx, actor)]);
  return {
    ...own,
    open: { ...found, rows: await shownOf(ctx, actor, found.rows) },
    leads: led.map(({ _id: id, name }) => ({ id, name })),
    isOfficer: mayRun(actor, 'officer') && affairsOf(actor) !== 'none',
  };
}

/** A club in the list of all. */
export interface ListedClub {
  id: string;
  name: string;
  branch: string | undefined;
  people: number;
}

/** A page of all clubs: one's own branch's and the company's first. */
export async function listedClubs(ctx: Context, actor: Actor, page: number): Promise<Paged<ListedClub>> {
  const all = await allClubs(ctx);
  const isNear = ({ branch }: Club) => branch === undefined || branch === actor.branch;
  const paged = pageIn([...all.filter(isNear), ...all.filter((one) => !isNear(one))], { page, size: CLUBS_SHOWN });
  const rows = await Promise.all(
    paged.rows.map(
      async ({ _id: id, name, branch }): Promise<ListedClub> => ({
        id,
        name,
        branch,
        people: await sizeOfClub(ctx, id),
      }),
    ),
  );
  return { ...paged, rows };
}

/** A club as one reader sees it. */
export interface ShownClub {
  id: string;
  name: string;
  about: string;
  branch: string | undefined;
  isClosed: boolean;
  asks: boolean;
  dues: string;
  chair: string | undefined;
  deputy: string | undefined;
  /** The name of the person who was asked to take the chair, for people who may pass it on. */
  offeredTo: string | undefined;
  people: number;
  waiting: number;
  events: readonly ShownEvent[];
  own: 'in' | 'asked' | 'chair' | 'deputy' | undefined;
  isManaged: boolean;
  mayPassOn: boolean;
  /** The reader is asked to take the chair: names the offer. */
  offer: number | undefined;
}

export async function shownClub(ctx: Context, actor: Actor, id: string): Promise<ShownClub> {
  const club = await presentClub(ctx, id);
  const isManaged = managesClub(actor, club);
  const mayPassOn = club.chair === actor.user || maySee(actor, club.branch);
  const [people, memberships, found, asked, names] = await Promise.all([
    sizeOfClub(ctx, id),
    membershipsOf(ctx, actor.user),
    eventsOfClub(ctx, id, isManaged),
    isManaged ? peopleOfClub(ctx, id, 'asked', { page: 1, size: 1 }) : undefined,
    membersOf(
      ctx,
      [club.chair, club.deputy, club.offer?.to].filter((one) => one !== undefined),
    ),
  ]);
  const state = memberships.find((one) => one.club === id)?.state;
  const nameOf = (user: string | undefined) => (user === undefined ? undefined : (names.get(user)?.name ?? ''));
  return {
    id,
    name: club.name,
    about: club.about,
    branch: club.branch,
    isClosed: club.isClosed === true,
    asks: club.asks === true,
    dues: club.dues ?? '',
    chair: nameOf(club.chair),
    deputy: nameOf(club.deputy),
    offeredTo: mayPassOn ? nameOf(club.offer?.to) : undefined,
    people,
    waiting: asked?.total ?? 0,
    events: await shownOf(ctx, actor, found),
    own: isLeading(actor.user, club)
      ? club.chair === actor.user
        ? 'chair'
        : 'deputy'
      : state === 'out'
        ? undefined
        : state,
    isManaged,
    mayPassOn,
    offer: club.offer?.to === actor.user ? club.offer.seq : undefined,
  };
}

/** One person of a club's list. */
export interface ClubPerson {
  user: string;
  name: string;
  where: string;
  words: string;
  isPaid: boolean;
}

/** A page of a club's people. */
export interface PeoplePage {
  id: string;
  name: string;
  isManaged: boolean;
  /** The chair, who is not taken off the list. */
  chair: string | undefined;
  asked: readonly ClubPerson[];
  found: Paged<ClubPerson>;
  /** Present where the list of dues was asked for. */
  dues: { year: string; paid: number } | undefined;
}

/** @throws UserError for a list of dues that the actor does not look after */
export async function peoplePage(
  ctx: Context,
  actor: Actor,
  id: string,
  page: number,
  isDues: boolean,
): Promise<PeoplePage> {
  const club = isDues ? await managedClub(ctx, actor, id) : await presentClub(ctx, id);
  const isManaged = managesClub(actor, club);
  const year = duesYear(actor);
  const size = PEOPLE_SHOWN;
  const [found, asked] = await Promise.all([
    peopleOfClub(ctx, id, 'in', { page, size }),
    isManaged && !isDues && page === 1 ? peopleOfClub(ctx, id, 'asked', { page: 1, size }) : undefined,
  ]);
  const rows = [...(asked?.rows ?? []), ...found.rows];
  const users = rows.map(({ member }) => member);
  const [people, paid] = await Promise.all([
    membersOf(ctx, users),
    isDues ? paidBy(ctx, id, year, users) : new Set<string>(),
  ]);
  const shown = rows.map(({ member: user, words = '' }): ClubPerson => {
    const { name = user, branch, team } = people.get(user) ?? {};
    return { user, name, where: [branch, team].filter(Boolean).join(' '), words, isPaid: paid.has(user) };
  });
  const waiting = asked?.rows.length ?? 0;
  return {
    id,
    name: club.name,
    isManaged,
    chair: club.chair,
    asked: shown.slice(0, waiting),
    found: { ...found, rows: shown.slice(waiting) },
    dues: isDues ? { year, paid: await countPaid(ctx, id, year) } : undefined,
  };
}
