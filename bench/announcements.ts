import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '../src/context.ts';
import { type Announcement, announcements } from '../src/features/announcements/model.ts';
import { sendOut } from '../src/features/announcements/service/send.ts';
import type { Bed } from './bed.ts';
import { addMembers, userAt } from './company.ts';
import { measureReceipts, type ReceiptSizes, type ReceiptTimes } from './receipts.ts';
import { residentMb } from './resident.ts';
import { posted, rateOf, startWorker, WINDOWS_PER_MINUTE } from './sends.ts';

const REST_MS = 8_000;
const SAMPLE_MS = 1_000;
export interface AnnouncementSizes extends ReceiptSizes {
  /** The send under a limit of so many a minute. */
  recipients: number;
  perMinute: number;
}

export interface AnnouncementRates {
  receipts: ReceiptTimes;
  /** Sends a minute in the steady state, as a part of those allowed, and Slack's refusals meanwhile. */
  share: number;
  refused: number;
  /** From the audience to all receipts and deliveries written and queued, s. */
  planSeconds: number;
  /** How far the worker's memory rises while it sends, MB. */
  grownMb: number;
}

export async function measureAnnouncements(bed: Bed, sizes: AnnouncementSizes): Promise<AnnouncementRates> {
  const { ctx } = await bed.open('receipts');
  const receipts = await measureReceipts(ctx, { ...announcement(ctx), questionText: '' }, sizes);
  return { receipts, ...(await sendToAll(bed, sizes)) };
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
    _id: 'bench',
    workspace: ctx.workspace,
    state: 'scheduled',
    author: userAt(0),
    title: '有限空间作业',
    body: JSON.stringify(body),
    category: 'safety',
    include: ['all'],
    except: [],
    repeat: 'once',
    urgent: true,
    wantsAck: true,
    questionText: '先做什么？\n* 通风\n作业\n等待',
    via: 'dm',
    channels: [],
    reminders: 0,
    everyHours: 24,
    occurrence: 0,
    remindersSent: 0,
    dueAt: now,
    firstAt: now,
    createdAt: now,
    updatedAt: now,
  };
}
