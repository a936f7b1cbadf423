import type { Actor } from '../bot/actor.ts';
import type { Message } from '../bot/draw/block-kit.ts';
import type { Follows, NoticeRenderer } from '../bot/feature.ts';
import type { NoticeRequest } from '../bot/request.ts';
import { timeFor } from '../bot/text/times.ts';
import type { Context } from '../context.ts';
import { clock } from '../lib/clock.ts';
import type { Bilingual, Locale } from '../lib/language.ts';
import { memberOf } from '../members/service.ts';
import type { Attendance } from './attendance.ts';
import { type Gathering, hasSeat, isExpected } from './gathering.ts';
import type { GatheringMessages } from './messages.ts';
import { startKey } from './reminding.ts';
import { RUNGS, rungsOf } from './rules/ladder.ts';
import { hasAttended } from './rules/marks.ts';
import type { Stored } from './stored.ts';
import { type GatheringViews, gatheringViews, type Told } from './views.ts';

/** How a feature's gatherings look to a reader. */
export interface Look<T> {
  messages: Record<Locale, GatheringMessages>;
  /** What is said of one of them. */
  told(ctx: Context, reader: Actor, one: T): Told | Promise<Told>;
  /** The card of one, with a line in front: what people see who were put on its list. */
  card(ctx: Context, reader: Actor, one: T, lead?: string): Promise<Message>;
}

/** Why a notice of a gathering is not sent, in words. */
export const gatheringDropReasons = {
  over: { zh: '已经结束或取消', en: 'it is over or cancelled' },
  moved: { zh: '改了时间', en: 'it was moved' },
  'not-wanted': { zh: '这个提醒已经去掉', en: 'this reminder was taken away' },
  'not-expected': { zh: '已经退出', en: 'they have withdrawn' },
  answered: { zh: '已经答复', en: 'already answered' },
  marked: { zh: '已经签到或点过名', en: 'checked in, or marked on the roll' },
  'nothing-new': { zh: '没有变动，或已随后一条通知', en: 'nothing new, or told by a later notice' },
} satisfies Record<string, Bilingual>;

const ANSWERED = { stays: 'one question to one person, replaced by what they answer' };

/** What the copies of a gathering's notices follow: themselves, and what a notice of several dates is about. */
export const gatheringFollows = {
  remind: { things: ['session', 'course'] },
  offer: { things: ['session'] },
  passed: { things: ['session'] },
  changed: { things: ['session'] },
  cancelled: { things: ['session'] },
  assigned: { things: ['session'] },
  marked: ANSWERED,
  absent: ANSWERED,
  corrected: ANSWERED,
} satisfies Record<string, Follows>;

const VERBS = [
  'remind',
  'offer',
  'passed',
  'changed',
  'cancelled',
  'assigned',
  'marked',
  'absent',
  'corrected',
] as const;
export type GatheringNotices = Record<(typeof VERBS)[number], NoticeRenderer>;

/** A notice, drawn from the gathering as it is now; or why it is not needed any more. */
type Draw<T> = (
  one: T,
  told: Told,
  views: GatheringViews,
  request: NoticeRequest & { recipient: Actor },
) => Message | { drop: string } | Promise<Message | { drop: string }>;

/**
 * The renderers of what every gathering tells. A feature puts them into its manifest, and draws itself what it tells otherwise.
 *
 * ```ts
 * notices: { ...gatheringNotices(stored, { messages, told, card }), invite },
 * ```
 */
export function gatheringNotices<T extends Gathering>(
  { feature, find, attendancesOf }: Stored<T>,
  { messages, told, card }: Look<T>,
): GatheringNotices {
  const draws =
    (draw: Draw<T>): NoticeRenderer =>
    async (request) => {
      const { ctx, recipient, params } = request;
      const one = await find(ctx, params.session ?? '');
      if (one === undefined || recipient === undefined) return { drop: 'over' };
      const views = gatheringViews(feature, messages[recipient.locale]);
      const said = await told(ctx, recipient, one);
      return { ...(await draw(one, said, views, { ...request, recipient })), about: said.topic };
    };
  /** In place of a copy that asked for something: the gathering as it stands. */
  const standing =
    (render: NoticeRenderer): NoticeRenderer =>
    async (request) => {
      const { ctx, recipient, params, isSent } = request;
      const drawn = await render(request);
      if (!isSent || !('drop' in drawn) || recipient === undefined) return drawn;
      const one = await find(ctx, params.session ?? '');
      return one === undefined ? drawn : { ...(await card(ctx, recipient, one)), about: drawn.about ?? '' };
    };
  const partOf = async (ctx: Context, one: T, member: string): Promise<Attendance | undefined> =>
    (await attendancesOf(ctx, { session: one._id, member }))[0];

  return {
    /** Only for those still expected, of the start that the gathering has now. */
    remind: standing(
      draws(async (one, said, views, { ctx, recipient, params, isSent }) => {
        if (isSent && one.state === 'cancelled') return { drop: 'over' };
        const rung = RUNGS.find((known) => known === params.rung) ?? 'hour';
        if (!isSent) {
          if (one.state !== 'open') return { drop: 'over' };
          if (startKey(one) !== params.start) return { drop: 'moved' };
          if (!rungsOf(one).includes(rung)) return { drop: 'not-wanted' };
          if (!isExpected(one, recipient.user)) return { drop: 'not-expected' };
          if ((await partOf(ctx, one, recipient.user))?.mark !== undefined) return { drop: 'marked' };
        }
        return views.reminder(said, rung);
      }),
    ),
    offer: standing(
      draws((one, said, views, { recipient, params }) => {
        const seat = one.seats.find(({ member }) => member === recipient.user);
        if (one.state !== 'open' || seat?.until === undefined || String(seat.seq) !== params.seq)
          return { drop: 'answered' };
        const now = clock.now();
        // Moved to an earlier start the offer may be over before the hour in which it was to be sent.
        if (seat.until <= now) return { drop: 'over' };
        return views.offer(said, timeFor(seat.until, now, recipient.tz, recipient.locale));
      }),
    ),
    passed: standing(
      draws((one, said, views, { recipient }) =>
        one.state !== 'open' || hasSeat(one, recipient.user) ? { drop: 'answered' } : views.passed(said),
      ),
    ),
    changed: standing(
      draws((one, said, views, { recipient, params }) => {
        if (one.state !== 'open') return { drop: 'over' };
        if (!hasSeat(one, recipient.user)) return { drop: 'not-expected' };
        // The notice of the newest version tells of all.
        if (params.version !== String(one.version)) return { drop: 'nothing-new' };
        return views.changed(said, isExpected(one, recipient.user), [said.when, said.place]);
      }),
    ),
    cancelled: draws((one, said, views, { recipient }) =>
      one.state === 'cancelled' && hasSeat(one, recipient.user)
        ? views.cancelled(said, isExpected(one, recipient.user), one.reason ?? '')
        : { drop: 'not-expected' },
    ),
    assigned: standing(
      draws((one, _said, _views, { ctx, recipient }) =>
        one.state === 'open' && hasSeat(one, recipient.user)
          ? card(ctx, recipient, one, messages[recipient.locale].assigned)
          : { drop: 'not-expected' },
      ),
    ),
    marked: draws(async (one, said, views, { ctx, recipient, params: { at = '' } }) => {
      const row = await partOf(ctx, one, recipient.user);
      if (row?.markedBy === undefined || row.agrees !== undefined || row.mark === undefined || !hasAttended(row.mark))
        return { drop: 'answered' };
      if (String(row.markedAt?.getTime()) !== at) return { drop: 'answered' };
      return views.marked(said, (await memberOf(ctx, row.markedBy))?.name ?? '', row.mark, at);
    }),
    absent: draws(async (one, said, views, { ctx, recipient }) => {
      const row = await partOf(ctx, one, recipient.user);
      return row?.mark !== 'absent' || row.absence !== undefined ? { drop: 'answered' } : views.absent(said);
    }),
    /** The last correction of a person's mark; an earlier one says nothing any more. */
    corrected: draws(async (one, said, views, { ctx, recipient, params }) => {
      const row = await partOf(ctx, one, recipient.user);
      const last = row?.corrections.at(-1);
      if (row === undefined || last === undefined || String(row.corrections.length) !== params.nth)
        return { drop: 'nothing-new' };
      const by = (await memberOf(ctx, last.by))?.name ?? '';
      return views.corrected(said, { ...last, by }, last.to === 'absent' && row.absence === undefined);
    }),
  };
}
