import { Schema } from 'mongoose';
import { collection, makeIndexes } from '../../lib/stores/collection.ts';
import type { Store } from '../model.ts';
import type { LeaveSpan } from './rules.ts';

/** When one person is, was and will be away. */
export interface Leave {
  workspace: string;
  user: string;
  /** In their order, none over another. */
  spans: LeaveSpan[];
  /** Grows with every change. */
  version: number;
  /** By MongoDB's own clock, so that every process finds what the others have changed. */
  touchedAt: Date;
  /** What follows from the latest change (the streak, what waits for them) has still to be done; gone when it is. */
  follow?: true;
}

const text = { type: String, required: true } as const;

const leaveSchema = new Schema<Leave>(
  {
    workspace: text,
    user: text,
    spans: [new Schema<LeaveSpan>({ from: text, to: text, kind: text }, { _id: false })],
    version: { type: Number, required: true },
    touchedAt: { type: Date, required: true },
    follow: Boolean,
  },
  { versionKey: false },
);
leaveSchema.index({ workspace: 1, user: 1 }, { unique: true, name: 'user' });
leaveSchema.index({ workspace: 1, touchedAt: 1 }, { name: 'touched' });
leaveSchema.index({ workspace: 1, 'spans.to': 1 }, { name: 'until' });
leaveSchema.index({ workspace: 1, follow: 1 }, { name: 'follow', partialFilterExpression: { follow: true } });

export const leaves = collection('members_leaves', leaveSchema);

/** Makes the indexes of the leaves. */
export async function prepareLeaves(ctx: Pick<Store, 'db'>): Promise<void> {
  await makeIndexes(ctx, [leaves]);
}
