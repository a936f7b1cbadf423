import type { Context } from '../../../context.ts';
import { clock } from '../../../lib/clock.ts';
import { insertNew } from '../../../lib/stores/mongo.ts';
import { zoneOf } from '../../../lib/zone.ts';
import { memberOf } from '../../../members/service.ts';
import { findAnnouncement } from '../draft/service/drafts.ts';
import { type Announcement, announcements } from '../model.ts';
import { noteAct } from '../register/service/log.ts';
import { MOVES } from '../rules.ts';
import { nextTurn, passMissed, type Turn } from './rules.ts';

/** Clocks of several processes differ: what one of them holds to be due is due. */
const AHEAD_MS = 10_000;

type Repeated = Announcement & Turn;

function isRepeated(one: Announcement): one is Repeated {
  return one.repeat !== 'once' && one.dueAt !== undefined && one.firstAt !== undefined;
}

/**
 * Whether an announcement's turn has come. The turns of a repeated one that nobody was there to send are written into its log,
 * and then it waits for the next. Whoever dies in between is followed by the next look: the log has each turn once.
 * @returns when it was due; undefined when it is not, or is gone
 */
export async function takeTurn(ctx: Context, id: string): Promise<Date | undefined> {
  const found = await findAnnouncement(ctx, id);
  if (found === undefined) return undefined;
  const one = found.state === 'scheduled' && isRepeated(found) ? await withoutMissed(ctx, found) : found;
  if (one === undefined) return undefined;
  const now = clock.now().getTime();
  return one.dueAt !== undefined && one.dueAt.getTime() <= now + AHEAD_MS ? one.dueAt : undefined;
}

async function withoutMissed(ctx: Context, one: Repeated): Promise<Repeated | undefined> {
  const { missed, next } = passMissed(one, clock.now(), await zoneFor(ctx, one));
  if (missed.length === 0) return one;
  for (const at of missed) await noteAct(ctx, one, 'missed', one.author, { nth: at.getTime(), at });
  const waiting = { workspace: ctx.workspace, _id: one._id, state: 'scheduled' as const, dueAt: one.dueAt };
  const set = next === undefined ? { state: MOVES.lapse.to } : { dueAt: next.dueAt };
  await announcements(ctx).updateOne(waiting, { $set: { ...set, updatedAt: clock.now() } });
  return next;
}

/** The turn of a series that has yet to come. */
export async function comingOf(ctx: Context, { _id, series = _id }: Announcement): Promise<Announcement | undefined> {
  const ofSeries = { workspace: ctx.workspace, series, state: 'scheduled' as const };
  return (await announcements(ctx).findOne(ofSeries).lean<Announcement>()) ?? undefined;
}

/** The next of a repeated one, under an id that is the same however often it is made. */
export async function openNext(ctx: Context, one: Announcement): Promise<void> {
  if (!isRepeated(one)) return;
  const tz = await zoneFor(ctx, one);
  const {
    sentAt: _s,
    editedAt: _e,
    remindedAt: _r,
    remindedMembers: _m,
    reminding: _g,
    formerFiles: _f,
    ...same
  } = one;
  const next = nextTurn(same, tz);
  if (next === undefined) return;
  const [series, occurrence] = [one.series ?? one._id, one.occurrence + 1];
  await insertNew(announcements(ctx), [
    {
      ...next,
      tz,
      _id: `${series}-${occurrence}`,
      series,
      occurrence,
      state: 'scheduled' as const,
      remindersSent: 0,
      updatedAt: clock.now(),
    },
  ]);
}

async function zoneFor(ctx: Context, { tz, author }: Announcement): Promise<string> {
  return tz ?? zoneOf((await memberOf(ctx, author))?.tz, ctx.config.TIMEZONE);
}
