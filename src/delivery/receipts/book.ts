import { type Model, type mongo, type QueryFilter, Schema } from 'mongoose';
import type { Context } from '../../context.ts';
import { collection } from '../../lib/stores/collection.ts';
import { RECEIPT_STATES, type ReceiptState } from './rules.ts';

type Store = Pick<Context, 'db' | 'workspace'>;

/** One member of an audience, as the member stood when it went out. */
export interface Receipt {
  workspace: string;
  member: string;
  branch: string;
  team: string;
  state: ReceiptState;
  /** 1 when the first answer to the check question was wrong. */
  wrongFirst: number;
  /** 1 when the member has pressed a button of it: to read it, to answer, to confirm. */
  opened: number;
  tries: number;
  at: Date;
  /** Of the last write to it: every write sets it, so that counts find what is new. Absent before there were tallies. */
  changedAt?: Date;
  /** Since when it is known to have arrived. */
  reachedAt?: Date;
  confirmedAt?: Date;
}

/** What the receipts of one thing said when they were last looked at: derived from them, and made again when it is lost. */
export interface StoredTally {
  workspace: string;
  /** What became of deliveries before it is written into the receipts. */
  settledAt?: Date;
  /** Every change before it is in the rows, except those that were written late. */
  countedAt?: Date;
  /** When all of it was last counted in one go. */
  wholeAt?: Date;
  /** As `packRows` makes them: read in a fraction of the time that thousands of subdocuments take. */
  rows?: mongo.Binary;
}

/** Where the receipts of one feature stand. */
export interface Book {
  /** In front of the names of its notices: `announcements`. */
  feature: string;
  /** What a receipt is of: names the two collections, the field with the id, and the notices' parameter. */
  of: string;
  receipts: (ctx: Pick<Context, 'db'>) => Model<Receipt>;
  tallies: (ctx: Pick<Context, 'db'>) => Model<StoredTally>;
}

const string = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;

/** The collections `<of>_receipts` and `<of>_tallies`, whose field `<of>` has the id. */
export function bookOf(feature: string, of: string): Book {
  const receipts = new Schema<Receipt>(
    {
      workspace: string,
      [of]: string,
      member: string,
      branch: { type: String, default: '' },
      team: { type: String, default: '' },
      state: { type: String, required: true, enum: RECEIPT_STATES },
      wrongFirst: Number,
      opened: Number,
      tries: Number,
      at: date,
      changedAt: Date,
      reachedAt: Date,
      confirmedAt: Date,
    },
    { versionKey: false },
  );
  receipts.index({ workspace: 1, [of]: 1, member: 1 }, { unique: true });
  receipts.index(countsIndex(of));
  receipts.index(changesIndex(of));
  // Few, except while a send is under way: whether any is left costs one key.
  receipts.index({ workspace: 1, [of]: 1, state: 1, member: 1 }, { partialFilterExpression: { state: 'waiting' } });
  receipts.index({ workspace: 1, member: 1, at: -1 });
  const tallies = new Schema<StoredTally>(
    {
      workspace: string,
      [of]: string,
      settledAt: Date,
      countedAt: Date,
      wholeAt: Date,
      rows: Schema.Types.Buffer,
    },
    { versionKey: false },
  );
  tallies.index({ workspace: 1, [of]: 1 }, { unique: true });
  return {
    feature,
    of,
    receipts: collection(`${of}_receipts`, receipts),
    tallies: collection(`${of}_tallies`, tallies),
  };
}

/** Covers the counts: no document is read for them. */
export function countsIndex(of: string): Record<string, 1> {
  return { workspace: 1, [of]: 1, branch: 1, team: 1, state: 1, wrongFirst: 1, opened: 1 };
}

/** Covers where receipts have changed since an instant. */
export function changesIndex(of: string): Record<string, 1> {
  return { workspace: 1, [of]: 1, changedAt: 1, branch: 1, team: 1 };
}

/** The receipts of one thing, as a filter. */
export function receiptsOf(ctx: Store, { of }: Book, id: string): QueryFilter<Receipt> {
  return { workspace: ctx.workspace, [of]: id } as QueryFilter<Receipt>;
}

/** The tally of one thing, as a filter. */
export function tallyOf(ctx: Store, { of }: Book, id: string): QueryFilter<StoredTally> {
  return { workspace: ctx.workspace, [of]: id } as QueryFilter<StoredTally>;
}

/** The notice that goes to the audience. */
export function noticeOf({ feature }: Book, id: string): string {
  return `${feature}.notice-${id}`;
}

/** A reminder of it. @param nth from 0 */
export function reminderOf({ feature }: Book, id: string, nth: number): string {
  return `${feature}.reminder-${id}-${nth}`;
}
