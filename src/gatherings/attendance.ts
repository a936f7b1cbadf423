import { type Model, Schema } from 'mongoose';
import type { Context } from '../context.ts';
import { collection } from '../lib/stores/collection.ts';
import { MARKS, type Mark } from './rules/marks.ts';

/** What a person's part in a gathering came to: one for each gathering and member. */
export interface Attendance {
  workspace: string;
  /** The gathering's id. */
  session: string;
  member: string;
  /** Of the start, so that a person's own are found in order. */
  at: Date;
  withdrawnAt?: Date;
  withdrawReason?: string;
  mark?: Mark;
  markedAt?: Date;
  /** A member's id: on the roll; absent: by the code. */
  markedBy?: string;
  /** The attendance is closed: the mark is what `first` says, and from then on changed by corrections only. */
  settled?: boolean;
  /** The mark as the attendance was closed. */
  first?: Mark;
  /** Whether the person who was marked by somebody else agrees. */
  agrees?: boolean;
  /** Wrong codes in a row, and when the last one was. */
  wrong: number;
  wrongAt?: Date;
  /** Corrections after the attendance was closed, the oldest first. */
  corrections: { by: string; at: Date; from?: Mark; to: Mark; reason: string }[];
  /** The ledger does not say yet what stands here. */
  unbooked?: boolean;
  absence?: string;
}

export type Attendances = (ctx: Pick<Context, 'db'>) => Model<Attendance>;

/** The collection of a feature's attendance. @param name of the collection, such as `clubs_attendance` */
export function attendanceCollection(name: string): Attendances {
  const string = { type: String, required: true } as const;
  const schema = new Schema<Attendance>(
    {
      workspace: string,
      session: string,
      member: string,
      at: { type: Date, required: true },
      withdrawnAt: Date,
      withdrawReason: String,
      mark: { type: String, enum: MARKS },
      markedAt: Date,
      markedBy: String,
      agrees: Boolean,
      settled: Boolean,
      first: { type: String, enum: MARKS },
      wrong: Number,
      wrongAt: Date,
      corrections: [Schema.Types.Mixed],
      unbooked: Boolean,
      absence: String,
    },
    { versionKey: false },
  );
  schema.index({ workspace: 1, session: 1, member: 1 }, { unique: true });
  schema.index({ workspace: 1, member: 1, at: -1 });
  schema.index({ workspace: 1, unbooked: 1 }, { sparse: true });
  return collection(name, schema);
}

/** What is taken away with a mark. */
export const UNMARKED = { mark: 1, markedAt: 1, markedBy: 1, agrees: 1 } as const;
