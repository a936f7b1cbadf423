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

/**
 * Lets every copy of a notice show what its renderer says now: those in Slack are updated as fast as Slack allows, those
 * that wait are drawn when their turn comes anyway. Twice is once; what is taken back stays so.
 * @param of only the copies of some recipients; or of one, unless it is the one with the `ts` of `except`
 * @returns how many copies in Slack are concerned
 */
export async function redrawCopies(
  ctx: Context,
  notice: string,
  of?: { recipient: string; except?: string | undefined } | { recipients: readonly string[] },
): Promise<number> {
  const among = {
    ...(of === undefined ? {} : { recipient: 'recipients' in of ? { $in: of.recipients } : of.recipient }),
    ...(of === undefined || 'recipients' in of || of.except === undefined ? {} : { ts: { $ne: of.except } }),
    state: { $in: ['planned', 'paused', 'sending', 'sent'] },
  };
  return wish(ctx, notice, 'redraw', among, of === undefined || 'recipients' in of ? {} : { recipient: of.recipient });
}

/** A copy is drawn again by itself for so long; an older one says how things stand when it is touched. */
const FOLLOWS_MS = 7 * DAY_MS;

/**
 * Lets the copies of a thing of the last days show how it stands now: the thing has changed. What is not needed any more
 * says why instead, with nothing to press. Twice is once.
 * @param about as it was planned: `training.session:<id>`
 * @param of only the copies of some recipients, apart from the one with the `ts` of `except`; everybody's without it
 * @returns how many copies in Slack are concerned
 */
export async function redrawAbout(
  ctx: Context,
  about: string,
  of: { recipients?: readonly string[]; except?: string | undefined } = {},
): Promise<number> {
  const since = new Date(clock.now().getTime() - FOLLOWS_MS);
  const { recipients, except } = of;
  const among = {
    about,
    ...(recipients === undefined ? {} : { recipient: { $in: recipients } }),
    ...(except === undefined ? {} : { ts: { $ne: except } }),
    $or: [{ state: 'sent' as const, finishedAt: { $gte: since } }, { state: 'sending' as const }],
  };
  return wishOf(ctx, among, 'redraw', { about });
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
  return wish(ctx, notice, 'recall', { state: { $in: ['sending', 'sent'] } });
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

/**
 * Puts copies whose wish is not carried out yet into the queue; none waits there twice.
 * @param most 0: all of them
 * @returns how many
 */
export async function enqueueChanges(
  ctx: Context,
  filter: Partial<Pick<Delivery, 'notice' | 'recipient' | 'about'>> = {},
  most = 0,
): Promise<number> {
  let count = 0;
  let page: string[] = [];
  const put = async (): Promise<void> => {
    const jobs = page.map((id) => ({ payload: { id }, options: { key: id } }));
    if (jobs.length > 0) await ctx.enqueueMany(deliveryChange, jobs);
    page = [];
  };
  const wished = { workspace: ctx.workspace, ...filter, state: 'sent' as const, change: { $exists: true } };
  const found = deliveries(ctx).find(wished, { _id: 1 }).limit(most).batchSize(PAGE).lean();
  for await (const { _id } of found.cursor()) {
    count += 1;
    if (page.push(_id) === PAGE) await put();
  }
  await put();
  return count;
}

function wish(
  ctx: Context,
  notice: string,
  change: CopyChange,
  among: object,
  of: Partial<Pick<Delivery, 'recipient'>> = {},
): Promise<number> {
  return wishOf(ctx, { notice, ...among }, change, { notice, ...of });
}

/** The wish is written before its jobs are made: if the process dies in between, the sweep goes on. */
async function wishOf(
  ctx: Context,
  among: object,
  change: CopyChange,
  of: Parameters<typeof enqueueChanges>[1],
): Promise<number> {
  const { matchedCount } = await deliveries(ctx).updateMany(
    { workspace: ctx.workspace, ...among, change: { $ne: 'recall' }, recalledAt: { $exists: false } },
    { $set: { change, changeTries: 0 }, $inc: { changeNo: 1 } },
  );
  if (matchedCount === 0) return 0;
  try {
    return await enqueueChanges(ctx, of);
  } catch (error) {
    ctx.log.warn({ err: error, of }, 'copies wait to be changed and are not queued; the sweep will find them');
    return 0;
  }
}
