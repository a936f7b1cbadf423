import { Schema } from 'mongoose';
import type { NoticeRenderer } from '../bot/feature.ts';
import type { Context } from '../context.ts';
import { collection, dropIndex, makeIndexes } from '../lib/stores/collection.ts';
import { channelTroubles } from './channel-trouble.ts';

/**
 * `planned` waits for its hour, `paused` for an officer's word, `sending` was written down before Slack was asked, `sent` has Slack's answer,
 * `failed` will not be tried again, `dropped` was not needed any more. The last three are final.
 */
export const DELIVERY_STATES = ['planned', 'paused', 'sending', 'sent', 'failed', 'dropped'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** Finds the renderer of a notice's kind; the registry's `notice`. */
export type Renderers = (kind: string) => NoticeRenderer | undefined;

/** One notice on its way to one recipient. */
export interface Delivery {
  _id: string;
  workspace: string;
  /** Names the notice; with the recipient it is unique, so that planning twice is planning once. */
  notice: string;
  /** Which renderer draws it: `<feature>.<verb>`. */
  kind: string;
  /** A user id or a channel id. */
  recipient: string;
  to: 'member' | 'channel';
  /** The thing whose changes its copy follows. */
  about?: string;
  /** Ids only. */
  params: Record<string, string>;
  state: DeliveryState;
  /** 1 (an answer) to 9 (a report). */
  priority: number;
  /** Its place among those planned with it: the first of a small send pass the last of a big one. */
  place: number;
  /** Arrives off duty and in quiet hours, too. */
  urgent: boolean;
  /** The feature has reckoned with the member's hours itself: `dueAt` stays as it is. */
  exactly: boolean;
  dueAt: Date;
  /** When it would have come if its reader had been on duty; absent where it was not held for their hours. */
  wantedAt?: Date;
  /** The message in whose thread it is sent: the summary of what waited for somebody who is back. */
  thread?: Copy;
  /** From then on it is of no use: it is dropped, not sent late. */
  expiresAt?: Date;
  /** The last take's own id: only who holds it may finish the delivery. */
  sendId?: string;
  /** When Slack may first have seen it: the reconciler looks no further back. */
  startedAt?: Date;
  /** Until then the take belongs to the process that made it, and nobody else touches the delivery. */
  leaseUntil?: Date;
  /** Takes that Slack did not answer with "too many". */
  attempts: number;
  /** Where it is in Slack, once sent. */
  channel?: string;
  ts?: string;
  /** Why it failed or was dropped; on an open delivery, why the last attempt did not succeed. */
  reason?: string;
  createdAt: Date;
  finishedAt?: Date;
  /** What shall become of its copy in Slack: drawn again, or taken back. Absent: nothing. */
  change?: CopyChange;
  /** Counts the wishes, so that one which comes while another is carried out is not lost. */
  changeNo?: number;
  /** Tries of the present wish that Slack did not answer with "too many". */
  changeTries?: number;
  /** When its copy was last drawn again by itself. */
  changedAt?: Date;
  /** Since when its copy is taken back: it is `sent` all the same. */
  recalledAt?: Date;
}

export type CopyChange = 'redraw' | 'recall';

/** `stopped` is final: what has not left will not. */
export type SendState = 'running' | 'paused' | 'stopped';

/** A notice that goes to several, as an officer may hold it. */
export interface Send {
  workspace: string;
  notice: string;
  /** Its renderer: `<feature>.<verb>`. */
  kind: string;
  state: SendState;
  createdAt: Date;
  changedAt: Date;
  /** The officer who held it or let it go on. */
  changedBy?: string;
}

/** Where a message is in Slack. */
export interface Copy {
  channel: string;
  ts: string;
}

const required = { required: true } as const;

const schema = new Schema<Delivery>(
  {
    _id: { type: String, ...required },
    workspace: { type: String, ...required },
    notice: { type: String, ...required },
    kind: { type: String, ...required },
    recipient: { type: String, ...required },
    to: { type: String, ...required, enum: ['member', 'channel'] },
    about: String,
    params: { type: Schema.Types.Mixed, default: {} },
    state: { type: String, ...required, enum: DELIVERY_STATES },
    priority: { type: Number, ...required },
    place: { type: Number, ...required },
    urgent: { type: Boolean, default: false },
    exactly: { type: Boolean, default: false },
    dueAt: { type: Date, ...required },
    wantedAt: Date,
    thread: new Schema<Copy>({ channel: String, ts: String }, { _id: false }),
    expiresAt: Date,
    sendId: String,
    startedAt: Date,
    leaseUntil: Date,
    attempts: { type: Number, default: 0 },
    channel: String,
    ts: String,
    reason: String,
    createdAt: { type: Date, ...required },
    finishedAt: Date,
    change: { type: String, enum: ['redraw', 'recall'] },
    changeNo: Number,
    changeTries: Number,
    changedAt: Date,
    recalledAt: Date,
  },
  { versionKey: false, minimize: false },
);
schema.index({ workspace: 1, notice: 1, recipient: 1 }, { unique: true });
schema.index({ workspace: 1, state: 1, dueAt: 1 });
/** What waits for one reader. */
schema.index(
  { workspace: 1, recipient: 1 },
  { name: 'waiting', partialFilterExpression: { state: 'planned', wantedAt: { $exists: true } } },
);
/** What of a notice has ended since an instant. */
schema.index(
  { workspace: 1, notice: 1, finishedAt: 1 },
  { partialFilterExpression: { finishedAt: { $exists: true } } },
);
/** The copies of a thing. What is only planned has no key in it: thousands of reminders are planned at once. */
schema.index(
  { workspace: 1, about: 1, recipient: 1 },
  { name: 'about', partialFilterExpression: { about: { $exists: true }, startedAt: { $exists: true } } },
);
schema.index({ workspace: 1, change: 1, state: 1 }, { partialFilterExpression: { change: { $exists: true } } });

export const deliveries = collection('deliveries', schema);

const sendSchema = new Schema<Send>(
  {
    workspace: { type: String, ...required },
    notice: { type: String, ...required },
    kind: { type: String, ...required },
    state: { type: String, ...required, enum: ['running', 'paused', 'stopped'] },
    createdAt: { type: Date, ...required },
    changedAt: { type: Date, ...required },
    changedBy: String,
  },
  { versionKey: false },
);
sendSchema.index({ workspace: 1, notice: 1 }, { unique: true });
sendSchema.index({ workspace: 1, createdAt: -1 });
sendSchema.index({ workspace: 1, changedAt: -1 });

export const sends = collection('delivery_sends', sendSchema);

/** Makes the indexes; running it again changes nothing. */
export async function prepareDelivery(ctx: Pick<Context, 'db'>): Promise<void> {
  await makeIndexes(ctx, [deliveries, sends, channelTroubles]);
  await dropIndex(ctx, deliveries, 'workspace_1_about_1_finishedAt_1');
}
