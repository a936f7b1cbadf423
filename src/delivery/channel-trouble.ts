import { Schema } from 'mongoose';
import type { Context } from '../context.ts';
import { clock } from '../lib/clock.ts';
import { collection } from '../lib/stores/collection.ts';

/** Why nothing can be sent to a channel, as the officer would put it. */
export type TroubleKind = 'archived' | 'out' | 'gone' | 'silenced';

/** A channel to which nothing can be sent until somebody does something; there is a record as long as that is so. */
export interface ChannelTrouble {
  _id: string;
  workspace: string;
  channel: string;
  /** Slack's word for it when it last refused. */
  code: string;
  /** When it first refused; with the channel it names the trouble. */
  since: Date;
  /** Sends that failed by it. */
  failures: number;
  /** As many of them have been looked at, and the people responsible told. */
  told: number;
}

/** Slack's codes that speak of the channel, and not of the message, the token or a person. */
const KINDS: Record<string, TroubleKind> = {
  is_archived: 'archived',
  not_in_channel: 'out',
  channel_not_found: 'gone',
  restricted_action: 'silenced',
  restricted_action_read_only_channel: 'silenced',
  restricted_action_thread_only_channel: 'silenced',
};

const required = { required: true } as const;

const schema = new Schema<ChannelTrouble>(
  {
    _id: { type: String, ...required },
    workspace: { type: String, ...required },
    channel: { type: String, ...required },
    code: { type: String, ...required },
    since: { type: Date, ...required },
    failures: { type: Number, ...required },
    told: { type: Number, ...required },
  },
  { versionKey: false },
);
schema.index({ workspace: 1, channel: 1 }, { unique: true });

export const channelTroubles = collection('delivery_channel_troubles', schema);

/** What a permanent error says of the channel; undefined when it is about something else. */
export function troubleKind(code: string): TroubleKind | undefined {
  return Object.hasOwn(KINDS, code) ? KINDS[code] : undefined;
}

/** Writes down that a channel took no message. While a trouble lasts it stays the same one, with one more failure. */
export async function noteTrouble(ctx: Context, channel: string, code: string): Promise<void> {
  const { workspace } = ctx;
  await channelTroubles(ctx).updateOne(
    { _id: idOf(ctx, channel) },
    { $set: { code }, $inc: { failures: 1 }, $setOnInsert: { workspace, channel, since: clock.now(), told: 0 } },
    { upsert: true },
  );
}

/** The channel whose trouble a notice tells of. */
export const aboutChannel = (channel: string): string => `sends.channel:${channel}`;

/** A message has arrived in the channel, or the bot has seen that it can write there: what comes next is a new trouble. @returns whether there was one */
export async function clearTrouble(ctx: Pick<Context, 'db' | 'workspace'>, channel: string): Promise<boolean> {
  return (await channelTroubles(ctx).deleteOne({ _id: idOf(ctx, channel) })).deletedCount > 0;
}

/** The trouble of a channel; undefined when there is none. */
export async function troubleOf(
  ctx: Pick<Context, 'db' | 'workspace'>,
  channel: string | undefined,
): Promise<ChannelTrouble | undefined> {
  if (channel === undefined) return undefined;
  const found = await channelTroubles(ctx)
    .findOne({ _id: idOf(ctx, channel) })
    .lean<ChannelTrouble>();
  return found ?? undefined;
}

/** The troubles of these channels; of one that works there is none. */
export async function troublesOf(
  ctx: Pick<Context, 'db' | 'workspace'>,
  channels: readonly string[],
): Promise<ChannelTrouble[]> {
  if (channels.length === 0) return [];
  return channelTroubles(ctx)
    .find({ workspace: ctx.workspace, channel: { $in: [...channels] } })
    .sort({ channel: 1 })
    .lean<ChannelTrouble[]>();
}

/** Those with failures that nobody has looked at. */
export async function untoldTroubles(ctx: Context): Promise<ChannelTrouble[]> {
  return channelTroubles(ctx)
    .find({ workspace: ctx.workspace, $expr: { $gt: ['$failures', '$told'] } })
    .lean<ChannelTrouble[]>();
}

/** The people responsible have been told of its failures so far. */
export async function markTold(ctx: Context, { _id, since, failures }: ChannelTrouble): Promise<void> {
  await channelTroubles(ctx).updateOne({ _id, since }, { $max: { told: failures } });
}

function idOf({ workspace }: Pick<Context, 'workspace'>, channel: string): string {
  return `${workspace} ${channel}`;
}
