import { Schema } from 'mongoose';
import type { Shown } from '../../../src/delivery/receipts/page.ts';
import { receipted } from '../../../src/delivery/receipts/receipted.ts';
import type { Receipted } from '../../../src/delivery/receipts/remind.ts';
import { collection, makeIndexes } from '../../../src/lib/stores/collection.ts';
import type { PostOffice } from '../post-office.ts';

/* A second feature with receipts, for tests alone: a bulletin is a title, and it asks to be confirmed. */

interface Bulletin extends Receipted {
  title: string;
}

const schema = new Schema<Bulletin>(
  {
    _id: { type: String, required: true },
    workspace: { type: String, required: true },
    title: String,
    state: String,
    via: String,
    endsAt: Date,
    remindersSent: Number,
    remindedAt: Date,
    reminding: { type: new Schema({ nth: Number, at: Date, by: String }, { _id: false }) },
  },
  { versionKey: false },
);
export const bulletins = collection('bulletins', schema);

/** What was told of reminders, as the feature would note it. */
export const told: { id: string; nth: number; members: number }[] = [];

export const bulletinReceipts = receipted({
  feature: 'bulletins',
  of: 'bulletin',
  things: bulletins,
  while: 'sent',
  reminded: async (_ctx, { _id: id }, { nth, members }) => {
    told.push({ id, nth, members });
  },
});

export async function prepareBulletins({ ctx }: Pick<PostOffice, 'ctx'>): Promise<void> {
  await makeIndexes(ctx, [bulletins, bulletinReceipts.receipts, bulletinReceipts.tallies]);
}

export async function newBulletin({ ctx }: Pick<PostOffice, 'ctx'>, id: string, title = '夏季作息'): Promise<Bulletin> {
  const one: Bulletin = { _id: id, workspace: ctx.workspace, title, state: 'sent', via: 'dm', remindersSent: 0 };
  await bulletins(ctx).create(one);
  return one;
}

export function shown(one: Bulletin): Shown {
  return { id: one._id, title: one.title, state: '已发出', asks: 'confirm', isOut: true, via: one.via };
}

export const bulletinScreen = bulletinReceipts.screen({
  words: {
    zh: { title: '简报', thing: '简报', none: '还没有简报。' },
    en: { title: 'Bulletins', thing: 'bulletin', none: 'There is no bulletin yet.' },
  },
  find: async (ctx, _actor, id) => {
    const found = await bulletins(ctx).findById(id).lean<Bulletin>();
    if (found === null) throw new Error(`no bulletin ${id}`);
    return found;
  },
  latest: (ctx) => bulletins(ctx).find({}).sort({ _id: -1 }).lean<Bulletin[]>(),
  shown: (_locale, one) => shown(one),
  mayChange: ({ scope }) => scope === 'company',
  gone: { zh: '没有这条简报。', en: 'There is no such bulletin.' },
  exported: (rows) => ({ zh: `导出简报回执，${rows} 行`, en: `exported a bulletin’s receipts, ${rows} rows` }),
});
