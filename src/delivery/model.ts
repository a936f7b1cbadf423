import { Schema } from 'mongoose';
import type { Context } from '../context.ts';
import { collection } from '../lib/collection.ts';

/**
 * `planned` waits for its hour, `sending` was written down before Slack was asked, `sent` has Slack's answer,
 * `failed` will not be tried again, `dropped` was not needed any more. The last three are final.
 */
export const DELIVERY_STATES = ['planned', 'sending', 'sent', 'failed', 'dropped'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

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
  /** Ids only. */
  params: Record<string, string>;
  state: DeliveryState;
  /** 1 (an answer) to 9 (a report). */
  priority: number;
  /** Its place among those planned with it: the first of a small send pass the last of a big one. */
  place: number;
  urgent: boolean;
  dueAt: Date;
  /** From then on it is of no use: it is dropped, not sent late. */
  expiresAt?: Date;
  /** The last take's own id: only who holds it may finish the delivery. */
  sendId?: string;
  /** When Slack may first have seen it: the reconciler looks no further back. */
  startedAt?: Date;
  /** Until then the take belongs to whoever made it, and nobody else touches the delivery. */
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
    params: { type: Schema.Types.Mixed, default: {} },
    state: { type: String, ...required, enum: DELIVERY_STATES },
    priority: { type: Number, ...required },
    place: { type: Number, ...required },
    urgent: { type: Boolean, default: false },
    dueAt: { type: Date, ...required },
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
  },
  { versionKey: false, minimize: false },
);
schema.index({ workspace: 1, notice: 1, recipient: 1 }, { unique: true });
schema.index({ workspace: 1, state: 1, dueAt: 1 });

export const deliveries = collection('deliveries', schema);

/** Makes the indexes; running it again changes nothing. */
export async function prepareDelivery(ctx: Pick<Context, 'db'>): Promise<void> {
  await deliveries(ctx).createIndexes();
}
