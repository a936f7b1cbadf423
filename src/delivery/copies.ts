import type { mongo } from 'mongoose';
import { deliveryChange } from '../../jobs/delivery.ts';
import type { Message } from '../bot/draw/block-kit.ts';
import type { Context } from '../context.ts';
import { clock } from '../lib/clock.ts';
import { DAY_MS } from '../lib/zone.ts';
import { type Copy, type CopyChange, type Delivery, deliveries } from './model.ts';
import { replacement } from './post.ts';
import { sortSlackError } from './slack-errors.ts';

const PAGE = 1_000;

/** Where a notice's copy of one recipient is in Slack; undefined while it has not been sent. */
export async function sentCopy(ctx: Context, notice: string, recipient: string): Promise<Copy | undefined> {
  const filter = { workspace: ctx.workspace, notice, recipient, state: 'sent' as const };
  const found = await deliveries(ctx).findOne(filter, { channel: 1, ts: 1 }).lean();
  return found?.channel === undefined || found.ts === undefined ? undefined : { channel: found.channel, ts: found.ts };
}

/**
 * Replaces a sent copy in place, as the answer to a click, for which no bucket is asked; what Slack keeps with it (the
 * delivery's id) stays. @returns false when there is none any more.
 * @throws Slack's error when it may pass: the caller decides whether to come back.
 */
export async function updateCopy(ctx: Context, copy: Copy, message: Message): Promise<boolean> {
  try {
    await ctx.slack.chat.update({ ...copy, ...replacement(message) });
    return true;
  } catch (error) {
    const fault = sortSlackError(error);
    if (fault.kind !== 'permanent') throw error;
    ctx.log.info({ ...copy, reason: fault.reason }, 'a sent copy could not be updated');
    return false;
  }
}

/** Which copies: those of some recipients only, apart from the one that was pressed and shows it already. */
export interface Among {
  recipients?: readonly string[];
  /** The `ts` of a copy that its handler replaces. It is drawn again only where a job may have drawn it just before. */
  except?: string | undefined;
  /** Nobody waits for it: it comes after whatever else is changed in Slack, within hours if they are many. */
  isPatient?: boolean;
}

/** Behind the usual 100 of a job. */
const PATIENT_PRIORITY = 1_000;

/**
 * Lets every copy of a notice show what its renderer says now: those in Slack are updated as fast as Slack allows, those
 * that wait are drawn when their turn comes anyway. Twice is once; what is taken back stays so.
 * @returns how many copies in Slack are concerned
 */
export async function redrawCopies(ctx: Context, notice: string, of: Among = {}): Promise<number> {
  return redraw(ctx, { notice }, of, { state: { $in: ['planned', 'paused', 'sending', 'sent'] } });
}

/** A copy is drawn again by itself for so long; an older one says how things stand when it is touched. */
const FOLLOWS_MS = 7 * DAY_MS;

/**
 * Lets the copies of things of the last days show how they stand now: the things have changed. What is not needed any more
 * says why instead, with nothing to press. Twice is once.
 * @param about as it was planned: `training.session:<id>`; or several
 * @returns how many copies in Slack are concerned
 */
export async function redrawAbout(ctx: Context, about: string | readonly string[], of: Among = {}): Promise<number> {
  const since = new Date(clock.now().getTime() - FOLLOWS_MS);
  // That it has been started is what the index asks for.
  const own = { about: typeof about === 'string' ? about : { $in: [...about] }, startedAt: { $exists: true } };
  return redraw(ctx, own, of, { $or: [{ state: 'sent', finishedAt: { $gte: since } }, { state: 'sending' }] });
}

/** A job that drew a copy before the click may still be on its way to Slack for so long after it was settled. */
const OVERTAKES_MS = 15_000;

function redraw(ctx: Context, which: Which, { recipients, except, isPatient }: Among, live: object): Promise<number> {
  const own = { ...which, ...(recipients === undefined ? {} : { recipient: { $in: [...recipients] } }) };
  const before = new Date(clock.now().getTime() - OVERTAKES_MS);
  const shown = { ts: except, change: { $exists: false }, changedAt: { $not: { $gte: before } } };
  const among = except === undefined ? live : { ...live, $nor: [shown] };
  return wish(ctx, own, among, 'redraw', isPatient === true ? PATIENT_PRIORITY : undefined);
}

/**
 * Takes a notice back: what waits is dropped (`recalled`), copies in Slack are deleted as fast as Slack allows, or
 * replaced by one line where it does not let us. Twice is once.
 * @returns how many copies in Slack are concerned
 */
export async function recallCopies(ctx: Context, notice: string): Promise<number> {
  await deliveries(ctx).updateMany(
    { workspace: ctx.workspace, notice, state: { $in: ['planned', 'paused'] } },
    { $set: { state: 'dropped', reason: 'recalled', finishedAt: clock.now() }, $unset: { change: 1 } },
  );
  return wish(ctx, { notice }, { state: { $in: ['sending', 'sent'] } }, 'recall');
}

/** How far a notice's copies are behind what was wished, and how many are taken back. */
export async function copiesOf(ctx: Context, notice: string): Promise<{ waiting: number; recalled: number }> {
  const ofNotice = { workspace: ctx.workspace, notice, state: 'sent' as const };
  const [waiting, recalled] = await Promise.all([
    deliveries(ctx).countDocuments({ ...ofNotice, change: { $exists: true } }),
    deliveries(ctx).countDocuments({ ...ofNotice, recalledAt: { $exists: true } }),
  ]);
  return { waiting, recalled };
}

/** Copies by the notice, by its recipients, by what they are about; everything if empty. */
type Which = mongo.Filter<Pick<Delivery, 'notice' | 'recipient' | 'about' | 'startedAt'>>;

/**
 * Puts copies whose wish is not carried out yet into the queue, the newest first: the last one is what people look at. None waits
 * there twice.
 * @param most 0: all of them
 * @param priority of their jobs; the usual one if absent
 * @returns how many
 */
export async function enqueueChanges(
  ctx: Context,
  which: Which = {},
  { most = 0, priority }: { most?: number; priority?: number | undefined } = {},
): Promise<number> {
  let count = 0;
  let page: string[] = [];
  const put = async (): Promise<void> => {
    const jobs = page.map((id) => ({
      payload: { id },
      options: { key: id, ...(priority === undefined ? {} : { priority }) },
    }));
    if (jobs.length > 0) await ctx.enqueueMany(deliveryChange, jobs);
    page = [];
  };
  const wished = { ...which, workspace: ctx.workspace, state: 'sent', change: { $exists: true } };
  const found = deliveries(ctx)
    .find(wished as object, { _id: 1 })
    .sort({ finishedAt: -1 })
    .limit(most)
    .batchSize(PAGE)
    .lean();
  for await (const { _id } of found.cursor()) {
    count += 1;
    if (page.push(_id) === PAGE) await put();
  }
  await put();
  return count;
}

/** The wish is written before its jobs are made: if the process dies in between, the sweep goes on. */
async function wish(ctx: Context, which: Which, live: object, change: CopyChange, priority?: number): Promise<number> {
  const { matchedCount } = await deliveries(ctx).updateMany(
    {
      ...which,
      ...live,
      workspace: ctx.workspace,
      change: { $ne: 'recall' },
      recalledAt: { $exists: false },
    } as object,
    { $set: { change, changeTries: 0 }, $inc: { changeNo: 1 } },
  );
  if (matchedCount === 0) return 0;
  try {
    return await enqueueChanges(ctx, which, { priority });
  } catch (error) {
    ctx.log.warn({ err: error, which }, 'copies wait to be changed and are not queued; the sweep will find them');
    return 0;
  }
}
