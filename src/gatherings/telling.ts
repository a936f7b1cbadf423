import type { Context } from '../context.ts';
import { redrawAbout } from '../delivery/copies.ts';
import { type PlannedNotice, plan } from '../delivery/plan.ts';
import { clock } from '../lib/clock.ts';
import { aboutGathering, type Gathering, type News } from './gathering.ts';
import { readersOf } from './readers.ts';
import { offeredAt, type Reader, toldAt } from './rules/ladder.ts';
import type { PassOn } from './seating.ts';
import type { Settling } from './settling.ts';
import type { Stored } from './stored.ts';

const OFFER_PRIORITY = 2;
export const NEWS_PRIORITY = 3;

/** What a feature adds to what is told. */
export interface Telling<T extends Gathering> {
  /**
   * What else follows from the news, before anybody is told; done again it must add nothing.
   * @returns other gatherings in which something has changed by it
   */
  follow?(ctx: Context, one: T): Promise<readonly T[]>;
  /** Whom a change or a cancellation concerns beside the people on the list. */
  concerned?(one: T, news: T['news'][number]): readonly string[];
  /**
   * Notices that are not as usual.
   * @returns of one piece of news, what is told of it; undefined: as usual
   */
  notices?(
    ctx: Context,
    one: T,
  ): Promise<(news: T['news'][number], reader: Reader | undefined, now: Date) => PlannedNotice[] | undefined>;
  /** What else is drawn again when it has changed: a course whose dates stand in one notice. */
  abouts?(one: T): readonly string[];
  /** By when people have to know of a change; the start, if absent. */
  deadline?(one: T, now: Date): Date;
  /** The job at the end of an offer; without it the tick passes the seat on within a minute. */
  passOn?: PassOn | undefined;
}

/** The name of the notice that a gathering has changed, as of a version of it. */
export const changedNotice = (feature: string, id: string, version: number): string =>
  `${feature}.changed-${id}-${version}`;

/** When and with what priority an offer reaches somebody. */
export const offerTimes = (reader: Reader, at: Date, until: Date) => ({
  dueAt: offeredAt(reader, at, until),
  exactly: true,
  priority: OFFER_PRIORITY,
});

/**
 * Does what follows from what has happened to a gathering: notices, and at the end the ledger. Each piece has its own name, so
 * that doing it again adds nothing.
 */
export function follows<T extends Gathering>(
  { feature }: Stored<T>,
  { settle, voidEarlyMarks }: Settling<T>,
  { follow, concerned, notices, abouts, deadline = ({ startsAt }) => startsAt, passOn }: Telling<T>,
  tellSoon: (ctx: Context, one: T) => Promise<void>,
): (ctx: Context, one: T) => Promise<void> {
  const isTold = ({ what }: News) => what === 'changed' || what === 'cancelled';
  const toldOf = (one: T, news: T['news'][number]): string[] => [
    ...new Set([...one.seats.map(({ member }) => member), ...(concerned?.(one, news) ?? [])]),
  ];

  /** Each offer that was made has a job of its own at its end, when the seat goes to the next. */
  async function passOnInTime(ctx: Context, job: PassOn, { _id: session, news, seats }: T): Promise<void> {
    const offered = new Set(news.flatMap((one) => (one.what === 'offered' ? one.seq : [])));
    const ends = new Set(
      seats.flatMap(({ seq, until }) => (until !== undefined && offered.has(seq) ? until.getTime() : [])),
    );
    for (const end of ends)
      await ctx
        .enqueue(job, { session }, { key: `${session}-${end.toString(36)}`, at: new Date(end) })
        .catch((error: unknown) =>
          ctx.log.warn({ err: error, session }, 'the end of an offer is not queued; the tick will find it'),
        );
  }

  function usual(one: T, news: T['news'][number], readers: ReadonlyMap<string, Reader>, now: Date): PlannedNotice[] {
    const { _id: session, startsAt, endsAt } = one;
    const params = { session, seq: String(news.seq) };
    if (news.what === 'offered') {
      const seat = one.seats.find(({ member, seq }) => member === news.member && seq === news.seq);
      const reader = readers.get(news.member);
      // Taken or given up since: nothing is offered any more.
      if (seat?.until === undefined || reader === undefined) return [];
      return [
        {
          notice: `${feature}.offer-${session}-${news.seq}`,
          kind: `${feature}.offer`,
          about: aboutGathering(feature, session),
          recipient: news.member,
          to: 'member',
          params,
          ...offerTimes(reader, now, seat.until),
          expiresAt: seat.until,
        },
      ];
    }
    if (news.what === 'passed')
      return [
        {
          notice: `${feature}.passed-${session}-${news.seq}`,
          kind: `${feature}.passed`,
          about: aboutGathering(feature, session),
          recipient: news.member,
          to: 'member',
          params,
          expiresAt: startsAt,
        },
      ];
    if (!isTold(news)) return [];
    const isCancelled = news.what === 'cancelled';
    const by = deadline(one, now);
    return toldOf(one, news).map((recipient): PlannedNotice => {
      const reader = readers.get(recipient);
      return {
        notice: isCancelled ? `${feature}.cancelled-${session}` : changedNotice(feature, session, one.version),
        kind: isCancelled ? `${feature}.cancelled` : `${feature}.changed`,
        about: aboutGathering(feature, session),
        recipient,
        to: 'member',
        params: { session, version: String(one.version) },
        exactly: true,
        expiresAt: endsAt,
        priority: NEWS_PRIORITY,
        ...(reader === undefined ? {} : { dueAt: toldAt(reader, now, by) }),
      };
    });
  }

  return async (ctx, one) => {
    const has = (what: News['what']) => one.news.some((news) => news.what === what);
    if (has('closed')) await settle(ctx, one);
    for (const other of (await follow?.(ctx, one)) ?? []) await tellSoon(ctx, other);
    if (has('changed')) await voidEarlyMarks(ctx, one);
    // What stands in Slack of it shows the new hour, or that it is off; a person's own copies show what became of their seat.
    const members = one.news.flatMap((news) => ('member' in news ? news.member : []));
    const of = one.news.some(isTold) ? {} : { recipients: members };
    if (one.news.some(isTold) || members.length > 0)
      await redrawAbout(ctx, [aboutGathering(feature, one._id), ...(abouts?.(one) ?? [])], of);
    const users = one.news.flatMap((news) => ('member' in news ? news.member : isTold(news) ? toldOf(one, news) : []));
    const readers = await readersOf(ctx, users);
    const now = clock.now();
    const own = await notices?.(ctx, one);
    const planned = one.news.flatMap((news) => {
      const reader = 'member' in news ? readers.get(news.member) : undefined;
      return own?.(news, reader, now) ?? usual(one, news, readers, now);
    });
    await plan(ctx, planned);
    if (passOn !== undefined) await passOnInTime(ctx, passOn, one);
  };
}
