import type { Context } from '../context.ts';
import { clock } from '../lib/clock.ts';
import { newId } from '../lib/ids.ts';
import { insertNew } from '../lib/stores/mongo.ts';
import { applySend, heldSends, openSends } from './control.ts';
import { type Delivery, deliveries } from './model.ts';
import { enqueueSends } from './queue.ts';
import { AWAY_TOO_LONG, type FreeHours, freeHoursOf, type Timed } from './recipients.ts';

/** One notice for one recipient, as a feature plans it. */
export interface PlannedNotice {
  /** Names the notice: `quiz.card-<run>`. One recipient gets it once, however often it is planned. */
  notice: string;
  /** Its renderer in the registry: `quiz.card`. */
  kind: string;
  /** A user id or a channel id. */
  recipient: string;
  to: 'member' | 'channel';
  /** The thing whose changes its copy follows: `training.session:<id>`; see `redrawAbout`. Absent: it never changes by others. */
  about?: string;
  /** Ids only; the renderer reads the state again. */
  params: Record<string, string>;
  /** When it shall arrive at the earliest; now if absent. */
  dueAt?: Date;
  /** From then on it is of no use and is dropped. */
  expiresAt?: Date;
  /** 1 (an answer) to 9 (a report); 5 if absent. */
  priority?: number;
  /** Arrives off duty and in quiet hours too. */
  urgent?: boolean;
  /** `dueAt` already respects the member's hours: it stays as it is. */
  exactly?: boolean;
}

const BATCH = 1_000;
const DEFAULT_PRIORITY = 5;

/**
 * Writes down who shall get what and when, and puts the sends into the queue. A member's notice is moved into working
 * hours; what would be too late then, or would wait for more than 400 days, is recorded as dropped at once. Planning again adds nothing. When Redis is away the
 * plan stands nevertheless, and the sweep finds it.
 * @param read members among the recipients who were just read, which saves reading them
 * @returns how many were new
 * @throws MongoDB's error; what was written until then stays, and planning again completes it
 */
export async function plan(ctx: Context, notices: PlannedNotice[], read: readonly Timed[] = []): Promise<number> {
  const known = new Map(read.map((one) => [one.user, one]));
  let count = 0;
  for (let start = 0; start < notices.length; start += BATCH) {
    const batch = notices.slice(start, start + BATCH);
    const hours = await freeHoursOf(
      ctx,
      batch.filter(movesToHours).map((notice) => notice.recipient),
      known,
    );
    const records = batch.map((notice, i) => recordOf(ctx, notice, start + i, hours.get(notice.recipient)));
    await openSends(ctx, sharedBy(batch));
    const added = await insertNew(deliveries(ctx), records);
    count += added.length;
    // Asked after the insert: who holds the send from now on finds these records.
    const held = await heldSends(ctx, [...new Set(batch.map((one) => one.notice))]);
    for (const one of held) await applySend(ctx, one);
    await enqueueSends(
      ctx,
      added.filter((record) => held.every((one) => one.notice !== record.notice)),
    );
  }
  return count;
}

/** The notices of a batch that go to several, with their kind: what an officer may want to hold. */
function sharedBy(batch: readonly PlannedNotice[]): Map<string, string> {
  const seen = new Set<string>();
  const shared = new Map<string, string>();
  for (const { notice, kind } of batch) {
    if (seen.has(notice)) shared.set(notice, kind);
    seen.add(notice);
  }
  return shared;
}

function movesToHours(notice: PlannedNotice): boolean {
  return notice.to === 'member' && notice.urgent !== true && notice.exactly !== true;
}

function recordOf(ctx: Context, notice: PlannedNotice, place: number, hours: FreeHours | undefined): Delivery {
  const now = clock.now();
  const wanted = notice.dueAt !== undefined && notice.dueAt > now ? notice.dueAt : now;
  const next = movesToHours(notice) && hours !== undefined ? hours.next(wanted) : wanted;
  const dueAt = next ?? wanted;
  const isTooLate = notice.expiresAt !== undefined && notice.expiresAt <= dueAt;
  const reason = next === undefined ? AWAY_TOO_LONG : isTooLate ? 'too-late' : undefined;
  return {
    _id: newId(),
    workspace: ctx.workspace,
    notice: notice.notice,
    kind: notice.kind,
    recipient: notice.recipient,
    to: notice.to,
    params: notice.params,
    ...(notice.about === undefined ? {} : { about: notice.about }),
    state: reason === undefined ? 'planned' : 'dropped',
    priority: Math.min(9, Math.max(1, Math.round(notice.priority ?? DEFAULT_PRIORITY))),
    place,
    urgent: notice.urgent === true,
    exactly: notice.exactly === true,
    dueAt,
    attempts: 0,
    createdAt: now,
    ...(notice.expiresAt === undefined ? {} : { expiresAt: notice.expiresAt }),
    ...(dueAt > wanted ? { wantedAt: wanted } : {}),
    ...(reason === undefined ? {} : { reason, finishedAt: now }),
  };
}
