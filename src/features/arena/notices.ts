import { actions, button, section } from '../../bot/draw/blocks.ts';
import { formReaderOf } from '../../bot/draw/form/modal.ts';
import { message } from '../../bot/draw/message.ts';
import type { Follows, NoticeRenderer } from '../../bot/feature.ts';
import type { NoticeRequest } from '../../bot/request.ts';
import { rangeFor } from '../../bot/text/times.ts';
import { clock } from '../../lib/clock.ts';
import type { Bilingual } from '../../lib/language.ts';
import { calendarDropReasons, type DrawNotice } from '../../notices/calendar.ts';
import { boardMessage } from './match-views.ts';
import { messages } from './messages.ts';
import { openRef } from './refs.ts';
import { bracketOf, matchIn, roundOfKey } from './rules/contest.ts';
import type { Contest } from './rules/records.ts';
import { calendar, lives } from './service/lives.ts';
import { bracketPage, podiumsOf, shownOne, wayOf } from './service/shown.ts';
import { endLine, named, noticeMessage, stateLine, timeOf } from './views.ts';

export const dropReasons: Record<string, Bilingual> = {
  ...calendarDropReasons,
  over: { zh: '比赛已经结束', en: 'it was over already' },
};

const readerFor = ({ recipient, locale, ctx }: NoticeRequest) =>
  recipient === undefined ? { locale, tz: ctx.config.TIMEZONE, now: clock.now() } : formReaderOf(recipient);

/** A notice to somebody, with what it says to them. */
const to =
  (
    lead: 'openingLead' | 'closingLead' | 'drawLead' | 'turnLead' | 'lastLead' | 'resultLead',
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
    return [`${say.states.qualifying} · ${say.qualify(contest.most)}`, say.playUntil(timeOf(reader, contest.startsAt))];
  const { matches } = await wayOf(ctx, recipient, contest);
  const own = matches.find((one) => one.round === round);
  if (own === undefined) return [];
  const { isMineA, a, b, winner, isDone, endsAt } = own;
  const [mine, other] = isMineA ? [a, b] : [b, a];
  const against = say.opponent(named(other.name ?? ''));
  if (winner === undefined)
    return [against, isDone ? say.handedIn : `${say.playUntil(timeOf(reader, endsAt))} · ${say.onlinePlace}`];
  const result = winner === 'none' ? say.noResult : winner === (isMineA ? 'a' : 'b') ? say.won : say.lost;
  const isScored = mine.right !== undefined && other.right !== undefined;
  return [against, isScored ? `${result} ${mine.right}:${other.right}` : result];
};

const firstMatch = async (request: NoticeRequest, contest: Contest): Promise<string[]> => {
  const { ctx, recipient } = request;
  if (recipient === undefined) return [];
  const reader = formReaderOf(recipient);
  const say = messages[reader.locale];
  const { matches, place, of } = await wayOf(ctx, recipient, contest);
  const [first, second] = matches;
  if (first === undefined) return place === undefined ? [] : [say.notThrough(place, of)];
  if (first.how === 'bye') return second === undefined ? [] : [say.firstBye(timeOf(reader, second.opensAt))];
  const { name = '' } = first.isMineA ? first.b : first.a;
  return [
    say.firstMatch(
      named(name),
      rangeFor({ startsAt: first.opensAt, endsAt: first.endsAt }, reader.now, reader.tz, reader.locale),
    ),
  ];
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
  const { ctx } = request;
  const reader = readerFor(request);
  const say = messages[reader.locale];
  const page = await bracketPage(ctx, contest, roundOfKey(key));
  if (page === undefined) return { drop: 'over' };
  const { name, round, rounds, matches } = page;
  const through = matches.flatMap(({ winner, a, b }) =>
    winner === 'a' ? [named(a.name ?? '')] : winner === 'b' ? [named(b.name ?? '')] : [],
  );
  const open = matches.filter(({ winner }) => winner === undefined).length;
  const drawn = message([
    section(
      [
        `*${say.standingsLead}*`,
        say.roundHead(round, rounds),
        say.through(through),
        ...(open > 0 ? [say.stillOpen(open)] : []),
      ].join('\n'),
    ),
    actions(button({ ...openRef.button({ id: contest._id }), label: say.details })),
  ]);
  return { ...drawn, about: named(name) };
};

const fromCalendar = calendar.renderers({
  opening: to('openingLead', dates),
  closing: to('closingLead', dates),
  draw: to('drawLead', firstMatch),
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
  const [[, podium = []] = []] = await podiumsOf(ctx, [contest]);
  const state =
    contest.state === 'ended'
      ? endLine(reader, podium)
      : [say.states[contest.state], say.roundNow(page.round, page.rounds)].join(' · ');
  return boardMessage(reader, page, state);
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
  if (!isSent && matchIn(contest, recipient.user)?.id !== params.match) return { drop: 'over' };
  const reader = formReaderOf(recipient);
  const shown = await shownOne(ctx, recipient, contest);
  return noticeMessage(
    reader,
    shown,
    messages[reader.locale].turnLead,
    await opponent(request, contest, roundOf(contest, params.match)),
  );
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
  turn: DATES,
  last: DATES,
  result: DATES,
  standings: DATES,
  late: DATES,
  board: { byName: true },
  off: { stays: 'the end of a contest' },
  changed: { stays: 'what was decided then; its button opens the contest as it is now' },
};
