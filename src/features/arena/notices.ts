import { actions, button, section } from '../../bot/draw/blocks.ts';
import { formReaderOf } from '../../bot/draw/form/modal.ts';
import { message } from '../../bot/draw/message.ts';
import type { Follows, NoticeRenderer } from '../../bot/feature.ts';
import type { NoticeRequest } from '../../bot/request.ts';
import { rangeFor } from '../../bot/text/times.ts';
import { clock } from '../../lib/clock.ts';
import type { Bilingual } from '../../lib/language.ts';
import { calendarDropReasons, type DrawNotice } from '../../notices/calendar.ts';
import { boardMessage, resultWords } from './match-views.ts';
import { messages } from './messages.ts';
import { openRef } from './refs.ts';
import { roundOfKey } from './rules/calendar.ts';
import { bracketOf, matchIn } from './rules/contest.ts';
import type { Contest } from './rules/records.ts';
import { endOf, qualifyingEnd } from './rules/rounds.ts';
import { bracketPage, bracketPictures, roundOutcome, wayOf } from './service/bracket-pages.ts';
import { calendar, lives } from './service/lives.ts';
import { podiumsOf, shownOne } from './service/shown.ts';
import { endLine, named, noticeMessage, stateLine, timeOf, turnWords } from './views.ts';

export const dropReasons: Record<string, Bilingual> = {
  ...calendarDropReasons,
  over: { zh: '比赛已经结束', en: 'it was over already' },
};

const readerFor = ({ recipient, locale, ctx }: NoticeRequest) =>
  recipient === undefined ? { locale, tz: ctx.config.TIMEZONE, now: clock.now() } : formReaderOf(recipient);

/** A notice to somebody, with what it says to them. */
const to =
  (
    lead:
      | 'openingLead'
      | 'closingLead'
      | 'drawLead'
      | 'nextLead'
      | 'readyLead'
      | 'turnLead'
      | 'lastLead'
      | 'resultLead',
    linesFor: (request: NoticeRequest, contest: Contest, round: number) => Promise<string[]>,
  ): DrawNotice<Contest> =>
  async (request, contest, { key }) => {
    const { ctx, recipient } = request;
    if (recipient === undefined) return { drop: 'over' };
    const say = messages[recipient.locale];
    const shown = await shownOne(ctx, recipient, contest);
    return noticeMessage(formReaderOf(recipient), shown, say[lead], await linesFor(request, contest, roundOfKey(key)));
  };

const dates = async (request: NoticeRequest, { signUpUntil, startsAt, boards }: Contest): Promise<string[]> => {
  const reader = readerFor(request);
  const say = messages[reader.locale];
  return [[say.kind(boards), say.until(timeOf(reader, signUpUntil)), say.starts(timeOf(reader, startsAt))].join(' · ')];
};

/** Whom the reader meets, and by when; once it is decided, how it ended. */
const opponent = async (request: NoticeRequest, contest: Contest, round: number): Promise<string[]> => {
  const { ctx, recipient } = request;
  if (recipient === undefined) return [];
  const reader = formReaderOf(recipient);
  const say = messages[reader.locale];
  if (contest.state === 'qualifying')
    return [
      `${say.states.qualifying} · ${say.qualify(contest.most)}`,
      say.playUntil(timeOf(reader, qualifyingEnd(contest))),
    ];
  const { matches } = await wayOf(ctx, recipient, contest);
  const own = matches.find((one) => one.round === round);
  if (own === undefined) return [];
  const { isMineA, a, b, winner, isDone, turn, opensAt, endsAt } = own;
  const [mine, other] = isMineA ? [a, b] : [b, a];
  const against = say.opponent(named(other.name ?? ''));
  if (winner !== undefined) {
    const isScored = mine.right !== undefined && other.right !== undefined;
    const result = resultWords(reader, own);
    return [against, isScored ? `${result} ${mine.right}:${other.right}` : result];
  }
  if (isDone) return [against, say.handedIn];
  if (turn?.awaitedUntil !== undefined) return [against, turnWords(reader, turn)];
  const when = opensAt > reader.now ? say.waitRound(timeOf(reader, opensAt)) : say.playUntil(timeOf(reader, endsAt));
  return [against, `${when} · ${say.onlinePlace}`];
};

const firstMatch = async (request: NoticeRequest, contest: Contest): Promise<string[]> => {
  const { ctx, recipient } = request;
  if (recipient === undefined) return [];
  const reader = formReaderOf(recipient);
  const say = messages[reader.locale];
  const { matches, place, of, isLive } = await wayOf(ctx, recipient, contest);
  const [first, second] = matches;
  if (first === undefined) {
    if (place === undefined) return [];
    return [contest.qualifying?.isBySignUp === true ? say.notDrawn(place, of) : say.notThrough(place, of)];
  }
  if (first.how === 'bye') return second === undefined ? [] : [say.firstBye(timeOf(reader, second.opensAt))];
  const { name = '' } = first.isMineA ? first.b : first.a;
  const { opensAt: startsAt, endsAt } = first;
  const when = isLive ? timeOf(reader, startsAt) : rangeFor({ startsAt, endsAt }, reader.now, reader.tz, reader.locale);
  return [say.firstMatch(named(name), when)];
};

const result = async (request: NoticeRequest, contest: Contest): Promise<string[]> => {
  const { ctx, recipient } = request;
  if (recipient === undefined) return [];
  const reader = formReaderOf(recipient);
  const [shown, { place, of }] = await Promise.all([shownOne(ctx, recipient, contest), wayOf(ctx, recipient, contest)]);
  return [stateLine(reader, shown), ...(place === undefined ? [] : [messages[reader.locale].ownPlace(place, of)])];
};

/** How a round has ended: to a channel, or to the people who take part. */
const standings: DrawNotice<Contest> = async (request, contest, { key }) => {
  if (contest.drawn === undefined) return { drop: 'over' };
  const say = messages[readerFor(request).locale];
  const { round, rounds, through, open } = await roundOutcome(request.ctx, contest, roundOfKey(key));
  const lines = [
    `*${say.standingsLead}*`,
    say.roundHead(round, rounds),
    say.through(through.map(named)),
    ...(open > 0 ? [say.stillOpen(open)] : []),
  ];
  const drawn = message([
    section(lines.join('\n')),
    actions(button({ ...openRef.button({ id: contest._id }), label: say.details })),
  ]);
  return { ...drawn, about: named(contest.name) };
};

const fromCalendar = calendar.renderers({
  opening: to('openingLead', dates),
  closing: to('closingLead', dates),
  draw: to('drawLead', firstMatch),
  next: to('nextLead', opponent),
  ready: to('readyLead', opponent),
  turn: to('turnLead', opponent),
  last: to('lastLead', opponent),
  result: to('resultLead', result),
  standings,
});

/** The bracket in a channel, drawn again with each result. */
const board: NoticeRenderer = async (request) => {
  const { ctx, params } = request;
  const contest = await lives.find(ctx, params.of ?? '');
  const page = contest && (await bracketPage(ctx, contest));
  if (contest === undefined || page === undefined) return { drop: 'over' };
  const reader = readerFor(request);
  const say = messages[reader.locale];
  const [[podium = []], pictures] = await Promise.all([podiumsOf(ctx, [contest]), bracketPictures(ctx, contest)]);
  const state =
    contest.state === 'ended'
      ? endLine(reader, podium)
      : [say.states[contest.state], say.roundNow(page.round, page.rounds)].join(' · ');
  return boardMessage(reader, page, pictures, state);
};

/** Of a contest that was cancelled, and of a result that an officer has changed. */
const told =
  (lead: 'offLead' | 'changedLead'): NoticeRenderer =>
  async ({ ctx, recipient, params }) => {
    const contest = await lives.find(ctx, params.of ?? '');
    if (contest === undefined || recipient === undefined) return { drop: 'over' };
    const reader = formReaderOf(recipient);
    const say = messages[reader.locale];
    const shown = await shownOne(ctx, recipient, contest);
    const reason = contest.decisions[params.match ?? '']?.reason;
    const line = lead === 'offLead' ? stateLine(reader, shown) : say.why(named(reason ?? ''));
    return noticeMessage(reader, shown, say[lead], [line]);
  };

const roundOf = (contest: Contest, match = ''): number => bracketOf(contest).find(({ id }) => id === match)?.round ?? 0;

/** A match that is known only now: the round has begun already. */
const late: NoticeRenderer = async (request) => {
  const { ctx, recipient, params, isSent } = request;
  const contest = await lives.find(ctx, params.of ?? '');
  if (contest === undefined || recipient === undefined) return { drop: 'over' };
  if (!isSent) {
    const own = matchIn(contest, recipient.user);
    if (own === undefined || own.id !== params.match) return { drop: 'over' };
    // An officer has moved it again since.
    const isMoved = params.until !== undefined && endOf(contest, own).toISOString() !== params.until;
    if (isMoved) return { drop: 'moved' };
  }
  const reader = formReaderOf(recipient);
  const shown = await shownOne(ctx, recipient, contest);
  const lines = await opponent(request, contest, roundOf(contest, params.match));
  const say = messages[reader.locale];
  // A live one is at an hour of its own.
  return noticeMessage(reader, shown, contest.isLive && shown.turn === undefined ? say.nextLead : say.turnLead, lines);
};

export const notices: Record<string, NoticeRenderer> = {
  ...fromCalendar,
  late,
  board,
  off: told('offLead'),
  changed: told('changedLead'),
};

const DATES: Follows = { things: ['of'] };

/** What the copies follow. */
export const follows: Record<string, Follows> = {
  opening: DATES,
  closing: DATES,
  draw: DATES,
  next: DATES,
  ready: DATES,
  turn: DATES,
  last: DATES,
  result: DATES,
  standings: DATES,
  late: DATES,
  board: { byName: true },
  off: { stays: 'the end of a contest' },
  changed: { stays: 'what was decided then; its button opens the contest as it is now' },
};
