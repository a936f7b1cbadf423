import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '../src/context.ts';
import { type Announcement, announcements, type Receipt, receipts } from '../src/features/announcements/model.ts';
import type { ReceiptState } from '../src/features/announcements/rules.ts';
import { countReceipts } from '../src/features/announcements/service/receipts.ts';
import { sendOut } from '../src/features/announcements/service/send.ts';
import type { Bed } from './bed.ts';
import { residentMb } from './children.ts';
import { addMembers, unitOf, userAt } from './company.ts';
import { quantile } from './load.ts';
import { posted, rateOf, startWorker, WINDOWS_PER_MINUTE } from './sends.ts';

/** As a company's union has sent before: the counted one is not alone in the index. */
const EARLIER = 4;
const BATCH = 5_000;
const REST_MS = 8_000;
const SAMPLE_MS = 1_000;
/** Three of four have confirmed; some are on their way, left, or were not reached. */
const STATES: readonly ReceiptState[] = [
  ...Array<ReceiptState>(15).fill('confirmed'),
  ...Array<ReceiptState>(3).fill('reached'),
  ...(['waiting', 'left'] as const),
];

export interface AnnouncementSizes {
  /** Receipts of the announcement that is counted, and how often it is. */
  receipts: number;
  rounds: number;
  /** The send under a limit of so many a minute. */
  recipients: number;
  perMinute: number;
}

export interface AnnouncementRates {
  /** Counts by branch, team and state, ms. */
  counting: { p50: number; p99: number };
  /** Sends a minute in the steady state, as a part of those allowed, and Slack's refusals meanwhile. */
  share: number;
  refused: number;
  /** From the audience to all receipts and deliveries written and queued, s. */
  planSeconds: number;
  /** How far the worker's memory rises while it sends, MB. */
  grownMb: number;
}

export async function measureAnnouncements(bed: Bed, sizes: AnnouncementSizes): Promise<AnnouncementRates> {
  const counting = await countingTimes((await bed.open('receipts')).ctx, sizes);
  return { counting, ...(await sendToAll(bed, sizes)) };
}

async function countingTimes(ctx: Context, { receipts: count, rounds }: AnnouncementSizes) {
  for (let n = 0; n <= EARLIER; n += 1) await addReceipts(ctx, `bench-${n}`, count);
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const since = performance.now();
    const rows = await countReceipts(ctx, `bench-${EARLIER}`);
    times.push(performance.now() - since);
    const counted = rows.reduce((sum, row) => sum + row.count, 0);
    if (counted !== count) throw new Error(`${counted} of ${count} receipts are counted`);
  }
  return { p50: quantile(times, 0.5), p99: quantile(times, 0.99) };
}

async function addReceipts(ctx: Context, announcement: string, count: number): Promise<void> {
  const at = new Date();
  const made = Array.from({ length: count }, (_, index): Receipt => {
    // Steps that share no factor with the units' sizes, so that every team has every state.
    const state = STATES[(index * 7 + Math.floor(index / 20)) % STATES.length] ?? 'waiting';
    return {
      ...{ workspace: ctx.workspace, announcement, member: userAt(index), ...unitOf(index), state },
      ...{ wrongFirst: index % 9 === 0 ? 1 : 0, opened: state === 'confirmed' ? 1 : 0, tries: 1, at },
    };
  });
  for (let start = 0; start < made.length; start += BATCH)
    await receipts(ctx).collection.insertMany(made.slice(start, start + BATCH) as never[], { ordered: false });
}

async function sendToAll(bed: Bed, { recipients, perMinute }: AnnouncementSizes) {
  const { ctx } = await bed.open('announcement');
  await addMembers(ctx, recipients);
  const atRest = await startWorker(bed, {}, {}, 'announcement');
  await sleep(REST_MS);
  const restMb = residentMb(atRest.pid);
  await atRest.stop();

  await announcements(ctx).collection.insertOne(announcement(ctx) as never);
  const since = performance.now();
  const out = await sendOut(ctx, 'bench');
  const planSeconds = (performance.now() - since) / 1_000;
  if ('skipped' in out || out.members !== recipients) throw new Error('the announcement did not go to everybody');

  await bed.slack.ask('forget');
  // As Slack does: what is allowed in a window, and the burst that the bot may begin with.
  await bed.slack.ask(`ceiling ${Math.ceil(perMinute / WINDOWS_PER_MINUTE + perMinute / 25)}`);
  const worker = await startWorker(bed, { SENDS_PER_MINUTE: String(perMinute) }, {}, 'announcement');
  let highest = 0;
  const watch = setInterval(() => {
    highest = Math.max(highest, residentMb(worker.pid));
  }, SAMPLE_MS);
  const report = await posted(bed, recipients, SAMPLE_MS).finally(() => clearInterval(watch));
  await worker.stop();
  await bed.slack.ask('ceiling Infinity');
  const share = (rateOf(report) * 60) / perMinute;
  return { share, refused: report.refused, planSeconds, grownMb: highest - restMb };
}

/** Urgent, so that it goes at any hour at which this is measured; with a check question, as the longest cards have. */
function announcement(ctx: Context): Announcement {
  const now = new Date();
  const text = '进入有限空间作业之前，必须先通风、再检测、后作业，并且有人监护。'.repeat(8);
  const body = { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }] };
  return {
    ...{ _id: 'bench', workspace: ctx.workspace, state: 'scheduled', author: userAt(0) },
    ...{ title: '有限空间作业', body: JSON.stringify(body), category: 'safety', include: ['all'], except: [] },
    ...{ repeat: 'once', urgent: true, wantsAck: true, questionText: '先做什么？\n* 通风\n作业\n等待' },
    ...{ via: 'dm', channels: [], reminders: 0, everyHours: 24, occurrence: 0, remindersSent: 0 },
    ...{ dueAt: now, firstAt: now, createdAt: now, updatedAt: now },
  };
}
