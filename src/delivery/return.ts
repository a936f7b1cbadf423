import type { Actor } from '../bot/actor.ts';
import type { Message } from '../bot/draw/block-kit.ts';
import { cut, plain, section } from '../bot/draw/blocks.ts';
import { withHead } from '../bot/draw/head.ts';
import { message } from '../bot/draw/message.ts';
import { readableText } from '../bot/text/readable-text.ts';
import { WORDS } from '../bot/text/words.ts';
import type { Context } from '../context.ts';
import { clock } from '../lib/clock.ts';
import { inBatches } from '../lib/lists/batches.ts';
import { DAY_MS, dayOf, MINUTE_MS } from '../lib/zone.ts';
import { messages } from './messages.ts';
import { type Copy, type Delivery, deliveries, type Renderers } from './model.ts';
import { plan } from './plan.ts';
import { enqueueSends } from './queue.ts';
import { freeHoursOf } from './recipients.ts';
import { nextAttemptAt } from './transitions.ts';

/** What waited so long for its reader is part of a flood; what waited over a weekend is not. */
const LONG_MS = 3 * DAY_MS;
/** So many come one by one; where more have waited, all of them lie in the thread of one summary. */
const MOST_SINGLE = 5;
/** What is due within so long comes with the others. */
const TOGETHER_MS = 10 * MINUTE_MS;
const LINES = 8;
const LINE_CHARS = 90;
const BATCH = 1_000;

/** The notice that sums up what waited for somebody; delivery draws it itself. */
export const SUMMARY_KIND = 'delivery.back';

/** What has waited for long and is due now. */
function waitingFor(ctx: Context, recipient: string, now: Date) {
  return {
    workspace: ctx.workspace,
    recipient,
    state: 'planned' as const,
    wantedAt: { $lte: new Date(now.getTime() - LONG_MS) },
    dueAt: { $lte: new Date(now.getTime() + TOGETHER_MS) },
  };
}

/**
 * Where a delivery goes that may be sent now: into the thread of a summary, when its reader was away and much has waited for them.
 * @returns `again` while the summary is on its way; no thread: into the conversation itself
 */
export async function gatheredUnder(
  ctx: Context,
  delivery: Delivery,
  reader: Pick<Actor, 'tz'> | undefined,
  now: Date,
): Promise<{ thread?: Copy } | { again: Date }> {
  const { recipient, wantedAt, thread } = delivery;
  if (thread !== undefined) return { thread };
  if (reader === undefined || delivery.urgent || delivery.exactly) return {};
  if (wantedAt === undefined || now.getTime() - wantedAt.getTime() < LONG_MS) return {};
  const notice = `${SUMMARY_KIND}-${recipient}-${dayOf(now, reader.tz)}`;
  const summary = () => deliveries(ctx).findOne({ workspace: ctx.workspace, notice, recipient }).lean<Delivery>();
  let found = await summary();
  if (found === null) {
    if ((await deliveries(ctx).countDocuments(waitingFor(ctx, recipient, now))) <= MOST_SINGLE) return {};
    await plan(ctx, [{ notice, kind: SUMMARY_KIND, recipient, to: 'member', params: {}, priority: 1, exactly: true }]);
    found = await summary();
  }
  if (found?.state === 'planned' || found?.state === 'sending') return { again: nextAttemptAt(1) };
  const { state, channel, ts } = found ?? {};
  if (state !== 'sent' || channel === undefined || ts === undefined) return {};
  // Written down before Slack is asked: a later search for the message looks in the thread.
  await deliveries(ctx).updateOne(
    { _id: delivery._id, workspace: ctx.workspace, state: 'planned' },
    { $set: { thread: { channel, ts } } },
  );
  return { thread: { channel, ts } };
}

/** How much waited for somebody who is back, and the first lines of the oldest. */
export async function drawSummary(
  ctx: Context,
  renderers: Renderers,
  recipient: Actor,
): Promise<Message | { drop: string }> {
  const filter = waitingFor(ctx, recipient.user, clock.now());
  const [count, oldest] = await Promise.all([
    deliveries(ctx).countDocuments(filter),
    deliveries(ctx).find(filter).sort({ wantedAt: 1 }).limit(LINES).lean<Delivery[]>(),
  ]);
  if (count === 0) return { drop: 'nothing-waits' };
  const { locale } = recipient;
  const lines: string[] = [];
  for (const { kind, params } of oldest) {
    const drawn = await renderers(kind)?.({ ctx, recipient, locale, params, isSent: false });
    const line = drawn === undefined || 'drop' in drawn ? '' : readableText(drawn.text.split('\n')[0] ?? '').trim();
    if (line !== '') lines.push(`• ${plain(cut(line, LINE_CHARS))}`);
  }
  const say = messages[locale];
  const rest = count - lines.length;
  const more = rest > 0 ? [say.more(rest)] : [];
  const title = say.back(count);
  const blocks = [section(`*${title}*\n${[...lines, ...more].join('\n')}`), section(say.inReplies)];
  return withHead({ emoji: '📬', title: WORDS.homeTitle }, locale, message(blocks));
}

/**
 * Gives what waits for its reader the hour that it has now, where that is earlier: after a leave has ended or a day is worked again.
 * Twice is once.
 * @param users only theirs; everybody's without them
 * @returns how many come earlier
 */
export async function bringForward(ctx: Context, users?: readonly string[]): Promise<number> {
  const { workspace } = ctx;
  const now = clock.now();
  const held = deliveries(ctx)
    .find({
      workspace,
      state: 'planned',
      wantedAt: { $exists: true },
      dueAt: { $gt: now },
      to: 'member',
      urgent: { $ne: true },
      exactly: { $ne: true },
      ...(users === undefined ? {} : { recipient: { $in: [...users] } }),
    })
    .lean<Delivery[]>()
    .cursor();
  let count = 0;
  for await (const batch of inBatches<Delivery>(held, BATCH)) {
    const hours = await freeHoursOf(ctx, [...new Set(batch.map(({ recipient }) => recipient))]);
    const earlier = batch.flatMap((one) => {
      const wanted = one.wantedAt !== undefined && one.wantedAt > now ? one.wantedAt : now;
      const next = hours.get(one.recipient)?.next(wanted);
      return next !== undefined && next < one.dueAt ? [{ ...one, next }] : [];
    });
    if (earlier.length === 0) continue;
    await deliveries(ctx).collection.bulkWrite(
      earlier.map(({ _id, dueAt, next }) => ({
        updateOne: { filter: { _id, workspace, state: 'planned', dueAt } as never, update: { $set: { dueAt: next } } },
      })),
      { ordered: false },
    );
    await enqueueSends(
      ctx,
      earlier.map(({ next, ...one }) => ({ ...one, dueAt: next })),
    );
    count += earlier.length;
  }
  return count;
}
