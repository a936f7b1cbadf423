import { Schema } from 'mongoose';
import { collection, makeIndexes } from '../../lib/stores/collection.ts';
import type { Store } from '../model.ts';
import type { Pattern } from '../shift.ts';
import type { Crew } from './pattern-lines.ts';

/** Another name of a shift in the roster; with a crew it is the name of that crew's. */
export interface ShiftAlias {
  text: string;
  /** See `shiftKey`. */
  key: string;
  crew?: string;
}

/** What a shift means from a day on, until the next version. Without a pattern it is retired from then on. */
export interface ShiftVersion {
  /** 'YYYY-MM-DD'; empty: always. */
  from: string;
  pattern?: Pattern;
  /** Crews of a rotation: each has its own first day; empty for a shift without any. */
  crews: Crew[];
  by: string;
  at: Date;
  /** Names the deed: a second delivery adds no second version. */
  request: string;
}

/** A shift that the company has named. It is never deleted: what people did under it is judged by it. */
export interface CompanyShift {
  /** Named by the request that made it. */
  _id: string;
  workspace: string;
  name: string;
  /** Those of its name and of all aliases; no two shifts share one. */
  keys: string[];
  aliases: ShiftAlias[];
  /** In the order of `from`. */
  versions: ShiftVersion[];
  /** Counts the changes, so that none is made on what was not seen. */
  revision: number;
  createdAt: Date;
  updatedAt: Date;
  /** What it was before the last change; gone when that is undone. */
  undo?: ShiftBefore;
  /** The deed that undid the last change: a second delivery undoes nothing more. */
  undone?: string;
  /** Streaks have still to be counted again, from the member after this one on; gone when it is done. */
  follow?: { after: string };
}

/** A shift as it was before a change. */
export interface ShiftBefore extends Pick<CompanyShift, 'name' | 'aliases' | 'versions'> {
  /** The revision that the change made: after another one it counts no more. */
  of: number;
  at: Date;
}

/** What somebody is about to say of a shift, kept while they look at what it would do. */
export interface ShiftDraft {
  /** Named by the request. */
  _id: string;
  workspace: string;
  /** The shift that it changes, as it was seen; absent: a new one. */
  shift?: { id: string; seen: number };
  name: string;
  from: string;
  pattern: Pattern;
  crews: Crew[];
  by: string;
  at: Date;
}

const text = { type: String, required: true } as const;
const date = { type: Date, required: true } as const;

const crewsSchema = [new Schema<Crew>({ name: text, anchor: text }, { _id: false })];

const aliasesSchema = [new Schema<ShiftAlias>({ text, key: text, crew: String }, { _id: false })];
const versionsSchema = [
  new Schema<ShiftVersion>(
    {
      from: { type: String, default: '' },
      pattern: Schema.Types.Mixed,
      crews: crewsSchema,
      by: text,
      at: date,
      request: text,
    },
    { _id: false },
  ),
];
const beforeSchema = new Schema<ShiftBefore>(
  { name: text, aliases: aliasesSchema, versions: versionsSchema, of: { type: Number, default: 0 }, at: date },
  { _id: false },
);

const shiftSchema = new Schema<CompanyShift>(
  {
    _id: text,
    workspace: text,
    name: text,
    keys: [String],
    aliases: aliasesSchema,
    versions: versionsSchema,
    revision: { type: Number, default: 0 },
    createdAt: date,
    updatedAt: date,
    undo: beforeSchema,
    undone: String,
    follow: { type: new Schema({ after: { type: String, default: '' } }, { _id: false }) },
  },
  { versionKey: false },
);
const draftSchema = new Schema<ShiftDraft>(
  {
    _id: text,
    workspace: text,
    shift: { type: new Schema({ id: text, seen: Number }, { _id: false }) },
    name: text,
    from: { type: String, default: '' },
    pattern: { type: Schema.Types.Mixed, required: true },
    crews: crewsSchema,
    by: text,
    at: date,
  },
  { versionKey: false },
);
draftSchema.index({ workspace: 1, at: 1 });

shiftSchema.index({ workspace: 1, keys: 1 }, { unique: true });
shiftSchema.index({ workspace: 1, follow: 1 });

export const companyShifts = collection('members_shifts', shiftSchema);
export const shiftDrafts = collection('members_shift_drafts', draftSchema);

/** Makes the indexes of the company's shifts. */
export async function prepareShifts(ctx: Pick<Store, 'db'>): Promise<void> {
  await makeIndexes(ctx, [companyShifts, shiftDrafts]);
}
