import type { Seat } from '../../gatherings/rules/seats.ts';
import type { Write } from '../../lib/living.ts';
import type { Club, ClubEvent, ClubNews, Term } from './model.ts';

/*
 * Who chairs a club, and what the day of a festival looks like: pure. Each function is asked again when somebody else was first, so
 * that a chair is handed over once, however many press.
 */

type Chaired = Pick<Club, 'chair' | 'deputy' | 'offer' | 'terms' | 'seq' | 'news'>;
type Told = ClubNews extends infer One ? (One extends ClubNews ? Omit<One, 'seq'> : never) : never;

/** What a write says about the news: one more. */
export function withNews({ seq, news }: Pick<Chaired, 'seq' | 'news'>, told: Told): Pick<Club, 'seq' | 'news'> {
  return { seq: seq + 1, news: [...news, { ...told, seq: seq + 1 } as ClubNews] };
}

/** Who chaired it, with one more chair from now on, or with none. */
function termsFrom({ terms }: Chaired, now: Date, next?: Pick<Term, 'chair' | 'how'>): Term[] {
  const ended = terms.map((one) => (one.until === undefined ? { ...one, until: now } : one));
  return next === undefined ? ended : [...ended, { ...next, from: now }];
}

/** Asks somebody to take the chair, in place of whoever was asked before. @returns undefined: they chair it, or are asked already */
export function offerChair(club: Chaired, by: string, to: string, now: Date): Write<Club> | undefined {
  if (club.chair === to || club.offer?.to === to) return undefined;
  const told = withNews(club, { what: 'offered', to, by });
  return { ...told, offer: { to, by, at: now, seq: told.seq } };
}

/** The person who was asked answers. @param seq names the offer. @returns undefined: it does not stand any more */
export function answerOffer(
  club: Chaired,
  user: string,
  seq: number,
  isTaken: boolean,
  now: Date,
): Write<Club> | undefined {
  const { offer, chair, deputy } = club;
  if (offer?.to !== user || offer.seq !== seq) return undefined;
  if (!isTaken)
    return { ...withNews(club, { what: 'declined', to: user, by: offer.by }), offer: undefined, declined: seq };
  return {
    ...withNews(club, { what: 'took', to: user, by: offer.by, ...(chair === undefined ? {} : { before: chair }) }),
    offer: undefined,
    chair: user,
    ...(deputy === user ? { deputy: undefined } : {}),
    terms: termsFrom(club, now, { chair: user, how: 'handed' }),
  };
}

/**
 * The chair, the deputy or the person who was asked has left the company: the deputy follows the chair; without one the chair is
 * vacant. What the one who left has offered is withdrawn.
 * @returns undefined: nobody has left
 */
export function afterLeaving(club: Chaired, hasLeft: (user: string) => boolean, now: Date): Write<Club> | undefined {
  const { chair, deputy, offer } = club;
  const isGone = (user: string | undefined): user is string => user !== undefined && hasLeft(user);
  const next = deputy === undefined || isGone(deputy) ? undefined : deputy;
  const noOffer = offer !== undefined && (isGone(offer.to) || isGone(offer.by)) ? { offer: undefined } : {};
  if (!isGone(chair)) {
    if (!isGone(deputy) && !('offer' in noOffer)) return undefined;
    return { ...noOffer, ...(isGone(deputy) ? { deputy: undefined } : {}) };
  }
  const terms = termsFrom(club, now, next === undefined ? undefined : { chair: next, how: 'followed' });
  const told: Told =
    next === undefined ? { what: 'vacant', before: chair } : { what: 'followed', to: next, before: chair };
  // The deputy who follows may have been asked anyway.
  const answered = offer !== undefined && offer.to === next ? { offer: undefined } : noOffer;
  return { ...withNews(club, told), ...answered, chair: next, deputy: undefined, terms };
}

/** Whether a person looks after a club: as its chair or deputy. */
export const isLeading = (user: string, club: Pick<Club, 'chair' | 'deputy'> | undefined): boolean =>
  club !== undefined && (club.chair === user || club.deputy === user);

const MOST_MINUTES = 3 * 24 * 60;

/** What is wrong with the time of an event, if anything. @param day the festival whose item it is */
export function faultOfTime(
  { startsAt, endsAt }: Pick<ClubEvent, 'startsAt' | 'endsAt'>,
  day: Pick<ClubEvent, 'startsAt' | 'endsAt'> | undefined,
): 'too-long' | 'outside' | undefined {
  if (endsAt.getTime() - startsAt.getTime() > MOST_MINUTES * 60_000) return 'too-long';
  return day !== undefined && (startsAt < day.startsAt || endsAt > day.endsAt) ? 'outside' : undefined;
}

type Item = Pick<ClubEvent, '_id' | 'startsAt' | 'endsAt' | 'state'> & {
  seats: readonly Pick<Seat, 'member' | 'state'>[];
};

/** The items of a festival as the day goes. */
export function inOrder<T extends Pick<ClubEvent, '_id' | 'startsAt'>>(items: readonly T[]): T[] {
  return items.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime() || (a._id < b._id ? -1 : 1));
}

const hasPart = ({ seats, state }: Item, user: string): boolean =>
  state === 'open' && seats.some((one) => one.member === user && one.state !== 'waiting');

/** Another item of the day at the same time, in which a person has a seat or is offered one. */
export function clashOf<T extends Item>(items: readonly T[], item: Item, user: string): T | undefined {
  return inOrder(items).find(
    (one) => one._id !== item._id && one.startsAt < item.endsAt && item.startsAt < one.endsAt && hasPart(one, user),
  );
}

/** The items of a day to which a person is expected. The first of them stands for all in the reminder of the day before. */
export function expectedItems<T extends Item>(items: readonly T[], user: string): T[] {
  return inOrder(items).filter(
    ({ seats, state }) => state === 'open' && seats.some((one) => one.member === user && one.state === 'held'),
  );
}
