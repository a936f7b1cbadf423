import { MINUTE_MS } from '../../lib/zone.ts';

/*
 * Who has a seat, who is offered one, who waits: all seats of a gathering are one list in the order of arrival. They are decided
 * here and written as a whole. `seatsTaken` never grows beyond the capacity; lowering the capacity takes no seat away.
 * A person with guests is one party: it is seated whole or waits whole, and nobody who came later is seated before it. Only a
 * party that is larger than all the seats together holds nobody up.
 */

export const SEAT_STATES = ['held', 'offered', 'waiting'] as const;
export type SeatState = (typeof SEAT_STATES)[number];

export interface Seat {
  member: string;
  state: SeatState;
  /** Since when they are in the list: the order of the line. */
  at: Date;
  /** Counts what happens to seats of the gathering: names this state of the seat once and for all. */
  seq: number;
  /** Since when an offer is taken or made; absent: since `at`. */
  since?: Date;
  /** Until when an offer may be taken. */
  until?: Date;
  /** Must come: put there by an officer. */
  must?: boolean;
  /** When the person who must come said that it is understood. */
  seenAt?: Date;
  /** How many they bring along; absent: nobody. */
  guests?: number;
}

export interface Seating {
  /** Absent: as many as come. */
  capacity?: number | undefined;
  startsAt: Date;
  seats: readonly Seat[];
  seq: number;
}

export type Move =
  | {
      do: 'sign-up' | 'assign' | 'withdraw' | 'accept' | 'understand';
      member: string;
      /** One of several gatherings is enough: the person who takes this seat gives back the one in another. */
      alone?: boolean;
      /** They had to come to the other one, and have to come to this one instead. */
      must?: boolean;
      /** How many they bring along, from 0 on; absent: as many as before. Signing up again changes it. */
      guests?: number;
    }
  | { do: 'expire' }
  | { do: 'resize'; capacity: number | undefined }
  | { do: 'reschedule'; startsAt: Date };

/**
 * What the person is told at once: the state that the seat has now, or why nothing was done. `too-many`: their party is larger than
 * all the seats; `no-room`: what they have stays, there is no room for more guests.
 */
export type Outcome = SeatState | 'out' | 'no-seat' | 'over' | 'too-many' | 'no-room' | 'done';

/** What has to be told by itself. */
export type SeatNews = { member: string; seq: number } & (
  | { what: 'offered' | 'moved' }
  /** `until`: when the offer was over. */
  | { what: 'passed'; until: Date }
);

export interface Moved {
  seating: Seating;
  outcome: Outcome;
  news: SeatNews[];
}

export const OFFER_MS = 12 * 60 * MINUTE_MS;
/** Nearer to the start nothing is offered any more: who presses first has the seat. */
export const LAST_OFFER_MS = 30 * MINUTE_MS;

/** How many seats a person takes: one, and one for each guest. */
export const partyOf = ({ guests = 0 }: Pick<Seat, 'guests'>): number => 1 + guests;

export function seatsTaken({ seats }: Pick<Seating, 'seats'>): number {
  return seats.reduce((sum, one) => (one.state === 'waiting' ? sum : sum + partyOf(one)), 0);
}

export function seatsFree(seating: Pick<Seating, 'seats' | 'capacity'>): number {
  return seating.capacity === undefined ? Number.POSITIVE_INFINITY : seating.capacity - seatsTaken(seating);
}

/** The place in the line, from 1 on; 0 for people who do not wait. */
export function placeInLine({ seats }: Pick<Seating, 'seats'>, member: string): number {
  return seats.filter((one) => one.state === 'waiting').findIndex((one) => one.member === member) + 1;
}

/**
 * Until when an offer made now may be taken: twelve hours, at most half of the time that is left to the start.
 * @returns undefined when it is too late for offers
 */
export function offerUntil(now: Date, startsAt: Date): Date | undefined {
  const left = startsAt.getTime() - now.getTime();
  return left < LAST_OFFER_MS ? undefined : new Date(now.getTime() + Math.min(OFFER_MS, left / 2));
}

/** Does a move; a move done twice is done once. Offers whose time is over have passed before anything else happens. */
export function move(before: Seating, step: Move, now: Date): Moved {
  const passed = withoutPassed(before, now);
  const offered = withOffers(passed.seating, now);
  const { seating, outcome } = stepped(offered.seating, step, now);
  const filled = withOffers(seating, now);
  const news = [...passed.news, ...offered.news, ...movedBy(step, offered.seating, seating), ...filled.news];
  return { seating: filled.seating, outcome, news };
}

/** Whose seat was taken just now, where one of several gatherings is enough. */
function movedBy(step: Move, before: Seating, after: Seating): SeatNews[] {
  if (!('member' in step) || step.alone !== true) return [];
  const heldIn = ({ seats }: Seating) => seats.find((one) => one.member === step.member && one.state === 'held');
  const own = heldIn(after);
  return own === undefined || heldIn(before) !== undefined
    ? []
    : [{ what: 'moved', member: step.member, seq: own.seq }];
}

function stepped(seating: Seating, step: Move, now: Date): Pick<Moved, 'seating' | 'outcome'> {
  if (step.do === 'resize') return { seating: { ...seating, capacity: step.capacity }, outcome: 'done' };
  if (step.do === 'reschedule') return { seating: rescheduled(seating, step.startsAt), outcome: 'done' };
  if (step.do === 'expire') return { seating, outcome: 'done' };
  const own = seating.seats.find((one) => one.member === step.member);
  switch (step.do) {
    case 'withdraw':
      if (own === undefined) return { seating, outcome: 'out' };
      return { seating: { ...seating, seats: seating.seats.filter((one) => one !== own) }, outcome: 'out' };
    case 'accept':
      if (own === undefined) return { seating, outcome: 'no-seat' };
      return own.state === 'offered' ? changed(seating, own, 'held', now) : { seating, outcome: own.state };
    case 'understand':
      if (own === undefined) return { seating, outcome: 'no-seat' };
      if (own.seenAt !== undefined) return { seating, outcome: own.state };
      return { seating: replaced(seating, own, { ...own, seenAt: now }), outcome: own.state };
    case 'sign-up':
    case 'assign':
      return entered(seating, own, step, now);
  }
}

/** No offer outlives the start, wherever that is moved. */
function rescheduled(seating: Seating, startsAt: Date): Seating {
  const seats = seating.seats.map((one) =>
    one.until !== undefined && one.until > startsAt ? { ...one, until: startsAt } : one,
  );
  return { ...seating, startsAt, seats };
}

function entered(
  seating: Seating,
  own: Seat | undefined,
  step: { do: string; member: string; must?: boolean; guests?: number },
  now: Date,
): Pick<Moved, 'seating' | 'outcome'> {
  const isAssigned = step.do === 'assign';
  if (!isAssigned && now >= seating.startsAt) return { seating, outcome: 'over' };
  const before = own?.guests ?? 0;
  const guests = step.guests ?? before;
  const isMore = own === undefined || guests > before;
  if (isMore && !fitsAtAll(seating, { guests })) return { seating, outcome: 'too-many' };
  const isLate = offerUntil(now, seating.startsAt) === undefined;
  // As long as offers are made, a free seat belongs to the line, in its order.
  const others = own?.state === 'waiting' ? seating.seats.slice(0, seating.seats.indexOf(own)) : seating.seats;
  const isOfLine = !isLate && others.some((one) => isInLine(seating, one));
  if (own === undefined) {
    const state = seatsFree(seating) >= partyOf({ guests }) && !isOfLine ? 'held' : 'waiting';
    const seq = seating.seq + 1;
    const must = isAssigned ? { must: true } : step.must === true ? { must: true, seenAt: now } : {};
    const seat: Seat = { member: step.member, state, at: now, seq, ...must, ...(guests > 0 ? { guests } : {}) };
    return { seating: { ...seating, seats: [...seating.seats, seat], seq }, outcome: state };
  }
  const marked = isAssigned && own.must !== true ? { ...own, must: true } : own;
  const kept = marked === own ? seating : replaced(seating, own, marked);
  const party = withGuests(marked, guests);
  if (own.state === 'waiting') {
    const isOpen = !isOfLine && seatsFree(seating) >= partyOf(party);
    return isOpen
      ? changed(seating, own, 'held', now, party)
      : { seating: party === own ? seating : replaced(seating, own, party), outcome: 'waiting' };
  }
  if (isMore && (isOfLine || seatsFree(seating) < guests - before)) return { seating: kept, outcome: 'no-room' };
  if (own.state === 'offered') return changed(seating, own, 'held', now, party);
  return { seating: party === own ? seating : replaced(seating, own, party), outcome: 'held' };
}

function withGuests(seat: Seat, guests: number): Seat {
  if ((seat.guests ?? 0) === guests) return seat;
  const { guests: _guests, ...rest } = seat;
  return guests === 0 ? rest : { ...rest, guests };
}

/** Whether a party could be seated if nobody else came. */
const fitsAtAll = ({ capacity }: Seating, party: Pick<Seat, 'guests'>): boolean =>
  capacity === undefined || partyOf(party) <= capacity;

/** Whether others who come later have to wait for it. */
const isInLine = (seating: Seating, one: Seat): boolean => one.state === 'waiting' && fitsAtAll(seating, one);

/** @param as what the seat becomes beside its state */
function changed(
  seating: Seating,
  own: Seat,
  state: SeatState,
  since: Date,
  as: Seat = own,
): Pick<Moved, 'seating' | 'outcome'> {
  const seq = seating.seq + 1;
  const { until: _until, ...rest } = as;
  return { seating: { ...replaced(seating, own, { ...rest, state, seq, since }), seq }, outcome: state };
}

function replaced(seating: Seating, from: Seat, to: Seat): Seating {
  return { ...seating, seats: seating.seats.map((one) => (one === from ? to : one)) };
}

function withoutPassed(seating: Seating, now: Date): Pick<Moved, 'seating' | 'news'> {
  const news = seating.seats.flatMap(({ state, until, member, seq }): SeatNews[] =>
    state === 'offered' && until !== undefined && until <= now ? [{ what: 'passed', member, seq, until }] : [],
  );
  if (news.length === 0) return { seating, news };
  const gone = new Set(news.map((one) => one.member));
  return { seating: { ...seating, seats: seating.seats.filter((one) => !gone.has(one.member)) }, news };
}

/** Offers what is free to the line, in its order: a party for which there is no room yet is waited for. */
function withOffers(before: Seating, now: Date): Pick<Moved, 'seating' | 'news'> {
  const until = offerUntil(now, before.startsAt);
  let free = seatsFree(before);
  if (until === undefined || free <= 0) return { seating: before, news: [] };
  let { seq } = before;
  const news: SeatNews[] = [];
  const seats = before.seats.map((one): Seat => {
    if (!isInLine(before, one) || free <= 0) return one;
    if (partyOf(one) > free) {
      free = 0;
      return one;
    }
    free -= partyOf(one);
    seq += 1;
    news.push({ what: 'offered', member: one.member, seq });
    return { ...one, state: 'offered', seq, since: now, until };
  });
  return news.length === 0 ? { seating: before, news } : { seating: { ...before, seats, seq }, news };
}
